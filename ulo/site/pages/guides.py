"""The guides, the list of them, and the page for help in a crisis: what the shell rendered, with
what the records add to it."""

from collections.abc import Iterator

from ulo.catalogue import Catalogue, Guide, OrganisationRow
from ulo.core import urls
from ulo.model import Freshness, Organisation
from ulo.schema import Term
from ulo.site.page import Page
from ulo.site.quick_exit import HELP_EXIT

# About how many groups a guide names; the links beside them lead to all.
MAX_GROUPS = 6


def build_pages(catalogue: Catalogue) -> Iterator[Page]:
    messages = catalogue.messages["guides"]
    ordered = sorted(catalogue.guides, key=lambda guide: guide.place)
    parts = {
        title: [guide for guide in ordered if guide.part == part]
        for part, title in messages["parts"].items()
    }
    yield Page(
        urls.GUIDES,
        messages["title"],
        messages["description"],
        "guides.html",
        {"parts": parts, "crumbs": []},
        section=urls.GUIDES,
    )
    for guide in catalogue.guides:
        yield _guide_page(catalogue, guide)


def _guide_page(catalogue: Catalogue, guide: Guide) -> Page:
    # A guide that is in no part of the list, such as the help in a crisis, stands alone.
    is_listed = bool(guide.part)
    easy_read_url = urls.easy_read(guide.url) if guide.easy else ""
    facet_values = [
        facet_value
        for facet_value in catalogue.library.facets["topic"]
        if facet_value.term.id in guide.topics
    ]
    return Page(
        guide.url,
        guide.title,
        guide.description,
        "guide.html",
        lambda: {
            "guide": guide,
            "easy_read_url": easy_read_url,
            "related_groups": list(related_groups(catalogue, guide)),
            "facet_values": facet_values,
            "crumbs": [(catalogue.messages["guides"]["title"], urls.GUIDES)] if is_listed else [],
            **({} if is_listed else HELP_EXIT),
        },
        section=urls.GUIDES if is_listed else guide.url,
        json_ld=linked_data(catalogue, guide),
        easy_read_url=easy_read_url,
    )


def related_groups(
    catalogue: Catalogue, guide: Guide
) -> Iterator[tuple[Term, str, int, list[OrganisationRow]]]:
    """For each activity and community of a guide that has groups: the term, the URL of its page,
    how many groups there are, and a few of them that are not named under an earlier term."""
    terms = [
        (catalogue.activities[id], urls.activity(id), catalogue.by_activity[id])
        for id in guide.activities
    ]
    terms += [
        (catalogue.communities[id], urls.community(id), catalogue.led_by[id])
        for id in guide.communities
    ]

    def rank(o: Organisation) -> tuple[bool, bool, int]:
        """First those that somebody has heard of lately, and that are there for everybody."""
        return (
            catalogue.freshness[o.slug] == Freshness.UNCONFIRMED,
            o.area.reach not in catalogue.schema.reach_ids.nationwide,
            -(o.newest_evidence or 0),
        )

    named: set[str] = set()
    for term, url, groups in terms:
        candidates = [o for o in groups if o.slug not in named]
        best = sorted(candidates, key=rank)[: max(2, MAX_GROUPS // len(terms))]
        named |= {o.slug for o in best}
        if groups:
            yield term, url, len(groups), catalogue.rows.organisations(best)


def linked_data(catalogue: Catalogue, guide: Guide) -> dict[str, object]:
    """A guide as schema.org describes an Article (JSON-LD)."""
    return {
        "@context": "https://schema.org",
        "@type": "Article",
        "headline": guide.title,
        "description": guide.description,
        "dateModified": guide.date.isoformat(),
        "author": {"@type": "Organization", "name": catalogue.instance.name},
        "citation": [
            {"@type": "CreativeWork", "name": source.title, "url": source.url}
            for source in guide.sources
        ],
    }
