"""Whether two records are about one group: what groups are known by, and what it proves to share.

Every door asks here: both imports, what strangers send, `build.py new`, the rules about all
records, and the review.
"""

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import islice
from math import log

from ulo.checks.contact import PHONE_FIELDS, normalise_url
from ulo.checks.context import CheckContext
from ulo.checks.evidence import url_host
from ulo.checks.placement import has_location, is_same_place, place_names
from ulo.core import fold, slugify
from ulo.records import file_name

# What follows from what two records share: one group; two groups of one name, as far as we can see;
# perhaps one group.
SAME, SAME_NAME, SIMILAR = "same", "same-name", "similar"
# The registers whose numbers a record may give, as org-id.guide calls them.
IDENTIFIER_SCHEMES = ("GB-CHC", "GB-SC", "GB-NIC", "GB-COH", "GB-MPR")
# How much each thing in common says, as `problems.EVIDENCE` words it. A number in a register
# belongs to one group only.
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
# What may be added to a name, or left off, without making it another one.
STOP_WORDS = frozenset("the ltd limited cic cio".split())
# Words that say little about which group it is; names that differ by more than these are different.
COMMON_WORDS = STOP_WORDS | frozenset(
    "of and for in uk group organisation association network forum".split()
)
# Initials and short words belong to many groups.
MIN_NAME_LENGTH = 5
# Of two names that are compared word by word: how long they may be, how many names of a group are
# looked at, and how few groups share a word that is looked for.
MAX_NAME_LENGTH, MAX_NAMES, MAX_WORD_OWNERS = 120, 12, 20
# Names are alike when this share of their words is the same, rare words counting more; in one
# place, less is enough.
MIN_NAME_SIMILARITY, MIN_NAME_SIMILARITY_NEARBY = 0.62, 0.4
# Words that begin alike are compared letter by letter: Survivor and Survivors, Centre and Center.
PREFIX_LENGTH, MIN_WORD_SIMILARITY = 4, 0.8
# A site with more groups on it than this is somebody's who gives room to many.
MAX_GROUPS_PER_SITE = 4
# Pages that stand for a whole site. Any other page may be one of many on the site of somebody else.
FRONT_PAGES = re.compile(r"/(home|index|about|about-us|contact|contact-us|en|cy)(\.\w+)?")
MAX_SLUG_LENGTH = 80


@dataclass(frozen=True)
class RecordMatch:
    """A record that may be about the same group: what both share, and what follows from it.

    `evidence` are keys of WEIGHTS, `verdict` is SAME, SAME_NAME or SIMILAR. `case` is None where
    the file is there but cannot be read.
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
    """Which group somebody tells of.

    `there` are the records that are about it: none if it is new, several if that is unclear.
    `asked` are others that a person should look at, because they share its name, phone or mailbox.
    `slug` is the file name of the one that is there, or a free one for a new group; it is empty
    where that is unclear or none can be made.
    """

    matches: tuple[RecordMatch, ...]
    candidates: tuple[RecordMatch, ...]
    slug: str


class RecordIndex:
    """All records by what they can have in common, made once."""

    def __init__(self, contexts: Iterable[CheckContext] = ()) -> None:
        self.contexts: dict[str, CheckContext] = {}
        self.by_key: dict[str, dict[str, None]] = defaultdict(dict)
        self.by_word: dict[str, dict[str, None]] = defaultdict(dict)
        self.by_prefix: dict[str, dict[str, None]] = defaultdict(dict)
        for context in contexts:
            self.add(context.record.slug, context)

    def add(self, slug: str, context: CheckContext) -> None:
        self.contexts[slug] = context
        for thing in (*identity_keys(context), *_site_keys(context)):
            self.by_key[thing][slug] = None
        for word in {word for name in _name_words(context) for word in name}:
            self.by_word[word][slug] = None
            self.by_prefix[word[:PREFIX_LENGTH]][slug] = None

    def find_by_name(self, name: str) -> list[str]:
        """The slugs of the records that have this name among theirs."""
        return sorted(slug for thing in _name_keys(name) for slug in self.by_key.get(thing, ()))

    def find_matches(self, context: CheckContext, similar: bool = True) -> list[RecordMatch]:
        """The records that may be about the same group, the likeliest first.

        Names that are only alike, and sites that are shared, are looked for if `similar` ones are
        wanted; that takes longer.
        """
        shared, sole = self._shared_evidence(context, similar), set()
        for thing in identity_keys(context):
            owners = self.by_key.get(thing, {}).keys() - {context.record.slug}
            # What several groups have is somebody's who hosts them, and tells none of them apart.
            sole |= {(slug, _key_kind(thing)) for slug in owners if len(owners) == 1}
        found = []
        for slug in self._similar_candidates(context) | shared.keys() if similar else shared:
            kinds, other = shared.get(slug, set()), self.contexts[slug]
            here = is_same_place(context, other)
            enough = MIN_NAME_SIMILARITY_NEARBY if here else MIN_NAME_SIMILARITY
            if "name" not in kinds and self._name_similarity(context, other) >= enough:
                kinds = kinds | {"like"}
            if kinds and here:
                kinds = kinds | {"place"}
            own = {kind for kind in kinds if (slug, kind) in sole}
            if verdict := _verdict(context, other, kinds, own):
                found.append(RecordMatch(slug, other, sort_evidence(kinds), verdict))
        return sorted(found, key=lambda match: (-total_weight(match.evidence), match.slug))

    def identify(self, context: CheckContext, taken: Container[str]) -> Identity:
        """Which of these groups a new text is about. `taken` are file names that are in use."""
        found, slug = self.find_matches(context, similar=False), slugify(context.name)
        if slug in taken and slug not in self.contexts:
            found.append(RecordMatch(slug, None, ("name",), SAME))
        # What has the name of another, and says of no place, cannot be told apart from it.
        decided = (SAME,) if has_location(context) else (SAME, SAME_NAME)
        there = tuple(match for match in found if match.verdict in decided)
        asked = tuple(match for match in found if match not in there)
        if there:
            return Identity(there, asked, there[0].slug if len(there) == 1 else "")
        return Identity((), asked, self._free_slug(context, asked, taken))

    def _free_slug(
        self, context: CheckContext, asked: tuple[RecordMatch, ...], taken: Container[str]
    ) -> str:
        """The file name for a new group: its name, and its place where another has the name."""
        plain = slugify(context.name)
        shared = any(
            match.context and fold(match.context.name) == fold(context.name) for match in asked
        )
        ways = [] if shared else [plain]
        for place in filter(None, map(slugify, place_names(context))):
            ways.append(f"{plain[: MAX_SLUG_LENGTH - 1 - len(place)].rstrip('-')}-{place}")
        free = (way for way in ways if way not in taken and way not in self.contexts)
        return next((way for way in free if plain and not list(file_name(way, ""))), "")

    def _shared_evidence(self, context: CheckContext, sites: bool) -> dict[str, set[str]]:
        """The kinds of things that a record has in common with each other one."""
        own, found = context.record.slug, defaultdict(set)
        for thing in {*identity_keys(context), *(_site_keys(context) if sites else ())}:
            owners = self.by_key.get(thing, {})
            if _key_kind(thing) != "site" or len(owners) <= MAX_GROUPS_PER_SITE:
                for slug in owners.keys() - {own}:
                    found[slug].add(_key_kind(thing))
        if (slug := slugify(context.name)) in self.contexts and slug != own:
            found[slug].add("name")
        for kinds in found.values():
            kinds -= {"site"} if "page" in kinds else set()
        return found

    def _similar_candidates(self, context: CheckContext) -> set[str]:
        """The records with a word in a name that begins as one of this record, if few have it."""
        beginnings = {word[:PREFIX_LENGTH] for name in _name_words(context) for word in name}
        found = (self.by_prefix.get(beginning, {}) for beginning in beginnings)
        return set().union(*(slugs for slugs in found if len(slugs) <= MAX_WORD_OWNERS)) - {
            context.record.slug
        }

    def _name_similarity(self, context: CheckContext, other: CheckContext) -> float:
        """How much of two names is the same, 0 to 1; a word counts less the more groups have it."""
        owners = lambda word: len(self.by_word.get(word, ()))
        weigh = lambda words: sum(1 / (1 + log(1 + owners(word))) for word in words)
        best = 0.0
        for one in _name_words(context):
            for two in _name_words(other):
                same = {
                    word for word in one if any(_is_spelt_alike(word, second) for second in two)
                }
                only = {
                    word for word in two if not any(_is_spelt_alike(word, first) for first in one)
                }
                if len(same) > 1 or len(one) == len(two) == 1:
                    best = max(best, weigh(same) / (weigh(one) + weigh(only)))
        return best


# --- What two records have in common ------------------------------------------------------------


def identity_keys(context: CheckContext) -> Iterator[str]:
    """What the group is known by, each thing in one form however it is written."""
    for name in (*context.names, *(context.text("names", code) for code in ("cy", "gd", "ga"))):
        yield from _name_keys(name)
    for address in (context.text("contact", "website"), *context.texts("contact", "social")):
        if page := _page_key(address):
            yield f"page {page}"
    if email := context.text("contact", "email"):
        yield f"mailbox {email.lower()}"
    for field in PHONE_FIELDS:
        number = re.sub(r"^\s*(\+|00)44(\s*\(0\))?", "0", context.text("contact", field))
        if digits := re.sub(r"\D", "", number):
            yield f"phone {digits}"
    for scheme in IDENTIFIER_SCHEMES:
        number = context.text("identifiers", scheme)
        if re.search("[1-9]", number):  # "none" and "n/a" are nobody's
            yield f"{scheme} {number}"


def compare(one: CheckContext, other: CheckContext) -> RecordMatch:
    """The second of two records of one name, as it matches the first."""
    kinds = {"name", *map(_key_kind, {*identity_keys(one)} & {*identity_keys(other)})}
    kinds |= {"place"} if is_same_place(one, other) else set()
    return RecordMatch(
        other.record.slug, other, sort_evidence(kinds), _verdict(one, other, kinds, kinds)
    )


def total_weight(evidence: Iterable[str]) -> int:
    return sum(EVIDENCE_WEIGHTS[kind] for kind in evidence)


def sort_evidence(kinds: Iterable[str]) -> tuple[str, ...]:
    """What says most comes first."""
    return tuple(kind for kind in EVIDENCE_WEIGHTS if kind in kinds)


def _verdict(one: CheckContext, other: CheckContext, kinds: set[str], own: set[str]) -> str:
    """What follows from what two records share; `own` is the part of it that no third one has."""
    website = _page_key(one.text("contact", "website"))
    if "number" in kinds or {"name", "place"} <= kinds:
        return SAME
    if "page" in own and website and website == _page_key(other.text("contact", "website")):
        return SAME
    # A group without means is reached at its host's, under another name.
    if {"page", "mailbox", "phone"} & own and {"name", "like"} & kinds:
        return SAME
    if "name" in kinds:
        return SAME_NAME
    return SIMILAR if kinds != {"place"} and total_weight(kinds) >= MIN_WEIGHT else ""


def _key_kind(thing: str) -> str:
    kind = thing.partition(" ")[0]
    return "number" if kind.startswith("GB-") else kind


def _name_keys(name: str) -> Iterator[str]:
    words = [word for word in fold(name).split() if word not in STOP_WORDS]
    if len("".join(words)) >= MIN_NAME_LENGTH:
        yield f"name {' '.join(words)}"


def _page_key(address: str) -> str:
    page = normalise_url(address) if address else ""
    host, slash, path = page.partition("/")
    return host if FRONT_PAGES.fullmatch(slash + path) else page


def _site_keys(context: CheckContext) -> list[str]:
    there = url_host(context.text("contact", "website"))
    return [f"site {there}"] if there else []


def _name_words(context: CheckContext) -> list[frozenset[str]]:
    """The words of each name, but for those that say little."""
    first = islice(context.names, MAX_NAMES)
    names = (fold(name) for name in first if len(name) <= MAX_NAME_LENGTH)
    return [words for name in names if (words := frozenset(name.split()) - COMMON_WORDS)]


def _is_spelt_alike(one: str, other: str) -> bool:
    if one == other or one[:PREFIX_LENGTH] != other[:PREFIX_LENGTH]:
        return one == other
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= MIN_WORD_SIMILARITY
