"""Prepare a career conversation: one answers file becomes the agenda for it.

    import agenda
    source = agenda.load("career.yaml")
    problems = agenda.check(source)
    try:
        pdf = agenda.make(source, "pdf")
    except agenda.Stop as stop:
        problems = stop.problems

Each problem is an `agenda.Problem`. The command line is built on the same functions.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from agenda.commands.library import check as check
    from agenda.commands.library import load as load
    from agenda.commands.library import make as make
    from agenda.source.problems import Problem as Problem
    from agenda.source.problems import Stop as Stop

__version__ = "0.1.0"
__all__ = ["Problem", "Stop", "__version__", "check", "load", "make"]


def __getattr__(name: str) -> Any:
    """Import what is asked for when it is asked for: `import agenda` stays light."""
    if name in {"Problem", "Stop"}:
        from agenda.source import problems

        return getattr(problems, name)
    if name in {"check", "load", "make"}:
        from agenda.commands import library

        return getattr(library, name)
    raise AttributeError(f"module 'agenda' has no attribute {name!r}")
