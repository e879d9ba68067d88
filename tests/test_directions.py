"""People and texts of both directions in one document: each value keeps to itself.

What is compared is what an eye sees: glyphs by their places, from left to right.
"""

from __future__ import annotations

import email
import email.policy
import io
import json
from collections.abc import Iterator
from pathlib import Path

import docx
import pdfua
import pikepdf
import pytest
from lxml import html as lxml_html

import agenda
import everywhere
from agenda.language.direction import FSI, PDI, alone, isolate
from commands.command_line import ran
from glyphs import lines, printed_by_libreoffice
from ground import NOW
from untraced import untraced

make = untraced(agenda.make)

IN_ENGLISH = """\
version: 1
language: en-GB
employee: {name: נועם לוי, role: מפתח, email: noam@example.org}
manager: {name: محمد العلي, role: Head of R&D (2), email: m@example.org}
meeting: {start: 2026-12-03 14:00, timezone: Europe/London, place: חדר 4}
values:
  - name: "שקיפות"
    example: "הכול היה שלי (2026)."
skills: {current: [{name: "תכנון", level: 3}], future: [y axis]}
goals: [Run it by 2027-06-30]
asks: [Help by 2027-01-31]
since_last_time:
  - {id: a1, what: "לכתוב מסמך (v2)", owner: employee, due: 2026-12-12, status: open}
"""
MIXED = """\
version: 1
language: LANGUAGE
employee: {name: Ada 2nd, role: "מפתחת (2)", email: ada@example.org}
manager: {name: محمد العلي, role: "Head of R&D (2)"}
meeting: {start: 2026-12-03 14:00, timezone: Europe/London, place: "Room 4, 2nd floor."}
aspirations:
  long_term: |
    Lead a *small* museum (2030).

    להוביל מוזיאון *קטן* (2030).
  directions: [{role: "Head of (things)", setting: "at a bank.", why: "כי כן!"}]
  energised_by: ["teaching (kids)", "כתיבה", "ما هذا؟"]
questions: ["What? (really)", "מה? (באמת)"]
"""
HEBREW = """\
msgid ""
msgstr ""
"Language: he\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

msgid "%(employee)s with %(manager)s"
msgstr "%(employee)s עם %(manager)s"

msgid "%(employee)s <span class=\\"with\\">with</span> %(manager)s"
msgstr "%(employee)s <span class=\\"with\\">עם</span> %(manager)s"

msgid "What we expect of %(name)s"
msgstr "מצופה מאת %(name)s"
"""
"""The words of a page that runs from right to left, as many as are looked at."""
NOAM, MUHAMMAD = "נועם לוי", "محمد العلي"


def back(text: str) -> str:
    """Return how a text looks that runs from right to left."""
    return text[::-1]


def seen(data: bytes) -> list[str]:
    """Return the lines; whether a mirrored bracket is told as it looks is up to the program."""
    return [line.translate(str.maketrans("", "", "()")) for line in lines(data)]


def drawn(*parts: str) -> str:
    return "".join(parts).replace(" ", "").translate(str.maketrans("", "", "()"))


SEEN = {
    "en": [
        drawn(back(NOAM), "with", back(MUHAMMAD)),
        drawn(back(NOAM), ":", back("מפתח"), "·", back(MUHAMMAD), ": Head of R&D 2"),
        drawn("Thursday, 3 December 2026, 14:00–14:45 · 4", back("חדר"), "Europe/London"),
        drawn("v2", back("לכתוב מסמך"), back(NOAM), "12 Dec 2026 open"),
        drawn(back("שקיפות"), ".2026", back("הכול היה שלי")),
        drawn("What we expect of", back(NOAM), "What we expect of", back(MUHAMMAD), "Notes"),
        drawn(back(NOAM), "with", back(MUHAMMAD), ", 3 December 2026 1 of 2"),
    ],
    "mixed": [
        drawn("Ada 2nd with", back(MUHAMMAD)),
        drawn("Ada 2nd: 2", back("מפתחת"), "·", back(MUHAMMAD), ": Head of R&D 2"),
        drawn("Lead a small museum 2030."),
        drawn(".2030", back("להוביל מוזיאון קטן")),
        drawn("• Head of things: at a bank.", "!", back("כי כן")),
        drawn("Gave me energy teaching kids; ", back("כתיבה"), ";", back("ما هذا؟")),
        drawn("• What? really"),
        drawn(back("באמת"), "?", back("מה"), "•"),
    ],
    "he": [
        drawn(back(MUHAMMAD), back("עם"), "Ada 2nd"),
        drawn("Head of R&D 2:", back(MUHAMMAD), "· 2", back("מפתחת"), ":Ada 2nd"),
        drawn("Room 4, 2nd floor. Europe/London · 14:45–14:00 ,2026",
              back("בדצמבר"), "3 ,", back("יום חמישי")),
        drawn("Lead a small museum 2030."),
        drawn(".2030", back("להוביל מוזיאון קטן")),
        drawn("!", back("כי כן"), "at a bank. :Head of things •"),
        drawn("Notes", back(MUHAMMAD), back("מצופה מאת"), "Ada 2nd", back("מצופה מאת")),
    ],
}  # fmt: skip


@pytest.fixture(scope="module")
def templates(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("templates")
    (folder / "locales" / "he").mkdir(parents=True)
    (folder / "locales" / "he" / "messages.po").write_text(HEBREW, "utf-8")
    (folder / "locales" / "he" / "language.toml").write_text("until = []\nlevels = []\n", "utf-8")
    return folder


@pytest.fixture(scope="module")
def made(templates):
    texts = {"en": IN_ENGLISH, "mixed": MIXED.replace("LANGUAGE", "en-GB"),
             "he": MIXED.replace("LANGUAGE", "he")}  # fmt: skip
    return {
        (name, form): make(agenda.load(text.encode()), form, templates=templates, now=NOW)
        for name, text in texts.items()
        for form in ("pdf", "docx", "html", "md")
    }


@pytest.mark.parametrize("name", SEEN)
def test_in_a_pdf_each_value_stands_where_it_belongs(made, name):
    found = seen(made[name, "pdf"])
    assert unseen(SEEN[name], found) == []


def unseen(said: list[str], found: list[str]) -> list[str]:
    """Return what no line shows: a small heading may stand in the same line."""
    return [line for line in said if not any(line in one for one in found)]


@pytest.fixture(scope="module")
def by_libreoffice(made):
    return printed_by_libreoffice({name: made[name, "docx"] for name in SEEN})


@pytest.mark.slow
@pytest.mark.parametrize("name", SEEN)
def test_in_word_each_value_stands_where_it_belongs(by_libreoffice, name):
    found = seen(by_libreoffice[name])
    wrapped = "Gavemeenergy"  # the column of terms is narrower there
    assert [line for line in unseen(SEEN[name], found) if wrapped not in line] == []


@pytest.mark.parametrize("name", SEEN)
def test_a_pdf_of_both_directions_is_accessible(made, name, tmp_path):
    (tmp_path / "x.pdf").write_bytes(made[name, "pdf"])
    report = untraced(pdfua.validate)(str(tmp_path / "x.pdf"))
    assert (report.exit_code, report.findings) == (0, ())


def test_plain_text_keeps_values_apart_with_marks_and_alone_they_have_none(made):
    text = made["en", "md"].decode()
    assert f"# {FSI}{NOAM}{PDI} with {FSI}{MUHAMMAD}{PDI}" in text
    assert "| לכתוב מסמך (v2) | נועם לוי | 12 Dec 2026 | open |" in text
    assert text.count(FSI) == text.count(PDI) > 5


def test_a_field_tells_its_name_with_marks(made):
    with pikepdf.open(io.BytesIO(made["en", "pdf"])) as pdf:
        told = {str(field["/TU"]) for field in pdf.Root.AcroForm.Fields}
    assert f"Alignment, What we expect of {FSI}{NOAM}{PDI}" in told
    titles = docx.Document(io.BytesIO(made["en", "docx"])).element.xpath("//w:sdtPr/w:alias/@w:val")
    assert f"Alignment, What we expect of {FSI}{NOAM}{PDI}" in titles


def test_a_title_is_plain_text_and_an_author_stands_alone(made):
    page = lxml_html.document_fromstring(made["en", "html"].decode())
    assert page.findtext("head/title") == (
        f"Career conversation: {FSI}{NOAM}{PDI} with {FSI}{MUHAMMAD}{PDI}"
    )
    assert page.xpath("//meta[@name='author']/@content") == [NOAM]


def test_what_returns_from_a_choice_has_no_marks(made):
    offered = docx.Document(io.BytesIO(made["en", "docx"])).element.xpath("//w:listItem/@w:value")
    assert {NOAM, MUHAMMAD} <= set(offered)
    assert not [value for value in offered if FSI in value]


def test_an_email_and_a_calendar_have_marks_where_a_name_needs_them(tmp_path):
    (tmp_path / "career.yaml").write_text(IN_ENGLISH, "utf-8")
    assert ran("send", tmp_path / "career.yaml", "-o", tmp_path / "it.eml").code == 0
    mail = email.message_from_bytes((tmp_path / "it.eml").read_bytes(), policy=email.policy.default)
    assert FSI not in mail["subject"] + mail["to"]
    told = {part.get_content_type(): part.get_content() for part in mail.walk()
            if part.get_content_maintype() == "text"}  # fmt: skip
    assert told["text/plain"].startswith(f"Dear {FSI}{MUHAMMAD}{PDI},")
    assert f'<p>Dear <bdi dir="rtl">{MUHAMMAD}</bdi>,</p>' in told["text/html"]
    assert told["text/plain"].rstrip().endswith(NOAM)
    done = ran("calendar", tmp_path / "career.yaml", "--descriptive", "-o", "-")
    said = done.out.decode().replace("\r\n ", "")
    assert f"SUMMARY:Career conversation: {FSI}{NOAM}{PDI} and {FSI}{MUHAMMAD}{PDI}\r" in said
    assert "SUMMARY:לכתוב מסמך (v2)\r" in said


# --- every field that there is ----------------------------------------------------------


def full(text: str, **more: str) -> bytes:
    """Return a file whose every field holds a text; numbers tell them apart."""
    counted = iter(range(1000))
    answers = everywhere.answers(lambda path: f"{text} {next(counted):03}")
    return json.dumps(answers | more).encode()


def loose(page: lxml_html.HtmlElement, text: str) -> Iterator[str]:
    """Yield the lines in which a text stands beside others and is not kept apart."""
    for element in page.iter():
        for said, holder in ((element.text, element), (element.tail, element.getparent())):
            if text in (said or "") and not kept_apart(holder, text):
                yield (said or "").strip()


def kept_apart(element: lxml_html.HtmlElement, text: str) -> bool:
    """Whether an element, or one around it, runs as the text does and has nothing else in it."""
    if element.tag in {"title", "desc"}:
        return isolate(element.text, "ltr") == element.text
    around = (element, *element.iterancestors())
    holder = next((one for one in around if one.get("dir") or one.tag == "option"), None)
    return holder is not None and holder.tag != "html"


COPIES = [("agenda", "manager"), ("agenda", "me"), ("record", "manager"), ("record", "me"),
          ("progress", "me"), ("actions", "manager")]  # fmt: skip


@pytest.mark.parametrize(("document", "audience"), COPIES)
def test_whatever_a_field_says_is_kept_apart(document, audience):
    text = "שלום"
    sources = [agenda.load(full(text))]
    if document == "progress":
        earlier = json.loads(full(text))
        earlier["record"]["held"] = "2026-09-04"
        sources.insert(0, agenda.load(json.dumps(earlier).encode()))
    made = make(sources, "html", document=document, audience=audience, now=NOW).decode()
    page = lxml_html.document_fromstring(made)
    assert made.count(text) > 7
    assert list(loose(page.find("body"), text)) == []
    for name in ("title", "meta"):
        for said in (one.text or one.get("content") or "" for one in page.iter(name)):
            if said != alone(said) or not said.startswith((text, "{")):
                assert isolate(said, "ltr") == said


@pytest.mark.parametrize("name", ["agenda", "record"])
def test_no_text_without_such_letters_has_any_mark(name):
    source = agenda.load(full("Größe №1 → 3 (日本)"))
    made = untraced(agenda.make)(source, "html", document=name, now=NOW).decode()
    assert "<bdi" not in made
    assert FSI not in made


def test_the_wish_for_another_language_turns_the_page_around(templates):
    text = MIXED.replace("LANGUAGE", "en-GB").encode()
    page = make(agenda.load(text), "html", templates=templates, language="he", now=NOW).decode()
    assert '<bdi dir="ltr">Ada 2nd</bdi> <span class="with">עם</span> محمد العلي</h1>' in page
