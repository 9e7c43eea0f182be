"""The questions that keep people safe (ulo/checks/safety), in words for whoever decides."""

from ulo.checks.safety import RecordChange, find_questions
from ulo.maintain.review.record_review import Message, make_message


def ask_safety(change: RecordChange) -> list[Message]:
    """What could harm somebody comes before all else."""
    return [
        make_message(f"review.safety.{question.id}", question.terms, **question.values)
        for question in find_questions(change)
    ]
