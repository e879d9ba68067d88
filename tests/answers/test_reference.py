"""What can be written, as the models tell it."""

import pytest

from agenda.answers.audience import Audience
from agenda.answers.reference import every_field, reference, sample
from agenda.coaching.case import Case
from agenda.coaching.engine import coach
from agenda.coaching.words import load_words
from agenda.language import locale
from agenda.source.fresh import fresh
from career import ENGLISH, FOLDERS, GERMAN, SHAPES, answers_of, problems_of
from draws import grid
from ground import NOW

FIELDS = {field.path: field for field in every_field(reference())}


def test_every_key_of_every_map_is_told_once():
    keys = {tuple(step for step in path if isinstance(step, str)) for path in SHAPES if path}
    assert {path for path, field in FIELDS.items() if field.form == "map"} == keys
    assert len(FIELDS) == sum(1 for _ in every_field(reference()))


def test_every_field_says_what_it_means():
    assert [path for path, field in FIELDS.items() if not field.meaning] == []


@grid(
    ("path", "form"),
    [
        ("employee.name", "line"),
        ("employee.email", "address"),
        ("meeting.start", "start"),
        ("meeting.minutes", "number"),
        ("aspirations.long_term", "markdown"),
        ("private.worries", "text"),
        ("goals.by", "date"),
        ("goals.private", "private"),
        ("asks.kind", "choice"),
        ("skills.current.level", "level"),
        ("record.private", "private"),
    ],
)
def test_a_value_has_the_form_that_its_type_says(path, form):
    assert FIELDS[tuple(path.split("."))].form == form


def test_lists_defaults_choices_and_short_forms_are_told():
    assert FIELDS["manager_prepare",].many  # bounded in length, and a list all the same
    assert not FIELDS["record",].many
    assert FIELDS["meeting", "minutes"].default == "45"
    assert FIELDS["employee",].required
    assert FIELDS["goals", "outcome"].choices == ("open", "achieved", "partial", "dropped")
    assert FIELDS["values",].short == "name"


def test_every_value_has_an_example():
    assert [
        path for path, field in FIELDS.items() if field.form != "map" and not field.example
    ] == []


def test_no_example_stands_where_it_is_put_together_from_those_below():
    assert [path for path, field in FIELDS.items() if field.form == "map" and field.example] == []


@pytest.mark.parametrize(("language", "words"), [("en-GB", ENGLISH), ("de", GERMAN)])
def test_the_examples_together_are_a_sound_file(language, words):
    said = locale.load(language, "informal", FOLDERS, catalogues=(locale.FIELDS,)).say
    assert problems_of(fresh(sample(reference(), said)), words, head="") == ()


def test_the_examples_of_goals_and_asks_are_such_as_coaching_wants():
    together = fresh(sample(reference())).split("record:")[0]
    case = Case(answers_of(together, head=""), NOW, load_words("en", FOLDERS))
    about = {("goals", 0), ("asks", 0), ("values", 0)}
    assert [one for one in coach(case) if one.path[:2] in about] == []


def test_what_many_maps_share_stands_last():
    assert [field.key for field in FIELDS["values",].fields][-2:] == ["private", "id"]


def test_only_the_writer_sees_what_is_private():
    unseen = {path for path, field in FIELDS.items() if not field.readers}
    assert {path for path in FIELDS if "private" in path} < unseen
    assert ("goals", "obstacle") in unseen
    assert FIELDS["questions",].readers == (Audience.MANAGER, Audience.EMAIL)
