"""What was typed into the fields of a PDF, whichever program saved it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice, takewhile
from typing import Any

from agenda.collect.annotations import Pages
from agenda.collect.pdf_file import MOST_PAGES, NoText, PdfFile, open_pdf
from agenda.collect.readback import MOST_REMARKS, TICKED, Remark, Returned, refuse, tell_gone
from agenda.render import memory
from agenda.source.problems import Problem, Stop, error, warning

IDENTITY, INFO = "agenda", "/Agenda"
"""The hidden field and the entry of the metadata that hold the document's identity."""
OURS = "record/"
"""What the names of all our fields begin with."""

MOST_FIELDS, DEEPEST, MOST_OPTIONS = 2000, 16, 50
CUT = re.compile("[\uf300-\uf64f\uf680-\uf6ff]")
"""Emoji of which Chrome's viewer keeps the last 16 bits where they are pasted."""
OFF = frozenset({"", "Off", "off", "False"})
SENT_OUT = "give the copy of the agenda or of the record that was sent out"


@dataclass(frozen=True, slots=True)
class _Field:
    """A field by its name: the kind it is of, its value, and what it offers to choose from."""

    name: str
    kind: str
    value: Any
    options: Any
    states: tuple[str, ...]


@dataclass(slots=True)
class _Read:
    """The fields of a copy, read one after the other, and what hinders it."""

    typed: dict[str, str] = field(default_factory=dict)
    identities: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    untold: set[str] = field(default_factory=set)

    def add(self, name: str, text: str) -> None:
        """Take what a field holds; of several with one name, what is written in one of them."""
        if name == IDENTITY:
            self.identities.append(text)
            return
        before = self.typed.setdefault(name, text)
        if before and text and before != text:
            self.leave(
                name, f"stands in the copy more than once, with different texts: “{before}” and"
                f" “{text}”",
                "make both the same, or empty one of them, and save the copy again",
            )  # fmt: skip
        self.typed[name] = before or text

    def leave(self, name: str, fault: str, cure: str) -> None:
        """Leave a field out that cannot be told, and say so once."""
        if name not in self.untold:
            self.problems.append(error("returned-field", f"the field {name} {fault}", cure))
        self.untold.add(name)

    def told(self) -> dict[str, str]:
        """Return the fields that can be told."""
        return {name: text for name, text in self.typed.items() if name not in self.untold}

    def lost(self, remembered: Sequence[str]) -> Iterator[str]:
        """Yield the fields that the document had: they stand below how it numbers its pages."""
        names = takewhile(lambda line: line.startswith(OURS), remembered[1:])
        yield from (name for name in names if name not in self.typed.keys() | self.untold)

    def ours(self, about: Mapping[str, str]) -> bool:
        """Whether these are the fields of a document of ours, be it of an older version."""
        names = {*self.typed, *self.untold}
        return bool(about and names) or any(name.startswith(OURS) for name in names)


def read_pdf(data: bytes) -> Returned:
    """Read what was typed into a copy, and what the copy says about itself.

    Raises Stop with a problem `returned-copy` when it is no PDF, is locked or damaged, or
    none of ours. Fields that cannot be told are left out, with a problem `returned-field`
    each. A copy without fields has a problem `flattened`, and the text of its pages in `text`.
    """
    if b"%PDF-" not in data:
        raise refuse("is not a PDF", "give the PDF as it came back")
    with open_pdf(data) as file:
        found = _Read()
        for one in _fields(file):
            try:
                found.add(one.name, _VALUES.get(one.kind, _text_of)(file, one))
            except NoText as fault:
                found.leave(one.name, str(fault), "shorten it or empty it in the copy, save it")
        about = _about(file, found.identities)
        remarks = tuple(_remarks(file, found.problems))
        problems = [*found.problems, *_signed(file), *_unread(file)]
        if found.ours(about):
            redrawn = memory.DRAWN in about and about[memory.DRAWN] != file.page_digest()
            text = file.read_pages() if redrawn else ""
            problems += map(tell_gone, found.lost(memory.recall(about) or ()))
            return Returned(found.told(), about, tuple(problems), text, remarks)
        if any(found.typed.values()) or found.untold:
            raise refuse("has other fields than the documents that agenda makes", SENT_OUT)
        text = file.read_pages()
    return Returned({}, about, (*problems, _flattened(text)), text, remarks)


def _remarks(file: PdfFile, problems: list[Problem]) -> Iterator[Remark]:
    try:
        yield from islice(Pages(file).remarks(), MOST_REMARKS + 1)
    except NoText as fault:
        problems.append(error("returned-field", str(fault), "shorten it in the copy, save it"))


def _fields(file: PdfFile) -> Iterator[_Field]:
    """Yield the fields of the form, and those that stand only on a page."""
    roots = _listed(file, _form(file), "/Fields")
    for page in file.pages():
        roots += _listed(file, page, "/Annots")
    yield from _Walk(file).below(roots, {}, "", 0)


def _form(file: PdfFile) -> Any:
    return file.entry(file.root, "/AcroForm")


def _listed(file: PdfFile, node: Any, key: str) -> list[Any]:
    """Return the maps in a list; raises Stop where it is longer than any of ours."""
    found = list(file.items(file.entry(node, key), MOST_FIELDS + 1))
    if len(found) > MOST_FIELDS:
        raise _too_many()
    return [one for one in found if isinstance(one, dict)]


def _too_many() -> Stop:
    return refuse(f"has more than {MOST_FIELDS} fields", SENT_OUT)


@dataclass(slots=True)
class _Walk:
    """A walk through the tree of fields, which may lead in circles and on for ever."""

    file: PdfFile
    seen: dict[int, Any] = field(default_factory=dict)

    def below(
        self, nodes: list[Any], inherited: Mapping[str, Any], name: str, depth: int
    ) -> Iterator[_Field]:
        """Yield the fields at these nodes and below them, each once."""
        if depth > DEEPEST:
            raise refuse("has its fields nested too deeply", SENT_OUT)
        for node in nodes:
            if id(node) in self.seen:
                continue
            if depth == 0 and "/Parent" in node and "/T" not in node:
                continue  # a widget of a field that is reached by its parent
            self._see(node)
            yield from self._at(node, inherited, name, depth)

    def _see(self, node: Any) -> None:
        self.seen[id(node)] = node  # held, so that nothing else gets its place in memory
        if len(self.seen) > MOST_FIELDS:
            raise _too_many()

    def _at(
        self, node: Any, inherited: Mapping[str, Any], name: str, depth: int
    ) -> Iterator[_Field]:
        path = ".".join(part for part in (name, self._name(node)) if part)
        own = {key: dict.get(node, key) for key in ("/FT", "/V", "/Opt") if key in node}
        held = {**inherited, **own}
        kids = _listed(self.file, node, "/Kids")
        below = [kid for kid in kids if "/T" in kid]
        if below:
            yield from self.below(below, held, path, depth + 1)
        elif path:
            for kid in kids:
                self._see(kid)
            yield self._field(path, held, (node, *kids))

    def _name(self, node: Any) -> str:
        try:
            return self.file.text(dict.get(node, "/T"))
        except NoText as fault:
            raise refuse(f"has a field whose name {fault}", SENT_OUT) from None

    def _field(self, path: str, held: Mapping[str, Any], widgets: tuple[Any, ...]) -> _Field:
        states = [self.file.entry(one, "/AS") for one in widgets]
        kind, value, options = (self.file.followed(held.get(key)) for key in ("/FT", "/V", "/Opt"))
        said = tuple(str(state).removeprefix("/") for state in states if state is not None)
        return _Field(_own_name(path), str(kind), value, options, said)


def _own_name(path: str) -> str:
    """Return the name that we gave a field: some programs put all of them under a parent."""
    if f".{OURS}" in path:
        return path[path.find(f".{OURS}") + 1 :]
    return IDENTITY if path.endswith(f".{IDENTITY}") else path


def _text_of(file: PdfFile, one: _Field) -> str:
    if one.kind == "/Sig" and isinstance(one.value, dict):
        return ""  # a signature, and nothing that was typed
    return CUT.sub(lambda found: chr(ord(found[0]) + 0x10000), file.text(one.value))


def _tick_of(file: PdfFile, one: _Field) -> str:
    """A tick is there when the field says so, or, where it says nothing, one of its boxes does."""
    if one.value is None:
        return TICKED if any(state not in OFF for state in one.states) else ""
    said = str(one.value) if hasattr(one.value, "value") else file.text(one.value)  # a boolean
    return TICKED if said not in OFF else ""


def _choice_of(file: PdfFile, one: _Field) -> str:
    """Return what an option stands for: some programs save what it shows."""
    value = one.value
    several = list(file.items(value, MOST_OPTIONS)) if isinstance(value, list) else [value]
    chosen = ", ".join(filter(None, (file.text(each) for each in several)))
    known = dict(_options(file, one.options))
    if chosen in known:
        return chosen
    return next((meant for meant, shown in known.items() if shown == chosen), chosen)


def _options(file: PdfFile, options: Any) -> Iterator[tuple[str, str]]:
    """Yield what each option means and what it shows, where that is not the same."""
    for option in file.items(options, MOST_OPTIONS):
        pair = [file.text(part) for part in file.items(option, 2)]
        if len(pair) == 2:  # noqa: PLR2004
            yield pair[0], pair[1]


_VALUES = {"/Btn": _tick_of, "/Ch": _choice_of}


def _about(file: PdfFile, carried: list[str]) -> dict[str, str]:
    """Return what the copy says about itself, in its hidden field or in its metadata."""
    texts = [*carried]
    if not any(carried):
        try:
            texts.append(file.text(dict.get(file.info, INFO)))
        except NoText:
            return {}
    for text in filter(None, texts):
        try:
            told = json.loads(text)
        except (ValueError, RecursionError):
            continue
        if isinstance(told, dict) and told and all(isinstance(one, str) for one in told.values()):
            return told
    return {}


def _signed(file: PdfFile) -> Iterator[Problem]:
    flags = file.entry(_form(file), "/SigFlags")
    if isinstance(flags, int) and flags & 1:
        yield warning(
            "returned-signed",
            "the returned copy is signed, and the signature is not checked here",
            "keep that copy: what is collected from it is not signed",
        )


def _unread(file: PdfFile) -> Iterator[Problem]:
    if file.has_more_pages:
        yield warning(
            "returned-outside",
            f"the returned copy has more than {MOST_PAGES} pages: what stands outside the fields on"
            " those behind them was not read",
            "read them yourself",
        )


def _flattened(text: str) -> Problem:
    return error(
        "flattened",
        "the returned copy has no fields: they were flattened, as printing to a PDF does",
        "ask for the copy to be saved instead of printed"
        + ("; what can still be read of it follows" if text.strip() else ""),
    )
