"""The questions that keep people safe (ulo/checks/safety), in words for whoever decides."""

from ulo.checks.safety import RecordChange, SafetyQuestion, find_questions
from ulo.maintain.review.record_review import Message, make_message

REGISTER_HINT = " A register is its source: small groups register at the home of a trustee."
NO_OFFICE = "Nothing in the address says that it is an office: {address}. Is it a home?"
LOOK_AT_BOTH = "Look at both. Does the old one, or a network's page, say that it is the same group?"
# By the id of the question. What is in square brackets is ours, what is in braces is quoted.
TEMPLATES = {
    "home": (
        "The address has {word} in it: {address}. Is it somebody's home? Then only the town stays."
    ),
    "no-office": NO_OFFICE,
    "registered-address": NO_OFFICE + REGISTER_HINT,
    "address-source": (
        "No source says that it shows where the group is based. Where is the address from?"
    ),
    "door": (
        "This group is for [people], and the record shows where its door is ([fields]). "
        "Does the group itself show that on its own page? "
        "If you are not sure, keep only the town or the district."
    ),
    "personal-page": "{address} looks like the page of one person. Is it the group's own?",
    "person": (
        'In "[field]": is {name} a person? '
        "Records name no one, apart from the authors of published works."
    ),
    "contact-source": (
        "[field]: no source says that it shows this. Is it on a public page of the group?"
    ),
    "moved": "The [what] moves from {old} to {new}. " + LOOK_AT_BOTH,
    "moved-astray": (
        "The [what] moves from {old} to {new}. "
        "The new one has no word of the group's name. " + LOOK_AT_BOTH
    ),
}


def ask_safety(change: RecordChange) -> list[Message]:
    """What could harm somebody comes before all else."""
    return [_word(question) for question in find_questions(change)]


def _word(question: SafetyQuestion) -> Message:
    template = TEMPLATES[question.id]
    for name, term in question.terms.items():
        template = template.replace(f"[{name}]", term)
    return make_message(template, **question.values)
