"""What `agenda.toml` says: beside the answers file, else in the user's configuration folder."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from agenda.coaching.rules import ALWAYS, NAMES, NEVER_SILENT
from agenda.commands import files
from agenda.model.problems import Problem, Span, Stop, did_you_mean, error

NAME = "agenda.toml"
LARGEST = 16 * 1024
TABLE = "check"
LISTS, SWITCHES = ("select", "ignore"), ("strict",)


@dataclass(frozen=True, slots=True)
class Settings:
    """How `agenda check` is wanted; `select` is None where nothing is said of it."""

    select: frozenset[str] | None = None
    ignore: frozenset[str] = frozenset()
    strict: bool = False


def settings(name: str) -> Settings:
    """Return the settings for an answers file of that name.

    Raises Stop with every fault of the settings file, and its place in it.
    """
    beside = Path(name).parent if name != files.STDIN else Path()
    for folder in (beside, _of_user()):
        if os.path.lexists(folder / NAME):
            return _read(folder / NAME)
    return Settings()


def _of_user() -> Path:
    from platformdirs import user_config_path  # noqa: PLC0415 - where no file lies beside

    return user_config_path("agenda", appauthor=False)


def _read(file: Path) -> Settings:
    text = _text(file)
    try:
        said = tomllib.loads(text)
    except (ValueError, RecursionError) as fault:
        told = error("settings", f"this is no TOML: {fault}", "see toml.io for how it is written")
        raise Stop(told, name=str(file), text=text) from None
    reader = _Reader(text)
    found = reader.settings(said)
    if reader.problems:
        raise Stop(*reader.problems, name=str(file), text=text)
    return found


def _text(file: Path) -> str:
    """Read a settings file: what stands in its place and is none is told, not passed over."""
    try:
        if not file.is_file():
            raise Stop(error("settings", f"{file} is no file", "take it away, or write the file"))
        if file.stat().st_size > LARGEST:
            fault = f"{file} has more than {LARGEST} bytes"
            raise Stop(error("settings", fault, "keep the settings of agenda alone in it"))
        return file.read_bytes().decode("utf-8-sig", "replace")
    except OSError as fault:
        why = f"{file} could not be read: {fault.strerror}"
        raise Stop(error("settings", why, "check that you may read it")) from None


@dataclass(slots=True)
class _Reader:
    """Reads the tables, and collects what is wrong with them."""

    text: str
    problems: list[Problem] = field(default_factory=list)

    def settings(self, said: Mapping[str, object]) -> Settings:
        """Return the settings of a file; [tool.agenda.check] says the same as [check]."""
        tool = said.get("tool")
        inner = tool.get("agenda") if isinstance(tool, dict) else None
        tables = inner if isinstance(inner, dict) else said
        if tables is not said and TABLE in said:
            self._wrong(TABLE, f"[{TABLE}] and [tool.agenda.{TABLE}] both stand here", "keep one")
        self._known(tables, (TABLE,))
        table = tables.get(TABLE, {})
        if not isinstance(table, dict):
            self._wrong(TABLE, f"'{TABLE}' is no table", f"write [{TABLE}], and keys below it")
            return Settings()
        self._known(table, (*LISTS, *SWITCHES))
        select, ignore = (self._rules(table, key) for key in LISTS)
        strict = table.get("strict", False)
        if not isinstance(strict, bool):
            self._wrong("strict", f"strict is {strict!r}", "write strict = true, or false")
        return Settings(select, ignore or frozenset(), strict is True)

    def _known(self, table: Mapping[str, object], keys: tuple[str, ...]) -> None:
        for key in table:
            if key not in keys:
                cure = did_you_mean(key, keys) or f"known are: {', '.join(keys)}"
                self._wrong(key, f"there is no setting '{key}'", cure)

    def _rules(self, table: Mapping[str, object], key: str) -> frozenset[str] | None:
        if key not in table:
            return None
        names = table[key]
        if not (isinstance(names, list) and all(isinstance(name, str) for name in names)):
            self._wrong(key, f"'{key}' is no list of rules", f'write {key} = ["no-team-benefit"]')
            return None
        for name in names:
            if name not in NAMES:
                cure = did_you_mean(name, NAMES) or "agenda rules lists them all"
                self._wrong(name, f"there is no rule '{name}'", cure)
            elif name == ALWAYS and key == "ignore":
                self._wrong(name, NEVER_SILENT, "take it out of the list")
        return frozenset(names)

    def _wrong(self, word: str, fault: str, cure: str) -> None:
        found = re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", self.text)
        span = Span(*found.span()) if found else None
        self.problems.append(error("settings", fault, cure, span=span))
