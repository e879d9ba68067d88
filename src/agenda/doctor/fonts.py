"""Faces for every character of an answers file: of its characters nothing but their numbers."""

from __future__ import annotations

from collections.abc import Iterable

from agenda.doctor.finding import Finding, State
from agenda.doctor.system import System
from agenda.outputs.outcome import Exit
from agenda.render import faces
from agenda.render.libraries import DEBIAN, FEDORA, MACOS

CJK = frozenset({"Han", "Hiragana", "Katakana", "Hangul", "Bopomofo", "CJK Symbols and Punctuation",
                 "Halfwidth and Fullwidth Forms", "Enclosed CJK Letters and Months",
                 "CJK Compatibility"})  # fmt: skip
EMOJI = frozenset({"Emoticons", "Miscellaneous Symbols and Pictographs",
                   "Transport and Map Symbols", "Supplemental Symbols and Pictographs",
                   "Symbols and Pictographs Extended-A",
                   "Enclosed Alphanumeric Supplement"})  # fmt: skip
SERIF = frozenset({"Tibetan", "Tangut"})
"""Scripts that Noto has with serifs alone."""
NO_SCRIPT = frozenset({"Zyyy", "Zinh", "Zzzz"})
"""Common to several, inherited, unknown: the block says more (ISO 15924)."""
NOBODYS = ("Private Use", "Supplementary Private Use", "No_Block")
GROUPS, NUMBERS = 4, 4
"""So many groups, and of each so many numbers, are named."""
ELSEWHERE = "install the Noto fonts for them: see fonts.google.com/noto"


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
    again = system.pip("--force-reinstall", "career-agenda")
    return Finding(State.MISSING, "fonts", said, command=again)


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
    if system.family not in PACKAGES:
        return "; ".join(filter(None, [cure, ELSEWHERE])), ""
    begin, package = PACKAGES[system.family]
    return cure, " ".join([begin, *dict.fromkeys(package(name) for name in theirs)])


def _of_debian(group: str) -> str:
    kind = "cjk" if group in CJK else "color-emoji" if group in EMOJI else "core"
    return f"fonts-noto-{kind}"


def _of_fedora(group: str) -> str:
    return f"google-{_noto(group)}-fonts"


def _of_macos(group: str) -> str:
    return f"font-{_noto(group)}"


def _noto(group: str) -> str:
    """Return the family of Noto that has a script, as packages spell it."""
    if group in CJK:
        return "noto-sans-cjk"
    if group in EMOJI:
        return "noto-color-emoji"
    if group in SERIF:
        return f"noto-serif-{group.lower()}"
    return f"noto-sans-{'symbols' if _is_block(group) else group.lower().replace(' ', '-')}"


def _is_block(group: str) -> bool:
    from fontTools import unicodedata  # noqa: PLC0415 - large tables

    return not unicodedata.script_code(group, default="")


PACKAGES = {
    DEBIAN: ("apt-get install", _of_debian),
    FEDORA: ("dnf install", _of_fedora),
    MACOS: ("brew install --cask", _of_macos),
}
