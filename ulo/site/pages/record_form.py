"""The form to add or change a group: on the page, on paper, and each record as the form reads it."""

import json
from collections.abc import Iterator

from ulo.contribute import form
from ulo.core import urls
from ulo.catalogue import Catalogue
from ulo.checks import MIN_NAME_LENGTH
from ulo.model import as_data
from ulo.site.renderer import File, Page, Renderer
from ulo.core import slugify
from ulo.schema import Area

# On paper, how many lines there are for a list, and how often the questions about one piece of work are there.
LINE_COUNTS = {"lines": 3, "places": 3, "sources": 3, "work": 2, "opportunities": 1}
# In a file, a network is best named by its file name; a person writes its name.
NO_EXAMPLE = ("networks",)


def build_pages(catalogue: Catalogue, renderer: Renderer) -> Iterator[Page | File]:
    messages, steps = catalogue.messages["form"], form.build_steps(catalogue.schema)
    own = {name: messages[name] for name in messages if isinstance(messages[name], str)}
    shared = {"steps": steps, "example": example_line, "described": describedby_ids, "always": form.ALWAYS_REQUIRED}
    content = renderer.render("add.html", urls.ADD, places=areas_by_region(catalogue), rules=to_json(form.browser_rules(catalogue.schema)), said=to_json(own), crumbs=[], **shared)
    yield Page(urls.ADD, messages["title"], messages["description"], content, section=urls.ADD)
    sheet = messages["sheet"]
    content = renderer.render("sheet.html", urls.ADD_ON_PAPER, room=LINE_COUNTS, crumbs=[(messages["title"], urls.ADD)], **shared)
    yield Page(urls.ADD_ON_PAPER, sheet["title"], sheet["description"], content, section=urls.ADD)
    for o in catalogue.organisations:
        yield File(urls.record_data(o.slug), to_json(as_data(o)).encode())
    for name, groups in groups_by_name(catalogue).items():
        yield File(urls.name_lookup(name), to_json(groups).encode())


def groups_by_name(catalogue: Catalogue) -> dict[str, list[tuple[str, str]]]:
    """For each name, as a file name is made of it, the groups that have it: their file names and titles.

    A name that is the file name of its only group is left out: there the record tells the same.
    """
    found: dict[str, list[tuple[str, str]]] = {}
    for o in catalogue.organisations:
        for name in {slugify(name): None for name in (o.name, *o.also_known_as) if len(name) >= MIN_NAME_LENGTH}:
            found.setdefault(name, []).append((o.slug, catalogue.display_names[o.slug]))
    return {name: groups for name, groups in found.items() if name and [slug for slug, _ in groups] != [name]}


def areas_by_region(catalogue: Catalogue) -> Iterator[tuple[Area, list[Area]]]:
    """The regions, and the nations without regions, each with the places in it that a group can serve; first the whole country
    with its nations and what lies in no single region."""
    groups: dict[str, list[Area]] = {}
    now = [area for area in catalogue.areas.values() if not area.until or area.until >= catalogue.today.isoformat()]
    with_regions = {area.parent for area in now if area.kind == "region"}
    for area in sorted(now, key=lambda area: (area.kind == "council", area.title)):
        if area.kind == "nation" and area.id in with_regions or area.parent in with_regions and area.kind != "region":
            groups.setdefault("uk", []).append(area)
        elif area.kind in ("nation", "region"):
            groups.setdefault(area.id, []).insert(0, area)
        elif area.kind != "country":
            groups.setdefault(area.parent, []).append(area)
    return ((catalogue.areas[group], groups[group]) for group in sorted(groups, key=lambda group: (group != "uk", catalogue.areas[group].kind == "nation", catalogue.areas[group].title)))


def example_line(question: form.Question) -> str:
    """An example in one line, or nothing where it is not one that a person would write."""
    return "" if question.id in NO_EXAMPLE else question.example.replace("\n", ", ")


def describedby_ids(question: form.Question) -> str:
    """The ids of what a screen reader reads out with the question: its hint, and who will see the answer."""
    in_entry = any(isinstance(step, int) for step in question.pointer)
    return " ".join(f"{question.id}-{part}" for part, there in (("hint", question.hint), ("public", not in_entry)) if there)


def to_json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))
