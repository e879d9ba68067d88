"""A template or a theme of the user's that has no end, or no measure, ends within bounds."""

import pytest

from commands.command_line import SMALL
from ground import in_a_process

PAGE = "<!doctype html><html><head><title>x</title></head><body><article>{}</article></body></html>"
GROWING = (
    "{% set n = namespace(t='x') %}{% for _ in range(60) %}{% set n.t = n.t ~ n.t %}{% endfor %}"
)
NESTED = "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}"
ENDLESS = {
    "itself": "{% include 'documents/agenda.html.j2' %}",
    "a long text": "{{ 'x' * (2 * 10 ** 9) }}",
    "a justified text": "{{ 'x'.ljust(3 * 10 ** 9) }}",
    "a text that doubles": GROWING + "<p>{{ n.t }}</p>",
    "a macro": "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "a list": "{{ [0] * 10 ** 9 }}",
}


LONG_PAGE = "{% for _ in range(60000) %}<p>x</p>{% endfor %}"
SLOW = {
    ("a loop", "md"): NESTED,
    ("a wide text", "md"): "{{ 'x' | center(10 ** 9) }}",
    ("many digits", "md"): "{{ 9 ** (9 ** 9) }}",
    ("a long page", "pdf"): LONG_PAGE,
}


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "career.yaml").write_text(SMALL, "utf-8")
    (tmp_path / "T" / "documents").mkdir(parents=True)
    return tmp_path


@pytest.mark.parametrize(
    ("body", "form"),
    [
        *((body, "md") for body in ENDLESS.values()),
        *(pytest.param(body, form, marks=pytest.mark.slow) for (_, form), body in SLOW.items()),
    ],
    ids=[*ENDLESS, *(name for name, _ in SLOW)],
)
def test_a_template_without_an_end_is_a_problem_of_that_template(folder, body, form):
    (folder / "T" / "documents" / "agenda.html.j2").write_text(PAGE.format(body), "utf-8")
    done = in_a_process("prepare", "career.yaml", "--templates", "T", "-f", form, cwd=folder)
    said = done.stderr.decode()
    assert done.returncode == 3, said
    first = said.splitlines()[0]
    assert first.startswith("T"), said
    assert "error[template]" in first
    assert not first.endswith(": ")
    assert "Traceback" not in said
    assert {path.name for path in folder.iterdir()} == {"career.yaml", "T"}


@pytest.mark.slow
def test_a_letter_s_template_is_bounded_too(folder):
    (folder / "T" / "messages").mkdir()
    (folder / "T" / "messages" / "message.txt.j2").write_text(NESTED, "utf-8")
    done = in_a_process("ask", "career.yaml", "--templates", "T", "-o", "x.txt", cwd=folder)
    assert (done.returncode, b"error[template]" in done.stderr) == (3, True)


@pytest.mark.slow
def test_nothing_that_was_begun_is_left_in_the_folder_for_temporary_files(folder):
    (folder / "T" / "documents" / "agenda.html.j2").write_text(PAGE.format(LONG_PAGE), "utf-8")
    (temporary := folder / "temporary").mkdir()
    done = in_a_process(
        "prepare", "career.yaml", "--templates", "T", "-f", "pdf", cwd=folder, TMPDIR=str(temporary)
    )
    assert (done.returncode, list(temporary.iterdir())) == (3, [])
