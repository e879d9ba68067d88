"""The text of a document as its reader gets it, format by format."""

from __future__ import annotations

import io
import re
import subprocess
import tempfile
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pypdfium2
from lxml import etree
from lxml import html as lxml_html
from markdown_it import MarkdownIt

from ground import tool
from untraced import untraced


def folded(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("\ufffe", "").replace("\x02", "")).strip()


def of_pdf(data: bytes) -> str:
    """All pages, as PDFium reads them."""
    document = pypdfium2.PdfDocument(data)
    try:
        pages = [document[number].get_textpage() for number in range(len(document))]
        return "\n".join(page.get_text_bounded() for page in pages)
    finally:
        document.close()


def of_html(data: bytes) -> str:
    tree = lxml_html.document_fromstring(data.decode())
    return " ".join(tree.body.itertext())


@untraced
def of_markdown(data: bytes) -> str:
    """As a wiki shows it: rendered, then read."""
    rendered = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(data.decode())
    return " ".join(lxml_html.document_fromstring(f"<div>{rendered}</div>").itertext())


def of_docx(data: bytes) -> str:
    """Body, header and footer, as they stand in the XML."""
    texts = []
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            if re.fullmatch(r"word/(document|header\d*|footer\d*)\.xml", name):
                tree = etree.fromstring(archive.read(name))
                for paragraph in tree.iter("{*}p"):
                    runs = paragraph.iter("{*}t", "{*}tab", "{*}br")
                    texts.append("".join(run.text or " " for run in runs))
    return "\n".join(texts)


def of_docx_in_libreoffice(documents: Mapping[str, bytes]) -> dict[str, str]:
    """As LibreOffice shows each of several files, through the PDFs that it makes of them.

    It is started once for all: that takes longer than most of them.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for number, data in enumerate(documents.values()):
            (folder / f"{number}.docx").write_bytes(data)
        subprocess.run(
            [tool("soffice"), "--headless", f"-env:UserInstallation={(folder / 'p').as_uri()}",
             "--convert-to", "pdf", "--outdir", str(folder),
             *(str(folder / f"{number}.docx") for number in range(len(documents)))],
            check=True, capture_output=True, timeout=240,
        )  # fmt: skip
        made = (folder / f"{number}.pdf" for number in range(len(documents)))
        return {name: of_pdf(path.read_bytes()) for name, path in zip(documents, made, strict=True)}


READERS = {"pdf": of_pdf, "docx": of_docx, "html": of_html, "md": of_markdown}
