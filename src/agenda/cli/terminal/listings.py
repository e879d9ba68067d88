"""How lists look: open actions, who reads which field, the rules of coaching."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from agenda.cli.terminal.text import PAGE, as_csv, as_json, visible, width

if TYPE_CHECKING:
    from agenda.answers.audience import Seen
    from agenda.answers.cycle.joined import OpenAction
    from agenda.coaching.rule import Rule, Theme
    from agenda.commands.fields import Told
    from agenda.doctor.finding import Finding


def listed(entries: tuple[OpenAction, ...], form: str = "text") -> str:
    """Return open actions as text, two lines each, as JSON, or as CSV."""
    shown = [_open_action(entry) for entry in entries]
    if form == "csv":
        return as_csv(list(COLUMNS), [[one[key] for key in COLUMNS] for one in shown])
    if form == "json":
        return as_json(shown)
    wide = max((width(visible(str(entry["owner"] or NOBODY))) for entry in shown), default=0)
    several = len({entry["employee"] for entry in shown}) > 1
    return "".join(_two_lines(entry, wide, several=several) for entry in shown)


COLUMNS = ("due", "overdue", "owner", "what", "employee", "id", "carried", "talk", "file")
"""Of a spreadsheet, in the order in which somebody looks."""
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
    often: dict[object, str] = {0: "", 1: "carried over once", 2: "carried over twice"}
    carried = often.get(entry["carried"], f"carried over {entry['carried']} times")
    talk = f"talk of {entry['talk']}" if entry["talk"] else "talk without a date"
    about = f"about {entry['employee']}" if several else ""
    more = (f"[{entry['id']}]", late, carried, about, talk, entry["file"])
    told = ", ".join(part if part is late else visible(str(part)) for part in more if part)
    gap = " " * (wide - width(owner))
    return f"{due}  {owner}{gap}  {visible(str(entry['what']))}\n{' ' * 12}{told}\n"


YES, NO = "yes", "-"
OF_A_MAIL = "e-mail: the message itself; what is attached to it is the manager's copy."


def audiences(fields: tuple[Seen, ...], form: str = "text") -> str:
    """Return who sees which field, as a table or as JSON."""
    from agenda.answers.audience import Audience

    if form == "json":
        told: list[dict[str, object]] = [
            {"field": one.field, "seen_by": [who.value for who in Audience if who in one.by]}
            for one in fields
        ]
        return as_json(told)
    wide = max([len("field"), *(width(visible(one.field)) for one in fields)])
    heads = [reader.value for reader in Audience]
    lines = [f"{'field':<{wide}}  {'  '.join(heads)}"]
    for one in fields:
        name = visible(one.field)
        marks = (f"{YES if reader in one.by else NO:<{len(reader.value)}}" for reader in Audience)
        lines.append(f"{name}{' ' * (wide - width(name))}  {'  '.join(marks)}")
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


def field(told: Told, form: str = "text") -> str:
    """Return what there is to say of a field of the answers file, as text or as JSON."""
    if form == "json":
        return as_json(asdict(told))
    head = [click.style(told.path, bold=True)] if told.path else []
    names = max((len(name) for name, _ in told.below), default=0)
    labels = max((width(name) for name, _ in told.facts), default=0)
    parts = [
        [*head, *_filled(told.meaning, PAGE)],
        [line for fact in told.facts for line in _beside(*fact, labels)],
        [line for below in told.below for line in _beside(*below, names)],
        [f"    {line}" for line in told.example.splitlines()],
    ]
    return "\n".join("".join(f"{line}\n" for line in part) for part in parts if part)


def _beside(name: str, text: str, wide: int) -> Iterator[str]:
    """Yield a name with its text beside it, which keeps its margin."""
    left = name + " " * (wide - width(name) + 2)
    for line in _filled(text, PAGE - wide - 4) or [""]:
        yield f"  {left}{line}".rstrip()
        left = " " * (wide + 2)


def _wrapped(text: str) -> str:
    import textwrap

    return "\n\n".join(textwrap.fill(part, PAGE) for part in text.split("\n\n"))


def _indented(text: str) -> str:
    return "".join(f"    {line}".rstrip() + "\n" for line in text.splitlines())


# --- what changes in a file, as a unified diff, for a terminal -------------------------


COLOURS = {"+": "green", "-": "red", "@": "cyan"}


def difference(diff: str) -> str:
    """Return a unified diff whose lines move no cursor; click takes the colours out of a pipe."""
    return "".join(f"{_line(line)}\n" for line in diff.split("\n")[:-1])


def _line(line: str) -> str:
    bold = line.startswith(("+++", "---"))
    return click.style(visible(line), fg=None if bold else COLOURS.get(line[:1]), bold=bold)


# --- how the findings of `agenda doctor` look: a line each, and below it what mends it ---


STATE_COLOURS = {
    "ok": "green",
    "note": "cyan",
    "missing": "yellow",
    "old": "yellow",
    "broken": "red",
}
STATE, NAME, TYPED = 9, 11, 4
"""How wide the first two columns are, with the gaps after them, and how far commands are in."""


def examined(head: str, findings: tuple[Finding, ...], form: str = "text") -> str:
    """Return what there is as text, or as JSON."""
    if form == "json":
        entries = [_entry(finding) for finding in findings]
        return as_json({"head": head, "findings": entries})
    lines = [visible(head), *(line for one in findings for line in _lines(one))]
    return "".join(f"{line}\n" for line in lines)


def _entry(finding: Finding) -> dict[str, object]:
    return {
        "state": finding.state.value,
        "name": finding.name,
        "said": finding.said,
        "cure": finding.cure,
        "command": finding.command,
        "code": int(finding.code),
    }


def _lines(finding: Finding) -> list[str]:
    state, gap = finding.state.value, " " * (STATE + NAME)
    texts = (_filled(text, PAGE - len(gap)) for text in (finding.said, finding.cure))
    said, *rest = [line for lines in texts for line in lines] or [""]
    head = click.style(state, STATE_COLOURS[state], bold=True) + " " * (STATE - len(state))
    return [
        f"{head}{finding.name:<{NAME}}{said}",
        *(f"{gap}{line}" for line in rest),
        *(f"{' ' * TYPED}{line}" for line in _typed(finding.command)),
    ]


def _filled(text: str, columns: int) -> list[str]:
    """Break a text at its spaces; a path stays whole, so that it can be copied."""
    import textwrap

    return textwrap.wrap(visible(text), columns, break_long_words=False, break_on_hyphens=False)


def _typed(command: str) -> list[str]:
    """Break a long command as a shell wants it broken; those of Windows are short."""
    lines = _filled(command, PAGE - TYPED - len(" \\"))
    return [*(f"{line} \\" for line in lines[:-1]), *lines[-1:]]
