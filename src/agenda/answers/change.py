"""Changes of an answers file as somebody makes them in a form: a field, an entry, its place.

Each is the smallest edit that says it. A short form stays short as long as it can say all.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter

from agenda.answers.audience import shared
from agenda.answers.gaps import GAP
from agenda.answers.shape import Model, fields, model_in, wanted_at
from agenda.language.reading import Reading
from agenda.source import Mapping, Scalar, Sequence, Source
from agenda.source.edit import append, put
from agenda.source.nodes import Entry, Node, Plain, at, plain, steps
from agenda.source.problems import Span, Steps

NOWHERE = Span(0, 0)


def spelled_out(model: Model | None, node: Node | None, reading: Reading) -> Node | None:
    """Return a short form as the map that it stands for; anything else as it is."""
    if not (model and model.short and isinstance(node, Scalar) and not node.blank):
        return node
    said = _said(model, node.text, reading)
    entries = (Entry(Scalar(key, NOWHERE), Scalar(text, NOWHERE)) for key, text in said.items())
    return Mapping(tuple(entries), node.span)


def value_at(tree: Mapping, path: Steps, reading: Reading) -> str:
    """Return the text at a path, as if every short form were written out; '' where none is."""
    node: Node | None = tree
    for length, step in enumerate(path):
        node = spelled_out(model_in(wanted_at(path[:length])), node, reading)
        node = dict(steps(node)).get(step) if node is not None else None
    return said(node)


def said(node: Node | None) -> str:
    """Return a text; '' where there is none, or a gap that is still to be filled in."""
    filled = isinstance(node, Scalar) and not node.blank and node.text.strip() != GAP
    return node.text if isinstance(node, Scalar) and filled else ""


def write(source: Source, path: Steps, text: str, reading: Reading) -> Source:
    """Return the file with this text in a field. Raises Stop where that cannot be written."""
    if value_at(source.tree, path, reading) == text:
        return source
    above, key = path[:-1], path[-1]
    model, node = model_in(wanted_at(above)), at(source.tree, above)
    if isinstance(key, str) and model and isinstance(node, Scalar) and not node.blank:
        fields_said = _said(model, node.text, reading) | {key: text}
        wanted = {name: told for name, told in fields_said.items() if told}
        return put(source, above, _shortly(model, wanted, reading) if wanted else "")
    nothing = node is None or (isinstance(node, Scalar) and node.blank)
    if model and nothing and text and key == model.short:
        return put(_opened(source, above, reading), above, _shortly(model, {key: text}, reading))
    return put(_opened(source, path, reading), path, text)


def add(source: Source, path: Steps, text: str, reading: Reading) -> Source:
    """Return the file with one more entry in a list, in its short form where there is one."""
    model = model_in(wanted_at(path))
    value: Plain = text
    if model:
        first = model.short or next(iter(name for name in fields(model) if name != "private"))
        value = _shortly(model, {first: text}, reading)
    return append(_opened(source, path, reading), path, value)


def marks(node: Node | None, path: Steps) -> list[str]:
    """Return what each entry of a list is recognised by when the list has changed elsewhere.

    Nothing private counts: where notes are hidden the page knows an entry without them.
    """
    if not isinstance(node, Sequence):
        return []
    model, seen = model_in(wanted_at(path)), Counter[str]()
    keys = tuple(step for step in path if isinstance(step, str))
    found = []
    for item in node.items:
        called = _called(shared(item, keys), model)
        seen[called] += 1
        told = f"{called}\0{seen[called]}".encode()
        found.append(hashlib.sha256(told).hexdigest()[:12])
    return found


def _called(item: Node, model: Model | None) -> str:
    names = ("id", model.short) if model and model.short else ("id",)
    nodes = [at(item, (name,)) for name in names] if isinstance(item, Mapping) else [item]
    texts = [node.text for node in nodes if isinstance(node, Scalar) and not node.blank]
    return texts[0] if texts else json.dumps(plain(item))


def _said(model: Model, text: str, reading: Reading) -> dict[str, str]:
    dated = reading.until(text) if model.dated else None
    if dated:
        return {model.short: dated[0], model.dated: dated[1]}
    return {model.short: text}


def _shortly(model: Model, wanted: dict[str, str], reading: Reading) -> Plain:
    """Return the fields as the text that says exactly them, else as the map."""
    if not (model.short and set(wanted) <= {model.short, model.dated} and wanted.get(model.short)):
        return dict(wanted)
    text = wanted[model.short]
    if day := wanted.get(model.dated):
        text = f"{text} {reading.until_words[0]} {day}"
    colon = text.partition(":")[0] in fields(model)
    return text if _said(model, text, reading) == wanted and not colon else dict(wanted)


def _opened(source: Source, path: Steps, reading: Reading) -> Source:
    """Write out each short form on the way to a path, so that more can stand beside it."""
    for length in range(1, len(path)):
        model, node = model_in(wanted_at(path[:length])), at(source.tree, path[:length])
        if model and model.short and isinstance(node, Scalar) and not node.blank:
            told: dict[str, Plain] = dict(_said(model, node.text, reading))
            source = put(source, path[:length], told)
    return source
