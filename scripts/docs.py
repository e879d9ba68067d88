"""Write anew what is generated in docs/ and samples/: `make docs`.

The commands out of their own --help, the fields of an answers file with two files to begin with,
the JSON schema, the rules of coaching with their samples, the picture of the rooms, and the
pictures in the README.
With --check nothing is written, and the exit code is 1 when a file is out of date.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import cache, partial
from pathlib import Path

import click
import fields
import pypdfium2
import rooms
import rules
from PIL import Image, PngImagePlugin

import agenda
from agenda.cli.group import cli
from agenda.commands.schema import schema
from agenda.pipeline import draft
from agenda.render.pdf import pdf
from agenda.resources import Resources
from agenda.wish import Draft, Wish

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = ROOT / "samples"
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
DOTS_PER_INCH = 110

OPENING = """\
# The commands

Written by `make docs` out of `agenda --help`; change the texts in `src/agenda/cli/`.
"""


def commands() -> bytes:
    """Return the page of the commands, in the order of --help."""
    top = opened(cli, "agenda", None)
    parts = [OPENING, *(section(context) for context in (top, *subcommands(top)))]
    return "\n".join(parts).encode()


def subcommands(context: click.Context) -> Iterator[click.Context]:
    """Yield a context for each visible command below this one, at every depth."""
    if not isinstance(context.command, click.Group):
        return
    for name in context.command.list_commands(context):
        command = context.command.get_command(context, name)
        if command and not command.hidden:
            below = opened(command, name, context)
            yield below
            yield from subcommands(below)


def opened(command: click.Command, name: str, above: click.Context | None) -> click.Context:
    """Return a command's context with its own settings, without running or asking anything."""
    return command.make_context(name, [], above, resilient_parsing=True, terminal_width=80)


def section(context: click.Context) -> str:
    """Return what --help says of one command."""
    return f"## {context.command_path}\n\n```text\n{context.command.get_help(context)}\n```\n"


def pages() -> dict[str, tuple[Wish, tuple[Path, ...]]]:
    """Return what each picture shows: a document, and the answers that it is made from."""
    story = tuple(sorted((SAMPLES / "story").glob("*.yaml")))
    return {
        "agenda.png": (Wish(now=NOW), (SAMPLES / "good" / "full.yaml",)),
        "record.png": (Wish(now=NOW, document="record"), story[-1:]),
        "progress.png": (Wish(now=NOW, document="progress", audience="me"), story),
    }


@cache
def page(name: str) -> Draft:
    """Return the document of a picture before it gets a format."""
    wish, paths = pages()[name]
    return draft([agenda.load(path) for path in paths], wish, Resources())


def drawn_from(page: Draft) -> str:
    """Return a digest of what the picture shows: machines draw the same page a little apart."""
    style = page.theme.css + page.theme.custom_properties
    return hashlib.sha256((page.html + style).encode()).hexdigest()


def picture(name: str) -> bytes:
    """Return the first page of a document as PNG, with the digest of what it shows."""
    shown = page(name)
    document = pypdfium2.PdfDocument(pdf(shown.html, shown.theme, shown.paper, NOW))
    image = document[0].render(scale=DOTS_PER_INCH / 72).to_pil()
    document.close()
    told = PngImagePlugin.PngInfo()
    told.add_text("drawn-from", drawn_from(shown))
    made = io.BytesIO()
    image.convert("P", palette=Image.Palette.ADAPTIVE, colors=64).save(
        made, "PNG", optimize=True, pnginfo=told
    )
    return made.getvalue()


def same_picture(file: Path) -> bool:
    """Whether the picture was drawn from today's sample and theme."""
    with Image.open(file) as image:
        return bool(image.info.get("drawn-from") == drawn_from(page(file.name)))


def given(data: bytes) -> bytes:
    """Return what is there already."""
    return data


GENERATED: dict[str, Callable[[], bytes]] = {
    "CONTRIBUTING.md": lambda: rooms.redrawn("CONTRIBUTING.md", rooms.stairs()),
    "docs/architecture.md": lambda: rooms.redrawn("docs/architecture.md", rooms.picture()),
    "docs/answers-file.md": fields.page,
    "docs/career.yaml": partial(fields.beginning, "en-GB"),
    "docs/career.de.yaml": partial(fields.beginning, "de", "informal"),
    "docs/commands.md": commands,
    "docs/rules.md": rules.page,
    "docs/agenda.schema.json": lambda: schema().encode(),
    **{f"docs/{name}": partial(picture, name) for name in pages()},
    **{f"samples/{name}": partial(given, data) for name, data in rules.samples().items()},
}


def up_to_date(name: str) -> bool:
    """Whether a generated file is there and says what it would say if it were made now."""
    file = ROOT / name
    if not file.is_file():
        return False
    return same_picture(file) if file.suffix == ".png" else file.read_bytes() == GENERATED[name]()


def main() -> int:
    """Write the files or check them, and return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; 1 when out of date")
    check = parser.parse_args().check
    stale = [name for name in GENERATED if not up_to_date(name)]
    for name in stale:
        if check:
            print(f"{name} is out of date: run make docs", file=sys.stderr)
        else:
            (ROOT / name).parent.mkdir(parents=True, exist_ok=True)
            (ROOT / name).write_bytes(GENERATED[name]())
    return int(check and bool(stale))


if __name__ == "__main__":
    sys.exit(main())
