"""What documents are made with: WeasyPrint and its libraries, python-docx, icalendar."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from importlib import import_module, metadata
from typing import TYPE_CHECKING

from agenda.doctor.finding import Finding, State, System
from agenda.language import bundled
from agenda.outputs.outcome import Exit
from agenda.render import libraries, theme
from agenda.source.problems import Stop
from agenda.wish import THEME

if TYPE_CHECKING:
    from agenda.render.pdf import Engine

OURS = "career-agenda"
LONGEST = 160
"""So much of what a loader or a library says of a fault is repeated."""
TRIAL = '<html lang="en"><head><title>agenda</title></head><body><p>agenda</p></body></html>'
ANY_DAY = datetime(2000, 1, 1, tzinfo=UTC)
DISTRIBUTIONS = {"docx": "python-docx"}
"""What is installed under another name than it is imported by."""


def of_pdf(system: System) -> tuple[Finding, ...]:
    """Say what a PDF is made with; a page made for trial shows that it can be."""
    name = "PDF"
    try:
        from agenda.render import pdf  # noqa: PLC0415 - half a second, and it may be broken

        engine = pdf.engine()
        if engine.pango[:2] < libraries.LEAST_PANGO:
            return (_old_pango(name, engine, system),)
        pdf.pdf(TRIAL, theme.load(THEME, (bundled.templates(),)), "a4", ANY_DAY)
    except ImportError as fault:
        return (_not_imported(name, "WeasyPrint", "weasyprint", fault, system),)
    except Stop as stop:
        return (_stopped(name, stop, system),)
    except Exception as fault:  # whatever it is, it is what was looked for
        again = system.pip("--force-reinstall", "weasyprint")
        said = f"a page made for trial failed: {_words(fault)}"
        return (Finding(State.BROKEN, name, said, command=again, code=Exit.FILE),)
    made_with = f"WeasyPrint {engine.weasyprint} with Pango {_dotted(engine.pango)}"
    too_old = _too_old(name, "WeasyPrint", "weasyprint", system)
    return (too_old or Finding(State.OK, name, made_with), _of_subsets(engine, system))


def _dotted(version: tuple[int, ...]) -> str:
    return ".".join(map(str, version))


def _old_pango(name: str, engine: Engine, system: System) -> Finding:
    least = _dotted(libraries.LEAST_PANGO)
    said = f"Pango is {_dotted(engine.pango)}, and WeasyPrint needs {least} or newer"
    cure, command = system.libraries(["Pango"])
    return Finding(State.OLD, name, said, cure, command, Exit.FILE)


def _of_subsets(engine: Engine, system: System) -> Finding:
    if engine.subsets:
        return Finding(State.OK, "HarfBuzz", "makes subsets of the faces in a PDF")
    cure, command = system.libraries([libraries.SUBSETS])
    said = "its subset library; without it a PDF takes longer to write"
    return Finding(State.MISSING, "HarfBuzz", said, cure, command)


def _stopped(name: str, stop: Stop, system: System) -> Finding:
    """Tell libraries that are missing from those that are there and do not load."""
    problem = stop.problems[0]
    if problem.rule != "no-pango":
        again = system.pip("--force-reinstall", OURS)
        return Finding(State.BROKEN, name, problem.message, problem.help, again, Exit.FILE)
    faults = libraries.find_missing()
    there = [library for library, fault in faults.items() if libraries.is_there(fault)]
    if there:
        said = f"{', '.join(there)} cannot be used: {_cut(faults[there[0]])}"
        cure, command = system.libraries(there, again=True)
        return Finding(State.BROKEN, name, said, cure, command, Exit.FILE)
    said = f"WeasyPrint does not find {', '.join(faults) or _cut(problem.message)}"
    cure, command = system.libraries()
    return Finding(State.MISSING, name, said, cure, command, Exit.FILE)


def of_package(name: str, distribution: str, module: str, system: System) -> Finding:
    """Say whether a library of Python's can be used, and in which version."""
    try:
        import_module(module)
    except Exception as fault:  # a broken one may raise anything
        return _not_imported(name, distribution, module, fault, system)
    said = f"{distribution} {_version(distribution)}".rstrip()
    return _too_old(name, distribution, distribution, system) or Finding(State.OK, name, said)


def _not_imported(name: str, title: str, module: str, fault: Exception, system: System) -> Finding:
    lacks = fault.name if isinstance(fault, ModuleNotFoundError) and fault.name else ""
    top = lacks.partition(".")[0]
    distribution = DISTRIBUTIONS.get(module, module)
    if top == module:
        said, command = f"{title} is not installed", system.pip(distribution)
        return Finding(State.MISSING, name, said, command=command, code=Exit.FILE)
    again = system.pip("--force-reinstall", distribution)
    if top:
        said = f"{title} lacks {top}"
        return Finding(State.MISSING, name, said, command=again, code=Exit.FILE)
    said = f"{title} cannot be used: {_words(fault)}"
    return Finding(State.BROKEN, name, said, command=again, code=Exit.FILE)


def _too_old(name: str, title: str, distribution: str, system: System) -> Finding | None:
    least, found = _least(distribution), _version(distribution)
    if not (least and found and _numbers(found) < _numbers(least)):
        return None
    said = f"{title} is {found}, and agenda needs {least} or newer"
    command = system.pip("--upgrade", distribution)
    return Finding(State.OLD, name, said, command=command, code=Exit.FILE)


def _version(distribution: str) -> str:
    try:
        return metadata.version(distribution)
    except metadata.PackageNotFoundError:  # not installed by pip
        return ""


def _least(distribution: str) -> str:
    """Return the version that our own package asks for."""
    try:
        wanted = metadata.requires(OURS) or []
    except metadata.PackageNotFoundError:
        return ""
    found = (re.match(r"([\w.-]+)(?:\[[^]]*\])?\s*>=([\d.]+)", one) for one in wanted)
    return next((one[2] for one in found if one and one[1].lower() == distribution), "")


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(number) for number in re.findall(r"\d+", version)[:3])


def _words(fault: Exception) -> str:
    return _cut(f"{type(fault).__name__}: {fault}")


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 3]}..."
