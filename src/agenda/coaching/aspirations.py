"""Aspirations: what both value, and the long arc."""

from __future__ import annotations

from collections.abc import Iterator

from agenda.answers import Answers
from agenda.answers.before import Aspirations
from agenda.coaching.case import Case, Text
from agenda.coaching.rule import Advice, Theme, rule
from agenda.coaching.titles import is_nothing_but_a_title, is_title
from agenda.source.problems import Severity, Steps

FEWEST_YEARS, MOST_VALUES, STEPS = 2, 5, 2
BEGUN = 1
"""A file of so many parts, or fewer, is one that somebody has just begun."""


@rule(Theme.ASPIRATIONS)
def next_step(case: Case) -> Iterator[Advice]:
    """A file that has just been begun.

    With little more than two names in it there is nothing to criticise yet. The next two
    steps are named instead, and everything else waits.

    Why: a blank page is hard enough without thirty remarks on it.
    Bad:
        version: 1
        employee: Ada Park
        manager: Grace Osei
    Good:
        values:
          - name: craft
            example: The importer went from 31 files to 9.
        skills:
          current: [incident response]
          future: [technical strategy]
        goals:
          - Run the spring capacity review from first draft to decision by 2027-06-30
        asks:
          - Let me shadow the January planning round by 2027-01-29
    Source: values are a full answer; the article that this tool follows begins with them.
    """
    if not begun(case.answers):
        return
    for place, (name, step, help) in enumerate(_missing(case)):
        if place < STEPS:
            said = case.say("then: %(step)s", step=step)
            first = case.say("a good start; next: %(step)s", step=step)
            yield Advice((name,), said if place else first, help)


def begun(answers: Answers) -> bool:
    """Whether there is so little in the file that only the next steps are of use."""
    arc = answers.aspirations
    parts = (answers.values or (arc and arc.long_term), answers.skills, answers.goals, answers.asks)
    return sum(map(bool, parts)) <= BEGUN and answers.record is None


def _missing(case: Case) -> Iterator[tuple[str, str, str]]:
    """Yield what is not there yet: the key, what it is for, and how to write it."""
    answers = case.answers
    arc = answers.aspirations or Aspirations.model_construct()
    if not (answers.values or arc.long_term):
        yield (
            "values",
            case.say("what you value in work"),
            case.say("write two or three words as values: [craft, …]"),
        )
    if not answers.skills:
        yield (
            "skills",
            case.say("one skill for today's job, and one for where you want to be"),
            case.say(
                "write skills: with current: [incident response] and future: [technical strategy]"
            ),
        )
    if not answers.goals:
        yield (
            "goals",
            case.say("one thing to reach in the next 6 to 12 months"),
            case.say("write goals: with what: and by:, for example by: 2027-06-30"),
        )
    if not answers.asks:
        yield (
            "asks",
            case.say("one thing that your manager could do"),
            case.say("write asks: and a line such as - Let me shadow the planning by 2027-01-31"),
        )


@rule(Theme.ASPIRATIONS, Severity.WARNING, text=True)
def promotion_pitch(case: Case) -> Iterator[Advice]:
    """A promotion, a next level or a title where the talk should be about the career.

    It looks for the words of a promotion, and for a post that its writer says to want, in
    everything that is written before the talk and that others see; in a goal or an ask the
    bare name of a post is enough.

    Why: the manager has to defend a decision instead of thinking along, and the long arc is
    not talked about at all. The wish is a fair one; it needs a talk of its own.
    Bad:
        asks:
          - Put me forward for promotion by 2027-04-01
    Good:
        asks:
          - Let me lead the storage working group by 2027-01-29
        private:
          promotion: Ask for a separate talk about it in April.
    Source: the article that this tool follows: a career conversation is not about a promotion.
    """
    for text in case.prepared:
        if text.path[0] == "achievements" or text.path[-1] == "evidence":
            continue  # a promotion of the past is a fact
        said = case.words.says("promotion-pitch", text.words)
        if not said and _is_wish(text.path):
            said = case.words.says("promotion-wish", text.words)
            said = said or (text.text.strip() if is_title(text.words, case.words, 0) else "")
        if said:
            yield Advice(
                text.path,
                case.say("'%(said)s' makes this a pitch for a promotion", said=said),
                case.say(
                    "say what you want to learn or take on; the wish itself belongs under"
                    " private.promotion, and into a talk of its own"
                ),
            )


def _is_wish(path: Steps) -> bool:
    return path[0] in {"goals", "asks"} and path[-1] == "what"


@rule(Theme.ASPIRATIONS)
def no_long_arc(case: Case) -> Iterator[Advice]:
    """Values, but not a word about the long term.

    It speaks up where there are values and neither a long term nor a direction, unless
    clarity says `unknown`: to have no plan yet is a full answer, once it is said. It is silent
    where trust is low: then the long term can wait.

    Why: without the long arc the talk turns to this quarter, and the two of you never find
    out whether you are walking the same way.
    Bad:
        aspirations:
          energised_by: [the storage migration]
        values: [craft, autonomy]
    Good:
        aspirations:
          long_term: Lead a small platform team that product engineers trust.
          horizon_years: 6
        values: [craft, autonomy]
    Source: the article that this tool follows: the long arc first, then the next 6 to 12 months.
    """
    arc = case.answers.aspirations or Aspirations.model_construct()
    told = arc.long_term or arc.directions or arc.clarity == "unknown"
    if case.answers.values and not told and not case.wary:
        yield Advice(
            ("aspirations",),
            case.say("there are values, and nothing about the long term"),
            case.say("write aspirations: with a sentence as long_term:, or clarity: unknown"),
        )


@rule(Theme.ASPIRATIONS, text=True)
def title_only_aspiration(case: Case) -> Iterator[Advice]:
    """A title in place of a long-term aspiration.

    It looks for a long term of a title and two words of content at most, or of a title and where
    that would be.

    Why: a title says where a chair stands and not what you would do on it. Two people who
    agree on a title may mean two different careers.
    Bad:
        aspirations:
          long_term: Head of Engineering
    Good:
        aspirations:
          long_term: >-
            Build and lead the people whom others ask before a system grows too large.
    Source: GROW (Whitmore, Coaching for Performance): a goal says what will be different.
    """
    arc = case.answers.aspirations
    if arc and arc.long_term:
        text = Text(("aspirations", "long_term"), arc.long_term)
        if is_nothing_but_a_title(text.words, case.words):
            yield Advice(
                text.path,
                case.say("'%(title)s' is a title", title=arc.long_term.strip()),
                case.say("say what you would do there all day, for whom, and why it draws you"),
            )


@rule(Theme.ASPIRATIONS)
def short_horizon(case: Case) -> Iterator[Advice]:
    """A long term of less than two years.

    It looks at `horizon_years`.

    Why: this role and this manager last a year or two. What is meant to outlast them has to
    look further.
    Bad:
        aspirations:
          long_term: Lead a small platform team that product engineers trust.
          horizon_years: 1
    Good:
        aspirations:
          long_term: Lead a small platform team that product engineers trust.
          horizon_years: 5
    Source: the article that this tool follows: the role lasts a year or two, the growth stays.
    """
    arc = case.answers.aspirations
    if arc and arc.horizon_years and arc.horizon_years < FEWEST_YEARS and not case.wary:
        yield Advice(
            ("aspirations", "horizon_years"),
            case.say("a horizon of one year is the next step, not the long arc"),
            case.say("look three years ahead or more; a rough direction will do"),
        )


@rule(Theme.ASPIRATIONS)
def value_without_moment(case: Case) -> Iterator[Advice]:
    """A value without a moment that showed it.

    It looks for values that have no `example`.

    Why: everybody values honesty and good work. The moment is what makes a value yours, and
    what the other can remember and answer.
    Bad:
        values:
          - craft
    Good:
        values:
          - name: craft
            example: The importer went from 31 files to 9.
    Source: situation, behaviour, impact (Center for Creative Leadership).
    """
    for place, value in enumerate(case.answers.values):
        if not value.example:
            yield Advice(
                ("values", place, "name"),
                case.say("'%(value)s' could mean many things", value=value.name),
                case.say("add example: and one moment that showed it"),
            )


@rule(Theme.ASPIRATIONS)
def too_many_values(case: Case) -> Iterator[Advice]:
    """More than five values.

    It only counts them.

    Why: whoever names eight things has not chosen, and in a quarter of an hour nobody can
    talk about them.
    Bad:
        values: [craft, autonomy, teaching, honesty, speed, calm, humour]
    Good:
        values: [craft, autonomy, teaching]
    Source: personnel practice; the fourteen minutes that the agenda has for aspirations.
    """
    count = len(case.answers.values)
    if count > MOST_VALUES:
        yield Advice(
            ("values",),
            case.say("that is %(count)s values", count=count),
            case.say("keep the three to five that you would miss most"),
        )


@rule(Theme.ASPIRATIONS, text=True)
def one_sided_values(case: Case) -> Iterator[Advice]:
    """No question about what the manager values or sees.

    It looks for one question, at least, that asks for the other's view, among `questions` and
    `manager_prepare`.

    Why: a mutual understanding has two halves. Without a question the talk is a presentation.
    Bad:
        questions:
          - When is the next planning round?
    Good:
        questions:
          - What do you value most in how this team works?
    Source: the article that this tool follows: what you and your manager value.
    """
    texts = [Text((), text) for text in (*case.answers.questions, *case.answers.manager_prepare)]
    asked = any(case.words.says("asks-for-their-view", text.words) for text in texts)
    if not asked and (case.words.known or not texts):
        yield Advice(
            ("questions",),
            case.say("no question asks what your manager values or sees"),
            case.say(
                "add to questions:, for example: What do you value most in how this team works?"
            ),
        )
