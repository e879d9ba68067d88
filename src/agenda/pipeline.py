"""The run, from bytes to bytes: read from top to bottom, it is what the program does.

    bytes ── read ──> Source             the text as a tree, every value with its place
    Source ── seen_by ──> tree           without what its reader may not see
    tree ── validate ──> Validated       typed answers, and every problem
    Validated ── accept ──> Understood   or Stop, where an error is among them
    Understood ── compose ──> Brief      what the document says
    Brief ── lay_out ──> Draft           one semantic page of HTML
    Draft ── write ──> bytes             in the format that is wanted

`read`, `seen_by`, `validate` and `accept` are of the rooms `source` and `answers`. Each step
imports what it needs when it is reached: the first half of a run knows no writer and the second
no model of answers, so that two processes can share it (see `fork`).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import chain
from typing import TYPE_CHECKING

from agenda.formats import FORMATS, do_with
from agenda.kinds import KINDS, FromAll, FromNothing, Kind, Strangers
from agenda.language.reading import DEFAULT
from agenda.names import Format
from agenda.outputs import files
from agenda.outputs.outcome import wrong
from agenda.resources import Resources
from agenda.source.problems import Report, Several, Stop
from agenda.wish import THEME, Brief, Draft, Origin, Understood, Wish

if TYPE_CHECKING:
    from agenda.answers import Answers, Needs, SharedAnswers
    from agenda.answers.audience import Others
    from agenda.language.locale import Locale
    from agenda.source import Mapping, Source
    from agenda.source.problems import Problem

Advise = Callable[["Understood[Answers]", Wish], str]
"""What says, in one line, how the talk might become a better one."""


# --- from an answers file to answers -----------------------------------------------------


def load(name: str) -> Source:
    """Return the text of a file, or of stdin, as a tree. Raises Stop where it cannot be read."""
    from agenda.answers.reading import read

    return read(files.read(name), files.display_name(name))


def understand(
    source: Source, resources: Resources, needs: Needs | None = None
) -> Understood[Answers]:
    """Return all that a file says, for whoever wrote it. Raises Stop where it has errors.

    `needs` yields what something cannot do without, of answers that are valid.
    """
    from agenda.answers import accept, validate

    found = validate(source.tree, resources.reading(source.tree))
    answers, problems = accept(source, found, needs)
    return Understood(
        files.display_name(source.name), source, source.tree, answers, problems, resources
    )


def understand_shared(
    source: Source, resources: Resources, needs: Needs | None = None
) -> Understood[SharedAnswers]:
    """Return what a file says to its manager: cut first, so that nothing private is validated.

    Raises Stop as `understand` does.
    """
    from agenda.answers import accept, seen_by, validate
    from agenda.answers.audience import Audience

    tree = seen_by(source.tree, Audience.MANAGER)
    found = validate(tree, resources.reading(tree))
    answers, problems = accept(source, found, needs)
    return Understood(files.display_name(source.name), source, tree, answers, problems, resources)


def understand_part(
    source: Source, reader: Others, resources: Resources
) -> Understood[SharedAnswers]:
    """Return what a file says to somebody who sees a part of it. Raises Stop as `understand` does.

    The problems are those of all that is shared: of a part, one would miss what is cut.
    """
    from agenda.answers import narrow

    whole = understand_shared(source, resources)
    answers = narrow(source.tree, resources.reading, reader)
    return Understood(whole.name, source, whole.tree, answers, whole.problems, resources)


# --- from answers to what a document says ------------------------------------------------


def compose(
    given: Sequence[Source | Report],
    wish: Wish,
    resources: Resources,
    needs: Callable[[Answers], Iterator[Problem]] | None = None,
    advise: Advise | None = None,
) -> Brief:
    """Return what a document says to the reader that the wish names.

    A report stands for an answers file that could not be read. `needs` adds to what the kind
    needs; `advise` says, in one line, how the talk of a file might become a better one.
    Raises Stop, with a report of each file, where answers have errors, lack what they need, or
    repeat a private passage; where no catalogue has the language; and for wrong usage.
    """
    from agenda.answers import narrow
    from agenda.answers.audience import Audience

    kind = _kind(wish)
    kind.fit(len(given))
    copy = kind.copies[wish.audience]
    if isinstance(copy, FromNothing):
        words = resources.locale(tag := wish.language or DEFAULT, wish.formality)
        return Brief(copy.content(words), tag, wish.formality, wish.theme or THEME, wish.paper, ())

    def wanted(answers: Answers, tree: Mapping) -> Iterator[Problem]:
        own = needs(answers) if needs else ()
        return chain(kind.lacks(answers, tree, wish.audience), own)

    def said(found: Sequence[Understood[Answers]], content: Callable[[Locale], object]) -> Brief:
        return _brief(found, wish, content, kind.doubts(found[-1].answers, wish), advise)

    if isinstance(copy, FromAll):
        own = [understand(_alone(given), resources, wanted)]
        return said(own, lambda words: copy.content([own[0].cycle], wish, words))
    if kind.joined:
        found = _together(given, resources, wanted, copy.strangers)
    else:
        found = [understand_shared(_alone(given), resources, wanted)]
    cycles = [one.cycle for one in found]
    if copy.part is not Audience.MANAGER:
        cycles = [
            cycle._replace(answers=narrow(one.tree, resources.reading, copy.part))
            for cycle, one in zip(cycles, found, strict=True)
        ]
    return said(found, lambda words: copy.content(cycles, wish, words))


def _kind(wish: Wish) -> Kind:
    kind = KINDS.get(wish.document)
    if kind is None:
        raise wrong(f"there is no document '{wish.document}'", f"choose of {', '.join(KINDS)}")
    if wish.audience not in kind.copies:
        known = f"choose of {', '.join(kind.copies)}"
        fault = f"there is no {kind.name} for '{wish.audience}'"
        raise wrong(kind.refused, "leave --for out") if kind.refused else wrong(fault, known)
    return kind


def _alone(given: Sequence[Source | Report]) -> Source:
    (one,) = given
    if isinstance(one, Report):
        raise Several(one)
    return one


def _together(
    given: Sequence[Source | Report],
    resources: Resources,
    needs: Needs,
    strangers: Strangers,
) -> list[Understood[SharedAnswers]]:
    """Understand several files, in the order of their talks; one without a day is still to come.

    All that is wrong with any of them, or keeps one from standing beside the others, is told
    at once.
    """
    from agenda.answers import place_problem

    reports = [one for one in given if isinstance(one, Report)]
    found: dict[str, Understood[SharedAnswers]] = {}
    for source in (one for one in given if not isinstance(one, Report)):
        name = _free(files.display_name(source.name), found)
        try:
            found[name] = replace(understand_shared(source, resources, needs), name=name)
        except Stop as stop:
            reports += stop.reports(files.display_name(source.name), source.text)
    for name, problem in strangers([one.cycle for one in found.values()]):
        one = found[name]
        reports.append(Report(name, one.source.text, (place_problem(one.source.tree, problem),)))
    if reports:
        raise Several(*reports)
    return sorted(found.values(), key=lambda one: one.cycle.on or date.max)


def _free(name: str, taken: Collection[str]) -> str:
    """Return a name of its own for each source: those of a library may have none."""
    numbered = (f"{name} ({number})" for number in range(2, len(taken) + 3))
    return next(one for one in (name, *numbered) if one not in taken)


def _brief(
    found: Sequence[Understood[Answers]],
    wish: Wish,
    content: Callable[[Locale], object],
    doubts: tuple[Problem, ...],
    advise: Advise | None,
) -> Brief:
    """Speak the language of the newest file, unless another one is asked for; likewise the look."""
    from agenda.render.faces import unusual

    answers = (newest := found[-1]).answers
    return Brief(
        content=content(newest.spoken(wish.language)),
        language=wish.language or answers.language or DEFAULT,
        formality=answers.formality,
        theme=wish.theme or answers.theme or THEME,
        paper=wish.paper or answers.paper,
        origins=tuple(
            Origin(one.name, one.source.text, (*one.problems, *doubts), unusual(one.tree))
            for one in found
        ),
        advice=advise(newest, wish) if advise and KINDS[wish.document].of_one else "",
    )


# --- from what a document says to bytes --------------------------------------------------


def lay_out(brief: Brief, wish: Wish, resources: Resources) -> Draft:
    """Return the document as HTML. Raises Stop when theme, language or template is at fault."""
    look = resources.theme(brief.theme)
    words = resources.locale(brief.language, brief.formality)
    sheet = resources.templates.document(
        wish.document, brief.content, words, look.classes, look.colours, look.find_file
    )
    own = (*map(str, look.own), *sheet.own)
    wish = replace(wish, flat=wish.flat or KINDS[wish.document].blank)
    return Draft(sheet.html, look, brief.paper or words.paper, wish, sheet.reports, own)


def write(draft: Draft, name: Format) -> bytes:
    """Return the document in one format. Raises Stop where the writer cannot, or there is none."""
    if name not in FORMATS:
        raise wrong(f"no document is written as '{name}'", f"choose of {', '.join(FORMATS)}")
    return do_with(draft, lambda: FORMATS[name].write(draft))


def notice(brief: Brief, draft: Draft, formats: Iterable[Format]) -> tuple[Report, ...]:
    """Report what each answers file gives notice of, and the user's own templates.

    For a closed format that is missing glyphs too.
    """
    closed = any(FORMATS[name].closed for name in formats)
    reports = []
    for origin in brief.origins:
        problems = list(origin.problems)
        if closed and origin.unusual:
            from agenda.render.faces import find_uncovered

            problems += find_uncovered(origin.unusual, draft.theme.faces["text"])
        if problems:
            reports.append(Report(origin.name, origin.text, tuple(problems)))
    return (*reports, *draft.reports)


# --- the whole of it ---------------------------------------------------------------------


def draft(sources: Sequence[Source], wish: Wish, resources: Resources) -> Draft:
    """Return a document before it gets a format; see `compose` and `lay_out`."""
    return lay_out(compose(sources, wish, resources), wish, resources)


def count_pages(source: Source, wish: Wish, resources: Resources) -> int | None:
    """Return how many pages a document takes; None where it cannot be made."""
    from agenda.render.pdf import page_count

    try:
        made = draft([source], wish, resources)
        return do_with(made, lambda: page_count(made.html, made.theme, made.paper))
    except Stop:
        return None
