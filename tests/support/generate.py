"""Writes any number of fictional records, the same each time, on any machine.

They are like the true ones in what a build takes time for: how long texts are, how many records
have a field and how long lists are, how groups are spread over places, and how seldom two have one
name. tests/benchmarks/likeness.py shows both side by side.

Run: python tests/support/generate.py 10000 FOLDER
"""

import random
import sys
from bisect import bisect
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import accumulate
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import made_up_words as words
from ulo import schema
from ulo.core import slugify
from ulo.geography import Gazetteer
from ulo.records import formatting
from ulo.schema import RecordData, Schema

T = TypeVar("T")
# Groups begin before the first of these years; the years of their pages and works lie between.
FIRST, LATEST = 2008, 2026
# What is common in the true records, by their number in a hundred or thousand.
REACHES = {"local": 61, "uk-wide": 20, "national": 10, "regional": 8, "international": 1}
BASES = {
    "self-described": 73, "board-majority": 13, "membership-controlled": 10, "constitution": 4,
}  # fmt: skip
LEGAL_FORMS = {"community-interest-company": 4, "registered-charity": 3, "charitable-company": 2}
ACTIVITY_COUNTS = {1: 8, 2: 23, 3: 26, 4: 20, 5: 13, 6: 5, 7: 3, 8: 1, 10: 1}
SOURCE_COUNTS = {1: 12, 2: 25, 3: 27, 4: 19, 5: 9, 6: 5, 7: 2, 9: 1}
SOURCE_YEARS = {year: 2 if year < 2017 else 9 for year in range(FIRST, LATEST + 1)}
# An open group with no newer source than this is asked about.
OLD = 2018
LONGEST_SUMMARY = 230
DAYS = ("2026-11-14", "2026-11-21")
SUPPORTABLE = """
    also_known_as activities area based_in access work identifiers legal_form founded networks
    closed
""".split()
# The first number of a register that no true record has.
FIRST_CHARITY, FIRST_COMPANY = 6_000_000, 60_000_000
CODES = [
    *(f"01{city} 496 0" for city in (13, 14, 16, 17, 18, 21, 31, 41, 51, 61)),
    "020 7946 0", "028 9649 6", "029 2018 0", "01632 960",
]  # fmt: skip
# A prime number, so that steps of this length come to each town and each name.
STRIDE = 7919


class _Town(NamedTuple):
    name: str
    council: str
    title: str


class _Choices(NamedTuple):
    """What can be chosen from a schema; the weights add up as they go."""

    towns: Sequence[_Town]
    town_weights: Sequence[float]
    phrases: Mapping[str, str]
    vocabularies: Mapping[str, Mapping[str, float]]


class _Dice:
    """Chance that is the same for every Python: only `random()` is promised to stay as it is."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed).random

    def below(self, limit: int) -> int:
        return int(self.random() * limit)

    def between(self, least: int, most: int) -> int:
        return least + self.below(most - least + 1)

    def happens(self, share: float) -> bool:
        return self.random() < share

    def one(self, choices: Sequence[T]) -> T:
        return choices[self.below(len(choices))]

    def weighted(self, choices: Mapping[T, float]) -> T:
        sums = list(accumulate(choices.values()))
        return list(choices)[bisect(sums, self.random() * sums[-1])]

    def some(self, choices: Mapping[T, float], count: int) -> list[T]:
        """So many different ones, or all that there are."""
        left = dict(choices)
        chosen: list[T] = []
        while left and len(chosen) < count:
            chosen.append(self.weighted(left))
            del left[chosen[-1]]
        return chosen


class _Pages:
    """The sources of a record: its own pages and those of others."""

    def __init__(self, dice: _Dice, site: str, town: _Town, count: int) -> None:
        self._dice = dice
        own = dice.some(dict.fromkeys(words.OWN_PAGES, 1), len(words.OWN_PAGES)) if site else []
        headlines = dice.some(dict.fromkeys(words.HEADLINES, 1), count)
        self.sources: list[dict[str, Any]] = []
        for headline in headlines:
            year = dice.weighted(SOURCE_YEARS)
            if own and (not self.sources or dice.happens(0.5)):
                title, path = own.pop()
                url = f"{site}/{path}"
            else:
                publisher = dice.one(words.PUBLISHERS).format(council=town.title)
                title = f"{publisher}: {headline}"
                url = f"https://{slugify(publisher)}.example.com/{year}/{slugify(headline)}"
            source = {"url": url, "title": title}
            if dice.happens(0.58):
                source |= {"title": f"{title} ({year})", "year": str(year)}
            self.sources.append(source)

    def any(self) -> str:
        return str(self._dice.one(self.sources)["url"])

    @property
    def newest(self) -> int:
        return max((int(source.get("year", 0)) for source in self.sources), default=0)

    def support(self, fields: Sequence[str]) -> None:
        """Says what each source shows: each field by one of them, some by more."""
        shown: list[set[str]] = [{"name", "user_led"}, *({"checked"} for _ in self.sources[1:])]
        for field in fields:
            self._dice.one(shown).add(field)
        for fields_of_source in shown:
            if self._dice.happens(0.5):
                fields_of_source.add(self._dice.one(fields))
        for source, names in zip(self.sources, shown, strict=True):
            source["supports"] = sorted(names - {"checked"}) or ["checked"]


def record(number: int, loaded: Schema) -> tuple[str, RecordData]:
    """The slug and the data of one fictional group; no other number has its name."""
    dice, choices = _Dice(number), _choices(loaded)
    name, town = _name_and_town(number, dice, choices)
    slug = slugify(name)
    initials = "".join(word[0] for word in name.split())
    site = f"https://{initials.lower()}{number}.example.org" if dice.happens(0.62) else ""
    pages = _Pages(dice, site, town, dice.weighted(SOURCE_COUNTS))
    led_by = dice.some(choices.vocabularies["community"], dice.weighted({1: 85, 2: 12, 3: 3}))
    people = " and ".join(choices.phrases[term] for term in led_by)
    reach = dice.weighted(REACHES)
    end = dice.between(2013, LATEST) if dice.happens(0.07) else None
    data: RecordData = {
        "name": name,
        "also_known_as": _other_names(dice, f"{initials}{number}", name, town),
        "summary": _summary(dice, people, town.name if reach == "local" else ""),
        "user_led": _user_led(dice, led_by, people, bool(site), pages),
        "for": led_by + _more_people(dice, led_by, choices),
        "activities": dice.some(choices.vocabularies["activity"], dice.weighted(ACTIVITY_COUNTS)),
        "area": _area(dice, reach, town, loaded),
        "based_in": {"town": town.name, "area": town.council} if dice.happens(0.58) else None,
        "contact": _contact(number, dice, site),
        "access": _access(dice, choices, pages) if dice.happens(0.06) else None,
        "meetings": _meetings(dice, choices, pages, town) if dice.happens(0.02) else None,
        "first_visit": _first_visit(dice, choices, pages) if dice.happens(0.01) else None,
        "work": _works(dice, town, choices, pages, end or LATEST) if dice.happens(0.59) else None,
        "identifiers": _identifiers(number, dice),
        "legal_form": dice.weighted(LEGAL_FORMS) if dice.happens(0.11) else None,
        "founded": str(dice.between(1975, FIRST)) if dice.happens(0.52) else None,
        "networks": _networks(dice) if dice.happens(0.11) else None,
        "closed": {"year": str(end), "source": pages.any()} if end else None,
    }
    data = {field: value for field, value in data.items() if value}
    pages.support(_supported(data))
    checked: dict[str, object] = {"on": dice.one(DAYS), "by": "public-sources"}
    if 0 < pages.newest < OLD and "closed" not in data:
        checked["answered"] = ["old-evidence"]
    return slug, data | {"added": DAYS[0], "checked": checked, "sources": pages.sources}


@lru_cache(maxsize=1)
def _choices(loaded: Schema) -> _Choices:
    by_name = {}
    # The largest town of a name comes last, and stays.
    for place in sorted(Gazetteer(loaded).places, key=lambda place: place.population):
        if place.name not in words.FIRST_WORDS:
            by_name[place.name] = place
    towns = sorted(by_name.values(), key=lambda place: (place.council, place.name))
    return _Choices(
        [_Town(place.name, place.council, loaded.areas[place.council].title) for place in towns],
        list(accumulate(place.population + 300 for place in towns)),
        {term.id: term.phrase for term in loaded.vocabularies["community"].terms.values()},
        # As everywhere, few terms are common and most are rare.
        {
            name: {term: 1 / (1 + position) for position, term in enumerate(vocabulary.terms)}
            for name, vocabulary in loaded.vocabularies.items()
        },
    )


def _name_and_town(number: int, dice: _Dice, choices: _Choices) -> tuple[str, _Town]:
    """A name that no other number has, and the town of the group.

    Of twenty numbers, eleven are named after a town. Each town comes once before any comes twice,
    then with another subject.
    """
    score, rest = divmod(number, 20)
    if rest < 11:
        cycle, position = divmod(score * 11 + rest, len(choices.towns))
        town = choices.towns[position * STRIDE % len(choices.towns)]
        subject = words.SUBJECTS[(cycle + position) % len(words.SUBJECTS)]
        name = f"{town.name} {subject} {dice.one(words.LAST_WORDS)}"
        return name, town
    parts = (words.FIRST_WORDS, words.SUBJECTS, words.LAST_WORDS)
    position = (score * 9 + rest - 11) * STRIDE
    chosen = []
    for part in parts:
        position, index = divmod(position, len(part))
        chosen.append(part[index])
    weights = choices.town_weights
    return " ".join(chosen), choices.towns[bisect(weights, dice.random() * weights[-1])]


def _other_names(dice: _Dice, short: str, name: str, town: _Town) -> list[str]:
    if not dice.happens(0.7):
        return []
    return [short, f"{short}, once {name} in {town.name}"] if dice.happens(0.4) else [short]


def _summary(dice: _Dice, people: str, place: str) -> str:
    first, second, third = dice.some(dict.fromkeys(words.DOINGS, 1), 3)
    start = people[0].upper() + people[1:] + (f" in {place}" if place else "")
    also = f" and {third}" if dice.happens(0.35) else ""
    summary = f"{start} who {first}. They {second}{also}."
    return summary if len(summary) <= LONGEST_SUMMARY else f"{start} who {first}."


def _user_led(
    dice: _Dice, led_by: list[str], people: str, has_site: bool, pages: _Pages
) -> dict[str, object]:
    evidence = dice.one(words.EVIDENCE).format(people=people)
    if dice.happens(0.75):
        evidence += f" {dice.one(words.MORE_EVIDENCE)}"
    data = {
        "led_by": led_by,
        "basis": dice.weighted(BASES) if has_site else "listed-by-network",
        "board_share": str(dice.one((51, 60, 75, 100))) if dice.happens(0.06) else "",
        "evidence": evidence,
        "source": pages.sources[0]["url"],
    }
    return {field: value for field, value in data.items() if value}


def _more_people(dice: _Dice, led_by: list[str], choices: _Choices) -> list[str]:
    if not dice.happens(0.24):
        return []
    others = dice.some(choices.vocabularies["community"], dice.between(1, 3))
    return [term for term in others if term not in led_by]


def _area(dice: _Dice, reach: str, town: _Town, loaded: Schema) -> dict[str, object]:
    above = _wider_areas(town.council, loaded)
    if reach == "regional" and len(above) == 1:
        # A nation without regions.
        reach = "national"
    if reach == "local":
        others = _councils_beside(town.council, loaded) if dice.happens(0.15) else ()
        serves = [town.council, *([dice.one(others)] if others else ())]
        return {"reach": reach, "serves": serves}
    if reach in ("regional", "national"):
        return {"reach": reach, "serves": [above[0 if reach == "regional" else -1]]}
    return {"reach": reach}


@lru_cache(maxsize=1_000)
def _wider_areas(council: str, loaded: Schema) -> list[str]:
    """The region that a council lies in, if it has one, and its nation."""
    areas = []
    area = loaded.areas[council]
    while area.parent and loaded.areas[area.parent].kind != "country":
        areas.append(area.parent)
        area = loaded.areas[area.parent]
    return areas


@lru_cache(maxsize=1_000)
def _councils_beside(council: str, loaded: Schema) -> list[str]:
    parent = loaded.areas[council].parent
    return [
        area.id
        for area in loaded.areas.terms.values()
        if area.kind == "council" and area.parent == parent and area.id != council
    ]


def _contact(number: int, dice: _Dice, site: str) -> dict[str, object]:
    contact: dict[str, object] = {}
    if site:
        contact["website"] = site
        if dice.happens(0.05):
            contact["email"] = f"info@{site.removeprefix('https://')}"
    # Numbers that Ofcom keeps free for films.
    each, rest = divmod(number, 25)
    code = CODES[each // 1_000 % len(CODES)]
    if rest == 7:
        contact["phone"] = f"{code}{each % 1_000:03}"
    return contact


def _access(dice: _Dice, choices: _Choices, pages: _Pages) -> list[dict[str, str]]:
    facts = []
    for term in dice.some(choices.vocabularies["access"], dice.between(1, 3)):
        fact = {"is": term}
        if dice.happens(0.9):
            fact["detail"] = dice.one(words.ACCESS_DETAILS)
        facts.append(fact | {"source": pages.any()})
    return facts


def _meetings(
    dice: _Dice, choices: _Choices, pages: _Pages, town: _Town
) -> list[dict[str, object]]:
    meetings = []
    for what in dice.some(dict.fromkeys(words.MEETINGS, 1), dice.weighted({1: 80, 2: 20})):
        [every] = dice.some(choices.vocabularies["frequency"], 1)
        days = dice.some(choices.vocabularies["day"], 1)
        meetings.append(
            {
                "what": what,
                "every": every,
                "day": days,
                "starts": dice.one(("10:30", "14:00", "19:00")),
                "place": f"{town.name} Library",
                "on": dice.one(("2026-10-01", "2023-05-02")),
                "source": pages.any(),
            }
        )
    return meetings


def _first_visit(dice: _Dice, choices: _Choices, pages: _Pages) -> dict[str, object]:
    [join] = dice.some(choices.vocabularies["join"], 1)
    [cost] = dice.some(choices.vocabularies["cost"], 1)
    visit = {"join": join, "cost": cost, "on": dice.one(("2026-10-01", "2023-05-02"))}
    return visit | {"source": pages.any()}


def _works(
    dice: _Dice, town: _Town, choices: _Choices, pages: _Pages, latest: int
) -> list[dict[str, object]]:
    works = []
    for _ in range(dice.weighted({1: 63, 2: 25, 3: 9, 4: 3})):
        ending = dice.one(words.WORK_ENDINGS)
        what = dice.one(words.WORKS).format(count=dice.between(3, 60))
        work: dict[str, object] = {"what": f"{what}. {ending}".strip()}
        if dice.happens(0.87):
            work["with"] = dice.one(words.PARTNERS).format(council=town.title)
        work["kind"] = dice.some(choices.vocabularies["kind"], dice.weighted({1: 93, 2: 7}))
        work["stage"] = dice.weighted({"review": 45, "development": 36, "delivery": 19})
        if dice.happens(0.65):
            work["year"] = str(dice.between(FIRST, latest))
        if dice.happens(0.09):
            work["changed"] = dice.one(words.CHANGES).format(count=dice.between(2, 9))
        works.append(work | {"source": pages.any()})
    return works


def _identifiers(number: int, dice: _Dice) -> dict[str, str]:
    identifiers = {}
    if dice.happens(0.06):
        identifiers["GB-CHC"] = str(FIRST_CHARITY + number)
    if dice.happens(0.03):
        identifiers["GB-COH"] = str(FIRST_COMPANY + number)
    return identifiers


def _networks(dice: _Dice) -> list[str]:
    return dice.some(dict.fromkeys(words.NETWORKS, 1), dice.weighted({1: 85, 2: 15}))


def _supported(data: RecordData) -> list[str]:
    """The names of the fields of a record, as `supports` of a source has them."""
    contact = data.get("contact")
    fields = [field for field in SUPPORTABLE if field in data]
    return fields + [f"contact.{field}" for field in (contact if isinstance(contact, dict) else ())]


def minimal_record(**fields: object) -> RecordData:
    """The least that the record of a group must say, with these fields besides."""
    return {
        "name": "Example",
        "summary": "People who meet each week.",
        "for": ["carers"],
        "activities": ["peer-support"],
        "user_led": {
            "led_by": ["carers"],
            "basis": "constitution",
            "evidence": "Its rules say so.",
            "source": "https://example.org",
        },
        "added": "2026-01-31",
        "checked": {"on": "2026-01-31", "by": "public-sources"},
        "sources": [{"url": "https://example.org", "title": "About"}],
        **fields,
    }


def write(count: int, folder: Path, loaded: Schema) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(1, count + 1):
        slug, data = record(number, loaded)
        (folder / f"{slug}.yml").write_text(formatting.dump(data, loaded), "utf-8")


if __name__ == "__main__":
    write(int(sys.argv[1]), Path(sys.argv[2]), schema.load(Path(__file__).resolve().parents[2]))
