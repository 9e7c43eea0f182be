"""The resource library: the way in, a list for each topic, reader, stage, kind and format, one by year, and a page for each resource."""

from collections.abc import Iterator
from itertools import groupby

from ulo.core import urls
from ulo.catalogue import Catalogue
from ulo.catalogue import Library, Shelf
from ulo.model import Resource
from ulo.model import HISTORY_YEARS, LASTING
from ulo.core import format_message, pluralise
from ulo.site.renderer import Page, Renderer, sheets


def write(catalogue: Catalogue, renderer: Renderer) -> Iterator[Page]:
    words, shelves = catalogue.words["resources"], catalogue.library
    crumbs = [(words["title"], urls.RESOURCES)]
    facts = {"library": shelves, "age": lambda resource: age(catalogue, shelves, resource)}
    content = renderer.draw("resources.html", urls.RESOURCES, crumbs=[], **facts)
    yield Page(urls.RESOURCES, words["title"], words["description"], content, section=urls.RESOURCES)
    for listed in shelves.shelves.values():
        for shelf in listed:
            yield from _shelf(catalogue, renderer, shelf, crumbs, facts)
    yield from _by_year(catalogue, renderer, shelves, crumbs, facts)
    for resource in shelves.resources:
        address = urls.resource(resource.slug)
        content = renderer.draw("resource.html", address, resource=resource, crumbs=crumbs, **facts)
        yield Page(address, resource.title, resource.description, content, section=urls.RESOURCES, data=linked_data(catalogue, resource))


def _shelf(catalogue: Catalogue, renderer: Renderer, shelf: Shelf, crumbs: list, facts: dict) -> Iterator[Page]:
    words = catalogue.words["resources"]
    title = format_message(words["shelf"][shelf.facet], title=shelf.term.title, phrase=shelf.term.phrase)
    described = format_message(words["shelf_description"], count=pluralise(len(shelf.resources), words["counts"]), text=shelf.term.description)
    for sheet in sheets(list(shelf.resources), urls.resources_by(shelf.facet, shelf.term.id), title, catalogue.words):
        parts = [(kind, list(part)) for kind, part in groupby(sheet.items, key=facts["library"].time_of)]
        guides = [guide for guide in catalogue.guides if shelf.facet == "topic" and shelf.term.id in guide.topics]
        content = renderer.draw("resource_list.html", sheet.address, sheet=sheet, title=title, lead=shelf.term.description, parts_of=parts, guides=guides, years=HISTORY_YEARS, crumbs=crumbs, **facts)
        yield Page(sheet.address, sheet.title, described, content, section=urls.RESOURCES)


def _by_year(catalogue: Catalogue, renderer: Renderer, shelves: Library, crumbs: list, facts: dict) -> Iterator[Page]:
    words = catalogue.words["resources"]
    for sheet in sheets(shelves.by_year, urls.RESOURCES_BY_YEAR, words["by_year"], catalogue.words):
        years = [(year, [resource for _, resource in part]) for year, part in groupby(sheet.items, key=lambda entry: entry[0])]
        content = renderer.draw("resource_years.html", sheet.address, sheet=sheet, years_of=years, crumbs=crumbs, **facts)
        yield Page(sheet.address, sheet.title, words["by_year_description"], content, section=urls.RESOURCES)


def age(catalogue: Catalogue, shelves: Library, resource: Resource) -> str:
    """How old a resource is, in a few words."""
    words, published = catalogue.words["resources"]["age"], resource.published
    if resource.superseded_by:
        return words["replaced"]
    if not published:
        return words["unknown"]
    told = format_message(words["about"], year=published.year) if published.about else str(published.year)
    if published.updated:
        told = format_message(words["updated"], year=told, updated=published.updated)
    elif resource.kind in LASTING:
        told = format_message(words["since"], year=told)
    # The colour and the picture of the chip alone would not reach everybody.
    return format_message(words["history"], year=told) if resource.slug in shelves.history else told


def linked_data(catalogue: Catalogue, resource: Resource) -> dict:
    """What schema.org calls a creative work; only what the record says."""
    data = {
        "@context": "https://schema.org", "@type": "CreativeWork", "name": resource.title, "abstract": resource.description,
        "url": resource.link.url if resource.link and resource.link.leads_to == "own-page" else "",
        "publisher": {"@type": "Organization", "name": resource.publisher} if resource.publisher else "",
        "author": [{"@type": "Person", "name": name} for name in resource.authors if name != "others"],
        "datePublished": str(resource.published.year) if resource.published and not resource.published.about and resource.kind not in LASTING else "",
        "isAccessibleForFree": resource.free or "",
        "about": [catalogue.term("topic", topic).title for topic in resource.topics],
    }
    return {key: value for key, value in data.items() if value}
