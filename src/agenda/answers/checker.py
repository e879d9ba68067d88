"""What checks answers against their types, and how the build makes it ready.

Pydantic works out a schema of what the models want, which takes 25 ms at every start. The build
keeps that schema, and to read it takes less than one. Where anything that it was made of is
another one, it is worked out as ever.
"""

from __future__ import annotations

import pickle
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from pydantic import VERSION
from pydantic_core import SchemaValidator

from agenda.answers.root import Answers
from agenda.language import bundled

READY = "compiled/answers.pickle"
"""Where the build keeps the schema, below the templates that come with the program."""
MODULES = (
    "afterwards", "before", "checker", "goals", "part", "people", "record", "root", "skills",
    "texts",
)  # fmt: skip
"""Where the models are, what checks their fields, and this one."""
NEEDLESS = ("metadata", "serialization")
"""Parts of a schema that say how to describe and to write answers, and not how to check them."""


@cache
def load_checker() -> SchemaValidator:
    """Return what makes answers of a plain tree, and raises pydantic's ValidationError."""
    try:
        made_of, _, schema = (bundled.templates() / READY).read_bytes().partition(b"\n")
    except OSError:
        made_of = schema = b""
    if made_of == _made_of():
        # To read a pickle is to run it: so it is the package's own, and never a user's.
        return SchemaValidator(pickle.loads(schema))  # noqa: S301
    return SchemaValidator(_schema())


def keep_schema() -> bytes:
    """Return what the build keeps: first a line that says what it was made of."""
    return _made_of() + b"\n" + pickle.dumps(_checking(_schema()), protocol=5)


def _schema() -> Any:
    Answers.model_rebuild()
    return Answers.__pydantic_core_schema__


def _checking(part: Any) -> Any:
    """Return a part of a schema without what checks nothing, and without numbers of this run.

    Pydantic adds to the names of models where they stand in memory. A key of the answers may be
    called as a part of a schema is; what has a type is no table of keys.
    """
    if isinstance(part, dict):
        left_out = NEEDLESS if isinstance(part.get("type"), str) else ()
        kept = {key: _checking(value) for key, value in part.items() if key not in left_out}
        named = {key: kept[key].rpartition(":")[0] for key in ("ref", "schema_ref") if key in kept}
        return {**kept, **named} if left_out else kept
    if isinstance(part, list | tuple):
        return type(part)(map(_checking, part))
    return part


def _made_of() -> bytes:
    """Return what a schema depends on; Python's version is no part of it."""
    folder = Path(__file__).parent
    texts = b"".join((folder / f"{name}.py").read_bytes() for name in MODULES)
    return f"Made with pydantic {VERSION} of {sha256(texts).hexdigest()}".encode()
