"""Text comes out literally, spaced as a browser spaces it, in the styles that Word knows."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml.html import builder, tostring

from agenda.render.vocabulary import BLOCKS, INLINE
from render.word.word_pages import DOT, find, page, part, parts, style_of, text, written

HELD = st.characters(
    exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff\u2028\u2029\x85"
)


def collapsed(words: str) -> str:
    return re.sub(r"[ \t\n\r\f]+", " ", words).strip(" ")


@given(st.text(HELD))
def test_any_text_comes_out_literally(words):
    html = page(tostring(builder.P(words), encoding="unicode"))
    assert text(written(html)).rstrip("\n") == collapsed(words)


@given(st.lists(st.tuples(st.sampled_from(["strong", "em", "span", "code", "bdi"]),
                          st.text("ab \n")), min_size=1))  # fmt: skip
def test_white_space_collapses_across_tags(stretches):
    body = "".join(f"<{tag}>{words}</{tag}>" for tag, words in stretches)
    assert text(written(page(f"<p> {body} </p>"))) == collapsed("".join(w for _, w in stretches))


PLACED = {
    "li": "<ul><li>{}</li></ul>",
    "dt": "<dl><dt>{}</dt><dd>d</dd></dl>",
    "dd": "<dl><dt>t</dt><dd>{}</dd></dl>",
    "caption": "<table><caption>{}</caption><tr><td>x</td></tr></table>",
    "td": "<table><tbody><tr><td>{}</td></tr></tbody></table>",
    "th": "<table><thead><tr><th scope='col'>{}</th></tr></thead></table>",
    "ul": "<ul><li>{}</li></ul>",
    "ol": "<ol><li>{}</li></ol>",
    "dl": "<dl><dt>{}</dt></dl>",
    "table": "<table><tr><td>{}</td></tr></table>",
    "figcaption": "<figure><figcaption>{}</figcaption></figure>",
    "select": "<p><select><option value='1' selected>{}</option></select></p>",
    "input": "<p><input type='text' value='{}'></p>",
    "a": "<p><a href='https://example.com'>{}</a></p>",
}
WORDLESS = {"hr", "br", "img", "svg"}


@pytest.mark.parametrize("tag", sorted({*BLOCKS, *INLINE, *PLACED} - WORDLESS))
def test_the_words_of_every_tag_survive(tag):
    body = PLACED.get(tag, f"<{tag}>{{}}</{tag}>").format("Some words")
    assert "Some words" in text(written(page(body)))


STYLES = {
    "<h1>words</h1>": "Title",
    "<h2>words</h2>": "Heading1",
    "<h3>words</h3>": "Heading2",
    "<p>words</p>": "Normal",
    "<p class='kind'>words</p>": "Kind",
    "<p class='when'>words</p>": "Subtitle",
    "<p class='nobody-knows'>words</p>": "Normal",
    "<blockquote>words</blockquote>": "Quote",
    "<ul><li>words</li></ul>": "ListBullet",
    "<ol><li>words</li></ol>": "ListNumber",
    "<figure><figcaption>words</figcaption></figure>": "Caption",
    "<aside class='before'><h2>words</h2></aside>": "BoxHeading",
    "<aside class='private'><h3>words</h3></aside>": "PrivateHeading",
    "<p><label for='x'>words</label><textarea id='x'></textarea></p>": "FieldLabel",
}


@pytest.mark.parametrize("body", STYLES)
def test_a_block_has_the_style_that_word_calls_it(body):
    assert style_of(written(page(body)), "words") == STYLES[body]


def test_bold_in_a_heading_is_said_by_the_run_for_word_would_toggle_it_off():
    (run,) = find(written(page("<h2><strong>loud</strong></h2>")), "//w:r[w:t='loud']")
    assert run.find("{*}rPr/{*}b") is not None
    assert run.find("{*}rPr/{*}rStyle") is None


def test_effects_add_up():
    data = written(page("<p><strong><em><del>all</del></em></strong></p>"))
    assert find(data, "//w:r[w:t='all']/w:rPr/w:rStyle/@w:val") == ["Strong"]
    assert find(data, "//w:r[w:t='all']/w:rPr[w:i and w:strike]")


def test_links_are_relations_and_escape_what_a_uri_may_not_hold():
    data = written(page("<p><a href='https://x.org/a [b]?c=50%'>there</a></p>"))
    (link,) = find(data, "//w:hyperlink[w:r/w:rPr/w:rStyle/@w:val='Hyperlink']")
    rels = parts(data)["word/_rels/document.xml.rels"].decode()
    assert "https://x.org/a%20%5Bb%5D?c=50%25" in rels
    assert "".join(link.itertext()) == "there"


ENDED = {
    "minutes": "<h2><span>Goals</span> <span class='minutes'>14 min</span></h2>",
    "a date": "<p class='dated'><strong>Goals</strong> <span class='by'>14 min</span></p>",
}


@pytest.mark.parametrize("body", ENDED.values(), ids=ENDED)
def test_minutes_and_dates_stand_at_the_end_of_their_line_and_are_not_broken(body):
    data = written(page(f"<section>{body}</section>"))
    assert text(data) == "Goals \t14\xa0min"
    assert find(data, "//w:tabs/w:tab[@w:val='right']/@w:pos") == ["9752"]


def test_a_small_heading_stands_beside_its_text_which_is_as_high():
    body = "<h3 class='side'>I would like to hear from you</h3><p>What?</p>"
    data = written(page(f"<section>{body}<table><tr><td>x</td></tr></table></section>"))
    assert find(data, "//w:p[w:r/w:t='What?']/preceding-sibling::w:p/w:pPr/w:framePr")
    assert find(data, "//w:p[w:r/w:t='What?']/w:pPr/w:ind/@w:left") == ["2324"]
    assert len(find(data, "//w:p[w:r/w:t='What?']/w:r/w:br")) == 1


def test_a_small_heading_of_a_table_stands_above_it():
    body = "<h3 class='side'>Decisions</h3><table><tr><td>x</td></tr></table>"
    assert not find(written(page(f"<section>{body}</section>")), "//w:framePr")


def test_a_language_within_a_line_is_said():
    data = written(page("<p>good <span lang='fr'>jour</span></p>"))
    assert find(data, "//w:r[w:t='jour']/w:rPr/w:lang/@w:val") == ["fr"]
    assert find(data, "//w:r[w:t='good ']/w:rPr/w:lang") == []


def test_the_language_of_the_document_is_that_of_its_text():
    data = written(page("<p>x</p>", root='lang="de-CH"'))
    assert find(data, "//w:docDefaults//w:lang/@w:val", "word/styles.xml") == ["de-CH"]
    assert find(data, "//w:themeFontLang/@w:val", "word/settings.xml") == ["de-CH"]


def test_a_page_from_right_to_left_is_so_in_paragraphs_runs_tables_and_section():
    body = "<p>\u0646\u0635</p><table><tr><td>\u062f</td></tr></table>"
    data = written(page(body, root='lang="ar" dir="rtl"'))
    assert find(data, "//w:sectPr/w:bidi")
    assert find(data, "//w:tblPr/w:bidiVisual")
    assert not find(data, "//w:p[not(w:pPr/w:bidi)]")
    assert not find(data, "//w:r[not(w:rPr/w:rtl)]")


def test_an_isolated_name_has_its_own_direction():
    data = written(page("<p>by <bdi>\u0645\u0631\u064a\u0645</bdi></p>"))
    assert find(data, "//w:r[w:rPr/w:rtl]/w:t/text()") == ["\u2068\u0645\u0631\u064a\u0645\u2069"]


def test_a_name_that_runs_as_its_line_does_needs_no_marks():
    data = written(page('<p>by <bdi>Ada</bdi></p><p dir="rtl"><bdi dir="rtl">\u0645</bdi></p>'))
    assert find(data, "//w:t/text()") == ["by Ada", "\u0645"]
    assert find(data, "//w:p[w:pPr/w:bidi]//w:r[w:rPr/w:rtl]/w:t/text()") == ["\u0645"]


def test_a_footer_keeps_names_apart_in_runs_of_their_own():
    name = "\u2068\u0645\u0631\u064a\u0645\u2069"
    head = f'<meta name="footer" content="{name} with Ada, 3 May">'
    data = written(page("<p>x</p>", head=head))
    assert find(data, "//w:r[w:rPr/w:rtl]/w:t/text()", "word/footer1.xml") == [name]
    assert find(data, "//w:r[not(w:rPr/w:rtl)]/w:t/text()", "word/footer1.xml") == [
        " with Ada, 3 May"
    ]


def test_a_picture_is_no_wider_than_its_place():
    data = written(page(f"<p><img alt='dot' src='{DOT}'></p>"))
    (extent,) = part(data).xpath("//*[local-name()='extent']")
    assert 0 < int(extent.get("cx")) < 152 * 36000


def test_the_edge_of_a_private_text_stays_within_its_column():
    data = written(page("<section><p class='private'>x</p><ul><li><p>y</p></li></ul></section>"))
    (left,) = find(data, "//w:p[w:r/w:t='x']/w:pPr/w:ind/@w:left")
    style = "//w:style[w:name/@w:val='Private']/w:pPr"
    (right,) = find(data, f"{style}/w:ind/@w:right", "word/styles.xml")
    edges = find(data, f"{style}/w:pBdr/*[self::w:left or self::w:right]/@w:space",
                 "word/styles.xml")  # fmt: skip
    assert int(left) - 2324 == int(right) >= 20 * max(map(int, edges))


def test_a_letter_has_its_date_at_the_right_and_a_small_title():
    letter = (
        "<header class='letter'><p class='when'>1 May</p><h1>A talk?</h1></header>"
        "<section><p class='letter'>Hello</p><ul class='letter'><li>One</li></ul></section>"
    )
    data = written(page(letter))
    styles = find(data, "//w:body/w:p/w:pPr/w:pStyle/@w:val")
    assert styles[:4] == ["LetterDate", "LetterTitle", "Letter", "LetterBullet"]
    sizes = {name: find(data, f"//w:style[@w:styleId='{name}']//w:sz/@w:val", "word/styles.xml")
             for name in (*styles[1:4], "Title")}  # fmt: skip
    assert sizes["LetterBullet"] == sizes["Letter"]
    assert sizes["Letter"] < sizes["LetterTitle"] < sizes["Title"]
    date = "//w:style[@w:styleId='LetterDate']//w:jc/@w:val"
    assert find(data, date, "word/styles.xml") == ["right"]


def dated(title: str) -> str:
    told = f"<strong>{title}</strong> <span class='by'>by 30 June 2027</span>"
    return page(f"<ol class='goals'><li><p class='dated'>{told}</p></li></ol>")


def test_a_date_that_fits_no_more_takes_the_last_words_to_its_line():
    before, after = (
        "".join(find(written(dated("A word of it " * 8)), f"//w:r/w:br/{side}::w:t/text()"))
        for side in ("preceding", "following")
    )
    assert before.startswith("A word of it A word")
    assert "word" in after
    assert after.endswith("by\xa030\xa0June\xa02027")


@pytest.mark.parametrize("title", ["Short", "Short " * 22, "x" * 110])
def test_a_date_with_room_in_its_line_moves_nothing(title):
    assert not find(written(dated(title)), "//w:br")
