"""Who a piece of work was done with: each text of the records is either placed or listed, and names of one body are one body."""

import pytest

from ulo import records
from ulo.partners import Partners

# The records that came first. Those of newcomers may have a work without kind, and partners that we do not know yet.
FIRST = "2026-11-21"
# Their sentences fit no kind: they say that people worked with others, and not how.
WITHOUT_KIND = {"Works with local health and social care staff so that support is joined up.",
                "Joined with a national arts platform to open up chances for disabled and Deaf artists.",
                "Met the local patients' watchdog to plan joint work for people who feel cut off.",
                "Takes part with the council in making Southwark an Age Friendly borough."}


@pytest.fixture(scope="module")
def work(root):
    """Every piece of work of the records that came first."""
    found, _ = records.read(root / "orgs", root)
    return [piece for record in found if record.data["added"] <= FIRST for piece in record.data.get("work", [])]


@pytest.fixture(scope="module")
def partners(schema):
    return Partners(schema)


@pytest.mark.parametrize("text, ids", [
    ("Leeds City Council", ["leeds"]),
    ("London Borough of Brent", ["brent"]),
    ("City of York Council", ["york"]),
    ("Hammersmith & Fulham Council", ["hammersmith-and-fulham"]),
    ("Cyngor Sir Ynys Môn", ["isle-of-anglesey"]),
    ("the NHS and North Yorkshire County Council", ["nhs", "north-yorkshire"]),
    ("NHS England", ["nhs-england"]),
    ("UK Parliament; CQC", ["uk-parliament", "care-quality-commission"]),
    ("University of Ulster", ["ulster-university"]),
    ("Department of Health", ["department-of-health-and-social-care"]),
    ("Department of Health NI", ["department-of-health-northern-ireland"]),
    # The body of the time, and not the one that carries on.
    ("Derry City Council", ["derry-city-council"]),
    ("Redbridge Council and Clinical Commissioning Group", ["redbridge", "redbridge-ccg"]),
    ("Candidates for Islington Council", []),
    # A place is not its council, and not every council is one.
    ("Leeds", []),
    ("Leeds Racial Equality Council", ["leeds-racial-equality-council"]),
    ("", []),
])
def test_bodies_are_found_by_the_names_that_sources_use(partners, text, ids):
    assert list(partners.find(text).bodies) == ids


def test_what_nothing_is_known_about_is_told(partners):
    found = partners.find("Leeds City Council, Nowhere Hospice and the Lantern Trust (again)")
    assert found.bodies == ("leeds",) and found.rest == ("Nowhere Hospice", "Lantern Trust", "again")


def test_every_partner_of_the_first_records_is_placed_or_listed(work, partners):
    strays = {rest: piece["with"] for piece in work for rest in partners.find(piece.get("with", "")).rest}
    assert not strays, "add each to schema/partners.json: to `bodies`, or to `unnamed` if it names no body"


def test_the_list_of_partners_holds_nothing_that_is_not_needed(work, partners, schema):
    texts = {piece.get("with", "") for piece in work}
    found = {body for text in texts for body in partners.find(text).bodies}
    heirs = {heir for body in schema.partners.bodies.values() for heir in body.became}
    assert not set(schema.partners.bodies) - found - heirs
    assert set(schema.partners.texts) <= texts
    assert not [name for name in schema.partners.unnamed if not any(name in text for text in texts)]


def test_every_body_is_of_a_kind_and_leads_to_bodies_and_places_that_exist(partners, schema):
    for body in partners.bodies.values():
        assert body.kind in schema.vocabularies["body"].terms and (not body.area or body.area in schema.areas.terms), body
        assert all(heir in partners.bodies for heir in body.became) and bool(body.became) <= bool(body.until), body
    assert partners.carries_on["staffordshire-and-stoke-on-trent-icb"] == ["north-staffordshire-ccg", "stoke-on-trent-ccg"]


def test_no_two_bodies_share_a_name(schema):
    names = [name for body in schema.partners.bodies.values() for name in (body.title, *body.other_names)]
    assert len(names) == len(set(names))


def test_every_piece_of_the_first_records_has_a_kind_but_those_listed(work):
    assert {piece["what"] for piece in work if not piece.get("kind")} == WITHOUT_KIND
