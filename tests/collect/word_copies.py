"""Word documents as they come back: filled in, and changed as other programs change them."""

from __future__ import annotations

import re
import subprocess
import zipfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

from lxml import etree

from ground import tool
from render.word.word_pages import page, parts, written

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
DOCUMENT = "word/document.xml"
DATE = "2026-12-01T10:00:00Z"
BODY = """<p>Before.</p><p class="field"><label for="n">Notes</label>
<textarea id="n" name="record/notes/skills" rows="3"></textarea></p>
<table><tbody><tr><td><label for="a">What: action 1</label><input id="a" name="what"></td>
<td><label for="b">By: action 1</label><input id="b" name="due" type="date"></td></tr></tbody>
</table>
<p class="next"><label for="c">We meet again on</label>
<input id="c" name="next" class="blank"></p>
<p><input type="checkbox" name="done"> <select name="often"><option value="m">monthly</option>
<option value="q">each quarter</option></select></p>"""
IDENTITY = """<meta name="identity" content='{"document":"agenda","cycle":"2026-11"}'>"""
EMPTY = written(page(BODY, IDENTITY))
TEXTS = ("record/notes/skills", "what", "next")
NAMES = (*TEXTS, "due", "done", "often")
TYPED = {
    "record/notes/skills": "One thing:\n\tread more – “every” day\n\nand rest",
    "what": "Ask  R&D <soon>",
    "due": "2027-01-13",
    "next": "3 March",
    "done": "yes",
    "often": "q",
}


def w(name: str) -> str:
    return f"{{{W}}}{name}"


def changed(data: bytes, **changes: bytes | None) -> bytes:
    """Pack a document anew, some of its parts replaced, added or (None) left out."""
    result = BytesIO()
    with zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {**parts(data), **changes}.items():
            if content is not None:
                archive.writestr(name, content)
    return result.getvalue()


def edited(data: bytes, change) -> bytes:
    """Let `change` do something to the root of the text."""
    root = etree.fromstring(parts(data)[DOCUMENT])
    change(root)
    return changed(data, **{DOCUMENT: etree.tostring(root)})


def replaced(data: bytes, pattern: str, by: str, name: str = DOCUMENT) -> bytes:
    source = parts(data)[name].decode()
    assert re.search(pattern, source), pattern
    return changed(data, **{name: re.sub(pattern, by, source).encode()})


def control(root: etree._Element, name: str) -> etree._Element:
    return next(found for found in root.iter(w("sdt")) if tag(found) == name)


def tag(sdt: etree._Element) -> str:
    return sdt.find(f"{w('sdtPr')}/{w('tag')}").get(w("val"))


def filled(data: bytes, values: Mapping[str, str]) -> bytes:
    """Type into each control, as Word writes it."""

    def fill(root: etree._Element) -> None:
        for name, value in values.items():
            _fill(control(root, name), value)

    return edited(data, fill)


def _fill(sdt: etree._Element, value: str) -> None:
    properties, content = sdt.find(w("sdtPr")), sdt.find(w("sdtContent"))
    for flag in properties.findall(w("showingPlcHdr")):
        properties.remove(flag)
    checked = properties.find(f"{{{W14}}}checkbox/{{{W14}}}checked")
    if checked is not None:
        checked.set(f"{{{W14}}}val", str(int(bool(value))))
        value = "\u25a0" if value else "\u25a1"
    for item in properties.iter(w("listItem")):
        value = item.get(w("displayText")) if item.get(w("value")) == value else value
    content[:] = [run(value)]


def saved_by_libreoffice(data: bytes, folder: Path) -> bytes:
    """Return a document as LibreOffice has opened and saved it, in a folder of its own."""
    (folder / "a.docx").write_bytes(data)
    subprocess.run(
        [tool("soffice"), "--headless", f"-env:UserInstallation={(folder / 'p').as_uri()}",
         "--convert-to", "docx", "--outdir", str(folder / "out"), str(folder / "a.docx")],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    return (folder / "out" / "a.docx").read_bytes()


def run(value: str) -> etree._Element:
    made = etree.Element(w("r"))
    for part in re.split(r"([\n\t])", value):
        name = {"\n": "br", "\t": "tab"}.get(part, "t")
        child = etree.SubElement(made, w(name))
        if name == "t":
            child.text = part
            child.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return made


def paragraph(root: etree._Element, words: str) -> etree._Element:
    """Return the first paragraph that says these words."""
    return next(one for one in root.iter(w("p")) if words in "".join(one.itertext(w("t"))))


def commented(data: bytes, *texts: str, at: str = "Run the spring", whole: bool = True) -> bytes:
    """Let Grace comment on a paragraph; the second text and those after it answer the first."""
    said = "".join(
        f'<w:comment w:id="{number}" w:author="{"Grace" if number == 0 else "Ada Park"}"'
        f' w:date="{DATE}"><w:p w14:paraId="0000000{number}"><w:r><w:t>{text}</w:t></w:r></w:p>'
        "</w:comment>" for number, text in enumerate(texts)
    )  # fmt: skip
    replies = "".join(
        f'<w15:commentEx w15:paraId="0000000{number}" w15:paraIdParent="00000000"/>'
        for number in range(1, len(texts))
    )
    relations = "word/_rels/document.xml.rels"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
    extended = "http://schemas.microsoft.com/office/2011/relationships/commentsExtended"
    related = parts(data)[relations].replace(
        b"</Relationships>",
        f'<Relationship Id="rId90" Type="{kind}" Target="comments.xml"/><Relationship Id="rId91"'
        f' Type="{extended}" Target="commentsExtended.xml"/></Relationships>'.encode(),
    )

    def refer(root: etree._Element) -> None:
        about = paragraph(root, at)
        for number in range(len(texts)):
            if whole:
                start = etree.Element(w("commentRangeStart"), {w("id"): str(number)})
                about.insert(1 if about.find(w("pPr")) is not None else 0, start)
                about.append(etree.Element(w("commentRangeEnd"), {w("id"): str(number)}))
            mark = etree.SubElement(etree.SubElement(about, w("r")), w("commentReference"))
            mark.set(w("id"), str(number))

    return changed(
        edited(data, refer),
        **{
            relations: related,
            "word/comments.xml":
                f'<w:comments xmlns:w="{W}" xmlns:w14="{W14}">{said}</w:comments>'.encode(),
            "word/commentsExtended.xml":
                f'<w15:commentsEx xmlns:w15="{W15}">{replies}</w15:commentsEx>'.encode(),
        },
    )  # fmt: skip


def tracked(words: str, kind: str = "ins", author: str = "Grace Osei") -> etree._Element:
    text = "t" if kind in ("ins", "moveTo") else "delText"
    return etree.fromstring(
        f'<w:{kind} xmlns:w="{W}" w:id="9" w:author="{author}" w:date="{DATE}">'
        f"<w:r><w:{text}>{words}</w:{text}></w:r></w:{kind}>"
    )
