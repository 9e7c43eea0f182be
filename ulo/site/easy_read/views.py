"""The Easy Read views of a catalogue: of organisations, places, communities and activities."""

from collections.abc import Iterator, Mapping, Sequence

from ulo.catalogue import Catalogue, PlacePage
from ulo.core import capitalise, format_message, pluralise, urls
from ulo.model import Organisation
from ulo.records.values import country_forms
from ulo.schema import Term
from ulo.site.easy_read.elements import (
    Idea,
    Link,
    Section,
    group_link,
    make_idea,
    make_sections,
    to_lines,
    to_record_lines,
)
from ulo.site.easy_read.organisation import OrganisationView
from ulo.site.pictures import area_picture, term_picture
from ulo.site.text import format_distance, non_breaking

# So many groups fit on two sheets of paper, and so many of the nearest elsewhere are named.
MAX_GROUPS, MAX_NEAREST = 10, 5
NO_MILES: Mapping[str, int] = {}


class EasyRead:
    """Composes the views of one catalogue: the sections of each that hold an idea."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.messages = catalogue.messages["easy"]

    def organisation(self, o: Organisation) -> list[Section]:
        return OrganisationView(self.catalogue, o).sections()

    # --- Places ------------------------------------------------------------------------------

    def place(self, page: PlacePage) -> list[Section]:
        local = list(self.catalogue.place_groups.by_reach(page).local)
        if local:
            summary = self._message("here", count=self._count_groups(local), place=page.phrase)
        else:
            summary = self._message("here_none", place=page.phrase)
        groups = [
            make_idea("groups" if local else "no-group", summary),
            *self._group_ideas(local[:MAX_GROUPS]),
        ]
        if len(local) > MAX_GROUPS:
            link = Link(self.messages["all_link"], urls.place(page.id))
            groups.append(make_idea("more", self.messages["not_all"], link))
        needs_others = page.kind in ("council", "town") and len(local) < MAX_GROUPS
        return self._sections(
            {
                "groups": groups,
                "nearest": self._nearest(page) if needs_others else [],
                "wider": list(self._wider(page)),
                "missing": [self._tell_us()],
            }
        )

    def _nearest(self, page: PlacePage) -> list[Idea]:
        """The nearest groups that are not for the people of a place, as far as we know."""
        nearest = self.catalogue.place_groups.near(page)[:MAX_NEAREST]
        if not nearest:
            return []
        miles = {near.organisation.slug: near.miles for near in nearest if near.miles is not None}
        return [
            make_idea("ask-first", *to_lines(self.messages["nearest_ask"])),
            *self._group_ideas([near.organisation for near in nearest], miles),
        ]

    def _wider(self, page: PlacePage) -> Iterator[Idea]:
        """Where the groups for the whole nation and the whole country are."""
        groups = self.catalogue.place_groups.by_reach(page)
        nation, country = self.catalogue.place_pages.nation(page), self.catalogue.country
        for area, organisations in ((nation, groups.nation), (country, groups.country)):
            if area and area.id != page.area.id and organisations:
                place = area.phrase or area.title
                count = self._count_groups(organisations)
                address = urls.easy_read(urls.place(area.id))
                link = Link(self._message("see_place", place=place), address)
                yield make_idea(
                    area_picture(self.catalogue.schema, area.id),
                    self._message("for_all", count=count, place=place),
                    link,
                )

    # --- Communities and activities ----------------------------------------------------------

    def community(self, term: Term) -> list[Section]:
        led = self.catalogue.led_by[term.id]
        meant = self.catalogue.meant_for[term.id]
        counts = []
        if led:
            count, people = self._count_groups(led), capitalise(term.phrase)
            counts.append(make_idea("groups", self._message("led_by", count=count, people=people)))
        if meant:
            count = self._count_groups(meant)
            text = self._message("meant_for", count=count, people=term.phrase)
            counts.append(make_idea("groups", text))
        facet = "led" if led else "for"
        found = self._found(counts, f"{urls.FIND}?{facet}={term.id}", urls.community(term.id))
        explained = {
            "who": [
                make_idea(
                    term_picture(self.catalogue.schema, "community", term),
                    *to_lines(term.easy_read),
                )
            ]
        }
        return self._term_sections(explained | {"groups": found}, led or meant)

    def activity(self, term: Term) -> list[Section]:
        groups = self.catalogue.by_activity[term.id]
        count = make_idea("groups", self._message("doing", count=self._count_groups(groups)))
        found = self._found(
            [count] if groups else [], f"{urls.FIND}?does={term.id}", urls.activity(term.id)
        )
        explained = {
            "means": [
                make_idea(
                    term_picture(self.catalogue.schema, "activity", term), *to_lines(term.easy_read)
                )
            ]
        }
        return self._term_sections(explained | {"groups": found}, groups)

    def _found(self, counts: Sequence[Idea], search: str, page: str) -> list[Idea]:
        """How many groups there are, and the ways to them; or that none is known."""
        if not counts:
            return [make_idea("no-group", self.messages["none"])]
        return [
            *counts,
            make_idea("nearby", self.messages["near"], Link(self.messages["near_link"], search)),
            make_idea("more", self.messages["all"], Link(self.messages["all_link"], page)),
        ]

    def _term_sections(
        self, parts: Mapping[str, list[Idea]], groups: Sequence[Organisation]
    ) -> list[Section]:
        reaches = self.catalogue.schema.reach_ids.nationwide
        nationwide = [o for o in groups if o.area.reach in reaches]
        return self._sections(
            {
                **parts,
                "everywhere": list(self._group_ideas(nationwide[:MAX_GROUPS])),
                "missing": [self._tell_us()],
            }
        )

    # --- What several of them say ------------------------------------------------------------

    def _group_ideas(
        self, organisations: Sequence[Organisation], miles: Mapping[str, int] = NO_MILES
    ) -> Iterator[Idea]:
        """Groups to choose from: what each is about, its phone number and how far it is."""
        plan = country_forms(self.catalogue.schema).phones
        for o in organisations:
            lines: list[str | Link] = [group_link(o.slug, self.catalogue.display_names[o.slug])]
            if o.easy_read:
                lines += to_record_lines(o.easy_read)
            else:
                for people in self.catalogue.phrases(o.user_led.led_by, "community"):
                    lines.append(self._message("lead_short", people=capitalise(people)))
            if o.contact.phone:
                number = non_breaking(o.contact.phone, plan)
                lines.append(self._message("phone_short", number=number))
            if o.slug in miles:
                distance = format_distance(miles[o.slug], self.catalogue)
                lines.append(f"{capitalise(distance)}.")
            leaders = self.catalogue.communities[o.user_led.led_by[0]]
            yield make_idea(term_picture(self.catalogue.schema, "community", leaders), *lines)

    def _tell_us(self) -> Idea:
        return make_idea("tell", self.messages["tell"], Link(self.messages["tell_link"], urls.ADD))

    def _sections(self, parts: Mapping[str, list[Idea]]) -> list[Section]:
        return make_sections(parts, self.messages["headings"])

    def _message(self, key: str, **values: str) -> str:
        return format_message(self.messages[key], **values)

    def _count_groups(self, organisations: Sequence[Organisation]) -> str:
        return pluralise(len(organisations), self.catalogue.messages["counts"]["groups"])
