"""Where templates are, beside the package or at the top of the checkout, and which themes."""

from pathlib import Path


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
