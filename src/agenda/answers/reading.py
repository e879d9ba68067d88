"""Reading an answers file: what is wrong with a line is worded with the names of its place."""

from __future__ import annotations

from collections.abc import Mapping

from agenda.source.names import Names
from agenda.source.problems import Steps, shorten
from agenda.source.reader import Source
from agenda.source.reader import read as read_source
from agenda.source.slips import SMART

NAMELESS = "notes"
"""What is offered as the name of a private text that has none."""
LONGEST = 400
"""So much of a text is repeated in how to write it, for somebody to copy: all, but of a page."""


class FieldNames(Names):
    """Knows the fields of an answers file. What it needs to know, only a slip loads."""

    def meant(self, path: Steps, word: str) -> str:
        """Return the field that a word at its place names, or nearly."""
        from agenda.answers.meant import spelled  # noqa: PLC0415

        return spelled(word, path)

    def is_list(self, path: Steps) -> bool:
        """Whether the field holds a list."""
        from agenda.answers.shape import is_list, wanted_at  # noqa: PLC0415

        return is_list(wanted_at(path))

    def shown(self, path: Steps, text: str) -> str:
        """Return the text, if it is not private."""
        from agenda.answers.audience import is_private  # noqa: PLC0415

        return "…" if is_private(path) else shorten(text, LONGEST)

    def write_out(self, path: Steps, text: str, below: Mapping[str, str]) -> str:
        """Return the text as the field that its short form stands for, with those below it."""
        from agenda.answers.audience import PRIVATE  # noqa: PLC0415
        from agenda.answers.shape import fields, is_list, model_in, wanted_at  # noqa: PLC0415
        from agenda.language.reading import Reading  # noqa: PLC0415

        wanted = wanted_at(path)
        model = model_in(wanted)
        known = fields(model) if model else {}
        name = next((one for one in reversed(path) if isinstance(one, str)), "")
        if not name or text.split(maxsplit=1)[0].rstrip(";=,.") in known:  # it lacks a colon
            return ""
        if next(iter(below)) not in known and (model or PRIVATE not in path):
            return ""
        dated = Reading().until(text) if model and model.dated else None
        short = (model and model.short) or NAMELESS
        said = {short: text.strip(SMART)}
        if model and dated:
            said = dict(zip((short, model.dated), dated, strict=True))
        said |= {key: value for key, value in below.items() if key not in said}
        lines = [f"{key}: {self.shown((*path, key), part)}" for key, part in said.items()]
        above = "-" if is_list(wanted) else f"{name}:"
        lead = "write it with its name, in place of these lines, so:"
        return "\n".join([lead, *_below(above, lines)])


def read(data: bytes, name: str = "<text>") -> Source:
    """Return the file's text and tree. Raises Stop as `source.read` does."""
    return read_source(data, name, FieldNames())


def _below(above: str, lines: list[str]) -> list[str]:
    """Return the lines as the map under a key, or as an item behind its dash."""
    indented = [f"  {line}" for line in lines]
    return [f"- {lines[0]}", *indented[1:]] if above == "-" else [above, *indented]
