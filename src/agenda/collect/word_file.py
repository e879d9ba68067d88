"""A Word file that came back: its text, and what its properties say, read without trust."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from agenda.render.archive import TYPES, Archive, Element, Refused, opened, parsed

MOST_BYTES, MOST_PARTS = 50 * 2**20, 2000
MOST_XML = 8 * 2**20  # of one part that is parsed; an agenda has a fiftieth of it
MOST_PROPERTIES = 2000
MOST_BESIDE, MOST_AROUND = 2**20, 30  # of a part with comments or a footer, and how many
BESIDE = ("comments", "commentsextended", "footnotes", "endnotes", "header", "footer")
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
    Word gives to its own. `comments`, and which of them are `replies`, `notes` at the foot of a
    page or at the end, and `furniture`, the headers and footers, stand in parts of their own.
    """

    root: Element
    properties: Mapping[str, str]
    macros: bool
    rooms: frozenset[str]
    prompts: frozenset[str]
    comments: tuple[Element, ...] = ()
    replies: tuple[Element, ...] = ()
    notes: tuple[Element, ...] = ()
    furniture: tuple[Element, ...] = ()


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
    targets = dict(_targets(archive, names, "_rels/.rels"))
    main = _named(names, targets, "officedocument", "word/document.xml")
    root = _part(archive, main)
    custom = _named(names, targets, "customproperties", "docprops/custom.xml")
    macros = any("macroEnabled" in kind for kind in kinds) or any(
        name.endswith("vbaproject.bin") for name in names
    )
    said = dict(_properties(_part(archive, custom))) if custom in archive.names() else {}
    rooms = frozenset(_rooms(_known(archive, names, "word/glossary/document.xml")))
    prompts = frozenset(_prompts(_known(archive, names, "word/styles.xml")))
    beside = _beside(archive, names, main)
    return WordFile(
        root, said, macros, rooms, prompts,
        comments=tuple(chain.from_iterable(beside["comments"])),
        replies=tuple(chain.from_iterable(beside["commentsextended"])),
        notes=tuple(chain.from_iterable(beside["footnotes"] + beside["endnotes"])),
        furniture=(*beside["header"], *beside["footer"]),
    )  # fmt: skip


def _beside(archive: Archive, names: Mapping[str, str], main: str) -> Mapping[str, list[Element]]:
    """Return the parts around the text of a document, by what they are."""
    folder, _, name = main.casefold().rpartition("/")
    found: dict[str, list[Element]] = {sort: [] for sort in BESIDE}
    parts = set()
    for sort, target in _targets(archive, names, f"{folder}/_rels/{name}.rels", folder):
        if sort in BESIDE and target in names and target not in parts:
            parts.add(target)
            found[sort].append(parsed(archive.read(names[target], MOST_BESIDE)))
    if len(parts) > MOST_AROUND:
        raise Refused("large", f"has more than {MOST_AROUND} headers, footers and lists of notes")
    return found


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


def _targets(
    archive: Archive, names: Mapping[str, str], relations: str, folder: str = ""
) -> Iterator[tuple[str, str]]:
    """Yield what a package says of its parts: the last word of each sort, and the name."""
    for relation in _known(archive, names, relations):
        sort = (attribute(relation, "Type") or "").rpartition("/")[2]
        target = attribute(relation, "Target") or ""
        path = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
        yield sort.replace("-", "").casefold(), posixpath.normpath(path).casefold()


def _named(names: Mapping[str, str], targets: Mapping[str, str], sort: str, usual: str) -> str:
    return names.get(targets.get(sort, ""), names.get(usual, usual))


def _properties(root: Element) -> Iterator[tuple[str, str]]:
    for number, found in enumerate(root):
        if number >= MOST_PROPERTIES:
            raise Refused("large", f"has more than {MOST_PROPERTIES} properties")
        name = attribute(found, "name")
        if name and len(found):
            yield name, found[0].text or ""
