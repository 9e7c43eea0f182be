"""The reader's own list of groups, which stays on their device.

shortlist_page.js in docs/assets/js/shortlist/ shows it. What it shows of each group comes in small
files, so that nobody fetches them all for a few groups.
"""

import json
from collections.abc import Iterator
from functools import partial
from urllib.parse import quote

from ulo.catalogue import Catalogue
from ulo.core import display_url, urls
from ulo.model import Organisation
from ulo.records import values
from ulo.site.page import File, Item, Page
from ulo.site.renderer import script_json
from ulo.site.text import call_link, text_link

# By how many of its first letters the file of a group is found; every slug has two.
PREFIX_LENGTH = 2

# What a list shows of a group; of one that has moved, its new slug.
GroupFacts = dict[str, object] | str
# A way to get in touch: what it is, the text to show, and the address of its link, if it has one.
ContactWay = tuple[str, str, str]


def build_pages(catalogue: Catalogue) -> Iterator[Item]:
    messages, counts = catalogue.messages["shortlist"], catalogue.messages["counts"]["groups"]
    yield Page(
        urls.SHORTLIST,
        messages["title"],
        messages["description"],
        "shortlist.html",
        {"words": script_json({**messages["page"], "counts": counts}), "crumbs": []},
        section=urls.SHORTLIST,
    )
    slugs: dict[str, list[str]] = {}
    redirects = catalogue.schema.redirects
    # A site may be built from a part of the records.
    moved = [old for old, new in redirects.items() if new in catalogue.by_slug]
    for slug in sorted([*catalogue.by_slug, *moved]):
        slugs.setdefault(slug[:PREFIX_LENGTH], []).append(slug)
    for prefix, listed in slugs.items():
        yield File(urls.shortlist_groups(prefix), partial(_groups_file, catalogue, listed))


def _groups_file(catalogue: Catalogue, slugs: list[str]) -> bytes:
    groups = {slug: group_facts(catalogue, slug) for slug in slugs}
    return json.dumps(groups, ensure_ascii=False, separators=(",", ":")).encode()


def group_facts(catalogue: Catalogue, slug: str) -> GroupFacts:
    if slug not in catalogue.by_slug:
        return catalogue.schema.redirects[slug]
    o = catalogue.by_slug[slug]
    row = catalogue.rows.organisation(o)
    return {
        "name": row.display_name,
        "summary": row.summary,
        "where": row.where,
        "freshness": row.freshness_text,
        "ways": list(contact_ways(catalogue, o)),
    }


def contact_ways(catalogue: Catalogue, o: Organisation) -> Iterator[ContactWay]:
    """How to get in touch, by phone first: a list is often for somebody who will ring."""
    labels, contact, base = catalogue.messages["organisation"], o.contact, o.based_in
    plan = values.country_forms(catalogue.schema).phones
    if contact.phone:
        number = contact.phone
        yield labels["phone"], values.read_phone(number, plan), call_link(number, plan)
    if contact.sms:
        number = contact.sms
        yield labels["sms"], values.read_phone(number, plan), text_link(number, plan)
    if contact.textphone:
        yield labels["textphone"], contact.textphone, ""
    if contact.email:
        yield labels["email"], contact.email, f"mailto:{quote(contact.email, '@')}"
    if contact.website:
        yield labels["website"], display_url(contact.website), contact.website
    if base.address:
        yield labels["visit"], f"{base.address_with_town} {base.postcode}".strip(), ""
