"""Open Referral UK: every file, its place, and that they fit together and with their page."""

import json
import re
from collections import Counter

import pytest
from hypothesis import given, strategies as st

import sites
from open_referral import ADDRESS, CONFIGURED, PAGE_FIELDS, SAME, URI, entries, faults, files, only
from ulo import schema as shape
from ulo.catalogue import Catalogue
from ulo.core import urls
from ulo.exports import hsds
from ulo.exports.hsds.entities import as_uri, international_number


@pytest.fixture(scope="module")
def published(schema) -> Catalogue:
    return sites.catalogue(schema, CONFIGURED)


@pytest.fixture(scope="module")
def made(published) -> dict[str, dict]:
    return files(published)


# --- All files -----------------------------------------------------------------------------------


def test_every_thing_is_as_the_standard_asks_and_stands_under_its_id(made):
    for kind in hsds.KINDS:
        found = entries(made, kind)
        assert found
        for id, thing in found.items():
            assert thing["id"] == id
            assert not [*faults(thing, kind)]


def test_every_list_is_a_page_of_the_same_things_without_what_belongs_to_them(made):
    for kind in hsds.KINDS:
        page = made[f"api/hsds/{kind}.json"]
        assert list(page) == PAGE_FIELDS
        assert [thing["id"] for thing in page["contents"]] == [*entries(made, kind)]
        for thing in page["contents"]:
            assert not [*faults(thing, kind)]
            inner = [value for value in thing.values() if isinstance(value, dict)]
            assert not [v for part in (thing, *inner) for v in part.values() if type(v) is list]


def test_every_reference_leads_to_a_file(made):
    kinds = {
        "organization_id": "organizations",
        "service_id": "services",
        "link_id": "services",
        "taxonomy_id": "taxonomies",
        "taxonomy_term_id": "taxonomy_terms",
    }
    ids = {kind: set(entries(made, kind)) for kind in hsds.KINDS}
    counted = Counter()

    def follow(value):
        for name, inner in value.items():
            if name in kinds:
                assert inner in ids[kinds[name]], name
                counted[name] += 1
            elif isinstance(inner, list | dict):
                for item in inner if isinstance(inner, list) else [inner]:
                    follow(item)

    for thing in made.values():
        follow(thing)
    assert set(counted) == set(kinds)


def test_no_two_things_have_the_same_id(made):
    owners: dict[str, object] = {}
    for kind in ("organizations", "taxonomies"):
        stack = [*entries(made, kind).values()]
        while stack:
            thing = stack.pop()
            # A term stands with each group that it is true of.
            for name, inner in thing.items():
                if name != "taxonomy_term" and isinstance(inner, list | dict):
                    stack += inner if isinstance(inner, list) else [inner]
            assert owners.setdefault(thing["id"], thing) is thing, thing
    assert len(owners) > 1000


def test_the_first_file_names_the_standard(made):
    about = made[urls.HSDS_INDEX]
    assert list(about) == ["version", "profile", "openapi_url"]
    assert about["version"] == "HSDS-UK-3.0"
    assert URI.fullmatch(about["profile"]) and URI.fullmatch(about["openapi_url"])


@pytest.mark.parametrize(("size", "sizes"), [(2, [2, 2, 1]), (5, [5]), (1, [1] * 5)])
def test_a_long_list_goes_on_at_further_pages(published, made, size, sizes):
    some = only(published, *published.organisations[:5])
    pages = [
        files(some, size=size)[urls.hsds_list("services", number)]
        for number in range(1, len(sizes) + 1)
    ]
    assert urls.hsds_list("services", len(sizes) + 1) not in files(some, size=size)
    assert [page["size"] for page in pages] == [len(page["contents"]) for page in pages] == sizes
    assert [page["page_number"] for page in pages] == [*range(1, len(sizes) + 1)]
    assert {(page["total_items"], page["total_pages"]) for page in pages} == {(5, len(sizes))}
    assert [page["first_page"] for page in pages] == [n == 0 for n in range(len(sizes))]
    assert [page["last_page"] for page in reversed(pages)] == [n == 0 for n in range(len(sizes))]
    assert not any(page["empty"] for page in pages)
    names = [thing["name"] for page in pages for thing in page["contents"]]
    assert names == [o.name for o in some.organisations]


def test_a_directory_without_groups_has_empty_lists_and_all_terms(published):
    made = files(only(published))
    for kind in ("services", "organizations", "service_at_locations"):
        assert made[f"api/hsds/{kind}.json"] == {
            "total_items": 0,
            "total_pages": 1,
            "page_number": 1,
            "size": 0,
            "first_page": True,
            "last_page": True,
            "empty": True,
            "contents": [],
        }
        assert not entries(made, kind)
    assert len(entries(made, "taxonomy_terms")) > 50


def test_a_site_that_does_not_know_its_address_leaves_out_what_needs_it(schema, made):
    unknown = files(sites.catalogue(schema))
    assert list(unknown) == list(made)
    for kind in hsds.KINDS:
        for thing in entries(unknown, kind).values():
            assert not [*faults(thing, kind)]
    text = json.dumps(unknown)
    assert '"term_uri"' not in text and '"assurer_email"' not in text and ADDRESS not in text
    assert '"uri": "http://statistics.data.gov.uk/' in text


def test_the_same_records_give_the_same_bytes(published, schema):
    again = sites.catalogue(schema, CONFIGURED)
    first = {url: write() for url, write in hsds.hsds_files(published)}
    assert {url: write() for url, write in hsds.hsds_files(again)} == first


# --- Values ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "dialled"),
    [
        ("0113 496 0101", "+44 113 496 0101"),
        ("01697 73000", "+44 1697 73000"),
        ("0113 496 0101 ext. 12", "+44 113 496 0101 ext. 12"),
        ("+353 1 496 0101", "+353 1 496 0101"),
        ("0800 1111", "0800 1111"),
        ("116 123", "116 123"),
    ],
)
def test_what_is_no_full_number_of_the_uk_stays(schema, written, dialled):
    assert international_number(schema, written) == dialled


@pytest.mark.parametrize(
    ("address", "uri"),
    [
        ("https://example.org/about?a=1#b", "https://example.org/about?a=1#b"),
        ("https://example.org/caffè", "https://example.org/caff%C3%A8"),
        ("https://example.org/100%", "https://example.org/100%25"),
        ("https://example.org/a%20b", "https://example.org/a%20b"),
        ("https://example.org/[x]", "https://example.org/%5Bx%5D"),
        ("https://bücher.example/", "https://xn--bcher-kva.example/"),
        ("https://[", ""),
        ("", ""),
    ],
)
def test_web_addresses_have_only_the_signs_of_a_uri(address, uri):
    assert as_uri(address) == uri


@given(st.from_regex(r'^https?://[^\s<>"\\^`{|}]+$', fullmatch=True))
def test_every_address_that_a_record_can_have_is_a_uri_or_left_out(address):
    found = as_uri(address)
    assert not found or URI.fullmatch(found)
    assert as_uri(found) == found


# --- What the page about it says -----------------------------------------------------------------


def told_fields(kind: str, value: dict):
    """The fields of a thing and of all in it, but for ids and the fields that hold others."""
    for name, inner in value.items():
        if isinstance(inner, list | dict):
            for item in inner if isinstance(inner, list) else [inner]:
                yield from told_fields(name, item)
        elif name != "id" and not name.endswith("_id"):
            yield f"{SAME.get(kind, kind)}.{name}"


def test_the_page_about_it_explains_every_field_that_there_is_and_no_other(made, root):
    text = (root / "docs" / "data" / "open-referral.md").read_text("utf-8")
    rows = re.findall(r"^\| (.*?) \| (.*?) \|$", text.partition('<a id="fields">')[2], re.MULTILINE)
    name = re.compile(r"`([a-z_]+(?:\.[a-z_0-9]+)*)`")
    found = {
        field
        for kind in hsds.KINDS
        for thing in entries(made, kind).values()
        for field in told_fields(kind, thing)
    }
    told = [field for _, theirs in rows for field in name.findall(theirs) if "." in field]
    assert sorted(told) == sorted(found)
    record = shape.load(root).json_schema
    for ours, _ in rows:
        for field in name.findall(ours):
            part = record
            for step in field.split("."):
                part = part.get("items", part)["properties"][step]
    assert f"{hsds.PAGE_SIZE:,}" in text
