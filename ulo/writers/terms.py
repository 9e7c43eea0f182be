"""A page for each community (who leads it, whom it is for) and each activity, and the two pages that list them."""

from collections.abc import Iterator

from ulo import addresses
from ulo.catalogue import Catalogue, pages
from ulo.model import Organisation
from ulo.render import Page, Renderer, fill
from ulo.schema import Term

# The longest list on one page; the rest follows on pages of its own, by plain links.
SIZE = 50


def write(catalogue: Catalogue, renderer: Renderer) -> Iterator[Page]:
    words = catalogue.words["terms"]
    for term in catalogue.communities.values():
        led, meant = catalogue.led_by[term.id], catalogue.meant_for[term.id]
        headings = [(fill(words["led_by"], people=term.phrase), led), (fill(words["meant_for"], people=term.phrase), meant)]
        count = renderer.environment.filters["count"](len(led), catalogue.words["counts"]["groups"])
        yield from _term(renderer, catalogue, term, addresses.community(term.id), headings, "people",
                         fill(words["led_description"], count=count, people=term.phrase))
    for term in catalogue.activities.values():
        doing = catalogue.doing[term.id]
        count = renderer.environment.filters["count"](len(doing), catalogue.words["counts"]["groups"])
        yield from _term(renderer, catalogue, term, addresses.activity(term.id), [(words["does"], doing)], "activities",
                         fill(words["activity_description"], count=count, text=term.description))
    for section, address in (("people", addresses.PEOPLE), ("activities", addresses.ACTIVITIES)):
        content = renderer.draw("terms.html", address, section=section, crumbs=[])
        yield Page(address, words[f"{section}_title"], words[f"{section}_description"], content, section=address)


def _term(renderer: Renderer, catalogue: Catalogue, term: Term, base: str, headings: list[tuple[str, list[Organisation]]],
          section: str, description: str) -> Iterator[Page]:
    words = catalogue.words["terms"]
    parent = getattr(addresses, section.upper())
    entries = [(heading, o) for heading, organisations in headings for o in organisations]
    split = list(pages(entries, SIZE))
    for number, part in split:
        address = addresses.paged(base, number)
        sections = {heading: [o for h, o in part if h == heading] for heading, _ in part}
        content = renderer.draw("term.html", address, term=term, sections=sections, number=number, last=len(split), base=base,
                                totals={heading: len(organisations) for heading, organisations in headings},
                                crumbs=[(words[f"{section}_title"], parent)])
        title = term.title if number == 1 else fill(words["paged"], title=term.title, page=number, pages=len(split))
        yield Page(address, title, description, content, section=parent)
