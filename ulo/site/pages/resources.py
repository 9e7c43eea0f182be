"""The resource library: the way in, a list for each topic, reader, stage, kind and format, one by year, and a page for each resource."""

from collections.abc import Iterator
from itertools import groupby

from ulo.core import urls
from ulo.catalogue import Catalogue
from ulo.catalogue import Library, FacetValue
from ulo.model import Resource
from ulo.model import HISTORY_YEARS, TIMELESS_KINDS
from ulo.core import format_message, pluralise
from ulo.site.renderer import Page, Renderer, paginate


def build_pages(catalogue: Catalogue, renderer: Renderer) -> Iterator[Page]:
    messages, shelves = catalogue.messages["resources"], catalogue.library
    crumbs = [(messages["title"], urls.RESOURCES)]
    facts = {"library": shelves, "age": lambda resource: format_age(catalogue, shelves, resource)}
    content = renderer.render("resources.html", urls.RESOURCES, crumbs=[], **facts)
    yield Page(urls.RESOURCES, messages["title"], messages["description"], content, section=urls.RESOURCES)
    for listed in shelves.facets.values():
        for shelf in listed:
            yield from _facet_pages(catalogue, renderer, shelf, crumbs, facts)
    yield from _year_pages(catalogue, renderer, shelves, crumbs, facts)
    for resource in shelves.resources:
        address = urls.resource(resource.slug)
        content = renderer.render("resource.html", address, resource=resource, crumbs=crumbs, **facts)
        yield Page(address, resource.title, resource.description, content, section=urls.RESOURCES, json_ld=linked_data(catalogue, resource))


def _facet_pages(catalogue: Catalogue, renderer: Renderer, shelf: FacetValue, crumbs: list, facts: dict) -> Iterator[Page]:
    messages = catalogue.messages["resources"]
    title = format_message(messages["shelf"][shelf.facet], title=shelf.term.title, phrase=shelf.term.phrase)
    described = format_message(messages["shelf_description"], count=pluralise(len(shelf.resources), messages["counts"]), text=shelf.term.description)
    for sheet in paginate(list(shelf.resources), urls.resources_by(shelf.facet, shelf.term.id), title, catalogue.messages):
        parts = [(kind, list(part)) for kind, part in groupby(sheet.items, key=facts["library"].recency)]
        guides = [guide for guide in catalogue.guides if shelf.facet == "topic" and shelf.term.id in guide.topics]
        content = renderer.render("resource_list.html", sheet.url, sheet=sheet, title=title, lead=shelf.term.description, parts_of=parts, guides=guides, years=HISTORY_YEARS, crumbs=crumbs, **facts)
        yield Page(sheet.url, sheet.title, described, content, section=urls.RESOURCES)


def _year_pages(catalogue: Catalogue, renderer: Renderer, shelves: Library, crumbs: list, facts: dict) -> Iterator[Page]:
    messages = catalogue.messages["resources"]
    for sheet in paginate(shelves.by_year, urls.RESOURCES_BY_YEAR, messages["by_year"], catalogue.messages):
        years = [(year, [resource for _, resource in part]) for year, part in groupby(sheet.items, key=lambda entry: entry[0])]
        content = renderer.render("resource_years.html", sheet.url, sheet=sheet, years_of=years, crumbs=crumbs, **facts)
        yield Page(sheet.url, sheet.title, messages["by_year_description"], content, section=urls.RESOURCES)


def format_age(catalogue: Catalogue, shelves: Library, resource: Resource) -> str:
    """How old a resource is, in a few words."""
    messages, published = catalogue.messages["resources"]["age"], resource.published
    if resource.superseded_by:
        return messages["replaced"]
    if not published:
        return messages["unknown"]
    told = format_message(messages["about"], year=published.year) if published.about else str(published.year)
    if published.updated:
        told = format_message(messages["updated"], year=told, updated=published.updated)
    elif resource.kind in TIMELESS_KINDS:
        told = format_message(messages["since"], year=told)
    # The colour and the picture of the chip alone would not reach everybody.
    return format_message(messages["history"], year=told) if resource.slug in shelves.history else told


def linked_data(catalogue: Catalogue, resource: Resource) -> dict:
    """What schema.org calls a creative work; only what the record says."""
    data = {
        "@context": "https://schema.org", "@type": "CreativeWork", "name": resource.title, "abstract": resource.description,
        "url": resource.link.url if resource.link and resource.link.link_type == "own-page" else "",
        "publisher": {"@type": "Organization", "name": resource.publisher} if resource.publisher else "",
        "author": [{"@type": "Person", "name": name} for name in resource.authors if name != "others"],
        "datePublished": str(resource.published.year) if resource.published and not resource.published.about and resource.kind not in TIMELESS_KINDS else "",
        "isAccessibleForFree": resource.free or "",
        "about": [catalogue.term("topic", topic).title for topic in resource.topics],
    }
    return {key: value for key, value in data.items() if value}
