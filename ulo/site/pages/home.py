"""The home page: what this is, and the ways in."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from ulo.catalogue import Catalogue, WorkItem
from ulo.core import format_day, urls
from ulo.exports import newest_change
from ulo.geography import Maps, number_areas
from ulo.model import Organisation
from ulo.schema import Term
from ulo.site.page import Page

# How many communities and activities are named; the others follow behind "all".
MAX_TERMS = 8
# The example comes from so many of the newest pieces of work.
MAX_EXAMPLES = 20


def build_pages(catalogue: Catalogue) -> Iterator[Page]:
    messages, instance = catalogue.messages["home"], catalogue.instance
    json_ld = {
        "@context": "https://schema.org",
        "@type": "WebSite",
        "name": instance.name,
        "description": messages["description"],
        "inLanguage": catalogue.schema.locale_tag,
    }
    if instance.site_url:
        json_ld |= {"url": instance.site_url, "@id": instance.site_url}
    yield Page(
        urls.HOME,
        instance.name,
        messages["description"],
        "home.html",
        lambda: _context(catalogue),
        json_ld=json_ld,
    )


def _context(catalogue: Catalogue) -> dict[str, object]:
    areas = catalogue.place_pages.regions
    drawing = Maps(catalogue.geocoder.gazetteer).regions
    example = choose_example(catalogue.participation.with_change, catalogue.today)
    activities = [term for id, term in catalogue.activities.items() if id != "other"]
    return {
        "ways": _ways(catalogue),
        "example": catalogue.rows.work(example) if example else None,
        "figures": _figures(catalogue),
        "areas": areas,
        "group_counts": {area.id: catalogue.place_groups.count(area) for area in areas},
        "drawing": drawing,
        "numbers": number_areas(drawing, (area.id for area in areas)),
        "communities": [
            (urls.community(term.id), term.title, count)
            for term, count in _largest(catalogue.led_by, catalogue.communities.values())
        ],
        "activities": [
            (urls.activity(term.id), term.title, count)
            for term, count in _largest(catalogue.by_activity, activities)
        ],
        "community_total": len(catalogue.communities),
        "activity_total": len(catalogue.activities),
        "resource_total": len(catalogue.resources),
        "word_total": len(catalogue.glossary_entries),
        "closed_total": len(catalogue.closed),
    }


def _ways(catalogue: Catalogue) -> dict[str, list[tuple[str, str]]]:
    """For each thing that people come for, where it is: the key of a message, and the page."""
    guides = {guide.url for guide in catalogue.guides}
    return {
        "support": [
            ("places", urls.PLACES),
            ("people", urls.PEOPLE),
            ("activities", urls.ACTIVITIES),
            ("by_name", urls.ORGANISATIONS),
        ],
        "take_part": [
            *([("opportunities", urls.OPPORTUNITIES)] if catalogue.opportunities else []),
            *([("guide", urls.TAKING_PART)] if urls.TAKING_PART in guides else []),
            ("speaking_up", urls.activity("self-advocacy")),
            ("changed", urls.CHANGED),
        ],
        "work_with": [
            *([("guide", urls.INVOLVING_PEOPLE)] if urls.INVOLVING_PEOPLE in guides else []),
            ("partners", urls.PARTNERS),
            ("gaps", urls.GAPS),
        ],
    }


def choose_example(items: Sequence[WorkItem], today: date) -> WorkItem | None:
    """A piece of work that shows what a group can change: one of the newest, another each week.

    Only of a group that is still there, and only where the year is known. `items` are the newest
    first. It is the same from Monday to Sunday, so the page need not change each day.
    """
    known = [item for item in items if item.work.year and not item.organisation.closed]
    examples = known[:MAX_EXAMPLES]
    week = (today.toordinal() - 1) // 7
    return examples[week % len(examples)] if examples else None


def _figures(catalogue: Catalogue) -> dict[str, object]:
    """How much there is, and the day of the newest record."""
    return {
        "groups": len(catalogue.open),
        "with_contact": sum(bool(o.contact) for o in catalogue.open),
        "councils": len(catalogue.councils),
        "with_local_group": len(catalogue.councils) - len(catalogue.councils_without_group),
        "work": len(catalogue.participation.work_items),
        "as_of": format_day(newest_change(catalogue) or catalogue.today),
    }


def _largest(
    groups: Mapping[str, list[Organisation]], terms: Iterable[Term]
) -> list[tuple[Term, int]]:
    """The terms that have most groups, and how many, without those that have none."""
    counts = [(term, len(groups[term.id])) for term in terms if groups[term.id]]
    return sorted(counts, key=lambda entry: -entry[1])[:MAX_TERMS]
