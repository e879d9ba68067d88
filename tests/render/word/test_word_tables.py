"""Tables, boxes and lists of terms: widths that every program keeps, heads that repeat."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agenda.render.word.columns import Column, widths
from agenda.render.word.styles import tokens
from render.word.word_pages import SAMPLE, THEME, find, page, part, text, written

TEXT_WIDTH = int(tokens(THEME, "a4")["text_width"])
SKILLS = """<table class="skills">
<thead><tr><th scope="col">Skill</th><th scope="col">View</th></tr></thead>
<tbody><tr><th scope="row">Writing</th><td class="view"><label for="f">Your view</label>
<input type="text" id="f" name="x"></td></tr></tbody></table>"""


def test_the_head_repeats_and_no_row_breaks():
    data = written(page(SKILLS))
    assert find(data, "//w:tr[1]/w:trPr/w:tblHeader")
    assert not find(data, "//w:tr[2]/w:trPr/w:tblHeader")
    assert not find(data, "//w:tr[not(w:trPr/w:cantSplit)]")


def test_the_look_says_what_is_a_head():
    look = find(written(page(SKILLS)), "//w:tblLook")[0]
    assert {key.rpartition("}")[2]: value for key, value in look.items()} == {
        "val": "06A0", "firstRow": "1", "lastRow": "0", "firstColumn": "1", "lastColumn": "0",
        "noHBand": "1", "noVBand": "1"}  # fmt: skip


def test_a_caption_stands_above_and_names_the_table():
    data = written(page("<table><caption>Levels</caption><tr><td>4</td></tr></table>"))
    assert text(data).split() == ["Levels", "4"]
    assert find(data, "//w:tblCaption/@w:val") == ["Levels"]
    assert find(data, "//w:p[.//w:t='Levels']/w:pPr/w:keepNext")


def test_grid_cells_and_table_agree_on_widths():
    for table in find(written(SAMPLE), "//w:tbl"):
        grid = [int(col.get(f"{{{table.nsmap['w']}}}w")) for col in table.findall("{*}tblGrid/*")]
        for row in table.findall("{*}tr"):
            cells = [int(found.get(f"{{{table.nsmap['w']}}}w")) for found in
                     row.findall("{*}tc/{*}tcPr/{*}tcW")]  # fmt: skip
            assert cells == grid
        indent = int(table.find("{*}tblPr/{*}tblInd").get(f"{{{table.nsmap['w']}}}w"))
        assert TEXT_WIDTH - 20 <= indent + sum(grid) <= TEXT_WIDTH


@given(st.lists(st.builds(Column, st.integers(0, 9000), st.integers(0, 90000), st.booleans()),
                min_size=1, max_size=9), st.integers(100, 20000))  # fmt: skip
def test_widths_always_fill_the_table(columns, width):
    shared = widths(columns, width)
    assert sum(shared) == width
    assert min(shared) >= 0


def test_a_word_that_no_column_holds_takes_nothing_from_those_that_can_keep_theirs():
    columns = [Column(9000, 9500), Column(800, 2000), Column(1200, 1200)]
    assert widths(columns, 6000) == [4000, 800, 1200]
    assert widths([*columns, Column(7000, 7000)], 6000) == [2000, 800, 1200, 2000]


def test_tables_of_one_sort_line_up():
    other = SKILLS.replace("Writing", "A much longer skill with many more words in its name")
    first, second = find(written(page(f"<p>x</p>{SKILLS}<p>y</p>{other}")), "//w:tblGrid")
    assert [col.values() for col in first] == [col.values() for col in second]


def test_a_field_in_a_cell_is_an_empty_cell_with_room_and_edges():
    data = written(page(SKILLS))
    assert "Your view" not in text(data)
    assert int(find(data, "//w:tr[2]/w:trPr/w:trHeight/@w:val")[0]) >= 340
    assert find(data, "//w:tr[2]/w:tc[2]/w:tcPr/w:tcBorders/w:left")


def test_a_short_row_is_filled_up():
    data = written(page("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>"))
    assert [len(row.findall("{*}tc")) for row in find(data, "//w:tr")] == [2, 2]


@pytest.mark.parametrize(("name", "style", "ground"), [
    ("before", "TableBefore", "soft"), ("private", "TablePrivate", "private-soft")])  # fmt: skip
def test_an_aside_is_a_box_in_the_colours_of_its_class(name, style, ground):
    data = written(page(f"<aside class='{name}'><p>words</p></aside>"))
    assert find(data, "//w:tblStyle/@w:val") == [style]
    shade = find(data, f"//w:style[@w:styleId='{style}']//w:shd/@w:fill", "word/styles.xml")
    assert shade == [THEME.colours[ground][1:]]


@pytest.mark.parametrize("body", ["<aside>a</aside>", "<textarea></textarea>", SKILLS,
                                  "<ul><li><aside>a</aside></li></ul>"])  # fmt: skip
def test_tables_never_touch_and_never_end_a_body_or_a_cell(body):
    data = written(page(f"{body * 2}<table><tr><td>{body * 2}</td></tr></table>"))
    assert not find(data, "//w:tbl/following-sibling::*[1][self::w:tbl]")
    assert not find(data, "//w:tc/*[last()][self::w:tbl]")
    assert not find(data, "//w:body/w:tbl[following-sibling::*[1][self::w:sectPr]]")


def test_terms_stand_beside_what_explains_them():
    html = "<dl><dt>Craft</dt><dd>one</dd><dd>two</dd><dt>Care</dt><dt>Ease</dt><dd>three</dd></dl>"
    data = written(page(html))
    assert text(data).split("\n") == ["Craft \tone", "two", "Care", "Ease", "three"]
    hung = find(data, "//w:p[w:r/w:t='Craft']/w:pPr/w:ind")[0]
    left, hanging = (int(value) for _, value in sorted(hung.items(), reverse=True))
    assert left == hanging
    assert find(data, "//w:p[w:r/w:t='two']/w:pPr/w:ind/@w:left") == [str(left)]


def test_a_term_that_its_column_does_not_hold_stands_above():
    data = written(page(f"<dl><dt>{'long ' * 9}</dt><dd>one</dd></dl>"))
    assert text(data).split("\n") == [("long " * 9).strip(), "one"]


def test_many_columns_still_fit():
    row = "".join(f"<td>{'wide' * 9} {n}</td>" for n in range(20))
    data = written(page(f"<table><tr>{row}</tr></table>"))
    assert sum(int(width) for width in find(data, "//w:gridCol/@w:w")) == TEXT_WIDTH
    assert part(data) is not None


def test_the_rows_of_a_table_to_sign_are_high_enough_for_a_hand():
    data = written(page('<table class="sign"><thead><tr><th scope="col">N</th></tr></thead>'
                        "<tbody><tr><td></td></tr></tbody></table>"))  # fmt: skip
    heights = [str(found) for found in find(data, "//w:trHeight/@w:val")]
    assert heights == ["510"]


def test_a_name_in_the_head_of_a_table_is_bold_whatever_the_tables_style_says():
    data = written(page('<table><thead><tr><th scope="col"><strong>Ada</strong></th></tr></thead>'
                        "<tbody><tr><td>x</td></tr></tbody></table>"))  # fmt: skip
    assert find(data, "//w:r[w:t='Ada']/w:rPr/w:b[not(@w:val)]")


def test_the_section_that_ends_a_talk_stays_together():
    table = "<table><tbody><tr><td>two</td></tr></tbody></table>"
    closing = f'<section class="closing"><h2>End</h2><p>one</p>{table}{table}<p>three</p></section>'
    data = written(page(f"{closing}<p>four</p>"))
    kept = find(data, "//w:p[w:pPr/w:keepNext]")
    said = ["".join(one.itertext()) for one in kept]
    assert said == ["End", "one", "two", "", "two"]


def test_a_table_in_a_cell_has_its_rows_to_itself():
    inner = "<table><tr><td>one</td><td>two</td></tr><tr><td>three</td></tr></table>"
    data = written(page(f"<table><tbody><tr><td>{inner}</td></tr></tbody></table>"))
    assert text(data).split() == ["one", "two", "three"]
    assert len(find(data, "/w:document/w:body/w:tbl/w:tr")) == 1
    assert len(find(data, "/w:document/w:body/w:tbl/w:tblGrid/w:gridCol")) == 1


def test_a_list_of_terms_in_another_leaves_its_column_as_it_is():
    def first_column(inner):
        data = written(page(f"<dl><dt>a</dt><dd>{inner}</dd></dl>"))
        return find(data, "(//w:gridCol)[1]/@w:w")

    assert first_column("<dl><dt>a term that is much longer</dt><dd>b</dd></dl>") == first_column(
        "b"
    )


@pytest.mark.parametrize(
    ("opening", "closing"),
    [
        ("<table><tr><td>a", "</td></tr></table>"),
        ("<table class='skills'><thead><tr><th>a", "</th></tr></thead></table>"),
        ("<dl><dt>a</dt><dd>", "</dd></dl>"),
    ],
)
def test_what_is_written_grows_no_faster_than_what_is_nested(opening, closing):
    def paragraphs(levels):
        return len(find(written(page(opening * levels + closing * levels)), "//w:p"))

    assert paragraphs(6) - paragraphs(5) == paragraphs(3) - paragraphs(2)


NOTED = """<table class="decisions"><tbody><tr><th scope="row">A seat
<p class="private"><span class="only">Only for me:</span> It hurt.</p>
<p class="detail"><em>Because:</em> nobody asked.</p></th><td>agreed</td></tr></tbody></table>"""


def test_a_row_is_headed_in_bold_and_what_supports_its_head_is_light():
    data = written(page(NOTED))
    styles = find(data, "//w:tr/w:tc[1]/w:p/w:pPr/w:pStyle/@w:val")
    assert styles == ["RowName", "Private", "Detail"]
    bold = find(data, "//w:style[.//w:b]/@w:styleId", "word/styles.xml")
    assert [style in bold for style in styles] == [True, False, False]
    # LibreOffice shows what a table's style makes bold in bold, whatever a run says.
    assert not find(data, "//w:tblStylePr[@w:type='firstCol']", "word/styles.xml")


def test_rooms_below_each_other_have_lines_between_them():
    rows = "".join(
        f"<tr><th scope='row'>{name}</th><td class='view'><textarea rows='1' name='{name}'>"
        "</textarea></td></tr>" for name in "ab"
    )  # fmt: skip
    head = "<thead><tr><td></td><th scope='col'>Me</th></tr></thead>"
    data = written(page(f"<table class='rooms'>{head}<tbody>{rows}</tbody></table>"))
    assert len(find(data, "//w:tr[w:tc//w:t='b']/w:tc/w:tcPr/w:tcBorders/w:top")) == 2


def test_the_column_of_terms_becomes_as_wide_as_a_longer_one():
    def column(term: str) -> int:
        return int(find(written(page(f"<dl><dt>{term}</dt><dd>x</dd></dl>")), "//w:ind/@w:left")[0])

    assert column("Short") == column("A term that is so long that no column holds it")
    assert column("Short") < column("Things that last long")
