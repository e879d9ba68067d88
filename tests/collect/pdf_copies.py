"""PDFs as they come back, written by hand: a few fields, and whatever some program did to them."""

from __future__ import annotations

import json
import zlib
from collections.abc import Sequence

import pytest

from agenda.collect import readback
from agenda.source.problems import Stop

NOTES = "record/notes/skills"
ABOUT = {"version": "1", "document": "agenda", "copy": "manager", "people": "", "meeting": ""}


def hexed(value: str) -> str:
    """Write a text as most programs do: in UTF-16 with a mark."""
    return f"<feff{value.encode('utf-16-be').hex()}>"


def typed(name: str, value: str) -> str:
    return f"/T {hexed(name)} /FT /Tx /V {hexed(value)}"


def identity(**told: str) -> str:
    return typed("agenda", json.dumps(ABOUT | told))


def stream(data: bytes, *, packed: bool = False, more: str = "") -> bytes:
    filters = " /Filter /FlateDecode" if packed else ""
    data = zlib.compress(data, 9) if packed else data
    return f"<< /Length {len(data)}{filters} {more} >>\nstream\n".encode() + data + b"\nendstream"


def form(
    *fields: str, others: Sequence[bytes] = (), of_form: str = "", page: str = "", trailer: str = ""
) -> bytes:
    """Return a PDF with these fields, which are objects 4 and following; `others` come next."""
    listed = " ".join(f"{number} 0 R" for number in range(4, 4 + len(fields)))
    head = (
        f"<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [{listed}] {of_form} >> >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] {page} >>",
        *(f"<< {one} >>" for one in fields),
    )
    return written([*(one.encode("latin-1") for one in head), *others], trailer)


def written(objects: Sequence[bytes], trailer: str = "") -> bytes:
    """Write objects, the first of which is the catalogue, into a file."""
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, one in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    ends = f"trailer\n<< /Size {size} /Root 1 0 R {trailer} >>\nstartxref\n{len(out)}\n%%EOF\n"
    out += b"xref\n0 %d\n0000000000 65535 f \n%b" % (size, table)
    return bytes(out) + ends.encode()


def fault(data: bytes) -> str:
    """Return why a copy is refused as a whole."""
    with pytest.raises(Stop) as stopped:
        readback.read_back(data)
    (problem,) = stopped.value.problems
    assert problem.rule == "returned-copy"
    assert problem.help
    return problem.message
