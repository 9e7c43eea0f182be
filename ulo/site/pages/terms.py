"""A page for each community (the groups that it leads, and those for it) and each activity, the
same for each place that has such groups, and the two pages that list them all."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from itertools import chain

from ulo.catalogue import Catalogue, NarrowedList, OrganisationRow, PlaceChoice, news_by_community
from ulo.core import capitalise, format_message, pluralise, urls
from ulo.exports import Table, group_table
from ulo.model import Organisation
from ulo.schema import Area, Term
from ulo.site.page import JSON_TYPE, Alternate, Context, File, Item, ListPage, Page, paginate
from ulo.site.pictures import term_picture
from ulo.site.quick_exit import exit_context
from ulo.site.subscriptions import Subscriptions, follow_community

# A list of groups under its heading.
Sections = Mapping[str, Sequence[Organisation]]
# A link to a list: its title, its URL, and the number of groups in it.
ListLink = tuple[str, str, int]


@dataclass(frozen=True)
class TermList:
    """The groups of one community or activity. `lists` has them by what they are to it: those that
    it leads, and those that are for it; an activity has one list, without a name. What a reader can
    follow is that of the whole list."""

    catalogue: Catalogue
    vocabulary: str
    term: Term
    url: str
    index: tuple[str, str]
    lists: Sections
    description: str
    search: str
    subscriptions: Subscriptions

    @property
    def groups(self) -> Iterator[Organisation]:
        return chain.from_iterable(self.lists.values())

    @cached_property
    def narrowed_lists(self) -> dict[str, NarrowedList]:
        return {name: NarrowedList(self.catalogue, groups) for name, groups in self.lists.items()}

    @cached_property
    def narrowed(self) -> NarrowedList:
        return NarrowedList(self.catalogue, self.groups)

    def title_in(self, area: Area) -> str:
        messages = self.catalogue.messages["terms"]
        message = messages["in_country" if area.kind == "country" else "in_place"]
        return format_message(message, title=self.term.title, place=area.phrase or area.title)

    def links(self, choices: Iterable[PlaceChoice]) -> list[ListLink]:
        whole_country = self.catalogue.messages["work"]["whole"]
        return [
            (
                whole_country if choice.area.kind == "country" else choice.area.title,
                urls.narrowed(self.url, choice.area.id),
                choice.count,
            )
            for choice in choices
        ]


def build_pages(catalogue: Catalogue) -> Iterator[Item]:
    table = group_table(catalogue)
    messages = catalogue.messages["terms"]
    for section, url in (("people", urls.PEOPLE), ("activities", urls.ACTIVITIES)):
        yield Page(
            url,
            messages[f"{section}_title"],
            messages[f"{section}_description"],
            "terms.html",
            {"section": section, "crumbs": []},
            section=url,
        )
    events = news_by_community(catalogue)
    followed = {
        id: follow_community(catalogue, term, events[id])
        for id, term in catalogue.communities.items()
    }
    for _, files in followed.values():
        yield from files
    communities = (
        _community(catalogue, term, followed[id][0]) for id, term in catalogue.communities.items()
    )
    activities = (_activity(catalogue, term) for term in catalogue.activities.values())
    for term_list in chain(communities, activities):
        yield from _whole_list(term_list, table)
        for area in term_list.narrowed.counts:
            yield from _list_in(term_list, catalogue.areas[area], table)


def _community(catalogue: Catalogue, term: Term, subscriptions: Subscriptions) -> TermList:
    messages, forms = catalogue.messages["terms"], catalogue.messages["counts"]["groups"]
    led_by, meant_for = catalogue.led_by[term.id], catalogue.meant_for[term.id]
    return TermList(
        catalogue,
        "community",
        term,
        urls.community(term.id),
        (messages["people_title"], urls.PEOPLE),
        {
            format_message(messages["led_by"], people=term.phrase): led_by,
            format_message(messages["meant_for"], people=term.phrase): meant_for,
        },
        format_message(
            messages["led_description"], count=pluralise(len(led_by), forms), people=term.phrase
        ),
        f"{urls.FIND}?{'led' if led_by else 'for'}={term.id}",
        subscriptions,
    )


def _activity(catalogue: Catalogue, term: Term) -> TermList:
    messages, forms = catalogue.messages["terms"], catalogue.messages["counts"]["groups"]
    groups = catalogue.by_activity[term.id]
    return TermList(
        catalogue,
        "activity",
        term,
        urls.activity(term.id),
        (messages["activities_title"], urls.ACTIVITIES),
        {"": groups},
        format_message(
            messages["activity_description"],
            count=pluralise(len(groups), forms),
            text=term.description,
        ),
        f"{urls.FIND}?does={term.id}",
        Subscriptions(term.title),
    )


def _whole_list(term_list: TermList, table: Table[Organisation]) -> Iterator[Item]:
    """All groups of a community or an activity, and the places to narrow them to."""
    catalogue, narrowed = term_list.catalogue, term_list.narrowed
    pages = catalogue.place_pages
    unnamed = catalogue.messages["terms"]["does"]
    sections = {name or unnamed: groups for name, groups in term_list.lists.items()}
    context = {
        "title": term_list.term.title,
        "lead": term_list.term.description,
        "easy_read": term_list.term.easy_read,
        "choices": term_list.links(narrowed.widest),
        "regions": [(area, term_list.links(narrowed.inside(area))) for area in pages.divided],
        "councils": _councils_in(term_list, pages.above_councils),
        "wider": [],
        "place": None,
        "builder": (
            urls.embed_builder("people", term_list.term.id)
            if term_list.vocabulary == "community"
            else ""
        ),
        "crumbs": [term_list.index],
    }
    title, description = term_list.term.title, term_list.description
    yield from _pages(term_list, term_list.url, title, description, sections, context)
    if groups := list(term_list.groups):
        yield File(urls.download(term_list.url), partial(table.csv, groups))


def _list_in(term_list: TermList, area: Area, table: Table[Organisation]) -> Iterator[Item]:
    """The groups for the people of one area: for all of them, for some, and for more people."""
    catalogue, narrowed = term_list.catalogue, term_list.narrowed
    messages, forms = catalogue.messages["terms"], catalogue.messages["counts"]["groups"]
    place = area.phrase or area.title
    sections = dict(_by_level(term_list, area))
    parts = catalogue.place_pages.child_areas(area)
    has_regions = any(part.kind == "region" for part in parts)
    # The country as a whole has only the groups for all of it: no council is inside.
    above_councils = [] if area.kind == "country" else [area]
    title = term_list.title_in(area)
    context = {
        "title": title,
        "lead": format_message(
            messages["place_lead"], count=pluralise(narrowed.counts[area.id], forms), place=place
        ),
        "easy_read": "",
        "choices": [],
        "regions": [(area, term_list.links(narrowed.choices(parts)))] if has_regions else [],
        "councils": _councils_in(term_list, parts if has_regions else above_councils),
        "wider": _wider_links(term_list, area),
        "place": area,
        "builder": "",
        "crumbs": [term_list.index, (term_list.term.title, term_list.url)],
    }
    description = format_message(
        messages["place_description"],
        count=pluralise(narrowed.counts[area.id], forms),
        title=term_list.term.title,
        place=place,
    )
    url = urls.narrowed(term_list.url, area.id)
    yield from _pages(term_list, url, title, description, sections, context)
    listed = list(chain.from_iterable(sections.values()))
    yield File(urls.download(url), partial(table.csv, listed))


def _by_level(term_list: TermList, area: Area) -> Iterator[tuple[str, list[Organisation]]]:
    """The groups for an area by what they are and how far they reach, each with a heading."""
    messages = term_list.catalogue.messages["terms"]["levels"]
    for name, narrowed in term_list.narrowed_lists.items():
        for level, groups in narrowed.within(area).items():
            if groups:
                key = "all" if level == "own" and area.kind != "council" else level
                text = format_message(messages[key], place=area.phrase or area.title)
                yield f"{name}: {text}" if name else capitalise(text), groups


def _councils_in(term_list: TermList, regions: Iterable[Area]) -> list[tuple[str, list[ListLink]]]:
    """The councils to narrow a list to, by the title of their region or nation."""
    found = [(area.title, term_list.links(term_list.narrowed.inside(area))) for area in regions]
    return [(title, links) for title, links in found if links]


def _wider_links(term_list: TermList, area: Area) -> list[ListLink]:
    """The lists for the region, the nation and the country around an area."""
    catalogue = term_list.catalogue
    around = [other for other in catalogue.schema.areas.chain(area.id) if other != area]
    country = [catalogue.country] if area.kind != "country" else []
    return term_list.links(term_list.narrowed.choices([*around, *country]))


def _pages(
    term_list: TermList,
    url: str,
    title: str,
    description: str,
    sections: Sections,
    shared: Context,
) -> Iterator[Page]:
    """The pages of one list. `shared` is what all of them have in their context."""
    catalogue = term_list.catalogue
    entries = [(heading, o) for heading, groups in sections.items() for o in groups]
    is_whole = url == term_list.url
    subscriptions = term_list.subscriptions if is_whole else Subscriptions()
    context = {
        "term": term_list.term,
        "picture_name": term_picture(catalogue.schema, term_list.vocabulary, term_list.term),
        "term_url": term_list.url,
        "search": term_list.search,
        "subscriptions": subscriptions,
        "group_counts": {heading: len(groups) for heading, groups in sections.items()},
        **exit_context([term_list.term]),
        **shared,
    }
    for list_page in paginate(entries, url, title, catalogue.messages):
        is_whole_list = url == term_list.url and list_page.number == 1
        easy_read_url = urls.easy_read(url) if is_whole_list else ""
        data = Alternate(urls.api_term(term_list.vocabulary, term_list.term.id), JSON_TYPE)
        yield Page(
            list_page.url,
            list_page.title,
            description,
            "term.html",
            partial(_context, catalogue, list_page, {**context, "easy_read_url": easy_read_url}),
            section=term_list.index[1],
            easy_read_url=easy_read_url,
            alternates=(
                *([data] if is_whole_list else []),
                *subscriptions.alternates(catalogue.messages),
            ),
        )


def _context(
    catalogue: Catalogue, list_page: ListPage[tuple[str, Organisation]], shared: Context
) -> dict[str, object]:
    sections: dict[str, list[OrganisationRow]] = {}
    for heading, o in list_page.items:
        sections.setdefault(heading, []).append(catalogue.rows.organisation(o))
    return {"list_page": replace(list_page, items=()), "sections": sections, **shared}
