"""The peer for DOCX: docxtpl fills a Word template with the texts of an agenda document.

    docxtpl_peer.py build DOCUMENT.html TEMPLATE.docx DATA.json    once
    docxtpl_peer.py render TEMPLATE.docx DATA.json OUTPUT.docx     what is measured

The texts come out of the document's own HTML, so both sides write the same words:
sections with a heading, paragraphs and, where the document has one, a table.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

Section = dict[str, Any]


def build(document: str, template: str, data: str) -> None:
    """Make the template, and the data out of the document."""
    found = sections(Path(document))
    Path(data).write_text(json.dumps({"sections": found}), "utf-8")
    widest = max((len(row) for section in found for row in section["rows"]), default=1)
    make_template(Path(template), widest)


def sections(document: Path) -> list[Section]:
    """Read headings, paragraphs and rows of tables in the order of the page."""
    from lxml import html  # noqa: PLC0415 - the measured half does without

    found: list[Section] = [{"title": "", "texts": [], "rows": []}]
    (body,) = html.parse(str(document)).getroot().iter("body")
    for element in body.iter("h1", "h2", "h3", "p", "li", "dt", "dd", "tr"):
        text = " ".join(element.text_content().split())
        if element.tag in {"h1", "h2", "h3"}:
            found.append({"title": text, "texts": [], "rows": []})
        elif element.tag == "tr":
            found[-1]["rows"].append([" ".join(cell.text_content().split()) for cell in element])
        elif element.getparent().tag not in {"td", "th", "li"}:
            found[-1]["texts"].append(text)
    return found


def make_template(path: Path, columns: int) -> None:
    """Write a Word template with docxtpl's loops over sections, texts and rows."""
    from docx import Document  # noqa: PLC0415 - the measured half does without

    document = Document()
    document.add_paragraph("{%p for section in sections %}")
    document.add_heading("{{ section.title }}", level=2)
    document.add_paragraph("{%p for text in section.texts %}")
    document.add_paragraph("{{ text }}")
    document.add_paragraph("{%p endfor %}")
    document.add_paragraph("{%p if section.rows %}")
    table = document.add_table(rows=3, cols=columns)
    table.style = "Table Grid"
    table.cell(0, 0).text = "{%tr for row in section.rows %}"
    for column, cell in enumerate(table.rows[1].cells):
        cell.text = f"{{{{ row[{column}] }}}}"
    table.cell(2, 0).text = "{%tr endfor %}"
    document.add_paragraph("{%p endif %}")
    document.add_paragraph("{%p endfor %}")
    document.save(str(path))


def render(template: str, data: str, output: str) -> None:
    """Fill the template: what a user of docxtpl would run."""
    from docxtpl import DocxTemplate  # noqa: PLC0415 - build needs no docxtpl

    document = DocxTemplate(template)
    document.render(json.loads(Path(data).read_text("utf-8")), autoescape=True)
    document.save(output)


if __name__ == "__main__":
    {"build": build, "render": render}[sys.argv[1]](*sys.argv[2:])
