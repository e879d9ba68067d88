"""Text in the answers comes out as it went in, in every format and every kind of field."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

import agenda
from draws import few
from extracted import READERS, of_docx_in_libreoffice
from ground import NOW

NASTY = "R&D <1% #x $5 {{ y }} <script> a_b*c \\ 🚀 مرحبا 山田"
FORMATS = ("pdf", "docx", "html", "md")


def answers(text: str) -> bytes:
    """Put the text into every kind of field that the agenda shows."""
    return json.dumps({
        "version": 1, "employee": {"name": f"E {text}", "role": text},
        "manager": {"name": f"M {text}"},
        "meeting": {"start": "2026-12-03 14:00", "place": f"P {text}"},
        "aspirations": {
            "long_term": f"L {text}",
            "directions": [{"role": f"DR {text}", "why": f"DW {text}"}],
            "energised_by": [f"EN {text}"],
        },
        "values": [{"name": f"V {text}", "meaning": f"VM {text}", "example": f"VE {text}"}],
        "achievements": [{"what": f"A {text}", "result": f"AR {text}", "link": f"AL {text}"}],
        "skills": {
            "current": [{"name": f"SC {text}", "evidence": f"SE {text}", "level": 2}],
            "future": [{"name": f"SF {text}", "build_by": [f"SB {text}"]}],
        },
        "goals": [{"what": f"G {text}", "success": f"GS {text}"}],
        "asks": [{"what": f"K {text}", "already_helps": f"KH {text}"}],
        "questions": [f"Q {text}"], "manager_prepare": [f"MP {text}"],
        "since_last_time": [{"what": f"SL {text}", "owner": "employee", "evidence": f"SLE {text}"}],
        "private": {"notes": f"ZQ {text}"},
        "record": {
            "held": "2026-12-03", "attendees": [f"RA {text}"], "next_check_in": "2027-06-03",
            "summary": {"aspirations": f"RS {text}"}, "notes": {"skills": f"RN {text}"},
            "manager_values": [f"RV {text}"],
            "manager_levels": [{"skill": f"RL {text}", "level": 2}],
            "expectations": {"of_employee": [f"RE {text}"], "of_manager": [f"RM {text}"]},
            "decisions": [{"what": f"RD {text}"}],
            "actions": [{"what": f"RC {text}", "owner": f"RO {text}", "evidence": f"RW {text}",
                         "status": "done"}],
            "reservations": [{"what": f"RR {text}", "who": f"RH {text}"}],
            "sharing": {"with": [f"RT {text}"]},
        },
    }).encode()  # fmt: skip


def bare(text: str) -> str:
    return re.sub(r"[\s\u200b\x02\ufffe\u200e\u200f\u2066-\u2069]", "", text)


PREFIXES = [
    "E",
    "M",
    "P",
    "L",
    "DR",
    "DW",
    "EN",
    "V",
    "VM",
    "VE",
    "A",
    "AR",
    "AL",
    "SC",
    "SE",
    "SF",
    "SB",
    "G",
    "GS",
    "K",
    "KH",
    "Q",
    "MP",
    "SL",
    "SLE",
]


@pytest.mark.parametrize("form", ["docx", "html", "md"])
def test_a_nasty_text_is_literal_in_every_field(form):
    text = bare(READERS[form](agenda.make(agenda.load(answers(NASTY)), form, now=NOW)))
    assert [prefix for prefix in PREFIXES if bare(f"{prefix} {NASTY}") not in text] == []


def test_a_nasty_text_is_literal_in_every_field_of_a_pdf():
    """Arabic is stored in the order in which it is drawn; the rest stands letter for letter."""
    text = bare(READERS["pdf"](agenda.make(agenda.load(answers(NASTY)), "pdf", now=NOW)))
    latin = bare("R&D <1% #x $5 {{ y }} <script> a_b*c \\ 🚀")
    assert [prefix for prefix in PREFIXES if f"{prefix}{latin}" not in text] == []
    assert text.count("山田") >= len(PREFIXES)
    assert text.count("مرحبا") + text.count("مرحبا"[::-1]) >= len(PREFIXES)


def test_a_nasty_text_is_literal_in_the_private_notes_too():
    data = agenda.make(agenda.load(answers(NASTY)), "html", audience="me", now=NOW)
    assert bare(f"ZQ {NASTY}") in bare(READERS["html"](data))


OF_A_RECORD = ["E", "M", "V", "VM", "SC", "SE", "SF", "G", "GS", "SL", "RA", "RS", "RN", "RV", "RL",
               "RE", "RM", "RD", "RC", "RO", "RW", "RR", "RH", "RT"]  # fmt: skip


@pytest.mark.parametrize("form", ["docx", "html", "md"])
def test_a_nasty_text_is_literal_in_every_field_of_a_record(form):
    made = agenda.make(agenda.load(answers(NASTY)), form, document="record", now=NOW)
    text = bare(READERS[form](made))
    assert [prefix for prefix in OF_A_RECORD if bare(f"{prefix} {NASTY}") not in text] == []


@pytest.mark.parametrize("form", ["docx", "html", "md"])
def test_a_nasty_text_is_literal_in_a_report_of_progress(form):
    earlier = answers(NASTY).replace(b"2026-12-03", b"2026-06-03").replace(b"L R&D", b"L2 R&D")
    cycles = [agenda.load(earlier), agenda.load(answers(NASTY))]
    text = bare(READERS[form](agenda.make(cycles, form, document="progress", now=NOW)))
    shown = ("E", "DR", "V", "SC", "G", "SL", "SLE", "RC", "RO", "RW", "A", "AR")
    assert [prefix for prefix in shown if bare(f"{prefix} {NASTY}") not in text] == []


def test_libreoffice_shows_a_nasty_text_literally():
    made = agenda.make(agenda.load(answers(NASTY)), "docx", now=NOW)
    shown = bare(of_docx_in_libreoffice({"nasty": made})["nasty"])
    assert shown.count(bare("R&D <1% #x $5 {{ y }} <script> a_b*c \\")) >= len(PREFIXES)


printable = st.text(
    st.characters(exclude_categories=("Cc", "Cs", "Cn", "Co", "Zl", "Zp", "Cf", "Mn", "Me", "Mc")),
    min_size=1, max_size=30,
).map(lambda text: "x" + text + "x")  # fmt: skip


@pytest.mark.parametrize("form", ["docx", "html", "md"])
@few(8, suppress_health_check=[HealthCheck.too_slow])
@given(text=printable)
def test_any_text_is_literal(form, text):
    source = agenda.load(json.dumps({
        "version": 1, "employee": "Ada", "manager": "Grace",
        "values": [{"name": text, "example": text}], "goals": [text], "questions": [text],
    }).encode())  # fmt: skip
    shown = bare(READERS[form](agenda.make(source, form, now=NOW)))
    assert shown.count(bare(text)) >= 4


def test_html_holds_no_script_and_no_event_handler_from_a_text():
    attack = '"><img src=x onerror=alert(1)><script>alert(2)</script>'
    html = agenda.make(agenda.load(answers(attack)), "html", now=NOW).decode()
    assert "<script" not in html
    assert "<img" not in html


def test_the_end_of_a_cdata_section_in_a_name_is_literal_in_word():
    text = READERS["docx"](agenda.make(agenda.load(answers("]]> <!-- b")), "docx", now=NOW))
    assert "E ]]> <!-- b" in text
