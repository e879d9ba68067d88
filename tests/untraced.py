"""Spare the libraries the tracing: coverage looks at agenda alone, and is called for every line.

A tracer that is written in C still gets each line of each library, so that what takes long there
takes twice as long. So pytest itself is traced nowhere, and neither is here the work of libraries
that calls nothing of agenda back; whatever agenda does for a test is measured as before. Without
coverage, or where it needs no tracer, nothing is changed.
"""

from __future__ import annotations

import functools
import importlib
import pkgutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

LONG = (
    ("fontTools.subset", "Subsetter.subset"),
    ("fontTools.ttLib", "TTFont.__init__"),
    ("fontTools.ttLib", "TTFont.save"),
    ("ruamel.yaml.parser", "Parser.check_event"),
    ("ruamel.yaml.parser", "Parser.get_event"),
    ("weasyprint.css", "get_all_computed_styles"),
    ("weasyprint.document", "generate_pdf"),
    ("weasyprint.document", "get_all_computed_styles"),
)
"""What takes long, by module and name."""
STEPWISE = (("weasyprint.document", "layout_document"),)
"""What takes long and is a generator."""


tracer: Any = None
"""What coverage watches with."""


def spare() -> None:
    """Let these run untraced, if there is a tracer, and let it see how agenda is imported."""
    global tracer
    if (tracer := sys.gettrace()) is None:
        return
    with tracing(wanted=False):
        for module, name in LONG:
            _replace(module, name, untraced)
        for module, name in STEPWISE:
            _replace(module, name, _in_one_go)
    import agenda

    for module in pkgutil.walk_packages(agenda.__path__, "agenda."):
        importlib.import_module(module.name)


@contextmanager
def tracing(*, wanted: bool) -> Iterator[None]:
    """Trace the block or do not, whatever holds around it; a debugger keeps its own."""
    if tracer is None:
        yield
        return
    before = sys.gettrace()
    sys.settrace(tracer if wanted else None)
    try:
        yield
    finally:
        sys.settrace(before)


def _replace(module: str, name: str, by: Callable[[Any], Any]) -> None:
    try:
        owner: Any = importlib.import_module(module)
    except OSError:  # WeasyPrint without Pango; the tests of PDFs say so
        return
    *outer, last = name.split(".")
    for part in outer:
        owner = getattr(owner, part)
    setattr(owner, last, by(getattr(owner, last)))


def _in_one_go(work: Callable[..., Any]) -> Callable[..., Any]:
    return untraced(lambda *told, **more: [*work(*told, **more)])


def untraced(work: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(work)
    def quick(*told: Any, **more: Any) -> Any:
        tracer = sys.gettrace()
        sys.settrace(None)
        try:
            return work(*told, **more)
        finally:
            sys.settrace(tracer)

    return quick
