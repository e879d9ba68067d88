"""The answers file: whether it can be used, and nothing of what it says."""

from __future__ import annotations

import shlex

from agenda.doctor import fonts
from agenda.doctor.finding import Finding, State
from agenda.doctor.system import System
from agenda.outputs import files
from agenda.outputs.outcome import Exit, code
from agenda.pipeline import THEME, understand
from agenda.render.faces import unusual
from agenda.resources import Resources
from agenda.source import Source, read
from agenda.source.nodes import Mapping, Scalar, at
from agenda.source.problems import Severity, Stop


def of_answers(name: str, resources: Resources, system: System) -> tuple[Finding, ...]:
    """Say whether a file can be used, and, as far as it can be read, of its characters."""
    file = files.display_name(name)
    try:
        source = read(files.read(name), file)
    except Stop as stop:
        return (_at_fault(name, stop), fonts.of_faces(system, family(None, resources)))
    look = family(source.tree, resources)
    characters = fonts.of_characters(system, "".join(unusual(source.tree)), look, file)
    return (_soundness(name, source, resources), characters)


def _soundness(name: str, source: Source, resources: Resources) -> Finding:
    try:
        understand(source, resources)
    except Stop as stop:
        return _at_fault(name, stop)
    return Finding(State.OK, "answers", f"{files.display_name(name)} has no errors")


def _at_fault(name: str, stop: Stop) -> Finding:
    """Say what is wrong with a file as such; what it says wrongly is for `check` to show."""
    file, ends = files.display_name(name), code(stop.problems)
    first = stop.problems[0]
    if first.rule == "no-file":
        return Finding(State.MISSING, "answers", first.message, first.help, code=ends)
    if ends is Exit.FILE:
        return Finding(State.BROKEN, "answers", first.message, first.help, code=ends)
    count = sum(problem.severity is Severity.ERROR for problem in stop.problems)
    said = f"{file} has {count} error{'s' if count > 1 else ''}"
    command = "" if name == files.STDIN else f"agenda check {shlex.quote(name)}"
    return Finding(State.BROKEN, "answers", said, command=command, code=ends)


def family(tree: Mapping | None, resources: Resources) -> str:
    """Return the text's family in the theme that a file asks for, or else in the usual one."""
    told = at(tree, ("theme",)) if tree else None
    for name in (told.text if isinstance(told, Scalar) else "", THEME):
        try:
            return str(resources.theme(name).faces["text"])
        except Stop:
            continue
    return "Lato"
