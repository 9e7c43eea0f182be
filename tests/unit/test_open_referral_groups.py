"""Open Referral UK: what the files say of a group, and that they say no more than its record."""

import dataclasses
import json
import re
from datetime import date

import pytest

import sites
from open_referral import ADDRESS, CONFIGURED, entries, faults, files, only, service
from ulo.catalogue import Catalogue
from ulo.core import urls
from ulo.exports import hsds
from ulo.model import AccessFeature, Closure, Location
from ulo.model.organisation import Contact


@pytest.fixture(scope="module")
def published(schema) -> Catalogue:
    return sites.catalogue(schema, CONFIGURED)


@pytest.fixture
def leeds(published):
    """A group that says nearly all that a record can say."""
    return published.by_slug["leeds-speak-up"]


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
