"""Fills a form with poppler, the engine of Evince, as `evince.py form.pdf entered.json filled.pdf`.

It is run by the system's Python, which alone has the bindings.
"""

import json
import sys
from pathlib import Path

import gi

gi.require_version("Poppler", "0.18")
from gi.repository import Poppler  # noqa: E402 - only after its version is chosen

form, entered, filled = map(Path, sys.argv[1:])
values = json.loads(entered.read_text("utf-8"))
document = Poppler.Document.new_from_file(form.absolute().as_uri(), None)
for number in range(document.get_n_pages()):
    for place in document.get_page(number).get_form_field_mapping():
        field = place.field
        value = values.get(field.get_name())
        if value is None:
            continue
        kind = field.get_field_type()
        if kind == Poppler.FormFieldType.BUTTON:
            field.button_set_state(True)
        elif kind == Poppler.FormFieldType.CHOICE:
            options = [field.choice_get_item(one) for one in range(field.choice_get_n_items())]
            field.choice_select_item(options.index(value))
        else:
            field.text_set_text(value)
document.save(filled.absolute().as_uri())
