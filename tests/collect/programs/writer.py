"""Writes beside the fields with LibreOffice Writer, as `writer.py soffice sent.docx back.docx`.

It is run by the system's Python, which alone has the bindings. The profile is a new one, of a
user who is called Grace Osei.
"""

import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException
from com.sun.star.text.ControlCharacter import PARAGRAPH_BREAK

PERSON = "".join(
    '<item oor:path="/org.openoffice.UserProfile/Data">'
    f'<prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
    for name, value in (("givenname", "Grace"), ("sn", "Osei"))
)
REGISTRY = f"""<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">{PERSON}</oor:items>"""
FILTER = PropertyValue(Name="FilterName", Value="MS Word 2007 XML")
PATIENCE = 60


def main(soffice, sent, back):
    with tempfile.TemporaryDirectory() as folder:
        (user := Path(folder, "user")).mkdir()
        (user / "registrymodifications.xcu").write_text(REGISTRY, "utf-8")
        pipe = f"pipe,name=agenda-{os.getpid()};urp;"
        office = subprocess.Popen(
            [
                soffice,
                "--headless",
                "--norestore",
                f"--accept={pipe}",
                f"-env:UserInstallation={Path(folder).as_uri()}",
            ],
            start_new_session=True,
        )
        try:
            services = connect(f"uno:{pipe}StarOffice.ServiceManager")
            write(services.createInstance("com.sun.star.text.TextDocument"), sent, back)
        finally:
            os.killpg(office.pid, signal.SIGTERM)


def connect(url):
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext(
        "com.sun.star.bridge.UnoUrlResolver", local
    )
    until = time.monotonic() + PATIENCE
    while True:
        try:
            there = resolver.resolve(url)
        except NoConnectException:
            if time.monotonic() > until:
                raise
            time.sleep(0.2)
            continue
        return there


def write(document, sent, back):
    """Track the change of a value, edit a line and add another, and comment on a goal.

    It is written into the document alone: its window has files that a server's LibreOffice lacks.
    """
    document.load((told("URL", Path(sent).absolute().as_uri()), FILTER))
    document.RecordChanges = True
    found(document, "craft").String = "craft and care"
    document.RecordChanges = False
    found(document, "2027").String = "2027, if we can"
    hint = found(document, "and what helped?")
    hint.Text.insertControlCharacter(hint.End, PARAGRAPH_BREAK, False)
    hint.Text.insertString(hint.End, "A mentor of mine 🙂", False)
    note = document.createInstance("com.sun.star.text.textfield.Annotation")
    note.Author, note.Content = "Grace Osei", "Could it be Größe in May?"
    note.DateTimeValue = uno.createUnoStruct(
        "com.sun.star.util.DateTime", Year=2026, Month=12, Day=1
    )
    place = found(document, "spring capacity")
    place.Text.insertTextContent(place, note, True)
    document.storeToURL(Path(back).absolute().as_uri(), (FILTER,))
    document.close(True)


def found(document, words):
    """Return the first place that says these words, in a paragraph of the body."""
    parts = document.Text.createEnumeration()
    while True:
        part = parts.nextElement()
        before, said, _ = getattr(part, "String", "").partition(words)
        if said:
            place = part.Text.createTextCursorByRange(part.Start)
            place.goRight(len(before), False)
            place.goRight(len(said), True)
            return place


def told(name, value):
    return PropertyValue(Name=name, Value=value)


main(*sys.argv[1:])
