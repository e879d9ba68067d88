"""A Word file that came back: its text, and what its properties say, read without trust."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from agenda.render.archive import TYPES, Archive, Element, Refused, opened, parsed

MOST_BYTES, MOST_PARTS = 50 * 2**20, 2000
MOST_XML = 8 * 2**20  # of one part that is parsed; an agenda has a fiftieth of it
MOST_PROPERTIES = 2000
OFFICE = "application/vnd.openxmlformats-officedocument.wordprocessingml."
MAIN_TYPES = frozenset(
    {
        f"{OFFICE}document.main+xml",
        f"{OFFICE}template.main+xml",
        "application/vnd.ms-word.document.macroEnabled.main+xml",
        "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
    }
)


@dataclass(frozen=True, slots=True)
class WordFile:
    """The document's root, its custom properties by name, and whether it brings macros.

    `rooms` are the texts that stand in empty controls, `prompts` the ids of the styles that
    Word gives to its own.
    """

    root: Element
    properties: Mapping[str, str]
    macros: bool
    rooms: frozenset[str]
    prompts: frozenset[str]


def local(element: Element) -> str:
    """Return an element's name; Word has two namespaces for the same, one of them strict."""
    return str(element.tag).rpartition("}")[2]


def attribute(element: Element | None, name: str) -> str | None:
    """Return an attribute of any namespace, or None."""
    if element is None:
        return None
    return next((str(value) for key, value in element.items()
                 if str(key).rpartition("}")[2] == name), None)  # fmt: skip


def open_word_file(data: bytes) -> WordFile:
    """Read a Word file; macros, pictures and all else that is no text stay packed.

    Raises Refused with what is wrong with it.
    """
    archive = opened(data, MOST_BYTES, MOST_PARTS)
    names = {name.casefold(): name for name in archive.names()}
    kinds = [attribute(part, "ContentType") or "" for part in _part(archive, TYPES)]
    if not MAIN_TYPES & set(kinds):
        raise Refused("other", "is not a Word document")
    targets = dict(_targets(archive, names))
    root = _part(archive, _named(names, targets, "officedocument", "word/document.xml"))
    custom = _named(names, targets, "customproperties", "docprops/custom.xml")
    macros = any("macroEnabled" in kind for kind in kinds) or any(
        name.endswith("vbaproject.bin") for name in names
    )
    said = dict(_properties(_part(archive, custom))) if custom in archive.names() else {}
    rooms = frozenset(_rooms(_known(archive, names, "word/glossary/document.xml")))
    prompts = frozenset(_prompts(_known(archive, names, "word/styles.xml")))
    return WordFile(root, said, macros, rooms, prompts)


def _part(archive: Archive, name: str) -> Element:
    return parsed(archive.read(name, MOST_XML))


def _known(archive: Archive, names: Mapping[str, str], name: str) -> Iterable[Element]:
    """Return what stands in a part; nothing where there is none of that name."""
    return _part(archive, names[name]) if name in names else ()


def _rooms(glossary: Iterable[Element]) -> Iterator[str]:
    for part in glossary:
        for body in part.iterfind("./{*}docPart/{*}docPartBody"):
            yield "".join(text.text or "" for text in body.iter("{*}t"))


def _prompts(styles: Iterable[Element]) -> Iterator[str]:
    for style in styles:
        if (attribute(style.find("{*}name"), "val") or "").casefold() == "placeholder text":
            yield attribute(style, "styleId") or ""


def _targets(archive: Archive, names: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield what the package says of its parts: the last word of each sort, and the name."""
    if "_rels/.rels" not in names:
        return
    for relation in _part(archive, names["_rels/.rels"]):
        sort = (attribute(relation, "Type") or "").rpartition("/")[2]
        target = posixpath.normpath((attribute(relation, "Target") or "").lstrip("/"))
        yield sort.replace("-", "").casefold(), target.casefold()


def _named(names: Mapping[str, str], targets: Mapping[str, str], sort: str, usual: str) -> str:
    return names.get(targets.get(sort, ""), names.get(usual, usual))


def _properties(root: Element) -> Iterator[tuple[str, str]]:
    for number, found in enumerate(root):
        if number >= MOST_PROPERTIES:
            raise Refused("large", f"has more than {MOST_PROPERTIES} properties")
        name = attribute(found, "name")
        if name and len(found):
            yield name, found[0].text or ""
