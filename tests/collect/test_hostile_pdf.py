"""A PDF that came back from a program with habits of its own, or from somebody who means harm."""

from __future__ import annotations

import subprocess
import sys
from io import BytesIO

import pikepdf
import pytest

from agenda.collect import acroform, pdf_file, readback
from agenda.collect.readback import LONGEST, Returned
from agenda.source.problems import Stop
from collect.pdf_copies import NOTES, fault, form, identity, stream, typed, written
from ground import ending

TICK, LEVEL = "record/sharing/with", "record/manager_levels/x"

BOUNDED = True
"""Each copy is read as it is outside tests: in a copy of this process."""

measured = pytest.mark.slow  # time is measured, of which a busy machine has little


def note(value: str, *others: bytes) -> Returned:
    """Read a copy whose note holds this value, as it stands in the file."""
    return readback.read_back(form(f"/T ({NOTES}) /FT /Tx /V {value}", identity(), others=others))


def left_out(found: Returned) -> list[str]:
    return [problem.message for problem in found.problems if problem.rule == "returned-field"]


# Texts


@pytest.mark.parametrize(
    ("value", "text"),
    [("/Hello", "Hello"), ("42", "42"), ("null", ""), ("99 0 R", ""), ("6 0 R", "strömt")],
)
def test_a_text_may_be_another_object(value: str, text: str) -> None:
    held = stream(b"\xfe\xff" + "strömt".encode("utf-16-be"), packed=True)
    assert note(value, held).typed[NOTES] == text


@pytest.mark.parametrize("value", ["true", f"({'x' * (LONGEST + 1)})"])
def test_a_field_that_cannot_be_told_is_left_out_and_named(value: str) -> None:
    found = note(value)
    assert NOTES not in found.typed
    assert [NOTES in message for message in left_out(found)] == [True]


def test_a_field_without_its_kind_still_holds_what_was_typed() -> None:
    assert readback.read_back(form(f"/T ({NOTES}) /V (kept)")).typed == {NOTES: "kept"}


# Boxes and choices


@pytest.mark.parametrize(
    ("saved", "ticked"),
    [
        ("/V /Yes /AS /Yes", True),
        ("/V /On", True),
        ("/V /1", True),
        ("/V /0", True),  # the first of a row of buttons
        ("/V (Yes)", True),
        ("/AS /Yes", True),
        ("/V null /AS /on", True),
        ("/Kids [<< /AS /Off >> << /AS /2 >>]", True),
        ("/Ff 49152 /V /2 /Kids [<< /AS /Off >> << /AS /2 >>]", True),
        ("/V true", True),
        ("/V false", False),
        ("/V /Off /AS /on", False),
        ("/V /O#66f", False),
        ("/V (Off)", False),
        ("/V ()", False),
        ("", False),
    ],
)
def test_a_tick_as_each_program_saves_it(saved: str, ticked: bool) -> None:
    found = readback.read_back(form(f"/T ({TICK}) /FT /Btn {saved}", identity()))
    assert found.typed == {TICK: "yes" if ticked else ""}


@pytest.mark.parametrize(
    ("saved", "chosen"),
    [
        ("/V (2)", "2"),
        ("/V (two)", "2"),
        ("/V /2", "2"),
        ("/V [(two)]", "2"),
        ("/V [(1) (two)]", "1, two"),  # nothing is lost, and no level is called so
        ("/V (seven)", "seven"),
        ("/V []", ""),
        ("/V null", ""),
    ],
)
def test_a_choice_as_each_program_saves_it(saved: str, chosen: str) -> None:
    options = "/Opt [[() ()] [(1) (one)] [(2) (two)]]"
    found = readback.read_back(form(f"/T ({LEVEL}) /FT /Ch {options} {saved}", identity()))
    assert found.typed == {LEVEL: chosen}


# Fields


def test_two_fields_of_one_name_are_both_left_out_where_they_differ() -> None:
    found = readback.read_back(form(typed(NOTES, "a"), typed(NOTES, "b"), typed(NOTES, "c")))
    assert found.typed == {}
    assert len(left_out(found)) == 1


def test_an_empty_field_of_the_same_name_takes_nothing_away() -> None:
    found = readback.read_back(form(typed(NOTES, ""), typed(NOTES, "b"), typed(NOTES, "")))
    assert (found.typed, found.problems) == ({NOTES: "b"}, ())


def test_a_later_version_of_the_file_counts() -> None:
    first = form(typed(NOTES, "before"))
    added = f"4 0 obj\n<< {typed(NOTES, 'after')} >>\nendobj\n".encode()
    table = b"xref\n4 1\n%010d 00000 n \ntrailer\n<< /Size 5 /Root 1 0 R /Prev %d >>\n" % (
        len(first),
        first.rindex(b"xref\n0"),
    )
    whole = first + added + table + b"startxref\n%d\n%%%%EOF\n" % (len(first) + len(added))
    assert readback.read_back(whole).typed == {NOTES: "after"}


# What the copy says about itself


@pytest.mark.parametrize("told", ["[1]", "{}", '{"document": 1}', "[" * 9000, "{"])
def test_an_identity_that_is_none_is_none(told: str) -> None:
    found = readback.read_back(form(typed(NOTES, "x"), typed("agenda", told)))
    assert (found.typed, found.about) == ({NOTES: "x"}, {})


def test_broken_metadata_keep_nobody_from_reading_the_fields() -> None:
    assert readback.read_back(form(typed(NOTES, "x"), trailer="/Info 17")).typed == {NOTES: "x"}


def test_other_names_are_read_where_it_is_a_document_of_ours() -> None:
    found = readback.read_back(form(typed("notes.skills", "x"), identity(version="0")))
    assert found.typed == {"notes.skills": "x"}


@pytest.mark.parametrize("of_form", ["/Fields 17", "/XFA [(datasets) (x)]"])
def test_no_fields_are_flattened_ones(of_form: str) -> None:
    (problem,) = readback.read_back(form(of_form=of_form)).problems
    assert problem.rule == "flattened"


# Files that are locked or broken


def locked(**how: object) -> bytes:
    made = BytesIO()
    with pikepdf.open(BytesIO(form(typed(NOTES, "x")))) as pdf:
        pdf.save(made, encryption=pikepdf.Encryption(**how))
    return made.getvalue()


def test_a_cipher_that_another_library_knows_is_no_damage(monkeypatch: pytest.MonkeyPatch) -> None:
    from pypdf.errors import DependencyError

    def lacking(*_: object, **__: object) -> None:
        raise DependencyError("cryptography>=3.1 is required for AES algorithm")

    data = locked(owner="x", user="")
    monkeypatch.setattr("pypdf._encryption.Encryption.verify", lacking)
    monkeypatch.setattr("agenda.fork.can_copy", lambda: True)  # a new process knows nothing of this
    assert "locked in a way" in fault(data)


WHOLE = form(typed(NOTES, "x"), identity())


@pytest.mark.parametrize("length", range(0, len(WHOLE), 40))
def test_a_file_that_is_cut_off_is_no_copy(length: int) -> None:
    assert fault(WHOLE[:length])


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"/Pages 2 0 R", b"/Pages 1 0 R"),
        (b"/Kids [3 0 R]", b"/Kids [2 0 R]"),
        (b"/Type /Catalog", b"/Type /Katalog"),
        (b"/Fields [4", b"/Fields [("),
        (b"/Root 1", b"/Root 7"),
    ],
)
def test_a_broken_file_is_told_without_the_words_of_python(before: bytes, after: bytes) -> None:
    try:
        readback.read_back(WHOLE.replace(before, after))
    except Stop as stop:
        said = stop.problems[0].message
        assert "object has no attribute" not in said
        assert "not supported" not in said


def test_a_fault_of_our_own_keeps_its_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(acroform, "_own_name", lambda path: path.no_such_thing)
    with pytest.raises(AttributeError):
        readback.read_back(WHOLE)


def test_pypdf_says_nothing_on_stderr() -> None:
    """Its loggers are made when they first speak, so a fresh process has to show it."""
    code = (
        "import sys; from agenda.collect.readback import read_back;"
        " read_back(sys.stdin.buffer.read())"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], input=b"From: x\n" + WHOLE, capture_output=True, check=True
    )
    assert run.stderr == b""


# Files made to do harm


def bomb() -> bytes:
    return stream(b"x" * 10_000_000, packed=True)


MANY = 30_000
HOSTILE = {
    "many fields": form(*(f"/T (f{number}) /FT /Tx" for number in range(MANY // 10))),
    "many nodes without a name": form(f"/Kids [{'<< /FT /Tx >> ' * MANY}]", typed(NOTES, "x")),
    "many boxes": form(f"/T ({NOTES}) /FT /Btn /Kids [{'<< /AS /x >> ' * MANY}]"),
    "deep": form(*(f"/T (a) /Kids [{number + 5} 0 R]" for number in range(40)), typed(NOTES, "x")),
    "deep at once": form(f"/T (a) /Kids {'[<< /T (a) /Kids ' * 500}[]{'>> ]' * 500}"),
    "a long array": form(f"/T ({NOTES}) /FT /Tx /V [{'(x)' * 200_000}]"),
    "a text that swells": form(f"/T ({NOTES}) /FT /Tx /V 5 0 R", others=[bomb()]),
    "a text that is long": form(
        f"/T ({NOTES}) /FT /Tx /V 5 0 R", others=[stream(b"x" * 900_000, packed=True)]
    ),
    "a name that is long": form(f"/T ({'x' * 30_000}) /FT /Tx /V (x)"),
    "a name that is none": form("/T [(x)] /FT /Tx /V (x)"),
    "missing objects": form(
        *(f"/T (record/{number}) /FT /Tx /V {number + 5000} 0 R" for number in range(900)),
        others=[b"(" + b"1 0 objx " * 200_000 + b")"],
    ),
    "a broken stream": form(
        f"/T ({NOTES}) /FT /Tx /V 5 0 R",
        others=[b"<< /Length 1200002 /Filter /FlateDecode >>\nstream\n\x78\x9c"
                + b"\xff\x13" * 600_000 + b"\nendstream"],
    ),
}  # fmt: skip


@measured
@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_before_long(name: str) -> None:
    with ending(5):
        assert fault(HOSTILE[name])


@measured
def test_a_long_list_of_options_is_not_read_to_its_end() -> None:
    options = b"[" + b"[(a) (b)] " * 3000 + b"]"
    fields = [f"/T (record/{number}) /FT /Ch /V (q) /Opt 304 0 R" for number in range(300)]
    with ending(5):
        assert len(acroform.read_pdf(form(*fields, others=[options])).typed) == 300


@measured
def test_pages_that_draw_without_an_end_are_left_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_file, "PATIENCE", 0.5)
    drawn = stream(b"/X Do " * 90)
    text = b"BT /F 12 Tf " + b"(xyz) Tj " * 20_000 + b"ET"
    fonts = "/Resources << /Font << /F 6 0 R >> >>"
    content = stream(text, packed=True, more=f"/Type /XObject /Subtype /Form {fonts}")
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
    page = "/Contents 4 0 R /Resources << /XObject << /X 5 0 R >> >>"
    with ending(2):
        found = readback.read_back(form(others=[drawn, content, font], page=page))
    assert [problem.rule for problem in found.problems] == ["flattened"]


@measured
def test_whatever_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_file, "PATIENCE", 0.05)
    assert "too long" in fault(form(f"/T (a) /V [{('[' + '0 ' * 50_000 + ']') * 9}]"))


def test_a_file_without_a_catalogue_is_no_copy() -> None:
    assert fault(written([b"<< >>"]))
