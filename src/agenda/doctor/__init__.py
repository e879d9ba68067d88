"""`agenda doctor`: what is installed and found, and what mends what is missing."""

from __future__ import annotations

import platform
from collections.abc import Iterator
from dataclasses import dataclass, field

from agenda.doctor import answers, configuration, programs
from agenda.doctor.finding import Finding, System, here
from agenda.outputs.outcome import Exit
from agenda.resources import Resources


@dataclass(frozen=True, slots=True)
class Examination:
    """What the command line asks for, and the system to name commands for."""

    file: str | None = None
    resources: Resources = field(default_factory=Resources)
    smtp: bool = False
    system: System = field(default_factory=here)


@dataclass(frozen=True, slots=True)
class Examined:
    """What there is, thing by thing; the highest of their codes is the run's."""

    head: str
    findings: tuple[Finding, ...]

    @property
    def code(self) -> Exit:
        """What the run ends with."""
        return Exit(max(finding.code for finding in self.findings))


def doctor(asked: Examination) -> Examined:
    """Return what is found. No connection is opened unless the mail server is asked for."""
    head = f"Python {platform.python_version()}, {asked.system.name}"
    return Examined(head, tuple(_findings(asked)))


def _findings(asked: Examination) -> Iterator[Finding]:
    system, resources = asked.system, asked.resources
    yield from programs.of_pdf(system)
    yield programs.of_package("Word", "python-docx", "docx", system)
    yield programs.of_package("calendar", "icalendar", "icalendar", system)
    yield configuration.of_templates(resources, system)
    if asked.file is None:
        yield answers.of_faces(system, answers.family(None, resources))
    else:
        yield from answers.of_answers(asked.file, resources, system)
    yield configuration.of_settings(asked.file)
    yield configuration.of_keyring(system)
    yield configuration.of_mail(smtp=asked.smtp)
