"""Questions that keep people safe: asked about a change, whichever way it comes.

Only a person can answer them, so they are no rules: nobody could mend a record until `check` is
content. Every way in asks them, in words for whoever sends something; `review` asks them in words
for whoever decides.

    first_names    first names by which a person is recognised
    record_change  a record before and after
    question       one question, as a Problem in the words for those who send something
    home           where a home may be shown, or a door that somebody must not find
    people         persons, private numbers, and links that lead astray
"""

from collections.abc import Callable, Iterator

from ulo.checks.safety import home, people
from ulo.checks.safety.first_names import first_names
from ulo.checks.safety.question import SafetyQuestion
from ulo.checks.safety.record_change import RecordChange, get_value

__all__ = [
    "ASKERS",
    "RecordChange",
    "SafetyQuestion",
    "find_questions",
    "first_names",
    "get_value",
]

# The gravest first.
ASKERS: tuple[Callable[[RecordChange], Iterator[SafetyQuestion]], ...] = (
    home.ask_home_address,
    home.ask_exact_place_at_risk,
    people.ask_person_named,
    people.ask_contact_without_source,
    people.ask_taken_over,
)


def find_questions(change: RecordChange) -> list[SafetyQuestion]:
    """All questions about a change, the gravest first. Only what was touched is asked about."""
    return [question for ask in ASKERS for question in ask(change)]
