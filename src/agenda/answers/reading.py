"""Reading an answers file: what is wrong with a line is worded with the names of its place."""

from __future__ import annotations

from agenda.source.problems import Steps, shorten
from agenda.source.reader import Source
from agenda.source.reader import read as read_source
from agenda.source.slips import SMART

NAMELESS = "notes"
"""What is offered as the name of a private text that has none."""
LONGEST = 400
"""So much of a text is repeated in how to write it, for somebody to copy: all, but of a page."""


def read(data: bytes, name: str = "<text>") -> Source:
    """Return the file's text and tree. Raises Stop as `source.read` does."""
    return read_source(data, name, write_out)


def write_out(path: Steps, text: str, name: str) -> str:
    """Return how to write a text at `path` below which `name` stands, where it belongs there."""
    from agenda.answers.audience import PRIVATE, is_private  # noqa: PLC0415 - only a slip costs it
    from agenda.answers.shape import fields, is_list, model_in, wanted_at  # noqa: PLC0415
    from agenda.language.reading import Reading  # noqa: PLC0415

    wanted = wanted_at(path)
    model = model_in(wanted)
    known = fields(model) if model else {}
    if text.split(maxsplit=1)[0].rstrip(";=,.") in known:  # a colon is missing there, no name
        return ""
    if name not in known and (model or PRIVATE not in path):
        return ""
    dated = Reading().until(text) if model and model.dated else None
    short = (model and model.short) or NAMELESS
    said = {short: text.strip(SMART)}
    if model and dated:
        said = dict(zip((short, model.dated), dated, strict=True))
    if is_private(path):
        said = dict.fromkeys(said, "…")
    lines = [*(f"{key}: {shorten(part, LONGEST)}" for key, part in said.items()), f"{name}: …"]
    above = "-" if is_list(wanted) else f"{[step for step in path if isinstance(step, str)][-1]}:"
    return "\n".join(["write it with its name:", *_below(above, lines)])


def _below(above: str, lines: list[str]) -> list[str]:
    """Return the lines as the map under a key, or as an item behind its dash."""
    indented = [f"  {line}" for line in lines]
    return [f"- {lines[0]}", *indented[1:]] if above == "-" else [above, *indented]
