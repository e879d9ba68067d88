"""The names that a user types for kinds of documents, formats and readers. Nothing to import.

`agenda.kinds` and `agenda.formats` say what each of them is.
"""

from typing import Literal, get_args

Document = Literal["exercise", "ask", "agenda", "guide", "record", "checkin", "progress", "actions"]
Format = Literal["pdf", "docx", "html", "md"]
For = Literal["manager", "me"]

SENT: tuple[Document, ...] = ("agenda", "guide", "record", "checkin")
"""The kinds that can be attached to an e-mail."""
FORMATS: tuple[Format, ...] = get_args(Format)
READERS: tuple[For, ...] = get_args(For)
