"""The typed answers file: its models, their checks, and their JSON schema."""

from agenda.answers.faults import Validated, validate
from agenda.answers.root import Answers, SharedAnswers

__all__ = ["Answers", "SharedAnswers", "Validated", "validate"]
