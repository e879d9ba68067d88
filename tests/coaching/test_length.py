"""Length in graphemes, and the estimate of pages held against real pages."""

from __future__ import annotations

import random

import pytest

import agenda
from agenda.coaching.case import Case
from agenda.coaching.length import SURELY, estimated_pages, graphemes, minutes_of
from agenda.coaching.meeting import MOST_PAGES
from agenda.pipeline import compose, count_pages, lay_out, understand
from agenda.resources import Resources
from agenda.source import Source
from agenda.wish import Wish
from career import answers_of
from draws import grid, mostly_slow, one_in, scaled
from ground import GOOD, NOW, STORIES
from untraced import untraced

WORDS = """
the review of a storage plan that three product teams wait for before summer and nobody wants to
write alone because it takes weeks of quiet work with people
""".split()  # noqa: SIM905


@grid(
    ("text", "count"),
    [
        ("abc", 3),
        ("e\u0301", 1),
        ("👩‍👩‍👧‍👦", 1),
        ("日本語", 3),
        ("نُور", 3),
        ("", 0),
        ("\u1112\u1161\u11ab", 1),
    ],
)
def test_a_length_is_what_a_reader_sees(text, count):
    assert graphemes(text) == count


def sentence(draw: random.Random, words: int) -> str:
    return " ".join(draw.choice(WORDS) for _ in range(words)).capitalize()


def random_agenda(seed: int, arc: int = 180) -> Source:
    """Return answers of a random length, from half a page to three."""
    draw = random.Random(seed)

    def say(words: int) -> str:
        return f'"{sentence(draw, words)}"'

    lines = ["version: 1", "employee: Ada Park", "manager: Grace Osei", "meeting: 2026-12-03 14:00"]
    lines += ["aspirations:", f"  long_term: {say(draw.randint(5, arc))}", "values:"]
    lines += [f"  - {{name: {say(2)}, example: {say(draw.randint(5, 25))}}}"
              for _ in range(draw.randint(1, 6))]  # fmt: skip
    lines += ["achievements:"]
    lines += [f"  - {{what: {say(draw.randint(4, 16))}, result: {say(8)}, when: 2026-05-29}}"
              for _ in range(draw.randint(1, 5))]  # fmt: skip
    lines += ["skills:", "  current:"]
    lines += [f"    - {{name: {say(2)}, level: 3, evidence: {say(draw.randint(3, 12))}}}"
              for _ in range(draw.randint(1, 5))]  # fmt: skip
    lines += ["  future:"]
    lines += [f"    - {{name: {say(2)}, level: 2, target: 3, why: {say(draw.randint(3, 12))}}}"
              for _ in range(draw.randint(1, 4))]  # fmt: skip
    lines += ["goals:"]
    lines += [f"  - {{what: {say(draw.randint(6, 30))}, by: 2027-06-30, success: {say(12)}}}"
              for _ in range(draw.randint(1, 8))]  # fmt: skip
    lines += ["asks:"]
    lines += [f"  - {{what: {say(draw.randint(6, 18))}, by: 2027-01-29, helps_team: {say(6)}}}"
              for _ in range(draw.randint(1, 5))]  # fmt: skip
    return agenda.load("\n".join(lines).encode())


def estimate(source) -> float:
    return estimated_pages(Case(understand(source, Resources()).answers, NOW))


SAMPLES = [*GOOD, *STORIES[0], *STORIES[1]]


@pytest.mark.parametrize(
    "path",
    mostly_slow(SAMPLES, lambda path: path.stem in {"full", "staff"}, lambda path: str(path)[-20:]),
)
@untraced
def test_no_sample_of_two_pages_is_called_longer(path):
    source = agenda.load(path)
    assert count_pages(source, Wish(now=NOW), Resources()) <= MOST_PAGES
    assert estimate(source) <= SURELY


@pytest.mark.parametrize("seed", one_in(3, range(6)))
@untraced
def test_the_estimate_is_near_the_pages_that_an_agenda_takes(seed):
    source = random_agenda(seed)
    assert -0.3 < count_pages(source, Wish(now=NOW), Resources()) - estimate(source) < 1.3


@untraced
def test_what_is_called_too_long_really_is():
    drawn = {seed: random_agenda(seed, arc=500) for seed in range(300, 300 + scaled(18))}
    called = {seed: source for seed, source in drawn.items() if estimate(source) > SURELY}
    assert len(called) >= scaled(2)
    taken = {
        seed: count_pages(source, Wish(now=NOW), Resources()) for seed, source in called.items()
    }
    assert [seed for seed, many in taken.items() if many <= MOST_PAGES] == []


@pytest.mark.parametrize(("words", "minutes"), [(1, 1), (64, 2), (65, 3), (640, 20)])
def test_so_many_words_take_so_many_minutes(words, minutes):
    answers = answers_of(f"questions: [{'a' * 6 * words}]\n")
    assert minutes_of(Case(answers, NOW)) == minutes


def test_pages_are_those_of_the_pdf():
    source = agenda.load(SAMPLES[0])
    wish = Wish(now=NOW)
    draft = lay_out(compose([source], wish, Resources()), wish, Resources())
    from agenda.render.pdf import pdf
    from extracted import of_pdf

    assert of_pdf(pdf(draft.html, draft.theme, draft.paper, NOW))
    assert count_pages(source, wish, Resources()) == 2


def test_what_cannot_be_made_has_no_pages():
    assert (
        count_pages(
            agenda.load(b"version: 1\nemployee: A\nmanager: B\n"), Wish(now=NOW), Resources()
        )
        is None
    )
