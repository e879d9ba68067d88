"""What a document that goes out remembers of its own text, packed into its properties.

When a copy of it returns, this tells what was changed in the copy from what has changed in the
answers since. A PDF remembers its text, which is drawn in other lines than it is written in. A
Word file remembers a digest of each line: who deletes a passage from it before sending it means
that. A private copy has one digest of all of it, too short to prove what somebody guesses.
"""

from __future__ import annotations

import hashlib
import zlib
from base64 import b85decode, b85encode
from collections.abc import Iterable, Mapping

from agenda.source.folding import uncorrected

KEY, LINES, DRAWN, SAID = "text/", "lines/", "drawn", "said"
WIDTH = 6  # bytes of the digest of a line
PIECE = 200  # characters, as of every value beside the identity: Word holds 255
MOST = 2**20  # bytes of a text; an answers file has an eighth of it at most
SHORT = 4  # hex digits: enough to tell two states of a file, and too few to prove a guess
SPACE = b" \t\r\n\f\0"


def remember(identity: Mapping[str, str], lines: Iterable[str]) -> dict[str, str]:
    """Return an identity with the text of its document, in pieces that each format can carry."""
    text = "\n".join(lines).encode()
    if identity.get("copy") == "manager":
        return dict(identity) | _pieces(KEY, zlib.compress(text, 9))
    if identity.get("copy") == "me":
        return dict(identity) | {SAID: hashlib.sha256(text).hexdigest()[:SHORT]}
    return dict(identity)


def remember_digests(identity: Mapping[str, str], lines: Iterable[str]) -> dict[str, str]:
    """Return an identity with a digest of each line: what is deleted from the text is gone."""
    if identity.get("copy") != "manager":
        return remember(identity, lines)
    return dict(identity) | _pieces(LINES, b"".join(filter(None, map(digest, lines))))


def _pieces(key: str, data: bytes) -> dict[str, str]:
    packed = b85encode(data).decode()
    starts = range(0, len(packed), PIECE)
    return {f"{key}{at}": packed[start : start + PIECE] for at, start in enumerate(starts)}


def recall(about: Mapping[str, str]) -> tuple[str, ...] | None:
    """Return the lines that `remember` was given; None where they are not to be had."""
    try:
        opened = zlib.decompressobj()
        text = opened.decompress(_joined(about, KEY), MOST).decode()
    except (ValueError, zlib.error):
        return None
    return tuple(text.split("\n")) if opened.eof else None


def recall_digests(about: Mapping[str, str]) -> tuple[bytes, ...] | None:
    """Return the digests of the lines that `remember_digests` was given, or None."""
    try:
        joined = _joined(about, LINES)
    except ValueError:
        return None
    starts = range(0, len(joined), WIDTH)
    return tuple(joined[start : start + WIDTH] for start in starts) or None


def _joined(about: Mapping[str, str], key: str) -> bytes:
    pieces: list[str] = []
    while (piece := about.get(f"{key}{len(pieces)}")) is not None:
        pieces.append(piece)
    return b85decode("".join(pieces))


def digest(line: str) -> bytes:
    """Return what a line is known by, however it is set; empty where it says nothing."""
    said = "".join(uncorrected(line).split())
    return hashlib.sha256(said.encode()).digest()[:WIDTH] if said else b""


def page_digest(parts: Iterable[bytes]) -> str:
    """Return a digest of what is drawn on pages, whatever the space between its signs."""
    signs = b"".join(parts).translate(None, SPACE)
    return hashlib.sha256(signs).hexdigest()[:16]
