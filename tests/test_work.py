"""The unit of work: pure, fit to travel, and told by a digest of what its reader sees."""

import pickle
import subprocess
import sys
from dataclasses import replace
from functools import partial

import pytest

from agenda import load
from agenda.names import FORMATS
from agenda.resources import Resources
from agenda.source.problems import Stop
from agenda.wish import Wish
from agenda.work import Order, compose_from, digest, make, warm
from commands.command_line import SMALL
from ground import NOW, ROOT

WISH = Wish(NOW)
THEME = ROOT / "templates" / "themes" / "classic"


def brief(text=SMALL, wish=WISH, resources=None):
    return compose_from([("a.yaml", text.encode())], wish, resources or Resources())


def digests(text=SMALL, wish=WISH, resources=None, formats=("md", "docx")):
    resources = resources or Resources()
    return make(Order(brief(text, wish, resources), formats, wish, {}), resources).digests


@pytest.mark.parametrize("name", FORMATS)
def test_the_second_half_makes_the_same_bytes_in_another_process(name):
    resources = Resources()
    job = partial(make, Order(brief(resources=resources), [name], WISH), resources)
    code = (
        "import pickle, sys; sys.stdout.buffer.write(pickle.dumps(pickle.load(sys.stdin.buffer)()))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], input=pickle.dumps(job), capture_output=True, check=True
    )
    assert pickle.loads(done.stdout).documents == dict(job().documents)


def test_a_fault_passes_to_another_process_with_all_it_says():
    with pytest.raises(Stop) as told:
        brief("employee: 3")
    again = pickle.loads(pickle.dumps(told.value))
    assert again.reports("a.yaml", "x") == told.value.reports("a.yaml", "x")


@pytest.mark.parametrize(
    "text",
    [SMALL + "private: {notes: what nobody else reads}\n", "# a comment\n" + SMALL,
     "\n".join(reversed(SMALL.splitlines()))],
    ids=["private", "comment", "order"],
)  # fmt: skip
def test_what_its_reader_does_not_see_makes_no_other_document(text):
    assert digests(text) == digests()


def test_the_day_on_which_it_is_made_makes_no_other_document():
    assert digests(wish=replace(WISH, now=NOW.replace(year=2031))) == digests()


@pytest.mark.parametrize(
    "more",
    [{"paper": "letter"}, {"language": "de"}, {"flat": True},
     {"reference": b"x"}],
    ids=str,
)  # fmt: skip
def test_another_wish_makes_another_document(more):
    from agenda.pipeline import draft

    source, resources = load(SMALL.encode()), Resources()
    one, other = (draft([source], wish, resources) for wish in (WISH, replace(WISH, **more)))
    assert digest(one, "docx") != digest(other, "docx")


def test_answers_templates_and_pictures_of_a_theme_make_another_document(tmp_path):
    style = tmp_path / "themes" / "classic" / "style.css"
    style.parent.mkdir(parents=True)
    style.write_text((THEME / "style.css").read_text("utf-8") + "h1 { color: red }\n", "utf-8")
    found = [digests(), digests(SMALL + "asks: [Time]\n"), digests(resources=Resources(tmp_path))]
    (style.parent / "logo.png").write_bytes(b"x")
    found.append(digests(resources=Resources(tmp_path)))
    assert len({str(one) for one in found}) == 4


def test_what_is_known_is_not_made_again():
    resources = Resources()
    known = dict(digests(), docx="of another text")
    made = make(Order(brief(), ["md", "docx"], WISH, known), resources)
    assert list(made.documents) == ["docx"]
    assert made.digests == digests()


def test_a_process_gets_warm_with_a_theme_that_is_not_there_and_says_nothing():
    warm(["md", "pdf"], replace(WISH, theme="none"), Resources())
