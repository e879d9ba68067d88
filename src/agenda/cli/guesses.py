"""What people type for a command that has another name, and what they are told."""

from __future__ import annotations

from collections.abc import Iterable

GUESSES = {
    "agenda new": "init start create begin template templates sample example setup",
    "agenda new --guided": "guided interview wizard",
    "agenda check career.yaml": "validate lint verify test coach review hints",
    "agenda ask career.yaml": "request invite message",
    "agenda prepare career.yaml": "pdf docx word html markdown make build render generate export "
    "print document agenda",
    "agenda prepare career.yaml --open": "preview show view open",
    "agenda prepare career.yaml --for me": "private notes",
    "agenda send career.yaml": "email mail eml draft smtp",
    "agenda calendar career.yaml": "ical ics event meeting schedule book",
    "agenda collect career.yaml returned.pdf": "import merge read receive",
    "agenda followup career.yaml": "record minutes protocol summary",
    "agenda checkin career.yaml": "check-in quarter quarterly milestones sheet",
    "agenda actions career.yaml": "todo todos tasks list open-actions status",
    "agenda done career.yaml ACTION": "close finish complete drop",
    "agenda next career.yaml": "continue carry copy rollover renew",
    "agenda progress 2026-06.yaml 2026-12.yaml": "report history trend charts compare",
    "agenda audience career.yaml": "who visible privacy readers",
    "agenda share career.yaml": "publish redact",
    "agenda fields": "keys reference format syntax",
    "agenda schema": "json jsonschema json-schema",
    "agenda doctor": "diagnose install debug",
    "agenda --help": "help commands usage",
    "agenda --version": "version",
}
"""What to type, and the words for it that are no command."""

MEANT = {word: line for line, words in GUESSES.items() for word in words.split()}


def no_command(name: str, commands: Iterable[str]) -> str:
    """Say that there is no command of that name, and what to type."""
    return f"No such command {name!r}: {_cure(name, commands)}"


def _cure(name: str, commands: Iterable[str]) -> str:
    import difflib  # 5 ms that only a misspelt word costs

    from agenda.source.problems import closest

    if name.endswith((".yaml", ".yml")):
        return "put what to do with the file before it, as in agenda check career.yaml"
    near, *_ = (
        *difflib.get_close_matches(name, (*commands, *MEANT), 1, 0.8),
        closest(name, commands),
    )
    if near in MEANT:
        return f"use {MEANT[near]}"
    return f"did you mean {near}?" if near else "agenda --help lists them all"
