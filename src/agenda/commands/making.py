"""The second half of the run: content, HTML, bytes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass

from agenda.commands.wish import Brief, Format, Origin, Wish
from agenda.language.locale import Paper
from agenda.language.reading import DEFAULT
from agenda.outputs.outcome import wrong
from agenda.render.theme import Theme
from agenda.resources import Resources
from agenda.source.problems import Problem, Report, Stop, warning


@dataclass(frozen=True, slots=True)
class Draft:
    """A document before it is given a format."""

    html: str
    theme: Theme
    paper: Paper
    wish: Wish


def laid_out(brief: Brief, wish: Wish, resources: Resources) -> Draft:
    """Return the document as HTML. Raises Stop when theme, language or template is at fault."""
    look = resources.theme(brief.theme)
    words = resources.locale(brief.language, brief.formality)
    page = resources.templates.document(
        wish.document, brief.content, words, look.classes, look.colours
    )
    return Draft(page, look, brief.paper or words.paper, wish)


def written(draft: Draft, format: Format) -> bytes:
    """Return the document in one format. Raises Stop where the writer cannot, or there is none."""
    if format not in _WRITERS:
        raise wrong(f"no document is written as '{format}'", f"choose of {', '.join(_WRITERS)}")
    return _WRITERS[format](draft)


def _pdf(draft: Draft) -> bytes:
    from agenda.render.pdf import pdf  # noqa: PLC0415 - half a second to import

    return pdf(draft.html, draft.theme, draft.paper, draft.wish.now, flat=draft.wish.flat)


def _word(draft: Draft) -> bytes:
    from agenda.render.word import word  # noqa: PLC0415

    wish = draft.wish
    return word(draft.html, draft.theme, draft.paper, wish.now, wish.reference, flat=wish.flat)


def _html(draft: Draft) -> bytes:
    from agenda.render.page import page  # noqa: PLC0415

    return page(draft.html, draft.theme)


def _markdown(draft: Draft) -> bytes:
    from agenda.render.markdown import markdown  # noqa: PLC0415

    return markdown(draft.html)


_WRITERS: dict[Format, Callable[[Draft], bytes]] = {
    "pdf": _pdf,
    "docx": _word,
    "html": _html,
    "md": _markdown,
}


def get_ready(formats: Iterable[Format], wish: Wish, resources: Resources) -> None:
    """Load writers, template and, at a guess, language before there is anything to write.

    What keeps one from working is told when it has something to do.
    """
    with suppress(Stop):
        resources.templates.get_ready(wish.document)
        resources.locale(wish.language or DEFAULT, None).day(wish.now)
        for format in formats:
            _IMPORTS[format]()


def _import_pdf() -> None:
    from agenda.render import pdf  # noqa: PLC0415

    pdf.get_ready()


def _import_word() -> None:
    import agenda.render.word  # noqa: F401, PLC0415


def _import_page() -> None:
    import agenda.render.page  # noqa: F401, PLC0415


def _import_markdown() -> None:
    import agenda.render.markdown  # noqa: F401, PLC0415


_IMPORTS: dict[Format, Callable[[], None]] = {
    "pdf": _import_pdf,
    "docx": _import_word,
    "html": _import_page,
    "md": _import_markdown,
}


def noticed(brief: Brief, look: Theme, *, pdf: bool) -> tuple[Report, ...]:
    """Report what each answers file gives notice of, for a PDF its missing glyphs as well."""
    found = (
        Report(origin.name, origin.text, (*origin.problems, *glyphs))
        for origin in brief.origins
        for glyphs in [tuple(_without_glyph(origin, look)) if pdf else ()]
    )
    return tuple(report for report in found if report.problems)


def _without_glyph(origin: Origin, look: Theme) -> Iterator[Problem]:
    """Warn of characters of a PDF that no font on this machine has, at the first place."""
    if not origin.unusual:
        return
    from agenda.render.faces import uncovered  # noqa: PLC0415 - only a PDF carries its faces

    missing = uncovered("".join(origin.unusual), look.faces["text"])
    if missing:
        path, span = min((origin.unusual[char] for char in missing), key=lambda place: place[1])
        shown = " ".join(f"{char} (U+{ord(char):04X})" for char in missing[:8])
        yield warning(
            "no-glyph",
            f"no font on this machine has {shown}",
            "install a font that has it (fonts-noto covers most scripts), or use docx",
            path,
            span,
        )
