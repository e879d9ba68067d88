"""The exercise: each answer has a place in the file, and the place takes that kind of answer."""

from agenda.answers.exercise import EXERCISE, PEOPLE, Question, every_question, every_text
from agenda.answers.reference import every_field, reference
from draws import grid

FIELDS = {field.path: field for field in every_field(reference())}
QUESTIONS = [one for one in every_question((PEOPLE, *EXERCISE)) if one.path]
FORMS = {"date": {"date", "start"}, "level": {"level"}, "choice": {"choice"}, "named": {"line"}}
TEXTS = {"line", "text", "markdown", "map"}


@grid("question", QUESTIONS, ids=lambda one: "/".join(one.path))
def test_an_answer_has_a_place_that_takes_its_kind(question: Question):
    field = FIELDS[question.path]
    assert field.form in FORMS.get(question.kind, TEXTS)
    assert field.many == (question.kind == "several")
    assert field.form != "map" or field.short, "a text stands for the map"


@grid("question", QUESTIONS, ids=lambda one: "/".join(one.path))
def test_every_choice_of_the_file_can_be_chosen(question: Question):
    offered = {written for written, _ in question.choices}
    assert offered == (set(FIELDS[question.path].choices) if question.kind == "choice" else set())


def test_what_is_asked_of_an_entry_stands_in_the_entry():
    for one in QUESTIONS:
        assert all(then.path[:-1] == one.path for then in one.then)


def test_values_come_before_plans_and_what_is_private_comes_last():
    names = [step.name for step in EXERCISE]
    assert names.index("values") < names.index("futures") < names.index("goal")
    private = [bool(one.path and one.path[0] == "private") for one in every_question(EXERCISE)]
    assert private.index(True) > max(
        place
        for place, one in enumerate(every_question(EXERCISE))
        if one.path[:1] == ("questions",)
    )
    assert {one.path[0] for one in EXERCISE[-1].questions if one.path} == {"private"}


def test_every_text_is_one_for_the_catalogues():
    from test_locales import extracted

    assert set(every_text((PEOPLE, *EXERCISE))) <= extracted()
