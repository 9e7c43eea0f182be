"""One module a feature, its template beside it: each `write` maps a Catalogue to pages and files.

Writers never import each other. WRITERS is the order in which they run; it does not matter to the result.
"""

from collections.abc import Iterator

from ulo.catalogue import Catalogue
from ulo.site.renderer import File, Page, Renderer
from ulo.site.pages import record_form, closed, coverage, easy_read, data_dictionary, search, gaps, gazetteer, guides, home, connections, judging, a_to_z, redirects, networks, news, opportunities, organisation, place_index, places, resources, rules, settings, spreadsheet_templates, terms, glossary, work, work_tables

PAGE_MODULES = (home, record_form, search, organisation, places, place_index, gazetteer, terms, guides, judging, easy_read, a_to_z, closed, news, coverage, data_dictionary, rules, settings, redirects, spreadsheet_templates, work, work_tables, connections, networks, gaps,
           resources, glossary, opportunities)


def build_all(catalogue: Catalogue) -> Iterator[Page | File]:
    """Every page and file of the site. Raises ValueError where two writers claim one address."""
    renderer, owners = Renderer(catalogue), {}
    for writer in PAGE_MODULES:
        for item in writer.build_pages(catalogue, renderer):
            if item.url in owners:
                raise ValueError(f"{writer.__name__} and {owners[item.url]} both write {item.url or 'the home page'}")
            owners[item.url] = writer.__name__
            yield item
