"""How the findings of `agenda doctor` look: a line each, and below it what mends it."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

import click

from agenda.cli.terminal.text import PAGE, as_json, visible

if TYPE_CHECKING:
    from agenda.doctor.finding import Finding

COLOURS = {"ok": "green", "note": "cyan", "missing": "yellow", "old": "yellow", "broken": "red"}
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
    head = click.style(state, COLOURS[state], bold=True) + " " * (STATE - len(state))
    return [
        f"{head}{finding.name:<{NAME}}{said}",
        *(f"{gap}{line}" for line in rest),
        *(f"{' ' * TYPED}{line}" for line in _typed(finding.command)),
    ]


def _filled(text: str, columns: int) -> list[str]:
    """Break a text at its spaces; a path stays whole, so that it can be copied."""
    return textwrap.wrap(visible(text), columns, break_long_words=False, break_on_hyphens=False)


def _typed(command: str) -> list[str]:
    """Break a long command as a shell wants it broken; those of Windows are short."""
    lines = _filled(command, PAGE - TYPED - len(" \\"))
    return [*(f"{line} \\" for line in lines[:-1]), *lines[-1:]]
