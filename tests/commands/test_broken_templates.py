"""A broken template, theme or catalogue of the user's: file, line, what is missing; code 3."""

import re
from pathlib import Path

import pytest

from commands.command_line import SMALL, inside, ran
from draws import mostly_slow, one_in

PAGE = """\
<!doctype html>
<html lang='en'>
<head><title>Mine</title></head>
<body>
{}
</body></html>
"""
AGENDA = Path("own", "documents", "agenda.html.j2")
FORMS = pytest.mark.parametrize(
    "form", mostly_slow(["pdf", "docx", "html", "md"], lambda form: form in {"pdf", "md"})
)
"""What is looked at once, before there is a format, is tried with two of them in every run."""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "career.yaml").write_text(SMALL, "utf-8")
    AGENDA.parent.mkdir(parents=True)
    return tmp_path


def refused(folder, *arguments):
    """Run with the user's folder; return what is said when it fails as it should."""
    before = inside(folder)
    done = ran("prepare", "career.yaml", "-f", "md", "--templates", "own", *arguments)
    assert (done.code, done.out) == (3, b"")
    assert "Traceback" not in done.err
    assert inside(folder) == before
    return done.err


# name: (what stands in line 5, the column that is marked, what is said of it)
BROKEN = {
    "a brace too few": ("<p>{{ agenda.title }</p>", 1, "unexpected '}'"),
    "a block that stays open": ("{% if agenda.title %}", None, "endif"),
    "an unknown tag of Jinja": ("{% nope %}", 1, "'nope'"),
    "an unknown filter": ("<p>{{ agenda.title | nope }}</p>", 1, "'nope'"),
    "an unknown test": ("{% if agenda.title is nope %}{% endif %}", 1, "'nope'"),
    "an undefined name": ("<p>{{ nmae }}</p>", 1, "'nmae' is undefined"),
    "an undefined part": ("<p>{{ agenda.titel }}</p>", 1, "'titel'"),
    "an undefined name in a filter": ("<p>{{ nmae | markdown }}</p>", 1, "'nmae' is undefined"),
    "an undefined name in lines": ("<p>{{ nmae | lines }}</p>", 1, "'nmae' is undefined"),
    "an undefined name in breaks": ("<p>{{ nmae | breaks }}</p>", 1, "'nmae' is undefined"),
    "an include that is missing": ("{% include 'documents/nope.j2' %}", 1, "documents/nope.j2"),
    "an import that is missing": ("{% import 'documents/nope.j2' as n %}", 1, "documents/nope.j2"),
    "a parent that is missing": ("{% extends 'documents/nope.j2' %}", 1, "documents/nope.j2"),
    "a way out of the sandbox": ("<p>{{ agenda.title.__class__.__mro__ }}</p>", 1, "unsafe"),
    "a change of what is said": ("{% set x = [].append('a') %}", 1, "append"),
    "a division by zero": ("<p>{{ 1 / 0 }}</p>", 1, "zero"),
    "an endless loop": ("{% for n in range(10 ** 12) %}{% endfor %}", 1, "ange"),
    "a chart of a text": ("<p>{{ 'x' | chart }}</p>", 1, "no attribute 'points'"),
    "a chart in no colours": ("{% set colours = 3 %}{{ namespace(points=[], title='', "
                              "description='', aim=1) | chart }}", 1, "not subscriptable"),
    "a field without a name": ("<p>{{ field(()) }}</p>", 1, "at least one step"),
    "a field of a number": ("<p>{{ field(agenda.fields, 3) }}</p>", 1, "'int'"),
    "a field of a name too long": ("<p>{{ field(('a' * 70,)) }}</p>", 1, "longer than 64"),
    "a tag that no writer knows": ("<p><blink>x</blink></p>", 4, "blink"),
    "a script": ("<script>alert(1)</script>", 1, "script"),
    "an event": ("<p onclick='x()'>x</p>", 4, "onclick"),
    "a class that the theme does not know": ("<p class='shouting'>x</p>", 11, "shouting"),
}  # fmt: skip


@pytest.mark.parametrize("fault", one_in(3, BROKEN))
def test_a_broken_template_is_named_with_its_line_and_what_is_wrong(folder, fault):
    line, column, said = BROKEN[fault]
    AGENDA.write_text(PAGE.format(line), "utf-8")
    err = refused(folder)
    first = rf"^{re.escape(str(AGENDA))}:(\d+):(\d+): error\[template[a-z-]*\]: .*"
    found = re.search(first, err, re.MULTILINE)
    assert found
    assert said in found[0]
    if column:
        assert (found[1], found[2]) == ("5", str(column))
        assert f"5 | {line}\n" in err


@pytest.mark.parametrize("number", ["7" * 5000, "0x" + "f" * 5000])
def test_a_number_that_python_would_not_read_or_write_is_refused(folder, number):
    AGENDA.write_text(PAGE.format("{% set many = " + number + " %}"), "utf-8")
    assert f"{AGENDA}:5:15: error[template]: a number has more than 1000 digits" in refused(folder)


def test_a_long_line_of_signs_is_no_number(folder):
    AGENDA.write_text(PAGE.format("{# " + "_" * 5000 + " #}"), "utf-8")
    assert ran("prepare", "career.yaml", "-f", "md", "--templates", "own").code == 0


def test_a_template_that_includes_itself_is_refused(folder):
    AGENDA.write_text(PAGE.format("{% include 'documents/agenda.html.j2' %}"), "utf-8")
    err = refused(folder)
    assert f"{AGENDA}:5:1: error[template]" in err
    assert "it calls or includes itself without an end" in err


def test_the_line_that_leads_round_and_round_is_told_and_not_the_one_that_it_ended_at(folder):
    part = "{% import 'documents/macros.html.j2' as part with context %}{{ part.questions(['a']) }}"
    AGENDA.write_text(PAGE.format(f"{part}\n{{% include 'documents/agenda.html.j2' %}}"), "utf-8")
    assert f"{AGENDA}:6:1: error[template]" in refused(folder)


def test_a_fault_in_what_a_template_includes_is_placed_there(folder):
    AGENDA.write_text(PAGE.format("{% include 'documents/part.html.j2' %}"), "utf-8")
    part = AGENDA.with_name("part.html.j2")
    part.write_text("<p>fine</p>\n<p>{{ nmae }}</p>\n", "utf-8")
    assert f"{part}:2:1: error[template]" in refused(folder)


def test_a_template_that_is_not_utf_8_is_refused_with_its_name(folder):
    AGENDA.write_bytes(b"<p>Zo\xeb</p>")
    err = refused(folder)
    assert str(AGENDA) in err
    assert "UTF-8" in err


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("locales/en/language.toml", 'until = ["by"', "language.toml"),
        ("locales/en/language.toml", "until = 3", "until"),
        ("locales/en/messages.mo", "no catalogue", "messages.mo"),
        ("themes/mine/theme.toml", "x = [", "theme.toml"),
        ("themes/mine/theme.toml", "[colours]\nink = 'black'\n", "#rrggbb"),
    ],
    ids=["no TOML", "a number for words", "no catalogue", "a theme that is no TOML", "a colour"],
)
def test_a_broken_file_beside_the_templates_is_named(folder, name, text, said):
    file = Path("own", name)
    file.parent.mkdir(parents=True)
    file.write_text(text, "utf-8")
    file.with_name("style.css").touch()
    err = refused(folder, *(["--theme", "mine"] if "themes" in name else []))
    assert str(file) in err
    assert said in err


@pytest.mark.parametrize(
    ("message", "text"),
    [("%(name)s: %(role)s", "%(who)s"), ("Career conversation", "100 %"), ("Goals", "%d")],
    ids=["another name", "a bare sign", "no name"],
)
def test_a_placeholder_that_is_wrong_is_told_with_its_message(folder, message, text):
    file = Path("own", "locales", "en", "messages.po")
    file.parent.mkdir(parents=True)
    file.with_name("language.toml").touch()
    file.write_text(f'msgid "{message}"\nmsgstr "{text}"\n', "utf-8")
    err = refused(folder)
    assert f"error[catalogue]: {file}: the translation of '{message}' has " in err


def test_a_broken_folder_fails_every_file_and_each_says_so(folder):
    AGENDA.write_text(PAGE.format("<p>{{ nmae }}</p>"), "utf-8")
    (folder / "other.yaml").write_text(SMALL, "utf-8")
    assert refused(folder, "other.yaml").count("'nmae' is undefined") == 2


def test_templates_beside_the_answers_are_never_used(folder):
    (folder / "documents").mkdir()
    (folder / "templates").mkdir()
    for place in ("documents", "templates"):
        (folder / place / "agenda.html.j2").write_text("{{ stolen }}", "utf-8")
    assert ran("prepare", "career.yaml", "-f", "md").code == 0


def test_check_names_a_broken_catalogue_too(folder):
    Path("own", "locales", "en").mkdir(parents=True)
    Path("own", "locales", "en", "language.toml").write_text("until = [", "utf-8")
    done = ran("check", "career.yaml", "--templates", "own")
    assert done.code == 3
    assert str(Path("own", "locales", "en", "language.toml")) in done.out.decode()


@pytest.mark.parametrize("tag", ["section", "span"])
@pytest.mark.parametrize("depth", mostly_slow([49, 200, 1_500], lambda depth: depth != 200))
@FORMS
def test_tags_nested_too_deeply_are_told_the_same_for_every_format(folder, form, depth, tag):
    AGENDA.write_text(PAGE.format(f"<{tag}>" * depth + "x" + f"</{tag}>" * depth), "utf-8")
    err = refused(folder, "-f", form)
    column = (51 - len(["html", "body"]) - 1) * len(f"<{tag}>") + 1
    assert err.startswith(f"{AGENDA}:5:{column}: error[template]: <{tag}> stands 51 tags deep\n")
    assert "nest less deeply" in err


@FORMS
@pytest.mark.parametrize("text", ["", "{# nothing #}", "<!-- nothing -->"])
def test_a_template_that_leaves_the_page_empty_is_refused(folder, text, form):
    AGENDA.write_text(text, "utf-8")
    assert f"{AGENDA}: error[template]: the page is empty" in refused(folder, "-f", form)


@FORMS
@pytest.mark.parametrize("written", ["\x0c", "{{ '\\x01' }}", "{{ '\\ud800' }}", "{{ '\\0' }}"])
def test_a_character_that_no_document_can_hold_is_refused(folder, written, form):
    AGENDA.write_text(PAGE.format(f"<p>a{written}b</p>"), "utf-8")
    err = refused(folder, "-f", form)
    assert re.search(
        rf"{AGENDA}:5:1: error\[template\]: the page has the character U\+[0-9A-F]{{4}}", err
    )


def words_of_own(language, name, text='msgid "Goals"\nmsgstr "%d"\n'):
    file = Path("own", "locales", language, name)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.with_name("language.toml").touch()
    file.write_text(text, "utf-8")
    return file


def test_check_names_a_catalogue_of_the_files_language_that_prepare_would_refuse(folder):
    file = words_of_own("en", "messages.po")
    done = ran("check", "career.yaml", "--templates", "own")
    assert done.code == 3
    assert f"error[catalogue]: {file}: the translation of 'Goals' has %d" in done.out.decode()


def test_check_reads_the_familiar_catalogue_where_the_file_is_familiar(folder):
    words_of_own("de", "messages.informal.po")
    for formality, code in [("formal", 0), ("informal", 3)]:
        (folder / "career.yaml").write_text(
            f"{SMALL}language: de\nformality: {formality}\n", "utf-8"
        )
        assert ran("check", "career.yaml", "--templates", "own").code == code


def test_check_has_nothing_to_say_of_a_catalogue_of_another_language(folder):
    words_of_own("de", "messages.po")
    assert ran("check", "career.yaml", "--templates", "own").code == 0


def test_check_tells_an_unknown_language_as_the_files_fault(folder):
    words_of_own("de", "messages.po")
    (folder / "career.yaml").write_text(f"{SMALL}language: tlh\n", "utf-8")
    done = ran("check", "career.yaml", "--templates", "own")
    assert done.code != 3
    assert "career.yaml:6:11: error[" in done.out.decode()
