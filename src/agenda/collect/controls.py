"""What was typed into the fields of a Word document, whichever program saved it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from agenda.collect import symbols, word_file
from agenda.collect.margins import Margins
from agenda.collect.readback import LONGEST, MOST_REMARKS, TICKED, Returned, refuse, tell_gone
from agenda.collect.word_file import WordFile, attribute, local
from agenda.collect.written import Control, Stretch, Written, walked
from agenda.render.archive import Element, Reason, Refused
from agenda.source.problems import Problem, error, shorten, warning

BOOKMARK = re.compile(r"agenda_\d{1,9}")
ABOUT = "agenda."
FOREIGN = "goog_"  # tags that Google Docs gives to controls of its own
ROOM = "\u2003\t"  # what the placeholder is made of; where its flag is lost, some may be left
TICKS = frozenset({"x", "yes", "ja", "✓", "✔", "☑", "☒", "■"})
"""What people put over a box instead of ticking it."""
OFF = frozenset({"0", "false", "off"})
MOST_FIELDS, LONGEST_TITLE = 1000, 64
MOST_RUNS = 50  # of a placeholder, which has one
NEAR = 8  # controls before and after the start of a bookmark that may be its own

CURES: Mapping[Reason, str] = {
    "locked": "save it without a password, and collect it again",
    "old": "save it as a Word document (.docx) without a password, and collect it again",
    "large": "save only the document that was sent out, without what was added to it",
    "other": "give the .docx as it came back, saved by Word, LibreOffice or Google Docs",
}


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a field stands: its tokens, its control and its bookmark, as far as it has them."""

    within: Stretch
    control: Control | None
    bookmark: Stretch | None


def read_word(data: bytes) -> Returned:
    """Read what was typed into a copy, and what the copy says about itself.

    Fields are known by the tags of their controls, and where these are gone by the bookmarks
    that the file's properties name.

    Raises Stop with a problem `returned-copy` when it is no Word document, is locked, or would
    swell beyond measure when unpacked. Fields that cannot be told are left out, with a problem
    `returned-field` each.
    """
    try:
        file = word_file.open_word_file(data)
        written = walked(file.root)
        known = {name: text for name, text in file.properties.items() if BOOKMARK.fullmatch(name)}
        places = _places(written, known)
        if sum(map(len, places.values())) > MOST_FIELDS:
            raise Refused("large", f"has more than {MOST_FIELDS} fields")
        return _returned(file, written, places, known)
    except Refused as fault:
        raise refuse(str(fault), CURES[fault.reason]) from None
    except (RecursionError, MemoryError, OverflowError):
        raise refuse("is nested too deeply, or too large", CURES["large"]) from None


def _returned(
    file: WordFile, written: Written, places: Mapping[str, list[_Place]], known: Mapping[str, str]
) -> Returned:
    typed: dict[str, str] = {}
    problems = [_macros()] if file.macros else []
    for name, found in places.items():
        fault = _fault(name, found, written, file)
        if fault:
            problems.append(fault)
            continue
        typed[name] = _value(found[0], written, file)
        problems += _untold(_title(name, found), typed[name])
    about = {
        name.removeprefix(ABOUT): text
        for name, text in file.properties.items() if name.startswith(ABOUT)
    }  # fmt: skip
    fields = tuple((name, _held(place, written, file))
                   for name, found in places.items() for place in found)  # fmt: skip
    margins = Margins(file, written, fields)
    remarks = tuple(islice(margins.remarks(), MOST_REMARKS + 1))
    if not places:
        text = "\n".join(line.text for line in margins.lines())
        return Returned({}, about, (*problems, _lost()), text, remarks)
    problems += [tell_gone(name) for name in known.values() if name not in places]
    lines = (*margins.lines(), *margins.furniture())
    return Returned(typed, about, tuple(problems), "", remarks, lines)


def _macros() -> Problem:
    return warning(
        "returned-macros",
        "the returned copy brings macros, which no document of ours has; they were not read",
        "ask where it comes from before you open it in Word",
    )


def _lost() -> Problem:
    return error(
        "flattened",
        "the returned copy has lost its fields: nothing in it tells any more which text is whose",
        "ask for the copy as Word or LibreOffice saves it, as .docx",
    )


def _held(place: _Place, written: Written, file: WordFile) -> Stretch:
    """Return the tokens that the value of a field was read from."""
    control, bookmark = place.control, place.bookmark
    if control is None or bookmark is None or _sort(control) is not None:
        return place.within
    return place.within if _controlled(control, written, file) else bookmark


def _places(written: Written, known: Mapping[str, str]) -> dict[str, list[_Place]]:
    """Find the fields: by their tags, then by their bookmarks."""
    marked: dict[str, list[Stretch]] = {}
    for mark, name in known.items():
        if mark in written.bookmarks:
            marked.setdefault(name, []).append(written.bookmarks[mark])
    names = frozenset(known.values())
    places: dict[str, list[_Place]] = {}
    for control in written.controls:
        name = attribute(_child(control.properties, "tag"), "val") or ""
        if name in names or (name and not names and not name.startswith(FOREIGN)):
            around = _around(control.within, marked.get(name, ()))
            place = _Place(control.within, control, around)
            places.setdefault(name, []).append(place)
    starts = [control.within.start for control in written.controls]
    for name, bookmarks in marked.items():
        if name not in places:
            places[name] = [
                _Place(bookmark, next(_controls(bookmark, starts, written), None), bookmark)
                for bookmark in bookmarks
            ]
    return places


def _child(element: Element, name: str) -> Element | None:
    return next((child for child in element if local(child) == name), None)


def _around(within: Stretch, bookmarks: Iterable[Stretch]) -> Stretch | None:
    around = (mark for mark in bookmarks if mark.start <= within.start and within.end <= mark.end)
    return next(around, None)


def _controls(bookmark: Stretch, starts: list[int], written: Written) -> Iterator[Control]:
    """Yield the controls that hold what a bookmark holds, those of a known sort first.

    A program may move the bookmark into its control, and put further controls around both.
    """
    if written.length(bookmark) > LONGEST:
        return
    place = bisect_left(starts, bookmark.start)
    text = written.text(bookmark).strip()
    near = [
        control
        for control in written.controls[max(0, place - NEAR) : place + NEAR]
        if control.within.end > bookmark.start and control.within.start < bookmark.end
        if written.length(control.within) <= LONGEST
        if written.text(control.within).strip() == text
    ]
    yield from sorted(near, key=lambda control: _sort(control) is None)


def _untold(title: str, value: str) -> Iterator[Problem]:
    """Tell of a sign that only its font knows."""
    if symbols.UNKNOWN in value:
        yield warning(
            "returned-symbol",
            f"“{title}” has a sign that cannot be read: “{_words(value)}”",
            "look at the copy, and write into the answers what is meant",
        )


def _fault(name: str, places: list[_Place], written: Written, file: WordFile) -> Problem | None:
    title = _title(name, places)
    stretches = [place.bookmark or place.within for place in places]
    if any(map(written.is_changed, stretches)):
        before, after = written.original(stretches[0]).strip(ROOM), written.text(stretches[0])
        words = f": “{before}” → “{after.strip(ROOM)}”" if before != after.strip(ROOM) else ""
        cure = "accept or reject them in Word and save again"
        return error("returned-field", f"“{title}” has tracked changes{words}", cure)
    if any(written.length(stretch) > LONGEST for stretch in stretches):
        cure = "shorten it; two pages are enough for a note"
        return error("returned-field", f"“{title}” has more than {LONGEST} characters", cure)
    for place in places:
        if place.control and (words := _typed_over_box(place.control, written)):
            cure = "tick it or leave it empty, and write the words below it"
            return error("returned-field", f"“{title}” is a box, and says “{words}”", cure)
    values = dict.fromkeys(_value(place, written, file) for place in places)
    if len(values) > 1:
        cure = "leave one of them, and delete the other with its field"
        said = [f"“{value}”" for value in values]
        fault = f"“{title}” is there twice, with different texts: {' and '.join(said)}"
        return error("returned-field", fault, cure)
    return None


def _typed_over_box(control: Control, written: Written) -> str:
    """Return what was typed in place of a box to tick, where it is more than a mark."""
    sort = _sort(control)
    if sort is None or local(sort) != "checkbox":
        return ""
    text = _words(written.text(control.within))
    return text if any(map(str.isalnum, text)) and text.casefold() not in TICKS else ""


def _words(text: str) -> str:
    """Put a text on one line, as long as a title."""
    return shorten(" ".join(text.split()), LONGEST_TITLE)


def _title(name: str, places: list[_Place]) -> str:
    titles = (attribute(_child(place.control.properties, "alias"), "val")
              for place in places if place.control is not None)  # fmt: skip
    return _words(next(filter(None, titles), None) or name)


def _value(place: _Place, written: Written, file: WordFile) -> str:
    """Return what a field holds: of its control, or beside it within its bookmark."""
    if place.control is None:
        return _plain(written.text(place.within))
    value = _controlled(place.control, written, file)
    if value or place.bookmark is None or _sort(place.control) is not None:
        return value
    before = Stretch(place.bookmark.start, max(place.bookmark.start, place.control.within.start))
    after = Stretch(min(place.control.within.end, place.bookmark.end), place.bookmark.end)
    return _plain(written.text(before) + written.text(after))


def _controlled(control: Control, written: Written, file: WordFile) -> str:
    text = written.text(control.within)
    sort = _sort(control)
    if sort is not None and local(sort) == "checkbox":
        checked = attribute(_child(sort, "checked"), "val")
        mark = _plain(text)
        if checked is None:
            return mark
        return TICKED if checked.lower() not in OFF or mark.strip().casefold() in TICKS else ""
    shown = _child(control.properties, "showingPlcHdr")
    if shown is not None and (attribute(shown, "val") or "").lower() not in OFF:
        text = "" if _is_prompt(control, text, file) else text
    if sort is None:
        return _plain(text)
    return _day(sort, text) if local(sort) == "date" else _chosen(sort, _plain(text))


def _is_prompt(control: Control, text: str, file: WordFile) -> bool:
    """Whether a text is a placeholder: some programs leave the mark where something was typed."""
    if _plain(text) in map(_plain, file.rooms):
        return True
    sdt = control.properties.getparent()
    runs = () if sdt is None else islice(sdt.iter("{*}r"), MOST_RUNS)
    styles = {attribute(run.find("./{*}rPr/{*}rStyle"), "val") for run in runs
              if run.find("{*}t") is not None}  # fmt: skip
    return bool(styles) and styles <= file.prompts


def _sort(control: Control) -> Element | None:
    """Return what says that a control is more than a text."""
    names = {"checkbox", "date", "dropDownList", "comboBox"}
    return next((child for child in control.properties if local(child) in names), None)


def _plain(text: str) -> str:
    """Take what is left of the placeholder from a text."""
    text = text.strip(ROOM)
    return text if text.strip() else ""


def _day(sort: Element, text: str) -> str:
    return _plain(text) or (attribute(sort, "fullDate") or "").partition("T")[0]


def _chosen(sort: Element, text: str) -> str:
    """Return what the chosen item stands for, or the text as it stands."""
    for item in sort:
        value = attribute(item, "value")
        if text and (attribute(item, "displayText") or value) == text:
            return text if value is None else value
    return text
