"""Brings answers into the form that a record has.

Each value is read as its field has it (`ulo.records.values`), and groups become their slugs. What
is not understood stays as it was written, so that the rules can say what is wrong with it.
"""

import re
from collections.abc import Mapping
from datetime import date

from ulo.checks import MAX_LIST_LENGTH, normalise_url
from ulo.core import fold
from ulo.records import values
from ulo.records.values import Reading
from ulo.schema import RecordData, Schema

SITE_NAME_LENGTH = 100
# What stands around the name of the site in a URL.
AROUND_SITE_NAME = re.compile(r"^https?://(www\.)?|[/?#:].*$", re.IGNORECASE | re.DOTALL)


def normalise(
    data: RecordData, schema: Schema, slugs_by_name: Mapping[str, str]
) -> tuple[RecordData, list[Reading]]:
    """The data with each value in the form that its field has, and what is said in other words.

    That a word of a list became its id is no news. `slugs_by_name` has the slug of each group by
    its folded names.
    """
    data, readings = values.read_record(data, schema)
    networks = data.get("networks")
    if isinstance(networks, list):
        slugs = [_find_slug(name, slugs_by_name) for name in networks[:MAX_LIST_LENGTH]]
        data["networks"] = list(dict.fromkeys(slugs)) + networks[MAX_LIST_LENGTH:]
    closed = data.get("closed")
    if isinstance(closed, dict) and isinstance(closed.get("successor"), str):
        closed["successor"] = _find_slug(closed["successor"], slugs_by_name)
    base = data.get("based_in")
    if isinstance(base, dict):
        _place_postcode(base, values.country_forms(schema).postcodes)
    return data, [reading for reading in readings if not reading.is_term]


def add_dates(data: RecordData, before: RecordData | None, today: date) -> RecordData:
    """The data with the days that a record needs: it was checked today, by whom the person says.

    What a reviewer has looked into (`checked.answered`) stays; who sends a record cannot add to it:
    then nobody would look.
    """
    before = before or {}
    checked = dict(data["checked"]) if isinstance(data.get("checked"), dict) else {}
    previous = before.get("checked")
    answered = previous.get("answered") if isinstance(previous, dict) else None
    if checked.pop("answered", None) and answered:
        checked["answered"] = answered
    by = "organisation" if checked.get("by") == "organisation" else "public-sources"
    added = before.get("added", today.isoformat())
    if by == "organisation":
        data = _date_visits(data, today)
    return {**data, "added": added, "checked": {**checked, "on": today.isoformat(), "by": by}}


def _date_visits(data: RecordData, today: date) -> RecordData:
    """The data with the day on which the group says when it meets and what a first visit is like.

    The day stays when somebody else changes the record later.
    """
    dated = dict(data)
    if isinstance(meetings := data.get("meetings"), list):
        dated["meetings"] = [
            {**entry, "on": today.isoformat()} if isinstance(entry, dict) else entry
            for entry in meetings
        ]
    if isinstance(visit := data.get("first_visit"), dict):
        dated["first_visit"] = {**visit, "on": today.isoformat()}
    return dated


def add_source(data: RecordData) -> RecordData:
    """The data with the page that shows who leads the group among its sources."""
    user_led = data.get("user_led")
    url = user_led.get("source") if isinstance(user_led, dict) else None
    sources = data.get("sources", [])
    if not isinstance(url, str) or not isinstance(sources, list) or len(sources) >= MAX_LIST_LENGTH:
        return data
    known = {
        normalise_url(str(source.get("url"))) for source in sources if isinstance(source, dict)
    }
    if normalise_url(url) in known:
        return data
    source = {"url": url, "title": site_name(url), "supports": ["user_led"]}
    return {**data, "sources": [source, *sources]}


def site_name(url: str) -> str:
    """The title of a page where nobody gave one: the name of its site."""
    return AROUND_SITE_NAME.sub("", url)[:SITE_NAME_LENGTH]


def _find_slug(name: object, slugs_by_name: Mapping[str, str]) -> object:
    return slugs_by_name.get(fold(name), name) if isinstance(name, str) else name


def _place_postcode(base: RecordData, plan: values.PostcodePlan) -> None:
    """Takes a postcode out of the address, and cuts it down to its outcode if there is no address.

    Without a public office the outcode says enough: as few as fifteen homes share a postcode.
    """
    address, text = base.get("address"), base.get("postcode")
    if isinstance(address, str) and not text:
        base["address"], found = values.split_address(address, plan)
        text = values.read_postcode(found, plan)
    if not isinstance(text, str):
        return
    if values.is_postcode(text, plan):
        base.pop("postcode", None)
        if base.get("address"):
            base["postcode"] = text
        else:
            base["district"] = values.find_outcode(text, plan)
    elif values.is_outcode(text, plan):
        del base["postcode"]
        base["district"] = text
