"""A talk, what a manager types into the copy of it, and what the file has to say afterwards."""

from __future__ import annotations

from functools import cache
from itertools import compress
from pathlib import Path

import agenda
from agenda.collect.readback import Returned
from agenda.collect.wording import wording_of
from agenda.render import memory
from agenda.source.nodes import plain
from commands.command_line import Ran, ran
from ground import NOW

ANSWERS = """\
version: 1
employee: Zoë Łącka
manager: Grace Osei
meeting: 2026-12-03 14:00
values: [craft]
skills:
  current: [incident response]
  future: [technical strategy]
goals:
  - Run the spring capacity review by 2027-06-30
"""
TICK = "yes"
VALUES = "Größe, Übung\nodwaga: żółć – ąę\nΑλήθεια\nЧестность"
NOTES = "- yes: \"no\" # no comment\n  {a: [b], *c: &d}\n\n? | > % @ `e` 'f' <g> \\n"
ENTERED = {
    "record/manager_values": VALUES,
    "record/notes/aspirations": NOTES,
    "record/manager_levels/incident-respons-6be2": "3 solid",
    "record/manager_levels/technical-strate-c6d6": "2 practising",
    "record/notes/skills": "to the moon 🚀 and back 🙂",
    "record/notes/next_months": "first\nsecond\nthird\nmore lines than the field has room for",
    "record/expectations/of_employee": "null\n~\n007",
    "record/actions/new1/what": "Zażółć gęślą jaźń",
    "record/actions/new1/owner": "Grace Osei",
    "record/actions/new1/due": "2027-02-01",
    "record/actions/new3/what": "Ask Ελένη & Дарья",
    "record/actions/new3/owner": "Zoë Łącka",
    "record/next_check_in": "2027-03-01",
    "record/sharing/with": TICK,
}
"""What is entered, by the names of the fields: texts, what the options show, and a tick."""
RECORD = {
    "notes": {
        "aspirations": NOTES,
        "skills": ENTERED["record/notes/skills"],
        "next_months": ENTERED["record/notes/next_months"],
    },
    "manager_values": VALUES.split("\n"),
    "manager_levels": [
        {"skill": "incident response", "level": "3"},
        {"skill": "technical strategy", "level": "2"},
    ],
    "expectations": {"of_employee": ["null", "~", "007"]},
    "actions": [
        {"what": "Zażółć gęślą jaźń", "owner": "manager", "due": "2027-02-01"},
        {"what": "Ask Ελένη & Дарья", "owner": "employee"},
    ],
    "next_check_in": "2027-03-01",
    "sharing": {"with": ["Zoë Łącka", "Grace Osei"]},
}
"""What the file says once all of it is collected, but for the ids of the actions."""


@cache
def copy(form: str) -> bytes:
    """Return the copy that is handed out."""
    return agenda.make(agenda.load(ANSWERS.encode()), form, now=NOW)


def held() -> dict[str, str]:
    """Return what a copy holds that was filled in: options stand for something else than shown."""
    means = {"3 solid": "3", "2 practising": "2"}
    return {name: means.get(text, text) for name, text in ENTERED.items()}


def lost(returned: Returned) -> list[str]:
    """Return the fields that do not come back as entered, and what else the copy should say."""
    untouched = dict.fromkeys(returned.typed, "") | held()
    names = returned.typed.keys() | untouched.keys()
    differing = [name for name in names if returned.typed.get(name) != untouched.get(name)]
    about = () if returned.about.get("copy") == "manager" else ("about",)
    said = wording_of(memory.recall(returned.about) or ())
    lines = [line.strip() for line in returned.text.splitlines()]
    beside = [*returned.remarks, *returned.problems, *compress(lines, said.new(lines))]
    return sorted([*differing, *about, *map(str, beside)])


def collected(folder: Path, name: str, data: bytes) -> Ran:
    """Write the answers and the returned copy into a folder, and run `collect` on them."""
    (folder / "career.yaml").write_text(ANSWERS, "utf-8")
    (folder / name).write_bytes(data)
    return ran("collect", folder / "career.yaml", folder / name, "--write")


def record(folder: Path) -> object:
    """Return the record that stands in the file by now, without the ids of its actions."""
    told = plain(agenda.load(folder / "career.yaml").tree)["record"]
    for action in told["actions"]:
        del action["id"]
    return told
