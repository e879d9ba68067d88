"""Writes on a page with poppler, the engine of Evince, as `notes.py sent.pdf back.pdf`.

It is run by the system's Python, which alone has the bindings.
"""

import sys
from pathlib import Path

import gi

gi.require_version("Poppler", "0.18")
from gi.repository import Poppler  # noqa: E402 - only after its version is chosen

sent, back = (Path(name).absolute().as_uri() for name in sys.argv[1:])
document = Poppler.Document.new_from_file(sent, None)
page = document.get_page(0)


def place(top):
    made = Poppler.Rectangle()
    made.x1, made.y1, made.x2, made.y2 = 100, top - 20, 200, top
    return made


def quadrilaterals(top):
    one = Poppler.Quadrilateral()
    for corner, (x, y) in zip(
        (one.p1, one.p2, one.p3, one.p4),
        ((100, top), (200, top), (100, top - 20), (200, top - 20)), strict=True,
    ):  # fmt: skip
        corner.x, corner.y = x, y
    return [one]


note = Poppler.AnnotText.new(document, place(700))
note.set_label("Grace Osei")
note.set_contents("Well said:\nGröße 🙂")
marked = Poppler.AnnotTextMarkup.new_highlight(document, place(600), quadrilaterals(600))
marked.set_label("Grace Osei")
marked.set_contents("Could it be May?")
plain = Poppler.AnnotTextMarkup.new_strikeout(document, place(500), quadrilaterals(500))
for one in (note, marked, plain):
    page.add_annot(one)
document.save(back)
