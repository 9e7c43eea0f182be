"""A page for each community (who leads it, whom it is for) and each activity, and the two pages that list them."""

from collections.abc import Iterator

from ulo import addresses
from ulo.catalogue import Catalogue
from ulo.model import Organisation
from ulo.render import Page, Renderer, count, fill, sheets
from ulo.schema import Term


def write(catalogue: Catalogue, renderer: Renderer) -> Iterator[Page]:
    words, groups = catalogue.words["terms"], catalogue.words["counts"]["groups"]
    for term in catalogue.communities.values():
        led, meant = catalogue.led_by[term.id], catalogue.meant_for[term.id]
        headings = {fill(words["led_by"], people=term.phrase): led, fill(words["meant_for"], people=term.phrase): meant}
        description = fill(words["led_description"], count=count(len(led), groups), people=term.phrase)
        yield from _term(renderer, catalogue, term, addresses.community(term.id), headings, "people", description)
    for term in catalogue.activities.values():
        doing = catalogue.doing[term.id]
        description = fill(words["activity_description"], count=count(len(doing), groups), text=term.description)
        yield from _term(renderer, catalogue, term, addresses.activity(term.id), {words["does"]: doing}, "activities", description)
    for section, address in (("people", addresses.PEOPLE), ("activities", addresses.ACTIVITIES)):
        content = renderer.draw("terms.html", address, section=section, crumbs=[])
        yield Page(address, words[f"{section}_title"], words[f"{section}_description"], content, section=address)


def _term(renderer: Renderer, catalogue: Catalogue, term: Term, base: str, headings: dict[str, list[Organisation]],
          section: str, description: str) -> Iterator[Page]:
    parent = getattr(addresses, section.upper())
    entries = [(heading, o) for heading, organisations in headings.items() for o in organisations]
    for sheet in sheets(entries, base, term.title, catalogue.words):
        easy = addresses.easy(base) if sheet.number == 1 else ""
        parts = {heading: [o for h, o in sheet.items if h == heading] for heading, _ in sheet.items}
        content = renderer.draw("term.html", sheet.address, term=term, sheet=sheet, easy=easy, parts_of=parts,
                                totals={heading: len(organisations) for heading, organisations in headings.items()},
                                crumbs=[(catalogue.words["terms"][f"{section}_title"], parent)])
        yield Page(sheet.address, sheet.title, description, content, section=parent, easy=easy)
