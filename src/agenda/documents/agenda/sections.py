"""The entries of each section, one function a kind."""

from __future__ import annotations

from agenda import answers as model
from agenda.answers import before
from agenda.answers.part import with_ids
from agenda.documents import levels, wording
from agenda.documents.agenda.notes import NEWEST, by_age
from agenda.documents.agenda.types import Ask, Boxes, CurrentSkill, Direction, FutureSkill, Value
from agenda.documents.entries import Achievement, Goal, Notes, Option
from agenda.documents.wording import labelled, moment, own, sentence
from agenda.language.locale import Locale


def horizon(mine: before.Aspirations, locale: Locale) -> str:
    """Say how far the long term looks ahead."""
    years = mine.horizon_years
    return locale.count("(the next year)", "(the next %(num)d years)", years) if years else ""


def clarity(mine: before.Aspirations, locale: Locale) -> str:
    """Say how sure the long term is, where that is worth saying. Values are a full answer."""
    say = locale.say
    if mine.clarity == "unknown":
        return say("I have no long-term plan yet. What I do know is what I value.")
    if mine.clarity == "exploring":
        return say("I am still exploring this.")
    return ""


def direction(way: before.Direction, locale: Locale) -> Direction:
    """Return a way the career might go."""
    told = (sentence(part) for part in (way.setting, way.why) if part)
    detail = " ".join(map(locale.isolated, told))
    return Direction(way.role, detail, own(way))


def value(entry: before.Value) -> Value:
    """Return a value with its moment."""
    return Value(entry.name, entry.meaning or "", entry.example or "", own(entry))


def newest(entries: tuple[before.Achievement, ...], locale: Locale) -> tuple[Achievement, ...]:
    """Return the newest three."""
    return tuple(wording.achievement(entry, locale) for entry in by_age(entries)[:NEWEST])


def _ids(skills: before.Skills) -> tuple[str, ...]:
    """Return the skills' ids, first today's: a skill may stand in both lists, a field once."""
    return tuple(name for name, _ in with_ids((*skills.current, *skills.future)))


def current_skills(answers: model.Answers, locale: Locale) -> tuple[CurrentSkill, ...]:
    """Return the skills of today's job with level and expected level: '3 (4)'."""
    skills = answers.skills or before.Skills.model_construct()
    found = []
    for name, skill in zip(_ids(skills), skills.current, strict=False):
        level = _level(skill.level, skill.expected, skills, locale)
        expected = f"({level.aim})" if level.aim else ""
        figures = f"{level.now or '–'} {expected}".strip() if level.now or level.aim else ""
        evidence = skill.evidence or ""
        found.append(CurrentSkill(name, skill.name, level, figures, evidence, own(skill)))
    return tuple(found)


def future_skills(answers: model.Answers, locale: Locale) -> tuple[FutureSkill, ...]:
    """Return the skills for the future with level and target: '2 → 4'."""
    skills = answers.skills or before.Skills.model_construct()
    found = []
    for name, skill in zip(_ids(skills)[len(skills.current) :], skills.future, strict=True):
        level = _level(skill.level, skill.target, skills, locale)
        target = f"→ {level.aim}" if level.aim else ""
        figures = f"{level.now or ''} {target}".strip()
        private = own(skill) + tuple(note for way in skill.build_by for note in own(way))
        found.append(FutureSkill(name, skill.name, level, figures, _built(skill, locale), private))
    return tuple(found)


def _built(skill: before.FutureSkill, locale: Locale) -> Notes:
    """Say how the skill is built, what it is for and where it shows: a line for each."""
    ways = [way.what.rstrip(".") for way in skill.build_by]
    told = "; ".join(map(locale.isolated, ways)) if len(ways) > 1 else "".join(ways)
    return labelled(
        (("", told), (locale.say("Why"), skill.why), (locale.say("Evidence"), skill.evidence))
    )


def skill_questions(
    current: tuple[CurrentSkill, ...], future: tuple[FutureSkill, ...], locale: Locale
) -> tuple[str, ...]:
    """Ask what a missing list leaves open, so that the talk still has both."""
    questions = []
    if not current:
        questions.append(locale.say("Which skills does my job need most today?"))
    if not future:
        questions.append(locale.say("Which skills will matter for where I could go?"))
    return tuple(questions)


def _level(now: str | None, aim: str | None, skills: before.Skills, locale: Locale) -> levels.Level:
    own_names = skills.scale
    steps = len(levels.names(own_names, locale))
    return levels.Level(
        now=levels.rank(now, own_names, locale),
        aim=levels.rank(aim, own_names, locale),
        steps=steps,
    )


def legend(answers: model.Answers, locale: Locale) -> tuple[str, ...]:
    """Name the levels, where any is given."""
    skills = answers.skills or before.Skills.model_construct()
    given = any(skill.level or skill.expected for skill in skills.current)
    wanted = any(skill.level or skill.target for skill in skills.future)
    return levels.names(skills.scale, locale) if given or wanted else ()


def levels_to_choose(answers: model.Answers, locale: Locale) -> tuple[Option, ...]:
    """Return the steps of the scale: by their numbers, and their names where no legend has them."""
    skills = answers.skills or before.Skills.model_construct()
    told = legend(answers, locale)
    names = enumerate(map(locale.isolated, levels.names(skills.scale, locale)), 1)
    return tuple(Option(str(step), str(step) if told else f"{step} {name}") for step, name in names)


def goal(entry: before.Goal, locale: Locale) -> Goal:
    """Return a goal; its obstacle and plan are there only in the writer's own copy."""
    say = locale.say
    plan = (
        (say("What could get in the way"), entry.obstacle),
        (say("If so, then"), entry.if_then),
    )
    serves = ", ".join(dict.fromkeys(filter(None, (entry.serves, entry.skill))))
    return wording.goal(entry, locale, serves=serves, private=labelled(plan) + own(entry))


def asks(answers: model.Answers, locale: Locale, *, answered: bool) -> tuple[Ask, ...]:
    """Return the asks with their numbers, and where they are `answered` with boxes to tick."""
    return tuple(
        Ask(
            number=f"A{number}",
            what=ask.what,
            by=moment(ask.by, locale),
            details=_details(ask, locale),
            boxes=Boxes(name, ask.already_helps or "") if answered else None,
            notes=own(ask),
        )
        for number, (name, ask) in enumerate(with_ids(answers.asks), 1)
    )


def _details(ask: before.Ask, locale: Locale) -> Notes:
    """Say what would already help, what is in it for the team, and what it costs."""
    say = locale.say
    return labelled(
        (
            (say("A smaller step that would help"), ask.already_helps),
            (say("For the team"), ask.helps_team),
            (say("I would do less of"), ask.trade_off),
        )
    )
