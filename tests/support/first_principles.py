"""Who is there for whom, worked out anew from the files: areas as sets of councils, groups as YAML.

Nothing here uses the catalogue, so that a fault in it cannot hide.
"""

import json
import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from html import unescape
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[2]
SENTENCE = re.compile(r"We don't know of any group in (.+?) led by (.+?)\.(?: |<|$)")
LISTED = re.compile(r'<li class="row">\s*<h3><a href="[^"]*orgs/([^"/]+)/"')


class Facts:
    """The open groups of a folder of records, and the areas and communities of schema/."""

    def __init__(self, folder: Path) -> None:
        read = (
            (path.stem, yaml.load(path.read_text("utf-8"), yaml.BaseLoader))
            for path in sorted(folder.glob("*.yml"))
        )
        self.groups: dict[str, dict[str, Any]] = {
            slug: data for slug, data in read if "closed" not in data
        }
        self.areas = {area["const"]: area for area in _terms("areas.json")}
        self.communities = {
            term["phrase"]: term["const"] for term in _terms("vocabulary/community.json")
        }

    @cached_property
    def councils(self) -> dict[str, frozenset[str]]:
        """The councils in each area, found by going up from each council."""
        found: dict[str, set[str]] = {
            id: set(area.get("covers", ())) for id, area in self.areas.items()
        }
        for id, area in self.areas.items():
            if area["kind"] == "council":
                above = id
                while above:
                    found[above].add(id)
                    above = self.areas[above].get("parent", "")
        return {id: frozenset(councils) for id, councils in found.items()}

    def areas_of(self, group: Mapping[str, Any]) -> set[str]:
        """The areas for whose people a group is, by what its record says."""
        area, base = group.get("area", {}), group.get("based_in", {}).get("area")
        serves = set(area.get("serves", ()))
        nationwide = any(self.areas[id]["kind"] in ("nation", "country") for id in serves)
        if area.get("reach") in ("uk-wide", "international") and not nationwide:
            return serves | {"uk"}
        return serves or ({base} if base else set())

    def is_for(self, group: Mapping[str, Any], place: str) -> bool:
        """Whether a group is for any of the people of an area."""
        return any(self.councils[area] & self.councils[place] for area in self.areas_of(group))

    def is_based_in(self, group: Mapping[str, Any], place: str) -> bool:
        base = group.get("based_in", {}).get("area")
        return bool(base) and self.councils[base] <= self.councils[place]

    def is_local(self, group: Mapping[str, Any], place: str) -> bool:
        """Whether it is for some of them, but not just because it is for a whole nation around."""
        return any(
            self.councils[area] & self.councils[place]
            and (area == place or self.areas[area]["kind"] not in ("nation", "country"))
            for area in self.areas_of(group)
        )

    def false_denials(self, place: str, html: str) -> Iterator[tuple[str, str, str]]:
        """Each community that a page says leads no group in a place, and a group that it leads."""
        for _, people in self.denials(html):
            for slug, group in self.groups.items():
                is_there = self.is_local(group, place) or self.is_based_in(group, place)
                if people in group["user_led"]["led_by"] and is_there:
                    yield place, people, slug

    def denials(self, html: str) -> list[tuple[str, str]]:
        """What a page says is not known: the name of the place, and the id of a community."""
        found = []
        for place, listed_people in SENTENCE.findall(unescape(html)):
            people = listed_people
            # The longest first: "carers" is a part of "parent carers".
            for phrase in sorted(self.communities, key=len, reverse=True):
                if phrase in people:
                    found.append((place, self.communities[phrase]))
                    people = people.replace(phrase, "")
            assert re.fullmatch(r"[, ]*(or )?", people), people
        return found


def listed(html: str) -> list[str]:
    """The slugs of the groups in the rows of a page."""
    return LISTED.findall(html)


def _terms(path: str) -> list[dict[str, Any]]:
    terms: list[dict[str, Any]] = json.loads((ROOT / "schema" / path).read_text("utf-8"))["oneOf"]
    return terms
