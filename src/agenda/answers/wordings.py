"""What is said of each fault that pydantic finds: keyed on its type, never on its English."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from pydantic_core import ErrorDetails

from agenda.answers.audience import is_private
from agenda.answers.meant import meant_key
from agenda.answers.shape import Model, fields, keys_at, model_in, wanted_at
from agenda.source.problems import did_you_mean, shorten

Wording = tuple[str, str, str]


def as_raised(detail: ErrorDetails) -> Wording:
    """Our own faults bring their words along; what pydantic may add later keeps its own."""
    context = detail.get("ctx", {})
    return detail["type"], str(context.get("said", detail["msg"])), str(context.get("help", ""))


def lacks(key: str) -> str:
    """Say that a field is missing."""
    return f"'{key}' is missing"


def _missing(detail: ErrorDetails) -> Wording:
    key = detail["loc"][-1]
    cure = "write version: 1" if key == "version" else f"write {key}: and what it should say"
    return "missing", lacks(str(key)), cure


def _unknown_key(detail: ErrorDetails) -> Wording:
    key = str(detail["loc"][-1])
    if key == "<<":
        return "yaml", "lines of another place cannot be merged in with <<", "write them out here"
    return "unknown-key", f"there is no key '{key}' here", meant_key(key, detail["loc"][:-1])


def _choice(detail: ErrorDetails) -> Wording:
    expected = str(detail["ctx"]["expected"])
    choices = [part.strip("' ") for part in expected.replace(" or ", ", ").split(",")]
    cure = did_you_mean(str(detail["input"]), choices)
    listed = f"choose one of: {', '.join(choices)}"
    return "choice", f"{_shown(detail)} is not one of the choices", f"{cure} {listed}".strip()


def _type(wanted: str, cure: str) -> Callable[[ErrorDetails], Wording]:
    def wording(detail: ErrorDetails) -> Wording:
        return "type", f"{_shown(detail)} stands where {wanted} is wanted", cure

    return wording


def _range(detail: ErrorDetails) -> Wording:
    limits = detail["ctx"]
    bound = f"at least {limits['ge']}" if "ge" in limits else f"at most {limits.get('le')}"
    return "range", f"{_shown(detail)} is out of range", f"write {bound}"


def _too_many(detail: ErrorDetails) -> Wording:
    limits = detail["ctx"]
    fault = f"{limits['actual_length']} stand here, and {limits['max_length']} are the most"
    return "too-many", fault, "keep those that matter most"


def _not_a_text(detail: ErrorDetails) -> Wording:
    cure = "write one text; put it in quotes if it begins with [ or {"
    if isinstance(detail["input"], list):
        cure = "write one text, or | and its lines below; put it in quotes if it begins with ["
    elif isinstance(detail["input"], dict):
        cure += ", or holds a colon with a space behind it"
    return "type", f"{_shown(detail)} stands where a text is wanted", cure


def _not_a_list(detail: ErrorDetails) -> Wording:
    given, private = detail["input"], is_private(detail["loc"])
    cure = "write one line for each, beginning with - "
    if isinstance(given, dict) and not private:
        cure = _items(given, model_in(wanted_at(detail["loc"])))
    elif not private and isinstance(given, str):
        cure = _listed(given) or cure
    return "type", f"{_shown(detail)} stands where a list is wanted", cure


def _items(given: dict[str, Any], model: Model | None) -> str:
    """Return how the names of a map are written as a list: as one item, or as one each."""
    if model and fields(model).keys() & given:
        first, *more = (f"{key}: {_part(value)}" for key, value in given.items())
        lines = [f"- {first}", *(f"  {line}" for line in more)]
        return "\n".join(["begin the first line with - , also where it is the only one:", *lines])
    short = f"{model.short}: " if model and model.short else ""
    called = bool(model) and short == "name: "  # what is no name is the text itself
    texts = [_part(key if called else value) for key, value in given.items()]
    lines = [f"- {short}{text}" for text in texts[:MOST_LINES]]
    return "\n".join(["write one line for each, beginning with -:", *lines])


def _part(value: object) -> str:
    text = " ".join(value.split()) if isinstance(value, str) else ""
    return text if 0 < len(text) <= LONGEST_PART else "…"


def _listed(given: str) -> str:
    """Return how a text is written as a list: in brackets if its parts are short, else as one."""
    parts = [part.strip() for part in given.split(",")]
    if not all(map(SIMPLE.fullmatch, parts)):
        return ""
    if len(parts) > 1 and max(len(part.split()) for part in parts) > MOST_WORDS:
        return f"write it below, on a line that begins with -:\n- {' '.join(given.split())}"
    return f"write it as [{', '.join(parts)}], or one line for each, beginning with - "


def _not_a_map(detail: ErrorDetails) -> Wording:
    cure, keys = "write a name with a colon and a text behind it", keys_at(detail["loc"])
    if keys:
        known = sorted(keys - {"private"})
        cure = "write one line for each that you need, a name with a colon, of these: "
        cure += ", ".join(known)
    return "type", f"{_shown(detail)} stands where names with colons are wanted", cure


MOST_LINES, LONGEST_PART, MOST_WORDS = 3, 60, 3
SIMPLE = re.compile(r"\w[\w '’().&/+-]{0,39}")
"""A text that needs no quotes in brackets."""
A_NUMBER = _type("a whole number", "write it in digits")

WORDINGS: dict[str, Callable[[ErrorDetails], Wording]] = {
    "missing": _missing,
    "extra_forbidden": _unknown_key,
    "literal_error": _choice,
    "string_type": _not_a_text,
    "tuple_type": _not_a_list,
    "model_type": _not_a_map,
    "dict_type": _not_a_map,
    "int_type": A_NUMBER,
    "int_parsing": A_NUMBER,
    "int_parsing_size": A_NUMBER,
    "date_type": _type("a date", "write it as year-month-day, for example 2027-01-13"),
    "greater_than_equal": _range,
    "less_than_equal": _range,
    "too_long": _too_many,
}


def _shown(detail: ErrorDetails) -> str:
    """Repeat what was written, shortly."""
    given = detail["input"]
    if isinstance(given, dict):
        return "a name with a colon"
    if isinstance(given, list | tuple):
        return "a list"
    return f"'{shorten(' '.join(str(given).split()))}'"
