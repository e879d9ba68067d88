"""How problems look: text for people, JSON for programs, annotations for CI.

Text is the same on a terminal and in a file; only a terminal gets colour.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

import click

from agenda.model.audience import is_private
from agenda.model.problems import Problem, Report, Severity, Span

if TYPE_CHECKING:
    from agenda.coaching.rule import Rule, Theme
    from agenda.model.audience import Seen
    from agenda.model.cycle.joined import OpenAction

WINDOW, PAGE = 96, 80
"""So much of a long line is shown around the fault."""
COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.HINT: "cyan"}
UNSEEN = {"Cc", "Cs", "Zl", "Zp"}
NO_WIDTH = {"Mn", "Me", "Cf"}
REORDERING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Characters that turn the reading order of what follows, as far as the line's end."""
GITHUB = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "notice"}


def shown(reports: tuple[Report, ...], form: str = "text") -> str:
    """Return the reports in one of the output formats: text, json or github."""
    return FORMS[form](reports)


def _text(reports: tuple[Report, ...]) -> str:
    blocks = (_block(report, problem) for report in reports for problem in report.problems)
    return "\n".join(blocks)


def _block(report: Report, problem: Problem) -> str:
    severity = click.style(
        f"{problem.severity}[{problem.rule}]", COLOURS[problem.severity], bold=True
    )
    place = _place(report, problem)
    head = f"{place}: " if place else ""
    first = f"{head}{severity}: {visible(problem.message)}\n"
    return first + "".join(f"{line}\n" for line in _excerpt(report, problem))


def _place(report: Report, problem: Problem) -> str:
    name = visible(report.name)
    if problem.span is None or not name:
        return name
    line, column = position(report.text, problem.span.start)
    return f"{name}:{line}:{column}"


def _excerpt(report: Report, problem: Problem) -> Iterator[str]:
    """Yield the line at fault, with carets under the fault and the cure beside them."""
    cure = visible(problem.help)
    if problem.span is None or not report.text:
        yield from (f"  {cure}",) if cure else ()
        return
    line, _ = position(report.text, problem.span.start)
    start, end = _line(report.text, problem.span.start)
    before, marked, after = _cut(report.text, problem.span, start, end)
    gutter = " " * len(str(line))
    carets = "^" * max(_width(marked), 1)
    yield f"{gutter} |"
    yield f"{line} | {before}{marked}{after}".rstrip()
    yield f"{gutter} | {' ' * _width(before)}{click.style(carets, 'red')} {cure}".rstrip()


def _cut(text: str, span: Span, start: int, end: int) -> tuple[str, str, str]:
    """Return what stands before, in and after the span on its line, a long line cut to size."""
    end_of_span = min(span.end, end)
    before, marked, after = text[start : span.start], text[span.start : end_of_span], ""
    if len(marked) > WINDOW:
        marked = f"{marked[: WINDOW - 1]}…"
    else:
        after = text[end_of_span:end]
    room = max(WINDOW - len(marked), WINDOW // 4)
    before = f"…{before[-room + 1 :]}" if len(before) > room else before
    after = f"{after[: room - 1]}…" if len(after) > room else after
    return visible(before), visible(marked), visible(after)


def position(text: str, offset: int) -> tuple[int, int]:
    """Return line and column, both from 1, of a character of the text."""
    start, _ = _line(text, offset)
    before = text[:start]
    lines = before.count("\n") + before.count("\r") - before.count("\r\n")
    return lines + 1, min(offset, len(text)) - start + 1


def _line(text: str, offset: int) -> tuple[int, int]:
    """Return where the line of a character begins and ends."""
    offset = min(offset, len(text))
    start = max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) + 1
    ends = (found for mark in "\r\n" if (found := text.find(mark, offset)) >= 0)
    return start, min(ends, default=len(text))


def visible(text: str) -> str:
    """Replace what would move a terminal's cursor, colour or order of reading, whoever wrote it."""
    return "".join(
        "\ufffd" if char in REORDERING or unicodedata.category(char) in UNSEEN else char
        for char in text.replace("\t", " ").replace("\n", " ")
    )


def _width(text: str) -> int:
    """Return how many columns a text takes: two for a wide character, none for a combining one."""
    return sum(
        0 if unicodedata.category(char) in NO_WIDTH
        else 2 if unicodedata.east_asian_width(char) in "WF" else 1
        for char in text
    )  # fmt: skip


def _json(reports: tuple[Report, ...]) -> str:
    found = [_entry(report, problem) for report in reports for problem in report.problems]
    return _as_json(found)


def _as_json(found: list[dict[str, object]]) -> str:
    import json  # noqa: PLC0415 - people read text

    return json.dumps(found, indent=2, ensure_ascii=False) + "\n"


def _entry(report: Report, problem: Problem) -> dict[str, object]:
    entry: dict[str, object] = {"file": report.name}
    if problem.span is not None:
        entry["line"], entry["column"] = position(report.text, problem.span.start)
        entry["endLine"], entry["endColumn"] = position(report.text, problem.span.end)
    return entry | {
        "rule": problem.rule,
        "severity": problem.severity.value,
        "message": problem.message,
        "help": problem.help,
        "path": list(problem.path),
    }


def _github(reports: tuple[Report, ...]) -> str:
    """Annotations stand where many read them: advice on what is private is left out."""
    return "".join(
        _command(report, problem)
        for report in reports
        for problem in report.problems
        if problem.severity is Severity.ERROR or not is_private(problem.path)
    )


def _command(report: Report, problem: Problem) -> str:
    """Write a workflow command; see GitHub's documentation on workflow commands."""
    fields = {"file": report.name, "title": problem.rule}
    if problem.span is not None:
        line, column = position(report.text, problem.span.start)
        fields |= {"line": str(line), "col": str(column)}
    listed = ",".join(f"{key}={_escaped(value)}" for key, value in fields.items() if value)
    said = _data(". ".join(part for part in (problem.message, problem.help) if part))
    return f"::{GITHUB[problem.severity]} {listed}::{said}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escaped(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


FORMS: dict[str, Callable[[tuple[Report, ...]], str]] = {
    "text": _text,
    "json": _json,
    "github": _github,
}


def listed(entries: tuple[OpenAction, ...], form: str = "text") -> str:
    """Return open actions as text, two lines each, or as JSON."""
    shown = [_open_action(entry) for entry in entries]
    if form == "json":
        return _as_json(shown)
    wide = max((_width(visible(str(entry["owner"] or NOBODY))) for entry in shown), default=0)
    several = len({entry["employee"] for entry in shown}) > 1
    return "".join(_two_lines(entry, wide, several=several) for entry in shown)


NOBODY, NO_DATE = "nobody yet", "no date"


def _open_action(entry: OpenAction) -> dict[str, object]:
    action, talk = entry.standing.action, entry.cycle.on
    return {
        "id": entry.standing.id,
        "what": action.what,
        "owner": entry.owner,
        "due": action.due.isoformat() if action.due else None,
        "overdue": entry.overdue,
        "carried": action.carried,
        "employee": entry.cycle.answers.employee.name,
        "talk": talk.isoformat() if talk else None,
        "file": entry.cycle.name,
    }


def _two_lines(entry: dict[str, object], wide: int, *, several: bool) -> str:
    """Write when, who and what; below it the id, how late it is, and from which talk.

    Whose career it is about is said where there are several.
    """
    due, owner = f"{entry['due'] or NO_DATE:<10}", visible(str(entry["owner"] or NOBODY))
    late = click.style("overdue", "red", bold=True) if entry["overdue"] else ""
    carried = f"carried {entry['carried']} times" if entry["carried"] else ""
    once = "carried once" if entry["carried"] == 1 else carried
    talk = f"talk of {entry['talk']}" if entry["talk"] else "talk without a date"
    about = f"about {entry['employee']}" if several else ""
    more = (f"[{entry['id']}]", late, once, about, talk, entry["file"])
    told = ", ".join(part if part is late else visible(str(part)) for part in more if part)
    gap = " " * (wide - _width(owner))
    return f"{due}  {owner}{gap}  {visible(str(entry['what']))}\n{' ' * 12}{told}\n"


YES, NO = "yes", "-"
OF_A_MAIL = "e-mail: the message itself; what is attached to it is the manager's copy."


def audiences(fields: tuple[Seen, ...], form: str = "text") -> str:
    """Return who sees which field, as a table or as JSON."""
    from agenda.model.audience import Audience  # noqa: PLC0415 - only one command needs it

    if form == "json":
        told: list[dict[str, object]] = [
            {"field": one.field, "seen_by": [who.value for who in Audience if who in one.by]}
            for one in fields
        ]
        return _as_json(told)
    wide = max([len("field"), *(_width(visible(one.field)) for one in fields)])
    heads = [reader.value for reader in Audience]
    lines = [f"{'field':<{wide}}  {'  '.join(heads)}"]
    for one in fields:
        name = visible(one.field)
        marks = (f"{YES if reader in one.by else NO:<{len(reader.value)}}" for reader in Audience)
        lines.append(f"{name}{' ' * (wide - _width(name))}  {'  '.join(marks)}")
    return "".join(f"{line.rstrip()}\n" for line in (*lines, "", OF_A_MAIL))


def rules(themes: Mapping[Theme, tuple[Rule, ...]]) -> str:
    """Return all rules, a line each, by theme."""
    wide = max(len(rule.name) for listed in themes.values() for rule in listed)
    parts = []
    for theme, listed in themes.items():
        head = click.style(theme.value, bold=True)
        lines = (f"  {rule.name:<{wide}}  {rule.page.title}\n" for rule in listed)
        parts.append(f"{head}\n{''.join(lines)}")
    return "\n".join(parts)


def rule_page(rule: Rule) -> str:
    """Return the page of a rule: what it looks for, why, an example, what to write instead."""
    page = rule.page
    parts = [
        f"{click.style(rule.name, bold=True)} ({rule.severity.value}, {rule.theme.value})",
        f"{page.title}\n\n{_wrapped(page.looks_for)}",
        _wrapped(f"Why: {page.why}"),
        *(f"After a cycle such as\n\n{_indented(text)}" for text in page.earlier),
        f"For example\n\n{_indented(page.bad)}",
        f"Better\n\n{_indented(page.good)}",
        _wrapped(f"Source: {page.source}"),
    ]
    return "\n\n".join(part.rstrip() for part in parts) + "\n"


def _wrapped(text: str) -> str:
    import textwrap  # noqa: PLC0415 - only the pages of the rules are set in lines

    return "\n\n".join(textwrap.fill(part, PAGE) for part in text.split("\n\n"))


def _indented(text: str) -> str:
    return "".join(f"    {line}".rstrip() + "\n" for line in text.splitlines())
