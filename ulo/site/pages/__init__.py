"""One module for each feature, with its templates beside it: `build_pages` maps a Catalogue to
pages and files.

Page modules never import each other. Their order makes no difference to the result.
"""

from collections.abc import Collection, Iterator

from ulo.catalogue import Catalogue
from ulo.site.page import Item
from ulo.site.pages import (
    a_to_z,
    api,
    assets,
    closed,
    confirmation,
    coordination,
    coverage,
    data_dictionary,
    easy_read,
    embeds,
    gaps,
    gazetteer,
    glossary,
    guides,
    home,
    judging,
    networks,
    news,
    open_data,
    open_referral,
    opportunities,
    organisation,
    place_index,
    places,
    plain_index,
    record_form,
    redirects,
    resources,
    rules,
    search,
    settings,
    shortlist,
    spreadsheet_templates,
    terms,
    work,
    work_tables,
)

__all__ = ["PAGE_MODULES", "build_all"]

PAGE_MODULES = (
    assets,
    home,
    organisation,
    record_form,
    confirmation,
    places,
    place_index,
    gazetteer,
    guides,
    judging,
    easy_read,
    a_to_z,
    closed,
    news,
    open_data,
    coverage,
    data_dictionary,
    rules,
    embeds,
    settings,
    plain_index,
    shortlist,
    redirects,
    spreadsheet_templates,
    coordination,
    networks,
    gaps,
    resources,
    glossary,
    opportunities,
    open_referral,
    api,
    # To name their files and lists takes longest: for any other page, nobody has to wait for it.
    terms,
    work,
    work_tables,
    search,
)


def build_all(
    catalogue: Catalogue,
    names: Collection[str] | None = None,
    owners: dict[str, str] | None = None,
) -> Iterator[Item]:
    """Every page and file of the site, none of them drawn yet; or those of modules of these names.

    `owners` gets the name of the module of each URL. Raises ValueError where two modules claim one.
    """
    owners = {} if owners is None else owners
    for module in PAGE_MODULES:
        name = module.__name__.rpartition(".")[2]
        if names is not None and name not in names:
            continue
        for item in module.build_pages(catalogue):
            if item.url in owners:
                raise ValueError(
                    f"{name} and {owners[item.url]} both write {item.url or 'the home page'}"
                )
            owners[item.url] = name
            yield item
