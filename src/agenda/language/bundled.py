"""Where templates are, beside the package or at the top of the checkout, and what is said there."""

import pickle
from pathlib import Path
from typing import Any

READY = "compiled/toml.pickle"
"""Where the build keeps what the small files say that every run reads, by their texts."""
SMALL = ("locales/*/language.toml", "themes/*/theme.toml")


def templates() -> Path:
    """Return the folder of the bundled templates, themes and catalogues.

    A wheel carries it as `agenda/templates`. A checkout has it at its top, where
    people look for it; an editable install has no copy of its own.
    """
    package = Path(__file__).resolve().parents[1]
    packaged = package / "templates"
    return packaged if packaged.is_dir() else package.parents[1] / "templates"


def themes(folders: tuple[Path, ...]) -> tuple[str, ...]:
    """Return the names of the themes that folders of templates hold, sorted."""
    found = {path.parent.name for folder in folders for path in folder.glob("themes/*/theme.toml")}
    return tuple(sorted(found))


def parse_toml(text: str) -> dict[str, Any]:
    """Return what a TOML text says; of one that comes with the program the build has kept it.

    Raises ValueError and RecursionError as tomllib does, which takes 4 ms to import.
    """
    ready = templates() / READY
    # To read a pickle is to run it: so it is the package's own, and never a user's.
    kept = pickle.loads(ready.read_bytes()) if ready.is_file() else {}  # noqa: S301
    return kept[text] if text in kept else _parsed(text)


def keep_toml(folder: Path) -> dict[Path, bytes]:
    """Return what the build keeps for `parse_toml`, by where it goes."""
    texts = [file.read_text("utf-8") for one in SMALL for file in sorted(folder.glob(one))]
    return {folder / READY: pickle.dumps({text: _parsed(text) for text in texts}, protocol=5)}


def _parsed(text: str) -> dict[str, Any]:
    import tomllib  # noqa: PLC0415 - a user's own files need it, and the build

    return tomllib.loads(text)
