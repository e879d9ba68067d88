"""What can be written in an answers file, told by its models: for the reference and the schema.

A field's docstring is its meaning. Where it has a second paragraph, that is an example: the
value as it would stand in a file.
"""

from __future__ import annotations

import ast
import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Annotated, Any, Literal, get_args, get_origin, get_type_hints

from agenda.answers.audience import SEEN, Audience, is_private
from agenda.answers.part import Bare, Item, Part
from agenda.answers.root import Answers
from agenda.answers.shape import Model, is_list, model_in
from agenda.answers.texts import (
    Address,
    Day,
    Ident,
    Level,
    Line,
    Markdown,
    PrivateTexts,
    Prose,
    Start,
    Zone,
)
from agenda.source.nodes import Plain
from agenda.source.problems import Steps

Form = Literal[
    "map", "line", "text", "markdown", "date", "start", "number", "choice", "level", "zone",
    "address", "id", "private",
]  # fmt: skip
"""What a value is: a map of fields, a text of one line, a text with lines of its own, a text that
may use marks, a date, a date with a time, a whole number, one of some words, a level of the scale,
a time zone, an e-mail address, an id; and a private text or several with names."""
FORMS: dict[Any, Form] = {
    Line: "line",
    Prose: "text",
    Markdown: "markdown",
    Day: "date",
    Start: "start",
    Level: "level",
    Zone: "zone",
    Address: "address",
    Ident: "id",
    PrivateTexts: "private",
    int: "number",
}
PROSE: frozenset[Form] = frozenset({"line", "text", "markdown", "private"})
NAMES = frozenset(
    {("language",), ("theme",), ("achievements", "link"),
     ("since_last_time", "owner"), ("record", "actions", "owner")}
)  # fmt: skip
"""Texts that are no prose."""
LAST = (*Item.model_fields, *Part.model_fields)
"""What many maps have in common is told behind what is a map's own."""


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that can be written, at its path: keys without positions in lists."""

    path: tuple[str, ...]
    meaning: str
    example: str
    form: Form
    many: bool
    """Whether a list is wanted, each entry of this form."""
    required: bool
    default: str
    """What holds where nothing is written; '' where that is nothing."""
    choices: tuple[str, ...]
    short: str
    """The field of a map for which a text may stand instead of the map; '' where none may."""
    fields: tuple[Field, ...]
    """What a map holds, in the order of the file."""

    @property
    def key(self) -> str:
        """The last step of the path; '' for the file as a whole."""
        return self.path[-1] if self.path else ""

    @property
    def translated(self) -> bool:
        """Whether its example is prose, which each language has its own of."""
        return bool(self.example) and self.form in PROSE and self.path not in NAMES

    @property
    def readers(self) -> tuple[Audience, ...]:
        """Who sees what is written here, besides whoever wrote it."""
        if is_private(self.path):
            return ()
        beside = (reader for reader, fields in SEEN.items() if _leads(self.path, fields))
        return (Audience.MANAGER, *beside)


@cache
def reference() -> Field:
    """Return the file as a whole, with everything below it."""
    return _field((), Answers, _docs(Answers), None)


def at(path: Steps) -> Field | None:
    """Return the field at a path, with or without positions in lists; None where there is none."""
    found: Field | None = reference()
    for key in (step for step in path if isinstance(step, str)):
        found = next((one for one in found.fields if one.key == key), None) if found else None
    return found


def every_field(field: Field) -> Iterator[Field]:
    """Yield all that is below a field, in the order of the file."""
    for below in field.fields:
        yield below
        yield from every_field(below)


def field_docs(model: Model) -> dict[str, tuple[str, str]]:
    """Return meaning and example of each key of a map, its own and those that it inherits."""
    docs: dict[str, tuple[str, str]] = {}
    for base in reversed(model.__mro__):
        if issubclass(base, Bare):
            docs |= _docs_of(base)
    return {(field.alias or name): docs[name] for name, field in model.model_fields.items()}


@cache
def _docs_of(model: Model) -> dict[str, tuple[str, str]]:
    tree = ast.parse(inspect.getsource(model)).body[0]
    body = tree.body if isinstance(tree, ast.ClassDef) else []
    return {
        ast.unparse(field.target): _parts(ast.literal_eval(text.value))
        for field, text in pairwise(body)
        if isinstance(field, ast.AnnAssign) and isinstance(text, ast.Expr)
    }


def _docs(model: Model) -> tuple[str, str]:
    return _parts(inspect.cleandoc(model.__doc__ or ""))


def _parts(docstring: str) -> tuple[str, str]:
    meaning, _, example = inspect.cleandoc(docstring).partition("\n\n")
    return " ".join(meaning.split()), example


def _field(path: tuple[str, ...], annotation: Any, docs: tuple[str, str], info: Any) -> Field:
    model = model_in(annotation)
    default = info.default if info is not None else None
    return Field(
        path=path,
        meaning=docs[0],
        example=docs[1],
        form="map" if model else _form(annotation),
        many=is_list(_plain(annotation)),
        required=info is not None and info.is_required(),
        default=str(default) if isinstance(default, (str, int)) else "",
        choices=tuple(map(str, _choices(annotation))),
        short=model.short if model else "",
        fields=tuple(_below(path, model)) if model else (),
    )


def _below(path: tuple[str, ...], model: Model) -> Iterator[Field]:
    docs, hints = field_docs(model), get_type_hints(model, include_extras=True)
    names = sorted(model.model_fields, key=lambda name: name in LAST)
    for name in names:
        info = model.model_fields[name]
        key = info.alias or name
        yield _field((*path, key), hints[name], docs[key], info)


def _plain(annotation: Any) -> Any:
    """Return the list type out of what bounds its length."""
    return get_args(annotation)[0] if get_origin(annotation) is Annotated else annotation


def _form(annotation: Any) -> Form:
    """Return the form of a value, of an entry where a list of them is wanted."""
    if annotation in FORMS:
        return FORMS[annotation]
    if get_origin(annotation) is Literal:
        return "choice"
    inner = (_form(part) for part in get_args(annotation) if part not in (type(None), Ellipsis))
    return next(inner, "private")


def _choices(annotation: Any) -> tuple[Any, ...]:
    if get_origin(annotation) is Literal:
        return get_args(annotation)
    return next(filter(None, map(_choices, get_args(annotation))), ())


def _leads(path: tuple[str, ...], fields: tuple[tuple[str, ...], ...]) -> bool:
    """Whether one of the fields is at the path, below it, or above it."""
    return any(field[: len(path)] == path[: len(field)] for field in fields)


SELDOM = frozenset({"id", "private", "was", "outcome", "reason", "carried"})
"""Keys that the example of a map does without."""


def sample(field: Field, say: Callable[[str], str] = str) -> Plain:
    """Return an example of a field, as it would stand in a file; `say` translates texts."""
    if field.form == "map":
        below = {one.key: sample(one, say) for one in field.fields if one.key not in SELDOM}
        return [below] if field.many else below
    text = say(field.example) if field.translated else field.example
    return list(text.split("\n")) if field.many else text


def texts_of(field: Field) -> Iterator[str]:
    """Yield what is to be translated of a field and all below it."""
    for one in (field, *every_field(field)):
        yield from (one.meaning, one.example) if one.translated else (one.meaning,)
