"""What is said of each fault that pydantic finds: keyed on its type, never on its English."""

from __future__ import annotations

import re
from collections.abc import Callable

from pydantic_core import ErrorDetails

from agenda.answers.audience import is_private
from agenda.answers.instead import as_items
from agenda.answers.meant import meant_key
from agenda.answers.shape import is_list, keys_at, wanted_at
from agenda.source.problems import did_you_mean, shorten
from agenda.source.write import quoted

Wording = tuple[str, str, str]
UNKNOWN = "extra_forbidden"
"""Pydantic's name for a key that the map does not know."""


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


def no_such_key(key: str) -> str:
    """Say that a map does not know a key."""
    return f"there is no key '{key}' here"


def _unknown_key(detail: ErrorDetails) -> Wording:
    key = str(detail["loc"][-1])
    if key == "<<":
        return "yaml", "lines of another place cannot be merged in with <<", "write them out here"
    return "unknown-key", no_such_key(key), meant_key(key, detail["loc"][:-1])


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
        private = is_private(detail["loc"])
        said = "" if private else _in_quotes(detail["input"])
        cure = said or f"{cure}, or holds a colon with a space behind it"
    return "type", f"{_shown(detail)} stands where a text is wanted", cure


def _in_quotes(given: dict[str, object]) -> str:
    """Return how one name with its text is written as the text that was meant."""
    ((name, text), *more) = given.items() or [("", None)]
    return f"write {quoted(f'{name}: {text}')}" if isinstance(text, str) and not more else ""


NOTHING = frozenset(
    {"none", "n/a", "na", "no", "nothing", "nil", "null", "-", "--", "–", "?", "tbd", "keine",
     "keiner", "keines", "nichts", "nein", "k. a.", "entfällt", "offen"}
)  # fmt: skip
NO_ANSWER = "leave nothing behind the colon, or take the line out"


def _is_nothing(given: object) -> bool:
    return isinstance(given, str) and given.strip().casefold().rstrip(".!") in NOTHING


def _not_a_list(detail: ErrorDetails) -> Wording:
    given, private = detail["input"], is_private(detail["loc"])
    cure = NO_ANSWER if _is_nothing(given) else "write one line for each, beginning with - "
    if isinstance(given, dict) and not private:
        cure = as_items(given, detail["loc"])
    elif not private and isinstance(given, str) and cure != NO_ANSWER:
        cure = _listed(given) or cure
    return "type", f"{_shown(detail)} stands where a list is wanted", cure


def _listed(given: str) -> str:
    """Return how a text is written as a list: in brackets if its parts are short, else as one."""
    mark = ";" if ";" in given else ","
    parts = [part.strip() for part in given.split(mark)]
    if not all(re.fullmatch(SIMPLE, part) for part in parts):
        return ""
    if len(parts) > 1 and max(len(part.split()) for part in parts) > MOST_WORDS:
        return f"write it below, on a line that begins with -:\n- {' '.join(given.split())}"
    return f"write it as [{', '.join(parts)}], or one line for each, beginning with - "


def _not_a_map(detail: ErrorDetails) -> Wording:
    cure, keys = "write a name with a colon and a text behind it", keys_at(detail["loc"])
    lists = [key for key in sorted(keys) if is_list(wanted_at((*detail["loc"], key)))]
    if isinstance(detail["input"], list) and lists and not is_private(detail["loc"]):
        room = 2 * len(detail["loc"])
        cure = (
            f"write one of these with {room} spaces on the line above:"
            f" {', '.join(f'{key}:' for key in lists)}; and begin each line of the list with"
            f" {room + 2} spaces"
        )
    elif _is_nothing(detail["input"]):
        cure = NO_ANSWER
    elif keys:
        known = sorted(keys - {"private"})
        cure = "write one line for each that you need, a name with a colon, of these: "
        cure += ", ".join(known)
    return "type", f"{_shown(detail)} stands where names with colons are wanted", cure


MOST_WORDS, MOST_DIGITS = 3, 4
SIMPLE = r"\w[\w '’().&/+-]{0,39}"
"""A text that needs no quotes in brackets."""


def _not_a_number(detail: ErrorDetails) -> Wording:
    numbers = re.findall(r"\d+", str(detail["input"]))
    one = len(numbers) == 1 and len(numbers[0]) <= MOST_DIGITS
    cure = f"write {numbers[0]}" if one else "write one whole number, in digits"
    return "type", f"{_shown(detail)} stands where a whole number is wanted", cure


WORDINGS: dict[str, Callable[[ErrorDetails], Wording]] = {
    "missing": _missing,
    UNKNOWN: _unknown_key,
    "literal_error": _choice,
    "string_type": _not_a_text,
    "tuple_type": _not_a_list,
    "model_type": _not_a_map,
    "dict_type": _not_a_map,
    "int_type": _not_a_number,
    "int_parsing": _not_a_number,
    "int_parsing_size": _not_a_number,
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
