"""A user's own templates: held to the vocabulary as they are read, and in what they make."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from jinja2 import Environment
from jinja2.exceptions import TemplateSyntaxError

from agenda.fork import Exceeded, run_bounded
from agenda.render.pictures import Shelf, place_pictures
from agenda.render.template_faults import word_fault
from agenda.render.templating import PLAIN
from agenda.render.vocabulary.page import MARK, check_page
from agenda.render.vocabulary.template import check_template, mark_places
from agenda.source.bounds import find_endless_numbers
from agenda.source.problems import Problem, Report, Several, Span, Stop, error

Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Place:
    """A tag in a template: the file and its text, and where it stands there."""

    file: str
    text: str
    span: Span


class OwnTemplates:
    """The templates of a user's folder; `files` are those that were read.

    `classes` are those that a theme has, which may be another one for the next document.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.files: dict[str, None] = {}
        self.classes: Collection[str] = ()
        self._places: list[Place] = []

    def read(self, environment: Environment, text: str, file: str) -> str:
        """Return a template with a number at each tag. Raises Stop where it cannot be used."""
        plain = file.endswith(PLAIN)
        problems = _syntax(environment, text)
        if not (problems or plain):
            problems = check_template(text, self.classes)
        if problems:
            raise Stop(*problems, name=file, text=text)
        self.files[file] = None
        if plain:
            return text
        marked, spans = mark_places(text, len(self._places))
        self._places += [Place(file, text, span) for span in spans]
        return marked

    def run(self, job: Callable[[], Made]) -> Made:
        """Return what a template makes. Raises Stop where it takes too much."""
        try:
            return run_bounded(job)
        except Exceeded as fault:
            cure = "look for a loop that never ends, and for a text that grows"
            problem = error("template", f"one of these templates {fault}", cure)
            raise Stop(problem, name=str(self.root)) from None

    def finish(
        self, page: str, file: str, find_in_theme: Callable[[str], Path | None]
    ) -> tuple[str, tuple[Report, ...]]:
        """Return what a template has made, with its pictures and without numbers, and warnings.

        `file` is the template's. Raises Stop where the page leaves the vocabulary.
        """
        file = file if file in self.files else next(iter(self.files), "")
        if faults := list(check_page(page)):
            raise Several(*self._reports(faults, file))

        def folder_of(number: int | None) -> Path:
            return Path(file if number is None else self._places[number].file).parent

        shelf = Shelf(self.root, find_in_theme)
        page, missing = place_pictures(page, shelf, folder_of)
        return MARK.sub("", page), self._reports(missing, file)

    def _reports(
        self, found: Iterable[tuple[int | None, Problem]], file: str
    ) -> tuple[Report, ...]:
        """Return the problems of each template; one whose place is not known is of `file`."""
        reports: dict[str, Report] = {}
        for number, problem in found:
            place = None if number is None else self._places[number]
            name, text = (place.file, place.text) if place else (file, "")
            placed = problem._replace(span=place.span) if place else problem
            before = reports.get(name, Report(name, text, ()))
            problems = tuple(dict.fromkeys((*before.problems, placed)))
            reports[name] = Report(name, before.text or text, problems)
        return tuple(reports.values())


def _syntax(environment: Environment, text: str) -> list[Problem]:
    if endless := find_endless_numbers(text, "template"):
        return endless
    try:
        environment.parse(text)
    except TemplateSyntaxError as fault:
        return [word_fault(str(fault.message), text, fault.lineno)]
    return []
