"""The old addresses of records whose file got another name: pages that lead on to the new ones, as their Easy Read views do."""

from collections.abc import Iterator

from ulo import addresses
from ulo.catalogue import Catalogue
from ulo.render import Page, Renderer, fill


def write(catalogue: Catalogue, renderer: Renderer) -> Iterator[Page]:
    words = catalogue.words["moved"]
    for old, new in catalogue.schema.moved.items():
        if new not in catalogue.by_slug:
            continue  # moved-record says it; a part of the records is drawn without the rest, too
        o, page = catalogue.by_slug[new], addresses.organisation(new)
        for address, target, title in (
            (addresses.organisation(old), page, words["title"]), (addresses.easy(addresses.organisation(old)), addresses.easy(page), words["easy_title"]),
        ):
            content = renderer.draw("moved.html", address, o=o, target=target, crumbs=[])
            yield Page(address, fill(title, name=catalogue.titles[o.slug], old=old), words["description"], content, section=addresses.ORGANISATIONS, leads_to=target)
