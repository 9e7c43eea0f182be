"""Other records that may be about the same group, and why: more than the checks find, but few."""

from ulo.checks import SAME_NAME, Case, Index, Match, where
from ulo.core import in_common
from ulo.maintain.review.telling import Sentence, say

MOST = 5


def twins(index: Index, case: Case, before: Case | None) -> list[Sentence]:
    """The likeliest records about the same group; of one that was there, only what is new."""
    known = {match.slug: {*match.evidence} for match in index.matches(before)} if before else {}
    found = index.matches(case)
    fresh = [match for match in found if not {*match.evidence} <= known.get(match.slug, set())]
    return [_told(match, case) for match in fresh[:MOST]]


def _told(match: Match, case: Case) -> Sentence:
    facts = {"name": match.case.name, "path": match.path}
    shared = f"{{name}} in {{path}} has {in_common(match.evidence)}"
    if match.verdict == SAME_NAME and where(case) and where(match.case):
        facts |= {"there": where(match.case), "here": where(case)}
        return say(f"{shared}, but is in {{there}}, not in {{here}}. Are they two groups?", **facts)
    return say(f"{shared}.", **facts)
