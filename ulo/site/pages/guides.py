"""The guides, the list of them, and the page for help in a crisis: what the shell drew, with what the records add to it."""

from collections.abc import Iterator

from ulo.core import urls
from ulo.catalogue import Catalogue
from ulo.checks import EVERYWHERE
from ulo.catalogue import Guide
from ulo.model import Freshness, Organisation
from ulo.site.renderer import Page, Renderer
from ulo.schema import Term

# About how many groups a guide names; the links beside them lead to all.
NAMED = 6


def write(catalogue: Catalogue, renderer: Renderer) -> Iterator[Page]:
    words = catalogue.words["guides"]
    ordered = sorted(catalogue.guides, key=lambda guide: guide.place)
    parts = {title: [guide for guide in ordered if guide.part == part] for part, title in words["parts"].items()}
    content = renderer.draw("guides.html", urls.GUIDES, parts=parts, crumbs=[])
    yield Page(urls.GUIDES, words["title"], words["description"], content, section=urls.GUIDES)
    for guide in catalogue.guides:
        easy, listed = urls.easy(guide.address) if guide.easy else "", bool(guide.part)
        shelves = [shelf for shelf in catalogue.library.shelves["topic"] if shelf.term.id in guide.topics]
        content = renderer.draw("guide.html", guide.address, guide=guide, easy=easy, doing=list(doing(catalogue, guide)), shelves=shelves, crumbs=[(words["title"], urls.GUIDES)] if listed else [])
        yield Page(guide.address, guide.title, guide.description, content, section=urls.GUIDES if listed else guide.address, data=data(catalogue, guide), easy=easy)


def doing(catalogue: Catalogue, guide: Guide) -> Iterator[tuple[Term, str, int, list[Organisation]]]:
    """For each thing that a guide is about: the term, its page, how many groups there are, and some that no other names."""
    terms = [(catalogue.activities[id], urls.activity(id), catalogue.doing[id]) for id in guide.activities]
    terms += [(catalogue.communities[id], urls.community(id), catalogue.led_by[id]) for id in guide.communities]
    seen: set[str] = set()
    for term, address, groups in terms:
        # First those that are there for everybody, and that somebody has heard of lately.
        best = sorted((o for o in groups if o.slug not in seen), key=lambda o: (
            catalogue.freshness[o.slug] == Freshness.UNCONFIRMED, o.area.reach not in EVERYWHERE, -(o.newest_evidence or 0)))[:max(2, NAMED // len(terms))]
        seen |= {o.slug for o in best}
        if groups:
            yield term, address, len(groups), best


def data(catalogue: Catalogue, guide: Guide) -> dict:
    """What schema.org says of a guide."""
    return {
        "@context": "https://schema.org", "@type": "Article", "headline": guide.title, "description": guide.description, "dateModified": guide.date.isoformat(),
        "author": {"@type": "Organization", "name": catalogue.instance.name},
        "citation": [{"@type": "CreativeWork", "name": source.title, "url": source.url} for source in guide.sources],
    }
