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

from ulo.checks.contact import PHONE_FIELDS, same_page
from ulo.checks.context import Case
from ulo.checks.evidence import site
from ulo.checks.whereabouts import is_placed, place_names, same_place
from ulo.core import fold, slugify
from ulo.records import file_name

# What follows from what two records share: one group; two groups of one name, as far as we can see;
# perhaps one group.
SAME, SAME_NAME, SIMILAR = "same", "same-name", "similar"
# The registers whose numbers a record may give, as org-id.guide calls them.
SCHEMES = ("GB-CHC", "GB-SC", "GB-NIC", "GB-COH", "GB-MPR")
# How much each thing in common says, as `problems.EVIDENCE` words it. A number in a register
# belongs to one group only.
WEIGHTS = {
    "number": 5, "name": 4, "page": 4, "mailbox": 3, "phone": 3, "site": 2, "like": 2, "place": 1,
}
LEAST = 2
# What may be added to a name, or left off, without making it another one.
SMALL_WORDS = frozenset("the ltd limited cic cio".split())
# Words that say little about which group it is; names that differ by more than these are different.
COMMON_WORDS = SMALL_WORDS | frozenset(
    "of and for in uk group organisation association network forum".split())
# Initials and short words belong to many groups.
SHORTEST_NAME = 5
# Of two names that are compared word by word: how long they may be, how many names of a group are
# looked at, and how few groups share a word that is looked for.
LONGEST, MOST_NAMES, RARE = 120, 12, 20
# Names are alike when this share of their words is the same, rare words counting more; in one
# place, less is enough.
ALIKE, ALIKE_HERE = 0.62, 0.4
# Words that begin alike are compared letter by letter: Survivor and Survivors, Centre and Center.
BEGINNING, SPELT_ALIKE = 4, 0.8
# A site with more groups on it than this is somebody's who gives room to many.
ROOM = 4
# Pages that stand for a whole site. Any other page may be one of many on the site of somebody else.
FRONT_PAGES = re.compile(r"/(home|index|about|about-us|contact|contact-us|en|cy)(\.\w+)?")
LONGEST_SLUG = 80


@dataclass(frozen=True)
class Match:
    """A record that may be about the same group: what both share, and what follows from it.

    `evidence` are keys of WEIGHTS, `verdict` is SAME, SAME_NAME or SIMILAR. `case` is None where
    the file is there but cannot be read.
    """

    slug: str
    case: Case | None
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

    there: tuple[Match, ...]
    asked: tuple[Match, ...]
    slug: str


class Index:
    """All records by what they can have in common, made once."""

    def __init__(self, cases: Iterable[Case] = ()) -> None:
        self.cases: dict[str, Case] = {}
        self.things: dict[str, dict[str, None]] = defaultdict(dict)
        self.words: dict[str, dict[str, None]] = defaultdict(dict)
        self.beginnings: dict[str, dict[str, None]] = defaultdict(dict)
        for case in cases:
            self.add(case.record.slug, case)

    def add(self, slug: str, case: Case) -> None:
        self.cases[slug] = case
        for thing in (*known_by(case), *_sites(case)):
            self.things[thing][slug] = None
        for word in {word for name in _names(case) for word in name}:
            self.words[word][slug] = None
            self.beginnings[word[:BEGINNING]][slug] = None

    def named(self, name: str) -> list[str]:
        """The slugs of the records that have this name among theirs."""
        return sorted(slug for thing in _name(name) for slug in self.things.get(thing, ()))

    def matches(self, case: Case, similar: bool = True) -> list[Match]:
        """The records that may be about the same group, the likeliest first.

        Names that are only alike, and sites that are shared, are looked for if `similar` ones are
        wanted; that takes longer.
        """
        shared, sole = self._shared(case, similar), set()
        for thing in known_by(case):
            owners = self.things.get(thing, {}).keys() - {case.record.slug}
            # What several groups have is somebody's who hosts them, and tells none of them apart.
            sole |= {(slug, _kind(thing)) for slug in owners if len(owners) == 1}
        found = []
        for slug in self._nearby(case) | shared.keys() if similar else shared:
            kinds, other = shared.get(slug, set()), self.cases[slug]
            here = same_place(case, other)
            enough = ALIKE_HERE if here else ALIKE
            if "name" not in kinds and self._likeness(case, other) >= enough:
                kinds = kinds | {"like"}
            if kinds and here:
                kinds = kinds | {"place"}
            own = {kind for kind in kinds if (slug, kind) in sole}
            if verdict := _verdict(case, other, kinds, own):
                found.append(Match(slug, other, in_order(kinds), verdict))
        return sorted(found, key=lambda match: (-weight(match.evidence), match.slug))

    def identify(self, case: Case, taken: Container[str]) -> Identity:
        """Which of these groups a new text is about. `taken` are file names that are in use."""
        found, slug = self.matches(case, similar=False), slugify(case.name)
        if slug in taken and slug not in self.cases:
            found.append(Match(slug, None, ("name",), SAME))
        # What has the name of another, and says of no place, cannot be told apart from it.
        decided = (SAME,) if is_placed(case) else (SAME, SAME_NAME)
        there = tuple(match for match in found if match.verdict in decided)
        asked = tuple(match for match in found if match not in there)
        if there:
            return Identity(there, asked, there[0].slug if len(there) == 1 else "")
        return Identity((), asked, self._free_slug(case, asked, taken))

    def _free_slug(self, case: Case, asked: tuple[Match, ...], taken: Container[str]) -> str:
        """The file name for a new group: its name, and its place where another has the name."""
        plain = slugify(case.name)
        shared = any(match.case and fold(match.case.name) == fold(case.name) for match in asked)
        ways = [] if shared else [plain]
        for place in filter(None, map(slugify, place_names(case))):
            ways.append(f"{plain[:LONGEST_SLUG - 1 - len(place)].rstrip('-')}-{place}")
        free = (way for way in ways if way not in taken and way not in self.cases)
        return next((way for way in free if plain and not list(file_name(way, ""))), "")

    def _shared(self, case: Case, sites: bool) -> dict[str, set[str]]:
        """The kinds of things that a record has in common with each other one."""
        own, found = case.record.slug, defaultdict(set)
        for thing in {*known_by(case), *(_sites(case) if sites else ())}:
            owners = self.things.get(thing, {})
            if _kind(thing) != "site" or len(owners) <= ROOM:
                for slug in owners.keys() - {own}:
                    found[slug].add(_kind(thing))
        if (slug := slugify(case.name)) in self.cases and slug != own:
            found[slug].add("name")
        for kinds in found.values():
            kinds -= {"site"} if "page" in kinds else set()
        return found

    def _nearby(self, case: Case) -> set[str]:
        """The records with a word in a name that begins as one of this record, if few have it."""
        beginnings = {word[:BEGINNING] for name in _names(case) for word in name}
        found = (self.beginnings.get(beginning, {}) for beginning in beginnings)
        return set().union(*(slugs for slugs in found if len(slugs) <= RARE)) - {case.record.slug}

    def _likeness(self, case: Case, other: Case) -> float:
        """How much of two names is the same, 0 to 1; a word counts less the more groups have it."""
        owners = lambda word: len(self.words.get(word, ()))
        weigh = lambda words: sum(1 / (1 + log(1 + owners(word))) for word in words)
        best = 0.0
        for one in _names(case):
            for two in _names(other):
                same = {word for word in one if any(_spelt_alike(word, second) for second in two)}
                only = {word for word in two if not any(_spelt_alike(word, first) for first in one)}
                if len(same) > 1 or len(one) == len(two) == 1:
                    best = max(best, weigh(same) / (weigh(one) + weigh(only)))
        return best


# --- What two records have in common ------------------------------------------------------------

def known_by(case: Case) -> Iterator[str]:
    """What the group is known by, each thing in one form however it is written."""
    for name in (*case.names, *(case.text("names", code) for code in ("cy", "gd", "ga"))):
        yield from _name(name)
    for address in (case.text("contact", "website"), *case.list("contact", "social")):
        if page := _page(address):
            yield f"page {page}"
    if email := case.text("contact", "email"):
        yield f"mailbox {email.lower()}"
    for field in PHONE_FIELDS:
        number = re.sub(r"^\s*(\+|00)44(\s*\(0\))?", "0", case.text("contact", field))
        if digits := re.sub(r"\D", "", number):
            yield f"phone {digits}"
    for scheme in SCHEMES:
        number = case.text("identifiers", scheme)
        if re.search("[1-9]", number):  # "none" and "n/a" are nobody's
            yield f"{scheme} {number}"


def compared(one: Case, other: Case) -> Match:
    """The second of two records of one name, as it matches the first."""
    kinds = {"name", *map(_kind, {*known_by(one)} & {*known_by(other)})}
    kinds |= {"place"} if same_place(one, other) else set()
    return Match(other.record.slug, other, in_order(kinds), _verdict(one, other, kinds, kinds))


def weight(evidence: Iterable[str]) -> int:
    return sum(WEIGHTS[kind] for kind in evidence)


def in_order(kinds: Iterable[str]) -> tuple[str, ...]:
    """What says most comes first."""
    return tuple(kind for kind in WEIGHTS if kind in kinds)


def _verdict(one: Case, other: Case, kinds: set[str], own: set[str]) -> str:
    """What follows from what two records share; `own` is the part of it that no third one has."""
    website = _page(one.text("contact", "website"))
    if "number" in kinds or {"name", "place"} <= kinds:
        return SAME
    if "page" in own and website and website == _page(other.text("contact", "website")):
        return SAME
    # A group without means is reached at its host's, under another name.
    if {"page", "mailbox", "phone"} & own and {"name", "like"} & kinds:
        return SAME
    if "name" in kinds:
        return SAME_NAME
    return SIMILAR if kinds != {"place"} and weight(kinds) >= LEAST else ""


def _kind(thing: str) -> str:
    kind = thing.partition(" ")[0]
    return "number" if kind.startswith("GB-") else kind


def _name(name: str) -> Iterator[str]:
    words = [word for word in fold(name).split() if word not in SMALL_WORDS]
    if len("".join(words)) >= SHORTEST_NAME:
        yield f"name {' '.join(words)}"


def _page(address: str) -> str:
    page = same_page(address) if address else ""
    host, slash, path = page.partition("/")
    return host if FRONT_PAGES.fullmatch(slash + path) else page


def _sites(case: Case) -> list[str]:
    there = site(case.text("contact", "website"))
    return [f"site {there}"] if there else []


def _names(case: Case) -> list[frozenset[str]]:
    """The words of each name, but for those that say little."""
    first = islice(case.names, MOST_NAMES)
    names = (fold(name) for name in first if len(name) <= LONGEST)
    return [words for name in names if (words := frozenset(name.split()) - COMMON_WORDS)]


def _spelt_alike(one: str, other: str) -> bool:
    if one == other or one[:BEGINNING] != other[:BEGINNING]:
        return one == other
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= SPELT_ALIKE
