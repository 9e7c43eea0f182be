"""The guides, the list of them, and the page for help in a crisis: what the shell drew, with what the records add to it."""

from collections.abc import Iterator

from ulo.core import urls
from ulo.catalogue import Catalogue
from ulo.checks import NATIONWIDE_REACHES
from ulo.catalogue import Guide
from ulo.model import Freshness, Organisation
from ulo.site.renderer import Page, Renderer
from ulo.schema import Term

# About how many groups a guide names; the links beside them lead to all.
MAX_GROUPS = 6


def build_pages(catalogue: Catalogue, renderer: Renderer) -> Iterator[Page]:
    messages = catalogue.messages["guides"]
    ordered = sorted(catalogue.guides, key=lambda guide: guide.place)
    parts = {title: [guide for guide in ordered if guide.part == part] for part, title in messages["parts"].items()}
    content = renderer.render("guides.html", urls.GUIDES, parts=parts, crumbs=[])
    yield Page(urls.GUIDES, messages["title"], messages["description"], content, section=urls.GUIDES)
    for guide in catalogue.guides:
        easy, listed = urls.easy_read(guide.url) if guide.easy else "", bool(guide.part)
        shelves = [shelf for shelf in catalogue.library.facets["topic"] if shelf.term.id in guide.topics]
        content = renderer.render("guide.html", guide.url, guide=guide, easy=easy, doing=list(related_groups(catalogue, guide)), shelves=shelves, crumbs=[(messages["title"], urls.GUIDES)] if listed else [])
        yield Page(guide.url, guide.title, guide.description, content, section=urls.GUIDES if listed else guide.url, json_ld=linked_data(catalogue, guide), easy_read_url=easy)


def related_groups(catalogue: Catalogue, guide: Guide) -> Iterator[tuple[Term, str, int, list[Organisation]]]:
    """For each thing that a guide is about: the term, its page, how many groups there are, and some that no other names."""
    terms = [(catalogue.activities[id], urls.activity(id), catalogue.by_activity[id]) for id in guide.activities]
    terms += [(catalogue.communities[id], urls.community(id), catalogue.led_by[id]) for id in guide.communities]
    seen: set[str] = set()
    for term, address, groups in terms:
        # First those that are there for everybody, and that somebody has heard of lately.
        best = sorted((o for o in groups if o.slug not in seen), key=lambda o: (
            catalogue.freshness[o.slug] == Freshness.UNCONFIRMED, o.area.reach not in NATIONWIDE_REACHES, -(o.newest_evidence or 0)))[:max(2, MAX_GROUPS // len(terms))]
        seen |= {o.slug for o in best}
        if groups:
            yield term, address, len(groups), best


def linked_data(catalogue: Catalogue, guide: Guide) -> dict:
    """What schema.org says of a guide."""
    return {
        "@context": "https://schema.org", "@type": "Article", "headline": guide.title, "description": guide.description, "dateModified": guide.date.isoformat(),
        "author": {"@type": "Organization", "name": catalogue.instance.name},
        "citation": [{"@type": "CreativeWork", "name": source.title, "url": source.url} for source in guide.sources],
    }
