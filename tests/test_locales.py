"""The catalogues: complete, current, and no word of a document outside of them."""

import json
import re
from collections.abc import Iterator
from datetime import date, datetime
from functools import cache
from html.parser import HTMLParser
from io import BytesIO, StringIO
from typing import Any

import pytest
from babel.messages import Catalog
from babel.messages import Message as Entry
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_keywords, parse_mapping_cfg
from babel.messages.pofile import read_po
from jinja2 import Environment

from agenda.answers import Answers, SharedAnswers
from agenda.answers.cycle.beginning import Known, beginning
from agenda.answers.cycle.following import following
from agenda.answers.cycle.joined import Cycle
from agenda.answers.cycle.skeleton import start_record
from agenda.answers.cycle.wanted import Wanted
from agenda.answers.exercise import EXERCISE, PEOPLE, every_text
from agenda.answers.reference import reference, texts_of
from agenda.calendar import publishing as calendar
from agenda.documents import actions, agenda, checkin, exercise, guide, progress, record
from agenda.documents.ask import Ask
from agenda.documents.levels import names
from agenda.documents.message import Message
from agenda.formats import FORMATS
from agenda.language.locale import Locale, load
from agenda.language.reading import Reading
from agenda.mail.covers import COVERS, with_guide
from agenda.render import html
from agenda.source.fresh import Noted, unnoted
from career import FOLDERS, GERMAN, HEAD, answers_of, fullest, shared_of, speaking
from draws import grid
from ground import ROOT
from untraced import untraced

LOCALES = ROOT / "templates" / "locales"
TEMPLATES = sorted((ROOT / "templates").rglob("*.j2"))
LANGUAGES = sorted(path.parent.name for path in LOCALES.glob("*/messages.po"))
FAMILIAR = sorted(path.parent.name for path in LOCALES.glob("*/messages.informal.po"))
KEYWORDS = DEFAULT_KEYWORDS | parse_keywords(["say", "count:1,2"])
"""Those of `make messages`."""
DOOR = ("src/agenda/door/", "templates/door/")
"""What is said in the terminal, and in no document."""
POLITE = re.compile(r"\b(?:Sie|Ihnen|Ihr|Ihre[mnrs]?)\b")
"""German pronouns that begin with a capital for somebody addressed as Sie."""

Id = str | tuple[str, str]


FIELDS = {*texts_of(reference())}
"""The meanings and examples of what can be written in an answers file."""
MESSAGES, COACHING = (
    (ROOT / name).read_text("utf-8") for name in ("babel.cfg", "babel.coaching.cfg")
)
ABOUT_FIELDS = "[python: src/agenda/commands/fields.py]\n"
"""What says something around them."""


@cache
def extracted(sources: str = MESSAGES) -> set[Id]:
    """Return every message that the sources and templates hold, as `make messages` finds them."""
    methods, options = parse_mapping_cfg(StringIO(sources))
    found = extract_from_dir(
        ROOT, methods, options, KEYWORDS,
        directory_filter=_looked_into,
    )  # fmt: skip
    return {message for _, _, message, _, _ in found}


def _looked_into(folder: Any) -> bool:
    """Only where babel.cfg looks: the rest of a checkout is large."""
    below = str(folder).removeprefix(str(ROOT)).strip("/").split("/")
    return below[0] in {"src", "templates"}


@cache
def catalogue(language: str, name: str = "messages") -> Catalog:
    path = LOCALES / language / f"{name}.po"
    return read_po(BytesIO(path.read_bytes()), locale=language, abort_invalid=True)


@cache
def messages(language: str, name: str = "messages") -> dict[Id, Entry]:
    return {message.id: message for message in catalogue(language, name) if message.id}


def texts(message: Entry) -> list[str]:
    return [message.string] if isinstance(message.string, str) else list(message.string)


def ids(message: Entry) -> list[str]:
    return [message.id] if isinstance(message.id, str) else list(message.id)


CATALOGUES = [
    *((language, "messages") for language in LANGUAGES),
    *((language, "messages.informal") for language in FAMILIAR),
    ("de", "fields"),
    ("de", "fields.informal"),
    ("de", "coaching"),
    ("de", "coaching.informal"),
]


# --- complete and current --------------------------------------------------


def test_german_is_there_in_both_forms():
    assert "de" in LANGUAGES
    assert "de" in FAMILIAR


def test_messages_are_found_in_sources_and_in_templates():
    assert {"Career conversation", "Goals", ("%(num)d minute", "%(num)d minutes")} <= extracted()
    assert len(extracted()) > 70


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_has_every_message(language):
    assert extracted() - messages(language).keys() == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_has_no_message_that_is_gone(language):
    assert messages(language).keys() - extracted() == set()
    assert catalogue(language).obsolete == {}


def test_german_is_coached_in_german():
    assert "'%(said)s' is hard to say yes to" in extracted(COACHING)
    assert messages("de", "coaching").keys() == extracted(COACHING)
    assert catalogue("de", "coaching").obsolete == {}


def test_german_has_every_text_about_fields_and_none_that_is_gone():
    assert messages("de", "fields").keys() == FIELDS | extracted(ABOUT_FIELDS)


@pytest.mark.parametrize(("language", "name"), CATALOGUES)
def test_every_message_is_translated_and_none_is_a_guess(language, name):
    made = catalogue(language, name)
    found = messages(language, name).values()
    assert [message.id for message in found if message.fuzzy or not all(texts(message))] == []
    assert [message.id for message in found if message.pluralizable
            and len(texts(message)) != made.num_plurals] == []  # fmt: skip


def placeholders(text: str) -> list[str]:
    return sorted(re.findall(r"%\(\w+\)[sd]|\{\w*\}|</?\w+[^>]*>", text))


@pytest.mark.parametrize(("language", "name"), CATALOGUES)
def test_a_translation_keeps_placeholders_and_tags(language, name):
    for message in messages(language, name).values():
        every = placeholders(ids(message)[-1])
        *singular, plural = texts(message)
        assert placeholders(plural) == every, message.id
        for text in singular:
            assert {*placeholders(ids(message)[0])} <= {*placeholders(text)} <= {*every}, message.id


@pytest.mark.parametrize(("language", "name"), CATALOGUES)
def test_a_translation_passes_the_checks_of_babel(language, name):
    found = ((message.id, list(message.check())) for message in messages(language, name).values())
    assert [(message, errors) for message, errors in found if errors] == []


@pytest.mark.parametrize(("language", "name"), CATALOGUES)
def test_a_translation_begins_and_ends_as_its_message_does(language, name):
    for message in messages(language, name).values():
        for text in texts(message):
            assert text == text.strip()
            assert text[-1:] in ".?!:" or ids(message)[-1][-1:] not in ".?!:", message.id


def test_german_files_name_the_levels_as_german_documents_do():
    assert GERMAN.level_names == names((), speaking("de"))


# --- Sie and du ------------------------------------------------------------


BOTH_FORMS = [
    *((language, "messages") for language in FAMILIAR),
    ("de", "fields"),
    ("de", "coaching"),
]


@pytest.mark.parametrize(("language", "name"), BOTH_FORMS)
def test_the_familiar_form_only_says_what_the_polite_one_says_too(language, name):
    polite, familiar = messages(language, name), messages(language, f"{name}.informal")
    assert familiar.keys() - polite.keys() == set()


@pytest.mark.parametrize(("language", "name"), BOTH_FORMS)
def test_the_familiar_form_only_says_what_differs(language, name):
    polite, familiar = messages(language, name), messages(language, f"{name}.informal")
    assert [key for key, message in familiar.items() if texts(message) == texts(polite[key])] == []


@pytest.mark.parametrize("name", ["messages", "fields", "coaching"])
def test_whatever_addresses_somebody_as_sie_has_a_form_with_du(name):
    every = messages("de", name).items()
    polite = {key for key, said in every if any(map(POLITE.search, texts(said)))}
    assert polite - messages("de", f"{name}.informal").keys() == set()


@pytest.mark.parametrize("name", ["messages", "fields", "coaching"])
def test_no_form_with_du_says_sie(name):
    familiar = messages("de", f"{name}.informal").values()
    assert [said.id for said in familiar if any(map(POLITE.search, texts(said)))] == []


# --- documents -------------------------------------------------------------

WORD = "Wort"
PROPOSED = Known("de", paper="a4", proposed=frozenset({("paper",)}))


def everything() -> Iterator[str]:
    """Yield files that together make the documents say all that they can say."""
    full = fullest()
    actions = [{"status": "open"}, {"carried": 1}, {"carried": 2}, {"carried": 3},
               {"status": "done"}, {"status": "dropped", "reason": WORD}]  # fmt: skip
    yield HEAD
    yield HEAD + f"values: [{WORD}]\nmeeting: 2026-12-03 14:00\nrecord: {{held: 2026-12-03}}\n"
    for kind in ("check-in", "annual"):
        yield HEAD + f"meeting: {{kind: {kind}}}\n"
    yield json.dumps(full | {"since_last_time": [{"what": WORD} | action for action in actions]})
    for trust, clarity, years in (("medium", "unknown", 1), ("high", "exploring", 3)):
        arc = full["aspirations"] | {"clarity": clarity, "horizon_years": years}
        skills = {"current": [{"name": WORD, "level": 1}]}
        mine = full["private"] | {"trust": trust}
        yield json.dumps(full | {"aspirations": arc, "skills": skills, "private": mine})
    for part in records():
        yield json.dumps(full | {"record": full["record"] | part})
    asked = {"decisions": [{"what": WORD, "ask": "x"}], "actions": [f"<…> {WORD}"]}
    for gaps in (0, 1):
        more = {"record": asked | {"attendees": ["<…>"] * gaps}}
        asks = [{"what": f"{WORD} {WORD}", "id": "x"}, f"{WORD} {WORD} {WORD}"]
        yield json.dumps(full | {"asks": asks} | more)
    kinds = ("opportunity", "introduction", "feedback", "time", "budget", "sponsorship",
             "information")  # fmt: skip
    yield json.dumps(full | {"asks": [{"what": f"{WORD} {kind}", "kind": kind} for kind in kinds]})
    reached = {"future": [{"name": "Ypsilon", "level": 2, "target": 2}]}
    achieved = [{"what": "Erreicht", "outcome": "achieved"}]
    differing = {"manager_levels": [{"skill": "Ypsilon", "level": 3}], "actions": [
        {"what": "Noch offen", "owner": "manager"}]}  # fmt: skip
    yield json.dumps(full | {"goals": achieved, "skills": reached, "record": differing})


def records() -> Iterator[dict[str, Any]]:
    """Yield what is different in a record: agreed or not, by whom, acknowledged or not."""
    decisions = [{"what": WORD, "status": status, "ask": "x", "because": WORD}
                 for status in ("agreed", "deferred", "declined")]  # fmt: skip
    yield {"decisions": decisions, "acknowledged": {"manager": "2026-11-25"}, "attendees": [WORD]}
    yield {"checkins": [{"held": "2027-03-04", "direction": "no"}]}
    yield {"actions": [{"what": WORD}], "next_check_in": "", "sharing": "", "acknowledged": {}}
    yield {"expectations": {"of_employee": [WORD]}, "manager_levels": [{"skill": "X", "level": 1}],
           "manager_values": "", "reservations": "", "acknowledged": {}}  # fmt: skip


def story() -> tuple[list[dict[str, Any]], ...]:
    """Return cycles that together make a progress report say all that it can say."""
    arcs = ({"long_term": "Eins zwei drei vier fünf.", "clarity": "exploring",
             "directions": ["Früher", "Beides"]},
            {"long_term": "Eins zwei drei vier sechs.", "clarity": "clear",
             "directions": ["Beides", "Später"]})  # fmt: skip
    goals = [
        {"what": f"{WORD} {place}", "outcome": outcome, "by": "2027-03-01"}
        for place, outcome in enumerate(("achieved", "partial", "open", "dropped"))
    ]
    mine = [{"id": f"x{place}", "what": WORD, "owner": "employee"} | more
            for place, more in enumerate(({"carried": 1, "due": "2027-01-02"}, {"carried": 2},
                                          {"status": "done"}))]  # fmt: skip
    whole = [
        cycle("2025-11-20", arcs[0], {"current": [{"name": "Alt", "level": 1}]}, {}),
        cycle("2026-05-20", arcs[1],
              {"scale": ["a", "b"], "current": [{"name": "Neu", "was": "Alt", "level": 1}]},
              {"actions": [*mine, {"what": WORD}], "next_check_in": "2027-11-20",
               "decisions": [{"what": WORD, "status": "deferred", "revisit": "2027-02-01"}]},
              goals=goals, achievements=[WORD]),
    ]  # fmt: skip
    same = [cycle(day, arcs[0], {}, {"actions": mine[:1]}) for day in ("2025-11-20", "2025-11-21")]
    sudden = [cycle("2025-11-20", {}, {}, {}), cycle("2026-05-20", arcs[0], {}, {})]
    none = {"clarity": "unknown"}
    gone = [cycle("2025-11-20", arcs[0], {}, {}), cycle("2026-05-20", none, {}, {})]
    vague = [cycle("2025-11-20", arcs[1], {}, {}), cycle("2026-05-20", arcs[0], {}, {})]
    lost = [cycle("2025-11-20", arcs[1], {}, {}),
            cycle("2026-05-20", arcs[0] | none, {}, {})]  # fmt: skip
    return whole, same, sudden, gone, vague, lost


def cycle(
    day: str, arc: dict[str, Any], skills: dict[str, Any], record: dict[str, Any], **more: Any
) -> dict[str, Any]:
    both = {"version": 1, "employee": "Ada Park", "manager": "Grace Osei"}
    return both | {"aspirations": arc, "skills": skills, "record": {"held": day} | record} | more


OPEN = {"actions": [{"what": WORD}]}
"""A record with something to do."""


class Texts(HTMLParser):
    """Collects what a reader of a page reads: its texts, and those that a screen reader says."""

    SPOKEN = ("alt", "title", "placeholder", "aria-label", "content", "value")

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        self.silent += tag in {"style", "script"}
        if named.get("name") != "viewport":
            self.found += (text for key, text in attrs if key in self.SPOKEN and text)

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in {"style", "script"}

    def handle_data(self, data: str) -> None:
        if data.strip() and not self.silent:
            self.found.append(" ".join(data.split()))


def read_on(page: str) -> list[str]:
    parser = Texts()
    parser.feed(page)
    parser.close()
    return parser.found


@untraced
def said(formality: Any) -> set[str]:
    """Return all texts of the German documents of everything, for both readers."""
    words, found = speaking("de", formality), set()
    helping = load("de", formality, FOLDERS, catalogues=("fields", "messages"))
    for text in everything():
        mine, shared = answers_of(text, GERMAN, head=""), shared_of(text, GERMAN, head="")
        for name, kind in (("agenda", agenda), ("record", record)):
            for content in (kind.content_for_me(mine, words), kind.content(shared, words)):
                found |= {*read_on(html.Templates(FOLDERS).document(name, content, words).html)}
        page = html.Templates(FOLDERS).document("guide", guide.content(shared, words), words)
        found |= {*read_on(page.html)} | delivered(mine, shared, words)
        sheet = checkin.content(shared, date(2027, 1, 10), words)
        found |= {*read_on(html.Templates(FOLDERS).document("checkin", sheet, words).html)}
        started = start_record(mine, words, Reading(personal=("du",)), date(2027, 1, 10))
        found |= comments(started) | {one["what"] for one in unnoted(started)["actions"]}
        found |= comments(beginning(PROPOSED, helping, "normal"))
        for manager in (None, "Tom Haldane"):
            carried = following(mine, words, manager).told
            found |= comments(carried) | evidence(carried)
    for cycles in story():
        told = [Cycle(f"{place}.yaml", shared_of(json.dumps(one), GERMAN, head=""))
                for place, one in enumerate(cycles)]  # fmt: skip
        content = progress.content(told, date(2027, 1, 10), words)
        page = html.Templates(FOLDERS).document("progress", content, words).html
        found |= {*read_on(page)}
        for listed in lists(told, words):
            found |= {*read_on(html.Templates(FOLDERS).document("actions", listed, words).html)}
    page = html.Templates(FOLDERS).document("exercise", exercise.content(words), words).html
    found |= {*read_on(page)} | {words.say(text) for text in every_text((PEOPLE, *EXERCISE))}
    return found


def lists(cycles: list[Cycle[SharedAnswers]], words: Locale) -> Iterator[Any]:
    """Yield the lists of open actions of one person and of many, and of each part of them."""
    others = [
        Cycle(name, shared_of(json.dumps(cycle("2025-11-20", {}, {}, OPEN, employee=name)), GERMAN,
                              head=""))
        for name in ("Bo", "Cy", "Di")
    ]  # fmt: skip
    wanted = (*(Wanted(whose) for whose in (WORD, "employee", "manager", "nobody")),
              Wanted(until=date(2027, 1, 31), overdue=True))  # fmt: skip
    for one in (Wanted(), *wanted):
        yield actions.content([*cycles, *others], date(2027, 1, 10), one, words)


def delivered(mine: Answers, shared: SharedAnswers, words: Locale) -> set[str]:
    """Return what is said in messages and in calendars."""
    found: set[str] = set()
    for cover in COVERS.values():
        found.add(cover.name_guide(shared, words, FORMATS["pdf"]))
        found |= {*letter(with_guide(cover.message(shared, words), words))}
    for ask in asks():
        found |= {*letter(ask.content(shared, words))}
        found |= {
            *read_on(
                html.Templates(FOLDERS).document("ask", ask.content(shared, words), words).html
            )
        }
    for descriptive in (True, False):
        entries = calendar.list_entries(mine, words, descriptive=descriptive, everyones=True)
        found |= {event.title for event in entries.events}
    return found


def asks() -> Iterator[Ask]:
    """Yield every way in which the talk is asked for."""
    times = tuple(datetime(2026, 12, day, 14, 0) for day in (3, 4))
    yield from (Ask(tone, times[:many]) for tone in ("warm", "formal") for many in range(3))


def letter(said: Message) -> tuple[str, ...]:
    """Return the texts of a letter."""
    ends = (said.subject, said.greeting, said.goodbye)
    return (*ends, *said.opening, *said.things, *said.closing)


def evidence(told: Any) -> set[str]:
    """Return what a carried action says of where it comes from: it will stand on a page."""
    actions = unnoted(told["since_last_time"]) if "since_last_time" in told else []
    return {action["evidence"] for action in actions if "evidence" in action}


def comments(told: Any) -> set[str]:
    """Return the comments in what is to be written, at any depth."""
    found = set()
    if isinstance(told, Noted):
        below = (line.removeprefix("- ").strip() for line in told.below.split("\n"))
        found = {told.above, *told.above.split("\n"), told.beside, *below}
    value = told.value if isinstance(told, Noted) else told
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return (found | {text for one in inner for text in comments(one)}) - {""}


@pytest.fixture(scope="module")
def polite() -> set[str]:
    return said("formal")


@pytest.fixture(scope="module")
def familiar() -> set[str]:
    return said("informal")


TAG = re.compile(r"<[^>]*>")
HOLE = re.compile(r"%\(\w+\)[sd]|\{\w*\}")
WORDS = re.compile(r"[^\W\d_]{2}")


def english() -> dict[str, re.Pattern[str]]:
    """Return what a reader of English would see of each message that German says differently."""
    found = {}
    for message in messages("de").values():
        german = {part.strip() for text in texts(message) for part in TAG.split(text)}
        seen = {part.strip() for text in ids(message) for part in TAG.split(text)}
        found |= {part: pattern(part) for part in seen - german if WORDS.search(HOLE.sub("", part))}
    return found


def pattern(message: str) -> re.Pattern[str]:
    """Return what finds the message with its placeholders filled in."""
    return re.compile(".+".join(re.escape(part) for part in HOLE.split(message)))


def test_these_documents_say_every_message(polite):
    said = "\n".join(polite)
    every = [text for message in messages("de").values() for text in texts(message)
             if not all(file.startswith(DOOR) for file, _ in message.locations)]  # fmt: skip
    parts = {
        part.strip() for text in every for whole in TAG.split(text) for part in HOLE.split(whole)
    }
    assert {part for part in parts if part not in said} == set()


def test_no_english_text_is_left_in_a_german_document(polite, familiar):
    left = [(one, text) for one, found in english().items() for text in polite | familiar
            if found.fullmatch(text)]  # fmt: skip
    assert left == []


def test_an_english_text_would_be_found():
    found = english()
    assert {"Goals", "by %(date)s", "%(num)d minutes", "with", "{page} of {pages}"} <= found.keys()
    assert found["by %(date)s"].fullmatch("by 3 December")
    assert "%(names)s, %(day)s" not in found


def test_a_polite_document_says_sie_and_a_familiar_one_never_does(polite, familiar):
    assert any(map(POLITE.search, polite))
    assert [text for text in familiar if POLITE.search(text)] == []


# --- templates -------------------------------------------------------------


def literal(source: str) -> str:
    """Return what a template writes itself: all but its expressions and translated blocks."""
    kept, translated, opening = [], False, False
    for _, kind, text in Environment(extensions=["jinja2.ext.i18n"]).lex(source):
        if kind == "block_begin":
            opening = True
        elif opening and kind == "name":
            translated = text == "trans" or (translated and text != "endtrans")
            opening = False
        elif kind == "variable_begin":
            kept.append("0")
        elif kind == "data" and not translated:
            kept.append(text)
    return "".join(kept)


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_a_template_writes_no_word_of_its_own(template):
    texts = read_on(literal(template.read_text("utf-8")))
    assert [text for text in texts if re.search(r"[^\W\d_]", text)] == []


@grid(
    ("source", "texts"),
    [
        ("<p>Goals</p>", ["Goals"]),
        ("<p>{% trans %}Goals{% endtrans %}</p>", []),
        ("<p>{% trans n=1 %}one{% pluralize %}many{% endtrans %} left</p>", ["left"]),
        ("{% if x %}<p>{{ _('Goals') }}</p>{% else %}none{% endif %}", ["0", "none"]),
        ('<img alt="A chart">', ["A chart"]),
        ("{# a comment #}<p class='x'>{{ y }}: </p>", ["0:"]),
    ],
)
def test_a_word_in_a_template_would_be_found(source, texts):
    assert read_on(literal(source)) == texts
