"""Faces inside a Word file, for readers who have not got them: ECMA-376, part 1, 17.8.1."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from uuid import NAMESPACE_URL, UUID, uuid5

from lxml import etree

from agenda.render.word.wml import Element, qn, w

SCHEMAS = "http://schemas.openxmlformats.org"
RELATIONSHIPS = f"{SCHEMAS}/package/2006/relationships"
FONT = f"{SCHEMAS}/officeDocument/2006/relationships/font"
IDENTITY = f"{{{SCHEMAS}/officeDocument/2006/relationships}}id"
TABLE, SETTINGS = "word/fontTable.xml", "word/settings.xml"
HIDDEN = 32
"""How many bytes of a face are made unreadable, so that nobody installs it by chance."""


def embed(parts: Mapping[str, bytes], files: Mapping[str, Path], family: str) -> dict[str, bytes]:
    """Return the parts of an empty document with the files of its face, by their style.

    `family` is what the face is a part of, which a reader may have.
    """
    table, settings = (etree.fromstring(parts[name]) for name in (TABLE, SETTINGS))
    links = etree.fromstring(f'<Relationships xmlns="{RELATIONSHIPS}"/>')
    (font,) = table
    font[0].set(qn("val"), family)
    more = {}
    for number, (style, path) in enumerate(files.items(), 1):
        data, target = path.read_bytes(), f"fonts/font{number}.odttf"
        key = uuid5(NAMESPACE_URL, f"career-agenda {style} {data.hex()}")
        font.append(w(f"embed{style}", fontKey=f"{{{str(key).upper()}}}"))
        font[-1].set(IDENTITY, f"rId{number}")
        told = {"Id": f"rId{number}", "Type": FONT, "Target": target}
        etree.SubElement(links, f"{{{RELATIONSHIPS}}}Relationship", told)
        more[f"word/{target}"] = obfuscate(data, key)
    settings[1:1] = [w("embedTrueTypeFonts"), w("saveSubsetFonts")]  # zoom alone goes before
    told_of = {TABLE: table, SETTINGS: settings, "word/_rels/fontTable.xml.rels": links}
    return {**parts, **more, **{name: _written(root) for name, root in told_of.items()}}


def obfuscate(data: bytes, key: UUID) -> bytes:
    """Mix the first bytes of a face with its key, read from the end; twice is the face again."""
    mask = key.bytes[::-1] * 2
    return bytes(one ^ other for one, other in zip(data, mask, strict=False)) + data[HIDDEN:]


def _written(root: Element) -> bytes:
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
