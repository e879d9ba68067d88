"""The kinds of text that a field can hold, and how each is read.

Every check raises a `PydanticCustomError` whose type is the rule's name, and
whose context may hold `help` (the cure) and `found` (the faulty part of the text).
"""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Annotated, Any

from pydantic import BeforeValidator, PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError, PydanticKnownError

from agenda.answers.mailbox import is_address

LONGEST = 10_000
ZONE = re.compile(r"[A-Za-z0-9_+-]{1,40}(/[A-Za-z0-9_+-]{1,40}){0,3}")
MARKS = re.compile("[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u1ab0-\u1aff"
                   "\u1dc0-\u1dff\u20d0-\u20f0]{20,}")  # fmt: skip
WHITE_SPACE = re.compile(r"[ \t\r\n]+")  # a no-break space is meant
DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
LIKE_A_DATE = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")
START = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[ T]+(\d{1,2}:\d{2})(?::00)?)?", re.ASCII)


def fault(rule: str, message: str, help: str = "", found: str = "") -> PydanticCustomError:
    """Return the error for a value: its rule, the fault, the cure, and the part at fault."""
    context = {"said": message, "help": help, "found": found}
    return PydanticCustomError(rule, "{said}", context)


def one_line(text: str) -> str:
    """Return the text with its line breaks and runs of spaces as one space each."""
    return WHITE_SPACE.sub(" ", text).strip()


def _one_line(value: Any) -> Any:
    return _bounded(one_line(value)) if isinstance(value, str) else value


def _trimmed(value: Any) -> Any:
    return _bounded(re.sub(r"\r\n?", "\n", value).strip()) if isinstance(value, str) else value


def _bounded(text: str) -> str:
    """Refuse a text that no page can hold: laying it out would occupy the machine."""
    if len(text) > LONGEST:
        raise fault(
            "too-large",
            f"this text has {len(text)} characters",
            f"write at most {LONGEST}; that is two pages",
        )
    if MARKS.search(text):
        raise fault(
            "control-character",
            "more accents stand on one letter than can be drawn",
            "delete them; they often come from copying out of another program",
        )
    return text


def day(text: str) -> date:
    """Read a date in ISO form; raises a `date` fault that repeats what was written."""
    try:
        if DATE.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    cure = "there is no such day in the calendar"
    if not LIKE_A_DATE.fullmatch(text):
        from agenda.language.moments import meant_day  # noqa: PLC0415 - only a slip costs it

        cure = meant_day(text) or "write it as year-month-day, for example 2027-01-13"
    raise fault("date", f"'{text}' is not a date", cure, text)


def _day(value: Any) -> Any:
    return day(value.strip()) if isinstance(value, str) else value


def _start(value: Any) -> date:
    """Read when a meeting begins: a datetime, or a date while the hour is open."""
    if isinstance(value, date):
        return value
    if not isinstance(value, str):
        raise PydanticKnownError("date_type")
    text = value.strip()
    match = START.fullmatch(text)
    if not match:
        from agenda.language.moments import meant_start  # noqa: PLC0415 - only a slip costs it

        raise fault(
            "date",
            f"'{text}' is not a date with a time",
            meant_start(text)
            or "write it as 2026-12-03 14:00, and the zone as timezone: Europe/Berlin",
            text,
        )
    on = day(match[1])
    if not match[2]:
        return on
    hour, minute = (int(part) for part in match[2].split(":"))
    try:
        return datetime(on.year, on.month, on.day, hour, minute)
    except ValueError:
        raise fault(
            "date", f"'{match[2]}' is not a time of day", "write it from 00:00 to 23:59", match[2]
        ) from None


def _zone(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    from zoneinfo import ZoneInfo  # noqa: PLC0415 - few files name a zone

    try:
        if not ZONE.fullmatch(value.strip()):
            raise LookupError(value)
        return ZoneInfo(value.strip()).key
    except (ValueError, OSError, LookupError):
        from agenda.language.zones import zone_cure  # noqa: PLC0415 - and few name none

        raise fault("timezone", f"'{value}' is not a time zone", zone_cure(value)) from None


def _address(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    if not is_address(value.strip()):
        raise fault("email", f"'{value}' is not an e-mail address", "write it as name@example.org")
    return value.strip()


def _ident(value: Any) -> Any:
    if isinstance(value, str) and not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_-]{0,31}", value):
        raise fault(
            "id",
            f"'{value}' cannot be an id",
            "use up to 32 letters a-z, digits, - and _, for example a1",
        )
    return value


def private_texts(value: Any) -> Any:
    """A text stands for a map of texts with one that has no name."""
    return {"": value} if isinstance(value, str) else value


Line = Annotated[str, BeforeValidator(_one_line)]
"""A text of one line; line breaks in the file count as spaces."""

Prose = Annotated[str, BeforeValidator(_trimmed)]
"""Plain text that keeps its lines."""

Markdown = Annotated[
    str,
    BeforeValidator(_trimmed),
    WithJsonSchema({"type": "string", "contentMediaType": "text/markdown"}),
]
"""Text that may use paragraphs, lists, emphasis and links."""

Day = Annotated[date, BeforeValidator(_day), WithJsonSchema({"type": "string", "format": "date"})]
Start = Annotated[
    date,
    PlainValidator(_start),
    WithJsonSchema({"type": "string", "examples": ["2026-12-03 14:00"]}),
]
Zone = Annotated[
    str, BeforeValidator(_zone), WithJsonSchema({"type": "string", "examples": ["Europe/Berlin"]})
]
Address = Annotated[
    str, BeforeValidator(_address), WithJsonSchema({"type": "string", "format": "email"})
]
Ident = Annotated[str, BeforeValidator(_ident)]
Level = Annotated[
    str,
    BeforeValidator(_one_line),
    WithJsonSchema({"anyOf": [{"type": "integer", "minimum": 1}, {"type": "string"}]}),
]
"""A number or a name of the scale, as written; `scale.rank` says which step it is."""

TEXT_OR_TEXTS = {
    "anyOf": [
        {"type": "string"},
        {"type": "object", "additionalProperties": {"type": "string"}},
    ]
}
PrivateTexts = Annotated[
    dict[str, Prose], BeforeValidator(private_texts), WithJsonSchema(TEXT_OR_TEXTS)
]
"""A text (under the name ''), or a map of texts; nobody but the writer sees it."""
