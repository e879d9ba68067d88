"""What can be written, as the models tell it."""

import pytest

from agenda.answers.audience import Audience
from agenda.answers.reference import every_field, reference
from career import SHAPES

FIELDS = {field.path: field for field in every_field(reference())}


def test_every_key_of_every_map_is_told_once():
    keys = {tuple(step for step in path if isinstance(step, str)) for path in SHAPES if path}
    assert {path for path, field in FIELDS.items() if field.form == "map"} == keys
    assert len(FIELDS) == sum(1 for _ in every_field(reference()))


def test_every_field_says_what_it_means():
    assert [path for path, field in FIELDS.items() if not field.meaning] == []


@pytest.mark.parametrize(
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


def test_what_many_maps_share_stands_last():
    assert [field.key for field in FIELDS["values",].fields][-2:] == ["private", "id"]


def test_only_the_writer_sees_what_is_private():
    unseen = {path for path, field in FIELDS.items() if not field.readers}
    assert {path for path in FIELDS if "private" in path} < unseen
    assert ("goals", "obstacle") in unseen
    assert FIELDS["questions",].readers == (Audience.MANAGER, Audience.EMAIL)
