"""What was typed into a Word document comes back as it was typed, whichever program saved it."""

import re
import zipfile
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from agenda.collect.controls import LONGEST, read_word
from agenda.collect.word_file import MOST_BYTES, MOST_PARTS
from agenda.source.problems import Severity, Stop
from collect.word_copies import (
    DOCUMENT,
    EMPTY,
    NAMES,
    TEXTS,
    TYPED,
    W,
    changed,
    control,
    edited,
    filled,
    replaced,
    run,
    saved_by_libreoffice,
    tag,
    w,
)
from draws import grid
from ground import ending
from render.word.word_pages import page, parts, written

FILLED = filled(EMPTY, TYPED)
TAGS = r"<w:tag w:val=\"[^\"]*\"/>"
CUSTOM = "docProps/custom.xml"
INSERTED = f'<w:ins xmlns:w="{W}" w:id="9" w:author="x"/>'


def test_an_untouched_copy_has_every_field_empty():
    assert read_word(EMPTY).typed == dict.fromkeys(NAMES, "")


def test_what_was_typed_is_read():
    returned = read_word(FILLED)
    assert returned.typed == TYPED
    assert returned.problems == ()


def test_the_copy_says_what_it_is():
    assert read_word(EMPTY).about == {"document": "agenda", "cycle": "2026-11"}


def test_a_document_of_another_kind_has_lost_its_fields_or_never_had_any():
    returned = read_word(written(page("<p>a letter</p>")))
    assert (returned.typed, returned.about, returned.text) == ({}, {}, "a letter")
    assert [one.rule for one in returned.problems] == ["flattened"]


LINE = st.text(st.characters(exclude_categories=["C", "Z"], include_characters=" \t"), max_size=40)
LINES = st.lists(LINE, max_size=5).map("\n".join)


def kept(text: str) -> str:
    """What is left of a placeholder ends no text; a box alone is one to tick."""
    text = text.strip("\u2003\t")
    return text if text.strip() else ""


@given(st.fixed_dictionaries({"record/notes/skills": LINES, "what": LINE, "next": LINE}))
def test_any_text_is_read_as_it_was_typed(values):
    read_back = read_word(filled(EMPTY, values)).typed
    assert {name: read_back[name] for name in TEXTS} == {
        name: kept(value) for name, value in values.items()
    }


def without_tags(data: bytes) -> bytes:
    return replaced(data, TAGS, "")


def dissolved(data: bytes) -> bytes:
    """Leave bookmarks around plain text, as of a control that was deleted."""

    def dissolve(root):
        for sdt in list(root.iter(w("sdt"))):
            parent, place = sdt.getparent(), sdt.getparent().index(sdt)
            parent[place : place + 1] = list(sdt.find(w("sdtContent")))

    return edited(data, dissolve)


def inward(data: bytes) -> bytes:
    """Move the start of each bookmark into its control, as LibreOffice does."""

    def move(root):
        for sdt in root.iter(w("sdt")):
            sdt.find(w("sdtContent")).insert(0, sdt.getprevious())

    return without_tags(edited(data, move))


def around_paragraphs(data: bytes) -> bytes:
    """Put the control around the paragraph that it is alone in, one for each of its lines."""

    def lift(root):
        for sdt in list(root.iter(w("sdt"))):
            paragraph = sdt.getparent()
            if tag(sdt) in {"record/notes/skills", "what"}:
                text = "".join(
                    {"br": "\n", "tab": "\t"}.get(part.tag.rpartition("}")[2], part.text or "")
                    for part in sdt.iterdescendants(w("t"), w("br"), w("tab"))
                    if part.getparent().tag == w("r")
                )
                lines = [etree.Element(w("p")) for _ in text.split("\n")]
                for line, words in zip(lines, text.split("\n"), strict=True):
                    line.append(run(words))
                paragraph.getparent().replace(paragraph, sdt)
                sdt.find(w("sdtContent"))[:] = lines

    return edited(data, lift)


def around_cells(data: bytes) -> bytes:
    def lift(root):
        sdt = control(root, "what")
        cell = sdt.getparent().getparent()
        paragraph, content = sdt.getparent(), list(sdt.find(w("sdtContent")))
        paragraph[:] = content
        cell.getparent().replace(cell, sdt)
        sdt.find(w("sdtContent"))[:] = [cell]

    return edited(data, lift)


def with_wrappers(data: bytes) -> bytes:
    """Google Docs puts controls with tags of its own around what it likes."""

    def wrap(root):
        for number, sdt in enumerate(list(root.iter(w("sdt")))):
            outer = etree.fromstring(
                f'<w:sdt xmlns:w="{W}"><w:sdtPr><w:tag w:val="goog_rdk_{number}"/></w:sdtPr>'
                "<w:sdtContent/></w:sdt>"
            )
            sdt.getparent().replace(sdt, outer)
            outer[1].append(sdt)

    return edited(data, wrap)


def strict(data: bytes) -> bytes:
    purl = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    return replaced(data, re.escape(W), purl)


@pytest.mark.parametrize(
    "change",
    [without_tags, inward, dissolved, around_paragraphs, around_cells, with_wrappers, strict],
)
@pytest.mark.parametrize("values", [TYPED, dict.fromkeys(NAMES, "")], ids=["filled", "empty"])
def test_every_program_may_save_it_in_its_own_way(change, values):
    data = filled(EMPTY, values) if values is TYPED else EMPTY
    expected = values
    if change is dissolved:  # then nothing says any more which word stood for which value
        expected = {**values, "often": values["often"] and "each quarter",
                    "done": "\u25a0" if values["done"] else "\u25a1"}  # fmt: skip
    assert read_word(change(data)).typed == expected


def test_tags_alone_are_enough():
    assert read_word(changed(FILLED, **{CUSTOM: None})).typed == TYPED


def test_a_field_that_was_deleted_is_not_there():
    def delete(root):
        sdt = control(root, "what")
        for found in (sdt.getprevious(), sdt.getnext(), sdt):
            found.getparent().remove(found)

    assert set(read_word(edited(FILLED, delete)).typed) == set(NAMES) - {"what"}


def test_text_typed_beside_an_empty_control_in_its_bookmark_is_read():
    def beside(root):
        control(root, "what").addnext(run("outside"))

    assert read_word(edited(EMPTY, beside)).typed["what"] == "outside"


@pytest.mark.parametrize("side", ["addprevious", "addnext"])
@pytest.mark.parametrize("name", ["what", "record/notes/skills"])
@pytest.mark.parametrize("data", [EMPTY, FILLED], ids=["empty", "filled"])
def test_text_typed_beside_a_field_is_none_of_its_own_and_stands_in_its_line(data, name, side):
    def beside(root):
        sdt = control(root, name)
        bookmark = sdt.getprevious() if side == "addprevious" else sdt.getnext()
        getattr(bookmark, side)(run(" typed  there "))

    returned = read_word(edited(data, beside))
    assert returned.typed == read_word(data).typed
    before = [line.text for line in read_word(data).lines]
    changed_lines = [line.text for line in returned.lines if line.text not in before]
    assert len(changed_lines) == 1
    assert "typed there" in changed_lines[0]


def test_text_typed_beside_a_filled_control_in_its_bookmark_stands_in_its_line():
    def beside(root):
        control(root, "what").addnext(run("outside"))

    returned = read_word(edited(FILLED, beside))
    assert returned.typed == TYPED
    assert "outside" in [line.text for line in returned.lines]


def test_a_field_that_is_gone_is_told():
    def delete(root):
        sdt = control(root, "what")
        for found in (sdt.getprevious(), sdt.getnext(), sdt):
            found.getparent().remove(found)

    (problem,) = read_word(edited(FILLED, delete)).problems
    assert (problem.severity, problem.rule) == (Severity.WARNING, "returned-gone")
    assert problem.message == "the field what is gone from the copy"


def test_what_word_asks_for_in_an_emptied_control_is_no_text():
    def ask(root):
        asking = run("Hier klicken oder tippen")
        style = etree.SubElement(etree.Element(w("rPr")), w("rStyle"))
        style.set(w("val"), "Platzhaltertext")
        asking.insert(0, style.getparent())
        control(root, "what").find(w("sdtContent"))[:] = [asking]

    prompt = (
        '<w:style w:type="character" w:styleId="Platzhaltertext">'
        '<w:name w:val="Placeholder Text"/></w:style></w:styles>'
    )
    data = replaced(edited(EMPTY, ask), "</w:styles>", prompt, "word/styles.xml")
    assert read_word(data).typed["what"] == ""


def test_what_was_typed_where_a_program_left_the_mark_of_a_placeholder_is_read():
    def type_into(root):
        for name in TEXTS:
            control(root, name).find(w("sdtContent"))[:] = [run(TYPED[name])]

    read_back = read_word(edited(EMPTY, type_into)).typed
    assert {name: read_back[name] for name in TEXTS} == {name: TYPED[name] for name in TEXTS}


def test_what_is_left_of_the_placeholder_is_no_text():
    assert (
        read_word(filled(EMPTY, {"what": "\u2003\u2003hello \u2003", "next": "May\t"})).typed[
            "what"
        ]
        == "hello "
    )
    assert read_word(filled(EMPTY, {"next": "May\t"})).typed["next"] == "May"


@pytest.mark.parametrize("glyph", ["☒", "☑", "■", "☐", "□", "✓"])
def test_a_box_without_its_state_is_read_as_it_looks(glyph):
    def draw(root):
        sdt = control(root, "done")
        properties = sdt.find(w("sdtPr"))
        properties.remove(properties[-1])
        sdt.find(w("sdtContent"))[:] = [run(glyph)]

    assert read_word(edited(EMPTY, draw)).typed["done"] == glyph


MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
EMOJI = (
    f'<mc:AlternateContent xmlns:mc="{MC}"><mc:Choice Requires="w16se">'
    '<w16se:symEx xmlns:w16se="http://schemas.microsoft.com/office/word/2015/wordml/symex"'
    ' w16se:font="Segoe UI Emoji" w16se:char="1F60A"/></mc:Choice>'
    "<mc:Fallback><w:t>😊</w:t></mc:Fallback></mc:AlternateContent>"
)
UNKNOWN_CHOICE = (
    f'<mc:AlternateContent xmlns:mc="{MC}"><mc:Choice Requires="x"><x/></mc:Choice>'
    "<mc:Fallback><w:t>instead</w:t></mc:Fallback></mc:AlternateContent>"
)
SIGNS = {
    "emoji": (EMOJI, "😊"),
    "what nobody knows": (UNKNOWN_CHOICE, "instead"),
    "tick": ('<w:sym w:font="Wingdings" w:char="F0FC"/>', "✓"),
    "ticked box": ('<w:sym w:font="Wingdings" w:char="F0FE"/>', "☑"),
    "tick of the second font": ('<w:sym w:font="Wingdings 2" w:char="F050"/>', "✓"),
    "arrow": ('<w:sym w:font="Wingdings" w:char="F0E0"/>', "→"),
    "thick arrow": ('<w:sym w:font="Wingdings" w:char="F0E8"/>', "→"),
    "smile": ('<w:sym w:font="Wingdings" w:char="F04A"/>', "☺"),
    "letter": ('<w:sym w:font="Symbol" w:char="F061"/>', "α"),
    "comparison": ('<w:sym w:font="Symbol" w:char="F0A3"/>', "≤"),
    "a code without its offset": ('<w:sym w:font="Wingdings" w:char="00FC"/>', "✓"),
    "a font of letters": ('<w:sym w:font="Arial" w:char="2713"/>', "✓"),
    "a face": ('<w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr><w:t>ü</w:t>', "✓"),
    "a face, offset": ('<w:rPr><w:rFonts w:hAnsi="Wingdings"/></w:rPr><w:t>\uf0e0</w:t>', "→"),
}  # fmt: skip


@pytest.mark.parametrize("words", ["", "From senior "])
@pytest.mark.parametrize("name", SIGNS)
def test_signs_that_word_writes_in_its_own_way_are_read(name, words):
    sign, meant = SIGNS[name]

    def type_into(root):
        made = etree.fromstring(f'<w:r xmlns:w="{W}">{sign}</w:r>')
        control(root, "what").find(w("sdtContent"))[:] = [run(words), made]

    returned = read_word(edited(EMPTY, type_into))
    assert returned.typed["what"] == words + meant
    assert returned.problems == ()


def test_a_sign_that_only_its_font_knows_is_told():
    sign = f'<w:r xmlns:w="{W}"><w:sym w:font="Corporate Icons" w:char="F041"/></w:r>'

    def type_into(root):
        control(root, "what").find(w("sdtContent"))[:] = [etree.fromstring(sign)]

    returned = read_word(edited(EMPTY, type_into))
    assert returned.typed["what"] == "\ufffd"
    assert [(one.severity, one.rule) for one in returned.problems] == [
        (Severity.WARNING, "returned-symbol")
    ]


def test_a_choice_that_is_not_on_the_list_stays_as_it_is():
    assert read_word(filled(EMPTY, {"often": "never"})).typed["often"] == "never"


def test_a_date_is_read_as_it_is_shown():
    assert read_word(filled(EMPTY, {"due": "next Monday"})).typed["due"] == "next Monday"


def test_a_date_that_is_shown_nowhere_is_read_from_its_control():
    data = replaced(
        filled(EMPTY, {"due": ""}), "<w:date>", '<w:date w:fullDate="2027-02-01T00:00:00Z">'
    )
    assert read_word(data).typed["due"] == "2027-02-01"


def test_one_field_with_two_texts_is_not_guessed():
    def copy(root):
        sdt = etree.fromstring(etree.tostring(control(root, "what")))
        sdt.find(w("sdtContent"))[:] = [run("another")]
        root[0][0].append(sdt)

    returned = read_word(edited(FILLED, copy))
    assert "what" not in returned.typed
    (problem,) = returned.problems
    assert problem.rule == "returned-field"
    fault = "“What: action 1” is there twice, with different texts: “another” and “Ask  R&D <soon>”"
    assert problem.message == fault


def test_one_field_with_the_same_text_twice_is_read():
    def copy(root):
        root[0][0].append(etree.fromstring(etree.tostring(control(root, "what"))))

    returned = read_word(edited(FILLED, copy))
    assert (returned.typed, returned.problems) == (TYPED, ())


def in_content(root, xml: str) -> None:
    control(root, "what").find(w("sdtContent")).append(etree.fromstring(xml))


def around_control(root, xml: str) -> None:
    sdt, change = control(root, "what"), etree.fromstring(xml)
    sdt.getparent().replace(sdt, change)
    change.append(sdt)


@pytest.mark.parametrize("place", [in_content, around_control])
@pytest.mark.parametrize("change", ["ins", "del", "moveFrom", "moveTo"])
def test_a_tracked_change_is_left_to_who_made_it(change, place):
    returned = read_word(edited(FILLED, lambda root: place(root, INSERTED.replace("ins", change))))
    assert set(returned.typed) == set(NAMES) - {"what"}
    (problem,) = returned.problems
    assert (problem.severity, problem.rule) == (Severity.ERROR, "returned-field")
    assert problem.message.startswith("“What: action 1” has tracked changes")
    assert problem.help == "accept or reject them in Word and save again"


def test_a_tracked_change_of_a_field_is_told_in_words():
    change = f'<w:ins xmlns:w="{W}" w:id="9" w:author="x"><w:r><w:t> today</w:t></w:r></w:ins>'
    (problem,) = read_word(edited(FILLED, lambda root: in_content(root, change))).problems
    words = "“Ask  R&D <soon>” → “Ask  R&D <soon> today”"
    assert problem.message == f"“What: action 1” has tracked changes: {words}"


def test_tracked_changes_beside_fields_matter_to_none():
    returned = read_word(edited(FILLED, lambda root: root[0][0].append(etree.fromstring(INSERTED))))
    assert (returned.typed, returned.problems) == (TYPED, ())


def test_a_text_that_is_no_note_any_more_is_told():
    returned = read_word(filled(EMPTY, {"what": "x" * (LONGEST + 1)}))
    assert "what" not in returned.typed
    assert "more than 20000 characters" in returned.problems[0].message


def test_macros_are_told_and_the_rest_is_read():
    returned = read_word(changed(FILLED, **{"word/vbaProject.bin": b"\0"}))
    assert returned.typed == TYPED
    assert [(found.severity, found.rule) for found in returned.problems] == [
        (Severity.WARNING, "returned-macros")
    ]
    types = "[Content_Types].xml"
    kind = r"application/vnd[a-z.-]*wordprocessingml\.document\.main"
    docm = replaced(FILLED, kind, "application/vnd.ms-word.document.macroEnabled.main", types)
    assert read_word(docm).problems == returned.problems


def packed(entries: dict[str, bytes]) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return stream.getvalue()


def doctype(declared: str, used: str = "") -> bytes:
    source = parts(FILLED)[DOCUMENT].decode()
    source = source.replace("Before.", used)
    return changed(FILLED, **{DOCUMENT: f"<!DOCTYPE x [{declared}]>{source}".encode()})


def lied_about(data: bytes) -> bytes:
    """Say in the directory that the text is short."""
    size = len(parts(data)[DOCUMENT]).to_bytes(4, "little")
    return data.replace(size, (99).to_bytes(4, "little"))


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
DEEP = f'<w:document xmlns:w="{W}">' + "<w:a>" * 100_000 + "</w:a>" * 100_000 + "</w:document>"
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
HOSTILE = {
    "nothing": (b"", "is not a Word document"),
    "random bytes": (bytes(range(256)) * 40, "is not a Word document"),
    "truncated": (FILLED[: len(FILLED) // 2], "is not a Word document"),
    "a ZIP": (packed({"a.txt": b"a"}), "is not a Word document"),
    "a sheet": (replaced(FILLED, "wordprocessingml.document.main", "spreadsheetml.sheet.main",
                         "[Content_Types].xml"), "is not a Word document"),
    "no text": (changed(FILLED, **{DOCUMENT: None}), "is not a Word document"),
    "broken text": (changed(FILLED, **{DOCUMENT: b"<w:document"}), "is damaged"),
    "broken properties": (changed(FILLED, **{CUSTOM: b"<"}), "is damaged"),
    "a password": (OLE + "EncryptedPackage".encode("utf-16-le"), "is locked with a password"),
    "an old .doc": (OLE, "or is of Word 97"),
    "a bomb": (changed(FILLED, **{"word/media/a.png": b"\0" * (MOST_BYTES + 1)}), "50 MB"),
    "a long text": (changed(FILLED, **{DOCUMENT: b" " * (9 * 2**20)}), "more than 8 MB"),
    "a lying directory": (lied_about(FILLED), "is damaged"),
    "many parts": (changed(FILLED, **{f"a{n}": b"" for n in range(MOST_PARTS)}), "2000 parts"),
    "a DTD": (doctype(""), "defines entities"),
    "laughs": (doctype('<!ENTITY l0 "ha">' + LAUGHS, "&l9;"), "is damaged"),
    "a file": (doctype('<!ENTITY x SYSTEM "file:///etc/passwd">', "&x;"), "defines entities"),
    "deep": (changed(FILLED, **{DOCUMENT: DEEP.encode()}), "is damaged"),
    "properties": (replaced(FILLED, "</cp:Properties>", '<cp:property name="x"><a/></cp:property>'
                            * 2001 + "</cp:Properties>", CUSTOM), "more than 2000 properties"),
}  # fmt: skip


@grid("name", HOSTILE)
def test_what_is_no_copy_of_ours_is_said(name):
    data, fault = HOSTILE[name]
    with ending(5), pytest.raises(Stop) as stop:
        read_word(data)
    (problem,) = stop.value.problems
    assert problem.rule == "returned-copy"
    assert problem.message.startswith("the returned copy ")
    assert fault in problem.message
    assert problem.help


def test_a_password_is_told_how_to_be_rid_of():
    with pytest.raises(Stop) as stop:
        read_word(HOSTILE["a password"][0])
    assert "without a password" in stop.value.problems[0].help


def crowded(names: int, text: str) -> bytes:
    """Return a copy whose bookmarks, as many as there are names, stand around a text."""
    starts = "".join(f'<w:bookmarkStart w:id="{n}" w:name="agenda_{n}"/>' for n in range(names))
    ends = "".join(f'<w:bookmarkEnd w:id="{n}"/>' for n in range(names))
    body = f"<w:body><w:p>{starts}{text}{ends}</w:p></w:body>"
    said = "".join(
        f'<cp:property name="agenda_{n}"><vt:lpwstr>f{n}</vt:lpwstr></cp:property>'
        for n in range(names)
    )
    data = replaced(FILLED, "(<cp:Properties[^>]*>).*", rf"\1{said}</cp:Properties>", CUSTOM)
    return changed(data, **{DOCUMENT: f'<w:document xmlns:w="{W}">{body}</w:document>'.encode()})


def test_many_controls_and_bookmarks_take_no_time():
    with ending(3):
        assert len(read_word(crowded(900, "<w:sdt><w:sdtContent/></w:sdt>" * 1900)).typed) == 900


TAGGED = '<w:sdt><w:sdtPr><w:tag w:val="f0"/></w:sdtPr><w:sdtContent/></w:sdt>'
NESTED = "<w:sdt><w:sdtPr/><w:sdtContent>" * 90 + "<w:r><w:t>a</w:t></w:r>" * 200
CROWDS = {
    "controls with one tag": (1, TAGGED * 100_000),
    "as many as are read, with one tag": (1, TAGGED * 1900),
    "controls by bookmarks": (1900, "<w:sdt><w:sdtContent/></w:sdt>" * 80_000),
    "bookmarks by words": (1900, "<w:r><w:t>a</w:t></w:r>" * 19_000),
    "nested controls": (900, (NESTED + "</w:sdtContent></w:sdt>" * 90) * 20),
    "controls in bookmarks with one name": (900, TAGGED * 900),
}


@pytest.mark.parametrize("name", CROWDS)
def test_what_no_document_of_ours_holds_is_refused_at_once(name):
    data = crowded(*CROWDS[name])
    with ending(3), pytest.raises(Stop) as stop:
        read_word(data)
    assert stop.value.problems[0].rule == "returned-copy"


@given(st.integers(0, len(FILLED) - 1), st.binary(min_size=1, max_size=8))
def test_a_damaged_copy_is_read_or_refused(place, noise):
    try:
        read_word(FILLED[:place] + noise + FILLED[place + len(noise) :])
    except Stop as stop:
        assert stop.problems[0].rule == "returned-copy"  # noqa: PT017 - either is well


@pytest.fixture(scope="module")
def resaved(tmp_path_factory) -> bytes:
    """The filled copy, opened and saved by LibreOffice."""
    return saved_by_libreoffice(FILLED, tmp_path_factory.mktemp("resaved"))


def test_libreoffice_gives_every_value_back(resaved):
    returned = read_word(resaved)
    assert returned.typed == TYPED
    assert returned.about == {"document": "agenda", "cycle": "2026-11"}
    assert returned.problems == ()


def over_the_box(text: str) -> bytes:
    def write(root):
        control(root, "done").find(w("sdtContent"))[:] = [run(text)]

    return edited(EMPTY, write)


@pytest.mark.parametrize("mark", ["x", "X", "yes", "Ja", "☒", "■", "✓", " X "])
def test_a_mark_that_is_typed_over_a_box_ticks_it(mark):
    assert read_word(over_the_box(mark)).typed["done"] == "yes"


@pytest.mark.parametrize("empty", ["□", "☐", ""])
def test_a_box_that_was_let_be_is_not_ticked(empty):
    returned = read_word(over_the_box(empty))
    assert (returned.typed["done"], returned.problems) == ("", ())


@pytest.mark.parametrize("words", ["No, please ask HR first", "no", "later"])
def test_words_that_are_typed_over_a_box_are_told(words):
    (problem,) = read_word(over_the_box(words)).problems
    assert (problem.rule, problem.severity) == ("returned-field", "error")
    assert f"says “{words}”" in problem.message
