"""`agenda new`: an answers file to begin with, commented, with a gap for each question."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from agenda.answers import validate
from agenda.answers.cycle.beginning import Known, Size, begin
from agenda.answers.reading import read
from agenda.answers.texts import one_line
from agenda.language.locale import has_two_ways
from agenda.language.reading import DEFAULT, nearest
from agenda.outputs import computer, files
from agenda.outputs.outcome import Outcome, outcome_of, wrong
from agenda.resources import Resources
from agenda.source.bounds import unprintable
from agenda.source.problems import Stop, has_errors

NAME, SCHEMA = "career.yaml", "agenda.schema.json"
LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class Beginning:
    """What the command line asks for; None is for what the computer may propose."""

    name: str | None
    resources: Resources
    terminal: bool = False
    size: Size = "normal"
    language: str | None = None
    formal: bool = False
    manager: str | None = None
    schema: bool = False


def new(asked: Beginning) -> Outcome:
    """Write the file where there is none, for its owner alone, and say what to do next."""
    name = asked.name or NAME
    try:
        _fit(name, asked)
        known = known_of(asked)
        words = asked.resources.help(known.language, known.formality)
        schema = SCHEMA if asked.schema else ""
        data = begin(known, words, asked.size, schema).encode()
        _check(data, asked.resources)
        if name == files.STDOUT:
            return Outcome(stdout=data)
        path = Path(name)
        beside = _schema(path.with_name(SCHEMA)) if schema else ()
        files.create(path, data, private=True)
        files.write(beside)
    except Stop as stop:
        return outcome_of(stop)
    said = (
        f"next: open {path} in any editor of plain text, and fill in what is marked",
        f"then: agenda check {path}",
    )
    return Outcome(written=(path, *(schema for schema, _ in beside)), said=said)


def known_of(asked: Beginning) -> Known:
    """Return what the command line says, and what the computer proposes for the rest.

    Raises Stop, wrong usage, where a language has no words, or a name is none.
    """
    resources = asked.resources
    proposed: set[tuple[str, ...]] = set()
    language = asked.language or ""
    if not language and nearest(told := computer.language(), resources.languages):
        language = told
        proposed |= {("language",), ("paper",)}
    language = language or DEFAULT
    words = resources.locale(language, None)
    familiar = has_two_ways(language, resources.folders) and not asked.formal
    known = Known(
        language=words.tag,
        formality="informal" if familiar else "formal" if asked.formal else None,
        paper=words.paper,
        employee=computer.person(),
        manager="" if asked.manager is None else manager_called(asked.manager),
        timezone=computer.timezone(),
    )
    proposed |= {("employee", "name"), ("meeting", "timezone")}
    return replace(known, proposed=frozenset(proposed))


def _fit(name: str, asked: Beginning) -> None:
    if name == files.STDOUT:
        if asked.terminal:
            raise wrong("the new file would be written on the terminal", f"name it, as {NAME}")
        if asked.schema:
            raise wrong("--schema writes beside a file, and there is none", "name the file")
    elif files.is_folder(Path(name)):
        raise wrong(f"{name} is a folder", f"name a file in it, as {Path(name) / NAME}")
    elif not name.lower().endswith(files.SUFFIXES) or Path(name).name.lower() in files.SUFFIXES:
        stem = Path(name).stem or "career"
        raise wrong(f"{name} is not the name of an answers file", f"end it in .yaml: {stem}.yaml")


def manager_called(name: str) -> str:
    """Return the manager's name on one line. Raises Stop where it is not a name."""
    told = one_line(name)
    breaking = any(unprintable(sign) or sign in "\u2028\u2029" for sign in told)
    if not told or breaking or len(told) > LONGEST_NAME:
        raise wrong("--manager is not a name", 'write --manager "Name"')
    return told


def _check(data: bytes, resources: Resources) -> None:
    """Make sure that what was written can be read: a name comes from outside."""
    source = read(data, "<new file>")
    problems = validate(source.tree, resources.reading(source.tree)).problems
    if has_errors(problems):
        raise Stop(*problems, name=source.name, text=source.text)


def _schema(path: Path) -> tuple[tuple[Path, bytes], ...]:
    """Return the schema with its path; nothing where it is there. Raises Stop for another file."""
    from agenda.commands.schema import schema  # noqa: PLC0415 - few ask for it

    data = schema().encode()
    if path.is_file() and files.read_whole(path) == data:
        return ()
    if path.exists() or path.is_symlink():
        raise wrong(f"{path} is there, and is another one", "leave out --schema, or take it away")
    return ((path, data),)
