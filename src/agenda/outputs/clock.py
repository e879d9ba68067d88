"""The one place that looks at the clock."""

from __future__ import annotations

import os
from datetime import UTC, datetime

from agenda.source.problems import Stop, error


def now() -> datetime:
    """Return the time here, or that of SOURCE_DATE_EPOCH in UTC, which makes builds repeatable.

    A meeting without a time zone is on the clock of whoever runs the command.

    See https://reproducible-builds.org/specs/source-date-epoch/. Raises Stop when
    the variable is no number of seconds.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if not epoch:
        return datetime.now().astimezone().replace(microsecond=0)
    try:
        return datetime.fromtimestamp(int(epoch), UTC)
    except (ValueError, OverflowError, OSError):
        raise Stop(
            error(
                "usage",
                f"SOURCE_DATE_EPOCH is '{epoch}', not a number of seconds",
                "set it to seconds since 1970, or unset it",
            )
        ) from None
