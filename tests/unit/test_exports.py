"""The tables that readers download: what is in them, and that every spreadsheet reads them well."""

import csv
import dataclasses
import io
import re
from datetime import date

import pytest
from hypothesis import given, strategies as st

import sites
from ulo import exports
from ulo.catalogue import Instance
from ulo.core import csv_file, csv_lines, unescape_formulas
from ulo.model import Closure

TABLES = {
    "groups": exports.group_table,
    "work": exports.work_table,
    "partners": exports.partner_table,
    "areas": exports.area_table,
    "networks": exports.network_table,
    "resources": exports.resource_table,
    "words": exports.word_table,
}
# What makes a formula of a cell, as OWASP lists it.
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


@pytest.fixture(scope="module")
def published(schema):
    instance = Instance("Led by Us", "https://example.org/", licence_holder="the contributors")
    return sites.catalogue(schema, instance)


def read(content: bytes) -> list[dict[str, str]]:
    """The rows as somebody's spreadsheet has them."""
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def row(catalogue, o) -> dict[str, str]:
    (found,) = read(exports.group_table(catalogue).csv([o]))
    return found


def test_a_file_is_what_excel_and_rfc_4180_ask_for(published):
    content = exports.group_table(published).csv(published.organisations)
    assert content.startswith(b"\xef\xbb\xbf") and content.endswith(b"\r\n")
    lines = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    lengths = {len(line) for line in lines}
    assert len(lengths) == 1
    assert [row["id"] for row in read(content)] == [o.slug for o in published.organisations]
    # The same again, and by a table that made no row before.
    assert exports.group_table(published).csv(published.organisations) == content


def test_every_row_says_its_date_its_licence_and_its_page(published):
    for found in read(exports.group_table(published).csv(published.organisations)):
        assert date.fromisoformat(found["checked_on"]) <= published.today
        assert found["record_licence"] == "CC BY 4.0, the contributors"
        assert found["page"] == f"https://example.org/orgs/{found['id']}/"


def test_a_row_says_of_a_group_what_its_record_says(published):
    o = published.by_slug["leeds-speak-up"]
    o = dataclasses.replace(
        o,
        checked=dataclasses.replace(o.checked, on=date(2026, 3, 4), by="organisation"),
        closed=Closure("https://example.org/", 2025, successor=published.open[0].slug),
    )
    found = row(published, o)
    assert (found["name"], found["town"], found["council"]) == (o.name, o.based_in.town, "Leeds")
    titles = [published.communities[id].title for id in o.user_led.led_by]
    assert found["led_by"].split("; ") == titles
    assert (found["checked_on"], found["checked_by"]) == ("2026-03-04", "organisation")
    assert (found["closed"], found["closed_year"]) == ("yes", "2025")
    assert found["carried_on_by"] == published.open[0].name


@pytest.mark.parametrize(
    ("given", "district"),
    [({"postcode": "LS1 4AP"}, "LS1"), ({"district": "LS12"}, "LS12"), ({}, "")],
)
def test_no_place_is_more_exact_than_a_postcode_district(published, given, district):
    o = published.by_slug["leeds-speak-up"]
    exact = {"address": "1 Secret Lane", "coordinates": "53.7961, -1.5478", "postcode": ""}
    based_in = dataclasses.replace(o.based_in, **{**exact, "district": "", **given})
    found = row(published, dataclasses.replace(o, based_in=based_in))
    assert found["postcode_district"] == district
    text = " ".join(found.values())
    assert not any(part in text for part in ("Secret", "4AP", "53.79"))


def test_a_hostile_record_puts_no_formula_into_any_cell(published):
    attack = '=HYPERLINK("http://evil.example","x")'
    o = dataclasses.replace(
        published.open[0],
        name=attack,
        summary="Fine.\n@SUM(1+1)",
        also_known_as=("A", "+cmd|' /C calc'!A0", "-2+3"),
    )
    (found,) = read(exports.group_table(published).csv([o]))
    assert found["name"] == f"'{attack}"
    for cell in found.values():
        parts = re.split(r"[\n;]", cell)
        assert not any(part.lstrip(' "').startswith(FORMULA_SIGNS) for part in parts), cell


@given(st.lists(st.lists(st.text(), min_size=2, max_size=2), max_size=4))
def test_every_text_comes_back_from_a_file_as_it_was(rows):
    content = csv_file(csv_lines(rows)).decode("utf-8-sig")
    found = [[*map(unescape_formulas, cells)] for cells in csv.reader(io.StringIO(content, ""))]
    assert found == rows


def test_the_columns_are_those_that_the_page_about_them_explains(published):
    explained = exports.explain_columns(published)
    assert explained.keys() == TABLES.keys()
    for name, make_table in TABLES.items():
        assert list(explained[name]) == list(make_table(published).columns), name


def test_work_partners_networks_library_and_words_have_a_row_each(published):
    participation = published.participation
    entries = {
        exports.work_table: participation.work_items,
        exports.partner_table: [participation.body(id) for id in participation.by_body],
        exports.network_table: published.coordination.networks,
        exports.resource_table: published.resources,
        exports.word_table: published.glossary_entries,
    }
    for make_table, listed in entries.items():
        rows = read(make_table(published).csv(listed))
        assert len(rows) == len(listed) > 0
        assert all(found["page"].startswith("https://example.org/") for found in rows)
        assert all(found["record_licence"] for found in rows)


def test_a_network_leads_to_its_own_page_or_to_that_of_all_networks(published):
    networks = published.coordination.networks
    rows = read(exports.network_table(published).csv(networks))
    pages = {network.name: network.organisation for network in networks}
    assert None in pages.values() and any(pages.values())
    for found, network in zip(rows, networks, strict=True):
        path = f"orgs/{network.organisation.slug}/" if network.organisation else "networks/"
        assert found["page"] == f"https://example.org/{path}"
        assert (found["name"], found["members_here"]) == (network.name, str(len(network.members)))
