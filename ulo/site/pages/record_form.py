"""The form to add or change a group: the page, the sheet to print, and the data that the form's
scripts fetch."""

import json
from collections.abc import Iterator
from functools import partial

from ulo.catalogue import Catalogue
from ulo.checks import MIN_NAME_LENGTH
from ulo.contribute import browser_rules, form
from ulo.core import has_plural_forms, slugify, urls
from ulo.model import Organisation, as_data
from ulo.schema import Area
from ulo.site.page import File, Page

# On paper, how many lines there are for a list, and how often the questions about one piece of work
# are repeated.
LINE_COUNTS = {"lines": 3, "places": 3, "sources": 3, "work": 2, "opportunities": 1, "meetings": 2}
# In a file, a network is best named by its file name; a person writes its name.
NO_EXAMPLE = ("networks",)


def build_pages(catalogue: Catalogue) -> Iterator[Page | File]:
    yield from _form_pages(catalogue)
    for o in catalogue.organisations:
        yield File(urls.record_data(o.slug), partial(_record_data, o))
    for name, groups in groups_by_name(catalogue).items():
        yield File(urls.name_lookup(name), to_json(groups).encode())


def _record_data(o: Organisation) -> bytes:
    return to_json(as_data(o)).encode()


def _form_pages(catalogue: Catalogue) -> Iterator[Page]:
    """The form and its version on paper."""
    messages = catalogue.messages["form"]
    shared = {
        "steps": form.build_steps(catalogue.schema),
        "example_line": example_line,
        "describedby_ids": describedby_ids,
        "always_required": form.ALWAYS_REQUIRED,
    }
    # Sentences, and the forms of those with a number.
    script_messages = {
        key: text
        for key, text in messages.items()
        if isinstance(text, str) or has_plural_forms(text)
    }
    yield Page(
        urls.ADD,
        messages["title"],
        messages["description"],
        "record_form.html",
        lambda: {
            "areas_by_region": areas_by_region(catalogue),
            "rules": to_json(browser_rules.build_rules(catalogue.schema)),
            "script_messages": to_json(script_messages),
            "crumbs": [],
            **shared,
        },
        section=urls.ADD,
    )
    paper_messages = messages["sheet"]
    yield Page(
        urls.ADD_ON_PAPER,
        paper_messages["title"],
        paper_messages["description"],
        "paper_form.html",
        {"line_counts": LINE_COUNTS, "crumbs": [(messages["title"], urls.ADD)], **shared},
        section=urls.ADD,
    )


def groups_by_name(catalogue: Catalogue) -> dict[str, list[tuple[str, str]]]:
    """By name, slugified: the groups that have it, as pairs of slug and display name.

    A name that is the slug of its only group is left out: its record answers the same question.
    """
    by_name: dict[str, list[tuple[str, str]]] = {}
    for o in catalogue.organisations:
        names = [name for name in (o.name, *o.also_known_as) if len(name) >= MIN_NAME_LENGTH]
        # A dictionary and not a set: the order of names stays that of the record.
        for slug in dict.fromkeys(slugify(name) for name in names):
            by_name.setdefault(slug, []).append((o.slug, catalogue.display_names[o.slug]))
    return {
        name: groups
        for name, groups in by_name.items()
        if name and [slug for slug, _ in groups] != [name]
    }


def areas_by_region(catalogue: Catalogue) -> Iterator[tuple[Area, list[Area]]]:
    """The regions, and the nations without regions, each with the areas in it that a group can
    serve; before them the whole country with its nations and the areas in no single region."""
    today = catalogue.today.isoformat()
    current = [a for a in catalogue.areas.values() if not a.until or a.until >= today]
    divided = {area.parent for area in current if area.kind == "region"}
    groups: dict[str, list[Area]] = {}
    for area in sorted(current, key=lambda area: (area.kind == "council", area.title)):
        is_divided_nation = area.kind == "nation" and area.id in divided
        spans_regions = area.kind != "region" and area.parent in divided
        if is_divided_nation or spans_regions:
            groups.setdefault(catalogue.country.id, []).append(area)
        elif area.kind in ("nation", "region"):
            groups.setdefault(area.id, []).insert(0, area)
        elif area.kind != "country":
            groups.setdefault(area.parent, []).append(area)

    def sort_key(area_id: str) -> tuple[bool, bool, str]:
        """The country first, then the regions, then the nations."""
        area = catalogue.areas[area_id]
        return area != catalogue.country, area.kind == "nation", area.title

    for area_id in sorted(groups, key=sort_key):
        yield catalogue.areas[area_id], groups[area_id]


def example_line(question: form.Question) -> str:
    """An example in one line, or nothing where it is not one that a person would write."""
    return "" if question.id in NO_EXAMPLE else question.example.replace("\n", ", ")


def describedby_ids(question: form.Question) -> str:
    """The value of `aria-describedby`: the ids of the hint, and of who will see the answer."""
    is_in_entry = any(isinstance(step, int) for step in question.pointer)
    ids = []
    if question.hint:
        ids.append(f"{question.id}-hint")
    if not is_in_entry:
        ids.append(f"{question.id}-public")
    return " ".join(ids)


def to_json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))
