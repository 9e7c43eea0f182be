"""The areas behind the names that people write, and the parts of an address."""

import pytest

from ulo.records import values
from ulo.records.values import split_address


@pytest.mark.parametrize(
    ("address", "rest", "postcode"),
    [
        ("1 Example Street, Leeds LS1 4AP", "1 Example Street, Leeds", "LS1 4AP"),
        ("1 Example Street, Leeds LS1 4AP, UK", "1 Example Street, Leeds, UK", "LS1 4AP"),
        ("1 Example Street, ls14ap, Leeds", "1 Example Street, Leeds", "ls14ap"),
        ("Example House, Leeds", "Example House, Leeds", ""),
    ],
)
def test_a_postcode_is_split_off_an_address(address, rest, postcode, schema):
    plan = values.country_forms(schema).postcodes
    assert split_address(address, plan) == (rest, postcode)


@pytest.mark.parametrize(
    ("name", "area"),
    [
        ("Royal Borough of Kensington and Chelsea", "kensington-and-chelsea"),
        ("City of Bradford", "bradford"),
        ("London Borough of Barnet", "barnet"),
        ("Kent County Council", "kent"),
        ("All London boroughs", "london"),
        ("Leeds (campaigns)", "leeds"),
    ],
)
def test_an_area_is_found_whatever_kind_of_council_people_call_it(schema, name, area):
    assert values.find_area(schema.areas, name).id == area


@pytest.mark.parametrize("name", ["The City", "Atlantis", "Leeds " * 40])
def test_other_names_are_no_areas(schema, name):
    assert values.find_area(schema.areas, name) is None
