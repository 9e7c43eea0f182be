"""What others can take from here: the page of downloads, the files, and what their columns mean."""

import json
from collections.abc import Iterator
from functools import partial

from ulo.catalogue import Catalogue
from ulo.core import capitalise, format_day, format_message, pluralise, urls
from ulo.exports import (
    DOWNLOADS,
    LICENCE_URL,
    credits_of_others,
    drop_empty,
    explain_columns,
    newest_change,
    record,
)
from ulo.model import Organisation
from ulo.site.page import Alternate, File, Page

# What most people want; it stands above the others.
MAIN_FILE = "organisations-spreadsheet.csv"
# The pages of how the directory is made, by the key of their title.
MORE_PAGES = {
    "fields": urls.FIELDS,
    "rules": urls.RULES,
    "coverage": urls.COVERAGE,
    "editing": "editing/",
    "style": "style/",
    "import": "import/",
}


def build_pages(catalogue: Catalogue) -> Iterator[Page | File]:
    messages = catalogue.messages["open_data"]
    files = {urls.data_file(download.name): download for download in DOWNLOADS}
    for url, download in files.items():
        yield File(url, partial(download.make, catalogue))
    yield Page(
        urls.DATA,
        messages["title"],
        messages["description"],
        "open_data.html",
        partial(_context, catalogue),
        section=urls.DATA,
        json_ld=partial(linked_data, catalogue),
        alternates=tuple(
            Alternate(url, download.media_type, messages["files"][download.name])
            for url, download in files.items()
        ),
        sizes_of=(*files, urls.download(urls.ORGANISATIONS)),
    )
    yield Page(
        urls.COLUMNS,
        messages["columns_title"],
        messages["columns_description"],
        "data_columns.html",
        {"crumbs": [(messages["title"], urls.DATA)], "explained": explain_columns(catalogue)},
        section=urls.DATA,
    )


def _context(catalogue: Catalogue) -> dict[str, object]:
    messages, counts = catalogue.messages["open_data"], catalogue.messages["counts"]
    newest = newest_change(catalogue)
    day = format_day(newest or catalogue.today)
    groups = pluralise(len(catalogue.organisations), counts["groups"])
    if closed := len(catalogue.closed):
        told = format_message(messages["counts"], groups=groups, closed=closed, day=day)
    else:
        told = format_message(messages["counts_none_closed"], groups=groups, day=day)
    example = example_group(catalogue)
    return {
        "told": told,
        "main_file": MAIN_FILE,
        "kinds": {
            download.name: messages["kinds"][download.name.rpartition(".")[2]]
            for download in DOWNLOADS
        },
        "example": example and (catalogue.rows.link(example), as_text(example)),
        "more_pages": MORE_PAGES,
        "accounts": catalogue.accounts,
        "credits": credits_of_others(catalogue),
        "cited": format_message(
            messages["cite"],
            holder=capitalise(catalogue.instance.licence_holder or catalogue.instance.name),
            site=catalogue.instance.name,
            year=(newest or catalogue.today).year,
            day=day,
        ),
        "crumbs": [],
    }


def example_group(catalogue: Catalogue) -> Organisation | None:
    """The open group with the shortest record that has work in it, else the shortest of all."""
    groups = [o for o in catalogue.open if o.work] or catalogue.organisations
    return min(groups, key=lambda o: (len(as_text(o)), o.slug), default=None)


def as_text(o: Organisation) -> str:
    """A record as JSON that people can read."""
    return json.dumps(record(o), ensure_ascii=False, indent=2)


def linked_data(catalogue: Catalogue) -> dict[str, object]:
    """The data as schema.org describes a Dataset, which search engines for data read."""
    instance, messages = catalogue.instance, catalogue.messages["open_data"]
    newest = newest_change(catalogue)
    files = [
        {
            "@type": "DataDownload",
            "name": download.name,
            "description": messages["files"][download.name],
            "encodingFormat": download.media_type,
            "contentUrl": f"{instance.site_url}{urls.data_file(download.name)}",
        }
        for download in DOWNLOADS
    ]
    holder = {"@type": "Organization", "name": instance.licence_holder}
    data = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": instance.name,
        "description": messages["dataset"],
        "url": f"{instance.site_url}{urls.DATA}" if instance.site_url else "",
        "license": LICENCE_URL,
        "isAccessibleForFree": True,
        "creator": holder if instance.licence_holder else {},
        "dateModified": newest.isoformat() if newest else "",
        "version": newest.isoformat() if newest else "",
        "spatialCoverage": {"@type": "Country", "name": catalogue.country.title},
        "distribution": files if instance.site_url else [],
    }
    return drop_empty(data)
