"""However a name is written, accents on their letters or behind, spaces odd: it is one name."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from random import Random

from hypothesis import given
from hypothesis import strategies as st

import agenda
from agenda.answers import Answers
from agenda.answers.cycle.following import following
from agenda.answers.identifying import of_agenda, of_record
from agenda.answers.mailbox import same
from agenda.answers.part import with_ids
from agenda.calendar.publishing import publish
from agenda.collect.merge import Merge
from agenda.collect.types import Level, Lines, Row
from agenda.documents.levels import rank
from agenda.language.reading import Reading
from agenda.source.folding import folded
from agenda.source.fresh import fresh
from career import answers_of, speaking
from draws import few
from ground import NOW

MARKED = "ëüßñéåœĐệưŁöΐάй한각がバदी"
LETTERS = st.one_of(st.sampled_from("abcDEF -'"), st.sampled_from(MARKED))
NAME = st.text(LETTERS, min_size=1, max_size=9).map(lambda text: f"X{' '.join(text.split())}")
SPELLINGS: tuple[Callable[[str], str], ...] = (
    lambda text: unicodedata.normalize("NFC", text),
    lambda text: unicodedata.normalize("NFD", text),
    lambda text: f" {text.replace(' ', '  ')} ",
    lambda text: unicodedata.normalize("NFD", text).replace(" ", "   "),
)


def file(n: Callable[[int], str], year: int = 2026, own: str = "e1") -> bytes:
    """Return an answers file in which each name is mentioned wherever one may be."""
    return json.dumps({
        "version": 1,
        "language": "en-GB",
        "employee": {"name": n(0), "email": "ada@example.org", "id": own},
        "manager": {"name": n(1), "email": "grace@example.org"},
        "meeting": {"start": f"{year}-11-20 14:00", "timezone": "Europe/London"},
        "aspirations": {"long_term": f"Lead {n(3).strip()}, one day, with {n(2).strip()}."},
        "values": [n(3)],
        "skills": {
            "scale": [n(4), n(5)],
            "current": [{"name": n(6), "level": n(4), "expected": n(5), "evidence": n(2)}],
            "future": [{"name": n(7), "level": n(4), "target": n(5), "was": n(8)}],
        },
        "goals": [{"what": n(9), "by": f"{year + 1}-05-01", "skill": n(7), "serves": n(3)}],
        "asks": [{"what": n(2), "by": f"{year + 1}-01-31"}],
        "achievements": [{"what": n(10), "when": f"{year}-10-01"}],
        "since_last_time": [
            {"what": n(10), "owner": n(0), "due": f"{year}-12-12"},
            {"what": n(9), "owner": n(1), "due": f"{year}-12-13", "id": "a2"},
        ],
        "private": {"other_people": [n(11)]},
        "record": {
            "held": f"{year}-11-20",
            "attendees": [n(0), n(1), n(8)],
            "manager_levels": [{"skill": n(6), "level": n(5)}],
            "agreed_levels": [{"skill": n(7), "level": n(4)}],
            "expectations": {"of_employee": [n(2)], "of_manager": [f"{n(11)} listens"]},
            "actions": [
                {"what": n(10), "owner": n(0), "due": f"{year + 1}-01-12", "status": "done"},
                {"what": n(9), "owner": n(1), "due": f"{year + 1}-01-13", "id": "a2"},
                {"what": n(2), "owner": n(8), "due": f"{year + 1}-01-14"},
            ],
            "reservations": [{"what": n(2), "who": n(1)}],
            "sharing": {"with": [n(0), n(1), n(8), n(8)]},
        },
    }, ensure_ascii=False).encode()  # fmt: skip


@dataclass(frozen=True)
class Names:
    """Names as they are usually written, and a chance to spell each mention in another way."""

    names: list[str]
    chance: Random

    def usual(self, place: int) -> str:
        return unicodedata.normalize("NFC", self.names[place])

    def odd(self, place: int) -> str:
        return self.chance.choice(SPELLINGS)(self.names[place])


NAMES = st.builds(
    Names,
    st.lists(NAME, min_size=12, max_size=12, unique_by=folded),
    st.randoms(use_true_random=False),
)


def read_aloud(text: str | bytes) -> str:
    """Return what a reader takes from a text: its accents and spaces as they are heard."""
    text = text.decode() if isinstance(text, bytes) else text
    return " ".join(unicodedata.normalize("NFC", text).split())


def parsed(data: bytes) -> Answers:
    return answers_of(data.decode(), head="")


def problems(data: bytes) -> list[tuple[object, ...]]:
    found = agenda.check(agenda.load(data), now=NOW, every=True)
    return sorted((one.rule, repr(one.path), read_aloud(f"{one.message} {one.help}"))
                  for one in found)  # fmt: skip


@few(20, wide=300)
@given(NAMES)
def test_the_problems_are_the_same(names):
    assert problems(file(names.odd)) == problems(file(names.usual))


@few(20, wide=300)
@given(NAMES)
def test_the_calendar_is_the_same_to_the_byte(names):
    usual, odd = (parsed(file(spelled)) for spelled in (names.usual, names.odd))
    for everyones in (False, True):
        made = publish(usual, speaking(), NOW, everyones=everyones)
        assert publish(odd, speaking(), NOW, everyones=everyones) == made


@few(20, wide=300)
@given(NAMES)
def test_an_entry_has_not_changed_when_its_words_are_spelled_otherwise(names):
    usual, odd = (parsed(file(spelled)) for spelled in (names.usual, names.odd))
    before = publish(usual, speaking(), NOW, everyones=True, descriptive=True)
    after = publish(odd, speaking(), NOW, before, everyones=True, descriptive=True)
    assert after.count(b"SEQUENCE:0") == before.count(b"SEQUENCE:") == after.count(b"SEQUENCE:")


@few(20, wide=300)
@given(NAMES)
def test_the_agenda_and_the_record_read_the_same(names):
    def document(data, kind):
        return read_aloud(agenda.make(agenda.load(data), "md", document=kind, now=NOW))

    for kind in ("agenda", "record"):
        assert document(file(names.odd), kind) == document(file(names.usual), kind)


@few(20, wide=300)
@given(NAMES)
def test_the_report_on_several_cycles_reads_the_same(names):
    def report(*files):
        given = [agenda.load(data) for data in files]
        return read_aloud(agenda.make(given, "md", document="progress", now=NOW))

    later = file(names.usual, 2027)
    other = file(names.odd, 2027, "another")
    assert report(file(names.usual), other) == report(file(names.usual), later)


@few(20, wide=300)
@given(NAMES)
def test_the_next_cycle_reads_the_same(names):
    def later(data):
        return read_aloud(repr(parsed(fresh(following(parsed(data), speaking()).told).encode())))

    assert later(file(names.odd)) == later(file(names.usual))


@few(20, wide=300)
@given(NAMES)
def test_a_copy_of_one_belongs_to_the_other(names):
    usual, odd = (
        [of(parsed(file(spelled)), "manager") for of in (of_agenda, of_record)]
        for spelled in (names.usual, names.odd)
    )
    assert odd == usual


@few(20, wide=300)
@given(NAMES)
def test_what_a_copy_says_is_there_already(names):
    source = agenda.load(file(names.usual))
    answers = parsed(file(names.usual))
    ((skill, _),) = with_ids(answers.skills.current)
    typed = (
        Lines(("expectations", "of_employee"), (names.odd(2),)),
        Row(names.odd(10), names.odd(0), date(2027, 1, 12)),
        Level(skill, 2),
    )
    copy = of_agenda(parsed(file(names.odd)), "manager")
    scale = answers.skills.scale
    merge = Merge(source, answers, copy, lambda level: rank(level, scale, speaking()), str)
    assert [found for one in typed for found in merge.found(one)] == []


def test_an_address_is_one_however_its_accents_are_written():
    assert same("zoe\u0308@exa\u0308mple.org") == same("zoë@EXÄMPLE.org")


def test_a_short_form_ends_at_its_date_however_the_word_before_it_is_written():
    read = Reading(until_words=("até",)).until
    for word in ("até", "ate\u0301"):
        assert read(f"Ler {word} 2027-04-30") == ("Ler", "2027-04-30")
