"""Templates: the user's before the package's, checked, sandboxed, and placed when they break."""

from __future__ import annotations

from pathlib import Path

import pytest

from agenda.language import bundled, locale
from agenda.render import html
from agenda.source.problems import Stop

OWN = bundled.templates()
ENGLISH = locale.load("en", None, (OWN,))


def rendered(folder: Path, text: str, content: object = "x", **more: str) -> str:
    documents = folder / "documents"
    documents.mkdir(exist_ok=True)
    (documents / "note.html.j2").write_text(text, "utf-8")
    for name, other in more.items():
        (documents / f"{name}.html.j2").write_text(other, "utf-8")
    return html.Templates((folder, OWN)).document("note", content, ENGLISH, {"known"}).html


def problem(folder: Path, text: str):
    with pytest.raises(Stop) as stop:
        rendered(folder, text)
    return stop.value, stop.value.problems[0]


def test_a_users_template_comes_before_the_packages(tmp_path):
    assert rendered(tmp_path, "<p>{{ note }}</p>") == "<p>x</p>"


def test_what_the_user_does_not_change_is_the_packages(tmp_path):
    text = '{% import "documents/macros.html.j2" as part %}{{ part.questions(["why?"]) }}'
    assert "<li>why?</li>" in rendered(tmp_path, text)


def test_a_value_is_escaped(tmp_path):
    assert rendered(tmp_path, "<p>{{ note }}</p>", "<b>&") == "<p>&lt;b&gt;&amp;</p>"


def test_a_missing_name_is_a_problem_with_file_and_line(tmp_path):
    stop, found = problem(tmp_path, "<p>fine</p>\n<p>{{ nmae }}</p>")
    assert stop.name == str(tmp_path / "documents" / "note.html.j2")
    assert "'nmae' is undefined" in found.message
    assert stop.text[found.span.start : found.span.end] == "<p>{{ nmae }}</p>"


def test_a_missing_attribute_is_named(tmp_path):
    _, found = problem(tmp_path, "<p>{{ note.nmae }}</p>")
    assert "nmae" in found.message


def test_a_syntax_error_is_a_problem_with_its_line(tmp_path):
    stop, found = problem(tmp_path, "<p>\n{% if %}\n</p>")
    assert found.rule == "template"
    assert stop.text[found.span.start : found.span.end] == "{% if %}"


def test_a_fault_in_an_included_file_is_placed_there(tmp_path):
    with pytest.raises(Stop) as stop:
        rendered(tmp_path, '{% include "documents/inner.html.j2" %}', inner="<p>{{ gone }}</p>")
    assert stop.value.name.endswith("inner.html.j2")


def test_a_missing_include_is_named(tmp_path):
    _, found = problem(tmp_path, '{% include "documents/nowhere.html.j2" %}')
    assert "documents/nowhere.html.j2" in found.message


def test_a_wrong_operation_is_a_problem_of_the_template(tmp_path):
    _, found = problem(tmp_path, "<p>{{ note + 1 }}</p>")
    assert found.rule == "template"


def test_the_sandbox_keeps_a_template_from_the_interpreter(tmp_path):
    _, found = problem(tmp_path, "<p>{{ note.__class__.__mro__ }}</p>")
    assert found.rule == "template"


def test_a_template_cannot_leave_its_folder(tmp_path):
    (tmp_path / "secret.txt").write_text("secret")
    (tmp_path / "t").mkdir()
    with pytest.raises(Stop):
        rendered(tmp_path / "t", '{% include "../secret.txt" %}')


def test_a_tag_outside_the_vocabulary_is_a_problem(tmp_path):
    stop, found = problem(tmp_path, "<p>fine</p>\n<marquee>no</marquee>")
    assert found.rule == "template-vocabulary"
    assert "marquee" in found.message
    assert stop.text[found.span.start :].startswith("<marquee")


def test_a_class_that_the_theme_does_not_document_is_a_problem(tmp_path):
    _, found = problem(tmp_path, '<p class="known">a</p><p class="knwon">b</p>')
    assert "knwon" in found.message
    assert "known" in found.help


@pytest.mark.parametrize("block", ["filter upper", "filter forceescape", "set x"])
def test_nothing_is_left_of_what_says_where_tags_came_from(tmp_path, block):
    end = f"{{% end{block.split()[0]} %}}{{{{ x }}}}" if "set" in block else "{% endfilter %}"
    made = rendered(tmp_path, f"<p>a</p>{{% {block} %}}<p>b</p>{end}")
    assert "place" not in made.lower()


TOO_LONG = '<p>{{ field(("record",), note) }}</p>'


def test_a_bug_of_ours_keeps_its_traceback(tmp_path):
    """What our own code raises below a template of our own is no fault of anybody else."""
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "note.html.j2").write_text(TOO_LONG, "utf-8")
    with pytest.raises(ValueError, match="64") as fault:
        html.Templates((tmp_path,)).document("note", "x" * 80, ENGLISH)
    assert not isinstance(fault.value, Stop)


def test_what_our_own_code_cannot_do_with_a_template_of_the_users_is_told_with_its_line(tmp_path):
    with pytest.raises(Stop) as stop:
        rendered(tmp_path, f"<p>fine</p>\n{TOO_LONG}", "x" * 80)
    (problem,) = stop.value.problems
    assert "longer than 64 characters" in problem.message
    assert stop.value.text[problem.span.start : problem.span.end] == TOO_LONG


def test_it_is_told_there_even_where_a_template_of_ours_stands_between(tmp_path):
    line = '{% include "documents/inner.html.j2" %}'
    ours, own = tmp_path / "ours", tmp_path / "own"
    for folder, name, text in ((ours, "inner", TOO_LONG), (own, "note", line)):
        (folder / "documents").mkdir(parents=True)
        (folder / "documents" / f"{name}.html.j2").write_text(text, "utf-8")
    with pytest.raises(Stop) as stop:
        html.Templates((own, ours)).document("note", "x" * 80, ENGLISH)
    assert stop.value.name == str(own / "documents" / "note.html.j2")
