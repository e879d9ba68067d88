"""Content becomes document HTML: one semantic page, no style, through a Jinja template."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Collection, Mapping, MutableMapping
from contextvars import ContextVar
from gettext import NullTranslations
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from jinja2 import (
    Environment,
    FileSystemLoader,
    Template,
    TemplateError,
    pass_context,
)
from jinja2.exceptions import TemplateNotFound
from jinja2.runtime import Context
from markupsafe import Markup, escape

from agenda.language.locale import Locale
from agenda.render import charts, isolating, richtext
from agenda.render.templating import find_template, make_environment
from agenda.source.pointer import pointer
from agenda.source.problems import Report, Stop, error

if TYPE_CHECKING:
    from agenda.answers.identity import Identity
    from agenda.render.own_templates import OwnTemplates

GREY: Mapping[str, str] = {"line": "#bbbbbb", "muted": "#555555", "accent": "#222222"}
"""The colours of a chart where no theme gives any."""
CAUGHT = (
    TemplateError,
    ArithmeticError,
    LookupError,
    TypeError,
    ValueError,
    AttributeError,
    RecursionError,
    MemoryError,
)
"""What a template can do wrong; anything else, or elsewhere, is a bug of ours."""
Made = TypeVar("Made")
DOCUMENT = "documents/{}.html.j2"
SPOKEN: ContextVar[NullTranslations] = ContextVar("SPOKEN")
"""The catalogue of the page that is being made: each thread and each page has its own."""


class Sheet(NamedTuple):
    """What templates have made: HTML, and the same as plain text where it is a letter.

    `reports` are warnings on a user's own templates, and `own` the names of their files.
    """

    html: str
    text: str = ""
    reports: tuple[Report, ...] = ()
    own: tuple[str, ...] = ()


class Templates:
    """The templates of some folders, each loaded once for as many documents as are made.

    The folders are searched in their order, file by file; all but the last, which
    is the package's own, are checked against the vocabulary.
    """

    def __init__(self, folders: tuple[Path, ...]) -> None:
        self._loader = _CheckedLoader(folders)
        self._environment = _environment(self._loader)

    def get_ready(self, name: str) -> None:
        """Load a document's template before there is anything to say.

        A user's own waits: it is checked against the classes of a theme.
        """
        if self._loader.own is None:
            self._environment.get_template(DOCUMENT.format(name))

    def document(
        self,
        name: str,
        content: object,
        locale: Locale,
        classes: Collection[str] = (),
        colours: Mapping[str, str] = GREY,
        find_in_theme: Callable[[str], Path | None] = lambda _: None,
    ) -> Sheet:
        """Return the HTML that the template `documents/<name>.html.j2` makes of the content.

        `classes` are those that the template may use, `colours` those of its charts, and
        `find_in_theme` finds pictures: a theme has all three. Raises Stop with the template's
        name and text when it is broken, and where what a user's own has made leaves the vocabulary.
        """
        if self._loader.own:
            self._loader.own.classes = classes
        said = {name: content, "colours": colours}
        sheet = self._made(DOCUMENT.format(name), said, locale, find_in_theme)
        page = isolating.as_tags(sheet.html, locale.direction)
        page = marked(page, getattr(content, "marking", ""))
        return sheet._replace(html=identified(page, getattr(content, "identity", None)))

    def message(self, content: object, locale: Locale) -> Sheet:
        """Return a letter as plain text and as HTML, from `messages/message.*.j2`.

        Raises Stop as `document` does.
        """
        said = {"message": content}
        text, _ = self._run(lambda: self._rendered("messages/message.txt.j2", said, locale))
        sheet = self._made("messages/message.html.j2", said, locale, lambda _: None)
        page = isolating.as_tags(sheet.html, locale.direction)
        return sheet._replace(html=page, text=f"{isolating.in_lines(text).rstrip()}\n")

    def _made(
        self,
        name: str,
        said: dict[str, object],
        locale: Locale,
        find_in_theme: Callable[[str], Path | None],
    ) -> Sheet:
        """Return what a template makes, which is looked at where any of it is a user's own."""

        def made() -> Sheet:
            page, file = self._rendered(name, said, locale)
            own = self._loader.own
            if own is None or not own.files:
                return Sheet(page)
            page, reports = own.finish(page, file, find_in_theme)
            return Sheet(page, "", reports, tuple(own.files))

        return self._run(made)

    def _run(self, job: Callable[[], Made]) -> Made:
        """Do what ends in time where no template is the user's own, and within bounds elsewhere."""
        return self._loader.own.run(job) if self._loader.own else job()

    def _rendered(self, name: str, said: dict[str, object], locale: Locale) -> tuple[str, str]:
        """Return what a template makes, and where that template is."""
        speaking = SPOKEN.set(locale.catalogue)
        try:
            template = self._environment.get_template(name)
            page = template.render(said | {"lang": locale.tag, "dir": locale.direction})
        except CAUGHT as fault:
            from agenda.render.template_faults import place  # noqa: PLC0415 - few are at fault

            raise place(fault, self._loader.is_users) from fault
        finally:
            SPOKEN.reset(speaking)
        return page, template.filename or ""


def marked(page: str, marking: str) -> str:
    """Say in the head of a private page that it is one, whatever its template says.

    The writers put the text of `<meta name="marking">` on every page; a title
    reaches the window and the metadata.
    """
    if not marking:
        return page
    said = escape(marking)
    page = re.sub(r'<meta name="marking"[^>]*>\n?', "", page)
    if f"<title>{said}" not in page:
        page = page.replace("<title>", f"<title>{said} · ", 1)
    return page.replace("<head>", f'<head>\n<meta name="marking" content="{said}">', 1)


def identified(page: str, identity: Identity | None) -> str:
    """Write into the head of a page what a copy of it is recognised by when it returns.

    The writers carry the text of `<meta name="identity">` in the file's properties.
    """
    if identity is None:
        return page
    said = escape(json.dumps(identity.told(), ensure_ascii=False, separators=(",", ":")))
    return page.replace("<head>", f'<head>\n<meta name="identity" content="{said}">', 1)


def _environment(loader: FileSystemLoader) -> Environment:
    environment = make_environment(
        loader,
        finalize=isolating.isolate_value,
        markdown=isolating.within(richtext.markdown),
        lines=isolating.within(richtext.lines),
        breaks=isolating.within(richtext.breaks),
        difference=isolating.within(_difference),
        chart=_chart,
        dots=_dots,
        join=isolating.join,
    )
    environment.globals |= {"field": lambda base, *steps: pointer(*base, *steps)}
    install: Callable[..., None] = environment.install_gettext_callables  # type: ignore[attr-defined]
    install(
        lambda message: SPOKEN.get().gettext(message),
        lambda *given: SPOKEN.get().ngettext(*given),
        newstyle=True,
    )
    known: dict[str, Any] = environment.globals
    known |= {name: isolating.saying(known[name]) for name in ("gettext", "ngettext")}
    return environment


def _difference(before: str, after: str, isolated: richtext.Isolate) -> Markup:
    from agenda.render.difference import difference  # noqa: PLC0415 - progress alone has any

    return difference(before, after, isolated)


@pass_context
def _chart(context: Context, line: charts.Line) -> Markup:
    """Draw a line of levels in the theme's colours, in the direction of the page."""
    return charts.chart(line, context["colours"], mirrored=context["dir"] == "rtl")


@pass_context
def _dots(context: Context, level: charts.Level, said: str) -> Markup:
    """Draw a level, which is `said` in figures, in the theme's colours and the page's direction."""
    return charts.dots(level, said, context["colours"], mirrored=context["dir"] == "rtl")


class _CheckedLoader(FileSystemLoader):
    """Loads from the user's folder before the package's, and checks what is the user's."""

    def __init__(self, folders: tuple[Path, ...]) -> None:
        super().__init__([str(folder) for folder in folders])
        self.bundled = folders[-1].resolve()
        self.own: OwnTemplates | None = None
        if len(folders) > 1:
            from agenda.render.own_templates import OwnTemplates  # noqa: PLC0415 - few have any

            self.own = OwnTemplates(folders[0])

    def load(
        self,
        environment: Environment,
        name: str,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002 - the name that Jinja has
    ) -> Template:
        """Return a template: as the build has compiled it, unless the user has one of that name."""
        users = (os.path.join(folder, name) for folder in self.searchpath[:-1])  # noqa: PTH118
        # Not Path.exists, which raises for a name that is too long or a folder that is closed.
        if not any(map(os.path.exists, users)):
            made = find_template(environment, self.bundled, name, globals or {})
            if made:
                return made
        return super().load(environment, name, globals)

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        """Return the template's text; raises Stop where it leaves the vocabulary."""
        try:
            text, file, fresh = super().get_source(environment, template)
        except TemplateNotFound:
            raise
        except (OSError, UnicodeDecodeError) as fault:
            raise self._unreadable(template, fault) from None
        if self.own and self.is_users(file):
            text = self.own.read(environment, text, file)
        return text, file, fresh

    def is_users(self, file: str) -> bool:
        """Whether a template is none of the package's own."""
        return self.bundled not in Path(file).resolve().parents

    def _unreadable(self, template: str, fault: Exception) -> Stop:
        files = (Path(folder, template) for folder in self.searchpath)
        name = next(str(file) for file in files if file.is_file())
        why = getattr(fault, "strerror", None) or "it is not UTF-8"
        cure = "save it again as UTF-8" if isinstance(fault, UnicodeDecodeError) else "mend that"
        return Stop(error("template", f"this template cannot be read: {why}", cure), name=name)
