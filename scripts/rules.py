"""The rules of coaching as a page and as samples, out of their docstrings: see docs.py."""

from __future__ import annotations

import io
import re

from agenda.coaching.page import Page
from agenda.coaching.rule import Rule
from agenda.coaching.rules import RULES, by_theme

OPENING = """\
# The rules of coaching

Written by `make docs` out of the rules themselves, in `src/agenda/coaching/`.

`agenda check` shows errors and warnings first, and then at most three hints, one a place. Which
come first is settled: what harms somebody or turns the talk into another one; what lets it fail;
what it is for; what keeps it without effect. What only polishes a file waits until nothing else is
to be said of it, and then it is two things at most. The whole order stands at the end of this page.
`--all` shows every hint.

A comment on the line silences a rule there, and a hint about something that is not in the file
anywhere in it. To silence a rule everywhere, name it in `agenda.toml`, beside the answers file or
in your configuration folder; that is a standing wish, and nobody asks whether it still has an
effect, as is asked of a comment and of `--ignore`:

```yaml
asks:
  - Support me in the move to Leeds   # agenda: ignore[vague-ask]
```

```toml
[check]
ignore = ["no-team-benefit", "no-trade-off"]
# select = ["promotion-pitch"]   # only these; an empty list switches coaching off
# strict = true                  # warnings and hints fail, too
```

Rules marked *words* look for words of the language, listed in
`templates/locales/<language>/coaching.toml` for English and German. What is marked *since*
compares with earlier cycles, which `--since` names.
"""
ORDER = """
## What comes first

Of several hints the one higher up in this list is shown; each rule has its first turn before any
has a second one.

"""
MEASURED = """
## How often the rules on words are right

A wrong warning costs more trust than a missed one, and lists are always right about the sentences
that they were made from. So the rules are measured on sentences by people who have seen neither the
lists nor these examples: 60 a language, in the sixth set 56, of many jobs, half of which only look
alike. Sets 10 to 12 are larger: 164, 148 and 130 sentences a language. These are the figures of
each set's first run, before anything was tuned to it. What a set has taught is kept by
`tests/coaching/test_blind.py`; the figures of today, on sentences that taught it, say nothing.
Set 12 has taught nothing, and is kept to measure with.

| first run of | English: precision | recall | German: precision | recall |
|---|---|---|---|---|
| 100 sentences, with the lists of before | 0.78 | 0.56 | 0.89 | 0.73 |
| set 1 | 0.88 (22 of 25) | 0.73 (22 of 30) | 0.82 (23 of 28) | 0.77 (23 of 30) |
| set 2 | 0.85 (22 of 26) | 0.73 (22 of 30) | 0.75 (21 of 28) | 0.70 (21 of 30) |
| set 3 | 0.90 (26 of 29) | 0.87 (26 of 30) | 0.90 (26 of 29) | 0.87 (26 of 30) |
| set 4 | 0.90 (28 of 31) | 0.93 (28 of 30) | 0.89 (24 of 27) | 0.80 (24 of 30) |
| set 5 | 1.00 (29 of 29) | 0.97 (29 of 30) | 0.93 (27 of 29) | 0.90 (27 of 30) |
| set 6 | 0.79 (15 of 19) | 0.54 (15 of 28) | 0.77 (17 of 22) | 0.61 (17 of 28) |
| set 7 | 0.81 (26 of 32) | 0.87 (26 of 30) | 0.85 (23 of 27) | 0.77 (23 of 30) |
| set 8 | 0.93 (28 of 30) | 0.93 (28 of 30) | 0.96 (27 of 28) | 0.90 (27 of 30) |
| set 9 | 0.90 (26 of 29) | 0.87 (26 of 30) | 0.86 (24 of 28) | 0.80 (24 of 30) |
| set 10 | 0.93 (63 of 68) | 0.77 (63 of 82) | 0.89 (67 of 75) | 0.82 (67 of 82) |
| set 11 | 0.93 (55 of 59) | 0.74 (55 of 74) | 0.90 (60 of 67) | 0.81 (60 of 74) |
| set 12 | 0.97 (59 of 61) | 0.91 (59 of 65) | 0.93 (55 of 59) | 0.85 (55 of 65) |

Precision is how much of what was flagged deserved it, recall how much of what deserved it was
flagged. By rule, over the first runs of the twelve sets:

| rule | flagged | rightly | missed |
|---|---|---|---|
| job-search-in-shared | 93 | 74 | 25 |
| promotion-pitch | 73 | 59 | 45 |
| pay-in-shared | 83 | 70 | 20 |
| shared-owner | 67 | 57 | 3 |
| no-trade-off | 57 | 49 | 17 |
| no-date | 71 | 62 | 4 |
| no-success-measure | 64 | 59 | 10 |
| empty-superlative | 72 | 67 | 10 |
| promise-in-record | 67 | 63 | 11 |
| judging-words | 72 | 69 | 8 |
| title-only-aspiration | 52 | 51 | 12 |
| vague-ask | 60 | 59 | 6 |
| vague-goal | 54 | 54 | 14 |

Of the first two job-search-in-shared is oftener wrong, and promotion-pitch misses more: who is
meant, the writer or somebody else, is often said in another clause. Set 5 may flatter: one of its
sentences, of two words, stood in an earlier set, and four are close to one. Sets 6 to 12 are the
ones to believe: their sentences are as people say such things, in hardly a word of the trade, and
by eyes that were new to all of this. Of set 6 four lines a language were set aside before the run:
their rules need more than one field.

Most sets are small: in one language a single sentence is worth three hundredths, so read the sets
together. Over sets 7 to 12 the rules were right in 257 of 279 flags in English and in 256 of 284
in German, and found 257 and 256 of 311 each: of ten flags nine are right, and of ten sentences that
deserve one eight get it. On the large sets, 10 to 12, no rule was wrong in more than every sixth
flag: job-search-in-shared was right in 36 of 38, promotion-pitch in 28 of 32, pay-in-shared
in 37 of 43, no-date in 30 of 36, shared-owner in 26 of 31. What stays weak is promotion-pitch: it
found 28 of 46, as people ask for a post, a grade or a band in more ways than lists have.

Between sets 6 and 7 both rules learnt to ask whose the offer, the notice or the post is: of the
people whom a sentence names, the last one before it has to be the writer, or nobody is named. In
set 6 job-search-in-shared was right in 7 of 13 flags, in set 7 in 5 of 7, in set 8 in 6 of 6, in
set 9 in 4 of 6; promotion-pitch found 2 of 12, then 4 of 6, then 5 of 6 twice.

Since set 7 a noun by itself, a promotion or an application, says nothing any more: its writer has
to stand beside it. What was agreed has to name its gain in the same clause, and a favour that costs
its writer no time needs no trade-off. That was worth less than set 8 made it look: over both
languages 49 of 59 flags were right in set 7, 55 of 58 in set 8, and 50 of 57 in set 9, which ran on
the same lists, before set 8 had taught them anything; found were 49, 55 and 50 of 60. With what set
8 has taught, set 9 came out the same: none of it helped there.

Since set 8 the stop of a German ordinal ends no sentence (zum 1. Juli), a slash between two names
makes two owners, and whoever is named only to say that they are not meant makes none.

Since set 9 a recruiter who is taught and somebody named who resigned speak of no search of the
writer, nor do the wages of a client of the writer's pay; a tenth edition is no date, and 110 %
no fact. One word with a letter too few stays missed.

Sets 10 and 11 missed most where a post is wished for by its name, in the long term above all, and
where an ask is for things to buy, people to hire or a duty to be let off; most false alarms were
dates told by what happens then, posts with an "and" in their names, and pay of other people. Since
then a wish to be, in the long term, is a pitch; what has to be paid needs a trade-off as time does;
by lambing time and before the schools go back are dates, and last Tuesday is none. Set 12, written
before that and measured after it, says what it was worth.

`make blind FILE=...` measures a set; each line of it is the language, the rule, yes or no, the
field and the sentence, with tabs between them. Measure before you tune, and write it down here.
"""
BASE = """\
version: 1
language: en-GB
employee: Ada Park
manager: Grace Osei
meeting: 2026-12-03 14:00
aspirations:
  long_term: Lead a small platform team that product engineers trust.
  horizon_years: 6
values:
  - name: craft
    example: The importer went from 31 files to 9.
skills:
  current: [incident response]
  future: [technical strategy]
goals:
  - what: Run the spring capacity review from first draft to decision
    by: 2027-06-30
    skill: technical strategy
    success: the three product teams plan their second half of 2027 on it
    first_step: send you a one-page outline by the Friday after we meet
asks:
  - what: Let me shadow the January planning round
    by: 2027-01-29
    helps_team: a second person can prepare the round
    trade_off: the weekly dependency updates; Femi takes them
questions:
  - What do you value most in how this team works?
"""
"""A file of which no rule has anything to say; an example takes the place of its parts."""
KEY = re.compile(r"^(\w+):", re.MULTILINE)
WRITTEN_BY_HAND = frozenset({"private-in-shared"})
"""Rules with a bad sample of their own since before there was coaching."""


def whole(example: str) -> str:
    """Return the answers file of an example: its parts, and those of BASE that it leaves out.

    An example that says its version is a whole file.
    """
    own = dict(parts(example))
    if "version" in own:
        return example
    base = dict(parts(BASE))
    return "".join((base | own).values())


def parts(text: str) -> list[tuple[str, str]]:
    """Cut a file before each of its keys."""
    starts = [match.start() for match in KEY.finditer(text)]
    pieces = [text[i:j] for i, j in zip(starts, [*starts[1:], len(text)], strict=True)]
    return [(piece.partition(":")[0], piece) for piece in pieces]


def samples() -> dict[str, bytes]:
    """Return the sample files of every rule, by their path below samples/."""
    found: dict[str, bytes] = {}
    for rule in RULES:
        page = rule.page
        if rule.name not in WRITTEN_BY_HAND:
            found[f"bad/{rule.name}.yaml"] = sample(rule, page.bad, "finds something here")
        found[f"better/{rule.name}.yaml"] = sample(rule, page.good, "is content with this")
        for number, earlier in enumerate(page.earlier, 1):
            name = f"bad/earlier/{rule.name}-{number}.yaml"
            found[name] = sample(rule, earlier, "compares with this")
    return found


def sample(rule: Rule, example: str, said: str) -> bytes:
    """Return one file, with what it is for in its first line."""
    first = f"# The rule {rule.name} {said}: agenda rules {rule.name}\n"
    return (first + whole(example)).encode()


def page() -> bytes:
    """Return docs/rules.md."""
    out = io.StringIO()
    out.write(OPENING)
    for theme, listed in by_theme().items():
        out.write(f"\n## {theme.value.capitalize()}\n")
        for rule in listed:
            out.write(entry(rule, rule.page))
    out.write(ORDER)
    out.writelines(f"{rank}. {rule.name}\n" for rank, rule in enumerate(RULES, 1))
    out.write(MEASURED)
    return out.getvalue().encode()


def entry(rule: Rule, page: Page) -> str:
    """Return what the page says of one rule."""
    marks = [rule.severity.value, *(["words"] if rule.text else []),
             *(["since"] if page.earlier else [])]  # fmt: skip
    earlier = "".join(f"After a cycle such as\n\n{block(text)}" for text in page.earlier)
    return (
        f"\n### {rule.name}\n\n*{', '.join(marks)}*. {page.title}\n\n{page.looks_for}\n\n"
        f"**Why:** {page.why}\n\n{earlier}For example\n\n{block(page.bad)}Better\n\n"
        f"{block(page.good)}Source: {page.source}\n"
    )


def block(text: str) -> str:
    """Return an example as a block of YAML."""
    return f"```yaml\n{text}```\n\n"
