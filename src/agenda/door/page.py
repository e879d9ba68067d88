"""The page's own HTML, and the texts that its script says."""

from __future__ import annotations

from collections.abc import MutableMapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, Template

from agenda.language import bundled
from agenda.render.templating import find_template, make_environment

if TYPE_CHECKING:
    from agenda.language.locale import Locale

FILES = {"page.css": "text/css; charset=utf-8", "page.js": "text/javascript; charset=utf-8"}


class _Loader(FileSystemLoader):
    def load(
        self,
        environment: Environment,
        name: str,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002 - the name that Jinja has
    ) -> Template:
        """Return a template as the build has compiled it, if it has."""
        made = find_template(environment, bundled.templates(), name, globals or {})
        return made or super().load(environment, name, globals)


@cache
def _environment() -> Environment:
    return make_environment(_Loader(str(bundled.templates())))


def render(name: str, words: Locale, /, **given: object) -> str:
    """Return what the template `door/<name>.html.j2` makes: of the program's own alone."""
    template = _environment().get_template(f"door/{name}.html.j2")
    return template.render(given | {"say": words.say, "lang": words.tag, "dir": words.direction})


def own_file(name: str) -> bytes:
    """Return the page's style or script."""
    return Path(bundled.templates() / "door" / name).read_bytes()
