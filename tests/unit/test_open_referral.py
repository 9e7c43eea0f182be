"""Open Referral UK: what the files hold, and what the standard asks of them, in our own words."""

import dataclasses
import json
import re
from collections import Counter
from datetime import date
from uuid import UUID

import pytest
from hypothesis import given, strategies as st

import sites
from ulo.catalogue import Catalogue, Instance
from ulo.core import urls
from ulo.exports import hsds
from ulo.exports.hsds.entities import as_uri, international_number
from ulo.model import Closure, Location
from ulo.model.organisation import AccessFeature, Contact

ADDRESS = "https://example.org/led/"
CONFIGURED = Instance("Led by Us", ADDRESS, contact="hello@example.org")

# --- What the standard asks: the fields of each object, those that it must have marked with * ----

FIELDS = {
    "service": "*id organization_id *name description url email *status assured_date"
    " assurer_email alert last_modified schedules service_areas service_at_locations organization"
    " cost_options contacts attributes",
    "organization": "*id *name *description email website uri organization_identifiers services",
    "organization_identifiers": "*id organization_id identifier_scheme *identifier_type"
    " *identifier",
    "schedules": "*id service_id valid_from valid_to freq interval byday description opens_at"
    " closes_at attending_type notes",
    "service_areas": "*id service_id name uri service_area",
    "service_at_location": "*id service_id location_id location service",
    "location": "*id *location_type latitude longitude addresses accessibility",
    "addresses": "*id location_id *address_1 *city region *state_province *postal_code *country"
    " *address_type",
    "accessibility": "*id location_id description accessibility",
    "cost_options": "*id service_id valid_from valid_to option amount amount_description",
    # HSDS has `phones`; HSDS-UK lost the field, and lets an API add it.
    "contacts": "*id service_id phones",
    "phones": "*id contact_id *number description",
    "attributes": "*id link_id taxonomy_term_id link_type taxonomy_term",
    "taxonomy": "*id *name *description uri taxonomy_terms",
    "taxonomy_term": "*id *name *description taxonomy taxonomy_id term_uri term",
}
# The objects that have the name of another field.
SAME = {
    "services": "service",
    "organizations": "organization",
    "service_at_locations": "service_at_location",
    "taxonomies": "taxonomy",
    "taxonomy_terms": "taxonomy_term",
}
PAGE_FIELDS = [
    *("total_items", "total_pages", "page_number", "size", "first_page", "last_page", "empty"),
    "contents",
]
URI = re.compile(
    r"https?://[\w.:@~-]+(?:[/?#](?:[\w\-.~:/?#@!$&'()*+,;=]|%[0-9A-Fa-f]{2})*)?", re.A
)
FORMS = {
    **dict.fromkeys(("url", "website", "uri", "term_uri", "profile", "openapi_url"), URI),
    **dict.fromkeys(("email", "assurer_email"), re.compile(r"[^@\s]+@[^@\s]+\.[a-z]+")),
    **dict.fromkeys(
        ("assured_date", "valid_from", "valid_to"), re.compile(r"\d{4}-[01]\d-[0-3]\d")
    ),
    **dict.fromkeys(("opens_at", "closes_at"), re.compile(r"[0-2]\d:[0-5]\d")),
    "last_modified": re.compile(r"\d{4}-[01]\d-[0-3]\dT\d\d:\d\d:\d\d\.\d{3}Z"),
    "status": re.compile("active|inactive|defunct|temporarily closed"),
    "freq": re.compile("WEEKLY|MONTHLY"),
    "byday": re.compile(r"(?:-?[1-4])?(?:MO|TU|WE|TH|FR|SA|SU)(?:,(?:-?[1-4])?[A-Z]{2})*"),
    **dict.fromkeys(("location_type", "address_type"), re.compile("physical|postal|virtual")),
    "country": re.compile("[A-Z]{2}"),
}
NUMBERS = {"latitude", "longitude", "interval", "amount"}


def faults(value: object, kind: str, place: str = ""):
    """What the standard would object to, and an empty text or list."""
    names = FIELDS[SAME.get(kind, kind)].split()
    for name in names:
        if name.startswith("*") and not value.get(name[1:]):
            yield f"{place}{kind} has no {name[1:]}"
    for name, found in value.items():
        where = f"{place}{kind}.{name}"
        if name not in {known.removeprefix("*") for known in names}:
            yield f"{where} is no field"
        elif isinstance(found, list):
            if not found:
                yield f"{where} is empty"
            for item in found:
                yield from faults(item, name, f"{place}{kind} ")
        elif isinstance(found, dict):
            yield from faults(found, name, f"{place}{kind} ")
        elif name in NUMBERS:
            if not isinstance(found, int | float):
                yield f"{where} is no number"
        elif not isinstance(found, str) or not found.strip():
            yield f"{where} is no text: {found!r}"
        elif name == "id" or (name.endswith("_id") and name != "link_type"):
            if str(UUID(found)) != found:
                yield f"{where} is no UUID"
        elif name in FORMS and not FORMS[name].fullmatch(found):
            yield f"{where} is {found!r}"


def files(catalogue: Catalogue, **options) -> dict[str, dict]:
    return {url: json.loads(write()) for url, write in hsds.hsds_files(catalogue, **options)}


def entries(made: dict[str, dict], kind: str) -> dict[str, dict]:
    """The things of a kind by their id."""
    match = re.compile(rf"api/hsds/{kind}/([0-9a-f-]{{36}})\.json")
    return {found[1]: made[url] for url in made if (found := match.fullmatch(url))}


def only(catalogue: Catalogue, *groups, **changes) -> Catalogue:
    """The same catalogue with these groups alone."""
    instance = changes.pop("instance", catalogue.instance)
    schema = dataclasses.replace(catalogue.schema, **changes)
    return Catalogue(groups, schema, instance, catalogue.today)


def service(catalogue: Catalogue, o, **changes) -> dict:
    """The service of a group, after it has been compared with the standard."""
    made = files(only(catalogue, dataclasses.replace(o, **changes)))
    (found,) = entries(made, "services").values()
    assert not [*faults(found, "service")]
    return found


@pytest.fixture(scope="module")
def published(schema) -> Catalogue:
    return sites.catalogue(schema, CONFIGURED)


@pytest.fixture(scope="module")
def made(published) -> dict[str, dict]:
    return files(published)


@pytest.fixture
def leeds(published):
    """A group that says nearly all that a record can say."""
    return published.by_slug["leeds-speak-up"]


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


# --- A group -------------------------------------------------------------------------------------


def test_a_service_says_what_the_record_says(published, leeds):
    found = service(published, leeds)
    assert (found["name"], found["description"]) == (leeds.name, leeds.summary)
    assert (found["url"], found["email"]) == (leeds.contact.website, leeds.contact.email)
    assert (found["status"], "alert" in found) == ("active", False)
    assert found["last_modified"] == "2026-10-05T00:00:00.000Z"
    terms = [(a["link_type"], a["taxonomy_term"]["name"]) for a in found["attributes"]]
    assert ("led_by", "People with learning disabilities") in terms
    assert {("for", "Families"), ("activities", "Peer support")} <= set(terms)
    assert {("access", "Easy Read"), ("join", "Just come")} <= set(terms)
    (area,) = found["service_areas"]
    assert area["name"] == "Leeds" and area["uri"].endswith("/statistical-geography/E08000035")
    assert [(c["option"], c["amount"]) for c in found["cost_options"]] == [("Free", 0)]


def test_an_organization_has_its_numbers_and_the_address_of_its_page(published, leeds):
    made = files(only(published, leeds))
    (found,) = entries(made, "organizations").values()
    numbers = {i["identifier_scheme"]: i["identifier"] for i in found["organization_identifiers"]}
    assert numbers == {"GB-CHC": "1098895", "GB-COH": "04627551"}
    assert found["uri"] == f"{ADDRESS}orgs/leeds-speak-up/"
    assert "organization" not in found["services"][0]


def test_meetings_have_rules_only_where_the_days_are_known(published, leeds):
    weekly, monthly, unknown = service(published, leeds)["schedules"]
    assert (weekly["freq"], weekly["interval"], weekly["byday"]) == ("WEEKLY", 1, "TU,TH")
    assert (weekly["opens_at"], weekly["closes_at"]) == ("10:30", "12:30")
    assert weekly["notes"] == "No meetings: August and bank holidays"
    assert (monthly["freq"], monthly["byday"]) == ("MONTHLY", "-1SA")
    assert monthly["attending_type"] == "Millrace Library, or online"
    assert not {"freq", "byday", "opens_at"} & set(unknown)
    assert unknown["description"] == "Film night: once a month, on a Friday at 7pm"


def test_what_nobody_confirmed_for_a_year_is_not_told_as_true(published, leeds):
    check = leeds.checked
    last = service(published, leeds, checked=dataclasses.replace(check, on=date(2025, 11, 22)))
    assert {s["valid_to"] for s in last["schedules"]} == {"2026-11-21"}
    # The page that shows the meetings has a year of its own.
    sources = [dataclasses.replace(source, year=2024) for source in leeds.sources]
    old = service(
        published,
        leeds,
        checked=dataclasses.replace(check, on=date(2025, 11, 20)),
        sources=tuple(sources),
    )
    assert not {"schedules", "cost_options"} & set(old)
    assert "join" not in {a["link_type"] for a in old["attributes"]}


@pytest.mark.parametrize(("by", "assured"), [("organisation", True), ("public-sources", False)])
def test_only_the_group_itself_assures_its_service(published, leeds, by, assured):
    found = service(published, leeds, checked=dataclasses.replace(leeds.checked, by=by))
    assert found.get("assured_date") == ("2026-10-05" if assured else None)
    assert found.get("assurer_email") == ("hello@example.org" if assured else None)


def test_numbers_are_international_and_say_what_they_are_for(published, leeds):
    (contact,) = service(published, leeds)["contacts"]
    assert [(p["number"], p.get("description", "")) for p in contact["phones"]] == [
        (
            "+44 113 496 0101",
            "This group takes calls through Relay UK. Dial 18001, then 0113 496 0101.",
        ),
        ("+44 7700 900201", "Text message"),
        ("+44 113 496 0102", "Textphone"),
    ]
    email = Contact(email="info@leeds-speak-up.example.org")
    assert "contacts" not in service(published, leeds, contact=email)


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
def test_what_is_no_full_number_of_the_uk_stays(written, dialled):
    assert international_number(written) == dialled


def test_an_area_without_a_code_is_followed_by_its_councils(published, leeds):
    area = dataclasses.replace(leeds.area, serves=("avon", "bristol"))
    areas = service(published, leeds, area=area)["service_areas"]
    names = [found["name"] for found in areas]
    assert names[:2] == ["Avon", "Bristol"] and len(names) == len(set(names)) == 5
    assert ["uri" in found for found in areas] == [False, True, True, True, True]


# --- Closed, renamed and hostile -----------------------------------------------------------------


def test_a_closed_group_is_a_defunct_service_that_leads_nobody_there(published, leeds):
    after = published.by_slug["york-plain-speakers"]
    closed = Closure("https://example.org/", 2025, successor=after.slug)
    o = dataclasses.replace(leeds, closed=closed)
    made = files(only(published, o, after))
    services = {found["name"]: found for found in entries(made, "services").values()}
    found = services[leeds.name]
    assert (found["status"], services[after.name]["status"]) == ("defunct", "active")
    assert found["alert"] == f"This group closed in 2025. Its work carries on at {after.name}."
    ways = {"url", "email", "contacts", "schedules", "cost_options", "service_at_locations"}
    assert not ways & set(found)
    assert not {"email", "website"} & set(found["organization"])
    assert found["id"] not in json.dumps(made[urls.hsds_list("service_at_locations")])


def test_a_group_that_may_have_closed_carries_a_warning(published):
    unsure = [o for o in published.open if published.freshness[o.slug].value == "unconfirmed"]
    others = [o for o in published.open if o not in unsure]
    alerts = {
        found["name"]: found.get("alert")
        for found in entries(files(published), "services").values()
    }
    assert unsure and all("Check before you travel" in alerts[o.name] for o in unsure)
    assert not any(alerts[o.name] for o in others)


def test_a_group_keeps_all_its_ids_when_it_gets_another_name(published, leeds):
    renamed = dataclasses.replace(leeds, slug="speak-up-yorkshire", name="Speak Up Yorkshire")
    first = {"speak-up-yorkshire": leeds.slug}
    before, after = (
        files(only(published, leeds)),
        files(only(published, renamed, first_slugs=first)),
    )
    assert list(before) == list(after)
    text = re.compile(r'"(?:\w+_)?(?:id|uri)": "([^"]+)"')
    assert text.findall(json.dumps(before)) == text.findall(json.dumps(after))
    assert list(files(only(published, renamed))) != list(after)


def test_a_meeting_keeps_its_id_when_its_times_change(published, leeds):
    later = tuple(dataclasses.replace(m, starts="11:00", ends="") for m in leeds.meetings)
    ids = [found["id"] for found in service(published, leeds)["schedules"]]
    assert [found["id"] for found in service(published, leeds, meetings=later)["schedules"]] == ids
    same = tuple(dataclasses.replace(m, what="Film night") for m in leeds.meetings)
    found = service(published, leeds, meetings=same)["schedules"]
    assert len({schedule["id"] for schedule in found}) == 3


HOSTILE = '<script>alert("x")</script> \\ ]]> =1+1'


def test_a_hostile_record_breaks_no_file(published, leeds):
    o = dataclasses.replace(
        leeds,
        name=HOSTILE,
        summary=HOSTILE,
        based_in=dataclasses.replace(leeds.based_in, address=HOSTILE, town=HOSTILE),
        contact=Contact(website="https://bad host/ü?q=%zz#a#b", phone=HOSTILE, sms=HOSTILE),
        access=(AccessFeature("step-free", HOSTILE), AccessFeature("step-free", HOSTILE)),
        meetings=tuple(dataclasses.replace(m, what=HOSTILE, place=HOSTILE) for m in leeds.meetings),
        identifiers=(("GB-COH", HOSTILE),),
    )
    made = files(only(published, o))
    for kind in hsds.KINDS:
        for thing in entries(made, kind).values():
            assert not [*faults(thing, kind)]
    (found,) = entries(made, "services").values()
    # JSON needs no escaping of HTML: who shows it must escape it.
    assert found["name"] == HOSTILE and "url" not in found
    assert len(found["attributes"]) == len({a["id"] for a in found["attributes"]})
    assert all(re.fullmatch(r"api/hsds/[a-z_]+(/[0-9a-f-]{36})?\.json", url) for url in made)


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


# --- Where a group is ----------------------------------------------------------------------------

OFFICE = {"address": "1 Secret Lane", "postcode": "LS1 4AP"}


@pytest.mark.parametrize(
    ("base", "has_address", "point"),
    [
        ({**OFFICE, "town": "Leeds", "area": "leeds"}, True, None),
        (
            {**OFFICE, "town": "Leeds", "area": "leeds", "coordinates": "53.796101, -1.547812"},
            True,
            (53.7961, -1.5478),
        ),
        # A part of an address is no address.
        ({**OFFICE, "town": "Leeds"}, False, None),
        ({**OFFICE, "area": "leeds"}, False, None),
        ({"address": "1 Secret Lane", "town": "Leeds", "area": "leeds"}, False, None),
        ({"district": "LS1", "town": "Leeds", "area": "leeds"}, False, None),
        ({"town": "Leeds", "area": "leeds"}, False, None),
        ({"area": "leeds"}, False, None),
        ({}, False, None),
        # The point that a group itself gives, without its address.
        ({"coordinates": "53.80, -1.55", "area": "leeds"}, False, (53.8, -1.55)),
    ],
)
def test_no_place_is_more_exact_than_the_record(published, leeds, base, has_address, point):
    o = dataclasses.replace(leeds, based_in=Location(**base))
    made = files(only(published, o))
    (found,) = entries(made, "services").values()
    listed = made[urls.hsds_list("service_at_locations")]["contents"]
    if not has_address and not point:
        assert "service_at_locations" not in found and not listed
        assert not re.search("Secret|LS1|latitude", json.dumps(made))
        return
    (at,) = found["service_at_locations"]
    place = at["location"]
    assert (place.get("latitude"), place.get("longitude")) == (point or (None, None))
    assert [a["postal_code"] for a in place.get("addresses", [])] == ["LS1 4AP"] * has_address
    for address in place.get("addresses", []):
        assert (address["city"], address["state_province"], address["country"]) == (
            "Leeds",
            "England",
            "GB",
        )
    # A list has the point alone.
    assert [thing["id"] for thing in listed] == [at["id"]]
    assert "addresses" not in listed[0]["location"]
    (entry,) = entries(made, "service_at_locations").values()
    assert entry["location"] == place
    assert "service_at_locations" not in entry["service"]


def test_access_to_a_building_is_told_only_with_the_place_of_which_it_is_true(published, leeds):
    told = (
        AccessFeature("step-free", "the office and both meeting rooms"),
        AccessFeature("hearing-loop"),
        AccessFeature("easy-read", "minutes"),
    )
    (at,) = service(published, leeds, access=told)["service_at_locations"]
    texts = [fact["description"] for fact in at["location"]["accessibility"]]
    assert texts == ["Step-free: the office and both meeting rooms"]


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
    rows = re.findall(r"^\| (.*?) \| (.*?) \|$", text.partition("{#fields}")[2], re.MULTILINE)
    name = re.compile(r"`([a-z_]+(?:\.[a-z_0-9]+)*)`")
    found = {
        field
        for kind in hsds.KINDS
        for thing in entries(made, kind).values()
        for field in told_fields(kind, thing)
    }
    told = [field for _, theirs in rows for field in name.findall(theirs) if "." in field]
    assert sorted(told) == sorted(found)
    record = json.loads((root / "schema" / "organisation.json").read_text("utf-8"))
    for ours, _ in rows:
        for field in name.findall(ours):
            part = record
            for step in field.split("."):
                part = part.get("items", part)["properties"][step]
    assert f"{hsds.PAGE_SIZE:,}" in text
