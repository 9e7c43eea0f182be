"""Groups and lists of terms as linked data: true to the records, and sound by their standards."""

import json
from dataclasses import replace

import pytest

import sites
from ulo.catalogue import Instance
from ulo.exports import linked_data, linked_data_file, skos_file, vocabularies_file
from ulo.model.organisation import Location

# The properties of schema.org that are used, by the type of thing that may have them there.
ALLOWED = {
    "NGO": {
        "name", "alternateName", "description", "url", "mainEntityOfPage", "sameAs", "email",
        "telephone", "foundingDate", "dissolutionDate", "areaServed", "knowsAbout", "address",
        "location", "identifier", "event", "memberOf",
    },
    "Organization": {"name"},
    "AdministrativeArea": {"name", "identifier"},
    "PropertyValue": {"propertyID", "name", "value", "url"},
    "PostalAddress": {
        "streetAddress", "postalCode", "addressLocality", "addressRegion", "addressCountry",
    },
    "Place": {"name", "description", "geo"},
    "GeoCoordinates": {"latitude", "longitude"},
    "VirtualLocation": {"url"},
    "Event": {
        "name", "eventAttendanceMode", "isAccessibleForFree", "location", "eventSchedule",
    },
    "Schedule": {
        "repeatFrequency", "byDay", "byMonthWeek", "startTime", "endTime", "scheduleTimezone",
    },
}  # fmt: skip
ADDRESS = "https://example.org/led/"


@pytest.fixture(scope="module")
def published(schema):
    return sites.catalogue(schema, Instance("Led by Us", ADDRESS))


def nodes(value):
    """All objects inside of a value, itself included."""
    if isinstance(value, dict):
        yield value
        value = list(value.values())
    if isinstance(value, list):
        for part in value:
            yield from nodes(part)


# --- Groups -------------------------------------------------------------------------------------


def test_one_file_has_every_group_as_its_page_has_it(published):
    data = json.loads(linked_data_file(published))
    assert set(data) == {"@context", "@graph"} and data["@context"] == "https://schema.org"
    assert [group["name"] for group in data["@graph"]] == [o.name for o in published.organisations]
    for o, group in zip(published.organisations, data["@graph"], strict=True):
        own = json.loads(json.dumps(linked_data(published, o)))
        assert own == {"@context": "https://schema.org", **group}
    assert linked_data_file(published) == linked_data_file(published)


def test_each_thing_has_only_what_schema_org_lets_it_have(published):
    seen = set()
    for node in nodes(json.loads(linked_data_file(published))["@graph"]):
        kind = node["@type"]
        seen.add(kind)
        assert {key for key in node if not key.startswith("@")} <= ALLOWED[kind], node
        assert all(value not in ("", None, [], {}) for value in node.values()), node
    assert seen == set(ALLOWED)


def test_ids_are_unique_and_networks_lead_to_theirs(published):
    graph = json.loads(linked_data_file(published))["@graph"]
    ids = [group["@id"] for group in graph]
    assert len(set(ids)) == len(ids) and all(id.startswith(ADDRESS) for id in ids)
    networks = [node for group in graph for node in group.get("memberOf", [])]
    known = [node["@id"] for node in networks if "@id" in node]
    assert known and set(known) <= set(ids) and len(known) < len(networks)


def test_numbers_lead_to_the_public_registers(published):
    o = replace(
        published.by_slug["leeds-speak-up"],
        identifiers=(("GB-SC", "SC012345"), ("GB-MPR", "31234R")),
    )
    data = linked_data(published, o)
    page = published.schema.registers.page("GB-SC", "SC012345")
    assert page in data["sameAs"]
    scottish, mutual = data["identifier"]
    assert (scottish["propertyID"], scottish["value"], scottish["url"]) == (
        "GB-SC",
        "SC012345",
        page,
    )
    assert mutual["value"] == "31234R" and "url" not in mutual


@pytest.mark.parametrize(
    ("based_in", "has_point"),
    [
        (Location("Leeds", "leeds", "", "", "", "53.7961, -1.5478"), True),
        (Location("Leeds", "leeds", "", "LS1 4AP"), True),
        (Location("", "leeds", "", "", "LS6"), True),
        (Location("Newport", "isle-of-wight"), True),
        # A council, a region, and a town as large as one have no point that would mean anything.
        (Location("", "kirklees"), False),
        (Location("", "south-west"), False),
        (Location("London", "london"), False),
        (Location(), False),
    ],
)
def test_only_what_is_known_well_enough_has_a_point(published, schema, based_in, has_point):
    o = replace(published.by_slug["leeds-speak-up"], slug="placed", based_in=based_in)
    catalogue = type(published)([o], schema, published.instance, published.today)
    assert ("location" in linked_data(catalogue, o)) == has_point


def test_markup_in_a_record_stays_text(published):
    o = replace(published.open[0], name='</script><b>"x"</b>\\')
    catalogue = type(published)([o], published.schema, published.instance, published.today)
    (group,) = json.loads(linked_data_file(catalogue))["@graph"]
    assert group["name"] == o.name


# --- Lists of terms -----------------------------------------------------------------------------


def test_the_plain_file_has_every_list_with_every_term(published):
    found = {
        entry["id"]: entry for entry in json.loads(vocabularies_file(published))["vocabularies"]
    }
    vocabularies = published.schema.vocabularies
    assert found.keys() == vocabularies.keys()
    for id, entry in found.items():
        assert [term["id"] for term in entry["terms"]] == [*vocabularies[id].terms]
    areas = {area["id"]: area for area in found["areas"]["terms"]}
    assert areas["leeds"]["gss_code"] == published.areas["leeds"].code
    assert areas["leeds"]["parent"] == "yorkshire-and-the-humber"


@pytest.fixture(scope="module")
def concepts(published):
    return {node["@id"]: node for node in json.loads(skos_file(published))["@graph"]}


def test_each_list_is_a_scheme_and_each_term_a_concept_of_it(published, concepts):
    base = f"{ADDRESS}data/vocabularies.jsonld#"
    for id, vocabulary in published.schema.vocabularies.items():
        scheme = concepts[base + id]
        assert scheme["@type"] == "ConceptScheme" and scheme["title"]["en"] == vocabulary.title
        for term in vocabulary.terms.values():
            concept = concepts[f"{base}{id}/{term.id}"]
            assert concept["@type"] == "Concept" and concept["inScheme"] == base + id
            assert concept["prefLabel"]["en"] == term.title
    total = sum(1 + len(each.terms) for each in published.schema.vocabularies.values())
    assert len(concepts) == total


def test_areas_have_their_official_code_and_lie_in_each_other(published, concepts):
    base = f"{ADDRESS}data/vocabularies.jsonld#areas/"
    cardiff = concepts[f"{base}cardiff"]
    assert cardiff["notation"] == published.areas["cardiff"].code
    assert cardiff["broader"] == f"{base}wales" and cardiff["prefLabel"]["cy"] == "Caerdydd"
    # Upwards, everything ends at the country.
    for id in concepts:
        if id.startswith(base):
            above = [id]
            while "broader" in concepts[above[-1]]:
                above.append(concepts[above[-1]]["broader"])
                assert len(above) < 9
            assert above[-1] == f"{base}uk"


def test_what_people_type_is_no_name_of_anybody(published, concepts):
    """SKOS wants each label in one part only; hurtful words are for finding, never for showing."""
    hidden = 0
    for concept in concepts.values():
        parts = [concept.get(key, {}) for key in ("prefLabel", "altLabel", "hiddenLabel")]
        labels = [
            label
            for part in parts
            for label in ([part["en"]] if isinstance(part.get("en"), str) else part.get("en", []))
        ]
        assert len(set(labels)) == len(labels), concept["@id"]
        hidden += len(parts[2].get("en", []))
    assert hidden > 500
    communities = [each for id, each in concepts.items() if "#community/" in id]
    assert communities and not any("altLabel" in concept for concept in communities)


def test_without_an_address_ids_are_relative_to_the_file(schema):
    unset = sites.catalogue(schema, Instance("Led by Us"))
    graph = json.loads(skos_file(unset))["@graph"]
    assert all(node["@id"].startswith("#") for node in graph)
    assert not any("@id" in group for group in json.loads(linked_data_file(unset))["@graph"])
