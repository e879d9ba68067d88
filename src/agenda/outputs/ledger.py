"""What each document was made from, kept between runs where programs keep what they remember.

Nothing new lies beside anybody's document, and nobody else learns a digest of a private one.
Where there is no room for it, as in a home that is read-only, everything is made anew.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from agenda.names import Format
from agenda.outputs import files
from agenda.outputs.editing import alone, state_folder
from agenda.source.problems import Stop

Trace = tuple[str, str]
"""A digest of what a document was made from, and one of its bytes."""
Ledger = Mapping[str, Trace]
"""By the whole path of each document."""
NAME = "made.json"


def load() -> Ledger:
    """Return what is known of the documents on this machine."""
    with suppress(OSError, ValueError, TypeError):
        found = json.loads((state_folder() / NAME).read_bytes())
        return {str(path): (str(one), str(other)) for path, (one, other) in found.items()}
    return {}


def save(news: Ledger) -> None:
    """Add what was made just now; what is no longer there is forgotten."""
    place = state_folder() / NAME
    with suppress(Stop, OSError), alone(place):
        place.parent.mkdir(parents=True, exist_ok=True)
        left = {path: trace for path, trace in load().items() if Path(path).exists()}
        files.write([(place, json.dumps(left | dict(news)).encode())], private=True)


def made_from(
    known: Ledger | None, targets: Iterable[tuple[Format, Path | None]]
) -> dict[Format, str] | None:
    """Return what each document that is there was made from; None where that is not asked for."""
    if known is None:
        return None
    return {form: _made_from(known, path) for form, path in targets if path}


def _made_from(known: Ledger, path: Path) -> str:
    """Return the digest of what it was made from; an empty one where it is not there as made."""
    with suppress(OSError):
        digest, made = known.get(str(files.whole(path)), ("", ""))
        if digest and made == _digest(path.read_bytes()):
            return digest
    return ""


def trace(made: Iterable[tuple[Path, str, bytes]]) -> Ledger:
    """Return what is to be remembered of documents: what each was made from, and its bytes."""
    return {str(files.whole(path)): (digest, _digest(data)) for path, digest, data in made}


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
