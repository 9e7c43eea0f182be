"""What only a person can judge: the questions that a reviewer should ask about a record.

A question is asked only about what was touched, so that a small change has few. Each function is
named for its subject, and its docstring says why it asks.
"""

from collections.abc import Callable, Iterable

from ulo.checks.safety import RecordChange
from ulo.maintain.review import evidence_prompts, safety_prompts
from ulo.maintain.review.record_review import Message

# The gravest first.
PROMPTS: tuple[Callable[[RecordChange], Iterable[Message]], ...] = (
    safety_prompts.ask_safety,
    evidence_prompts.ask_closure,
    evidence_prompts.ask_self_answered,
    evidence_prompts.ask_new_name,
    evidence_prompts.ask_fields_removed,
    evidence_prompts.ask_who_leads,
    evidence_prompts.ask_evidence,
    evidence_prompts.ask_freshness,
)


def find_prompts(change: RecordChange) -> list[Message]:
    """All questions about a record, the gravest first."""
    return [message for prompt in PROMPTS for message in prompt(change)]
