"""Whether two records are about one group is decided by evidence, the same at every door."""

import pytest

from ulo.checks import SAME_NAME, CheckContext, RecordIndex, matching
from ulo.checks.matching import SAME, SIMILAR
from ulo.checks.placement import is_distinguishable, is_same_place
from ulo.records import Record

import generate

THERE = {
    "name": "Northside Voices",
    "also_known_as": ["NSV", "Voices of the North Side"],
    "area": {"reach": "local", "serves": ["leeds"]},
    "contact": {
        "website": "https://north.example.org/",
        "phone": "0113 496 0000",
        "email": "info@north.example.org",
        "social": ["https://social.example/north"],
    },
    "identifiers": {"GB-CHC": "1098893"},
}
ELSEWHERE = {"area": {"reach": "local", "serves": ["cardiff"]}}


@pytest.fixture(scope="module")
def case(schema, today):
    return lambda slug, data: CheckContext(
        Record(slug, f"orgs/{slug}.yml", data, {}), schema, today
    )


@pytest.fixture(scope="module")
def index(case):
    return RecordIndex([case("northside-voices", THERE)])


# --- What decides -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "data, verdict, evidence",
    [
        ({"name": "Fresh Start", "identifiers": {"GB-CHC": "1098893"}}, SAME, ("number",)),
        (
            {"name": "Fresh Start", "contact": {"website": "http://www.north.example.org"}},
            SAME,
            ("page",),
        ),
        ({"name": "NORTHSIDE Voices Ltd", "area": {"serves": ["leeds"]}}, SAME, ("name", "place")),
        (
            {
                "name": "Fresh Start",
                "also_known_as": ["voices of the north side"],
                "based_in": {"town": "Leeds"},
            },
            SAME,
            ("name", "place"),
        ),
        (
            {"name": "Northside Voices", **ELSEWHERE, "contact": {"phone": "+44 (0)113 4960000"}},
            SAME,
            ("name", "phone"),
        ),
        (
            {
                "name": "North Side Voices",
                **ELSEWHERE,
                "contact": {"email": "INFO@north.example.org"},
            },
            SAME,
            ("mailbox", "like"),
        ),
        ({"name": "Northside Voices", **ELSEWHERE}, SAME_NAME, ("name",)),
        ({"name": "Northside Voices"}, SAME_NAME, ("name",)),
        # What a host lends says little under another name.
        ({"name": "Fresh Start", "contact": {"phone": "0113 496 0000"}}, SIMILAR, ("phone",)),
        (
            {"name": "Fresh Start", "contact": {"email": "info@north.example.org"}},
            SIMILAR,
            ("mailbox",),
        ),
        (
            {"name": "Fresh Start", "contact": {"social": ["https://social.example/north/"]}},
            SIMILAR,
            ("page",),
        ),
        (
            {"name": "Fresh Start", "contact": {"website": "https://north.example.org/fresh"}},
            SIMILAR,
            ("site",),
        ),
        ({"name": "Northsyde Voices", "area": {"serves": ["leeds"]}}, SIMILAR, ("like", "place")),
    ],
)
def test_the_verdict_follows_from_the_evidence(index, case, data, verdict, evidence):
    (match,) = index.find_matches(case("", data))
    assert (match.slug, match.verdict, match.evidence) == ("northside-voices", verdict, evidence)


@pytest.mark.parametrize("number", ["n/a", "None yet", "0", "-"])
def test_what_stands_in_the_place_of_a_number_is_nobodys(case, number):
    there = RecordIndex(
        [case("fresh-start", {"name": "Fresh Start", "identifiers": {"GB-CHC": number}})]
    )
    group = there.identify(case("", {"name": "Kite Club", "identifiers": {"GB-CHC": number}}), [])
    assert (group.matches, group.candidates, group.slug) == ((), (), "kite-club")


@pytest.mark.parametrize(
    "data",
    [
        {"name": "NSV"},
        {"name": "Fresh Start", "area": {"serves": ["leeds"]}},
        {"name": "Circle"},
        {},
    ],
)
def test_initials_and_a_place_alone_tell_nothing(index, case, data):
    assert index.find_matches(case("", data), similar=False) == []


def test_what_several_groups_share_is_their_hosts(case):
    hosted = {"contact": {"website": "https://host.example.org/groups", "phone": "0113 496 0000"}}
    index = RecordIndex(
        [
            case("one", {"name": "One Circle", **hosted}),
            case("two", {"name": "Two Friends", **hosted}),
        ]
    )
    found = index.find_matches(case("", {"name": "Three Allies", **hosted}))
    assert [match.verdict for match in found] == [SIMILAR, SIMILAR] and found[0].evidence == (
        "page",
        "phone",
    )
    group = index.identify(case("", {"name": "Three Allies", **hosted}), ())
    assert group.slug == "three-allies" and len(group.candidates) == 2


# --- Which group is meant ---------------------------------------------------------------------


@pytest.mark.parametrize(
    "data, there, asked, slug",
    [
        ({"name": "Brand New"}, [], [], "brand-new"),
        (
            {"name": "Northside Voices", **ELSEWHERE},
            [],
            ["northside-voices"],
            "northside-voices-cardiff",
        ),
        (
            {"name": "Northside Voices", **ELSEWHERE, "based_in": {"town": "Penarth"}},
            [],
            ["northside-voices"],
            "northside-voices-penarth",
        ),
        (
            {"name": "Northside Voices", "area": {"reach": "uk-wide"}},
            [],
            ["northside-voices"],
            "northside-voices-uk",
        ),
        ({"name": "Northside Voices"}, ["northside-voices"], [], "northside-voices"),
        ({"name": "Broken"}, ["broken"], [], "broken"),
        ({"name": "x" * 90 + " Voices", **ELSEWHERE}, [], [], ""),
        ({"name": "☂"}, [], [], ""),
    ],
)
def test_a_group_is_there_or_gets_a_file_name_of_its_own(index, case, data, there, asked, slug):
    group = index.identify(case("", data), {"northside-voices", "broken"})
    assert [match.slug for match in group.matches] == there
    assert [match.slug for match in group.candidates] == asked
    assert group.slug == slug


def test_a_long_name_still_leaves_room_for_its_place(case):
    name = "The Very Long Name of a Group of Disabled People Who Meet and Speak Up Together Now"
    group = RecordIndex([case("a-group", {"name": name, "area": {"serves": ["leeds"]}})]).identify(
        case("", {"name": name, **ELSEWHERE}), {"a-group"}
    )
    assert group.slug.endswith("-cardiff") and len(group.slug) <= 80


def test_three_groups_of_one_name(case):
    there = [
        case("friends", {"name": "Friends Together", "area": {"serves": ["leeds"]}}),
        case("friends-cardiff", {"name": "Friends Together", **ELSEWHERE}),
    ]
    group = RecordIndex(there).identify(
        case("", {"name": "Friends Together", "area": {"serves": ["bradford"]}}),
        {"friends", "friends-cardiff"},
    )
    assert group.slug == "friends-together-bradford" and [
        match.slug for match in group.candidates
    ] == [
        "friends",
        "friends-cardiff",
    ]
    assert [
        match.slug
        for match in RecordIndex(there)
        .identify(case("", {"name": "Friends Together", **ELSEWHERE}), ())
        .matches
    ] == ["friends-cardiff"]
    assert (
        RecordIndex(there).identify(case("", {"name": "Friends Together"}), ()).slug == ""
    )  # unclear which of the two


# --- Where ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "one, other, same",
    [
        ({"area": {"serves": ["leeds"]}}, {"based_in": {"area": "leeds"}}, True),
        ({"area": {"serves": ["leeds"]}}, {"based_in": {"town": "Leeds"}}, True),
        ({"area": {"serves": ["greater-manchester"]}}, {"area": {"serves": ["salford"]}}, True),
        (
            {"based_in": {"town": "Newcastle"}},
            {"based_in": {"town": "Newcastle upon Tyne", "area": "newcastle-upon-tyne"}},
            True,
        ),
        ({"area": {"reach": "uk-wide"}}, {"area": {"reach": "international"}}, True),
        ({"area": {"serves": ["north-west"]}}, {"area": {"serves": ["north-west"]}}, True),
        (
            {"based_in": {"town": "Dover", "area": "kent"}},
            {"based_in": {"town": "Maidstone", "area": "kent"}},
            False,
        ),
        (
            {"based_in": {"town": "Newport", "area": "newport"}},
            {"based_in": {"town": "Newport", "area": "isle-of-wight"}},
            False,
        ),
        (
            {"area": {"serves": ["leeds"]}},
            {"area": {"serves": ["yorkshire-and-the-humber"]}},
            False,
        ),
        ({"area": {"serves": ["leeds"]}}, {"area": {"reach": "uk-wide"}}, False),
        ({"area": {"serves": ["leeds"]}}, {}, False),
        ({}, {}, False),
    ],
)
def test_the_same_place(case, one, other, same):
    assert (
        is_same_place(case("a", one), case("b", other))
        == is_same_place(case("b", other), case("a", one))
        == same
    )


@pytest.mark.parametrize(
    "slug, one, other, apart",
    [
        ("voices-leeds", {"area": {"serves": ["leeds"]}}, ELSEWHERE, True),
        ("voices", {"area": {"serves": ["leeds"]}}, ELSEWHERE, False),
        ("voices-leeds", {"area": {"serves": ["leeds"]}}, {}, False),
        ("voices-leeds", {}, ELSEWHERE, False),
        (
            "voices-leeds",
            {"area": {"serves": ["leeds"]}},
            {"based_in": {"town": "Otley"}, "area": {"serves": ["leeds"]}},
            False,
        ),
    ],
)
def test_told_apart(case, slug, one, other, apart):
    assert (
        is_distinguishable(case(slug, one), case("voices-2", other))
        == is_distinguishable(case("voices-2", other), case(slug, one))
        == apart
    )


# --- As many as there may be ------------------------------------------------------------------


def test_one_look_among_very_many_compares_few(schema, case, monkeypatch):
    """Names and the rest are looked up; only records that share something are compared."""
    many = 2_000
    index = RecordIndex(case(*generate.record(number, schema)) for number in range(many))
    compared = []
    monkeypatch.setattr(
        matching,
        "is_same_place",
        lambda one, other: compared.append(other) or is_same_place(one, other),
    )
    for number in range(0, many, 20):
        slug, data = generate.record(number, schema)
        assert [match.slug for match in index.identify(case("", data), index.contexts).matches] == [
            slug
        ]
    assert len(compared) <= 2 * many / 20
