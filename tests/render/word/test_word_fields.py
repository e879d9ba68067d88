"""Fields leave room to write, with what is there already."""

import pytest

from render.word.word_pages import find, page, style_of, text, written

LABELLED = (
    "<p class='field'><label for='n'>Notes</label> <textarea id='n' rows='{}'></textarea></p>"
)


def test_a_textarea_is_a_box_as_high_as_its_rows():
    heights = [
        int(
            find(
                written(page(f"<textarea rows='{rows}'></textarea>"), reference=written(page(""))),
                "//w:trHeight/@w:val",
            )[0]
        )  # in a document of the user's own, none grows
        for rows in (2, 6, "7" * 5000)
    ]
    assert heights[1] == 3 * heights[0]
    assert heights[2] == heights[0], "as many as HTML gives where none are named"


def test_a_label_stands_above_the_room_in_the_same_box():
    data = written(page(LABELLED.format(2)))
    assert style_of(data, "Notes") == "FieldLabel"
    assert len(find(data, "//w:tc")) == 1
    assert len(find(data, "//w:tc/w:p")) == 2


def test_a_labelled_field_in_a_cell_needs_no_box_of_its_own():
    data = written(page(f"<table><tr><td>{LABELLED.format(4)}</td></tr></table>"))
    assert len(find(data, "//w:tbl")) == 1


@pytest.mark.parametrize(("kind", "least"), [("date", 21), ("text", 50)])
def test_a_blank_within_a_line_is_a_rule_that_holds_its_kind(kind, least):
    data = written(page(f"<p>We meet on <input type='{kind}' class='blank'></p>"))
    (stop,) = find(data, "//w:tabs/w:tab[@w:leader='underscore']/@w:pos")
    assert least < int(stop) / 56.7 <= least + 25
    assert text(data) == "We meet on \t"


def test_blanks_after_one_another_each_have_a_rule():
    data = written(page("<p>from <input class='blank'> to <input class='blank'></p>"))
    first, second = map(int, find(data, "//w:tabs/w:tab/@w:pos"))
    assert first < second


WRITTEN = {
    "<p><input type='text' value='given'></p>": "given",
    "<textarea>one\ntwo</textarea>": "onetwo",
    "<table><tr><td><textarea>in a cell</textarea></td></tr></table>": "in a cell",
    "<p><label>in <textarea>a label</textarea></label></p>": "in a label",
    "<p><select><option value='1'>one</option><option value='2' selected>two</option></select></p>":
        "two",
    "<p><input type='checkbox'> no</p>": "\u25a1 no",
    "<p><input type='checkbox' checked> yes</p>": "\u25a0 yes",
}  # fmt: skip


@pytest.mark.parametrize("body", WRITTEN)
def test_what_is_written_already_stays(body):
    assert text(written(page(body))).strip() == WRITTEN[body]


def test_lines_of_a_textarea_stay_lines():
    assert len(find(written(page("<textarea>one\ntwo\nthree</textarea>")), "//w:br")) == 2
