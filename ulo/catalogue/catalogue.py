"""Everything that is derived from all records, once: order, counts, relations, and freshness."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from ulo.catalogue.alike import AlikeOrganisation, find_alike
from ulo.catalogue.coordination import Coordination
from ulo.catalogue.glossary import Glossary
from ulo.catalogue.grouping import group_by
from ulo.catalogue.guides import Account, Guide
from ulo.catalogue.library import Library
from ulo.catalogue.location import locate
from ulo.catalogue.news import Event, news_events
from ulo.catalogue.opportunities import OpenOpportunity, open_opportunities
from ulo.catalogue.participation import Participation
from ulo.catalogue.place_groups import PlaceGroups
from ulo.catalogue.place_pages import PlacePages
from ulo.catalogue.rows import Rows
from ulo.catalogue.similarity import (
    RelatedOrganisation,
    SimilarOrganisation,
    find_related,
    find_similar_by_work,
)
from ulo.core import fold, letter, sort_key
from ulo.geography import Gazetteer, OfflineGeocoder, PlaceMatch
from ulo.model import Freshness, Organisation, Resource, Word, freshness
from ulo.schema import Area, Messages, Schema, Term, list_place_names


@dataclass(frozen=True)
class Instance:
    """What differs between one site made with this project and the next.

    An empty field is not set: what would show it is left out.
    """

    name: str
    site_url: str = ""
    repository: str = ""
    contact: str = ""
    licence_holder: str = ""
    postal_address: str = ""
    paper_note: str = ""


class Catalogue:
    """All organisations in the order of their names, and the library in the order of its titles.

    With them the schema (vocabularies, areas, messages) and the day of the build. Each view is
    derived when it is first asked for, and kept.
    """

    def __init__(
        self,
        organisations: Iterable[Organisation],
        schema: Schema,
        instance: Instance,
        today: date,
        resources: Iterable[Resource] = (),
        glossary_entries: Iterable[Word] = (),
        guides: Iterable[Guide] = (),
        accounts: Iterable[Account] = (),
    ) -> None:
        self.organisations = sorted(organisations, key=lambda o: (sort_key(o.name), o.slug))
        self.resources = sorted(resources, key=lambda r: (sort_key(r.title), r.slug))
        self.glossary_entries = sorted(glossary_entries, key=lambda w: (sort_key(w.term), w.slug))
        self.schema = schema
        self.instance = instance
        self.today = today
        self.by_slug = {o.slug: o for o in self.organisations}
        self.guides = tuple(guides)
        self.accounts = sorted(accounts)

    def with_guides(self, guides: Iterable[Guide], accounts: Iterable[Account] = ()) -> "Catalogue":
        """The same catalogue with these guides and accounts, which only the shell can render."""
        return Catalogue(
            self.organisations,
            self.schema,
            self.instance,
            self.today,
            self.resources,
            self.glossary_entries,
            guides,
            accounts,
        )

    @property
    def messages(self) -> Messages:
        return self.schema.messages

    @property
    def communities(self) -> Mapping[str, Term]:
        return self.schema.vocabularies["community"].terms

    @property
    def activities(self) -> Mapping[str, Term]:
        return self.schema.vocabularies["activity"].terms

    @property
    def areas(self) -> Mapping[str, Area]:
        return self.schema.areas.terms

    @property
    def country(self) -> Area:
        """The area that all others lie in."""
        return self.schema.areas.country

    def term(self, vocabulary: str, term_id: str) -> Term:
        return self.schema.vocabularies[vocabulary][term_id]

    def phrases(self, term_ids: Iterable[str], vocabulary: str) -> list[str]:
        """Terms or areas ("areas") as they stand in the middle of a sentence."""
        terms = (self.term(vocabulary, term_id) for term_id in term_ids)
        return [term.phrase or term.title for term in terms]

    @cached_property
    def display_names(self) -> dict[str, str]:
        """What lists and links call each group: its name, with its place where two share it."""
        sharing = Counter(fold(o.name) for o in self.organisations)
        names = {}
        for o in self.organisations:
            place = self._place_name(o) if sharing[fold(o.name)] > 1 else ""
            names[o.slug] = f"{o.name} ({place})" if place else o.name
        return names

    def _place_name(self, o: Organisation) -> str:
        areas = (o.based_in.area, *o.area.serves)
        return next(iter(list_place_names(o.based_in.town, areas, o.area.reach, self.schema)), "")

    @cached_property
    def freshness(self) -> dict[str, Freshness]:
        return {o.slug: freshness(o, self.today) for o in self.organisations}

    @cached_property
    def geocoder(self) -> OfflineGeocoder:
        return OfflineGeocoder(Gazetteer(self.schema))

    @cached_property
    def locations(self) -> dict[str, PlaceMatch]:
        """Where each group is, only as exactly as its record allows; without the unplaced."""
        places = {o.slug: locate(o, self.geocoder) for o in self.organisations}
        return {slug: place for slug, place in places.items() if isinstance(place, PlaceMatch)}

    @cached_property
    def open(self) -> list[Organisation]:
        """The groups that have not closed."""
        return [o for o in self.organisations if not o.closed]

    @cached_property
    def closed(self) -> list[Organisation]:
        """The groups that have closed, the latest first, those without a year last."""
        years = {o.slug: o.closed.year or 0 for o in self.organisations if o.closed}
        return [self.by_slug[slug] for slug in sorted(years, key=lambda slug: -years[slug])]

    @cached_property
    def led_by(self) -> dict[str, list[Organisation]]:
        """The open groups that each community leads."""
        return group_by(self.open, lambda o: o.user_led.led_by, self.communities)

    @cached_property
    def meant_for(self) -> dict[str, list[Organisation]]:
        """The open groups that are for each community but led by others."""

        def served(o: Organisation) -> list[str]:
            return [id for id in o.meant_for if id not in o.user_led.led_by]

        return group_by(self.open, served, self.communities)

    @cached_property
    def by_activity(self) -> dict[str, list[Organisation]]:
        """The open groups that do each activity."""
        return group_by(self.open, lambda o: o.activities, self.activities)

    @cached_property
    def by_letter(self) -> dict[str, list[Organisation]]:
        """The open groups under the first letter of their name; other signs stand under 0."""
        return dict(sorted(group_by(self.open, lambda o: [letter(o.name)]).items()))

    @cached_property
    def predecessors(self) -> dict[str, list[Organisation]]:
        """The closed groups that each group carries on."""

        def successors(o: Organisation) -> list[str]:
            return [o.closed.successor] if o.closed and o.closed.successor else []

        return group_by(self.closed, successors)

    @cached_property
    def members(self) -> dict[str, list[Organisation]]:
        """The open groups that name each group as their network."""
        return group_by(self.open, lambda o: (id for id in o.networks if id in self.by_slug))

    # --- Areas -------------------------------------------------------------------------------

    def areas_of(self, organisation: Organisation) -> tuple[str, ...]:
        """The ids of the areas for whose people the group is.

        Those that it serves, else how far it reaches, else where it is based.
        """
        serves, base = organisation.area.serves, organisation.based_in.area
        kinds = {self.areas[area].kind for area in serves}
        # A group that says both, such as a campaign with local meetings, is there for both.
        is_nationwide = organisation.area.reach in self.schema.reach_ids.nationwide
        if is_nationwide and kinds.isdisjoint(("nation", "country")):
            return *serves, self.country.id
        if serves:
            return serves
        return (base,) if base else ()

    @cached_property
    def by_area(self) -> dict[str, list[Organisation]]:
        """The open groups that are for the people of just this area, by its id."""
        return group_by(self.open, self.areas_of, self.areas)

    @cached_property
    def councils(self) -> list[Area]:
        """All councils, by title."""
        councils = (area for area in self.areas.values() if area.kind == "council")
        return sorted(councils, key=lambda area: area.title)

    @cached_property
    def councils_without_group(self) -> list[Area]:
        """The councils that no open group names as its own place, by title.

        The one definition of a gap on the map. A group for a wider area, such as a county or a
        region, may be there for the people of these councils, but it is not counted as local.
        """
        return [council for council in self.councils if not self.by_area[council.id]]

    def enclosing_area(self, area: str, *kinds: str) -> Area | None:
        """The smallest area of one of these kinds that an area is or lies in."""
        for around in self.schema.areas.chain(area):
            if around.kind in kinds:
                return around
        return None

    def region_of(self, area: str) -> str:
        """The region or nation in which an area lies; the country itself for what is larger."""
        region = self.enclosing_area(area, "region", "nation")
        return region.id if region else self.country.id

    def regions_of(self, organisation: Organisation) -> tuple[str, ...]:
        """The regions and nations in which the group works, each once."""
        return tuple(dict.fromkeys(map(self.region_of, self.areas_of(organisation))))

    # --- Views -------------------------------------------------------------------------------

    @cached_property
    def rows(self) -> Rows:
        """What lists say of groups and of their work."""
        return Rows(self)

    @cached_property
    def place_pages(self) -> PlacePages:
        """The places that have pages."""
        return PlacePages(self)

    @cached_property
    def place_groups(self) -> PlaceGroups:
        """The groups that people find on each of these pages."""
        return PlaceGroups(self)

    @cached_property
    def participation(self) -> Participation:
        """The participation work of all groups, in all the ways that people look for it."""
        return Participation(self)

    @cached_property
    def coordination(self) -> Coordination:
        """What groups have in common, and where no group is known."""
        return Coordination(self)

    @cached_property
    def related(self) -> Mapping[str, list[RelatedOrganisation]]:
        """For each open group the open ones that have most in common with it."""
        return find_related(self)

    @cached_property
    def similar_by_work(self) -> Mapping[str, list[SimilarOrganisation]]:
        """For each group with participation work the open ones with the most similar work."""
        return find_similar_by_work(self)

    @cached_property
    def alike(self) -> Mapping[str, list[AlikeOrganisation]]:
        """For each group the few open ones that its page names, with all that they share."""
        return find_alike(self)

    @cached_property
    def library(self) -> Library:
        """The resources of the library by facet."""
        return Library(self)

    @cached_property
    def glossary(self) -> Glossary:
        """The explained words of the library, which it finds in a text."""
        return Glossary(self.glossary_entries)

    @cached_property
    def opportunities(self) -> list[OpenOpportunity]:
        """What people can join now; what closes first comes first."""
        return open_opportunities(self)

    @cached_property
    def news(self) -> list[Event]:
        """What happened to the records, the newest first."""
        return news_events(self)
