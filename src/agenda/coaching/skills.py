"""Skills: what today's job needs, and what the future needs."""

from __future__ import annotations

from collections.abc import Iterator

from agenda.answers.before import Building, FutureSkill, Skill, Skills
from agenda.answers.cycle.standing import names_of
from agenda.answers.scale import DEFAULT_NAMES, rank_among
from agenda.coaching.case import Case, Text
from agenda.coaching.facts import beside, fact_in
from agenda.coaching.rule import Advice, Theme, rule
from agenda.language.clocks import months_between
from agenda.source.folding import folded
from agenda.source.problems import Steps

BIG_JUMP, MOST_MONTHS = 2, 12
Placed = Iterator[tuple[Steps, Skill]]


def _skills(case: Case) -> Placed:
    given = case.answers.skills or Skills.model_construct()
    for name, skills in (("current", given.current), ("future", given.future)):
        for place, skill in enumerate(skills):
            yield ("skills", name, place), skill


def _future(case: Case) -> Iterator[tuple[Steps, FutureSkill]]:
    for place, skill in enumerate((case.answers.skills or Skills.model_construct()).future):
        yield ("skills", "future", place), skill


def _rank(case: Case, level: str | None) -> int | None:
    scale = (case.answers.skills or Skills.model_construct()).scale
    return rank_among(level, (scale,) if scale else (DEFAULT_NAMES, case.words.levels))


@rule(Theme.SKILLS)
def missing_skill_list(case: Case) -> Iterator[Advice]:
    """Only one of the two lists of skills.

    It looks for skills of today's job without skills for the future, or the other way round.

    Why: today's skills alone make a review, and tomorrow's alone make a wish list. The talk is
    about the way from one to the other.
    Bad:
        skills:
          current: [incident response]
    Good:
        skills:
          current: [incident response]
          future: [technical strategy]
    Source: the article that this tool follows: two lists, for the current job and for the
    future.
    """
    skills = case.answers.skills
    if skills and bool(skills.current) != bool(skills.future):
        if skills.current and case.wary:
            return  # one skill of today's job is a whole talk then
        missing = "future" if skills.current else "current"
        yield Advice(
            ("skills",),
            case.say("there is no skill for where you want to be")
            if skills.current
            else case.say("there is no skill for today's job"),
            case.say("write one to three skills under %(missing)s:", missing=missing),
        )


@rule(Theme.SKILLS)
def level_without_evidence(case: Case) -> Iterator[Advice]:
    """A level that nothing shows.

    It looks for a level above the first one without `evidence`.

    Why: two people read a scale differently, and only what happened can settle it. A level
    with a fact behind it is also much easier to say aloud.
    Bad:
        skills:
          current: [{name: Incident response, level: 4}]
          future: [technical strategy]
    Good:
        skills:
          current: [{name: Incident response, level: 4, evidence: The 12 May outage}]
          future: [technical strategy]
    Source: behaviourally anchored rating: Smith and Kendall, 1963.
    """
    for path, skill in _skills(case):
        if (_rank(case, skill.level) or 0) > 1 and not skill.evidence:
            yield Advice(
                (*path, "level"),
                case.say("nothing shows the level of %(skill)s", skill=skill.name),
                case.say("add evidence: and what happened, in a few words"),
            )


@rule(Theme.SKILLS)
def no_gap(case: Case) -> Iterator[Advice]:
    """A target that has been reached already.

    It looks for a future skill whose target is not above its level.

    Why: where there is nothing to grow, there is nothing to talk about; either the level is
    too kind or the target too small.
    Bad:
        skills:
          current: [incident response]
          future: [{name: Technical strategy, level: 3, target: 3, evidence: July note}]
    Good:
        skills:
          current: [incident response]
          future: [{name: Technical strategy, level: 2, target: 3, evidence: July note}]
    Source: GROW (Whitmore): the gap between goal and reality is what is worked on.
    """
    for path, skill in _future(case):
        level, target = _rank(case, skill.level), _rank(case, skill.target)
        if level and target and target <= level:
            yield Advice(
                (*path, "target"),
                case.say("%(skill)s is where it should be already", skill=skill.name),
                case.say("raise the target, or list it under current:"),
            )


@rule(Theme.SKILLS)
def big_jump(case: Case) -> Iterator[Advice]:
    """A jump of two levels or more.

    It looks for a target two levels or more above the level: the goals reach a year ahead.

    Why: a level takes most people about a year of real work. A target that cannot be reached
    is a disappointment with a date.
    Bad:
        skills:
          current: [incident response]
          future: [{name: Technical strategy, level: 1, target: 4}]
    Good:
        skills:
          current: [incident response]
          future: [{name: Technical strategy, level: 1, target: 2}]
    Source: Locke and Latham, A theory of goal setting, 1990: hard, and still possible.
    """
    for path, skill in _future(case):
        level, target = _rank(case, skill.level), _rank(case, skill.target)
        if level and target and target - level >= BIG_JUMP:
            yield Advice(
                (*path, "target"),
                case.say(
                    "%(skill)s is to rise by %(levels)s levels within a year",
                    skill=skill.name,
                    levels=target - level,
                ),
                case.say("aim one level higher now, and say what comes after in why:"),
            )


@rule(Theme.SKILLS, text=True)
def only_courses(case: Case) -> Iterator[Advice]:
    """A skill that is built by courses alone.

    It looks for a future skill whose ways to build it are all courses, trainings or
    certificates.

    Why: most of what people learn at work they learn in the work itself and from others; a
    course without a use is forgotten in weeks.
    Bad:
        skills:
          current: [incident response]
          future: [{name: technical strategy, build_by: [An online course on strategy]}]
    Good:
        skills:
          current: [incident response]
          future: [{name: technical strategy, build_by: [The spring capacity review]}]
    Source: McCall, Lombardo and Morrison, The lessons of experience, 1988.
    """
    for path, skill in _future(case):
        if skill.build_by and all(_is_course(case, way) for way in skill.build_by):
            yield Advice(
                (*path, "build_by"),
                case.say("%(skill)s is to be built by courses alone", skill=skill.name),
                case.say("add a piece of work that needs it, or somebody to learn it from"),
            )


def _is_course(case: Case, way: Building) -> bool:
    said = case.words.says("course", Text((), way.what).words)
    return way.how == "course" or (way.how is None and bool(said))


@rule(Theme.SKILLS)
def unused_future_skill(case: Case) -> Iterator[Advice]:
    """A future skill that no goal serves.

    It looks for the skill's name under `skill` or `serves` of a goal.

    Why: a skill that nothing in the next months needs will be on the same list next time.
    Bad:
        skills:
          current: [incident response]
          future: [technical strategy]
        goals:
          - what: Publish the on-call guide
            by: 2027-03-31
            skill: incident response
            first_step: collect what the last three weeks were missing
    Good:
        skills:
          current: [incident response]
          future: [technical strategy]
        goals:
          - what: Publish the capacity review
            by: 2027-06-30
            skill: technical strategy
            first_step: send you a one-page outline by the Friday after we meet
    Source: the article that this tool follows: the next 6 to 12 months serve the long arc.
    """
    served = {folded(name) for goal in case.answers.goals for name in (goal.skill, goal.serves)
              if name}  # fmt: skip
    if not served:
        return  # that goals serve nothing at all is told of the goals
    for path, skill in _future(case):
        if not served & names_of(skill):
            yield Advice(
                (*path, "name"),
                case.say("no goal serves %(skill)s", skill=skill.name),
                case.say("name it as the skill of a goal, or keep it for a later year"),
            )


@rule(Theme.SKILLS, text=True)
def empty_superlative(case: Case) -> Iterator[Advice]:
    """Very good, excellent, always, and no fact.

    It looks at achievements and at evidence for a superlative in a text without a number, a
    date, a name or something made.

    Why: praise that one gives oneself is read as noise. A fact of half the length is believed.
    Bad:
        achievements:
          - Always did an excellent job on the importer
    Good:
        achievements:
          - what: Rewrote the importer
            result: night pages down from nine a month to one
    Source: situation, behaviour, impact (Center for Creative Leadership).
    """
    for text in _proofs(case):
        said = case.words.says("superlative", text.words)
        if said and not fact_in(beside("superlative", text, case), case, made=False):
            yield Advice(
                text.path,
                case.say("'%(said)s' stands here without a fact", said=said),
                case.say("say what happened, with a number, a date or a name"),
            )


def _proofs(case: Case) -> Iterator[Text]:
    """Yield what is told as a proof; an achievement with its result is one text."""
    for place, one in enumerate(case.answers.achievements):
        whole = ". ".join(filter(None, (one.what, one.result)))
        yield Text(("achievements", place, "what"), whole)
    for path, skill in _skills(case):
        if skill.evidence:
            yield Text((*path, "evidence"), skill.evidence)


@rule(Theme.SKILLS)
def stale_evidence(case: Case) -> Iterator[Advice]:
    """Achievements older than twelve months.

    It looks at `when`, a year back from the talk.

    Why: what was good two years ago was talked about then. It invites the question what has
    happened since.
    Bad:
        achievements:
          - {what: Led us through the May outage, when: 2024-05-29}
    Good:
        achievements:
          - {what: Taught four people to run the recovery themselves, when: 2026-05-29}
    Source: personnel practice: recency, without the recency error.
    """
    day = case.talk or case.today
    for place, one in enumerate(case.answers.achievements):
        if one.when and months_between(one.when, day) >= MOST_MONTHS:
            yield Advice(
                ("achievements", place, "when"),
                case.say("this is %(months)s months old", months=months_between(one.when, day)),
                case.say("choose something of the last year, or say what came of it since"),
            )
