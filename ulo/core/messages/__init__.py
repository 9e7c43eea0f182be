"""Every sentence that a contributor reads when something is wrong with a record.

`MESSAGES` has, for each rule, what is wrong and what to do next. The key is the id of the rule, or
the id with the variant of its message: `not-in-list`, `not-in-list.near`. The names in braces are
the facts that `make_problem` fills in.
"""

from collections.abc import Iterable

from ulo.core.messages import content, directory, record_files, visits

MESSAGES: dict[str, tuple[str, str]] = {
    **record_files.MESSAGES,
    **content.MESSAGES,
    **directory.MESSAGES,
    **visits.MESSAGES,
}

# What two records may have in common, by the kind of evidence that they are about one group.
EVIDENCE_PHRASES = {
    "number": "the same registered number",
    "name": "the same name",
    "page": "the same web page",
    "mailbox": "the same email address",
    "phone": "the same phone number",
    "site": "pages on the same site",
    "like": "a similar name",
    "place": "the same place",
}


def describe_evidence(kinds: Iterable[str]) -> str:
    """What two records have in common, in words; `kinds` are keys of EVIDENCE_PHRASES."""
    *first, last = (EVIDENCE_PHRASES[kind] for kind in kinds)
    return f"{', '.join(first)} and {last}" if first else last
