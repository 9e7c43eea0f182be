"""Record linkage: whether two records are about one group, by what they have in common.

Everything that finds duplicates asks here: imports, submissions, `build.py new`, the rules about
all records, and the review.
"""

from collections import defaultdict
from collections.abc import Container, Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from heapq import nsmallest
from itertools import islice
from math import log

from ulo.checks.context import CheckContext
from ulo.checks.identity import (
    identity_keys,
    key_kind,
    name_keys,
    optional_words,
    page_key,
    site_keys,
)
from ulo.checks.placement import has_location, is_same_place, place_names
from ulo.checks.record_words import record_words
from ulo.core import fold, slugify
from ulo.records import file_name
from ulo.schema import Schema

# The verdicts: one group; two groups of one name, as far as we can see; perhaps one group.
SAME, SAME_NAME, SIMILAR = "same", "same-name", "similar"
# How much each kind of evidence weighs; `core.describe_evidence` puts the kinds into words. A
# number in a register belongs to one group only.
EVIDENCE_WEIGHTS = {
    "number": 5,
    "name": 4,
    "page": 4,
    "mailbox": 3,
    "phone": 3,
    "site": 2,
    "like": 2,
    "place": 1,
}
MIN_WEIGHT = 2
# Limits to comparing names word by word: the length of a name, the names of one group, and the
# groups that share a word.
MAX_NAME_LENGTH, MAX_NAMES, MAX_WORD_OWNERS = 120, 12, 20
# Of the groups that have one name, phone or mailbox, and of all that have something in common with
# one group, so many are compared: else a list of one name would take time with its square.
MAX_KEY_OWNERS, MAX_COMPARED = 20, 60
# Names are similar when they share this much of their words, where rare words count for more. In
# one place, less is enough.
MIN_NAME_SIMILARITY, MIN_NAME_SIMILARITY_NEARBY = 0.62, 0.4
# Words with the same first letters are compared letter by letter: Survivors is Survivor, Center is
# Centre.
PREFIX_LENGTH, MIN_WORD_SIMILARITY = 4, 0.8
# A site with more groups than this belongs to somebody who hosts them.
MAX_GROUPS_PER_SITE = 4
MAX_SLUG_LENGTH = 80


@dataclass(frozen=True)
class RecordMatch:
    """A record that may be about the same group, with what both have in common.

    `evidence` are keys of EVIDENCE_WEIGHTS, the heaviest first. `verdict` is SAME, SAME_NAME or
    SIMILAR. `context` is None where the file is there but cannot be read.
    """

    slug: str
    context: CheckContext | None
    evidence: tuple[str, ...]
    verdict: str

    @property
    def path(self) -> str:
        return f"orgs/{self.slug}.yml"


@dataclass(frozen=True)
class Identity:
    """Which group a new text is about.

    `matches` are the records about it: none if it is new, several if that is unclear. `candidates`
    are others that a person should look at, because they share its name, phone or mailbox. `slug`
    is that of the one match, or a free one for a new group; it is empty where the match is unclear
    or none can be made.
    """

    matches: tuple[RecordMatch, ...]
    candidates: tuple[RecordMatch, ...]
    slug: str


class RecordIndex:
    """An index of all records by what they can have in common."""

    def __init__(self, contexts: Iterable[CheckContext] = ()) -> None:
        self.contexts: dict[str, CheckContext] = {}
        self.by_key: dict[str, dict[str, None]] = defaultdict(dict)
        self.by_word: dict[str, dict[str, None]] = defaultdict(dict)
        self.by_prefix: dict[str, dict[str, None]] = defaultdict(dict)
        for context in contexts:
            self.add(context.record.slug, context)

    def add(self, slug: str, context: CheckContext) -> None:
        """Adds a record, so that later ones are compared with it, too."""
        self.contexts[slug] = context
        for key in (*identity_keys(context), *site_keys(context)):
            self.by_key[key][slug] = None
        for word in {word for name in _name_words(context) for word in name}:
            self.by_word[word][slug] = None
            self.by_prefix[word[:PREFIX_LENGTH]][slug] = None

    def find_by_name(self, name: str) -> list[str]:
        """The slugs of the first records that have this name among theirs."""
        for context in self.contexts.values():
            keys = list(name_keys(name, context.schema))
            owners = (self.by_key.get(key, {}) for key in keys)
            return sorted(slug for some in owners for slug in islice(some, MAX_KEY_OWNERS))
        return []

    def find_matches(self, context: CheckContext, similar: bool = True) -> list[RecordMatch]:
        """The records that may be about the same group, the likeliest first.

        With `similar`, similar names and shared sites count, too; that takes longer.
        """
        shared, exclusive = self._shared_evidence(context, similar), self._exclusive(context)
        slugs = set(shared)
        if similar:
            slugs |= self._similar_candidates(context)
        matches = []
        for slug in slugs:
            other, evidence = self.contexts[slug], set(shared.get(slug, ()))
            is_near = is_same_place(context, other)
            enough = MIN_NAME_SIMILARITY_NEARBY if is_near else MIN_NAME_SIMILARITY
            if "name" not in evidence and self._name_similarity(context, other) >= enough:
                evidence.add("like")
            if evidence and is_near:
                evidence.add("place")
            verdict = _verdict(context, other, evidence, evidence & exclusive.get(slug, set()))
            if verdict:
                matches.append(RecordMatch(slug, other, sort_evidence(evidence), verdict))
        return sorted(matches, key=lambda match: (-total_weight(match.evidence), match.slug))

    def _exclusive(self, context: CheckContext) -> dict[str, set[str]]:
        """The kinds of evidence that a record shares with one other only, by the slug of that one.

        What several groups have belongs to somebody who hosts them, and tells none of them apart.
        """
        exclusive: dict[str, set[str]] = defaultdict(set)
        for key in identity_keys(context):
            owners = {*islice(self.by_key.get(key, ()), 3)} - {context.record.slug}
            if len(owners) == 1:
                exclusive[owners.pop()].add(key_kind(key))
        return exclusive

    def identify(self, context: CheckContext, taken: Container[str]) -> Identity:
        """Which of these groups a new text is about. `taken` are the slugs in use."""
        found, slug = self.find_matches(context, similar=False), slugify(context.name)
        if slug in taken and slug not in self.contexts:
            found.append(RecordMatch(slug, None, ("name",), SAME))
        # A text with the name of a group and without a place cannot be told apart from it.
        decisive = (SAME,) if has_location(context) else (SAME, SAME_NAME)
        matches = tuple(match for match in found if match.verdict in decisive)
        candidates = tuple(match for match in found if match not in matches)
        if matches:
            return Identity(matches, candidates, matches[0].slug if len(matches) == 1 else "")
        return Identity((), candidates, self._free_slug(context, candidates, taken))

    def _free_slug(
        self, context: CheckContext, candidates: tuple[RecordMatch, ...], taken: Container[str]
    ) -> str:
        """The slug for a new group: its name, and its place where another has the name."""
        names = [fold(match.context.name) for match in candidates if match.context]
        slugs = _possible_slugs(context)
        for slug in slugs[1:] if fold(context.name) in names else slugs:
            is_free = slug not in taken and slug not in self.contexts
            if is_free and not list(file_name(slug, "")):
                return slug
        return ""

    def _shared_evidence(self, context: CheckContext, with_sites: bool) -> dict[str, set[str]]:
        """The kinds of evidence shared with others, by their slugs: with those that share most."""
        own, possible = context.record.slug, _possible_slugs(context)
        keys = {*identity_keys(context), *(site_keys(context) if with_sites else ())}
        shared: dict[str, set[str]] = defaultdict(set)
        for key in keys:
            kind, owners = key_kind(key), self.by_key.get(key, {})
            if kind != "site" or len(owners) <= MAX_GROUPS_PER_SITE:
                # The one in the same place is compared, however many have the name.
                same = (slug for slug in possible if slug in owners)
                for slug in (*islice(owners, MAX_KEY_OWNERS), *same):
                    shared[slug].add(kind)
        for slug in possible[:1]:
            if slug in self.contexts:
                shared[slug].add("name")
        shared.pop(own, None)
        if len(shared) > MAX_COMPARED:
            order = {slug: (-total_weight(kinds), slug) for slug, kinds in shared.items()}
            shared = {
                slug: shared[slug] for slug in nsmallest(MAX_COMPARED, order, order.__getitem__)
            }
        for kinds in shared.values():
            if "page" in kinds:
                kinds.discard("site")
        return shared

    def _similar_candidates(self, context: CheckContext) -> set[str]:
        """The records with a word in a name that starts as one of this record, if few have it."""
        prefixes = {word[:PREFIX_LENGTH] for name in _name_words(context) for word in name}
        slugs: set[str] = set()
        for prefix in prefixes:
            owners = self.by_prefix.get(prefix, {})
            if len(owners) <= MAX_WORD_OWNERS:
                slugs |= owners.keys()
        return slugs - {context.record.slug}

    def _name_similarity(self, context: CheckContext, other: CheckContext) -> float:
        """How much of two names is the same, 0 to 1, for the two names that are most similar."""
        best = 0.0
        for one in _name_words(context):
            for two in _name_words(other):
                same = {word for word in one if _has_similar_word(two, word)}
                extra = {word for word in two if not _has_similar_word(one, word)}
                if len(same) > 1 or len(one) == len(two) == 1:
                    total = self._word_weight(one) + self._word_weight(extra)
                    best = max(best, self._word_weight(same) / total)
        return best

    def _word_weight(self, words: Iterable[str]) -> float:
        """The weight of these words: each counts for less, the more groups have it."""
        return sum(1 / (1 + log(1 + len(self.by_word.get(word, ())))) for word in words)


def _possible_slugs(context: CheckContext) -> list[str]:
    """The slug of a group by its name alone, then those with a place; none without a name."""
    base = slugify(context.name)
    slugs = [base] if base else []
    for place in map(slugify, place_names(context) if base else ()):
        if place:
            start = base[: MAX_SLUG_LENGTH - 1 - len(place)].rstrip("-")
            slugs.append(f"{start}-{place}")
    return slugs


def compare(one: CheckContext, other: CheckContext) -> RecordMatch:
    """The second of two records of one name, as a match of the first."""
    evidence = {"name", *map(key_kind, {*identity_keys(one)} & {*identity_keys(other)})}
    if is_same_place(one, other):
        evidence.add("place")
    verdict = _verdict(one, other, evidence, evidence)
    return RecordMatch(other.record.slug, other, sort_evidence(evidence), verdict)


def total_weight(evidence: Iterable[str]) -> int:
    """How much all of this evidence weighs: the more, the likelier are two records one group."""
    return sum(EVIDENCE_WEIGHTS[kind] for kind in evidence)


def sort_evidence(kinds: Iterable[str]) -> tuple[str, ...]:
    """The kinds of evidence, the heaviest first."""
    return tuple(kind for kind in EVIDENCE_WEIGHTS if kind in kinds)


def _verdict(
    one: CheckContext, other: CheckContext, evidence: set[str], exclusive: set[str]
) -> str:
    """What the evidence makes of two records; empty where it is too weak.

    `exclusive` is the part of the evidence that no third record shares.
    """
    website, theirs = (
        page_key(context.text("contact", "website"), context.schema) for context in (one, other)
    )
    if "number" in evidence or {"name", "place"} <= evidence:
        return SAME
    if "page" in exclusive and website and website == theirs:
        return SAME
    # Under another name, a page, mailbox or phone may be that of a host, which small groups use.
    if {"page", "mailbox", "phone"} & exclusive and {"name", "like"} & evidence:
        return SAME
    if "name" in evidence:
        return SAME_NAME
    return SIMILAR if evidence != {"place"} and total_weight(evidence) >= MIN_WEIGHT else ""


def _name_words(context: CheckContext) -> list[frozenset[str]]:
    """The words of each name, without those that say little."""
    names = [fold(name) for name in context.names[:MAX_NAMES] if len(name) <= MAX_NAME_LENGTH]
    common = common_words(context.schema)
    return [words for name in names if (words := frozenset(name.split()) - common)]


@lru_cache(maxsize=32)
def common_words(schema: Schema) -> frozenset[str]:
    """The words of names that say little about which group it is: names may differ by them."""
    country = schema.areas.country.id.split("-")
    return record_words(schema).common_in_names | optional_words(schema) | frozenset(country)


def _has_similar_word(words: Iterable[str], word: str) -> bool:
    return any(_is_similar_word(word, other) for other in words)


def _is_similar_word(one: str, other: str) -> bool:
    if one == other or one[:PREFIX_LENGTH] != other[:PREFIX_LENGTH]:
        return one == other
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= MIN_WORD_SIMILARITY
