"""An answers file to begin with: what is known, gaps for what is asked, examples of the rest."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from agenda.answers.gaps import GAP
from agenda.answers.reference import Field, at, sample
from agenda.language.catalogue import Formality
from agenda.language.locale import Locale
from agenda.source.fresh import Noted, Told, fresh

Size = Literal["guided", "minimal", "normal", "full"]
"""How much a new file holds; one for an interview says only who the two are."""
TERSE: tuple[Size, ...] = ("guided", "minimal")
"""What has no comments but at its top."""
Path = tuple[str, ...]

ORDER = (
    "version", "language", "formality", "paper", "theme", "employee", "manager", "meeting",
    "values", "aspirations", "skills", "goals", "asks", "questions", "manager_prepare",
    "achievements", "private",
)  # fmt: skip
"""As one thinks: what you value and what gives energy, where that leads, what it takes, the first
step, and what stays with you. What earlier talks and this one bring, other commands write."""
FIRST = ("energised_by", "drained_by", "directions")
"""What comes before its neighbours, the long term among them."""
TOGETHER = ORDER[:5]
"""What stands without a blank line before it."""
NOT_TOLD = frozenset({"id", "private"})
"""What any entry may hold: told once, at the top."""


def _paths(text: str) -> frozenset[Path]:
    return frozenset(tuple(path.split(".")) for path in text.split())


ASKED = _paths(
    "employee.name manager.name values.name values.example aspirations.energised_by"
    " aspirations.drained_by aspirations.long_term skills.current.name skills.future.name"
    " goals.what goals.success goals.first_step asks.what asks.already_helps"
)
"""The questions that matter: each gets a gap."""
PEOPLE = _paths("employee.name manager.name")
LEAST = _paths(
    "employee.name manager.name values.name aspirations.long_term skills.current.name"
    " skills.future.name goals.what asks.what"
)
BLANK = _paths(
    "meeting.start goals.by asks.by private.trust private.opening private.must_say private.worries"
)
"""What may stay blank for a while."""
OFFERED = _paths(
    "employee.role manager.call manager.email meeting.minutes meeting.place"
    " aspirations.directions aspirations.horizon_years skills.current.level"
    " skills.current.evidence skills.future.level skills.future.target goals.serves"
    " goals.milestones goals.obstacle goals.if_then asks.helps_team asks.trade_off questions"
    " private.promotion private.pay"
)
"""What a file of normal size shows an example of, besides."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known when a file is begun; '' for what is not.

    `proposed` are the paths of what nobody said, and was taken from the computer.
    """

    language: str
    formality: Formality | None = None
    paper: str = ""
    employee: str = ""
    manager: str = ""
    timezone: str = ""
    proposed: frozenset[Path] = frozenset()

    @property
    def values(self) -> dict[Path, str]:
        """Return what is known, by its path."""
        return {
            ("version",): "1",
            ("language",): self.language,
            ("formality",): self.formality or "",
            ("paper",): self.paper,
            ("employee", "name"): self.employee,
            ("manager", "name"): self.manager,
            ("meeting", "timezone"): self.timezone,
        }


def begin(known: Known, words: Locale, size: Size = "normal", schema: str = "") -> str:
    """Return the text of a new file; `words` tell of its fields, in its language.

    `schema` is the name of a JSON schema for editors, beside it.
    """
    first = f"# yaml-language-server: $schema={schema}\n" if schema else ""
    return first + fresh(beginning(known, words, size))


def beginning(known: Known, words: Locale, size: Size) -> dict[str, Noted]:
    """Return what a new file holds, with its comments."""
    return dict(_Beginning(known, words, size).told())


@dataclass(frozen=True, slots=True)
class _Beginning:
    """Writes each field as its size wants it: known, as a gap, blank, as an example, or not."""

    known: Known
    words: Locale
    size: Size

    def told(self) -> Iterator[tuple[str, Noted]]:
        """Yield the parts of the file; what belongs together stands together."""
        for key in ORDER:
            field = at((key,))
            told = self._told(field) if field else None
            if told and key == "version":
                yield key, replace(told, above=self._head())
            elif told:
                yield key, replace(told, apart=key not in TOGETHER)

    def _head(self) -> str:
        say = self.words.say
        head = [
            say("Your answers for a career conversation. Documents are made from them; nobody else"
                " sees this file."),
            say("Put your own words in place of each %(gap)s, and take out what you do not need."
                " Then run agenda check with the name of this file.", gap=GAP),
        ]  # fmt: skip
        if self.size not in TERSE:
            head.append(
                say("What comes after a # is only for you to read. Where it is an example, take"
                    " away the # and the space after it to use it.")
            )  # fmt: skip
            head.append(
                say("Any entry may have a line of its own, private, with what only you see. agenda"
                    " fields explains every name.")
            )  # fmt: skip
        return "\n".join(head)

    def _told(self, field: Field) -> Noted | None:
        if value := self.known.values.get(field.path):
            taken = self.words.say("taken from this computer")
            return Noted(value, beside=taken if field.path in self.known.proposed else "")
        if field.path in self._asked:
            above = "" if field.path in PEOPLE else self._about(field)
            return Noted([GAP] if field.many else GAP, above)
        if field.path in self._blank:
            dated = field.form in {"date", "start"}
            beside = self.words.say("for example %(day)s", day=field.example) if dated else ""
            return Noted("", "" if dated else self._about(field), beside)
        if any(path[: len(field.path)] == field.path for path in self._live):
            return self._map(field)
        if field.key not in NOT_TOLD and (
            self.size == "full" or (self.size == "normal" and field.path in OFFERED)
        ):
            told, beside = sample(field, self.words.say), ", ".join(field.choices)
            return Noted(told, self._meaning(field), beside, idle=True)
        return None

    @property
    def _asked(self) -> frozenset[Path]:
        return {"guided": PEOPLE, "minimal": LEAST}.get(self.size, ASKED)

    @property
    def _blank(self) -> frozenset[Path]:
        return BLANK if self.size not in TERSE else BLANK & {("meeting", "start")}

    @property
    def _live(self) -> frozenset[Path]:
        known = {path for path, value in self.known.values.items() if value}
        return self._asked | self._blank | known

    def _map(self, field: Field) -> Noted:
        """Return what a map holds, its examples behind the rest; in short where that is all."""
        found = [(one.key, told) for one in _as_one_thinks(field) if (told := self._told(one))]
        found.sort(key=lambda entry: entry[1].idle)
        below = dict(found)
        if self.size != "full":
            below = dict(self._together(below))
        value: Told = below[field.short].value if [*below] == [field.short] else below
        return Noted([value] if field.many else value, self._meaning(field))

    def _together(self, below: dict[str, Noted]) -> Iterator[tuple[str, Noted]]:
        """Say of all examples of a map at once that they are some."""
        above = self.words.say("If you like:")
        for key, told in below.items():
            yield key, replace(told, above=above) if told.idle else told
            above = "" if told.idle else above

    def _meaning(self, field: Field) -> str:
        return "" if self.size in TERSE else self.words.say(field.meaning)

    def _about(self, field: Field) -> str:
        if self.size in TERSE:
            return ""
        say = self.words.say
        example = say(field.example) if field.translated else field.example
        such = say("For example: %(example)s", example=example.split("\n")[0])
        return f"{say(field.meaning)}\n{such}"


def _as_one_thinks(field: Field) -> list[Field]:
    return sorted(field.fields, key=lambda one: one.key not in FIRST)
