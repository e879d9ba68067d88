"""What a run loads before it has anything to write, while its answers are read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import partial

from agenda.formats import FORMATS
from agenda.language.reading import DEFAULT
from agenda.names import Format
from agenda.resources import Resources
from agenda.source.problems import Stop
from agenda.wish import THEME, Wish


def get_ready(formats: Iterable[Format], wish: Wish, resources: Resources) -> None:
    """Load writers, template and, at a guess, language before there is anything to write.

    What keeps one from working is told when it has something to do.
    """
    with suppress(Stop):
        resources.templates.get_ready(wish.document)
        resources.locale(wish.language or DEFAULT, None).day(wish.now)
        for name in formats:
            FORMATS[name].load()


def get_readier(wish: Wish, resources: Resources) -> Iterator[Callable[[], object]]:
    """Yield what else can be loaded while one has to wait: many documents need it, and not all."""
    from agenda.render import richtext  # noqa: PLC0415 - `agenda --help` renders nothing

    yield richtext.get_ready
    yield partial(_try_theme, wish.theme or THEME, resources)


def _try_theme(name: str, resources: Resources) -> None:
    with suppress(Stop):  # told when the document is laid out
        resources.theme(name)
