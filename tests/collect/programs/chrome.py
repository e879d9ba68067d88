"""A form filled in as in Chrome: its viewer is pdfium, which gets the same clicks and keys here."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Mapping
from io import BytesIO
from typing import Any

import pypdfium2
from pypdfium2 import raw

VERSION = str(pypdfium2.PDFIUM_INFO.build)
NOTHING = ("FFI_Invalidate", "FFI_OutputSelectedRect", "FFI_SetCursor", "FFI_KillTimer",
           "FFI_OnChange", "FFI_SetTextFieldFocus")  # fmt: skip
Enter = Callable[[Any, Any, str], None]


def keys(form: Any, page: Any, text: str) -> None:
    """Press one key after the other; a character beyond the first 65536 comes as two."""
    units = text.replace("\n", "\r").encode("utf-16-le")
    for first, second in zip(units[::2], units[1::2], strict=True):
        assert raw.FORM_OnChar(form, page, second << 8 | first, 0), text


def paste(form: Any, page: Any, text: str) -> None:
    """Put the whole text in at once."""
    held = ctypes.create_string_buffer(f"{text}\0".encode("utf-16-le"))
    raw.FORM_ReplaceSelection(form, page, ctypes.cast(held, ctypes.POINTER(raw.FPDF_WCHAR)))


def filled(data: bytes, entered: Mapping[str, str], enter: Enter = keys) -> bytes:
    """Click into each field, enter its text, choose or tick, leave it, and save a copy."""
    document = pypdfium2.PdfDocument(data)
    try:
        document.init_forms(_viewer())
        done = [name for page in document for name in _filled(document.formenv, page, entered,
                                                              enter)]  # fmt: skip
        assert sorted(done) == sorted(entered)
        saved = BytesIO()
        document.save(saved)
    finally:
        document.close()
    return saved.getvalue()


def _viewer() -> raw.FPDF_FORMFILLINFO:
    """Return what pdfium calls when it wants something of the program around it."""
    kinds = dict(raw.FPDF_FORMFILLINFO._fields_)
    calls = {name: kinds[name](lambda *_: None) for name in NOTHING}
    timer = kinds["FFI_SetTimer"](lambda *_: 1)
    return raw.FPDF_FORMFILLINFO(version=2, FFI_SetTimer=timer, **calls)


def _filled(form: Any, page: Any, entered: Mapping[str, str], enter: Enter) -> list[str]:
    """Fill the fields of a page and return their names."""
    done = []
    raw.FORM_OnAfterLoadPage(page, form)
    for number in range(raw.FPDFPage_GetAnnotCount(page)):
        widget = raw.FPDFPage_GetAnnot(page, number)
        name = _told(raw.FPDFAnnot_GetFormFieldName, form, widget)
        if name in entered:
            _fill(form, page, widget, entered[name], enter)
            done.append(name)
        raw.FPDFPage_CloseAnnot(widget)
    raw.FORM_OnBeforeClosePage(page, form)
    return done


def _fill(form: Any, page: Any, widget: Any, text: str, enter: Enter) -> None:
    _click(form, page, widget)
    kind = raw.FPDFAnnot_GetFormFieldType(form, widget)
    if kind == raw.FPDF_FORMFIELD_COMBOBOX:
        options = range(raw.FPDFAnnot_GetOptionCount(form, widget))
        shown = [_told(raw.FPDFAnnot_GetOptionLabel, form, widget, one) for one in options]
        assert raw.FORM_SetIndexSelected(form, page, shown.index(text), True)
    elif kind == raw.FPDF_FORMFIELD_TEXTFIELD:
        raw.FORM_SelectAllText(form, page)
        enter(form, page, text)
    assert raw.FORM_ForceToKillFocus(form)


def _click(form: Any, page: Any, widget: Any) -> None:
    box = raw.FS_RECTF()
    assert raw.FPDFAnnot_GetRect(widget, box)
    place = ((box.left + box.right) / 2, (box.top + box.bottom) / 2)
    raw.FORM_OnMouseMove(form, page, 0, *place)
    assert raw.FORM_OnLButtonDown(form, page, 0, *place)
    raw.FORM_OnLButtonUp(form, page, 0, *place)


def _told(ask: Callable[..., int], *about: Any) -> str:
    """Return a text that pdfium writes into a buffer, after it was asked for its length."""
    size = ask(*about, None, 0)
    buffer = (raw.FPDF_WCHAR * (size // 2 + 1))()
    ask(*about, buffer, size)
    return bytes(buffer)[:size].decode("utf-16-le").rstrip("\0")
