"""Every command that writes, and a folder in which it has something to write."""

from __future__ import annotations

from pathlib import Path

from commands.command_line import SMALL
from copies import FILLED, sent

RECORDED = (
    SMALL
    + """\
record:
  held: 2026-11-20
  actions:
    - {id: a1, what: Call the planners, owner: manager, due: 2027-01-08}
"""
)
MAILED = SMALL.replace("Ada Park", "{name: Ada Park, email: ada@example.org}").replace(
    "Grace Osei", "{name: Grace Osei, email: grace@example.org}"
)
EDIT = "edit career.yaml"
"""What the page in the browser does; it has no end of its own."""
LINES = [
    "new fresh.yaml",
    "share career.yaml",
    "prepare career.yaml other.yaml -f md -f html -O out",
    "prepare career.yaml -f docx --if-changed",
    "ask career.yaml -o ask.md",
    "calendar career.yaml",
    "next recorded.yaml -o next.yaml",
    "followup career.yaml --start",
    "done recorded.yaml a1",
    "collect career.yaml copy.docx --write --theirs",
    "send mailed.yaml",
]


def fill(folder: Path) -> Path:
    """Put answers of several kinds there, what is there from earlier, and a copy that came back."""
    texts = {"career": SMALL, "other": SMALL, "recorded": RECORDED, "mailed": MAILED}
    for name, text in texts.items():
        (folder / f"{name}.yaml").write_text(text, "utf-8")
    (folder / "career.yaml~").write_text("an earlier version\n", "utf-8")
    (folder / "career.shared.yaml").write_text("# an earlier one\n" + SMALL, "utf-8")
    copy = FILLED["docx"](sent(folder / "career.yaml", "docx"), {"record/notes/skills": "Strong"})
    (folder / "copy.docx").write_bytes(copy)
    return folder
