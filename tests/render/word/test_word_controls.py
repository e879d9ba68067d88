"""Each field that has a name is a content control, and says so when the file comes back."""

import json
from collections import Counter
from itertools import chain

import pytest
from docx.oxml.parser import parse_xml
from openxml_audit import OpenXmlValidator

from render.word.test_word_reference import letterhead, saved
from render.word.word_pages import W, find, opened, page, part, parts, text, written

FIELDS = """<p class="field"><label for="a">Notes</label>
<textarea id="a" name="record/notes/skills" rows="3"></textarea></p>
<table><thead><tr><th scope="col">What</th><th scope="col">View</th></tr></thead><tbody><tr>
<td><label for="b">What: action 1</label><input id="b" name="record/actions/new1/what"></td>
<td class="view"><label for="c">Your view: Go</label><input id="c" name="v/go"></td></tr></tbody>
</table>
<p class="next"><label for="d">We meet again on</label>
<input type="date" id="d" name="record/next_check_in" class="blank"></p>
<p><label><input type="checkbox" name="done"> done</label>
<label for="e">How often:</label> <select id="e" name="often"><option value=""></option>
<option value="m">monthly</option><option value="q">each quarter</option>
<option value="m">every month</option></select></p>
<p>nameless <input type="text" class="blank"></p>"""
GIVEN = """<p><input name="t" value="two  spaces"> <input type="checkbox" name="c" checked>
<input type="date" name="d" value="2027-01-13"> <select name="s"><option value="m">monthly</option>
<option value="q" selected>each quarter</option></select></p><textarea name="n">one\ttab
two</textarea>"""
IDENTITY = """<meta name="identity" content='{"document":"agenda","cycle":"2026-11 é"}'>"""
NAMES = ["record/notes/skills", "record/actions/new1/what", "v/go", "record/next_check_in",
         "done", "often"]  # fmt: skip
CONTROLS = "//w:p/w:sdt"


def properties(data: bytes) -> dict[str, str]:
    root = part(data, "docProps/custom.xml")
    return {found.get("name"): "".join(found.itertext()) for found in root}


def kinds(data: bytes) -> list[str]:
    return [found.tag.rpartition("}")[2] for found in find(data, f"{CONTROLS}/w:sdtPr/*[last()]")]


def audited(data: bytes, tmp_path) -> list:
    (tmp_path / "a.docx").write_bytes(data)
    return OpenXmlValidator().validate(tmp_path / "a.docx").errors


def test_each_field_with_a_name_is_a_control_within_its_line():
    data = written(page(FIELDS))
    assert find(data, f"{CONTROLS}/w:sdtPr/w:tag/@w:val") == NAMES
    assert len(find(data, "//w:sdt")) == len(NAMES)
    assert kinds(data) == ["showingPlcHdr", "text", "text", "date", "checkbox", "dropDownList"]


def test_a_textarea_takes_several_lines():
    """LibreOffice 7.4 would run the lines of a w:text together."""
    for sdt in find(written(page(FIELDS)), "//w:sdt[w:sdtPr/w:tag/@w:val='record/notes/skills']"):
        assert sdt.find("{*}sdtPr/{*}text") is None


def test_a_control_is_titled_by_its_label():
    assert find(written(page(FIELDS)), "//w:alias/@w:val") == [
        "Notes", "What: action 1", "Your view: Go", "We meet again on", "done", "How often",
    ]  # fmt: skip


def test_a_long_label_is_cut_to_what_word_takes():
    body = f"<p><label for='a'>{'𝄞' * 40}</label><input id='a' name='n'></p>"
    (title,) = find(written(page(body)), "//w:alias/@w:val")
    assert len(title.encode("utf-16-le")) // 2 <= 64
    assert title.endswith("𝄞…")


def test_an_empty_control_shows_blank_room():
    data = written(page(FIELDS))
    assert len(find(data, "//w:showingPlcHdr")) == 5  # a box to tick is never empty
    shown = find(data, "//w:sdt[w:sdtPr/w:showingPlcHdr]/w:sdtContent/w:r/*[last()]")
    assert [str(found.text or "\t").strip() for found in shown] == [""] * 5
    named = set(find(data, "//w:placeholder/w:docPart/@w:val"))
    glossary = "word/glossary/document.xml"
    assert set(find(data, "//w:docPartPr/w:name/@w:val", glossary)) == named


def test_room_is_no_wider_than_its_cell():
    widths = [len(found) for found in find(written(page(FIELDS)), "//w:sdtContent/w:r/w:t/text()")]
    assert widths[0] == 24
    assert 3 <= widths[2] < widths[1] <= 24


def test_the_name_of_a_bookmark_leads_to_its_field():
    data = written(page(FIELDS))
    bookmarks = find(data, "//w:p/w:bookmarkStart[following-sibling::*[1][self::w:sdt]]/@w:name")
    assert [properties(data)[name] for name in bookmarks] == NAMES
    ends = find(data, "//w:p/w:sdt/following-sibling::*[1][self::w:bookmarkEnd]/@w:id")
    assert ends == find(data, "//w:bookmarkStart/@w:id")


@pytest.mark.parametrize("path", ["//w:sdtPr/w:id/@w:val", "//w:bookmarkStart/@w:id"])
def test_ids_are_unique(path):
    assert max(Counter(find(written(page(FIELDS)), path)).values()) == 1


def test_the_identity_of_a_page_is_in_the_properties_of_the_file():
    said = properties(written(page(FIELDS, IDENTITY)))
    assert said["agenda.document"] == "agenda"
    assert said["agenda.cycle"] == "2026-11 é"
    assert not [name for name in properties(written(page(FIELDS))) if name.startswith("agenda.")]


def test_what_is_given_is_the_content_as_it_is():
    data = written(page(GIVEN))
    contents = ["".join(found.itertext()) for found in find(data, "//w:sdtContent")]
    assert contents == ["two  spaces", "■", "2027-01-13", "each quarter", "onetabtwo"]
    assert not find(data, "//w:showingPlcHdr")
    assert len(find(data, "//w:sdtContent//w:tab")) == len(find(data, "//w:sdtContent//w:br")) == 1


def test_a_date_says_which_day_it_is_and_in_which_language():
    data = written(page(GIVEN, root="lang='de'"))
    assert find(data, "//w:date/@w:fullDate") == ["2027-01-13T00:00:00Z"]
    assert find(data, "//w:date/w:lid/@w:val") == ["de"]
    assert find(data, "//w:date/w:dateFormat/@w:val") == ["yyyy-MM-dd"]


def test_no_two_items_of_a_choice_look_or_mean_the_same():
    items = find(written(page(FIELDS)), "//w:listItem")
    pairs = [tuple(item.attrib.values()) for item in items]
    assert pairs == [("monthly", "m"), ("each quarter", "q")]


def test_a_box_to_tick_may_be_passed_over_by_programs_that_do_not_know_it():
    root = part(written(page(FIELDS)))
    assert (
        root.get("{http://schemas.openxmlformats.org/markup-compatibility/2006}Ignorable") == "w14"
    )
    assert "w14" in root.nsmap


@pytest.mark.parametrize("body", [FIELDS, GIVEN], ids=["empty", "given"])
@pytest.mark.parametrize("root", ["lang='en-GB'", "lang='ar' dir='rtl'"])
def test_word_opens_it_without_repair(body, root, tmp_path):
    assert audited(written(page(body, IDENTITY, root)), tmp_path) == []


def test_the_same_page_gives_the_same_bytes():
    assert written(page(FIELDS, IDENTITY)) == written(page(FIELDS, IDENTITY))


def test_a_flat_document_has_room_alone():
    data = written(page(FIELDS, IDENTITY), flat=True)
    assert not find(data, "//w:sdt | //w:bookmarkStart")
    assert not [name for name in parts(data) if "custom" in name or "glossary" in name]


def test_what_is_typed_into_a_cell_with_edges_keeps_off_them():
    assert len(find(written(page(FIELDS)), "//w:tc[w:tcPr/w:tcBorders]/w:tcPr/w:tcMar/w:left")) == 1
    assert not find(written(page(FIELDS), flat=True), "//w:tcMar")


def test_controls_take_no_room():
    """What a printed page says is what a flat one says, which has lines in its rooms besides."""
    control, flat = (written(page(FIELDS), flat=flat) for flat in (False, True))
    assert text(control).split() == text(flat).split()
    for path in ("//w:trHeight[@w:hRule='atLeast']", "//w:gridCol/@w:w"):
        assert len(find(control, path)) == len(find(flat, path))


def test_ids_and_bookmarks_of_a_reference_are_left_to_it(tmp_path):
    document = letterhead()
    header = document.sections[0].header._element
    for xml in ('<w:bookmarkStart xmlns:w="{w}" w:id="1" w:name="agenda_2"/>',
                '<w:bookmarkEnd xmlns:w="{w}" w:id="1"/>'):  # fmt: skip
        header[0].append(parse_xml(xml.format(**W)))
    data = written(page(FIELDS, IDENTITY), reference=saved(document))
    names = find(data, "//w:bookmarkStart/@w:name")
    assert names == [f"agenda_{number}" for number in range(3, 9)]
    assert sorted(set(properties(data)) - {"agenda.document", "agenda.cycle"}) == names
    assert opened(data).sections[0].header.paragraphs[0].text == "Example Ltd"
    assert audited(data, tmp_path) == []


def test_identity_is_plain_json_in_the_head():
    made = json.dumps({"document": "agenda"})
    assert properties(written(page("x", f"<meta name='identity' content='{made}'>"))) == {
        "agenda.document": "agenda"
    }
    assert not list(chain.from_iterable(find(written(page("x")), "//w:sdt")))
