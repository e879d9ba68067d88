# ruff: noqa: E501
"""How much of anything there may be: what is at a limit is taken, and one more is told.

CASES tries each limit of docs/limits.md, and HELD names the test of one that takes time, or many
processes. The page has every constant that is called as a limit is, with its value; INNER are
those that nobody meets.
"""

from __future__ import annotations

import ast
import asyncio
import io
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace
from typing import Any, NamedTuple

import lxml.html
import pytest
from icalendar import Event
from PIL import Image

from agenda.answers.audience import find_repeated
from agenda.calendar import earlier, ical
from agenda.coaching import toml_file
from agenda.collect import acroform, controls, readback
from agenda.collect.readback import Remark, Returned
from agenda.collect.remarks import find_remarks
from agenda.collect.written import Meter
from agenda.door.desk import Desk
from agenda.door.guard import COOKIE, COPY, Keys, guarded
from agenda.language import placeholders
from agenda.language.direction import FSI, PDI, isolate
from agenda.mail.email import file_name, is_message_id
from agenda.mail.replies import read_reply
from agenda.outputs import files
from agenda.render import drawing, nesting, theme
from agenda.render.pictures import Shelf, Unfit
from agenda.render.richtext import markdown
from agenda.render.stylesheet import check_stylesheet
from agenda.render.vocabulary import find_fault
from agenda.render.word import reference
from agenda.resources import Resources
from agenda.source import read
from agenda.source.problems import Stop
from career import problems_of, tree_of
from collect.pdf_copies import form, typed, written
from collect.word_copies import DOCUMENT, EMPTY, changed
from commands.command_line import SMALL, ran
from draws import grid
from ground import NOW, ROOT
from render.word.word_pages import parts

SOURCE = ROOT / "src" / "agenda"
PAGE = ROOT / "docs" / "limits.md"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
LIMITS = re.compile(r"(MAX|MOST|FEWEST|LONGEST|LARGEST|DEEPEST|FARTHEST|SECONDS|PATIENCE|SLOWEST)\b"
                    r"|(MAX|MOST|FEWEST|LONGEST|LARGEST|DEEPEST|FARTHEST)_")  # fmt: skip


class Case(NamedTuple):
    """A limit by its place, what is said of so many, and what only of more than may be.

    `past` is the first number that is too many, or too few, counted from the limit.
    """

    limit: str
    said: Callable[[int], object]
    says: str
    past: int = 1


# --- what is said --------------------------------------------------------------------------


def told(work: Callable[[], object]) -> str:
    """Return all that is said against it: problems, or what a command says."""
    try:
        found: Any = work()
    except (Stop, ValueError) as fault:
        found = getattr(fault, "problems", [fault])
    if isinstance(found, Iterable) and not isinstance(found, str):
        return "\n".join(f"{one} {getattr(one, 'help', '')}" for one in found)
    return str(found)


def counted(problems: Iterable[object], many: int) -> str:
    """Return how many are told, of how many there are."""
    return f"{len(list(problems))} of {many}"


def kept(found: str, of: str) -> str:
    return "whole" if found == of else "cut"


def refused(work: Callable[[], object]) -> list[Any]:
    with pytest.raises(Stop) as stop:
        work()
    return list(stop.value.problems)


# --- answers files -------------------------------------------------------------------------


def characters(many: int) -> bytes:
    """Return a file whose values have so many characters, few of them its own."""
    often, rest = divmod(many - 1002, 1000)
    return f"a: &x {'x' * 1000}\nb: [{'*x, ' * often} {'y' * rest}]\n".encode()


def repeated(many: int) -> str:
    lines = "".join(f"- this is private passage {number}\n" for number in range(many))
    return f"questions:\n{lines}private:\n  other_people:\n{lines.replace('- ', '  - ')}"


def levels(names: Iterable[str]) -> str:
    return f"skills: {{scale: [{', '.join(names)}]}}\n"


def unknown_skills(many: int) -> str:
    lines = "".join(f"    - {{skill: nobody {number}, level: '1'}}\n" for number in range(many))
    return f"skills: {{current: [{{name: x, level: '1'}}]}}\nrecord:\n  held: 2026-12-03\n  manager_levels:\n{lines}"


ANSWERS = (
    Case("source/bounds.py: MAX_BYTES", lambda n: read(b"a: b\n" + b"#" * (n - 5)), "too large"),
    Case("source/bounds.py: MAX_NODES", lambda n: read(b"a: [" + b"b, " * (n - 3) + b"]"), "too large"),
    Case("source/bounds.py: MAX_CHARACTERS", lambda n: read(characters(n)), "too large"),
    Case("source/bounds.py: MAX_DEPTH", lambda n: read(b"a: " + b"[" * (n - 1) + b"]" * (n - 1)), "too large"),
    Case("source/bounds.py: MAX_CONTROLS", lambda n: counted(refused(lambda: read(b"\x01" * n)), n), "20 of 21"),
    Case("source/syntax.py: MOST", lambda n: counted(
        refused(lambda: read("".join(f"k{one}: @x\n" for one in range(n)).encode())), n), "10 of 11"),
    Case("answers/texts.py: LONGEST", lambda n: problems_of(f"aspirations: {{long_term: {'x' * n}}}"), "write at most 10000"),
    Case("answers/skills.py: MOST_LEVELS", lambda n: problems_of(levels(f"l{one}" for one in range(n))), "at most 12 names"),
    Case("answers/skills.py: LONGEST_LEVEL", lambda n: problems_of(levels(["x" * n, "y"])), "up to 60 characters"),
    Case("answers/people.py: FEWEST_MINUTES", lambda n: problems_of(f"meeting: {{start: 2026-12-03, minutes: {n}}}"), "minutes", -1),
    Case("answers/people.py: MOST_MINUTES", lambda n: problems_of(f"meeting: {{start: 2026-12-03, minutes: {n}}}"), "minutes"),
    Case("answers/people.py: MOST_MONTHS", lambda n: problems_of(f"meeting: {{start: 2026-12-03, cadence_months: {n}}}"), "cadence_months"),
    Case("answers/before.py: MOST_YEARS", lambda n: problems_of(f"aspirations: {{horizon_years: {n}}}"), "horizon_years"),
    Case("answers/before.py: MOST_DIRECTIONS", lambda n: problems_of(f"aspirations: {{directions: [{', '.join('abcdefg'[:n])}]}}"), "the most"),
    Case("answers/before.py: MOST_CARRIED", lambda n: problems_of(
        f"record: {{held: 2026-12-03, actions: [{{what: x, carried: {n}}}]}}"), "carried"),
    Case("answers/root.py: MOST_TO_PREPARE", lambda n: problems_of(f"manager_prepare: [{', '.join('abcdefg'[:n])}]"), "the most"),
    Case("answers/mailbox.py: LONGEST", lambda n: problems_of(
        f"employee: {{name: A, email: a@{'b' * 60}.{'c' * 60}.{'d' * 60}.{'e' * 50}.{'f' * (n - 236)}}}", head="version: 1\nmanager: B\n"), "address"),
    Case("answers/mailbox.py: LONGEST_LOCAL", lambda n: problems_of(
        f"employee: {{name: A, email: {'a' * n}@b.example}}", head="version: 1\nmanager: B\n"), "address"),
    Case("answers/mailbox.py: LONGEST_LABEL", lambda n: problems_of(
        f"employee: {{name: A, email: a@{'b' * n}.example}}", head="version: 1\nmanager: B\n"), "address"),
    Case("answers/audience.py: MIN_PASSAGE", lambda n: "found" if list(find_repeated(
        tree_of(f"questions: ['{'ab c' * 9}', '{'x' * n}']\nprivate: {{notes: '{'x' * n}'}}"))) else "not noticed", "not noticed", -1),
    Case("answers/audience.py: MAX_REPEATED", lambda n: counted(find_repeated(tree_of(repeated(n))), n), "100 of 101"),
    Case("answers/agreed.py: MOST", lambda n: counted(
        [one for one in problems_of(unknown_skills(n)) if "nobody" in str(one)], n), "100 of 101"),
)  # fmt: skip


# --- files beside them ---------------------------------------------------------------------


def sparse(size: int) -> Path:
    with Path("file").open("wb") as file:
        file.truncate(size)
    return Path("file")


def settings(size: int) -> object:
    Path("agenda.toml").write_text("[check]\nselect = []\n".ljust(size, "#"), "ascii")
    return toml_file.read_toml(Path("agenda.toml"))


def calendar(size: int) -> object:
    Path("career.yaml").write_text(SMALL, "utf-8")
    ran("calendar", "career.yaml")
    made = Path("career.ics").read_bytes()
    try:
        return (
            earlier.read_calendar(
                made + b"\r\n" * ((size - len(made)) // 2) + b"\n" * ((size - len(made)) % 2)
            )
            and "ours"
        )
    except earlier.NotOurs:
        return "not ours"


def called_off(many: int) -> str:
    """Return how many entries are called off that a calendar no longer has."""
    old = Event()
    old.add("dtstart", NOW)
    entries = {str(number): old for number in range(many)}
    return counted(
        ical._gone(SimpleNamespace(gone="gone"), SimpleNamespace(entries=entries), set()), many
    )  # type: ignore[arg-type]


BESIDE = (
    Case("outputs/files.py: MAX_REFERENCE", lambda n: files.read_whole(sparse(n)) and "read", "larger than 32 MB"),
    Case("coaching/toml_file.py: LARGEST", settings, "more than 16384 bytes"),
    Case("calendar/earlier.py: LARGEST", calendar, "not ours"),
    Case("calendar/ical.py: MOST_GONE", called_off, "500 of 501"),
    Case("commands/new.py: LONGEST_NAME", lambda n: ran("new", f"{n}.yaml", "--manager", "x" * n).err, "is not a name"),
)  # fmt: skip


# --- returned copies -----------------------------------------------------------------------


def note(text: str, number: int = 1) -> str:
    return typed(f"record/actions/new{number}/what", text)


def nested(many: int) -> bytes:
    """Return a PDF with a field in so many others."""
    below = [f"<< /T (a) /Kids [{5 + one} 0 R] >>".encode() for one in range(1, many)]
    return form("/T (a) /Kids [5 0 R]", others=[*below, f"<< {note('x')} >>".encode()])


def fields(many: int) -> bytes:
    return form(*(note("", one) for one in range(many)))


def long(many: int) -> bytes:
    """Return a PDF of so many pages, with a field."""
    kids = " ".join(f"{4 + one} 0 R" for one in range(many))
    head = ["<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [3 0 R] >> >>",
            f"<< /Type /Pages /Kids [{kids}] /Count {many} >>", f"<< {note('x')} >>"]  # fmt: skip
    return written(
        [
            one.encode()
            for one in (*head, *["<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>"] * many)
        ]
    )


def gone(many: int) -> bytes:
    """Return a PDF many of whose fields are not where the file says that they are."""
    data = form(*(note("x", one) for one in range(many + 5)))
    places = [match.start() for match in re.finditer(rb"^\d{10} 00000 n", data, re.MULTILINE)][
        -many:
    ]
    made = bytearray(data)
    for place in places:
        made[place : place + 10] = b"0000000015"
    return bytes(made)


def word(text: str) -> bytes:
    body = f"<w:document {W}><w:body>{text}</w:body></w:document>"
    return changed(EMPTY, **{DOCUMENT: body.encode(), "docProps/custom.xml": None})


def tagged(many: int, tag: str = '<w:tag w:val="record/notes/x{}"/>') -> str:
    return "".join(f"<w:sdt><w:sdtPr>{tag.format(one)}</w:sdtPr><w:sdtContent><w:p/></w:sdtContent></w:sdt>"
                   for one in range(many))  # fmt: skip


def padded(name: str, size: int) -> bytes:
    whole = parts(EMPTY)[name]
    return changed(EMPTY, **{name: whole + b" " * (size - len(whole))})


def around(many: int, size: int = 20) -> bytes:
    """Return a Word file with so many footers, each of so many bytes."""
    name, kind = (
        "word/_rels/document.xml.rels",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer",
    )
    links = "".join(
        f'<Relationship Id="f{one}" Type="{kind}" Target="footer{one}.xml"/>' for one in range(many)
    )
    footers = {f"word/footer{one}.xml": f"<w:ftr {W}/>".encode().ljust(size) for one in range(many)}
    return changed(
        EMPTY,
        **{
            name: parts(EMPTY)[name].replace(
                b"</Relationships>", links.encode() + b"</Relationships>"
            ),
            **footers,
        },
    )


def swollen(size: int) -> bytes:
    """Return a Word file that says of itself how large it is when unpacked."""
    made = io.BytesIO()
    whole = parts(EMPTY)
    with zipfile.ZipFile(made, "w") as archive:
        for name, data in whole.items():
            archive.writestr(name, data)
        archive.writestr("word/media/a.png", b"")
        archive.infolist()[-1].file_size = size - sum(map(len, whole.values()))
    return made.getvalue()


def crowded(many: int) -> bytes:
    whole = parts(EMPTY)
    return changed(EMPTY, **{f"a{one}": b"" for one in range(many - len(whole))})


def properties(many: int) -> bytes:
    custom = parts(EMPTY)["docProps/custom.xml"].decode()
    one = (
        '<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="9" name="x"><a/></property>'
    )
    return changed(EMPTY, **{"docProps/custom.xml": re.sub(
        r"(<[\w:]*Properties[^>]*>).*(</[\w:]*Properties>)", lambda whole: whole[1] + one * many + whole[2], custom, flags=re.DOTALL
    ).encode()})  # fmt: skip


def remarks(*texts: str) -> object:
    return find_remarks(Returned(remarks=tuple(map(Remark, texts))), None, None, NOW)[1]  # type: ignore[arg-type]


RETURNED = (
    Case("collect/readback.py: LARGEST", lambda n: readback.read_back(b"x" * n), "larger than 10 MB"),
    Case("collect/readback.py: MOST_FILLED", lambda n: readback.read_back(
        form(*(note("x", one) for one in range(n)))).problems, "more than 120 fields that are filled in"),
    Case("collect/readback.py: LONGEST", lambda n: acroform.read_pdf(form(note("x" * n))).problems, "more than 20000 characters"),
    Case("collect/readback.py: MOST_REMARKS", lambda n: remarks(*"x" * n), "more than 120 remarks"),
    Case("collect/acroform.py: MOST_FIELDS", lambda n: acroform.read_pdf(fields(n)).problems, "more than 2000 fields"),
    Case("collect/acroform.py: DEEPEST", lambda n: acroform.read_pdf(nested(n)).problems, "nested too deeply"),
    Case("collect/pdf_file.py: MOST_PAGES", lambda n: acroform.read_pdf(long(n)).problems, "more than 20 pages"),
    Case("collect/pdf_file.py: MOST_REPAIRS", lambda n: acroform.read_pdf(gone(n)).problems, "are missing"),
    Case("collect/word_file.py: MOST_BYTES", lambda n: controls.read_word(swollen(n)).problems, "more than 50 MB"),
    Case("collect/word_file.py: MOST_PARTS", lambda n: controls.read_word(crowded(n)).problems, "more than 2000 parts"),
    Case("collect/word_file.py: MOST_XML", lambda n: controls.read_word(padded(DOCUMENT, n)).problems, "more than 8 MB"),
    Case("collect/word_file.py: MOST_BESIDE", lambda n: controls.read_word(around(1, n)).problems, "more than 1 MB"),
    Case("collect/word_file.py: MOST_AROUND", lambda n: controls.read_word(around(n)).problems, "more than 30 headers"),
    Case("collect/word_file.py: MOST_PROPERTIES", lambda n: controls.read_word(properties(n)).problems, "more than 2000 properties"),
    Case("collect/controls.py: MOST_FIELDS", lambda n: controls.read_word(word(tagged(n))).problems, "more than 1000 fields"),
    Case("collect/written.py: MOST_READ", lambda n: Meter().count(n), "within one another"),
    Case("collect/written.py: MOST_CONTROLS", lambda n: controls.read_word(word(tagged(n, ""))).problems, "more than 2000 controls"),
)  # fmt: skip


# --- looks ---------------------------------------------------------------------------------


def picture(wide: int, high: int, size: int = 0) -> bytes:
    made = io.BytesIO()
    Image.new("1", (wide, high)).save(made, "PNG", compress_level=1)
    return made.getvalue().ljust(size, b"\0")


def svg(inside: str = "<rect width='9' height='9'/>", wide: int = 40) -> bytes:
    return f"<svg xmlns='http://www.w3.org/2000/svg' width='{wide}' height='20'>{inside}</svg>".encode()


def loaded(data: bytes) -> str:
    Path("logo").write_bytes(data)
    try:
        return Shelf(Path(), lambda _: None).load("logo", Path()) and "loaded"
    except Unfit as why:
        return str(why)


def sizes(number: float) -> object:
    own = Path("own/themes/mine")
    own.mkdir(parents=True, exist_ok=True)
    whole = (ROOT / "templates/themes/classic/theme.toml").read_text("utf-8")
    (own / "theme.toml").write_text(re.sub(r"(?m)^body = .*", f"body = {number}", whole), "utf-8")
    (own / "style.css").write_text("", "utf-8")
    return theme.load("mine", (Path("own").resolve(), ROOT / "templates")) and "loaded"


def css(text: str) -> object:
    return list(check_stylesheet(text, lambda _: None))


def tags(opening: str, closing: str, many: int) -> object:
    page = lxml.html.document_fromstring(
        f"<html><body>{opening * many}x{closing * many}</body></html>"
    )
    return [problem for _, problem in nesting.find_too_deep(page)]


def emphasis(many: int) -> str:
    """Return marks in one another, by turns of the two kinds: two of a kind would be one."""
    marks = ["*_"[one % 2] for one in range(many)]
    return (
        " ".join(f"{mark}a" for mark in marks)
        + " x "
        + " ".join(f"a{mark}" for mark in reversed(marks))
    )


LOOKS = (
    Case("render/pictures.py: LARGEST", lambda n: loaded(picture(4, 2, n)), "larger than 5 MB"),
    Case("render/pictures.py: MOST_DOTS", lambda n: loaded(picture(n // 5000, 5000)), "more than 40 million dots", 5000),
    Case("render/drawing.py: LARGEST", lambda n: loaded(svg(wide=n)), "no size from 1 to 4000"),
    Case("render/drawing.py: DEEPEST", lambda n: loaded(svg("<g>" * (n - 1) + "<rect width='9' height='9'/>" + "</g>" * (n - 1))), "deep"),
    Case("render/drawing.py: FARTHEST", lambda n: loaded(svg(f"<rect x='{n / drawing.FINENESS:.2f}' width='9' height='9'/>")), "beyond all paper", 4),
    Case("render/theme.py: LARGEST", lambda n: sizes(n - 1), "below 1000"),
    Case("render/stylesheet.py: DEEPEST", lambda n: css("a { width: " + "(" * (n - 2) + "1px" + ")" * (n - 2) + " }"), "stand 50 deep"),
    Case("render/stylesheet.py: FARTHEST", lambda n: css(f"a {{ width: {n:.0f}px }}"), "beyond all paper"),
    Case("source/bounds.py: MAX_DIGITS", lambda n: css(f"a {{ z-index: {'1' * n} }}"), "more than 1000 digits"),
    Case("render/nesting.py: DEEPEST", lambda n: tags("<section>", "</section>", n - 2), "tags deep"),
    Case("render/nesting.py: MOST", lambda n: tags("<table><tr><td>", "</td></tr></table>", n), "stands in 6 tables"),
    Case("render/vocabulary/__init__.py: LONGEST_NAME", lambda n: find_fault("input", "name", "x" * n), "more than 64 characters"),
    Case("render/word/reference.py: MOST_BYTES", lambda n: reference._fault(swollen(n)), "more than 64 MB"),
    Case("render/word/reference.py: MOST_PARTS", lambda n: reference._fault(crowded(n)), "more than 2000 parts"),
    Case("render/richtext.py: DEEPEST", lambda n: f"{markdown(emphasis(n)).count('<em>')} of {n}", "6 of 7"),
    Case("render/richtext.py: MOST", lambda n: f"{markdown('*a* ' * n).count('<em>')} of {n}", "100 of 101"),
    Case("language/direction.py: DEEPEST", lambda n: isolate(FSI * n + "\u05d0" + PDI * n, "ltr").count(FSI) > 1, "False"),
    Case("language/placeholders.py: MOST", lambda n: placeholders.check_number(b"nplurals=%d" % n), "more than 10"),
)  # fmt: skip


# --- mail and the page ---------------------------------------------------------------------


def undone(many: int) -> str:
    desk = Desk(Path("career.yaml"), Resources())
    for number in range(many):
        desk._remember(("record",), f"{number}", "")
    return counted(desk.done, many)


def answered(path: str, size: int) -> int:
    """Return what the guard answers to whoever sends so many bytes; inside it is all well."""
    answers: list[int] = []
    keys = Keys(8000)
    headers = {"host": keys.host, "origin": f"http://{keys.host}", "content-length": str(size),
               "cookie": f"{COOKIE}={keys.cookie}"}  # fmt: skip
    scope = {"type": "http", "method": "POST", "path": keys.base + path, "query_string": b"",
             "headers": [(name.encode(), value.encode()) for name, value in headers.items()]}  # fmt: skip

    async def inside(_scope: Any, _receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})

    async def hear(answer: Any) -> None:
        answers.append(answer.get("status"))

    asyncio.run(guarded(inside, keys, {"collect": COPY})(scope, hear, hear))
    return answers[0]


SENT = (
    Case("mail/email.py: LONGEST_NAME", lambda n: kept(file_name("x" * n, suffix="pdf"), f"{'x' * n}.pdf"), "cut"),
    Case("mail/email.py: LONGEST_ID", lambda n: is_message_id(f"<{'x' * (n - 4)}@y>"), "False"),
    Case("mail/replies.py: LONGEST_WORDS", lambda n: kept(read_reply(250, "x" * n, "").words, "x" * n), "cut"),
    Case("door/guard.py: LARGEST", lambda n: answered("change", n), "413"),
    Case("door/guard.py: COPY", lambda n: answered("collect", n), "413"),
    Case("door/desk.py: MOST_UNDONE", undone, "200 of 201"),
)  # fmt: skip
CASES = (*ANSWERS, *BESIDE, *RETURNED, *LOOKS, *SENT)
HEAVY = {
    "calendar/earlier.py: LARGEST", "collect/acroform.py: MOST_FIELDS", "collect/word_file.py: MOST_PARTS",
    "collect/word_file.py: MOST_XML", "render/pictures.py: MOST_DOTS", "source/bounds.py: MAX_NODES",
}  # fmt: skip
"""Limits so large that to reach them takes some tenths of a second."""
HELD = {
    "batch/__init__.py: SECONDS": "batch/test_batch.py: test_bad_files_cost_themselves_alone",
    "batch/workers.py: LARGEST": "batch/test_batch.py: test_a_worker_that_eats_memory_costs_its_one_file",
    "collect/pdf_file.py: PATIENCE": "collect/test_hostile_pdf.py: test_whatever_takes_too_long_is_given_up",
    "collect/understand.py: MOST_ENTRIES": "collect/test_collect_hostile.py: test_a_page_that_was_pasted_into_a_list_is_told",
    "door/returned.py: SECONDS": "door/test_returned.py: test_a_copy_that_takes_for_ever_is_given_up",
    "door/serve.py: HOUR": "door/test_serve.py: test_it_ends_by_itself_when_nobody_has_looked_for_so_long",
    "door/guard.py: PATIENCE": "door/test_guard.py: test_who_is_refused_and_sends_nothing_is_not_waited_for_long",
    "door/serve.py: LARGEST_HEAD": "door/test_guard.py: test_a_head_without_an_end_is_stopped",
    "door/serve.py: MOST_AT_ONCE": "door/test_guard.py: test_no_more_come_in_at_once_than_may",
    "fork.py: GIGABYTE": "test_fork.py: test_work_that_takes_too_much_ends",
    "fork.py: SECONDS": "test_fork.py: test_work_that_takes_too_much_ends",
    "mail/settings.py: SECONDS": "mail/test_smtp.py: test_a_server_that_drips_does_not_hold_the_line_for_ever",
    "mail/smtp_line.py: MOST_HEARD": "mail/test_smtp.py: test_a_server_that_never_stops_talking_is_left",
    "mail/smtp_line.py: WHOLE": "mail/test_smtp.py: test_a_server_that_drips_does_not_hold_the_line_for_ever",
    "outputs/editing.py: SECONDS": "outputs/test_editing.py: test_one_that_does_not_end_is_told",
}
"""Limits of time, of processes and of connections, each with the test that holds it."""
ADVICE = ("coaching/", "documents/", "doctor/", "kinds.py")
"""Rooms whose numbers say what makes a good talk or a readable page: nothing is refused by them."""
INNER = {
    "answers/cycle/skeleton.py": "how an id is made of words",
    "answers/identity.py": "what is longer is told by its digest",
    "answers/instead.py": "how much a message quotes",
    "answers/meant.py": "how many fields a message names",
    "answers/reading.py": "how much a message quotes",
    "answers/wordings.py": "what a message takes for a name",
    "batch/cluster.py": "how long the scheduler is looked for, which docs/scale.md tells",
    "calendar/earlier.py": "what a whole number may be in a calendar",
    "collect/acroform.py": "the options of a choice that are read; a scale has fewer names",
    "collect/annotations.py": "the marks of a page that are read; a copy may have as many fields",
    "collect/controls.py": "how a placeholder is recognised",
    "collect/flattened.py": "how much a message quotes",
    "collect/merge.py": "how many texts are compared, to ask whether one is another",
    "collect/remarks.py": "how many texts are compared, to show what one was before",
    "collect/wording.py": "how often one line is looked for",
    "door/orders.py": "the steps to a field, of which none has as many",
    "language/days.py": "what is longer is no date",
    "language/placeholders.py": "how much a message quotes",
    "language/zones.py": "what is longer is no zone",
    "mail/smtp.py": "how much more time a large message gets",
    "render/difference.py": "how exactly two texts are compared",
    "render/faces.py": "how much a message quotes",
    "render/filling.py": "how much room a field gets",
    "render/memory.py": "what a copy remembers; an answers file has an eighth of it",
    "render/print_rules.py": "how much of a title stands at the head of a page",
    "render/word/control.py": "how much of a label is a field's title in Word",
    "render/word/controls.py": "how wide a field is drawn",
    "render/word/filling.py": "how high a room for notes grows",
    "render/word/heights.py": "how exactly a height is known",
    "source/pointer.py": "the names of our own fields, which are short",
    "source/problems.py": "how many words are looked at for a near one",
    "batch/workers.py": "how long a worker has to tidy up",
}
"""Modules whose other limits nobody meets, and what they are for."""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(readback, "run_bounded", lambda job: job())  # the process apart is no part


def value_of(limit: str) -> Any:
    module, _, name = limit.partition(": ")
    return getattr(
        import_module(
            "agenda." + module.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
        ),
        name,
    )


@pytest.mark.parametrize("case", [
    pytest.param(case, id=case.limit, marks=[pytest.mark.slow] * (case.limit in HEAVY)) for case in CASES
])  # fmt: skip
def test_what_is_at_the_limit_is_taken_and_one_past_it_is_told(case: Case) -> None:
    limit = value_of(case.limit)
    taken = told(lambda: case.said(limit))
    assert case.says not in taken
    assert not re.search("too (large|long|deep)|larger|take", taken)
    assert case.says in told(lambda: case.said(limit + case.past))


def rows() -> list[tuple[str, str]]:
    """Return each limit of the page, by its place, with the number it is given."""
    lines = [
        line.split("|")[1:-1]
        for line in PAGE.read_text("utf-8").splitlines()
        if "`" in line and "|" in line
    ]
    return [(cells[-1].strip(" `"), cells[2].strip()) for cells in lines]


def numbers(text: str) -> set[float]:
    """Return what a number with its unit may mean: a megabyte of a picture is a million bytes."""
    number, _, unit = text.replace(",", "").partition(" ")
    power = {"KB": 1, "MB": 2, "GB": 3}.get(unit, 0)
    return {float(number) * base**power for base in (1000, 1024)}


@grid(("limit", "said"), rows(), ids=lambda text: text)
def test_the_page_says_what_the_code_holds(limit: str, said: str) -> None:
    assert value_of(limit) in numbers(said)


def test_the_page_has_every_limit_that_is_tried_or_held_and_no_other() -> None:
    assert {limit for limit, _ in rows()} == {*(case.limit for case in CASES), *HELD}


@grid("held", sorted(set(HELD.values())))
def test_what_is_held_elsewhere_is_held_there(held: str) -> None:
    module, _, name = held.partition(": ")
    assert f"def {name}(" in (ROOT / "tests" / module).read_text("utf-8")


def named() -> Iterator[str]:
    """Yield every constant that is called as a limit is."""
    for module in sorted(SOURCE.rglob("*.py")):
        for node in ast.parse(module.read_text("utf-8")).body:
            names = ast.walk(node) if isinstance(node, ast.Assign) else ()
            for one in names:
                if (
                    isinstance(one, ast.Name)
                    and isinstance(one.ctx, ast.Store)
                    and LIMITS.match(one.id)
                ):
                    yield f"{module.relative_to(SOURCE).as_posix()}: {one.id}"


def test_no_limit_is_missing_on_the_page() -> None:
    known = {limit for limit, _ in rows()}
    left = {limit for limit in named() if limit not in known and not limit.startswith(ADVICE)}
    assert {limit for limit in left if limit.partition(":")[0] not in INNER} == set()
    assert INNER.keys() - {limit.partition(":")[0] for limit in left} == set()
