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
