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
    sections = {one.get("name"): title_of(section, words)
                for section in root.iter("section") for one in _fields(section)}  # fmt: skip
    said = {
        one.get("name", ""): one.get("title") or labels.get(_key(one), "") for one in _fields(root)
    }
    return {name: own and placed(sections.get(name, ""), own) for name, own in said.items()}


def title_of(section: Any, words: Callable[[Any], str]) -> str:
    """Return what a section is called: its heading, without how long it takes."""
    head = section.find("h2")
    if head is None:
        return ""
    title = head.find("span[@class='title']")
    return words(head if title is None else title)


def placed(section: str, said: str) -> str:
    """Say in which section something is."""
    comma = "" if section[-1:] in {"", "?", "!"} else ","
    return f"{section}{comma} {said}".strip()


def _fields(element: Any) -> Iterator[Any]:
    return (one for one in element.iter() if one.tag in TAGS)


def _key(field: Any) -> str:
    return str(field.get("id") or field.get("name"))
