"""The search page: with its script a form with filters, without it a list of all groups from A to
Z."""

from collections.abc import Iterator
from functools import partial

from ulo.catalogue import CONTACT_WAYS, Catalogue
from ulo.core import format_message, urls
from ulo.model import RECENT_YEARS, Organisation
from ulo.site.page import Context, Item, ListPage, Page, TemplateFile, paginate
from ulo.site.place_lists import PlaceLists, list_urls
from ulo.site.renderer import asset_version, script_json, script_version
from ulo.site.search_index import SearchIndex

# The vocabulary of each filter, in the order of the page. Ways to get in touch and freshness have
# messages instead.
FILTER_VOCABULARIES = {
    "led": "community",
    "for": "community",
    "does": "activity",
    "reach": "reach",
    "access": "access",
}
# The scripts that show the first results.
FIRST_SCRIPTS = ("results_view", "find_page")
# The filters of one choice each, which stand together.
QUICK_FILTERS = ("touch", "online", "come", "active")
# Filters on facts that few records state; each says for how many groups it is known.
SPARSE_FILTERS = ("way", "access")
# Filters whose choices keep the order of their vocabulary; those of the others are sorted by title.
ORDERED_FILTERS = ("fresh", "reach")

# How many groups are listed for who has no scripts: fewer than elsewhere, as the first page has the
# filters and the lines of Help now, too.
LIST_SIZE = 20

# By facet and choice, the numbers of the groups that have it.
FacetNumbers = dict[str, dict[str, list[int]]]
# A choice of a filter: the facet, the id, the title, the number of groups.
Choice = tuple[str, str, str, int]


def build_pages(catalogue: Catalogue) -> Iterator[Item]:
    messages = catalogue.messages["find"]
    search_index = SearchIndex(catalogue)
    index = search_index.files
    yield from index
    if catalogue.instance.site_url:
        context = {"description": messages["description"]}
        yield TemplateFile(urls.OPENSEARCH, "opensearch.xml", context)
    numbers = search_index.facet_numbers
    choices = {
        heading: [
            choice
            for facet in (QUICK_FILTERS if heading == "quick" else [heading])
            for choice in _choices(catalogue, numbers, facet)
        ]
        for heading in messages["filter"]
        if heading != "closed"
    }
    place_lists = [f"{url}?{script_version()}" for url in list_urls(PlaceLists(catalogue))]
    offline_urls = [
        *(file.url for file in index),
        *place_lists,
        f"assets/guide.css?{asset_version('guide.css')}",
    ]
    form = {
        "choices": choices,
        "known_counts": _known_counts(numbers),
        # Lists name the ways in the order of their messages.
        "known_ways": [way for way in catalogue.messages["lists"]["ways"] if way in numbers["way"]],
        "crisis_phrases": script_json(catalogue.schema.crisis),
        "crisis_kinds": list(catalogue.schema.crisis["kinds"]),
        "organisation_count": len(catalogue.organisations),
        "index_url": index[0].url.removeprefix(urls.FIND),
        "terms_url": index[1].url,
        "offline_urls": offline_urls,
        "word_forms": script_json(forms) if (forms := catalogue.schema.word_forms) else "",
    }
    scripts = (f"assets/js/find/{name}.js?{script_version()}" for name in FIRST_SCRIPTS)
    needs = (index[0].url, *scripts, f"assets/find.css?{asset_version('find.css')}")
    for list_page in paginate(
        catalogue.open, urls.FIND, messages["title"], catalogue.messages, LIST_SIZE
    ):
        yield Page(
            list_page.url,
            list_page.title,
            messages["description"],
            "search.html",
            partial(_context, catalogue, list_page, form if list_page.number == 1 else {}),
            section=urls.FIND,
            needs=needs if list_page.number == 1 else (),
        )


def _context(
    catalogue: Catalogue, list_page: ListPage[Organisation], form: Context
) -> dict[str, object]:
    """`form` is for the form of the script, which is on the first page."""
    return {"list_page": list_page.map(catalogue.rows.organisation), "crumbs": [], **form}


def _known_counts(numbers: FacetNumbers) -> dict[str, int]:
    """For how many groups the facts of each sparse filter are known."""
    return {
        facet: len({number for found in numbers[facet].values() for number in found})
        for facet in SPARSE_FILTERS
    }


def _choices(catalogue: Catalogue, numbers: FacetNumbers, facet: str) -> list[Choice]:
    """The choices of a filter that some group has."""
    if facet in FILTER_VOCABULARIES:
        vocabulary = catalogue.schema.vocabularies[FILTER_VOCABULARIES[facet]]
        titles = {term.id: term.title for term in vocabulary.terms.values()}
        # It has a filter of its own.
        titles.pop("online", None)
    else:
        since = catalogue.today.year - RECENT_YEARS
        titles = {
            id: format_message(title, years=RECENT_YEARS, since=since)
            for id, title in catalogue.messages["find"][facet].items()
        }
    # "bsl" is a way to get in touch and a choice of "access" too, where it comes last for this.
    ordered_ids = titles if facet in ORDERED_FILTERS else CONTACT_WAYS
    positions = {id: number for number, id in enumerate(ordered_ids)}
    choices = [
        (facet, id, titles[id], len(found)) for id, found in numbers[facet].items() if id in titles
    ]
    return sorted(choices, key=lambda choice: (positions.get(choice[1], 0), choice[2]))
