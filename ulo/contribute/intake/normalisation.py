"""Answers as a record writes them: terms and places by their ids, groups by their file names, addresses and postcodes in their usual form.

What is not understood stays as it was written, so that the rules can say what is wrong with it.
"""

import re
from collections.abc import Mapping
from datetime import date

from ulo.checks import MAX_LIST_LENGTH, normalise_url
from ulo.contribute.places import OUTCODE, POSTCODE, split_address
from ulo.core import fold
from ulo.records import values
from ulo.schema import Schema

BARE_URL = re.compile(r"(?:www\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:/\S*)?", re.IGNORECASE)


def normalise(data: dict, schema: Schema, groups: Mapping[str, str]) -> dict:
    """The data with each value in the form that its field has. `groups` has the file name behind each folded name."""
    data = _normalise_value(data, schema.json_schema, schema) or {}
    if isinstance(networks := data.get("networks"), list):
        data["networks"] = (
            list(dict.fromkeys(_find_slug(name, groups) for name in networks[:MAX_LIST_LENGTH]))
            + networks[MAX_LIST_LENGTH:]
        )
    if isinstance(closed := data.get("closed"), dict) and isinstance(closed.get("successor"), str):
        closed["successor"] = _find_slug(closed["successor"], groups)
    if isinstance(base := data.get("based_in"), dict):
        _normalise_postcode(base)
    return data


def add_dates(data: dict, before: dict | None, today: date) -> dict:
    """The data with the days that the record needs: it was looked after today, by whom the person says.

    What a reviewer looked into stays noted. Who sends a record cannot note it: then nobody would ask.
    """
    checked = dict(data["checked"]) if isinstance(data.get("checked"), dict) else {}
    answered = (
        before["checked"].get("answered")
        if before and isinstance(before.get("checked"), dict)
        else None
    )
    if checked.pop("answered", None) and answered:
        checked["answered"] = answered
    by = "organisation" if checked.get("by") == "organisation" else "public-sources"
    added = before.get("added", today.isoformat()) if before else today.isoformat()
    return {**data, "added": added, "checked": {**checked, "on": today.isoformat(), "by": by}}


def add_source(data: dict) -> dict:
    """The data with the page that shows who leads the group among its sources."""
    source = data["user_led"].get("source") if isinstance(data.get("user_led"), dict) else None
    sources = data.get("sources", [])
    if (
        not isinstance(source, str)
        or not isinstance(sources, list)
        or len(sources) >= MAX_LIST_LENGTH
    ):
        return data
    if normalise_url(source) in (
        normalise_url(str(other.get("url"))) for other in sources if isinstance(other, dict)
    ):
        return data
    return {
        **data,
        "sources": [
            {"url": source, "title": site_name(source), "supports": ["user_led"]},
            *sources,
        ],
    }


def site_name(address: str) -> str:
    """What a page is called where nobody gave its title: the name of the site that it is on."""
    return re.sub(r"^https?://(www\.)?|[/?#:].*$", "", address, flags=re.IGNORECASE | re.DOTALL)[
        :100
    ]


def _normalise_value(value: object, node: dict, schema: Schema) -> object:
    if isinstance(value, dict):
        known = node.get("properties", {})
        parts = {
            key: _normalise_value(part, known.get(key, {}), schema) for key, part in value.items()
        }
        return {key: part for key, part in parts.items() if part not in ("", [], {})}
    if node.get("type") == "array" and isinstance(value, str) and node["items"]["type"] == "string":
        value = [value]
    if isinstance(value, list):
        inside = node.get("items", {})
        items = (
            _normalise_value(item, inside, schema)
            for part in value
            for item in _split_terms(part, inside, schema)
        )
        whole = [item for item in items if item not in ("", [], {})]
        return list(dict.fromkeys(whole)) if all(isinstance(item, str) for item in whole) else whole
    if "vocabulary" in node:
        return _find_term(value, node, schema) or value
    if node.get("format") == "uri" and BARE_URL.fullmatch(value):
        return f"https://{value}"
    return value


def _split_terms(item: object, node: dict, schema: Schema) -> list[object]:
    """The entry itself; or the terms in it, where it is none but has commas between some."""
    parts = (
        [part.strip() for part in item.split(",")]
        if isinstance(item, str) and "vocabulary" in node and not _find_term(item, node, schema)
        else []
    )
    return (
        [part for part in parts if part]
        if any(_find_term(part, node, schema) for part in parts)
        else [item]
    )


def _find_term(text: str, node: dict, schema: Schema) -> str | None:
    vocabulary = schema.vocabularies[node["vocabulary"]]
    if vocabulary is schema.areas:
        area = values.find_area(vocabulary, text)
        return area.id if area else None
    return vocabulary.find(text)


def _find_slug(name: object, groups: Mapping[str, str]) -> object:
    return groups.get(fold(name), name) if isinstance(name, str) else name


def _normalise_postcode(base: dict) -> None:
    """Without a public office, the first half of a postcode says enough: fifteen homes share the whole."""
    address, text = base.get("address"), base.get("postcode")
    if isinstance(address, str) and not text:
        base["address"], text = split_address(address)
    if not isinstance(text, str):
        return
    if match := POSTCODE.fullmatch(text):
        district, rest = match.group(1).upper(), match.group(2).upper()
        base.pop("postcode", None)
        if base.get("address"):
            base["postcode"] = f"{district} {rest}"
        else:
            base["district"] = district
    elif OUTCODE.fullmatch(text):
        del base["postcode"]
        base["district"] = text.upper()
