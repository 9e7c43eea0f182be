"""Values as people write them, read as a record has them."""

import pytest

from ulo.records import values
from ulo.schema import Pointer, Schema


@pytest.mark.parametrize(
    ("pointer", "text", "expected"),
    [
        (("activities", 0), "Peer support", "peer-support"),
        (("activities", 0), "juggling", "juggling"),
        (("area", "serves", 0), "London Borough of Camden", "camden"),
        (("area", "serves", 0), "Leeds City Council (all of it)", "leeds"),
        (("area", "serves", 0), "Leeds " * 100, "Leeds " * 100),
        (("contact", "website"), "www.example.org/about", "https://www.example.org/about"),
        (("contact", "website"), "http://example.org", "http://example.org"),
        (("contact", "website"), "none", "none"),
        (("added",), "7/3/2026", "2026-03-07"),
        (("added",), "07.03.2026 00:00:00", "2026-03-07"),
        (("added",), "last spring", "last spring"),
        (("founded",), "1999.0", "1999"),
        (("user_led", "board_share"), "75 %", "75"),
        (("founded",), "about 1999", "about 1999"),
        (("name",), "7/3/2026", "7/3/2026"),
    ],
)
def test_values_are_read_as_their_field_has_them(
    schema: Schema, pointer: Pointer, text: str, expected: str
):
    assert values.read_value(text, schema.subschema(pointer), schema) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Leeds, York", ["Leeds", "York"]),
        ("Leeds, , nowhere", ["Leeds", "nowhere"]),
        ("here, there", ["here, there"]),
        ("Leeds", ["Leeds"]),
    ],
)
def test_lists_of_terms_are_split_only_where_one_is_known(
    schema: Schema, text: str, expected: list[str]
):
    assert values.split_terms(text, schema.areas) == expected
