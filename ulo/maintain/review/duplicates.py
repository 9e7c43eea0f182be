"""Other records that may be about the same group, and why: more than the checks find, but few."""

from ulo.checks import SAME_NAME, CheckContext, RecordIndex, RecordMatch, main_place_name
from ulo.core import describe_evidence
from ulo.maintain.review.report import Message, make_message

MAX_DUPLICATES = 5


def find_duplicates(
    index: RecordIndex, case: CheckContext, before: CheckContext | None
) -> list[Message]:
    """The likeliest records about the same group; of one that was there, only what is new."""
    known = (
        {match.slug: {*match.evidence} for match in index.find_matches(before)} if before else {}
    )
    found = index.find_matches(case)
    fresh = [match for match in found if not {*match.evidence} <= known.get(match.slug, set())]
    return [_describe_match(match, case) for match in fresh[:MAX_DUPLICATES]]


def _describe_match(match: RecordMatch, case: CheckContext) -> Message:
    facts = {"name": match.context.name, "path": match.path}
    shared = f"{{name}} in {{path}} has {describe_evidence(match.evidence)}"
    if match.verdict == SAME_NAME and main_place_name(case) and main_place_name(match.context):
        facts |= {"there": main_place_name(match.context), "here": main_place_name(case)}
        return make_message(
            f"{shared}, but is in {{there}}, not in {{here}}. Are they two groups?", **facts
        )
    return make_message(f"{shared}.", **facts)
