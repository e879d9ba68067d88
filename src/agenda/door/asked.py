"""What a request says, or that it says nothing that the page would."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from starlette.requests import Request

from agenda.kinds import KINDS
from agenda.names import Document, For
from agenda.wish import Wish


class Refused(Exception):  # noqa: N818 - it is no error of the program
    """A request that the page itself does not make."""


def shown(request: Request) -> bool:
    """Whether notes are shown on the page that asks."""
    return request.query_params.get("notes") == "1"


async def body(request: Request) -> dict[str, Any]:
    """Return what the page sends. Raises Refused for anything else."""
    try:
        told = json.loads(await request.body())
    except (ValueError, RecursionError):
        raise Refused from None
    if not isinstance(told, dict):
        raise Refused
    return told


def text(told: dict[str, Any], key: str) -> str:
    """Return a text that the page sends; '' where it sends none. Raises Refused."""
    found = told.get(key, "")
    if not isinstance(found, str):
        raise Refused
    return found


def copy(kind: str, reader: str, *, shown: bool) -> tuple[Document, For]:
    """Return the document that is asked for, and its reader. Raises Refused where there is none."""
    copies = KINDS[kind].copies if kind in KINDS and KINDS[kind].of_one else {}
    found = next((one for one in copies if one == reader), None)
    if found is None or (Wish(now=datetime.min, audience=found).private and not shown):
        raise Refused
    return KINDS[kind].name, found
