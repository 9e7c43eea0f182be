"""Partner bodies: names in free text are found, and the register is complete and consistent."""

import pytest

from sites import CATALOGUE
from ulo import records
from ulo.catalogue.partners import PartnerIndex

# Their sentences fit no kind: they say that people worked with others, and not how.
WITHOUT_KIND = {
    "Works with the hospital so that people go home when they are ready.",
    "Met the council and local people to talk about the harbour.",
}


@pytest.fixture(scope="module")
def work():
    """Every piece of work of the fictional groups."""
    found, _ = records.read(CATALOGUE / "orgs", CATALOGUE)
    return [piece for record in found for piece in record.data.get("work", [])]


@pytest.fixture(scope="module")
def partners(schema):
    return PartnerIndex(schema)


@pytest.mark.parametrize(
    ("text", "ids"),
    [
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
    ],
)
def test_bodies_are_found_by_the_names_in_sources(partners, text, ids):
    assert list(partners.find(text).bodies) == ids


def test_unknown_names_are_unmatched(partners):
    found = partners.find("Leeds City Council, Nowhere Hospice and the Lantern Trust (again)")
    assert found.bodies == ("leeds",) and found.unmatched == (
        "Nowhere Hospice",
        "Lantern Trust",
        "again",
    )


def test_every_partner_of_the_records_is_in_the_register(work, partners):
    unmatched = {
        rest: piece["with"]
        for piece in work
        for rest in partners.find(piece.get("with", "")).unmatched
    }
    assert not unmatched, (
        "add each to schema/registers/partners.json: to `bodies`, "
        "or to `unnamed` if it names no body"
    )


def test_every_entry_of_the_register_can_be_found(partners, schema):
    lost = {
        name: id
        for id, body in schema.partners.bodies.items()
        for name in (body.title, *body.other_names)
        if id not in partners.find(name).bodies
    }
    assert not lost
    assert not [
        text
        for text, ids in schema.partners.texts.items()
        if list(partners.find(text).bodies) != list(ids)
    ]
    assert not [name for name in schema.partners.ignored if partners.find(name).unmatched]


def test_every_body_has_a_known_kind_area_and_successor(partners, schema):
    for body in partners.bodies.values():
        assert body.kind in schema.vocabularies["body"].terms and (
            not body.area or body.area in schema.areas.terms
        ), body
        assert all(successor in partners.bodies for successor in body.became) and bool(
            body.became
        ) <= bool(body.until), body
    assert partners.predecessors["staffordshire-and-stoke-on-trent-icb"] == [
        "north-staffordshire-ccg",
        "stoke-on-trent-ccg",
    ]


def test_names_of_bodies_are_unique(schema):
    names = [
        name for body in schema.partners.bodies.values() for name in (body.title, *body.other_names)
    ]
    assert len(names) == len(set(names))


def test_all_work_has_a_kind_but_for_known_exceptions(work):
    assert {piece["what"] for piece in work if not piece.get("kind")} == WITHOUT_KIND
