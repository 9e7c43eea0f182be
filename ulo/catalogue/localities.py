"""What a place page is about, and which groups people find there: by how far the groups reach, then the nearest others.

An area of schema/areas.json has a page, and so has every town of the gazetteer that is large enough and that does not
share its name with the council around it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING

from ulo.core import slugify
from ulo.geography import District, Place, Squares, key, miles
from ulo.model import Freshness, Organisation
from ulo.schema import Area

if TYPE_CHECKING:
    from ulo.catalogue.catalogue import Catalogue

# The people that a town needs for a page of its own.
TOWN = 10_000
# The other language of each nation: its code, and the field that holds names in it.
LANGUAGES = {"wales": ("cy", "welsh"), "scotland": ("gd", "gaelic"), "northern-ireland": ("ga", "irish")}
# How many of the nation-wide and UK-wide groups a local page names, how many of the nearest others, and how many kinds
# of people for whom it knows no group.
FITTING, NEAREST, MISSING = 4, 5, 3
# Nobody is told to go so many miles to a group of their own area.
FAR = 30
# How many neighbours the page of a group names.
NEARBY = 3
# A council counts for a postcode district if it has so many hundredths of its postcodes. The district belongs to a town
# within so many miles of its middle, if the next town is so many times as far away.
SHARE, BESIDE, CLEAR = 10, 3, 1.5
# In this order within one level: the surer it is that a group is still there, the earlier.
ORDER = {Freshness.CONFIRMED: 0, Freshness.RECENT: 1, Freshness.UNCONFIRMED: 2, Freshness.CLOSED: 3}


@dataclass(frozen=True)
class Locality:
    """An area, or a town within its council (`area`). `label` tells it apart from others of its name; `names` are its names
    in the other language of its nation, as pairs of language and name."""

    id: str
    title: str
    label: str
    kind: str
    area: Area
    names: tuple[tuple[str, str], ...] = ()
    town: Place | None = None

    @property
    def phrase(self) -> str:
        """The name as it stands in the middle of a sentence."""
        return self.title if self.town else self.area.phrase or self.title


@dataclass(frozen=True)
class Near:
    """A group elsewhere, and how many miles its place lies from here."""

    organisation: Organisation
    miles: float


@dataclass(frozen=True)
class Groups:
    """The open groups for the people of a place, each once, under the narrowest of its areas that takes the place in.

    `own`: for the place itself. `inside`: for a part of it. `wider`: for a county or region that takes it in. `nation`
    and `country`: for all of its nation, and for the whole United Kingdom.
    """

    own: list[Organisation]
    inside: list[Organisation]
    wider: list[Organisation]
    nation: list[Organisation]
    country: list[Organisation]


class Localities:
    """All place pages of a catalogue, by id."""

    def __init__(self, catalogue: "Catalogue") -> None:
        self.catalogue = catalogue
        self.gazetteer = catalogue.geocoder.gazetteer
        self.areas = catalogue.areas
        self.by_id = {area.id: Locality(area.id, area.title, self._label(area), area.kind, area, self._names(area, area)) for area in self.areas.values()}
        towns = [place for place in self.gazetteer.places if place.population >= TOWN and not self._namesake(place)]
        for place in towns:
            page = Locality(f"{slugify(place.name)}-{place.council}", place.name, self.gazetteer.label(place), "town", self.areas[place.council],
                            self._names(place, self.areas[place.council]), place)
            if page.id in self.by_id:
                raise ValueError(f"Two places would have the page {page.id}")
            self.by_id[page.id] = page

    def _names(self, named: Area | Place, area: Area) -> tuple[tuple[str, str], ...]:
        nation = next((above.id for above in self.catalogue.schema.areas.chain(area.id) if above.kind == "nation"), "")
        lang, key = LANGUAGES.get(nation, ("", ""))
        name = getattr(named, key, "")
        return ((lang, name),) if name and name != getattr(named, "title", "") else ()

    def _label(self, area: Area) -> str:
        return f"{area.title}, {self.areas[area.parent].title}" if area.kind in ("council", "wider-area", "region") else area.title

    def _namesake(self, place: Place) -> Area | None:
        """The council or the area above it to which a place gave its name; without one, it is a town of its own."""
        above = self.catalogue.schema.areas.chain(place.council)
        return next((area for area in above if key(place.name) in map(key, (area.title, area.welsh, *area.other_names))), None)

    @cached_property
    def towns(self) -> dict[str, list[Locality]]:
        """The towns with pages of each council, by name."""
        found: dict[str, list[Locality]] = {}
        for page in self.by_id.values():
            if page.town:
                found.setdefault(page.area.id, []).append(page)
        return found

    @cached_property
    def _pages(self) -> dict[Place, Locality]:
        return {page.town: page for page in self.by_id.values() if page.town}

    def page(self, place: Place) -> Locality:
        """The page for a place: its own, that of the area that has its name (London), or that of its council."""
        area = self._namesake(place)
        return self._pages.get(place) or self.by_id[area.id if area else place.council]

    @cached_property
    def districts(self) -> dict[str, list[Locality]]:
        """The pages that each postcode district leads to."""
        return {name: self.of_district(district) for name, district in self.gazetteer.districts.items()}

    def of_district(self, district: District) -> list[Locality]:
        """The page for a postcode district, or the councils to choose from: in doubt a council, never a town that the
        people of the district would not call theirs."""
        councils = [council for council, hundredths in district.councils.items() if hundredths >= SHARE]
        town = self._clearly(district, councils[0]) if len(councils) == 1 else None
        # London is the page of a whole region, and too wide for a postcode in Westminster.
        return [self.page(town)] if town and self.page(town).area.id == councils[0] else [self.by_id[council] for council in councils]

    def _clearly(self, district: District, council: str) -> Place | None:
        """The town that a postcode district clearly belongs to."""
        away = lambda town: miles(district.point, town.point)
        first, *others = sorted(self._large.get(council, []), key=away)[:2] or [None]
        return first if first and away(first) <= BESIDE and all(away(other) >= CLEAR * away(first) for other in others) else None

    @cached_property
    def _large(self) -> dict[str, list[Place]]:
        """The large towns of each council: those with the name of their council, too, for people nearby are at home on its page."""
        found: dict[str, list[Place]] = {}
        for place in self.gazetteer.places:
            if place.population >= TOWN:
                found.setdefault(place.council, []).append(place)
        return found

    def above(self, locality: Locality) -> list[Locality]:
        """The places above this one, the widest first, without the whole country."""
        first = locality.area.id if locality.town else locality.area.parent
        return [self.by_id[area.id] for area in self.catalogue.schema.areas.chain(first)][::-1] if locality.kind != "country" else []

    def nation(self, locality: Locality) -> Area | None:
        """The nation of a place; the whole country has none."""
        return next((area for area in self.catalogue.schema.areas.chain(locality.area.id) if area.kind == "nation"), None)

    def wider(self, council: str) -> list[Area]:
        """The wider areas that take in a council, the smallest first, then its region, if it has one."""
        around = [area for area in self.areas.values() if council in area.covers]
        return [*sorted(around, key=lambda area: len(area.covers)), *(area for area in self.catalogue.schema.areas.chain(council) if area.kind == "region")]

    def parts(self, area: Area) -> list[Area]:
        """The areas right inside of another, by name: nations, regions, or councils."""
        if area.covers:
            return [self.areas[council] for council in area.covers]
        return [other for other in self.areas.values() if other.parent == area.id and other.kind != "wider-area"]

    def within(self, area: Area) -> list[Area]:
        """The wider areas of a region or nation."""
        return [other for other in self.areas.values() if other.kind == "wider-area" and area.kind != "country"
                and any(above.id == area.id for above in self.catalogue.schema.areas.chain(other.id))]

    @cached_property
    def regions(self) -> list[Area]:
        """What the country divides into for those who look for their place: the regions of England, and the other nations."""
        return [*self.parts(self.areas["england"]), *(area for area in self.areas.values() if area.kind == "nation" and area.id != "england")]

    # --- Groups ------------------------------------------------------------------------------------------------

    @cached_property
    def _by_area(self) -> dict[str, list[Organisation]]:
        """The open groups that are for the people of just this area, the surest first."""
        return {area: sorted(groups, key=lambda o: ORDER[self.catalogue.freshness[o.slug]]) for area, groups in self.catalogue.by_place.items()}

    @cached_property
    def _by_level(self) -> dict[str, Groups]:
        return {area.id: self._groups(area) for area in self.areas.values()}

    def groups(self, locality: Locality) -> Groups:
        """The groups for the people of a place. A town has those of its council, the nearest first."""
        found = self._by_level[locality.area.id]
        if not locality.town:
            return found
        far = {o.slug: self.away(locality, o) for o in found.own}
        return replace(found, own=sorted(found.own, key=lambda o: (far[o.slug] is None, far[o.slug])))

    def total(self, area: Area) -> int:
        """How many groups are for the people of an area, or of a part of it."""
        groups = self._by_level[area.id]
        return len(groups.own) + len(groups.inside)

    def _groups(self, area: Area) -> Groups:
        """The levels of an area; a region has inside what its councils have, and what the wider areas in it have."""
        inner = {other.id for other in self.areas.values() if other.id != area.id and area.kind not in ("council", "country")
                 and other.kind != "region" and (other.id in area.covers or other.kind in ("council", "wider-area") and self.gazetteer.within(other.id, area))}
        if area.kind == "council":
            wider = [other.id for other in self.wider(area.id)]
        elif area.kind == "wider-area":
            wider = [other.id for other in self.catalogue.schema.areas.chain(area.parent) if other.kind == "region"]
        else:
            wider = []
        nations = [other.id for other in self.catalogue.schema.areas.chain(area.id) if other.kind == "nation" and other.id != area.id]
        seen: set[str] = set()

        def take(ids: Iterable[str]) -> list[Organisation]:
            fresh = list({o.slug: o for id in ids for o in self._by_area[id] if o.slug not in seen}.values())
            seen.update(o.slug for o in fresh)
            return fresh

        return Groups(take([area.id]), take(id for id in self.areas if id in inner), take(wider), take(nations), take(["uk"]))

    @cached_property
    def _fitting(self) -> dict[str, tuple[list[Organisation], list[Organisation]]]:
        return {id: (self._best(id, groups.nation), self._best(id, groups.country)) for id, groups in self._by_level.items()}

    def fitting(self, locality: Locality) -> tuple[list[Organisation], list[Organisation]]:
        """The few of the nation-wide and of the UK-wide groups that fit a place best."""
        return self._fitting[locality.area.id]

    def _best(self, area: str, groups: list[Organisation]) -> list[Organisation]:
        """Based here or near, surely there, and each led by other people than the ones before."""
        near = [other.id for other in self.catalogue.schema.areas.chain(area) if other.kind in ("council", "region")] if area != "uk" else []
        # 0 for the place itself, 1 for its region, 2 for elsewhere.
        bases = {o.slug: min((near.index(id) if id in near else len(near) for id in self._chain(o.based_in.area)), default=len(near)) for o in groups}
        rank = {o.slug: (bases[o.slug], ORDER[self.catalogue.freshness[o.slug]], not o.contact) for o in groups}
        best: list[Organisation] = []
        led: set[str] = set()
        waiting = sorted(groups, key=lambda o: rank[o.slug])
        while waiting and len(best) < FITTING:
            chosen = min(waiting, key=lambda o: (bases[o.slug], bool(led & set(o.user_led.led_by)), rank[o.slug]))
            waiting.remove(chosen)
            best.append(chosen)
            led.update(chosen.user_led.led_by)
        return best

    def _chain(self, area: str) -> list[str]:
        return [other.id for other in self.catalogue.schema.areas.chain(area)] if area else []

    # --- Distance ----------------------------------------------------------------------------------------------

    def point(self, locality: Locality) -> tuple[float, float]:
        """The middle of a place."""
        return locality.town.point if locality.town else self.gazetteer.middle(locality.area).point

    def away(self, locality: Locality, o: Organisation) -> float | None:
        """The miles from the middle of a place to a group, where it is known well enough to say; None for one whose office
        is so far that people here will hardly go there, though it works here, too."""
        place = self.catalogue.located.get(o.slug)
        away = miles(self.point(locality), place.point) if place and place.precision != "council" else FAR
        return away if away < FAR else None

    @cached_property
    def _squares(self) -> Squares[Organisation]:
        """The open groups that are for a part of the country, by where they are."""
        local = (o for o in self.catalogue.open if any(self.areas[area].kind in ("council", "wider-area", "region") for area in self.catalogue.places(o)))
        return Squares((self.catalogue.located[o.slug].point, o) for o in local if o.slug in self.catalogue.located)

    def nearest(self, locality: Locality) -> list[Near]:
        """The local groups nearest to a place that are not for its people, as far as we know."""
        groups, point = self._by_level[locality.area.id], self.point(locality)
        own = {o.slug for part in (groups.own, groups.inside, groups.wider) for o in part}
        near = islice((o for _, o in self._squares.nearest(point) if o.slug not in own), NEAREST)
        return sorted((Near(o, miles(point, self.catalogue.located[o.slug].point)) for o in near), key=lambda near: near.miles)

    def nearby(self, o: Organisation) -> list[Near]:
        """The local groups nearest to a group, if we know where it is."""
        if not (place := self.catalogue.located.get(o.slug)):
            return []
        near = islice((other for _, other in self._squares.nearest(place.point) if other is not o), NEARBY)
        return [Near(other, miles(place.point, self.catalogue.located[other.slug].point)) for other in near]

    def missing(self, locality: Locality) -> list[str]:
        """The communities, of those that lead most groups elsewhere, that lead none here."""
        groups, led = self._by_level[locality.area.id], self.catalogue.led_by
        here = {community for part in (groups.own, groups.inside, groups.wider) for o in part for community in o.user_led.led_by}
        return sorted((c for c in led if led[c] and c not in here), key=lambda c: -len(led[c]))[:MISSING]
