"""The peer for a batch: bare WeasyPrint, warm, prints pages that are HTML already.

    weasyprint_peer.py FOLDER          each *.html in it, with the *.css of the same name

It parses the common stylesheet once and keeps one set of fonts, and asks for the tags and fields
that agenda's documents have.
"""

from __future__ import annotations

import sys
from pathlib import Path


def print_all(folder: Path) -> None:
    """Print every page beside itself."""
    from weasyprint import CSS, HTML  # noqa: PLC0415 - it is a part of what is measured
    from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415

    fonts = FontConfiguration()
    common = CSS(filename=str(folder / "common.css"), font_config=fonts)
    for page in sorted(folder.glob("*.html")):
        own = CSS(filename=str(page.with_suffix(".css")), font_config=fonts)
        HTML(filename=str(page)).write_pdf(
            page.with_suffix(".pdf"), font_config=fonts, stylesheets=[common, own],
            pdf_variant="pdf/ua-1", pdf_forms=True, presentational_hints=True,
        )  # fmt: skip


if __name__ == "__main__":
    print_all(Path(sys.argv[1]))
