"""Says at the end how much was drawn, and what it cost at most."""

from __future__ import annotations

import pytest


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for report in terminalreporter.stats.get("passed", ()):
        for name, text in report.user_properties:
            if name == "fuzz":
                terminalreporter.write_line(text)
