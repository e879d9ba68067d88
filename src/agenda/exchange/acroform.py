"""What was typed into the fields of a PDF, whichever program saved it."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any

from agenda.exchange.returned import TICKED, Returned
from agenda.model.problems import Problem, Stop, error, warning

if TYPE_CHECKING:
    from pypdf import PdfReader

IDENTITY, INFO = "agenda", "/Agenda"
"""The hidden field and the entry of the metadata that hold the document's identity."""

MOST_FIELDS, DEEPEST, MOST_PAGES = 2000, 16, 20
HEAD = 1024  # where readers look for the mark of a PDF (ISO 32000-1, annex H.3.4.1)
LANGUAGE = re.compile("\x1b[^\x1b]{0,8}\x1b")  # within a text (ISO 32000-1, 7.9.2.2.2)
CUT = re.compile("[\uf300-\uf64f\uf680-\uf6ff]")
"""Emoji of which Chrome's viewer keeps the last 16 bits where they are pasted."""
LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\u2028\u2029]")

SEND_AGAIN = "ask for the file to be saved again, or open it yourself and save it under a new name"
UNLOCK = "open it with its password, save it without one, and collect it again"


@dataclass(frozen=True, slots=True)
class _Field:
    """A field by its name: the kind it is of, its value, and what it offers to choose from."""

    name: str
    kind: str
    value: Any
    options: Any
    states: tuple[str, ...]


def read(data: bytes) -> Returned:
    """Read what was typed into a copy, and what the copy says about itself.

    Raises Stop with a problem `returned-copy` when it is no PDF, is locked or damaged. A copy
    without fields has a problem `flattened`, and the text of its pages in `text`.
    """
    if b"%PDF-" not in data[:HEAD]:
        raise _stop("is not a PDF", "give the PDF as it came back")
    from pypdf import PdfReader  # noqa: PLC0415 - 80 ms, and only this needs it

    with _quiet():
        try:
            reader = PdfReader(BytesIO(data))
            _unlock(reader)
            fields = list(_fields(reader))
            about = _about(reader, fields)
            text = "" if _ours(fields) else _text(reader)
            signed = _signed(reader)
        except Stop:
            raise
        except Exception as fault:
            raise _stop(f"is damaged or cut off: {_said(fault)}", SEND_AGAIN) from None
    problems = (*_problems(fields, text), *signed)
    return Returned(_typed(fields), about, problems, text)


def _stop(fault: str, cure: str) -> Stop:
    return Stop(error("returned-copy", f"the returned copy {fault}", cure))


def _said(fault: Exception) -> str:
    return str(fault).strip().split("\n")[0][:120] or type(fault).__name__


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep pypdf from telling on stderr what it mends."""
    logger = logging.getLogger("pypdf")
    before, logger.disabled = logger.disabled, True
    children = [logging.getLogger(name) for name in logging.root.manager.loggerDict
                if name.startswith("pypdf.")]  # fmt: skip
    states = [(child, child.disabled) for child in children]
    for child in children:
        child.disabled = True
    try:
        yield
    finally:
        logger.disabled = before
        for child, state in states:
            child.disabled = state


def _unlock(reader: PdfReader) -> None:
    """Open what only keeps others from changing it; a password that is needed is not asked for."""
    if not reader.is_encrypted:
        return
    from pypdf.errors import PyPdfError  # noqa: PLC0415

    try:
        opened = reader.decrypt("")
    except (PyPdfError, NotImplementedError):
        opened = None  # a cipher that needs another library
    if not opened:
        raise _stop("is locked with a password", UNLOCK)


def _fields(reader: PdfReader) -> Iterator[_Field]:
    """Yield the fields of the form, and those that stand only on a page, each once."""
    seen: set[int] = set()
    form = _resolved(reader.root_object.get("/AcroForm"))
    roots = list(_items(form.get("/Fields"))) if isinstance(form, dict) else []
    for page in list(reader.pages)[:MOST_PAGES]:
        roots.extend(_items(page.get("/Annots")))
    for found in _below(roots, {}, "", seen, 0):
        yield found
        if len(seen) > MOST_FIELDS:
            raise _stop(f"has more than {MOST_FIELDS} fields", "give the copy that was sent out")


def _below(
    nodes: list[Any], inherited: Mapping[str, Any], name: str, seen: set[int], depth: int
) -> Iterator[_Field]:
    if depth > DEEPEST:
        return
    for reference in nodes:
        node = _resolved(reference)
        if not isinstance(node, dict) or id(node) in seen:
            continue
        if depth == 0 and "/Parent" in node and "/T" not in node:
            continue  # a widget of a field that is reached by its parent
        seen.add(id(node))
        own = _string(node.get("/T"))
        path = ".".join(part for part in (name, own) if part)
        held = {**inherited, **{key: node[key] for key in ("/FT", "/V", "/Opt") if key in node}}
        kids = [kid for kid in map(_resolved, _items(node.get("/Kids"))) if isinstance(kid, dict)]
        below = [kid for kid in kids if "/T" in kid]
        if below:
            yield from _below(below, held, path, seen, depth + 1)
        elif path:
            seen.update(id(kid) for kid in kids)
            yield _field(path, held, (node, *kids))


def _field(path: str, held: Mapping[str, Any], widgets: tuple[Any, ...]) -> _Field:
    states = tuple(str(_resolved(one["/AS"])) for one in widgets if "/AS" in one)
    name = path[path.find("record/") :] if ".record/" in path else path  # put under a parent
    return _Field(name, str(_resolved(held.get("/FT"))), _resolved(held.get("/V")),
                  _resolved(held.get("/Opt")), states)  # fmt: skip


def _items(value: Any) -> Iterator[Any]:
    value = _resolved(value)
    return iter(value) if isinstance(value, list) else iter(())


def _resolved(value: Any) -> Any:
    return value.get_object() if hasattr(value, "get_object") else value


def _string(value: Any) -> str:
    """Return a text as typed: a stream, and bytes of an unknown encoding, are read too."""
    value = _resolved(value)
    if value is None:
        return ""
    if hasattr(value, "get_data"):
        from pypdf.generic import create_string_object  # noqa: PLC0415

        value = create_string_object(value.get_data())
    if isinstance(value, bytes):
        value = value.decode("utf-8-sig", "replace")
    text = str(value).removeprefix("\ufeff")
    if text.startswith("\xef\xbb\xbf"):  # UTF-8, which PDF 2.0 knows and pypdf may not
        text = text.encode("latin-1", "replace").decode("utf-8-sig", "replace")
    return LINE_ENDS.sub("\n", LANGUAGE.sub("", text))


def _typed(fields: list[_Field]) -> dict[str, str]:
    """Return each field with its text; of a name that stands for several, what is written."""
    typed: dict[str, str] = {}
    for field in fields:
        if field.name != IDENTITY and field.kind in _VALUES:
            typed[field.name] = typed.get(field.name) or _VALUES[field.kind](field)
    return typed


def _text_of(field: _Field) -> str:
    return CUT.sub(lambda found: chr(ord(found[0]) + 0x10000), _string(field.value))


def _tick_of(field: _Field) -> str:
    """A tick is there when the field says so, or, where it says nothing, one of its boxes does."""
    said = [_string(field.value)] if field.value is not None else list(field.states)
    return TICKED if any(state.lstrip("/") not in ("", "Off") for state in said) else ""


def _choice_of(field: _Field) -> str:
    """Return what an option stands for: some programs save what it shows."""
    value = field.value
    chosen = _string(next(iter(value), None) if isinstance(value, list) else value)
    pairs = [tuple(map(_string, _items(option))) for option in _items(field.options)]
    known = [pair for pair in pairs if len(pair) == 2]  # noqa: PLR2004 - what it means, what it shows
    if chosen in {pair[0] for pair in known}:
        return chosen
    return next((pair[0] for pair in known if pair[1] == chosen), chosen)


_VALUES = {"/Tx": _text_of, "/Btn": _tick_of, "/Ch": _choice_of}


def _about(reader: PdfReader, fields: list[_Field]) -> dict[str, str]:
    """Return what the copy says about itself, in its hidden field or in its metadata."""
    carried = [_string(field.value) for field in fields if field.name == IDENTITY]
    info: Mapping[str, Any] = reader.metadata or {}
    for text in (*carried, _string(info.get(INFO))):
        try:
            told = json.loads(text) if text else None
        except ValueError:
            continue
        if isinstance(told, dict) and all(isinstance(one, str) for one in told.values()):
            return told
    return {}


def _ours(fields: list[_Field]) -> bool:
    return any(field.name.startswith("record/") for field in fields)


def _text(reader: PdfReader) -> str:
    return "\n".join(page.extract_text() for page in list(reader.pages)[:MOST_PAGES])


def _signed(reader: PdfReader) -> tuple[Problem, ...]:
    form = _resolved(reader.root_object.get("/AcroForm"))
    flags = _resolved(form.get("/SigFlags")) if isinstance(form, dict) else 0
    if not isinstance(flags, int) or not flags & 1:
        return ()
    return (
        warning(
            "returned-signed",
            "the returned copy is signed, and the signature is not checked here",
            "keep that copy: what is collected from it is not signed",
        ),
    )


def _problems(fields: list[_Field], text: str) -> Iterator[Problem]:
    values: dict[str, set[str]] = {}
    for field in fields:
        if field.kind in _VALUES:
            values.setdefault(field.name, set()).add(_VALUES[field.kind](field))
    for name, told in values.items():
        if len(told - {""}) > 1:
            yield error(
                "returned-field",
                f"the field {name} stands in the copy more than once, with different texts",
                "make both the same, or empty one of them, and save the copy again",
            )
    if not _ours(fields):
        yield error(
            "flattened",
            "the returned copy has no fields: they were flattened, as printing to a PDF does",
            "ask for the copy to be saved instead of printed"
            + ("; what can still be read of it follows" if text.strip() else ""),
        )
