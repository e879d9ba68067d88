"""What a template does wrong is told with its file and line; what is no fault of one is a bug."""

from __future__ import annotations

import traceback
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

from jinja2 import TemplateError, TemplateSyntaxError
from jinja2.exceptions import TemplateNotFound

from agenda.source.problems import Problem, Span, Stop, error

MEND = "mend this line, or take the file out of --templates to use the bundled one"
ENDLESS: Mapping[type, str] = MappingProxyType({
    RecursionError: "it calls or includes itself without an end",
    MemoryError: "it takes more memory than there is",
})  # fmt: skip


def place(fault: Exception, is_users: Callable[[str], bool]) -> Exception:
    """Place the fault in its template; what was not raised by a template is passed on."""
    found = (fault.filename, fault.lineno) if isinstance(fault, TemplateSyntaxError) else None
    where = found or _frame(fault, is_users)
    if where is None or where[0] is None:
        return fault
    text = Path(where[0]).read_text("utf-8")
    message = ENDLESS.get(type(fault)) or getattr(fault, "message", None) or str(fault)
    if isinstance(fault, TemplateNotFound):
        message = f"there is no template {fault.name}"
    return Stop(word_fault(message, text, where[1]), name=where[0], text=text)


def _frame(fault: Exception, is_users: Callable[[str], bool]) -> tuple[str, int] | None:
    """Return file and line of the innermost template frame.

    Where our own code raised below it, it is a bug, but for what a template of the user's
    has led to: then that is the one. Where there was no end, it is the line of the user's that
    was come to most often.
    """
    frames = traceback.extract_tb(fault.__traceback__)
    of_templates = [place for place, frame in enumerate(frames) if frame.filename.endswith(".j2")]
    below = frames[of_templates[-1] + 1 :] if of_templates else []
    ours = Path(__file__).resolve().parents[1]
    raised = any(ours in Path(frame.filename).parents for frame in below)
    endless = type(fault) in ENDLESS
    if endless or (raised and not isinstance(fault, TemplateError)):
        of_templates = [place for place in of_templates if is_users(frames[place].filename)]
    lines = [(frames[place].filename, frames[place].lineno or 1) for place in of_templates[::-1]]
    if endless and lines:
        return Counter(lines).most_common(1)[0][0]
    return next(iter(lines), None)


def word_fault(message: str, text: str, line: int) -> Problem:
    """Return what keeps a template from being used, at a line of its text."""
    before = text.splitlines(keepends=True)[: line - 1]
    start = sum(len(part) for part in before)
    rest = text[start:].split("\n", 1)[0]
    span = Span(start + len(rest) - len(rest.lstrip()), start + len(rest))
    return error("template", f"this template cannot be used: {message}", MEND, span=span)
