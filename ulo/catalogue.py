"""Everything that is derived from all records, once: order, counts, relations, and how fresh each record is."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from heapq import nsmallest

from ulo.checks.whereabouts import EVERYWHERE, named
from ulo.geography import Found, Gazetteer, Offline, locate
from ulo.guides import Guide
from ulo.model import Freshness, Organisation, Resource, Word, freshness
from ulo.schema import Area, Schema, Term, fold

# How many related groups a page names, and how many neighbours in each list are looked at for them. The second
# keeps the work linear: a community of 4,000 groups does not make 4,000 comparisons for each.
RELATED = 5
WINDOW = 20
# Something that two groups can share: the kind of it (area, region, community, activity) and its id.
Trait = tuple[str, str]


@dataclass(frozen=True)
class Instance:
    """What differs between one site made with this project and the next. Empty means: not set, leave it out."""

    name: str
    address: str = ""
    repository: str = ""
    contact: str = ""
    licence_holder: str = ""
    post: str = ""
    paper: str = ""


@dataclass(frozen=True)
class Relation:
    """Another group to look at, and what the two have in common: ids of areas, their regions, communities, activities."""

    organisation: Organisation
    areas: tuple[str, ...]
    regions: tuple[str, ...]
    communities: tuple[str, ...]
    activities: tuple[str, ...]


class Catalogue:
    """All organisations in the order of their names, with the vocabularies, the words and the day of the build; and what is
    in the library, in the order of titles and words."""

    def __init__(self, organisations: Iterable[Organisation], schema: Schema, instance: Instance, today: date, resources: Iterable[Resource] = (),
                 explained: Iterable[Word] = ()) -> None:
        self.organisations = sorted(organisations, key=lambda o: (sort_key(o.name), o.slug))
        self.resources = sorted(resources, key=lambda r: (sort_key(r.title), r.slug))
        self.explained = sorted(explained, key=lambda word: (sort_key(word.term), word.slug))
        self.schema, self.instance, self.today = schema, instance, today
        self.by_slug = {o.slug: o for o in self.organisations}
        # Only the shell can draw the guides of docs/: `site` puts them here before anything is written.
        self.guides: tuple[Guide, ...] = ()

    @property
    def words(self) -> dict:
        return self.schema.words

    @property
    def communities(self) -> dict[str, Term]:
        return self.schema.vocabularies["community"].terms

    @property
    def activities(self) -> dict[str, Term]:
        return self.schema.vocabularies["activity"].terms

    @property
    def areas(self) -> dict[str, Area]:
        return self.schema.areas.terms

    def term(self, vocabulary: str, term_id: str) -> Term:
        return self.schema.vocabularies[vocabulary][term_id]

    @cached_property
    def titles(self) -> dict[str, str]:
        """What each group is called in lists, links and titles of pages: its name, and its place where another has the name."""
        sharing = Counter(fold(o.name) for o in self.organisations)
        return {o.slug: f"{o.name} ({place})" if sharing[fold(o.name)] > 1 and (place := self._place(o)) else o.name for o in self.organisations}

    def _place(self, o: Organisation) -> str:
        return next(iter(named(o.based_in.town, (o.based_in.area, *o.area.serves), o.area.reach, self.areas)), "")

    @cached_property
    def freshness(self) -> dict[str, Freshness]:
        return {o.slug: freshness(o, self.today) for o in self.organisations}

    @cached_property
    def geocoder(self) -> Offline:
        """Finds places without the network."""
        return Offline(Gazetteer(self.schema))

    @cached_property
    def located(self) -> dict[str, Found]:
        """Where each group is, only as exactly as its record lets it be placed; groups without a place are left out."""
        places = {o.slug: locate(o, self.geocoder) for o in self.organisations}
        return {slug: place for slug, place in places.items() if isinstance(place, Found)}

    @cached_property
    def open(self) -> list[Organisation]:
        """The groups that have not closed."""
        return [o for o in self.organisations if not o.closed]

    @cached_property
    def closed(self) -> list[Organisation]:
        """The groups that have closed, the latest first, those without a year last."""
        return sorted((o for o in self.organisations if o.closed), key=lambda o: -(o.closed.year or 0))

    @cached_property
    def led_by(self) -> dict[str, list[Organisation]]:
        """The open groups that each community leads."""
        return self._group(lambda o: o.user_led.led_by, self.communities)

    @cached_property
    def meant_for(self) -> dict[str, list[Organisation]]:
        """The open groups that are for each community but led by others."""
        return self._group(lambda o: [c for c in o.meant_for if c not in o.user_led.led_by], self.communities)

    @cached_property
    def doing(self) -> dict[str, list[Organisation]]:
        """The open groups that do each activity."""
        return self._group(lambda o: o.activities, self.activities)

    @cached_property
    def by_letter(self) -> dict[str, list[Organisation]]:
        """The open groups under the first letter of their name; digits and other signs stand under 0."""
        letters: dict[str, list[Organisation]] = {}
        for o in self.open:
            letters.setdefault(letter(o.name), []).append(o)
        return dict(sorted(letters.items()))

    @cached_property
    def predecessors(self) -> dict[str, list[Organisation]]:
        """The closed groups that each group carries on."""
        found = defaultdict(list)
        for o in self.closed:
            if o.closed.successor:
                found[o.closed.successor].append(o)
        return found

    @cached_property
    def members(self) -> dict[str, list[Organisation]]:
        """The open groups that name each group as their network."""
        found = defaultdict(list)
        for o in self.open:
            for network in o.networks:
                if network in self.by_slug:
                    found[network].append(o)
        return found

    def places(self, organisation: Organisation) -> tuple[str, ...]:
        """The ids of the areas for whose people the group is: those it serves, else how far it reaches, else where it is based."""
        serves, base = organisation.area.serves, organisation.based_in.area
        # A group that says both, such as a campaign with local meetings, is there for both.
        if organisation.area.reach in EVERYWHERE and not any(self.areas[area].kind in ("nation", "country") for area in serves):
            return *serves, "uk"
        return serves or ((base,) if base else ())

    @cached_property
    def by_place(self) -> dict[str, list[Organisation]]:
        """The open groups that are for the people of just this area, by its id."""
        return self._group(self.places, self.areas)

    @cached_property
    def councils(self) -> list[Area]:
        """All councils, by title."""
        return sorted((area for area in self.areas.values() if area.kind == "council"), key=lambda area: area.title)

    @cached_property
    def without_local_group(self) -> list[Area]:
        """The councils that no open group names as its own place, by title.

        The one definition of a gap on the map. A group for a wider area, such as a county or a region, may be there
        for the people of these councils, but it is not counted as local.
        """
        return [council for council in self.councils if not self.by_place[council.id]]

    def regions(self, organisation: Organisation) -> tuple[str, ...]:
        """The regions and nations in which the group works, each once; those of its councils among them."""
        return tuple(dict.fromkeys(self._region(area) for area in self.places(organisation)))

    def _region(self, area: str) -> str:
        while self.areas[area].kind not in ("region", "nation", "country"):
            area = self.areas[area].parent
        return area

    @cached_property
    def related(self) -> dict[str, list[Relation]]:
        """For each group the open ones most like it: the rarer what two share, the more it counts."""
        traits = [self._traits(o) for o in self.open]
        buckets: dict[Trait, list[int]] = defaultdict(list)
        for number, own in enumerate(traits):
            for trait in own:
                buckets[trait].append(number)
        places = {trait: {n: i for i, n in enumerate(numbers)} for trait, numbers in buckets.items()}
        weights = {trait: _weight(trait[0], len(numbers)) for trait, numbers in buckets.items()}
        related = {}
        for number, o in enumerate(self.open):
            likeness: dict[int, float] = defaultdict(float)
            for trait in traits[number]:
                here = places[trait][number]
                for other in buckets[trait][max(0, here - WINDOW):here + WINDOW + 1]:
                    likeness[other] += weights[trait]
            del likeness[number]
            # The windows showed who is worth a closer look; only those few are compared trait by trait.
            best = nsmallest(4 * RELATED, likeness, key=lambda other: (-likeness[other], other))
            related[o.slug] = self._relations(traits[number], {other: traits[other] for other in best}, weights)
        return related

    def _traits(self, o: Organisation) -> dict[Trait, None]:
        near = [a for a in self.places(o) if self.areas[a].kind in ("council", "wider-area", "region")]
        return dict.fromkeys([
            *(("area", a) for a in near), *(("region", self._region(a)) for a in near),
            *(("community", c) for c in o.user_led.led_by), *(("activity", a) for a in o.activities if a != "other"),
        ])

    def _relations(self, own: dict[Trait, None], others: dict[int, dict[Trait, None]], weights: dict[Trait, float]) -> list[Relation]:
        scores = []
        for other, traits in others.items():
            both = [trait for trait in own if trait in traits]
            kinds = {kind for kind, _ in both}
            # One trait in common is a coincidence; a place or a kind of people must be among them.
            if len(kinds) >= 2 and kinds & {"area", "community"}:
                scores.append((-sum(weights[trait] for trait in both), other, both))
        return [
            Relation(self.open[other], *(tuple(v for k, v in both if k == kind) for kind in ("area", "region", "community", "activity")))
            for _, other, both in sorted(scores)[:RELATED]
        ]

    def _group(self, of, terms: Iterable[str]) -> dict[str, list[Organisation]]:
        groups: dict[str, list[Organisation]] = {term: [] for term in terms}
        for o in self.open:
            for term in of(o):
                groups[term].append(o)
        return groups


def letter(name: str) -> str:
    """The letter that a name stands under, A to Z, or 0 for digits and other signs."""
    first = sort_key(name)[:1].upper()
    return first if "A" <= first <= "Z" else "0"


def sort_key(name: str) -> str:
    """How a name sorts: without accents, punctuation and a leading The."""
    return re.sub(r"^the ", "", fold(name))


def _weight(kind: str, size: int) -> float:
    # Who leads a group says more than where it is, and where it is more than one of the many things it does.
    base = {"community": 3.2, "area": 2.2, "region": 1.0, "activity": 0.15}[kind]
    return base / (1 + size) ** 0.15
