"""Document HTML as Markdown, to paste into a wiki or an issue.

CommonMark with GFM's tables, strikethrough and task lists. The page is read into
a small tree (`read`, `tree`), which is written block by block (`write`); `inline` sets
the marks of a line and `literal` escapes what would be one.
"""

from __future__ import annotations

from lxml import html as lxml_html

from agenda.render.markdown.read import document
from agenda.render.markdown.write import page


def markdown(html: str) -> bytes:
    """Return the document as Markdown: UTF-8, one newline at the end.

    A private page (`<meta name="marking">`) says so in its first line. Fields are
    room to write: a line, an empty cell, an empty quote, a check box. Links other
    than http, https and mailto are written as their text.

    The page is of the vocabulary: templates are held to it.
    """
    parser = lxml_html.HTMLParser(encoding="utf-8")
    root = lxml_html.document_fromstring(html.encode(), parser=parser)
    return (page(document(root)) + "\n").encode()
