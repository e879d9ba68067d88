"""What a document is made with is imported when it is asked for.

Who needs the types alone does not wait for the model of the answers, nor `check` for either.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from importlib import import_module
from typing import Any


def late(package: str, names: Collection[str]) -> Callable[[str], Any]:
    """Return the `__getattr__` of a document: its types are in `types`, the rest in `compose`."""

    def found(name: str) -> Any:
        if name not in names:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        module = "types" if name[0].isupper() else "compose"
        return getattr(import_module(f"{package}.{module}"), name)

    return found
