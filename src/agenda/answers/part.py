"""What every map of an answers file has in common: short forms, blanks, private, ids."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any, ClassVar, TypeVar

from pydantic import BaseModel, ConfigDict, Field, GetJsonSchemaHandler, model_validator
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema
from pydantic_core.core_schema import ValidationInfo

from agenda.answers.texts import Ident, PrivateTexts, day, fault
from agenda.language.reading import Reading
from agenda.source.folding import composed

Kind = TypeVar("Kind", bound="Item")
STUCK_KEY = re.compile(r"([a-z_]+):(?! )")
BLANKS: tuple[Any, ...] = ("", [], {})


class Bare(BaseModel):
    """A map of the answers file. A text may stand for it where `short` names a field."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)
    short: ClassVar[str] = ""
    beside: ClassVar[tuple[str, ...]] = ()
    """What a text behind the name in an entry like 'craft: a moment' is: one word, more words."""
    dated: ClassVar[str] = ""

    @model_validator(mode="before")
    @classmethod
    def _spelled_out(cls, data: Any, info: ValidationInfo) -> Any:
        """Write the short form out, and take what was left blank for what was not written."""
        fields = {field.alias or name for name, field in cls.model_fields.items()}
        if isinstance(data, str) and cls.short:
            stuck = STUCK_KEY.match(data)
            if stuck and stuck[1] in fields:
                raise fault("yaml", "a space is missing behind the colon", f"write {stuck[1]}: …",
                            found=stuck[0])  # fmt: skip
            return cls._from_text(data, info.context or Reading())
        if not isinstance(data, dict):
            return data
        blank = {key for key in fields & data.keys() if data[key] in BLANKS}
        return {key: value for key, value in data.items() if key not in blank}

    @classmethod
    def _from_text(cls, text: str, reading: Reading) -> dict[str, Any]:
        match = reading.until(text) if cls.dated else None
        if match is None:
            return {cls.short: text}
        what, by = match
        return {cls.short: what, cls.dated: day(by)}

    @classmethod
    def __get_pydantic_json_schema__(
        cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Offer the short form too."""
        schema = handler.resolve_ref_schema(handler(core_schema))
        if cls.short:
            written_out = dict(schema)
            schema.clear()
            schema["anyOf"] = [{"type": "string"}, written_out]
        return schema


class Part(Bare):
    """A map that may hold private texts beside its fields."""

    private: PrivateTexts = Field(default={}, validate_default=False)
    """What only you see: a text, or several with names of your own.

    I am nervous about this one. Ask for it early, before the hour is over.
    """


class Item(Part):
    """An entry of a list, found again by its id when the list changes."""

    id: Ident | None = None
    """A short name that stays when the text changes. You need none: one is made from the text.

    spring-sale
    """

    @property
    def text(self) -> str:
        """What the entry is called: the text of its short form."""
        return str(getattr(self, self.short))

    @property
    def own_id(self) -> str:
        """The id as written, or the one made from the text."""
        return self.id or made_id(self.text)


def made_id(text: str) -> str:
    """Return an ASCII slug of at most 16 characters and four hex digits of a digest."""
    import hashlib  # noqa: PLC0415 - 3 ms, and few runs need an id

    folded = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", folded).strip("-")[:16].strip("-")
    digest = hashlib.sha256(composed(text).encode()).hexdigest()[:4]
    return f"{slug}-{digest}" if slug else f"x-{digest}"


def with_ids(items: Iterable[Kind], others: Iterable[str] = ()) -> Iterator[tuple[str, Kind]]:
    """Yield each item with an id of its own: a text that stands twice gets -2 the second time.

    `others` are ids that were written elsewhere, and that no text may be given.
    """
    listed = list(items)
    written: set[str | None] = {*others, *(item.id for item in listed)}
    taken: set[str] = set()
    times: dict[str, int] = {}
    for item in listed:
        own = name = item.own_id
        while name in taken or (name in written and name != item.id):
            times[own] = times.get(own, 1) + 1
            name = f"{own}-{times[own]}"
        taken.add(name)
        yield name, item
