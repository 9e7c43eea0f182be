"""A page for each community (who leads it, whom it is for) and each activity, and the two pages that list them."""

from collections.abc import Iterator

from ulo.core import urls
from ulo.catalogue import Catalogue
from ulo.model import Organisation
from ulo.core import format_message, pluralise
from ulo.site.renderer import Page, Renderer, sheets
from ulo.schema import Term


def write(catalogue: Catalogue, renderer: Renderer) -> Iterator[Page]:
    words, groups = catalogue.words["terms"], catalogue.words["counts"]["groups"]
    for term in catalogue.communities.values():
        led, meant = catalogue.led_by[term.id], catalogue.meant_for[term.id]
        headings = {format_message(words["led_by"], people=term.phrase): led, format_message(words["meant_for"], people=term.phrase): meant}
        description = format_message(words["led_description"], count=pluralise(len(led), groups), people=term.phrase)
        yield from _term(renderer, catalogue, term, urls.community(term.id), headings, "people", description)
    for term in catalogue.activities.values():
        doing = catalogue.doing[term.id]
        description = format_message(words["activity_description"], count=pluralise(len(doing), groups), text=term.description)
        yield from _term(renderer, catalogue, term, urls.activity(term.id), {words["does"]: doing}, "activities", description)
    for section, address in (("people", urls.PEOPLE), ("activities", urls.ACTIVITIES)):
        content = renderer.draw("terms.html", address, section=section, crumbs=[])
        yield Page(address, words[f"{section}_title"], words[f"{section}_description"], content, section=address)


def _term(renderer: Renderer, catalogue: Catalogue, term: Term, base: str, headings: dict[str, list[Organisation]],
          section: str, description: str) -> Iterator[Page]:
    parent = getattr(urls, section.upper())
    entries = [(heading, o) for heading, organisations in headings.items() for o in organisations]
    for sheet in sheets(entries, base, term.title, catalogue.words):
        easy = urls.easy(base) if sheet.number == 1 else ""
        parts = {heading: [o for h, o in sheet.items if h == heading] for heading, _ in sheet.items}
        content = renderer.draw("term.html", sheet.address, term=term, sheet=sheet, easy=easy, parts_of=parts,
                                totals={heading: len(organisations) for heading, organisations in headings.items()},
                                crumbs=[(catalogue.words["terms"][f"{section}_title"], parent)])
        yield Page(sheet.address, sheet.title, description, content, section=parent, easy=easy)
