"""The formats of documents: a row each, and nothing else compares with the name of one.

A new format is a module under `render/` that takes a draft's HTML and returns bytes, and a row.
"""

from __future__ import annotations

import errno
from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple, TypeVar

from agenda.fork import Exceeded, run_bounded
from agenda.names import Format
from agenda.render import faces
from agenda.source.problems import Stop, error
from agenda.wish import Draft

Made = TypeVar("Made")
NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS})
TEMPORARY = "see that there is room for temporary files, or name another folder for them in TMPDIR"


class Writer(NamedTuple):
    """A format: the suffix of its files, its media type, and its writer.

    `write` and `load`, which imports what writing needs, are called when there is something
    to write: no run loads the libraries of another format. `closed` tells that its reader sees
    the faces of this machine and no others: what none of them has is not shown.
    """

    name: Format
    media_type: str
    write: Callable[[Draft], bytes]
    load: Callable[[], object]
    closed: bool = False

    @property
    def suffix(self) -> str:
        """How the names of its files end."""
        return f".{self.name}"


def _pdf(draft: Draft) -> bytes:
    from agenda.render.pdf import pdf  # noqa: PLC0415 - half a second to import

    try:
        return pdf(draft.html, draft.theme, draft.paper, draft.wish.now, flat=draft.wish.flat)
    except OSError as fault:  # WeasyPrint copies the faces to where temporary files are
        if fault.errno not in NO_ROOM:
            raise
        why = f"what a PDF is made of could not be written: {fault.strerror}"
        raise Stop(error("unwritable", why, TEMPORARY)) from None


def _load_pdf() -> None:
    from agenda.render import pdf  # noqa: PLC0415

    pdf.get_ready()


def _word(draft: Draft) -> bytes:
    from agenda.render.word import word  # noqa: PLC0415

    wish = draft.wish
    files = _files(draft) if wish.embed_fonts else {}
    return word(draft.html, draft.theme, draft.paper, wish.now, wish.reference, flat=wish.flat,
                files=files)  # fmt: skip


def _files(draft: Draft) -> dict[str, Path]:
    """Return the files of the face that goes into a Word file."""
    if draft.wish.reference is not None:
        fault = "the faces of a reference document cannot be put into a Word file"
        raise Stop(error("usage", fault, "leave out --embed-fonts, or --reference-doc"))
    family = draft.theme.faces["text"]
    if files := faces.for_word(family):
        return files
    fault = f"the theme's face '{family}' cannot be put into a Word file"
    cure = f"leave out --embed-fonts, or set the text in {', '.join(faces.OWN_NAMES)}"
    raise Stop(error("usage", fault, cure))


def _html(draft: Draft) -> bytes:
    from agenda.render.page import page  # noqa: PLC0415

    return page(draft.html, draft.theme)


def _markdown(draft: Draft) -> bytes:
    from agenda.render.markdown import markdown  # noqa: PLC0415

    return markdown(draft.html)


def _importing(module: str) -> Callable[[], object]:
    return lambda: import_module(module)


WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FORMATS: Mapping[str, Writer] = MappingProxyType({
    row.name: row for row in (
        Writer("pdf", "application/pdf", _pdf, _load_pdf, closed=True),
        Writer("docx", WORD, _word, _importing("agenda.render.word")),
        Writer("html", "text/html", _html, _importing("agenda.render.page")),
        Writer("md", "text/markdown", _markdown, _importing("agenda.render.markdown")),
    )
})  # fmt: skip
USUAL = FORMATS["pdf"]
"""What is made where nothing else is asked for, and what goes with an e-mail."""


def do_with(draft: Draft, work: Callable[[], Made]) -> Made:
    """Return what a writer makes of a draft.

    Where a theme or a template of the user's is in it, the work is done within bounds, and Stop
    is raised where it fails: with the program's own that is a bug, and keeps its traceback.
    """
    if not draft.own:
        return work()
    try:
        return run_bounded(work)
    except Stop:
        raise
    except Exception as fault:
        why = ": ".join(filter(None, (type(fault).__name__, str(fault))))
        if isinstance(fault, Exceeded):
            why = f"it {fault}"
        rule = "theme-file" if draft.theme.own else "template"
        cure = "mend what you changed there, or take it out of --templates to use the bundled one"
        problem = error(rule, f"no document can be made with this: {why}", cure)
        raise Stop(problem, name=", ".join(draft.own)) from fault
