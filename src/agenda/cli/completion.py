"""What the tab key offers. Click's own scripts for bash, zsh and fish ask here.

What is looked up is loaded only when a shell asks for it.
"""

from __future__ import annotations

import os
import shlex
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from agenda.resources import Resources

Offer = Callable[[click.Context, click.Parameter, str], list[Any]]
"""What Click asks with the word as begun: it takes plain words, or its own items."""


def files(*suffixes: str) -> Offer:
    """Offer the files with one of the suffixes, and the folders; every file where none fits.

    The shell knows best how to look into a folder, and how to write a name with a blank in
    it: that is left to it.
    """

    def offer(_context: click.Context, _option: click.Parameter, begun: str) -> list[Any]:
        wanted, folders = _names(begun, suffixes)
        names = [*wanted, *folders]
        if wanted and all(shlex.quote(name) == name for name in names):
            return names
        return _left_to_the_shell(begun, "file")

    return offer


def _names(begun: str, suffixes: tuple[str, ...]) -> tuple[list[str], list[str]]:
    """Return the files with a suffix, and the folders, whose names go on as begun."""
    folder, name = os.path.split(begun)
    head = begun.removesuffix(name)
    try:
        with os.scandir(folder or ".") as found:
            near = sorted(
                (one for one in found if one.name.startswith(name)), key=lambda one: one.name
            )
    except OSError:
        return [], []
    seen = [one for one in near if name or not one.name.startswith(".")]
    wanted = [f"{head}{one.name}" for one in seen if one.name.endswith(suffixes)]
    return wanted, [f"{head}{one.name}/" for one in seen if one.is_dir()]


def folders(_context: click.Context, _option: click.Parameter, begun: str) -> list[Any]:
    """Offer the folders."""
    return _left_to_the_shell(begun, "dir")


def _left_to_the_shell(begun: str, kind: str) -> list[Any]:
    from click.shell_completion import CompletionItem

    return [CompletionItem(begun, type=kind)]


def rules(_context: click.Context, _option: click.Parameter, begun: str) -> list[str]:
    """Offer the rules of coaching."""
    from agenda.coaching.rules import NAMES

    return [name for name in NAMES if name.startswith(begun)]


def fields(_context: click.Context, _option: click.Parameter, begun: str) -> list[str]:
    """Offer the fields of an answers file; those below one once its dot is typed."""
    from agenda.answers.reference import every_field, reference

    paths = [field.path for field in every_field(reference())]
    level = begun.count(".") + 1
    names = dict.fromkeys(".".join(path) for path in paths if len(path) == level)
    return [name for name in names if name.startswith(begun)]


def themes(context: click.Context, _option: click.Parameter, begun: str) -> list[str]:
    """Offer the looks, those in the user's own --templates too."""
    return [name for name in _resources(context).themes if name.startswith(begun)]


def languages(context: click.Context, _option: click.Parameter, begun: str) -> list[str]:
    """Offer the languages that there are words for."""
    return [name for name in _resources(context).languages if name.startswith(begun)]


def _resources(context: click.Context) -> Resources:
    from agenda.resources import Resources

    return context.params.get("resources") or Resources()
