"""What `agenda.toml` says: beside the answers file, else in the user's configuration folder."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from agenda.coaching import toml_file
from agenda.coaching.rules import ALWAYS, NAMES, NEVER_SILENT
from agenda.outputs import files
from agenda.source.problems import Stop, did_you_mean

NAME = "agenda.toml"
TABLE = "check"
LISTS, SWITCHES = ("select", "ignore"), ("strict",)


class Settings(NamedTuple):
    """How `agenda check` is wanted; `select` is None where nothing is said of it."""

    select: frozenset[str] | None = None
    ignore: frozenset[str] = frozenset()
    strict: bool = False


def read_settings(name: str) -> Settings:
    """Return the settings for an answers file of that name.

    Raises Stop with every fault of the settings file, and its place in it.
    """
    beside = Path(name).parent if name != files.STDIN else Path()
    for folder in (beside, toml_file.user_folder()):
        if os.path.lexists(folder / NAME):
            return _read(folder / NAME)
    return Settings()


def _read(file: Path) -> Settings:
    text, said = toml_file.read_toml(file)
    reader = _Reader(text)
    found = reader.settings(said)
    if reader.problems:  # another table may be that of the mail server, with a password
        shown = reader.keys_alone() if set(said) - {TABLE} else text
        raise Stop(*reader.problems, name=str(file), text=shown)
    return found


class _Reader(toml_file.Reader):
    """Reads the tables, and collects what is wrong with them."""

    def settings(self, said: Mapping[str, object]) -> Settings:
        """Return the settings of a file."""
        self.known(said, (TABLE,))
        table = said.get(TABLE, {})
        if not isinstance(table, dict):
            self.wrong(TABLE, f"'{TABLE}' is no table", f"write [{TABLE}], and keys below it")
            return Settings()
        self.known(table, (*LISTS, *SWITCHES))
        select, ignore = (self._rules(table, key) for key in LISTS)
        strict = table.get("strict", False)
        if not isinstance(strict, bool):
            self.wrong("strict", f"strict is {strict!r}", "write strict = true, or false")
        return Settings(select, ignore or frozenset(), strict is True)

    def _rules(self, table: Mapping[str, object], key: str) -> frozenset[str] | None:
        if key not in table:
            return None
        names = table[key]
        if not (isinstance(names, list) and all(isinstance(name, str) for name in names)):
            self.wrong(key, f"'{key}' is no list of rules", f'write {key} = ["no-team-benefit"]')
            return None
        for name in names:
            if name not in NAMES:
                cure = did_you_mean(name, NAMES) or "agenda rules lists them all"
                self.wrong(name, f"there is no rule '{name}'", cure)
            elif name == ALWAYS and key == "ignore":
                self.wrong(name, NEVER_SILENT, "take it out of the list")
        return frozenset(names)
