"""The page of the search: with its script a form with filters, without it a list of all groups from A to Z."""

from collections.abc import Iterator

from ulo.core import urls
from ulo.catalogue import Catalogue
from ulo.model import RECENT_YEARS
from ulo.core import format_message
from ulo.site.renderer import File, Page, Renderer, sheets, version
from ulo.site.search_index import WAYS, facets, files
from ulo.schema import Term

# The vocabulary of each filter, in the order of the page; ways to get in touch and freshness have house words instead.
VOCABULARIES = {"led": "community", "for": "community", "does": "activity", "reach": "reach", "access": "access"}
# Filters on what few records state say for how many it is known.
SPARSE = ("way", "access")


def write(catalogue: Catalogue, renderer: Renderer) -> Iterator[Page | File]:
    words = catalogue.words["find"]
    index = files(catalogue)
    yield from index
    if catalogue.instance.address:
        yield File(urls.OPENSEARCH, renderer.draw("opensearch.xml", urls.OPENSEARCH, description=words["description"]).encode())
    known = facets(catalogue)
    choices = {facet: _choices(catalogue, known, facet) for facet in words["filter"] if facet != "closed"}
    stated = {facet: len({number for numbers in known[facet].values() for number in numbers}) for facet in SPARSE}
    for sheet in sheets(catalogue.open, urls.FIND, words["title"], catalogue.words):
        content = renderer.draw("find.html", sheet.address, sheet=sheet, crumbs=[], choices=choices, stated=stated, index=index[0].address.removeprefix(urls.FIND),
                                offline=[*(file.address for file in index), *(f"{address}?{version('*.js')}" for address in (urls.GAZETTEER, urls.DISTRICTS)), f"assets/guide.css?{version('guide.css')}"])
        yield Page(sheet.address, sheet.title, words["description"], content, section=urls.FIND)


def _choices(catalogue: Catalogue, known: dict[str, dict[str, list[int]]], facet: str) -> list[tuple[str, str, int]]:
    """The choices of a filter that some group has: id, words, number of groups."""
    words = catalogue.words["find"]
    if facet in VOCABULARIES:
        terms: dict[str, Term] = catalogue.schema.vocabularies[VOCABULARIES[facet]].terms
        named = {term.id: term.title for term in terms.values()}
    else:
        named = {id: format_message(title, years=RECENT_YEARS) for id, title in words[facet].items()}
    ways = {way: number for number, way in enumerate(WAYS)}
    found = [(id, named[id], len(numbers)) for id, numbers in known[facet].items() if id in named]
    return sorted(found, key=lambda choice: (ways.get(choice[0], 0), list(named).index(choice[0]) if facet in ("fresh", "reach") else 0, choice[1]))
