"""What strangers' PDFs may hold: each is read, or refused in words, and none takes for ever."""

from __future__ import annotations

import io
import json
import warnings
import zlib
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Any

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, Stream, String

from agenda.collect import readback
from agenda.collect.readback import LONGEST, TICKED
from agenda.fork import run_bounded
from agenda.source.problems import Severity, Stop
from collect import talk
from collect.pdf_copies import fault
from draws import few

NOTE, TICK = "record/notes/skills", "record/sharing/with"
LEVEL = "record/manager_levels/technical-strate-c6d6"


def changed(change: Callable[[pikepdf.Pdf], None], **saving: Any) -> bytes:
    """Let `change` do something to a copy that nobody has filled in."""
    with pikepdf.open(io.BytesIO(talk.copy("pdf"))) as pdf, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of what is meant to be broken
        change(pdf)
        saved = io.BytesIO()
        pdf.save(saved, **saving)
    return saved.getvalue()


def field(pdf: pikepdf.Pdf, name: str) -> pikepdf.Object:
    return next(one for one in pdf.Root.AcroForm.Fields if str(one.T) == name)


def with_value(value: Callable[[pikepdf.Pdf], Any], name: str = NOTE) -> bytes:
    return changed(lambda pdf: field(pdf, name).__setitem__("/V", value(pdf)))


def read(data: bytes, name: str = NOTE) -> str:
    return readback.read_back(data).typed[name]


# --- values, as programs write them ----------------------------------------


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (lambda _: String("plain"), "plain"),
        (lambda _: String(b"\xfe\xff" + "Łódź\r\n2".encode("utf-16-be")), "Łódź\n2"),
        (lambda _: String(b"\xff\xfe" + "Łódź".encode("utf-16-le")), "Łódź"),
        (lambda _: String(b"\xef\xbb\xbf" + "Łódź".encode()), "Łódź"),
        (lambda _: String("Łódź – 信頼 👩🏽‍🚀 שלום".encode()), "Łódź – 信頼 👩🏽‍🚀 שלום"),
        (lambda _: String("Ärger".encode()), "Ärger"),
        (lambda _: String(b"\xc4rger"), "Ärger"),
        (lambda _: String(b"caf\xe9 \x80 \x96"), "café • Œ"),  # PDFDocEncoding
        (lambda _: String(b"\xfe\xff" + "\x1bde\x1bGr\xfc\xdfe".encode("utf-16-be")), "Grüße"),
        (lambda _: String("one\rtwo\r\nthree\nfour"), "one\ntwo\nthree\nfour"),
        (lambda pdf: pdf.make_stream(b"from a stream"), "from a stream"),
        (lambda pdf: pdf.make_stream(b"\xfe\xff" + "ż".encode("utf-16-be")), "ż"),
        (lambda _: Name.Word, "Word"),
        (lambda _: 12, "12"),
        (lambda pdf: pdf.make_indirect(String("elsewhere")), "elsewhere"),
        (lambda _: String("ended by some\0\0"), "ended by some"),
    ],
)
def test_a_text_is_read_however_it_is_written(value, text):
    assert read(with_value(value)) == text


@pytest.mark.parametrize("value", [lambda _: Array([1, 2]), lambda _: Dictionary(A=1)])
def test_what_is_no_text_is_told_and_the_rest_is_read(value):
    found = readback.read_back(with_value(value))
    assert NOTE not in found.typed
    assert len(found.typed) > 10
    (problem,) = found.problems
    assert (problem.rule, problem.severity) == ("returned-field", Severity.ERROR)
    assert NOTE in problem.message


def test_a_text_that_nobody_types_is_told():
    found = readback.read_back(with_value(lambda _: String("x" * 100_000)))
    assert f"more than {LONGEST} characters" in found.problems[0].message
    assert NOTE not in found.typed


@pytest.mark.parametrize(
    ("value", "ticked"),
    [(Name.On, TICKED), (Name.Yes, TICKED), (Name("/1"), TICKED), (Name.on, TICKED),
     (Name.Off, ""), (String("Yes"), TICKED), (True, TICKED), (False, "")],
)  # fmt: skip
def test_a_box_is_ticked_in_whatever_words(value, ticked):
    assert read(with_value(lambda _: value, TICK), TICK) == ticked


def test_a_box_that_says_nothing_is_judged_by_how_it_looks():
    def look(pdf: pikepdf.Pdf) -> None:
        box = field(pdf, TICK)
        del box["/V"]
        box["/AS"] = Name.On

    assert read(changed(look), TICK) == TICKED


@pytest.mark.parametrize("value", [String("2"), Array([String("2")])])
def test_a_choice_is_read_by_what_it_means_or_shows(value):
    def choose(pdf: pikepdf.Pdf) -> None:
        one = field(pdf, LEVEL)
        one["/Opt"] = Array(
            [Array([String("step2"), String("2")]), Array([String("3"), String("3")])]
        )
        one["/V"] = value

    assert read(changed(choose), LEVEL) == "step2"


# --- trees of fields -------------------------------------------------------


def test_fields_under_a_parent_are_found():
    def move(pdf: pikepdf.Pdf) -> None:
        fields = list(pdf.Root.AcroForm.Fields)
        field(pdf, NOTE)["/V"] = String("said")
        parent = pdf.make_indirect(Dictionary(T=String("copy 1"), Kids=Array(fields)))
        for one in fields:
            one["/Parent"] = parent
        pdf.Root.AcroForm.Fields = Array([parent])

    found = readback.read_back(changed(move))
    assert found.typed[NOTE] == "said"
    assert found.about["document"] == "agenda"


def test_fields_that_stand_only_on_a_page_are_found():
    def forget(pdf: pikepdf.Pdf) -> None:
        field(pdf, NOTE)["/V"] = String("said")
        del pdf.Root["/AcroForm"]

    found = readback.read_back(changed(forget))
    assert found.typed[NOTE] == "said"
    assert found.about["people"]


def test_without_its_hidden_field_the_metadata_say_whose_it_is():
    def forget(pdf: pikepdf.Pdf) -> None:
        pdf.Root.AcroForm.Fields = Array(
            [one for one in pdf.Root.AcroForm.Fields if str(one.T) != "agenda"]
        )
        for page in pdf.pages:
            page.obj["/Annots"] = Array([one for one in page.obj.get("/Annots", [])
                                         if str(one.get("/T", "")) != "agenda"])  # fmt: skip

    assert readback.read_back(changed(forget)).about == readback.read_back(talk.copy("pdf")).about


@pytest.mark.parametrize("text", ["", "{", "[1]", '{"a": 1}', "[" * 100_000, "x" * 30_000])
def test_an_identity_that_is_none_is_no_fault(text):
    def spoil(pdf: pikepdf.Pdf) -> None:
        field(pdf, "agenda")["/V"] = String(text)
        del pdf.docinfo["/Agenda"]

    found = readback.read_back(changed(spoil))
    assert found.about == {}
    assert NOTE in found.typed


def test_one_field_with_two_texts_is_not_guessed():
    def double(pdf: pikepdf.Pdf) -> None:
        one = field(pdf, NOTE)
        other = pdf.make_indirect(Dictionary(one))
        one["/V"], other["/V"] = String("this"), String("that")
        pdf.Root.AcroForm.Fields.append(other)

    found = readback.read_back(changed(double))
    assert NOTE not in found.typed
    assert "more than once" in found.problems[0].message


def test_fields_in_a_circle_are_read_once():
    def circle(pdf: pikepdf.Pdf) -> None:
        one = field(pdf, NOTE)
        one["/V"] = String("said")
        parent = pdf.make_indirect(Dictionary(T=String("round"), Kids=Array([one])))
        parent.Kids.append(parent)
        pdf.Root.AcroForm.Fields.append(parent)

    assert read(changed(circle)) == "said"


def test_nesting_and_number_have_bounds():
    def nest(pdf: pikepdf.Pdf) -> None:
        below = pdf.make_indirect(Dictionary(T=String("end"), FT=Name.Tx))
        for _ in range(60):
            below = pdf.make_indirect(Dictionary(T=String("x"), Kids=Array([below])))
        pdf.Root.AcroForm.Fields.append(below)

    def crowd(pdf: pikepdf.Pdf) -> None:
        many = [Dictionary(T=String(str(number)), FT=Name.Tx) for number in range(5000)]
        pdf.Root.AcroForm.Fields = Array(many)

    assert "nested too deeply" in fault(changed(nest))
    assert "more than 2000 fields" in fault(changed(crowd))


def test_a_choice_with_thousands_of_options_takes_no_time():
    def offer(pdf: pikepdf.Pdf) -> None:
        field(pdf, LEVEL)["/Opt"] = Array([String("x")] * 30_000)
        field(pdf, LEVEL)["/V"] = String("3")

    assert read(changed(offer), LEVEL) == "3"


# --- files -----------------------------------------------------------------


def test_a_password_is_told_how_to_be_rid_of():
    locked = changed(lambda _: None, encryption=pikepdf.Encryption(user="u", owner="o", R=6))
    assert "locked" in fault(locked)


@pytest.mark.parametrize("kind", [3, 4, 6])
def test_what_only_forbids_changes_is_read(kind):
    def say(pdf: pikepdf.Pdf) -> None:
        field(pdf, NOTE)["/V"] = String("said")

    encryption = pikepdf.Encryption(owner="o", user="", R=kind, aes=kind > 3, metadata=kind > 3)
    assert read(changed(say, encryption=encryption)) == "said"


def test_a_signature_is_told_and_what_was_typed_is_read():
    def sign(pdf: pikepdf.Pdf) -> None:
        field(pdf, NOTE)["/V"] = String("said")
        pdf.Root.AcroForm["/SigFlags"] = 3
        signature = Dictionary(T=String("sig"), FT=Name.Sig, V=Dictionary(Type=Name.Sig))
        pdf.Root.AcroForm.Fields.append(pdf.make_indirect(signature))

    found = readback.read_back(changed(sign))
    assert found.typed[NOTE] == "said"
    assert [(one.rule, one.severity) for one in found.problems] == [
        ("returned-signed", Severity.WARNING)
    ]


@pytest.mark.parametrize("part", [0.02, 0.3, 0.6, 0.9, 0.99])
def test_what_is_cut_off_is_read_or_told(part):
    copy = talk.copy("pdf")
    cut = copy[: int(len(copy) * part)]
    with suppress(Stop):
        found = readback.read_back(cut)
        assert found.typed or found.problems


@pytest.mark.parametrize("data", [b"", b"x" * 5000, b"\0" * 5000, b"<html>", b"GIF89a"])
def test_what_is_no_document_is_told(data):
    assert "neither a PDF nor a Word document" in fault(data)


def test_what_is_too_large_is_not_even_looked_at():
    assert "larger than" in fault(b"%PDF-1.7" + bytes(readback.LARGEST))


def test_the_form_of_somebody_else_is_told():
    def others(pdf: pikepdf.Pdf) -> None:
        for one in pdf.Root.AcroForm.Fields:
            one["/T"] = String(f"tax {one.T}".replace("/", "-"))
            one["/V"] = String("1")
        del pdf.docinfo["/Agenda"]

    assert "other fields than" in fault(changed(others))


def test_a_stream_that_swells_is_told_before_it_fills_the_memory():
    bomb = zlib.compress(bytes(200 * 2**20), 9)

    def swell(pdf: pikepdf.Pdf) -> None:
        field(pdf, NOTE)["/V"] = pdf.make_indirect(Stream(pdf, bomb, Filter=Name.FlateDecode))

    assert fault(
        changed(swell, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    )


@few(12)
@given(st.floats(0, 1, exclude_max=True), st.binary(min_size=1, max_size=12))
def test_a_damaged_copy_is_read_or_told(part, noise):
    copy = talk.copy("pdf")
    place = int(len(copy) * part)
    data = copy[:place] + noise + copy[place + len(noise) :]
    with suppress(Stop):
        run_bounded(partial(readback.read_back, data))


def test_what_a_copy_says_of_itself_is_short_texts():
    about = readback.read_back(talk.copy("pdf")).about
    assert json.loads(json.dumps(about)) == about
    assert all(len(text) <= 200 for text in about.values())
