"""One module a feature, its template beside it: each `write` maps a Catalogue to pages and files.

Writers never import each other. WRITERS is the order in which they run; it does not matter to the result.
"""

from collections.abc import Iterator

from ulo.catalogue import Catalogue
from ulo.site.renderer import File, Page, Renderer
from ulo.site.pages import add, closed, coverage, easy_read, fields, find, gaps, gazetteer, guides, home, joining, judging, letters, moved, networks, news, opportunities, organisation, place_lists, places, resources, rules, settings, template, terms, words, work, work_tables

WRITERS = (home, add, find, organisation, places, place_lists, gazetteer, terms, guides, judging, easy_read, letters, closed, news, coverage, fields, rules, settings, moved, template, work, work_tables, joining, networks, gaps,
           resources, words, opportunities)


def write_all(catalogue: Catalogue) -> Iterator[Page | File]:
    """Every page and file of the site. Raises ValueError where two writers claim one address."""
    renderer, owners = Renderer(catalogue), {}
    for writer in WRITERS:
        for item in writer.write(catalogue, renderer):
            if item.address in owners:
                raise ValueError(f"{writer.__name__} and {owners[item.address]} both write {item.address or 'the home page'}")
            owners[item.address] = writer.__name__
            yield item
