"""A page for each community (the groups that it leads, and those for it) and each activity, and the
two pages that list them."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from ulo.catalogue import Catalogue, OrganisationRow
from ulo.core import format_message, pluralise, urls
from ulo.model import Organisation
from ulo.schema import Term
from ulo.site.page import Context, ListPage, Page, paginate


def build_pages(catalogue: Catalogue) -> Iterator[Page]:
    for term in catalogue.communities.values():
        yield from _community_pages(catalogue, term)
    for term in catalogue.activities.values():
        yield from _activity_pages(catalogue, term)
    messages = catalogue.messages["terms"]
    for section, url in (("people", urls.PEOPLE), ("activities", urls.ACTIVITIES)):
        yield Page(
            url,
            messages[f"{section}_title"],
            messages[f"{section}_description"],
            "terms.html",
            {"section": section, "crumbs": []},
            section=url,
        )


def _community_pages(catalogue: Catalogue, term: Term) -> Iterator[Page]:
    messages, forms = catalogue.messages["terms"], catalogue.messages["counts"]["groups"]
    led_by = catalogue.led_by[term.id]
    headings = {
        format_message(messages["led_by"], people=term.phrase): led_by,
        format_message(messages["meant_for"], people=term.phrase): catalogue.meant_for[term.id],
    }
    description = format_message(
        messages["led_description"], count=pluralise(len(led_by), forms), people=term.phrase
    )
    crumb = (messages["people_title"], urls.PEOPLE)
    url = urls.community(term.id)
    yield from _term_pages(catalogue, term, url, headings, crumb, description)


def _activity_pages(catalogue: Catalogue, term: Term) -> Iterator[Page]:
    messages, forms = catalogue.messages["terms"], catalogue.messages["counts"]["groups"]
    groups = catalogue.by_activity[term.id]
    headings = {messages["does"]: groups}
    description = format_message(
        messages["activity_description"],
        count=pluralise(len(groups), forms),
        text=term.description,
    )
    crumb = (messages["activities_title"], urls.ACTIVITIES)
    url = urls.activity(term.id)
    yield from _term_pages(catalogue, term, url, headings, crumb, description)


def _term_pages(
    catalogue: Catalogue,
    term: Term,
    base_url: str,
    headings: dict[str, list[Organisation]],
    crumb: tuple[str, str],
    description: str,
) -> Iterator[Page]:
    _, parent_url = crumb
    entries = [(heading, o) for heading, listed in headings.items() for o in listed]
    group_counts = {heading: len(listed) for heading, listed in headings.items()}
    for list_page in paginate(entries, base_url, term.title, catalogue.messages):
        easy_read_url = urls.easy_read(base_url) if list_page.number == 1 else ""
        yield Page(
            list_page.url,
            list_page.title,
            description,
            "term.html",
            partial(
                _list_context,
                catalogue,
                list_page,
                {
                    "term": term,
                    "easy_read_url": easy_read_url,
                    "group_counts": group_counts,
                    "crumbs": [crumb],
                },
            ),
            section=parent_url,
            easy_read_url=easy_read_url,
        )


def _list_context(
    catalogue: Catalogue, list_page: ListPage[tuple[str, Organisation]], shared: Context
) -> dict[str, object]:
    sections: dict[str, list[OrganisationRow]] = {}
    for heading, o in list_page.items:
        sections.setdefault(heading, []).append(catalogue.rows.organisation(o))
    return {"list_page": replace(list_page, items=()), "sections": sections, **shared}
