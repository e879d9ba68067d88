"""A page of document HTML, parsed, with what its head says."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from lxml import etree
from lxml import html as lxml_html

from agenda.language.direction import FSI, PDI
from agenda.render.isolating import runs_against
from agenda.render.word.wml import Element, names

RTL_LANGUAGES = frozenset(names("ar arc ckb dv fa he ps sd ug ur yi"))


class Page(NamedTuple):
    """The body of a document, and the facts that its head and its root element give.

    `footer` and `marking` are texts for the foot and the head of each page, `pages`
    is a pattern such as '{page} of {pages}'; each is empty when it is not wanted.
    `identity` says what the document is when it comes back, each text under a short key.
    """

    root: Element
    body: Element
    title: str
    author: str
    subject: str
    language: str
    rtl: bool
    footer: str
    pages: str
    marking: str
    identity: Mapping[str, str]


def parse(html: str) -> Page:
    """Parse document HTML and read its head; metas that it lacks are empty texts."""
    parser = lxml_html.HTMLParser(
        remove_comments=True, remove_pis=True, huge_tree=True, encoding="utf-8"
    )
    root: Element = lxml_html.document_fromstring(html.encode(), parser=parser)
    body = root.find("body")
    body = lxml_html.Element("body") if body is None else body
    metas = {str(meta.get("name")): meta.get("content", "") for meta in root.iter("meta")}
    return Page(
        root=root,
        body=body,
        title=_words(root.find("head/title")),
        author=metas.get("author", ""),
        subject=metas.get("subject", "") or _words(root.find(".//p[@class='kind']")),
        language=root.get("lang", "") or "en",
        rtl="rtl" in {root.get("dir"), body.get("dir")},
        footer=metas.get("footer", ""),
        pages=metas.get("pages", ""),
        marking=metas.get("marking", ""),
        identity=MappingProxyType(json.loads(metas.get("identity") or "{}")),
    )


def words_of(element: Element, hidden: Collection[Element] = ()) -> str:
    """Return the text within an element but for what is hidden, its white space collapsed.

    The words of a drawing are part of its picture, and hidden. Marks keep apart what a bdi does.
    """
    left_out = {*hidden, *element.iterdescendants("svg")}
    return " ".join("".join(_texts(element, left_out)).split())


def _texts(element: Element, hidden: Collection[Element]) -> Iterator[str]:
    walk = etree.iterwalk(element, ("start", "end"))
    for event, at in walk:
        apart = at is not element and at.tag == "bdi" and runs_against(at)
        if event == "end":
            yield PDI * apart + ((at.tail or "") if at is not element else "")
        elif at in hidden:
            walk.skip_subtree()
        else:
            yield FSI * apart + (at.text or "")


def _words(element: Element | None) -> str:
    return "" if element is None else words_of(element)


def classes(element: Element) -> frozenset[str]:
    """Return the names in an element's class attribute."""
    return frozenset(element.get("class", "").split())


def is_rtl_language(tag: str) -> bool:
    """Whether a language is written from right to left."""
    return tag.partition("-")[0].lower() in RTL_LANGUAGES
