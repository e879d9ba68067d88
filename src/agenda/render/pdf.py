"""Document HTML becomes a PDF: WeasyPrint, PDF/UA-1, the theme's print rules.

This module alone imports WeasyPrint, and only when a PDF is made.
"""

from __future__ import annotations

import atexit
import hashlib
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager, redirect_stdout
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache, partial
from io import StringIO
from pathlib import Path
from threading import Lock
from types import ModuleType
from typing import Any
from urllib.parse import urlsplit
from urllib.request import url2pathname

from agenda.language import bundled
from agenda.render import faces, filling, forms, libraries, nesting, structure
from agenda.render.print_rules import TIGHT, TO_READ, page_rules, stylesheet
from agenda.render.theme import Paper, Theme
from agenda.source.problems import Stop, error

WHOLE = dict.fromkeys(("li", "dd", "tr", "aside"), "break-inside: auto") | {"p": "display: block"}
"""What a theme keeps on one page, or beside a date, and how it may go on on the next."""
LONG = 1500
"""How many letters are let go on: they take a third of a page."""
SET_UP = (
    f"install them: {libraries.command()} (Debian, Ubuntu),"
    " or Pango and HarfBuzz with the packages of your system;"
    " docx, html and md work without; agenda doctor says more"
)


def pdf(html: str, theme: Theme, paper: Paper, now: datetime, *, flat: bool = False) -> bytes:
    """Return the document as PDF/UA-1; its fields can be filled in, but where it is `flat`.

    The same arguments give the same bytes: the dates come from `now`, the
    identifier from the content. Raises Stop with a problem `no-pango` when the
    system libraries of WeasyPrint are missing, with `template` where tags stand too deep.
    """
    with _press(theme, paper, flat=flat) as press:
        return press.pdf(html, now)


def page_count(html: str, theme: Theme, paper: Paper) -> int:
    """Return how many pages the document takes to read: rooms to write in are left out.

    Raises Stop as `pdf` does.
    """
    with _press(theme, paper) as press:
        return press.page_count(html)


_KEPT: dict[tuple[tuple[Path, ...], str, bool], Press] = {}
_IN_USE, _LOADING = Lock(), Lock()


@contextmanager
def _press(theme: Theme, paper: Paper, *, flat: bool = False) -> Iterator[Press]:
    """Lend a press, to one thread at a time, as Pango wants it.

    Those for the program's own looks are kept until the process ends; one for a look of the
    user's, whose files may change, serves once.
    """
    own = bundled.templates()
    kind = (theme.folders, stylesheet(theme, paper, flat=flat), flat)
    with _IN_USE:
        if any(own not in folder.parents for folder in theme.folders):
            with closing(Press(theme, paper, flat=flat)) as press:
                yield press
            return
        if kind not in _KEPT:
            _KEPT[kind] = Press(theme, paper, flat=flat)
            atexit.register(_KEPT[kind].close)
        yield _KEPT[kind]


class Press:
    """A theme's print rules, parsed once, for as many documents as are to be made."""

    def __init__(self, theme: Theme, paper: Paper, *, flat: bool = False) -> None:
        self._weasyprint = _weasyprint()
        self._fonts = self._weasyprint.text.fonts.FontConfiguration()
        self._fetcher = _fetcher(theme)
        self._theme = theme
        self._paper = paper
        self._flat = flat
        self._style = self._css(stylesheet(theme, paper, flat=flat))

    def pdf(self, html: str, now: datetime) -> bytes:
        """Return one document; see `pdf`."""
        source = self._parsed(html)
        document = self._roomy(html, source)
        filling.fill(document)
        fields = forms.read_fields(source.etree_element)
        stamp = now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        document.metadata.created = document.metadata.modified = stamp
        document.metadata.generator = "agenda"
        told = f"{stamp}{self._paper}{self._flat}{html}"
        made: bytes = document.write_pdf(
            finisher=partial(_finish, structure.follow(document), fields),
            pdf_variant="pdf/ua-1",
            pdf_forms=not self._flat,
            pdf_identifier=hashlib.sha256(told.encode()).digest()[:16],
        )
        return made

    def page_count(self, html: str) -> int:
        """Return how many pages one document takes; see `page_count`."""
        return len(self._laid_out(html, self._parsed(html), TO_READ).pages)

    def _parsed(self, html: str) -> Any:
        source = self._weasyprint.HTML(
            string=html, base_url=_base(self._theme), url_fetcher=self._fetcher
        )
        nesting.check(source.etree_element)  # its parser nests tags that nobody closes
        _let_break(source.etree_element)
        return source

    def _roomy(self, html: str, source: Any) -> Any:
        """Lay a document out, and once more where its last page would stay white."""
        first = self._laid_out(html, source)
        if not filling.is_white(first):
            return first
        if self._paper == "letter":
            tight = self._laid_out(html, source, TIGHT)
            if len(tight.pages) < len(first.pages):
                return tight
        for share in filling.SHARES:
            again = self._laid_out(html, source, filling.roomier(first, share))
            if len(again.pages) == len(first.pages):
                return again
        return first

    def _laid_out(self, html: str, source: Any, more: str = "") -> Any:
        return source.render(
            font_config=self._fonts,
            stylesheets=[self._style, self._css(page_rules(html) + more)],
            pdf_variant="pdf/ua-1",
            pdf_forms=not self._flat,
            presentational_hints=True,  # where a numbered list begins
        )

    def close(self) -> None:
        """Take away the folder into which WeasyPrint copied the faces.

        Cycles hold it, so it would stay where the process ends without looking for them.
        """
        self._fonts.__del__()

    def _css(self, rules: str) -> Any:
        return self._weasyprint.CSS(
            string=rules,
            font_config=self._fonts,
            url_fetcher=self._fetcher,
            base_url=_base(self._theme),
        )


@dataclass(frozen=True, slots=True)
class Engine:
    """What makes the PDFs: WeasyPrint, its Pango, and whether HarfBuzz makes subsets of faces."""

    weasyprint: str
    pango: tuple[int, int, int]
    subsets: bool


def engine() -> Engine:
    """Return what a PDF would be made with. Raises Stop as `pdf` does."""
    version = _weasyprint().__version__
    from weasyprint.text import ffi  # noqa: PLC0415

    number = ffi.pango.pango_version()  # 15012 is 1.50.12
    pango = (number // 10000, number // 100 % 100, number % 100)
    return Engine(version, pango, getattr(ffi, "harfbuzz_subset", None) is not None)


def get_ready() -> None:
    """Import WeasyPrint before there is anything to write."""
    _weasyprint()


def _weasyprint() -> ModuleType:
    try:
        with _LOADING:
            return _imported()
    except OSError as fault:
        lines = str(fault).strip().splitlines()
        raise Stop(
            error("no-pango", f"a PDF needs system libraries that are missing: {lines[0]}", SET_UP)
        ) from None


def _imported() -> ModuleType:
    if sys.platform.startswith("linux"):
        try:
            with libraries.no_search():
                return _import()
        except OSError:  # an unusual system, where only the search knows the names
            pass
    return _import()


@cache
def _import() -> ModuleType:
    with redirect_stdout(StringIO()):  # where it prints advice when a library is missing
        import weasyprint  # noqa: PLC0415
        import weasyprint.text.fonts  # noqa: PLC0415

    return weasyprint  # type: ignore[no-any-return]


def _let_break(root: Any) -> None:
    """Let what is long begin below its heading, and not on a page of its own."""
    for tag, freely in WHOLE.items():
        for element in root.iter(tag):
            if len("".join(element.itertext())) > LONG:
                element.set("style", freely)


def _base(theme: Theme) -> str:
    return theme.folders[0].resolve().as_uri() + "/"


def _fetcher(theme: Theme) -> Any:
    """Serve the theme's own files, the bundled faces, and data that is written in place."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse  # noqa: PLC0415

    home = theme.folders[0].resolve()
    paths = (*faces.files(theme.faces["text"]).values(), faces.field_file())
    bundled = {path.resolve() for path in paths}

    class OwnFiles(URLFetcher):  # type: ignore[misc]
        """Opens no other file, and no connection."""

        def fetch(self, url: str, headers: Any = None) -> Any:
            """Return what stands at the address, or refuse."""
            if url.startswith("data:"):
                return super().fetch(url, headers)
            path = Path(url2pathname(urlsplit(url).path))
            own = theme.find_file(str(path.relative_to(home))) if home in path.parents else None
            file = path if path.resolve() in bundled else own
            if not (url.startswith("file:///") and file):
                raise ValueError(f"{url} is not one of the theme's own files")
            return URLFetcherResponse(url, file.read_bytes())

    return OwnFiles(allowed_protocols=("file", "data"))


def _finish(elements: structure.Structure, fields: forms.Fields, _document: Any, pdf: Any) -> None:
    """Add what WeasyPrint leaves out; it calls this with both before it writes."""
    elements.write(pdf)
    forms.finish(pdf, fields)
