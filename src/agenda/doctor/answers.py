"""The answers file: whether it can be used and shown, and nothing of what it says.

Of its characters nothing is told but their numbers.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterable

from agenda.answers.reading import read
from agenda.doctor.finding import IN_THE_CLONE, Finding, State, System
from agenda.outputs import files
from agenda.outputs.outcome import Exit, code
from agenda.pipeline import understand
from agenda.render import faces
from agenda.resources import Resources
from agenda.source import Source
from agenda.source.nodes import Mapping, Scalar, at
from agenda.source.problems import Severity, Stop
from agenda.wish import THEME

CJK = frozenset({"Han", "Hiragana", "Katakana", "Hangul", "Bopomofo", "CJK Symbols and Punctuation",
                 "Halfwidth and Fullwidth Forms", "Enclosed CJK Letters and Months",
                 "CJK Compatibility"})  # fmt: skip
EMOJI = frozenset({"Emoticons", "Miscellaneous Symbols and Pictographs",
                   "Transport and Map Symbols", "Supplemental Symbols and Pictographs",
                   "Symbols and Pictographs Extended-A",
                   "Enclosed Alphanumeric Supplement"})  # fmt: skip
NO_SCRIPT = frozenset({"Zyyy", "Zinh", "Zzzz"})
"""Common to several, inherited, unknown: the block says more (ISO 15924)."""
NOBODYS = ("Private Use", "Supplementary Private Use", "No_Block")
GROUPS, NUMBERS = 4, 4
"""So many groups, and of each so many numbers, are named."""
ELSEWHERE = "install the Noto fonts for them: see fonts.google.com/noto"


def of_answers(name: str, resources: Resources, system: System) -> tuple[Finding, ...]:
    """Say whether a file can be used, and, as far as it can be read, of its characters."""
    file = files.display_name(name)
    try:
        source = read(files.read(name), file)
    except Stop as stop:
        return (_at_fault(name, stop), of_faces(system, family(None, resources)))
    look = family(source.tree, resources)
    characters = of_characters(system, "".join(faces.unusual(source.tree)), look, file)
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


# --- a face for each of its characters ---------------------------------------------------


def of_faces(system: System, family: str) -> Finding:
    """Say which faces there are when no answers file is named."""
    found = faces.on_system()
    if not faces.files(family):
        return _no_family(system, family)
    if found is None:
        return _cannot_ask(system, f"{family} comes with agenda; other fonts cannot be listed")
    version, count = found
    said = f"{family} comes with agenda; fontconfig {version} knows {count} faces beside it"
    return Finding(State.OK, "fonts", said)


def of_characters(system: System, characters: str, family: str, file: str) -> Finding:
    """Say whether each of the characters has a face, and which package brings what is missing."""
    if not faces.files(family):
        return _no_family(system, family)
    beyond = faces.beyond(characters, family)
    every = f"every character of {file} has a face"
    if not beyond:
        return Finding(State.OK, "fonts", f"{every} ({family})")
    if faces.on_system() is None:
        said = (
            f"{len(beyond)} characters of {file} are not in {family}; other fonts cannot be asked"
        )
        return _cannot_ask(system, said)
    missing = faces.uncovered("".join(beyond), family)
    if missing:
        return _missing(system, missing, file)
    scripts = _grouped(beyond)
    named = ", ".join(list(scripts)[:GROUPS]) + (" ..." if len(scripts) > GROUPS else "")
    said = f"{every} ({family}; the system's for {len(beyond)}: {named})"
    return Finding(State.OK, "fonts", said)


def _no_family(system: System, family: str) -> Finding:
    said = f"{family} is not installed; a PDF takes another face"
    again = system.pip("--force-reinstall", ".")
    return Finding(State.MISSING, "fonts", said, IN_THE_CLONE, again)


def _cannot_ask(system: System, said: str) -> Finding:
    cure, command = system.libraries(["fontconfig"])
    return Finding(State.MISSING, "fonts", said, cure, command, Exit.FILE)


def _missing(system: System, missing: list[str], file: str) -> Finding:
    groups = _grouped(missing)
    told = [f"{name} ({_numbers(chars)})" for name, chars in list(groups.items())[:GROUPS]]
    more = [f"{len(groups) - GROUPS} scripts more"] if len(groups) > GROUPS else []
    count = f"{len(missing)} character{'s' if len(missing) > 1 else ''}"
    said = f"no face has {count} of {file}: {', '.join([*told, *more])}"
    cure, command = cured(system, groups)
    return Finding(State.MISSING, "fonts", said, cure, command)


def _numbers(characters: list[str]) -> str:
    shown = " ".join(f"U+{ord(char):04X}" for char in characters[:NUMBERS])
    rest = len(characters) - NUMBERS
    return f"{shown} and {rest} more" if rest > 0 else shown


def _grouped(characters: Iterable[str]) -> dict[str, list[str]]:
    """Return the characters by the name of their script, or else of their block."""
    from fontTools import unicodedata  # noqa: PLC0415 - large tables

    groups: dict[str, list[str]] = {}
    for char in characters:
        script = unicodedata.script(char)
        block = script in NO_SCRIPT
        name = unicodedata.block(char) if block else unicodedata.script_name(script)
        groups.setdefault(name, []).append(char)
    return groups


def cured(system: System, groups: Iterable[str]) -> tuple[str, str]:
    """Return the sentence and the command that bring faces for groups of characters."""
    named = list(groups)
    theirs = [name for name in named if not name.startswith(NOBODYS)]
    cure = "" if len(theirs) == len(named) else "Unicode leaves some to nobody: write others"
    if not theirs:
        return cure, ""
    if not system.debian:
        return "; ".join(filter(None, [cure, ELSEWHERE])), ""
    kinds = ("cjk" if one in CJK else "color-emoji" if one in EMOJI else "core" for one in theirs)
    return cure, " ".join(
        ["apt-get install", *dict.fromkeys(f"fonts-noto-{kind}" for kind in kinds)]
    )
