"""A copy that keeps a library busy for ever is refused, whatever goes on inside."""

import re
import zlib

import pytest

from commands.command_line import SMALL
from ground import in_a_process


def chain(length: int) -> bytes:
    """Return a PDF with a chain of cross-reference streams, a megabyte of zeros in each."""
    out = bytearray(b"%PDF-1.7\n")
    packed, earlier = zlib.compress(bytes(1_000_000), 9), ""
    for number in range(1, length + 1):
        place = len(out)
        head = (
            f"{number} 0 obj\n<< /Type /XRef /Size 200000 /W [1 2 2] /Index [0 200000] /Root 1 0 R"
            f" /Filter /FlateDecode /Length {len(packed)}{earlier} >>\nstream\n"
        )
        out += head.encode() + packed + b"\nendstream\nendobj\n"
        earlier = f" /Prev {place}"
    out += f"startxref\n{place}\n%%EOF\n".encode()
    return bytes(out)


@pytest.mark.slow
def test_a_chain_of_references_without_an_end_is_refused_within_bounds(tmp_path):
    (tmp_path / "career.yaml").write_text(SMALL, "utf-8")
    (tmp_path / "copy.pdf").write_bytes(chain(300))
    done = in_a_process("collect", "career.yaml", "copy.pdf", cwd=tmp_path)
    assert done.returncode == 1
    # Whichever bound it meets first: that of reading objects, or that of all work.
    told = rb"error\[returned-copy\]: the returned copy takes (more than 10 seconds|too long)\b"
    assert re.search(told, done.stderr)
