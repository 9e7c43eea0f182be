"""Other records that may be about the same group, and why: more than the checks find, ranked, and few."""

from collections import defaultdict
from collections.abc import Iterable
from difflib import SequenceMatcher
from math import log
from urllib.parse import urlsplit

from ulo.checks.case import Case
from ulo.checks.together import COMMON_WORDS, LONGEST, RARE
from ulo.checks.withdrawn import known_by
from ulo.review.telling import Sentence, say
from ulo.schema import fold

# How much each thing in common says, and how it is told. A number in a register belongs to one group only.
REASONS = {
    "number": (5, "the same registered number"), "name": (4, "the same name"), "page": (4, "the same web page"), "mailbox": (3, "the same mailbox"),
    "phone": (3, "the same phone number"), "site": (2, "pages on the same site"), "like": (2, "a similar name"), "place": (1, "the same place"),
}
MOST, LEAST = 5, 2
# Names are alike when this share of their words is the same, rare words counting more; in the same place, less is enough.
ALIKE, ALIKE_HERE = 0.62, 0.4
# Words that begin alike are compared letter by letter: Survivor and Survivors, Centre and Center.
BEGINNING, SPELT_ALIKE = 4, 0.8
# A site with more groups on it than this is somebody's who gives room to many.
ROOM = 4


class Index:
    """All records by what they can have in common, made once."""

    def __init__(self, cases: Iterable[Case]) -> None:
        self.cases = {case.record.slug: case for case in cases}
        self.things: dict[str, set[str]] = defaultdict(set)
        self.words: dict[str, set[str]] = defaultdict(set)
        self.beginnings: dict[str, set[str]] = defaultdict(set)
        for slug, case in self.cases.items():
            for thing in (*known_by(case), *_sites(case)):
                self.things[thing].add(slug)
            for word in {word for name in _names(case) for word in name}:
                self.words[word].add(slug)
                self.beginnings[word[:BEGINNING]].add(slug)

    def twins(self, case: Case, before: Case | None) -> list[Sentence]:
        """The records most likely to be the same group. Of one that was there before, only what is new."""
        known = self._reasons(before, case.record.slug) if before else {}
        found = self._reasons(case, case.record.slug)
        weigh = lambda reasons: sum(REASONS[reason][0] for reason in reasons)
        fresh = {slug: reasons for slug, reasons in found.items() if weigh(reasons) >= LEAST and not reasons <= known.get(slug, set()) and reasons != {"place"}}
        ranked = sorted(fresh, key=lambda slug: (-weigh(fresh[slug]), slug))[:MOST]
        return [say(f"{{name}} in {{path}} has {_joined(REASONS[reason][1] for reason in REASONS if reason in fresh[slug])}.",
                    name=self.cases[slug].text("name"), path=self.cases[slug].record.path) for slug in ranked]

    def _reasons(self, case: Case, own: str) -> dict[str, set[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for thing in {*known_by(case), *_sites(case)}:
            owners = self.things.get(thing, set())
            kind = thing.partition(" ")[0]
            if kind == "site" and len(owners) > ROOM:
                continue
            for slug in owners - {own}:
                found[slug].add("number" if kind.startswith("GB-") else kind)
        beginnings = [self.beginnings.get(word[:BEGINNING], set()) for name in _names(case) for word in name]
        for slug in set().union(found, *(slugs for slugs in beginnings if len(slugs) <= RARE)) - {own}:
            here = bool(_places(case) & _places(self.cases[slug]))
            if "name" not in found[slug] and self._likeness(case, self.cases[slug]) >= (ALIKE_HERE if here else ALIKE):
                found[slug].add("like")
            if found[slug] and here:
                found[slug].add("place")
        return {slug: reasons - ({"site"} if "page" in reasons else set()) for slug, reasons in found.items() if reasons}

    def _likeness(self, case: Case, other: Case) -> float:
        """How much of two names is the same, from 0 to 1; a word counts less the more groups have it."""
        weight = lambda words: sum(1 / (1 + log(1 + len(self.words.get(word, ())))) for word in words)
        best = 0.0
        for one in _names(case):
            for two in _names(other):
                same = {word for word in one if word in two or any(_spelt_alike(word, second) for second in two)}
                only = {second for second in two if not any(second == word or _spelt_alike(word, second) for word in one)}
                if len(same) > 1 or len(one) == len(two) == 1:
                    best = max(best, weight(same) / (weight(one) + weight(only)))
        return best


def host(address: str) -> str:
    """The name of the site, without www; empty where there is none."""
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _sites(case: Case) -> list[str]:
    site = host(case.text("contact", "website"))
    return [f"site {site}"] if site else []


def _names(case: Case) -> list[frozenset[str]]:
    """The words of each name, but for those that say little."""
    names = (fold(name) for name in (case.text("name"), *case.list("also_known_as")) if len(name) <= LONGEST)
    return [words for name in names if (words := frozenset(name.split()) - COMMON_WORDS)]


def _spelt_alike(one: str, other: str) -> bool:
    return one[:BEGINNING] == other[:BEGINNING] and SequenceMatcher(None, one, other, autojunk=False).ratio() >= SPELT_ALIKE


def _places(case: Case) -> set[str]:
    return {place for place in (fold(case.text("based_in", "town")), case.text("based_in", "area"), *case.list("area", "serves")) if place}


def _joined(reasons: Iterable[str]) -> str:
    *first, last = reasons
    return f"{', '.join(first)} and {last}" if first else last
