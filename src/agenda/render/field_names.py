"""What each field is called, for who cannot see where it stands: its section, and its label."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

TAGS = ("input", "select", "textarea")


def name_fields(root: Any, words: Callable[[Any], str]) -> dict[str, str]:
    """Return what the fields of a page are called, by their names.

    `root` is of ElementTree or of lxml, and `words` returns how an element reads, but for the
    fields in it. A field is called by its title, else by a label around it or elsewhere.
    """
    labels = {label.get("for"): words(label) for label in root.iter("label")}
    labels |= {_key(one): words(label) for label in root.iter("label") for one in _fields(label)}
    sections = {one.get("name"): title for title, one in _within_sections(root, words)}
    said = {
        one.get("name", ""): one.get("title") or labels.get(_key(one), "") for one in _fields(root)
    }
    return {name: " ".join(filter(None, (sections.get(name), own))) if own else ""
            for name, own in said.items()}  # fmt: skip


def _within_sections(root: Any, words: Callable[[Any], str]) -> Iterator[tuple[str, Any]]:
    for section in root.iter("section"):
        head = section.find("h2")
        if head is not None:
            title = head.find("span[@class='title']")
            said = words(head if title is None else title)
            comma = "" if said[-1:] in {"?", "!"} else ","
            yield from ((f"{said}{comma}", one) for one in _fields(section))


def _fields(element: Any) -> Iterator[Any]:
    return (one for one in element.iter() if one.tag in TAGS)


def _key(field: Any) -> str:
    return str(field.get("id") or field.get("name"))
