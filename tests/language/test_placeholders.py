"""A catalogue of the user's own: what a translation may leave for values to be filled in."""

from io import BytesIO

import pytest
from babel.messages import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import write_po
from hypothesis import given
from hypothesis import strategies as st

from agenda.language.locale import load
from agenda.language.placeholders import check_placeholders
from agenda.source.problems import Problem, Stop
from career import FOLDERS

DAY = "Sent on %(day)s."
MINUTES = ("%(num)d minute", "%(num)d minutes")


def folder_with(folder, *messages, name="messages.po", charset="utf-8"):
    made = Catalog(locale="de", charset=charset)
    for message, text in messages:
        made.add(message, text)
    file = folder / "locales" / "de" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    (file.parent / "language.toml").touch()
    data = BytesIO()
    (write_po if file.suffix == ".po" else write_mo)(data, made)
    file.write_bytes(data.getvalue())
    return folder, *FOLDERS


def problem_of(folders, formality=None) -> Problem:
    with pytest.raises(Stop) as stopped:
        load("de", formality, folders)
    (problem,) = stopped.value.problems
    return problem


BROKEN = {
    "another name": (DAY, "Am %(Tag)s.", "%(Tag)s"),
    "a number for a text": (DAY, "Am %(day)d.", "%(day)d"),
    "no name": (DAY, "Am %s.", "%s"),
    "a number without name": (DAY, "Am %d.", "%d"),
    "a bare sign": (DAY, "Zu 100 % am %(day)s.", "% a"),
    "a bare sign at the end": (DAY, "Am %(day)s: 100 %", "%"),
    "a name that stays open": (DAY, "Am %(day.", "%("),
    "a width that fills the memory": (DAY, "Am %(day)999999999s.", "%(day)999999999s"),
    "a sign where there is no value": ("Goals", "100 % Ziele", "% Z"),
    "a value where there is none": ("Goals", "Ziele: %(goals)s", "%(goals)s"),
    "one form of several": (MINUTES, ("%(num)d Minute", "%(n)d Minuten"), "%(n)d"),
}  # fmt: skip


@pytest.mark.parametrize(("message", "text", "wrong"), BROKEN.values(), ids=BROKEN)
@pytest.mark.parametrize("name", ["messages.po", "messages.mo", "messages.informal.po"])
def test_a_placeholder_that_the_original_has_not_is_a_problem(tmp_path, name, message, text, wrong):
    folders = folder_with(tmp_path, (message, text), name=name)
    problem = problem_of(folders, "informal")
    original = message if isinstance(message, str) else message[0]
    assert problem.rule == "catalogue"
    assert problem.message == (
        f"{tmp_path / 'locales' / 'de' / name}: the translation of '{original}' has {wrong}"
    )


@pytest.mark.parametrize(
    ("message", "text", "cure"),
    [
        (DAY, "%(Tag)s", "the original has %(day)s; write a percent sign as %%"),
        ("Goals", "%(Tag)s", "the original has none; write a percent sign as %%"),
        ("%(b)s, %(a)d", "%", "the original has %(b)s, %(a)d; write a percent sign as %%"),
        (MINUTES, ("%", "%"), "the original has %(num)d; write a percent sign as %%"),
    ],
)
def test_the_cure_names_what_the_original_has(tmp_path, message, text, cure):
    assert problem_of(folder_with(tmp_path, (message, text))).help == cure


def test_every_message_at_fault_is_named(tmp_path):
    folders = folder_with(tmp_path, (DAY, "%(x)s %(y)s"), ("Goals", "%"), ("Skills", "Können"))
    with pytest.raises(Stop) as stopped:
        load("de", None, folders)
    told = [problem.message.partition(": ")[2] for problem in stopped.value.problems]
    assert sorted(told) == [
        "the translation of 'Goals' has %",
        f"the translation of '{DAY}' has %(x)s, %(y)s",
    ]


@pytest.mark.parametrize(
    ("message", "text"),
    [
        (DAY, "Am %(day)s."),
        (DAY, "Vor kurzem."),
        (DAY, "%(day)s, %(day)s, zu 100 %%"),
        ("%(level)d of %(steps)d", "%(steps)s: %(level)d"),
        ("once %(much).1f", "%(much).1f-mal %(much)s"),
        (("once", "%(many)d times"), ("%(num)d-mal", "%(many)s-mal, %(num)s")),
        (MINUTES, ("eine Minute", "%(num)d Minuten")),
        ("Goals", ""),
    ],
)
def test_what_the_original_has_may_stand_in_any_order_and_number(tmp_path, message, text):
    load("de", None, folder_with(tmp_path, (message, text)))


def test_a_percent_sign_is_written_twice_whether_there_are_values_or_none(tmp_path):
    words = load("de", None, folder_with(tmp_path, (DAY, "%(day)s: 100 %%"), ("Goals", "100 %%")))
    assert (words.say(DAY, day="x"), words.say("Goals")) == ("x: 100 %", "100 %")


def test_a_catalogue_in_another_encoding_is_read_in_it(tmp_path):
    folders = folder_with(tmp_path, (DAY, "Für %(day)s"), name="messages.mo", charset="latin-1")
    assert load("de", None, folders).say(DAY, day="x") == "Für x"


@given(st.text("%()sd nam1.", max_size=20))
def test_what_passes_can_be_filled_in(text):
    made, data = Catalog(locale="de"), BytesIO()
    made.add("%(name)s of %(num)d", text)
    write_mo(data, made)
    if not [*check_placeholders(data.getvalue(), "utf-8")]:
        assert "{" not in text % {"name": "x", "num": 1}
