"""Fields by their names: a document has its own, and no others."""

from __future__ import annotations

import pytest

from agenda.collect.fields import Kind, field
from draws import grid


@grid(
    ("name", "kind"),
    [
        ("record/notes/skills", Kind.TEXT),
        ("record/manager_values", Kind.LINES),
        ("record/manager_levels/mentoring-2fc5", Kind.LEVEL),
        ("record/expectations/of_manager", Kind.LINES),
        ("record/actions/new6/what", Kind.LINE),
        ("record/actions/new6/owner", Kind.OWNER),
        ("record/actions/new6/due", Kind.DAY),
        ("record/next_check_in", Kind.DAY),
        ("record/sharing/with", Kind.TICK),
    ],
)
def test_an_agenda_has_these_fields_and_a_record_has_not(name, kind):
    found = field(name, "agenda", "manager")
    assert found is not None
    assert found.kind is kind
    assert field(name, "record", "manager") is None


@pytest.mark.parametrize(
    "name",
    ["record/remarks", "record/reservations", "record/acknowledged/manager",
     "record/acknowledged/manager/yes"],
)  # fmt: skip
def test_a_record_has_these_fields_and_an_agenda_cannot_acknowledge(name):
    assert field(name, "record", "manager")
    assert field(name, "agenda", "manager") is None


@grid(
    "name",
    [
        "", "record", "record/", "record/notes", "record/notes/other", "record/notes/skills/x",
        "private/notes/skills", "values/craft", "record/actions/a1/what",
        "record/actions/new10/due",
        "record/actions/new1/reason", "record/private/notes/skills", "record/acknowledged/hr",
        "record/notes.skills", "record/summary/skills", "manager/email", "record/sent",
    ],
)  # fmt: skip
def test_no_copy_of_a_manager_has_other_fields(name):
    assert field(name, "agenda", "manager") is None
    assert field(name, "record", "manager") is None


def test_what_is_typed_into_a_copy_of_ones_own_stays_under_private():
    own = field("record/private/notes/skills", "agenda", "me")
    assert own is not None
    assert (own.steps, own.private) == (("notes", "skills"), True)
    assert field("record/notes/skills", "agenda", "me") is None
    assert field("record/private/acknowledged/manager", "record", "me") is None


def test_a_skills_id_may_hold_what_the_path_escapes():
    found = field("record/manager_levels/c~1c++~2net", "agenda", "manager")
    assert found is not None
    assert found.steps == ("manager_levels", "c/c++.net")
