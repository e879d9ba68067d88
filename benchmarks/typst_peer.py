"""The peer for a PDF by another typesetter: Typst sets the texts of an agenda document.

    typst_peer.py build DOCUMENT.html TEMPLATE.typ DATA.json       once
    typst_peer.py render TEMPLATE.typ DATA.json OUTPUT.pdf         what is measured

Both sides write the same words on pages of one size; Typst's have no fields, which it does not
know, and its own faces.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

TEMPLATE = """\
#set page("a4", margin: 18mm, numbering: "1 / 1")
#set text(size: 9.5pt)
#set document(title: "Agenda")
#for section in json("DATA").sections [
  == #section.title
  #for text in section.texts [#par(text)]
  #if section.rows.len() > 0 {
    let wide = calc.max(..section.rows.map(row => row.len()))
    let rows = section.rows.map(row => row + ("",) * (wide - row.len()))
    table(columns: wide, ..rows.flatten())
  }
]
"""


def build(document: str, template: str, data: str) -> None:
    """Make the template, and the data out of the document."""
    from docxtpl_peer import sections  # noqa: PLC0415 - the measured half does without

    Path(data).write_text(json.dumps({"sections": sections(Path(document))}), "utf-8")
    Path(template).write_text(TEMPLATE.replace("DATA", Path(data).name), "utf-8")


def render(template: str, _: str, output: str) -> None:
    """Set it, tagged: what a user of Typst's package would run."""
    import typst  # noqa: PLC0415 - build needs none

    typst.compile(template, output=output)


if __name__ == "__main__":
    {"build": build, "render": render}[sys.argv[1]](*sys.argv[2:])
