"""Lists are Word's own: each counts for itself, and items keep their second paragraph."""

from render.word.word_pages import find, page, style_of, text, written


def numbers(data: bytes, words: str) -> tuple[str, str]:
    (properties,) = find(data, f"//w:p[.//w:t='{words}']/w:pPr/w:numPr")
    return tuple(child.values()[0] for child in properties)


def test_each_counted_list_starts_anew():
    data = written(page("<ol><li>a</li><li>b</li></ol><ol><li>c</li></ol>"))
    assert numbers(data, "a") == numbers(data, "b") != numbers(data, "c")
    number = numbers(data, "c")[1]
    path = f"//w:num[@w:numId='{number}']/w:lvlOverride/w:startOverride/@w:val"
    assert find(data, path, "word/numbering.xml") == ["1"]


def test_a_list_may_start_later():
    data = written(page("<ol start='4'><li>d</li></ol>"))
    assert find(data, "//w:startOverride/@w:val", "word/numbering.xml") == ["4"]


def test_nested_lists_are_levels():
    data = written(page("<ol><li>a<ul><li>b<ol><li>c</li></ol></li></ul></li></ol>"))
    assert [numbers(data, words)[0] for words in "abc"] == ["0", "1", "2"]


def test_deeper_than_word_counts_is_still_written():
    html = "x"
    for depth in range(12):
        html = f"<ul><li>level {depth} {html}</li></ul>"
    assert "level 0" in text(written(page(html)))


def test_a_second_paragraph_of_an_item_has_no_bullet_and_the_same_indent():
    data = written(page("<ul><li><p>first</p><p class='detail'>second</p></li></ul>"))
    assert style_of(data, "first") == "ListBullet"
    assert style_of(data, "second") == "Detail"
    assert not find(data, "//w:p[.//w:t='second']/w:pPr/w:numPr")
    level = "//w:abstractNum[1]/w:lvl[@w:ilvl='0']/w:pPr/w:ind/@w:left"
    assert find(data, "//w:p[.//w:t='second']/w:pPr/w:ind/@w:left") == find(
        data, level, "word/numbering.xml"
    )


def test_an_item_without_words_of_its_own_keeps_its_number():
    data = written(page("<ol><li></li><li><ul><li>deep</li></ul></li></ol>"))
    assert len(find(data, "//w:numPr")) == 3
