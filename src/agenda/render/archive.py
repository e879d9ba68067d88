"""A ZIP file with XML parts that somebody else made, opened without trusting it."""

from __future__ import annotations

import zipfile
import zlib
from io import BytesIO
from typing import Literal, NamedTuple

from lxml import etree

Element = etree._Element

OLE = b"\xd0\xcf\x11\xe0"  # what an encrypted file and Word 97 begin with
LOCKED_STREAM = "EncryptedPackage".encode("utf-16-le")
TYPES = "[Content_Types].xml"
LOCKED = "is locked with a password"

Reason = Literal["locked", "old", "large", "other"]


class Refused(ValueError):  # noqa: N818 - it says what was done
    """What was given is not opened; its text ends a sentence that begins with what it is."""

    def __init__(self, reason: Reason, fault: str) -> None:
        super().__init__(fault)
        self.reason = reason


class Archive(NamedTuple):
    """The parts of a file, unpacked when they are asked for."""

    file: zipfile.ZipFile

    def names(self) -> list[str]:
        """Return the names of all parts."""
        return self.file.namelist()

    def read(self, name: str, most: int) -> bytes:
        """Unpack a part; raises Refused when it is damaged, or longer than `most` bytes."""
        try:
            with self.file.open(name) as stream:
                data = stream.read(most + 1)
        except (KeyError, ValueError, EOFError, OSError, RuntimeError, zlib.error,
                zipfile.BadZipFile, NotImplementedError) as fault:  # fmt: skip
            raise Refused("other", "is not a Word document, or is damaged") from fault
        if len(data) > most:
            raise Refused("large", f"has a part of more than {most // 2**20} MB")
        return data


def opened(data: bytes, most_bytes: int, most_parts: int) -> Archive:
    """Open an archive that has content types, as all files of Office have.

    Raises Refused with what is wrong, and when it has more parts, or would swell to more bytes.
    """
    if data.startswith(OLE):
        raise (
            Refused("locked", LOCKED)
            if LOCKED_STREAM in data
            else Refused("old", f"{LOCKED}, or is of Word 97 (.doc)")
        )
    try:
        file = zipfile.ZipFile(BytesIO(data))
        entries = file.infolist()
    except (zipfile.BadZipFile, ValueError, EOFError, OSError, NotImplementedError) as fault:
        raise Refused("other", "is not a Word document") from fault
    if len(entries) > most_parts:
        raise Refused("large", f"has more than {most_parts} parts")
    if sum(entry.file_size for entry in entries) > most_bytes:
        raise Refused("large", f"would take more than {most_bytes // 2**20} MB when unpacked")
    if any(entry.flag_bits & 1 for entry in entries):
        raise Refused("locked", LOCKED)
    if TYPES not in file.namelist():
        raise Refused("other", "is not a Word document")
    return Archive(file)


def parsed(xml: bytes) -> Element:
    """Parse a part that may define nothing of its own.

    Raises Refused where it is no XML, is nested too deeply, or has a DTD: no program that
    writes such files writes one, and entities are for reaching outside or for swelling.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True,
        remove_pis=True,
    )  # fmt: skip
    try:
        root: Element = etree.fromstring(xml, parser)
    except (etree.XMLSyntaxError, ValueError) as fault:
        raise Refused("other", "is not a Word document, or is damaged") from fault
    if root.getroottree().docinfo.internalDTD is not None:
        raise Refused("other", "defines entities, which no Word document does")
    return root
