"""Other records that may be about the same group, and why: more than the checks find, but few."""

from ulo.checks import SAME_NAME, CheckContext, RecordIndex, RecordMatch, main_place_name
from ulo.core import describe_evidence
from ulo.maintain.review.record_review import Message, make_message

MAX_DUPLICATES = 5


def find_duplicates(
    index: RecordIndex, context: CheckContext, before: CheckContext | None
) -> list[Message]:
    """The likeliest records about the same group; of a record that existed, only new matches."""
    known: dict[str, set[str]] = {}
    if before:
        known = {match.slug: {*match.evidence} for match in index.find_matches(before)}
    fresh = [
        match
        for match in index.find_matches(context)
        if not {*match.evidence} <= known.get(match.slug, set())
    ]
    return [_describe_match(match, context) for match in fresh[:MAX_DUPLICATES]]


def _describe_match(match: RecordMatch, context: CheckContext) -> Message:
    other = match.context
    assert other is not None, "only `identify` adds matches without a readable record"
    values = {"name": other.name, "path": match.path}
    terms = {"evidence": describe_evidence(match.evidence)}
    here, there = main_place_name(context), main_place_name(other)
    if match.verdict == SAME_NAME and here and there:
        return make_message("review.duplicate.elsewhere", terms, **values, here=here, there=there)
    return make_message("review.duplicate.same", terms, **values)
