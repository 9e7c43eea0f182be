"""The page of the search: with its script a form with filters, without it a list of all groups from A to Z."""

from collections.abc import Iterator

from ulo.core import urls
from ulo.catalogue import Catalogue
from ulo.model import RECENT_YEARS
from ulo.core import format_message
from ulo.site.renderer import File, Page, Renderer, asset_version, paginate, script_version
from ulo.site.search_index import CONTACT_WAYS, SearchIndex
from ulo.schema import Term

# The vocabulary of each filter, in the order of the page; ways to get in touch and freshness have house words instead.
FILTER_VOCABULARIES = {"led": "community", "for": "community", "does": "activity", "reach": "reach", "access": "access"}
# Filters on what few records state say for how many it is known.
SPARSE_FILTERS = ("way", "access")


def build_pages(catalogue: Catalogue, renderer: Renderer) -> Iterator[Page | File]:
    messages = catalogue.messages["find"]
    search_index = SearchIndex(catalogue)
    index = search_index.files
    yield from index
    if catalogue.instance.site_url:
        yield File(urls.OPENSEARCH, renderer.render("opensearch.xml", urls.OPENSEARCH, description=messages["description"]).encode())
    known = search_index.facet_numbers
    choices = {facet: _choices(catalogue, known, facet) for facet in messages["filter"] if facet != "closed"}
    stated = {facet: len({number for numbers in known[facet].values() for number in numbers}) for facet in SPARSE_FILTERS}
    for sheet in paginate(catalogue.open, urls.FIND, messages["title"], catalogue.messages):
        content = renderer.render("find.html", sheet.url, sheet=sheet, crumbs=[], choices=choices, stated=stated, index=index[0].url.removeprefix(urls.FIND),
                                offline=[*(file.url for file in index), *(f"{address}?{script_version()}" for address in (urls.GAZETTEER, urls.OUTCODES)), f"assets/guide.css?{asset_version('guide.css')}"])
        yield Page(sheet.url, sheet.title, messages["description"], content, section=urls.FIND)


def _choices(catalogue: Catalogue, known: dict[str, dict[str, list[int]]], facet: str) -> list[tuple[str, str, int]]:
    """The choices of a filter that some group has: id, words, number of groups."""
    messages = catalogue.messages["find"]
    if facet in FILTER_VOCABULARIES:
        terms: dict[str, Term] = catalogue.schema.vocabularies[FILTER_VOCABULARIES[facet]].terms
        named = {term.id: term.title for term in terms.values()}
    else:
        named = {id: format_message(title, years=RECENT_YEARS) for id, title in messages[facet].items()}
    ways = {way: number for number, way in enumerate(CONTACT_WAYS)}
    found = [(id, named[id], len(numbers)) for id, numbers in known[facet].items() if id in named]
    return sorted(found, key=lambda choice: (ways.get(choice[0], 0), list(named).index(choice[0]) if facet in ("fresh", "reach") else 0, choice[1]))
