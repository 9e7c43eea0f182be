"""A page for each community (who leads it, whom it is for) and each activity, and the two pages that list them."""

from collections.abc import Iterator

from ulo.core import urls
from ulo.catalogue import Catalogue
from ulo.model import Organisation
from ulo.core import format_message, pluralise
from ulo.site.renderer import Page, Renderer, paginate
from ulo.schema import Term


def build_pages(catalogue: Catalogue, renderer: Renderer) -> Iterator[Page]:
    messages, groups = catalogue.messages["terms"], catalogue.messages["counts"]["groups"]
    for term in catalogue.communities.values():
        led, meant = catalogue.led_by[term.id], catalogue.meant_for[term.id]
        headings = {format_message(messages["led_by"], people=term.phrase): led, format_message(messages["meant_for"], people=term.phrase): meant}
        description = format_message(messages["led_description"], count=pluralise(len(led), groups), people=term.phrase)
        yield from _term_pages(renderer, catalogue, term, urls.community(term.id), headings, "people", description)
    for term in catalogue.activities.values():
        doing = catalogue.by_activity[term.id]
        description = format_message(messages["activity_description"], count=pluralise(len(doing), groups), text=term.description)
        yield from _term_pages(renderer, catalogue, term, urls.activity(term.id), {messages["does"]: doing}, "activities", description)
    for section, address in (("people", urls.PEOPLE), ("activities", urls.ACTIVITIES)):
        content = renderer.render("terms.html", address, section=section, crumbs=[])
        yield Page(address, messages[f"{section}_title"], messages[f"{section}_description"], content, section=address)


def _term_pages(renderer: Renderer, catalogue: Catalogue, term: Term, base: str, headings: dict[str, list[Organisation]],
          section: str, description: str) -> Iterator[Page]:
    parent = getattr(urls, section.upper())
    entries = [(heading, o) for heading, organisations in headings.items() for o in organisations]
    for sheet in paginate(entries, base, term.title, catalogue.messages):
        easy = urls.easy_read(base) if sheet.number == 1 else ""
        parts = {heading: [o for h, o in sheet.items if h == heading] for heading, _ in sheet.items}
        content = renderer.render("term.html", sheet.url, term=term, sheet=sheet, easy=easy, parts_of=parts,
                                totals={heading: len(organisations) for heading, organisations in headings.items()},
                                crumbs=[(catalogue.messages["terms"][f"{section}_title"], parent)])
        yield Page(sheet.url, sheet.title, description, content, section=parent, easy_read_url=easy)
