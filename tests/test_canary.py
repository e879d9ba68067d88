"""Privacy: a canary in every private field there is must reach no shared artefact.

The fields are found in the JSON schema, so a new one is covered the day it is added.
"""

from __future__ import annotations

import copy
import email
import io
import itertools
import json
import zipfile
from typing import Any

import pikepdf
import pytest

import agenda
import everywhere
from agenda.answers import audience
from agenda.collect.readback import read_back
from agenda.render import memory
from agenda.resources import Resources
from agenda.source import Scalar, Source
from agenda.source.nodes import plain, walk
from commands.command_line import ran
from extracted import READERS
from ground import NOW
from untraced import untraced

FORMATS = ("pdf", "docx", "html", "md")
BIRD = "canary"
make = untraced(agenda.make)


def canary(birds: list[str]) -> str:
    birds.append(f"{BIRD}{len(birds):03d}x")
    return birds[-1]


@pytest.fixture(scope="module")
def answers() -> tuple[dict[str, Any], tuple[str, ...]]:
    """Answers with every field there is, and the canaries in them."""
    birds: list[str] = []
    answers = everywhere.answers(
        lambda path: canary(birds) if audience.is_private(path) else f"shared {path[-1]}"
    )
    return answers, tuple(birds)


@pytest.fixture(scope="module")
def full(answers) -> tuple[Source, tuple[str, ...]]:
    """An answers file with every field there is, and the canaries in it."""
    return agenda.load(json.dumps(answers[0]).encode()), answers[1]


@pytest.fixture(scope="module")
def documents(answers, full) -> dict[str, tuple[Source, ...]]:
    """The sources of each kind of document; what looks back has an earlier cycle as well."""
    earlier = copy.deepcopy(answers[0])
    earlier["record"]["held"] = "2026-09-04"
    before = agenda.load(json.dumps(earlier).encode())
    alone = dict.fromkeys(("agenda", "guide", "record", "checkin"), (full[0],))
    return alone | {"progress": (before, full[0]), "actions": (before, full[0])}


@pytest.fixture(scope="module")
def without_private(documents) -> dict[tuple[str, str], bytes]:
    """All documents that no private text may reach; progress, though for me, is one of them."""
    return {
        (document, form): make(sources, form, document=document, now=NOW)
        for document, sources in documents.items()
        for form in FORMATS
    }


def streams(data: bytes) -> bytes:
    """Every part of a file, unpacked: PDF objects and streams, or the parts of a zip."""
    if data.startswith(b"%PDF"):
        with pikepdf.open(io.BytesIO(data)) as pdf:
            inside = [obj.read_bytes() for obj in pdf.objects if isinstance(obj, pikepdf.Stream)]
            texts = [
                bytes(text)
                for obj in pdf.objects
                if isinstance(obj, pikepdf.Dictionary)
                for text in obj.values()
                if isinstance(text, pikepdf.String)
            ]
            return data + b"\n".join(inside + texts)
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return b"\n".join(archive.read(name) for name in archive.namelist())
    return data


def test_there_are_canaries_at_every_depth(full):
    _, birds = full
    assert len(birds) > 30


def test_the_file_with_every_field_is_valid(full):
    source, _ = full
    errors = [problem for problem in agenda.check(source) if problem.severity == "error"]
    assert errors == []


KINDS = ("agenda", "guide", "record", "checkin", "progress", "actions")
EVERY = pytest.mark.parametrize(("document", "form"), list(itertools.product(KINDS, FORMATS)))


@EVERY
def test_no_canary_reaches_the_text_of_what_others_may_see(without_private, document, form):
    assert BIRD not in READERS[form](without_private[document, form])


@EVERY
def test_no_canary_reaches_its_streams_or_metadata(without_private, document, form):
    raw = streams(without_private[document, form])
    assert BIRD.encode() not in raw
    assert BIRD.encode("utf-16-be") not in raw
    assert BIRD.encode("utf-16-le") not in raw


def returned(document, form, audience):
    return read_back(make(document[0], form, document=document[1], audience=audience, now=NOW))


def test_no_canary_is_in_what_a_pdf_remembers_of_its_text(documents):
    """It is packed, so that the tests above do not see into it."""
    agenda = documents["agenda"], "agenda"
    assert memory.recall(returned(agenda, "pdf", "me").about) is None
    said = "\n".join(memory.recall(returned(agenda, "pdf", "manager").about))
    assert "shared what" in said
    assert BIRD not in said


def test_no_digest_of_a_canary_is_in_what_a_word_copy_remembers(documents):
    agenda = documents["agenda"], "agenda"
    private, shared = (returned(agenda, "docx", audience) for audience in ("me", "manager"))
    assert memory.recall(private.about) is memory.recall_digests(private.about) is None
    digests = {memory.digest(line.text) for line in private.lines if BIRD in line.text}
    assert digests
    assert digests.isdisjoint(memory.recall_digests(shared.about))


@EVERY
def test_it_holds_shared_texts_all_the_same(without_private, document, form):
    text = READERS[form](without_private[document, form])
    assert "shared what" in text
    assert "shared name" in text


@pytest.mark.parametrize("document", ["agenda", "record", "checkin"])
def test_without_the_removal_the_canaries_are_found(documents, document, monkeypatch):
    """The tests above can fail: with the cut taken out, they would see the canaries."""
    monkeypatch.setattr(audience, "is_private", lambda path: False)
    leaked = make(documents[document], "html", document=document, now=NOW)
    assert BIRD in READERS["html"](leaked)


SHOWN_IN_A_RECORD = ("record", "values", "skills", "goals", "since_last_time")
"""Where an item's own private note stands under its item, and where not."""


@pytest.mark.parametrize("form", FORMATS)
def test_my_own_record_holds_every_canary_of_what_it_shows(answers, full, form):
    source, birds = full
    text = READERS[form](make(source, form, document="record", audience="me", now=NOW))
    shown = json.dumps(without_checkins({key: answers[0][key] for key in SHOWN_IN_A_RECORD}))
    wanted = [
        bird for bird in birds if bird in shown and bird not in private_of_an_agenda(answers[0])
    ]
    assert len(wanted) > 15
    assert [bird for bird in wanted if bird not in text] == []


def without_checkins(answers):
    """They come after the record, which says nothing of them."""
    record = {key: said for key, said in answers["record"].items() if key != "checkins"}
    return answers | {"record": record}


@pytest.mark.parametrize("form", FORMATS)
def test_my_own_checkin_holds_every_canary_of_what_it_shows(answers, full, form):
    text = READERS[form](make(full[0], form, document="checkin", audience="me", now=NOW))
    shown = [answers[0]["since_last_time"], answers[0]["record"]["actions"],
             answers[0]["record"]["checkins"]]  # fmt: skip
    wanted = [bird for bird in full[1] if bird in json.dumps(shown)]
    assert len(wanted) == len(shown)
    assert [bird for bird in wanted if bird not in text] == []


def private_of_an_agenda(answers):
    """What is private in these parts and belongs to the agenda: a goal's obstacle and plan."""
    (goal,) = answers["goals"]
    return [goal["obstacle"], goal["if_then"], *answers["skills"]["private"].values()]


def test_the_next_cycle_carries_nothing_private(full, tmp_path):
    (tmp_path / "career.yaml").write_text(full[0].text, "utf-8")
    done = ran("next", tmp_path / "career.yaml", "-o", tmp_path / "next.yaml")
    assert done.code == 0
    carried = (tmp_path / "next.yaml").read_text("utf-8")
    assert BIRD not in carried
    assert "shared name" in carried


def test_the_next_cycle_keeps_what_is_private_when_it_is_told_to(full, tmp_path):
    (tmp_path / "career.yaml").write_text(full[0].text, "utf-8")
    ran("next", tmp_path / "career.yaml", "-o", tmp_path / "next.yaml", "--keep-private")
    assert BIRD in (tmp_path / "next.yaml").read_text("utf-8")


@pytest.mark.parametrize("form", ["txt", "eml", *FORMATS])
def test_the_message_that_asks_for_the_talk_holds_nothing_private(full, tmp_path, form):
    (tmp_path / "career.yaml").write_text(full[0].text, "utf-8")
    made = tmp_path / f"it.{form}"
    assert ran("ask", tmp_path / "career.yaml", "-o", made).code == 0
    data = made.read_bytes()
    mail = email.message_from_bytes(data) if form == "eml" else None
    parts = [part.get_payload(decode=True) or b"" for part in mail.walk()] if mail else []
    for raw in (data, streams(data), *parts):
        assert BIRD.encode() not in raw


@pytest.mark.parametrize("options", [(), ("--descriptive", "--whose", "all"), ("--cancel",)])
def test_a_calendar_holds_nothing_private(full, tmp_path, options):
    (tmp_path / "career.yaml").write_text(full[0].text, "utf-8")
    made = tmp_path / "career.ics"
    for _ in ("new", "replaced"):
        assert ran("calendar", tmp_path / "career.yaml", "-o", made, *options).code == 0
        unfolded = made.read_bytes().replace(b"\r\n ", b"")
        assert BIRD.encode() not in unfolded
    assert (b"shared what" in unfolded) is ("--descriptive" in options)


@pytest.mark.parametrize("document", ["agenda", "record"])
def test_an_email_holds_nothing_private_in_any_part(full, tmp_path, document):
    (tmp_path / "career.yaml").write_text(full[0].text, "utf-8")
    made = tmp_path / "it.eml"
    done = ran("send", tmp_path / "career.yaml", "--document", document, "-o", made)
    assert done.code == 0
    message = email.message_from_bytes(made.read_bytes())
    parts = [part.get_payload(decode=True) for part in message.walk() if not part.is_multipart()]
    assert {"application/pdf", "text/plain"} <= {part.get_content_type() for part in message.walk()}
    for raw in (made.read_bytes(), *map(streams, parts)):
        assert BIRD.encode() not in raw
    assert BIRD not in READERS["pdf"](next(part for part in parts if part.startswith(b"%PDF")))
    assert b"shared name" in parts[0]
    invited = [part for part in parts if part.startswith(b"BEGIN:VCALENDAR")]
    assert len(invited) == (document == "agenda")


def test_what_is_listed_of_open_actions_holds_nothing_private(full, tmp_path):
    (tmp_path / "career.yaml").write_text(full[0].text, "utf-8")
    for form in ("text", "json"):
        done = ran("actions", tmp_path / "career.yaml", "--output-format", form)
        assert "shared what" in done.out.decode()
        assert BIRD not in done.said


@pytest.mark.parametrize("form", FORMATS)
def test_my_own_copy_holds_every_canary_that_an_agenda_shows(full, form):
    source, birds = full
    tree = source.tree.get("record")
    in_record = source.text[tree.span.start : tree.span.end]
    text = READERS[form](make(source, form, audience="me", now=NOW))
    missing = [bird for bird in birds if bird not in text and bird not in in_record]
    assert missing == []


@pytest.mark.parametrize("document", [kind for kind in KINDS if kind not in {"guide", "actions"}])
def test_my_own_copy_says_private_in_title_and_on_every_page(documents, document):
    sources = documents[document]
    data = make(sources, "pdf", document=document, audience="me", now=NOW)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert str(pdf.docinfo["/Title"]).startswith("PRIVATE")
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    for number in range(len(document)):
        assert "PRIVATE" in document[number].get_textpage().get_text_bounded()
    document.close()


@pytest.mark.parametrize("reader", [one for one in audience.Audience if one.value != "me"])
def test_no_canary_is_left_for_whoever_is_not_the_writer(full, reader):
    source, birds = full
    left = json.dumps(plain(audience.seen_by(source.tree, reader)))
    assert BIRD not in left
    assert all(bird in json.dumps(plain(source.tree)) for bird in birds)


def test_every_canary_is_said_to_be_seen_by_its_writer_alone(full):
    source, birds = full
    told = {named: one.by for one in audience.readers(source.tree) for named in [one.field]}
    places = [audience.named(path) for path, node in walk(source.tree)
              if isinstance(node, Scalar) and node.text in birds]  # fmt: skip
    assert len(places) == len(birds)
    assert {told[place] for place in places} == {frozenset({audience.Audience.ME})}


def test_coaching_repeats_no_canary_in_what_it_says(answers):
    whole = copy.deepcopy(answers[0])
    whole["record"] = {}
    for source in (whole, answers[0]):
        problems = agenda.check(agenda.load(json.dumps(source).encode()), now=NOW, every=True)
        assert len(problems) > 3
        assert not [one for one in problems if BIRD in one.message + one.help]


@pytest.mark.parametrize("more", ["", "--whose all --descriptive", "--cancel"])
def test_no_canary_is_in_a_calendar(full, tmp_path, more):
    (tmp_path / "all.yaml").write_text(full[0].text, "utf-8")
    done = ran("calendar", tmp_path / "all.yaml", "-o", "-", *more.split())
    said = done.out.decode()
    assert (done.code, BIRD in said, "shared place" in said) == (0, False, True)
    assert ("shared what" in said) == ("--descriptive" in more)


@pytest.mark.parametrize("reader", [audience.Audience.CALENDAR, audience.Audience.EMAIL])
def test_no_canary_is_in_an_invitation(full, tmp_path, reader):
    from agenda.calendar.publishing import invite
    from agenda.pipeline import load, understand_part

    (tmp_path / "all.yaml").write_text(full[0].text, "utf-8")
    found = understand_part(load(str(tmp_path / "all.yaml")), reader, Resources())
    said = invite(found.answers, found.words, NOW, descriptive=True).decode()
    assert (BIRD in said, "shared name" in said, "METHOD:REQUEST" in said) == (False, True, True)


def test_no_canary_is_in_what_is_shared(answers, tmp_path):
    (tmp_path / "all.yaml").write_text(json.dumps(answers[0]), "utf-8")
    done = ran("share", tmp_path / "all.yaml", "-o", "-")
    assert (done.code, BIRD in done.out.decode()) == (0, False)
