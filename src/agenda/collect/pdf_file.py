"""The objects of a PDF that somebody else made, opened without trusting it.

All that pypdf does stands here: what it stumbles over is the file's fault, while a fault of
our own keeps its traceback.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from itertools import islice
from time import process_time
from typing import TYPE_CHECKING, Any

from agenda.collect.readback import LONGEST, refuse
from agenda.render import memory
from agenda.source.problems import Stop

if TYPE_CHECKING:
    from pypdf import PdfReader

PATIENCE = 2.0  # seconds of processor time; what is sent out takes a twentieth of one
MOST_PAGES = 20
STREAM = 2**20  # bytes of an unpacked stream; those of our copies have a hundredth of it
MOST_REPAIRS = 20  # objects that are not where the file says: each is looked for all through it
LANGUAGE = re.compile("\x1b[^\x1b]{0,8}\x1b")  # within a text (ISO 32000-1, 7.9.2.2.2)
LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\u2028\u2029]")

SEND_AGAIN = "ask for the file to be saved again, or open it yourself and save it under a new name"
UNLOCK = "open it with its password, save it without one, and collect it again"
UNPRINTED = "give the copy that was sent out, without what was added to it"

BOUNDS: Mapping[str, Any] = {
    "zlib_maximum_output_length": STREAM,
    "brotli_maximum_output_length": STREAM,
    "run_length_maximum_output_length": STREAM,
    "array_based_stream_maximum_output_length": STREAM,
    "lzw_maximum_output_length": STREAM // 2,  # unpacked by Python, which takes its time
    "zlib_maximum_recovery_input_length": STREAM // 2,
    "stream_filters_maximum_length": 4,
    "stream_decoding_work_maximum_length": 4 * STREAM,
    "stream_parsing_work_maximum_count": 100_000,
    "xform_maximum_invocations_per_extraction": 100,
    "page_tree_maximum_entries": 2000,
    "page_tree_maximum_depth": 50,
    "jbig2dec_binary": None,  # no copy makes us start a program
}
"""What pypdf may do for one file; its own bounds are for libraries of large documents."""


class NoText(ValueError):  # noqa: N818 - it says what was found
    """A value is not the text that it should be; its text ends a sentence about the field."""


class _TooSlow(Exception):  # noqa: N818 - pypdf lets it through, but for where it tries to mend
    """Reading takes longer than any copy of ours does."""


class _Measured(BytesIO):
    """The bytes of a file, read for a while: whatever pypdf is busy with, it comes back to them."""

    def __init__(self, data: bytes) -> None:
        super().__init__(data)
        self._until = process_time() + PATIENCE
        self._reads = 0
        self._late = False

    def read(self, size: int | None = -1) -> bytes:
        """Read on; the clock, which is slow, is looked at now and then."""
        self._reads += 1
        if self._late or not self._reads & 0xFF:
            self.hurry()
        return super().read(size)

    def hurry(self) -> None:
        """Raise _TooSlow when the time is over."""
        self._late = self._late or process_time() > self._until
        if self._late:
            raise _TooSlow


@dataclass(slots=True)
class PdfFile:
    """A PDF, of which any object may be missing, broken or of another kind than it should be."""

    reader: PdfReader
    data: _Measured
    repairs: int = 0

    @property
    def root(self) -> Mapping[str, Any]:
        """The catalogue, which leads to all else."""
        with _telling():
            return self.reader.root_object

    @property
    def info(self) -> Any:
        """The metadata; empty where they are lost, which harms nobody."""
        try:
            with _telling():
                return self.reader.metadata or {}
        except Stop:
            return {}

    def pages(self) -> list[Any]:
        """Return the first pages: few copies have more."""
        return self._pages()[:MOST_PAGES]

    @property
    def has_more_pages(self) -> bool:
        """Whether there are pages that nobody looks at."""
        return len(self._pages()) > MOST_PAGES

    def _pages(self) -> list[Any]:
        with _telling():
            return list(islice(self.reader.pages, MOST_PAGES + 1))

    def entry(self, node: Any, key: str) -> Any:
        """Return what stands under a key of a map, with references followed; None for nothing."""
        return self.followed(dict.get(node, key)) if isinstance(node, dict) else None

    def items(self, value: Any, most: int) -> Iterator[Any]:
        """Yield the first items of a list, with references followed."""
        value = self.followed(value)
        yield from (
            (self.followed(item) for item in islice(value, most)) if isinstance(value, list) else ()
        )

    def followed(self, value: Any) -> Any:
        """Follow a reference; null, and what is not there, is None."""
        from pypdf.generic import IndirectObject, NullObject  # noqa: PLC0415 - loaded by now

        if isinstance(value, IndirectObject):
            self._mends(value.generation, value.idnum)
            with _telling():
                value = value.get_object()
        return None if isinstance(value, NullObject) else value

    def _mends(self, generation: int, number: int) -> None:
        """Count what the file does not know: pypdf reads all of it for each."""
        known = number in self.reader.xref_objStm or number in self.reader.xref.get(generation, ())
        self.repairs += not known
        if self.repairs > MOST_REPAIRS:
            raise refuse("is damaged or cut off: many of its objects are missing", SEND_AGAIN)

    def text(self, value: Any) -> str:
        """Return a text as typed, also a stream's, and bytes of an unknown encoding.

        Raises NoText where the value is none, or is longer than anybody types.
        """
        from pypdf.generic import NameObject, create_string_object  # noqa: PLC0415

        with _telling():
            self.data.hurry()
        value = self.followed(value)
        if value is None:
            return ""
        if hasattr(value, "get_data"):
            value = create_string_object(self._unpacked(value))
        if isinstance(value, (dict, list)) or not isinstance(value, (str, bytes, int, float)):
            raise NoText("holds something that is no text")
        if isinstance(value, bytes):
            value = value.decode("utf-8-sig", "replace")
        text = _bare_utf8(value) or str(value)
        if len(text) > LONGEST:
            raise NoText(f"has more than {LONGEST} characters")
        return _plain(text.removeprefix("/") if isinstance(value, NameObject) else text)

    def _unpacked(self, stream: Any) -> bytes:
        with _telling():
            data: bytes = stream.get_data()
        if len(data) > 4 * LONGEST:  # of two bytes a character at most, and a few for languages
            raise refuse(f"has a text of more than {LONGEST} characters", UNPRINTED)
        return data

    def page_digest(self) -> str:
        """Return a digest of what is drawn on the pages; empty where it is not to be had."""
        try:
            with _telling():
                found = (self.followed(dict.get(page, "/Contents")) for page in self.pages())
                return memory.page_digest(
                    one.get_data() for one in found if hasattr(one, "get_data")
                )
        except Stop:
            return ""

    def read_pages(self) -> str:
        """Return the text of the pages; empty where it is not to be had."""
        try:
            with _telling():
                return "\n".join(
                    page.extract_text(visitor_operand_before=self._hurry) for page in self.pages()
                )
        except Stop:
            return ""

    def read_look(self, page: Any, node: Any) -> str:
        """Return the words that an annotation of a page is drawn with; empty where none are.

        Raises NoText where they are more than anybody types.
        """
        look = self.entry(self.entry(node, "/AP"), "/N")
        if not hasattr(look, "get_data"):
            return ""
        try:
            with _telling():
                drawn = page.extract_xform_text(look, visitor_operand_before=self._hurry)
        except Stop:
            return ""
        return self.text(drawn)

    def _hurry(self, *_told: object) -> None:
        self.data.hurry()


def _bare_utf8(value: object) -> str:
    """Return a text of which only its bytes say that it is UTF-8; empty where they do not.

    Some programs leave the mark out. In the encoding of PDF hardly a word reads like that.
    """
    if not getattr(value, "autodetect_pdfdocencoding", False) or str(value).isascii():
        return ""
    try:
        return bytes(value.original_bytes).decode("utf-8-sig")  # type: ignore[attr-defined]
    except ValueError:
        return ""


def _plain(text: str) -> str:
    text = text.removeprefix("\ufeff").rstrip("\0")  # which some programs end a text with
    return LINE_ENDS.sub("\n", LANGUAGE.sub("", text))


@contextmanager
def open_pdf(data: bytes) -> Iterator[PdfFile]:
    """Open a PDF for as long as the block takes.

    Raises Stop with a problem `returned-copy` when it is locked or damaged, and so does
    whatever is read from it in the block.
    """
    from pypdf import PdfReader, apply_configuration  # noqa: PLC0415 - 80 ms, for this alone

    with _quiet(), apply_configuration(**BOUNDS):
        measured = _Measured(data)
        with _telling():
            reader = PdfReader(measured)
            if reader.is_encrypted and not reader.decrypt(""):
                raise refuse("is locked with a password", UNLOCK)
        yield PdfFile(reader, measured)


@contextmanager
def _telling() -> Iterator[None]:
    """Turn what pypdf raises, which can be anything, into what there is to say of the file."""
    from pypdf.errors import DependencyError, LimitReachedError  # noqa: PLC0415

    try:
        yield
    except Stop:
        raise
    except _TooSlow:
        raise refuse("takes too long to read", UNPRINTED) from None
    except (DependencyError, NotImplementedError):
        raise refuse("is locked in a way that cannot be opened here", UNLOCK) from None
    except LimitReachedError as fault:
        raise refuse(f"is damaged, or too large{_said(fault)}", UNPRINTED) from None
    except Exception as fault:
        raise refuse(f"is damaged or cut off{_said(fault)}", SEND_AGAIN) from None


def _said(fault: Exception) -> str:
    """Return what pypdf says in its own words; what Python says of its code helps nobody."""
    from pypdf.errors import PyPdfError  # noqa: PLC0415

    said = str(fault).strip().split("\n")[0][:120] if isinstance(fault, PyPdfError) else ""
    return f": {said}" if said else ""


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep pypdf from telling on stderr what it mends; its modules ask this logger's level."""
    logger = logging.getLogger("pypdf")
    before = logger.level
    logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        logger.setLevel(before)
