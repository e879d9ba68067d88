"""One unit of work: a document's answers and a wish in, its bytes in every format out.

It has two halves, and both are pure: no file is read or written, and what goes in and comes out
survives pickling. So one process may do both, or each a half of its own (`commands.produce`),
many processes many of them, or another machine the second half alone, which gets what the
document's reader may see and nothing else.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from agenda.ahead import get_ready
from agenda.language import bundled
from agenda.names import Format
from agenda.outputs.files import MAX_REFERENCE, read_up_to
from agenda.pipeline import Advise, compose, lay_out, notice, write
from agenda.resources import Resources
from agenda.source.problems import Report, Stop
from agenda.wish import Brief, Draft, Wish

if TYPE_CHECKING:
    from agenda.source import Source

Given = tuple[str, bytes | Stop]
"""An answers file's name and its bytes, or why it could not be read."""
SMALL = b"version: 1\nemployee: A\nmanager: B\nmeeting: 2026-12-03 14:00\nvalues: [craft]\n"
"""Answers that give an agenda."""


class Order(NamedTuple):
    """What a document says, and the formats in which it is wanted.

    `known` says from what each was made before; without it nobody wants to know.
    """

    brief: Brief
    formats: Sequence[Format]
    wish: Wish
    known: Mapping[Format, str] | None = None


class Made(NamedTuple):
    """A document as bytes in each format that was to be made, and what there is to say of it.

    `digests` tell, of each format, what it was made from; one whose digest was known already
    was not made again.
    """

    documents: Mapping[Format, bytes]
    digests: Mapping[Format, str]
    reports: tuple[Report, ...]


def compose_from(
    given: Sequence[Given], wish: Wish, resources: Resources, advise: Advise | None = None
) -> Brief:
    """Return what a document of these answers says to its reader. Raises Stop as `compose` does."""
    return compose([_source(*one) for one in given], wish, resources, advise=advise)


def _source(name: str, data: bytes | Stop) -> Source | Report:
    """Return the tree of a file, or the report of why there is none."""
    from agenda.answers.reading import read  # noqa: PLC0415 - in the process that reads

    try:
        if isinstance(data, Stop):
            raise data
        return read(data, name)
    except Stop as stop:
        (report,) = stop.reports(name)
        return report


def make(order: Order, resources: Resources) -> Made:
    """Return the document in every format. Raises Stop where one of them cannot be made."""
    brief, formats, wish, known = order
    draft = lay_out(brief, wish, resources)
    digests = {form: digest(draft, form) for form in formats} if known is not None else {}
    wanted = [form for form in formats if not known or digests[form] != known.get(form)]
    documents = {form: write(draft, form) for form in wanted}
    return Made(documents, digests, notice(brief, draft, formats))


def digest(draft: Draft, name: Format) -> str:
    """Return what is the same as long as the document is, but for its day.

    A draft holds all that its reader sees: answers that were cut away, comments and the order
    of keys make no difference. Another template, theme or version of what makes it does.
    """
    look, wish = draft.theme, draft.wish
    told = (versions(), name, draft.html, look.css, look.custom_properties, dict(look.faces))
    seen = hashlib.sha256(repr((*told, draft.paper, wish.flat, wish.embed_fonts)).encode())
    for data in (wish.reference or b"", *_own_files(draft)):
        seen.update(hashlib.sha256(data).digest())
    return seen.hexdigest()


@cache
def versions() -> tuple[str, ...]:
    """Return those of what makes documents: they may make them differently."""
    from importlib import metadata  # noqa: PLC0415 - few ask for a digest

    names = ("career-agenda", "weasyprint", "python-docx")
    return tuple(f"{name} {metadata.version(name)}" for name in names)


def _own_files(draft: Draft) -> Iterator[bytes]:
    """Yield what is in the files of a theme of the user's: its stylesheet may show pictures."""
    for folder in draft.theme.folders:
        if bundled.templates() not in folder.parents:
            for path in sorted(folder.rglob("*")):
                if path.is_file():
                    yield str(path).encode()
                    yield read_up_to(path, MAX_REFERENCE)


def warm(formats: Iterable[Format], wish: Wish, resources: Resources) -> None:
    """Do once what is slow the first time: import, load templates, parse stylesheets.

    What keeps it from being done is told when there is something to write.
    """
    from agenda.answers.reading import read  # noqa: PLC0415 - as above

    get_ready(formats, wish, resources)
    usual = Wish(wish.now, theme=wish.theme, language=wish.language, paper=wish.paper,
                 flat=wish.flat)  # fmt: skip
    with suppress(Stop):
        brief = compose([read(SMALL, "")], usual, resources)
        for name in formats:
            write(lay_out(brief, usual, resources), name)
