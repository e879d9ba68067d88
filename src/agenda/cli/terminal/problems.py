"""How problems look: text for people, JSON for programs, annotations for CI.

Text is the same on a terminal and in a file; only a terminal gets colour.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import click

from agenda.answers.audience import is_private
from agenda.cli.terminal.text import as_json, visible, width
from agenda.source.problems import Problem, Report, Severity, Span

WINDOW = 96
"""So much of a long line is shown around the fault."""
COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.HINT: "cyan"}
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
    """Yield the line at fault, with carets under the fault and the cure beside them.

    What the cure says to write, if that is several lines, stands below.
    """
    if problem.span is None or not report.text:
        yield from (f"  {visible(line)}" for line in problem.help.split("\n") if line)
        return
    cure, *more = map(visible, problem.help.split("\n"))
    line, _ = position(report.text, problem.span.start)
    start, end = _line(report.text, problem.span.start)
    before, marked, after = _cut(report.text, problem.span, start, end)
    gutter = " " * len(str(line))
    carets = "^" * max(width(marked), 1)
    yield f"{gutter} |"
    yield f"{line} | {before}{marked}{after}".rstrip()
    yield f"{gutter} | {' ' * width(before)}{click.style(carets, 'red')} {cure}".rstrip()
    yield from (f"{gutter} |   {line}" for line in more)


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


def entries(reports: tuple[Report, ...]) -> list[dict[str, object]]:
    """Return an entry of each problem, for programs."""
    return [_entry(report, problem) for report in reports for problem in report.problems]


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
    "json": lambda reports: as_json(entries(reports)),
    "github": _github,
}
