"""The file as a whole: it opens without repair, is the same every time and tells no more."""

import subprocess
from datetime import datetime, timedelta, timezone

import pytest
from openxml_audit import OpenXmlValidator

from ground import tool
from render.word.word_pages import DOT, SAMPLE, opened, page, part, parts, text, written

PRIVATE = SAMPLE.replace(
    '<meta name="pages"', '<meta name="marking" content="PRIVATE – for me"><meta name="pages"'
)
EVERYTHING = f"""loose <strong>b</strong><ul></ul><ul><li></li><li><ul><li>deep</li></ul></li>
<li><table><tr><td>x</td></tr></table>after</li><li><dl><dt>t</dt><dd>d</dd></dl></li></ul>
<table><tr><td><aside><p>q</p></aside></td><td><ul><li>u</li></ul></td></tr><tr><td>short</td></tr>
</table><table></table><table><caption>C <em>x</em></caption><tr><td><textarea rows=3>a
b</textarea></td></tr></table><aside></aside><aside>a</aside><blockquote>Q<p>qq</p></blockquote><hr>
<figure><img alt="dot & more" src="{DOT}"><figcaption>fig</figcaption></figure>
<figure><img alt="again" src="{DOT}"></figure>
<p><a href="https://x.y/[a] %?b=1&amp;c=2">l <strong>i</strong></a> <input type=checkbox checked>
<select><option value="1">one</option></select> <input value="given"></p>
<h2>H <strong>b</strong></h2><p><ins>i</ins><del>d</del><br><span lang="fr">oui</span></p>
<textarea></textarea><textarea></textarea><p><label>in <textarea rows=2></textarea></label></p>"""
PAGES = {
    "sample": SAMPLE,
    "private": PRIVATE,
    "everything": page(EVERYTHING),
    "empty": page(""),
    "right to left": SAMPLE.replace('lang="en-GB" dir="ltr"', 'lang="ar" dir="rtl"'),
    "without a head": "<p>words</p>",
}


def audit(data: bytes, tmp_path) -> list[str]:
    file = tmp_path / "audited.docx"
    file.write_bytes(data)
    result = OpenXmlValidator().validate(file)
    return [str(found) for found in result.errors]


@pytest.mark.parametrize("name", PAGES)
def test_word_opens_every_page_without_repair(name, tmp_path):
    assert audit(written(PAGES[name]), tmp_path) == []


def test_the_same_input_gives_the_same_bytes():
    assert written(PRIVATE) == written(PRIVATE)


def test_an_instant_has_the_same_bytes_in_every_time_zone():
    here = datetime(2026, 11, 23, 9, 30, tzinfo=timezone(timedelta(hours=2)))
    utc = datetime(2026, 11, 23, 7, 30, tzinfo=timezone(timedelta()))
    assert written(SAMPLE, now=here) == written(SAMPLE, now=utc)


def test_core_properties_say_whose_and_when():
    core = opened(written(SAMPLE)).core_properties
    assert core.title == "Career conversation: Ada Park with Grace Osei"
    assert (core.author, core.last_modified_by) == ("Ada Park", "Ada Park")
    assert (core.language, core.subject) == ("en-GB", "Career conversation")
    assert core.created == core.modified == datetime.fromisoformat("2026-11-23T09:30:00+00:00")


def test_nothing_tells_of_the_library_that_made_it():
    found = parts(written(SAMPLE))
    assert b"<Application>agenda</Application>" in found["docProps/app.xml"]
    assert not [name for name, data in found.items() if b"python-docx" in data or b"2013" in data]


def test_word_shows_no_compatibility_mode():
    settings = parts(written(SAMPLE))["word/settings.xml"].decode()
    assert (
        'compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"' in settings
    )


def test_pictures_are_numbered_and_described():
    data = written(page(EVERYTHING))
    found = part(data).xpath("//*[local-name()='docPr']")
    assert [item.get("descr") for item in found] == ["dot & more", "again"]
    assert len({item.get("id") for item in found}) == 2


def test_characters_of_markup_in_the_head_stay_text():
    head = '<meta name="author" content="A &amp; B &lt;x&gt; $y &quot;z&quot;">'
    assert opened(written(page("", head))).core_properties.author == 'A & B <x> $y "z"'


def test_libreoffice_reads_the_same_words(tmp_path):
    (tmp_path / "a.docx").write_bytes(written(SAMPLE))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [tool("soffice"), "--headless", profile, "--convert-to", "txt:Text (encoded):UTF8"]
    subprocess.run([*command, "--outdir", tmp_path, tmp_path / "a.docx"], check=True, timeout=120,
                   capture_output=True)  # fmt: skip
    read = (tmp_path / "a.txt").read_text("utf-8-sig")
    assert {word for word in text(written(SAMPLE)).split() if word not in read} == set()
