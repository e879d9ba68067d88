"""A reference document gives its look, and nothing of its text."""

import re
import zipfile
from io import BytesIO

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.parser import parse_xml
from docx.shared import Mm, Pt, RGBColor
from openxml_audit import OpenXmlValidator

from agenda.render.word.reference import MOST_BYTES
from agenda.source.problems import Stop
from render.word.word_pages import SAMPLE, THEME, W, find, opened, page, parts, text, written

MARK = '<meta name="marking" content="PRIVATE">'
FOOT = '<meta name="footer" content="our foot">'


def saved(document) -> bytes:
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def letterhead():
    document = docx.Document()
    document.add_paragraph("CANARY in the body", style="List Number")
    document.add_table(1, 1).cell(0, 0).text = "CANARY in a table"
    document.core_properties.comments = "CANARY in a comment"
    document.core_properties.keywords = "CANARY"
    document.styles["Normal"].font.size = Pt(12)
    document.styles["Normal"].font.name = "Georgia"
    document.styles["Heading 1"].font.color.rgb = RGBColor(0x99, 0x00, 0x33)
    section = document.sections[0]
    section.page_width, section.left_margin = Mm(200), Mm(33)
    section.header.paragraphs[0].text = "Example Ltd"
    return document


def changed(data: bytes, **changes: bytes) -> bytes:
    """Write a package anew with some of its parts replaced or added."""
    result = BytesIO()
    with zipfile.ZipFile(result, "w") as archive:
        for name, content in {**parts(data), **changes}.items():
            archive.writestr(name, content)
    return result.getvalue()


def test_its_styles_page_and_header_are_taken(tmp_path):
    data = written(SAMPLE, reference=saved(letterhead()))
    document = opened(data)
    assert document.styles["Normal"].font.name == "Georgia"
    assert abs(document.sections[0].page_width - Mm(200)) < Pt(1)
    assert document.sections[0].header.paragraphs[0].text == "Example Ltd"
    (tmp_path / "a.docx").write_bytes(data)
    assert OpenXmlValidator().validate(tmp_path / "a.docx").errors == []


def test_nothing_of_its_text_or_properties_survives():
    data = written(SAMPLE, reference=saved(letterhead()))
    assert not [name for name, content in parts(data).items() if b"CANARY" in content]
    assert opened(data).core_properties.author == "Ada Park"


def test_parts_that_hold_words_are_dropped():
    reference = saved(letterhead())
    rels = parts(reference)["_rels/.rels"].replace(
        b"</Relationships>",
        b'<Relationship Id="rId77" Target="docProps/custom.xml" Type="http://schemas.openxml'
        b'formats.org/officeDocument/2006/relationships/custom-properties"/></Relationships>',
    )  # fmt: skip
    types = parts(reference)["[Content_Types].xml"].replace(
        b"</Types>", b'<Override PartName="/docProps/custom.xml" ContentType="application/vnd.'
        b'openxmlformats-officedocument.custom-properties+xml"/></Types>')  # fmt: skip
    custom = b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties">CANARY</Properties>'
    changes = {"_rels/.rels": rels, "[Content_Types].xml": types, "docProps/custom.xml": custom}
    data = written(SAMPLE, reference=changed(reference, **changes))
    assert not [name for name, content in parts(data).items() if b"CANARY" in content]


def test_variables_and_templates_of_its_settings_are_dropped():
    document = letterhead()
    settings = parts(saved(document))["word/settings.xml"].replace(
        b"</w:settings>",
        b'<w:docVars><w:docVar w:name="x" w:val="CANARY"/></w:docVars></w:settings>',
    )
    data = written(SAMPLE, reference=changed(saved(document), **{"word/settings.xml": settings}))
    assert b"CANARY" not in parts(data)["word/settings.xml"]


def test_our_styles_rest_on_its_normal():
    data = written(SAMPLE, reference=saved(letterhead()))
    sheet = "//w:style[w:name/@w:val='{}']"
    assert not find(data, sheet.format("Purpose") + "//w:rFonts", "word/styles.xml")
    assert find(data, sheet.format("Box Heading") + "//w:color/@w:val", "word/styles.xml") == [
        "990033"
    ]
    (small,) = find(data, sheet.format("Legend") + "//w:sz/@w:val", "word/styles.xml")
    assert 20 <= int(small) <= 23  # of a text of 24 half-points


def test_a_style_of_its_own_wins_over_ours_of_the_same_name():
    document = letterhead()
    document.styles.add_style("Legend", WD_STYLE_TYPE.PARAGRAPH).font.italic = True
    data = written(SAMPLE, reference=saved(document))
    assert len(find(data, "//w:style[w:name/@w:val='Legend']", "word/styles.xml")) == 1
    assert opened(data).styles["Legend"].font.italic


def test_a_translated_heading_is_known_by_its_name():
    document = letterhead()
    document.styles["Heading 1"].element.set(
        "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}styleId", "berschrift1"
    )
    data = written(page("<h2>Ziele</h2>"), reference=saved(document))
    assert find(data, "//w:p[.//w:t='Ziele']/w:pPr/w:pStyle/@w:val") == ["berschrift1"]


def test_an_id_that_is_taken_gets_another():
    document = letterhead()
    style = document.styles.add_style("Something else", WD_STYLE_TYPE.CHARACTER)
    style.element.set(
        "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}styleId", "Legend"
    )
    data = written(page("<p class='legend'>x</p>"), reference=saved(document))
    assert find(data, "//w:p[.//w:t='x']/w:pPr/w:pStyle/@w:val") == ["LegendAgenda"]


def test_our_lists_are_added_to_its_own():
    data = written(page("<ol><li>a</li></ol>"), reference=saved(letterhead()))
    (number,) = find(data, "//w:p[.//w:t='a']/w:pPr/w:numPr/w:numId/@w:val")
    path = f"//w:num[@w:numId='{number}']/w:abstractNumId/@w:val"
    (definition,) = find(data, path, "word/numbering.xml")
    assert find(data, f"//w:abstractNum[@w:abstractNumId='{definition}']", "word/numbering.xml")


def test_our_foot_is_written_where_it_has_none():
    data = written(page("x", FOOT), reference=saved(letterhead()))
    assert opened(data).sections[0].footer.paragraphs[0].text == "our foot"


def test_its_own_foot_stays_alone():
    document = letterhead()
    document.sections[0].footer.paragraphs[0].text = "its foot"
    data = written(page("x", FOOT), reference=saved(document))
    assert [p.text for p in opened(data).sections[0].footer.paragraphs] == ["its foot"]


def test_the_marking_heads_all_its_sorts_of_pages():
    document = letterhead()
    section = document.sections[0]
    section.different_first_page_header_footer = True
    document.settings.odd_and_even_pages_header_footer = True
    made = opened(written(page("x", MARK), reference=saved(document))).sections[0]
    heads = (made.header, made.first_page_header, made.even_page_header)
    assert [head.paragraphs[0].text for head in heads] == ["PRIVATE"] * 3
    assert made.header.paragraphs[1].text == "Example Ltd"


def test_a_narrow_page_has_no_column_at_its_side():
    document = letterhead()
    document.sections[0].page_width = Mm(120)
    body = "<section><h3 class='side'>Goals</h3><p>To lead</p></section>"
    data = written(page(body), reference=saved(document))
    assert text(data) == "Goals\nTo lead"
    assert not find(data, "//w:p/w:pPr/w:ind | //w:framePr")


def test_it_may_lack_everything_but_a_document():
    bare = {
        "[Content_Types].xml": b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',  # noqa: E501
        "_rels/.rels": b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',  # noqa: E501
        "word/document.xml": b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p/></w:body></w:document>',
    }
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in bare.items():
            archive.writestr(name, content)
    assert text(written(page("<ul><li>x</li></ul>"), reference=stream.getvalue())) == "x"


def test_a_section_without_measures_gets_those_of_the_paper():
    document = letterhead()
    section = document.sections[0]._sectPr
    section.remove(section.find("{*}pgSz"))
    made = opened(written(page("x"), paper="letter", reference=saved(document))).sections[0]
    assert made.page_width.inches == 8.5
    assert made.header.paragraphs[0].text == "Example Ltd"


def test_a_control_in_its_header_is_unbound_and_keeps_its_text():
    document = letterhead()
    control = (
        f'<w:sdt xmlns:w="{W["w"]}"><w:sdtPr><w:dataBinding w:xpath="/x" w:storeItemID="{{1}}"/>'
        "</w:sdtPr><w:sdtContent><w:p><w:r><w:t>Bound</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    )
    document.sections[0].header._element.append(parse_xml(control))
    data = written(page("x"), reference=saved(document))
    head = parts(data)["word/header1.xml"]
    assert b"Bound" in head
    assert b"dataBinding" not in head


def test_a_heading_in_black_leaves_our_accent():
    document = letterhead()
    document.styles["Heading 1"].font.color.rgb = None
    data = written(SAMPLE, reference=saved(document))
    colour = "//w:style[w:name/@w:val='Box Heading']//w:color/@w:val"
    assert find(data, colour, "word/styles.xml") == [THEME.colours["accent"][1:]]


def bomb() -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", b" " * (MOST_BYTES + 1))
    return stream.getvalue()


def zipped(**contents: bytes) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in contents.items():
            archive.writestr(name, content)
    return stream.getvalue()


OFFICE = b"application/vnd.openxmlformats-officedocument."


def retyped(kind: bytes) -> bytes:
    data = saved(letterhead())
    types = parts(data)["[Content_Types].xml"].replace(
        OFFICE + b"wordprocessingml.document.main+xml", kind
    )
    return changed(data, **{"[Content_Types].xml": types})


USELESS = {
    "no zip": (lambda: b"Dear Grace", "is not a Word document"),
    "nothing": (lambda: b"", "is not a Word document"),
    "another zip": (lambda: changed(saved(letterhead()))[:200], "is not a Word document"),
    "locked": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
               "locked with a password"),
    "a bomb": (bomb, "MB when unpacked"),
    "a template": (lambda: retyped(OFFICE + b"wordprocessingml.template.main+xml"), ".dotx"),
    "macros": (lambda: retyped(b"application/vnd.ms-word.document.macroEnabled.main+xml"), ".docm"),
    "a sheet": (lambda: retyped(OFFICE + b"spreadsheetml.sheet.main+xml"),
                "is not a Word document"),
    "no types": (lambda: zipped(**{"word/document.xml": b"<x/>"}), "is not a Word document"),
    "broken types": (lambda: zipped(**{"[Content_Types].xml": b"<Types"}),
                     "is not a Word document"),
    "broken": (lambda: changed(saved(letterhead()), **{"word/document.xml": b"<w:document"}),
               "cannot be read"),
}  # fmt: skip


@pytest.mark.parametrize("name", USELESS)
def test_what_cannot_serve_is_said(name):
    made, fault = USELESS[name]
    with pytest.raises(Stop) as stop:
        written(SAMPLE, reference=made())
    (problem,) = stop.value.problems
    assert problem.rule == "reference-doc"
    assert fault in problem.message
    assert problem.help


def with_footer_field(instruction: str) -> bytes:
    document = letterhead()
    field = "<w:r><w:t>x</w:t></w:r>"
    paragraph = document.sections[0].footer.paragraphs[0]
    names = f'xmlns:w="{W["w"]}" w:instr="{instruction}"'
    paragraph._p.append(parse_xml(f"<w:fldSimple {names}>{field}</w:fldSimple>"))
    return saved(document)


@pytest.mark.parametrize(
    "instruction",
    [" DDEAUTO c:\\\\cmd.exe ", " INCLUDEPICTURE &quot;http://127.0.0.1/x.png&quot; ", " LINK x "],
)
def test_a_field_that_fetches_or_runs_something_is_refused(instruction):
    with pytest.raises(Stop) as stop:
        written(SAMPLE, reference=with_footer_field(instruction))
    assert "fetch or run something" in stop.value.problems[0].message


def test_a_page_number_in_its_foot_is_fine():
    data = written(SAMPLE, reference=with_footer_field(" PAGE "))
    feet = [content for name, content in parts(data).items() if "footer" in name]
    assert any(b'w:instr=" PAGE "' in foot for foot in feet)


def test_a_picture_from_elsewhere_in_its_foot_is_refused():
    document = letterhead()
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
    document.sections[0].footer.part.relate_to("http://127.0.0.1/x.png", kind, is_external=True)
    with pytest.raises(Stop) as stop:
        written(SAMPLE, reference=saved(document))
    assert "from elsewhere" in stop.value.problems[0].message


@pytest.mark.parametrize("wrong", [b'w:w="abc"', b'w:w="1e999"'])
def test_measures_that_make_no_sense_are_said(wrong):
    reference = saved(letterhead())
    document = re.sub(
        rb'(<w:pgSz[^>]*?)w:w="\d+"', rb"\1" + wrong, parts(reference)["word/document.xml"]
    )
    with pytest.raises(Stop) as stop:
        written(SAMPLE, reference=changed(reference, **{"word/document.xml": document}))
    assert stop.value.problems[0].rule == "reference-doc"
