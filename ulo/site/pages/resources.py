"""The resource library: its home page, a list for each topic, audience, stage, kind and format, one
by year, and a page for each resource."""

from collections.abc import Iterator
from functools import partial
from itertools import groupby

from ulo.catalogue import Catalogue, FacetValue, Library
from ulo.core import format_message, pluralise, urls
from ulo.exports import drop_empty, resource_table
from ulo.model import HISTORY_YEARS, TIMELESS_KINDS, Resource
from ulo.site.page import File, Item, Page, paginate


def build_pages(catalogue: Catalogue) -> Iterator[Item]:
    messages, library = catalogue.messages["resources"], catalogue.library
    table = resource_table(catalogue)
    yield File(urls.download(urls.RESOURCES), partial(table.csv, catalogue.resources))
    yield Page(
        urls.RESOURCES,
        messages["title"],
        messages["description"],
        "resources.html",
        {"crumbs": [], **_shared_context(catalogue)},
        section=urls.RESOURCES,
    )
    for facet_values in library.facets.values():
        for facet_value in facet_values:
            yield from _facet_pages(catalogue, facet_value)
            url = urls.resources_by(facet_value.facet, facet_value.term.id)
            yield File(urls.download(url), partial(table.csv, facet_value.resources))
    yield from _year_pages(catalogue)
    for resource in library.resources:
        url = urls.resource(resource.slug)
        yield Page(
            url,
            resource.title,
            resource.description,
            "resource.html",
            {"resource": resource, "crumbs": _crumbs(catalogue), **_shared_context(catalogue)},
            section=urls.RESOURCES,
            json_ld=linked_data(catalogue, resource),
        )


def _shared_context(catalogue: Catalogue) -> dict[str, object]:
    """The variables that all templates of resources need."""
    library = catalogue.library
    return {
        "library": library,
        "format_age": lambda resource: format_age(catalogue, library, resource),
    }


def _crumbs(catalogue: Catalogue) -> list[tuple[str, str]]:
    return [(catalogue.messages["resources"]["title"], urls.RESOURCES)]


def _facet_pages(catalogue: Catalogue, facet_value: FacetValue) -> Iterator[Page]:
    messages, library = catalogue.messages["resources"], catalogue.library
    facet, term = facet_value.facet, facet_value.term
    title = format_message(messages["shelf"][facet], title=term.title, phrase=term.phrase)
    description = format_message(
        messages["shelf_description"],
        count=pluralise(len(facet_value.resources), messages["counts"]),
        text=term.description,
    )
    guides = [guide for guide in catalogue.guides if facet == "topic" and term.id in guide.topics]
    base_url = urls.resources_by(facet, term.id)
    for list_page in paginate(list(facet_value.resources), base_url, title, catalogue.messages):
        by_recency = groupby(list_page.items, key=library.recency)
        yield Page(
            list_page.url,
            list_page.title,
            description,
            "resource_list.html",
            {
                "list_page": list_page,
                "title": title,
                "lead": term.description,
                "sections": [(recency, list(group)) for recency, group in by_recency],
                "guides": guides,
                "history_years": HISTORY_YEARS,
                "crumbs": _crumbs(catalogue),
                **_shared_context(catalogue),
            },
            section=urls.RESOURCES,
        )


def _year_pages(catalogue: Catalogue) -> Iterator[Page]:
    messages, library = catalogue.messages["resources"], catalogue.library
    for list_page in paginate(
        library.by_year, urls.RESOURCES_BY_YEAR, messages["by_year"], catalogue.messages
    ):
        by_year = groupby(list_page.items, key=lambda entry: entry[0])
        yield Page(
            list_page.url,
            list_page.title,
            messages["by_year_description"],
            "resources_by_year.html",
            {
                "list_page": list_page,
                "sections": [
                    (year, [resource for _, resource in group]) for year, group in by_year
                ],
                "crumbs": _crumbs(catalogue),
                **_shared_context(catalogue),
            },
            section=urls.RESOURCES,
        )


def format_age(catalogue: Catalogue, library: Library, resource: Resource) -> str:
    """How old a resource is, in a few words."""
    messages: dict[str, str] = catalogue.messages["resources"]["age"]
    published = resource.published
    if resource.superseded_by:
        return messages["replaced"]
    if not published:
        return messages["unknown"]
    age = str(published.year)
    if published.about:
        age = format_message(messages["about"], year=age)
    if published.updated:
        age = format_message(messages["updated"], year=age, updated=published.updated)
    elif resource.kind in TIMELESS_KINDS:
        age = format_message(messages["since"], year=age)
    # The colour and the picture of the chip alone would not reach everybody.
    if resource.slug in library.history:
        age = format_message(messages["history"], year=age)
    return age


def linked_data(catalogue: Catalogue, resource: Resource) -> dict[str, object]:
    """A resource as schema.org describes a CreativeWork (JSON-LD): only what the record says."""
    link, published, publisher = resource.link, resource.published, resource.publisher
    has_exact_year = published and not published.about and resource.kind not in TIMELESS_KINDS
    data = {
        "@context": "https://schema.org",
        "@type": "CreativeWork",
        "name": resource.title,
        "abstract": resource.description,
        "url": link.url if link and link.link_type == "own-page" else "",
        "publisher": {"@type": "Organization", "name": publisher} if publisher else "",
        "author": [
            {"@type": "Person", "name": name} for name in resource.authors if name != "others"
        ],
        "datePublished": str(published.year) if published and has_exact_year else "",
        "isAccessibleForFree": resource.free or "",
        "about": [catalogue.term("topic", topic).title for topic in resource.topics],
    }
    return drop_empty(data)
