"""An answers file from somebody else: it is judged at once, however it is made."""

import pytest

from agenda.answers.audience import find_repeated
from agenda.source import read
from agenda.source.bounds import MAX_CHARACTERS, MAX_CONTROLS
from agenda.source.problems import Stop
from career import answers_of, problems_of, tree_of
from ground import ending

SECRET = "this is a private passage of mine"


def test_spaces_without_end_in_a_short_form_are_read_at_once():
    with ending():
        (goal,) = answers_of('goals: ["x' + " " * 100_000 + 'y"]\n').goals
    assert goal.what == "x y"


@pytest.mark.parametrize("between", [" by ", " ,;", "by 2027-04-30 ", "2027-04-30."])
def test_a_text_that_is_all_but_a_date_is_read_at_once(between):
    with ending():
        answers_of('goals: ["x' + between * (9_000 // len(between)) + 'y"]\n')


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("values:\n" + "  - {nam: x}\n" * 1500, 1500),
        ("".join(f"goals{number}: x\n" for number in range(2400)), 2400),
        ("values:\n" + "  - {name: x, id: a}\n" * 700, 699),
        ("goals:\n" + "  - x by 2027-02-30\n" * 4500, 4500),
    ],
    ids=["wrong keys in entries", "wrong keys", "the same id", "wrong dates"],
)
def test_thousands_of_faults_are_all_told(text, count):
    with ending():
        assert len(problems_of(text)) == count


def test_a_file_full_of_private_text_can_be_compared():
    private = "".join(f"    {number} {SECRET}\n" for number in range(1500))
    shared = "".join(f"    {number} something else that I wrote\n" for number in range(1500))
    tree = tree_of(f"private:\n  notes: |\n{private}aspirations:\n  long_term: |\n{shared}")
    with ending():
        assert list(find_repeated(tree)) == []


def test_a_passage_repeated_in_thousands_of_places_is_told():
    lines = f"    - {SECRET}\n" * 1200
    tree = tree_of(f"questions:\n{lines}private:\n  other_people:\n{lines}")
    with ending():
        assert list(find_repeated(tree))


def test_an_alias_does_not_multiply_a_long_text():
    text = "a: &long '" + "x" * 50_000 + "'\nb: [" + "*long, " * 5000 + "]\n"
    with ending(), pytest.raises(Stop) as stopped:
        read(text.encode())
    (problem,) = stopped.value.problems
    assert (problem.rule, str(MAX_CHARACTERS) in problem.message) == ("too-large", True)
    assert text[problem.span.start : problem.span.end] == "*long"


def test_an_alias_of_a_list_counts_every_text_in_it():
    text = "a: &all [" + f"'{'x' * 1000}', " * 50 + "]\nb: [*all, *all, *all, *all, *all, *all]\n"
    with pytest.raises(Stop) as stopped:
        read(text.encode())
    assert stopped.value.problems[0].rule == "too-large"


def test_a_text_that_an_alias_repeats_now_and_then_is_fine():
    tree = read(b"a: &short a few words\nb: [*short, *short]\n").tree
    assert [item.text for item in tree.get("b").items] == ["a few words"] * 2


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("\n" * 60_000 + "values: {" + "a: ," * 2400 + "}", "duplicate-key"),
        ("values: {" + "[a]: x," * 1600 + "}", "yaml"),
        ("values: [" + "*a," * 4900 + "]", "yaml"),
        ('a: "' + "\\x01" * 20_000 + '"', "control-character"),
    ],
    ids=["the same key", "lists for keys", "names of nothing", "controls"],
)
def test_of_thousands_of_faults_in_the_tree_the_first_are_told_at_once(text, rule):
    with ending(seconds=2), pytest.raises(Stop) as stopped:
        read(text.encode())
    assert {one.rule for one in stopped.value.problems} == {rule}
    assert len(stopped.value.problems) <= MAX_CONTROLS


@pytest.mark.parametrize("newline", ["\n", "\r", "\r\n"])
def test_the_line_of_the_first_of_two_keys_is_told(newline):
    with pytest.raises(Stop) as stopped:
        read(newline.join(["", "b: x", "a: x", "", "a: y"]).encode())
    assert "already stands in line 3;" in stopped.value.problems[0].help


@pytest.mark.parametrize(
    "text",
    [
        "values: [" + "".join(f"&a{at} x," for at in range(4900)) + "]",
        "values: [" + "".join(f"&a{at} x,*a{at}," for at in range(2400)) + "]",
        f"values: {{x: '{'y ' * 40_000}'," + "".join(f"k{at}: ," for at in range(2400)) + "}",
    ],
    ids=["names that nothing repeats", "names", "keys in one line"],
)
def test_thousands_of_names_and_keys_are_read_at_once(text):
    with ending(seconds=2):
        read(text.encode())
