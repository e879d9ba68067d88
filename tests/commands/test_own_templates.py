"""A user's own folder of templates and themes: found from where they stand, file by file."""

from __future__ import annotations

import io
import re
import shutil
import zipfile

import pikepdf
import pytest
from PIL import Image

from agenda.language import bundled
from commands.command_line import SMALL, ran
from draws import mostly_slow
from extracted import READERS

BARE = '<!doctype html>\n<html lang="en">\n<head>\n<title>x</title>\n</head>\n<body><p>mine</p></body></html>\n'  # noqa: E501
CLASSIC = bundled.templates() / "themes" / "classic"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Stand in a folder with an answers file and, as relative `T`, a folder of templates."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "career.yaml").write_text(SMALL, "utf-8")
    (tmp_path / "T" / "documents").mkdir(parents=True)
    (tmp_path / "T" / "themes").mkdir()
    return tmp_path


@pytest.mark.parametrize("form", ["pdf", "docx", "html", "md"])
def test_a_theme_in_a_relative_folder_serves_every_format(folder, form):
    shutil.copytree(CLASSIC, folder / "T" / "themes" / "mine")
    done = ran("prepare", "career.yaml", "--templates", "T", "--theme", "mine", "-f", form)
    assert (done.code, done.err) == (0, f"wrote career.agenda.{form}\n")


def test_a_user_may_change_the_stylesheet_of_a_bundled_theme_alone(folder):
    (folder / "T" / "themes" / "classic").mkdir()
    (folder / "T" / "themes" / "classic" / "style.css").write_text(".mine { color: red }", "utf-8")
    assert ran("prepare", "career.yaml", "--templates", "T", "-o", "x.html").code == 0
    page = (folder / "x.html").read_text("utf-8")
    assert ".mine { color: red }" in page
    assert "--accent: #0b5a73" in page


@pytest.mark.parametrize(
    "rule", ["@import url(https://example.com/x.css);", "a { background: url(//example.com/x) }"]
)
def test_a_stylesheet_that_leads_elsewhere_is_refused(folder, rule):
    shutil.copytree(CLASSIC, folder / "T" / "themes" / "mine")
    with (folder / "T" / "themes" / "mine" / "style.css").open("a", encoding="utf-8") as css:
        css.write(rule)
    done = ran("prepare", "career.yaml", "--templates", "T", "--theme", "mine", "-o", "x.html")
    assert done.code == 3
    assert "leads elsewhere" in done.err
    assert not (folder / "x.html").exists()


def test_a_themes_own_picture_goes_into_the_page(folder):
    shutil.copytree(CLASSIC, folder / "T" / "themes" / "mine")
    (folder / "T" / "themes" / "mine" / "dot.svg").write_text("<svg/>", "utf-8")
    with (folder / "T" / "themes" / "mine" / "style.css").open("a", encoding="utf-8") as css:
        css.write("h1 { background: url('dot.svg') }")
    ran("prepare", "career.yaml", "--templates", "T", "--theme", "mine", "-o", "x.html")
    assert 'url("data:image/svg+xml;base64,PHN2Zy8+")' in (folder / "x.html").read_text("utf-8")


@pytest.mark.parametrize("form", ["pdf", "docx", "md"])
def test_a_private_copy_says_so_though_its_template_does_not(folder, form):
    (folder / "T" / "documents" / "agenda.html.j2").write_text(BARE, "utf-8")
    ran("prepare", "career.yaml", "--templates", "T", "--for", "me", "-f", form)
    text = READERS[form]((folder / f"career.agenda.PRIVATE.{form}").read_bytes())
    assert "PRIVATE: for" in text
    assert "mine" in text


def test_a_private_copy_has_it_in_its_title_though_its_template_does_not(folder):
    (folder / "T" / "documents" / "agenda.html.j2").write_text(BARE, "utf-8")
    ran("prepare", "career.yaml", "--templates", "T", "--for", "me")
    data = (folder / "career.agenda.PRIVATE.pdf").read_bytes()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert str(pdf.docinfo["/Title"]).startswith("PRIVATE")


@pytest.mark.parametrize("form", ["pdf", "docx", "html", "md"])
def test_a_template_may_begin_as_xml_does(folder, form):
    text = f'<?xml version="1.0" encoding="utf-8"?>\n{BARE}'
    (folder / "T" / "documents" / "agenda.html.j2").write_text(text, "utf-8")
    assert ran("prepare", "career.yaml", "--templates", "T", "-f", form).code == 0


# --- a catalogue of one's own that has a part of the texts


@pytest.fixture
def danish(folder):
    (own := folder / "own" / "locales" / "da").mkdir(parents=True)
    (own / "language.toml").touch()
    (own / "messages.po").write_text('msgid "Goals"\nmsgstr "Goals"\n', "utf-8")
    return folder


COMMANDS = [
    ("prepare", "-f", "md", "-f", "html", "-O", "out"),
    ("prepare", "-f", "md", "-o", "-"),
    ("ask",),
    ("calendar", "-o", "-"),
    ("send", "-o", "x.eml"),
]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_what_stays_english_is_said_once_and_keeps_nobody_from_anything(danish, command):
    name, *options = command
    done = ran(name, "career.yaml", *options, "--templates", "own", "--language", "da-DK")
    assert done.code == 0
    assert done.err.count("texts have no Danish translation and are in English") == 1
    assert b"Danish" not in done.out


def test_it_is_said_once_of_several_files_and_once_of_each_language(danish):
    for name, tag in (("a", "da"), ("b", "da"), ("c", "nb")):
        (danish / f"{name}.yaml").write_text(f"{SMALL}language: {tag}\n", "utf-8")
    (danish / "own" / "locales" / "nb").mkdir()
    (danish / "own" / "locales" / "nb" / "language.toml").touch()
    names = ("a.yaml", "b.yaml", "c.yaml")
    done = ran("prepare", *names, "-f", "md", "-O", "out", "--templates", "own")
    said = re.findall(r"warning\[untranslated\]: .* no (.+) translation", done.err)
    assert (done.code, said) == (0, ["Danish", "Norwegian Bokmål"])


@pytest.mark.parametrize("tag", ["en", "en-US", "de", "de-AT"])
def test_nothing_is_said_of_a_language_that_has_every_text(danish, tag):
    done = ran("prepare", "career.yaml", "-fmd", "-o-", "--templates", "own", "--language", tag)
    assert (done.code, "untranslated" in done.err) == (0, False)


def test_check_says_it_of_the_file_s_language_and_is_not_stricter_for_it(danish):
    (danish / "career.yaml").write_text(f"{SMALL}language: da\n", "utf-8")
    done = ran("check", "career.yaml", "--strict", "--templates", "own", "--select", "vague-goal")
    assert (done.code, done.err.count("Danish")) == (0, 1)


# Pictures beside a template

PICTURES = ("PNG", "JPEG", "GIF", "WEBP")
SVG = "<svg xmlns='http://www.w3.org/2000/svg' width='30' height='20'><circle r='9'/></svg>"


def with_pictures(folder, *names, text="<p><img src='{}' alt='Our logo' width='60'></p>"):
    """Write a template with these pictures beside it, and the pictures, each another one."""
    documents = folder / "T" / "documents"
    for number, kind in enumerate(PICTURES):
        picture = Image.new("RGB", (60 + number, 40), "teal")
        picture.save(documents / f"logo.{kind.lower()}", kind)
    (documents / "logo.svg").write_text(SVG, "utf-8")
    body = "\n".join(text.format(name) for name in names)
    (documents / "agenda.html.j2").write_text(BARE.replace("<p>mine</p>", f"\n{body}"), "utf-8")


def made(folder, form):
    done = ran("prepare", "career.yaml", "--templates", "T", "-f", form)
    assert done.code == 0, done.err
    return done.err, (folder / f"career.agenda.{form}").read_bytes()


ALL = tuple(f"logo.{kind.lower()}" for kind in (*PICTURES, "svg"))


def test_a_pdf_shows_the_pictures_beside_the_template(folder):
    with_pictures(folder, *ALL)
    said, data = made(folder, "pdf")
    assert said == "wrote career.agenda.pdf\n"
    with pikepdf.open(io.BytesIO(data)) as pdf:
        found = [one for one in pdf.objects if isinstance(one, pikepdf.Stream)]
        shown = {int(one.Width) for one in found if one.get("/Subtype") == "/Image"}
        figures = [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary)
                   and one.get("/S") == "/Figure"]  # fmt: skip
    assert shown == {60, 61, 62, 63}
    assert [str(one.Alt) for one in figures] == ["Our logo"] * 5


def test_word_shows_the_pictures_beside_the_template(folder):
    with_pictures(folder, *ALL)
    said, data = made(folder, "docx")
    assert said == "wrote career.agenda.docx\n"
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        held = [name for name in package.namelist() if name.startswith("word/media/")]
        shown = {Image.open(package.open(name)).size for name in held}
        document = package.read("word/document.xml").decode()
    assert shown == {(60, 40), (61, 40), (62, 40), (63, 40), (120, 80)}
    assert len(re.findall('<wp:docPr [^>]*descr="Our logo"', document)) == 5
    assert set(re.findall(r'<wp:extent cx="(\d+)"', document)) == {str(60 * 9525)}


def photograph(**options):
    """A JPEG, red at its left; as a camera leaves it that was held upright, where it is turned."""
    picture, made = Image.new("RGB", (60, 40), "blue"), io.BytesIO()
    picture.paste("red", (0, 0, 30, 40))
    picture.save(made, "JPEG", **options)
    return made.getvalue()


TURNED = Image.Exif()
TURNED[0x112] = 6
HEAD = 20
"""Bytes with which a JPEG of Pillow's says that it is one; Adobe's programs say it another way."""


@pytest.mark.parametrize(
    ("data", "size"),
    [
        (photograph(), (60, 40)),
        (photograph(exif=TURNED), (40, 60)),
        (photograph()[:2] + photograph()[HEAD:], (60, 40)),
    ],
    ids=["plain", "turned", "without the usual head"],
)
def test_word_shows_a_photograph_upright(folder, data, size):
    with_pictures(folder, "photo.jpg", text="<p><img src='{}' alt='x'></p>")
    (folder / "T" / "documents" / "photo.jpg").write_bytes(data)
    with zipfile.ZipFile(io.BytesIO(made(folder, "docx")[1])) as package:
        (name,) = (name for name in package.namelist() if name.startswith("word/media/"))
        shown = Image.open(package.open(name))
        document = package.read("word/document.xml").decode()
    assert shown.size == size
    assert shown.getpixel((2, 2))[0] > 200
    assert re.findall(r'<wp:extent cx="(\d+)" cy="(\d+)"', document) == [
        (str(size[0] * 9525), str(size[1] * 9525))
    ]


def test_the_page_carries_the_pictures_beside_the_template(folder):
    with_pictures(folder, *ALL)
    said, data = made(folder, "html")
    assert said == "wrote career.agenda.html\n"
    kinds = re.findall(rb'<img src="data:image/([a-z+]+);base64,[^"]+" alt=', data)
    assert kinds == [b"png", b"jpeg", b"gif", b"webp", b"svg+xml"]


def test_markdown_says_what_the_pictures_show(folder):
    with_pictures(folder, *ALL)
    assert made(folder, "md") == (
        "wrote career.agenda.md\n",
        b"\n\n".join([b"Our logo"] * 5) + b"\n",
    )


@pytest.mark.parametrize("form", ["pdf", "docx", "html", "md"])
def test_a_picture_that_cannot_be_shown_is_told_with_its_line_and_is_its_text(folder, form):
    with_pictures(folder, "logo.png", "lgo.png")
    said, data = made(folder, form)
    place = "T/documents/agenda.html.j2:8:4"
    fault = "the picture 'lgo.png' is not shown: there is no such file beside the template"
    assert f"{place}: warning[picture]: {fault}\n" in said
    assert said.count("warning") == 1
    assert "Our logo" in READERS[form](data)


def test_each_place_of_a_picture_in_what_is_included_is_told_once(folder):
    twice = "{{% for n in [1, 2] %}}{{% include 'documents/part.j2' %}}{{% endfor %}}"
    with_pictures(folder, "a", text=twice)
    part = folder / "T" / "documents" / "part.j2"
    part.write_text("<p>x</p>\n<p><img src='{{ 'lgo' }}.png' alt='x'></p>", "utf-8")
    said, _ = made(folder, "md")
    assert said.count("T/documents/part.j2:2:4: warning[picture]") == 1


@pytest.mark.parametrize("name", ["../../secret.png", "/etc/hostname", "http://x.org/a.png"])
def test_a_picture_that_is_computed_leads_nowhere_else(folder, name):
    Image.new("RGB", (60, 40)).save(folder / "secret.png")
    with_pictures(folder, f"{{{{ '{name}' }}}}")
    said, data = made(folder, "html")
    assert "is not shown: it is no file beside the template" in said
    assert b"<img" not in data


def test_a_picture_of_the_theme_is_shown_too(folder):
    with_pictures(folder, "crest.png")
    (folder / "T" / "themes" / "classic").mkdir()
    Image.new("RGB", (60, 40)).save(folder / "T" / "themes" / "classic" / "crest.png")
    said, data = made(folder, "docx")
    assert "warning" not in said
    assert b"word/media/" in data


@pytest.mark.parametrize("form", ["txt", "eml"])
def test_a_letter_with_a_picture_that_cannot_be_shown_is_told(folder, form):
    letter = bundled.templates() / "messages" / "message.html.j2"
    text = letter.read_text("utf-8").replace("<body>", "<body><p><img src='lgo.png' alt='x'></p>")
    (folder / "T" / "messages").mkdir()
    (folder / "T" / "messages" / "message.html.j2").write_text(text, "utf-8")
    done = ran("ask", "career.yaml", "--templates", "T", "-o", f"ask.{form}")
    assert ("warning[picture]" in done.err) == (form == "eml")
    assert "data-place" not in (folder / f"ask.{form}").read_text("utf-8")


# What a writer cannot do with what is the user's

TOO_MUCH = (
    "p { font-size: 999999em; } .kind { font-size: 999999em }",
    "h1 { letter-spacing: 999999in }",
    "html { font-size: 99999em } body, article { font-size: 99999em } p { font-size: 99999em }",
    "p { font-size: calc(1pt * 1e39) }",
)


@pytest.mark.parametrize("rule", mostly_slow(TOO_MUCH, lambda rule: rule in TOO_MUCH[1:3]))
def test_a_stylesheet_that_nothing_can_be_laid_out_with_is_told(folder, rule):
    (folder / "T" / "themes" / "classic").mkdir()
    (folder / "T" / "themes" / "classic" / "style.css").write_text(rule, "utf-8")
    done = ran("prepare", "career.yaml", "--templates", "T", "-o", "x.pdf")
    assert done.code == 3
    assert re.match(
        r"T/themes/classic/style.css: error\[theme-file\]: no document can be made .*: \w+Error",
        done.err,
    )
    assert "Traceback" not in done.err
    assert ran("check", "career.yaml", "--templates", "T", "--pages").code == 0


def test_a_macro_of_one_s_own_speaks_the_page_s_language_however_it_is_imported(folder):
    documents = folder / "T" / "documents"
    (documents / "mine.html.j2").write_text("{% macro m() %}<p>{{ _('Goals') }}</p>{% endmacro %}")
    imported = "{% from 'documents/mine.html.j2' import m %}"
    body = BARE.replace("<p>mine</p>", "{{ m() }}")
    (documents / "agenda.html.j2").write_text(imported + body, "utf-8")
    done = ran(
        "prepare", "career.yaml", "--templates", "T", "-f", "md", "-o", "-", "--language", "de"
    )
    assert (done.code, b"Ziele" in done.out) == (0, True), done.said
