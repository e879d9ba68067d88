"""The typed answers file: its models, their checks, and their JSON schema."""

from agenda.model.answers.faults import Validated, validate
from agenda.model.answers.root import Answers, SharedAnswers

__all__ = ["Answers", "SharedAnswers", "Validated", "validate"]
