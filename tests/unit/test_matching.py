"""Whether two records are about one group is decided by what they have in common."""

import pytest

import generate
from effort import count_calls
from ulo.checks import SAME_NAME, CheckContext, RecordIndex, cross_record, matching
from ulo.checks.matching import SAME, SIMILAR
from ulo.checks.placement import is_distinguishable, is_same_place
from ulo.records import Record

NORTHSIDE = {
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
def make_context(schema, today):
    return lambda slug, data: CheckContext(Record(slug, f"orgs/{slug}.yml", data), schema, today)


@pytest.fixture(scope="module")
def index(make_context):
    return RecordIndex([make_context("northside-voices", NORTHSIDE)])


# --- Evidence and verdict -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "verdict", "evidence"),
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
def test_the_verdict_follows_from_the_evidence(index, make_context, data, verdict, evidence):
    (match,) = index.find_matches(make_context("", data))
    assert (match.slug, match.verdict, match.evidence) == ("northside-voices", verdict, evidence)


@pytest.mark.parametrize("number", ["n/a", "None yet", "0", "-"])
def test_a_placeholder_for_a_number_matches_nobody(make_context, number):
    index = RecordIndex(
        [make_context("fresh-start", {"name": "Fresh Start", "identifiers": {"GB-CHC": number}})]
    )
    group = index.identify(
        make_context("", {"name": "Kite Club", "identifiers": {"GB-CHC": number}}), []
    )
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
def test_initials_or_a_place_alone_make_no_match(index, make_context, data):
    assert index.find_matches(make_context("", data), similar=False) == []


def test_what_several_groups_share_makes_no_match_certain(make_context):
    hosted = {"contact": {"website": "https://host.example.org/groups", "phone": "0113 496 0000"}}
    index = RecordIndex(
        [
            make_context("one", {"name": "One Circle", **hosted}),
            make_context("two", {"name": "Two Friends", **hosted}),
        ]
    )
    found = index.find_matches(make_context("", {"name": "Three Allies", **hosted}))
    assert [match.verdict for match in found] == [SIMILAR, SIMILAR] and found[0].evidence == (
        "page",
        "phone",
    )
    group = index.identify(make_context("", {"name": "Three Allies", **hosted}), ())
    assert group.slug == "three-allies" and len(group.candidates) == 2


# --- Which group a text is about ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "matches", "candidates", "slug"),
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
def test_a_text_is_matched_or_gets_a_free_slug(
    index, make_context, data, matches, candidates, slug
):
    group = index.identify(make_context("", data), {"northside-voices", "broken"})
    assert [match.slug for match in group.matches] == matches
    assert [match.slug for match in group.candidates] == candidates
    assert group.slug == slug


def test_a_long_name_leaves_room_for_its_place(make_context):
    name = "The Very Long Name of a Group of Disabled People Who Meet and Speak Up Together Now"
    group = RecordIndex(
        [make_context("a-group", {"name": name, "area": {"serves": ["leeds"]}})]
    ).identify(make_context("", {"name": name, **ELSEWHERE}), {"a-group"})
    assert group.slug.endswith("-cardiff") and len(group.slug) <= 80


def test_three_groups_of_one_name_are_told_apart_by_place(make_context):
    existing = [
        make_context("friends", {"name": "Friends Together", "area": {"serves": ["leeds"]}}),
        make_context("friends-cardiff", {"name": "Friends Together", **ELSEWHERE}),
    ]
    group = RecordIndex(existing).identify(
        make_context("", {"name": "Friends Together", "area": {"serves": ["bradford"]}}),
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
        for match in RecordIndex(existing)
        .identify(make_context("", {"name": "Friends Together", **ELSEWHERE}), ())
        .matches
    ] == ["friends-cardiff"]
    assert (
        RecordIndex(existing).identify(make_context("", {"name": "Friends Together"}), ()).slug
        == ""
    )  # unclear which of the two


# --- Places ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other", "same"),
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
def test_same_place(make_context, one, other, same):
    assert (
        is_same_place(make_context("a", one), make_context("b", other))
        == is_same_place(make_context("b", other), make_context("a", one))
        == same
    )


@pytest.mark.parametrize(
    ("slug", "one", "other", "distinguishable"),
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
def test_groups_of_one_name_are_distinguishable_by_place(
    make_context, slug, one, other, distinguishable
):
    assert (
        is_distinguishable(make_context(slug, one), make_context("voices-2", other))
        == is_distinguishable(make_context("voices-2", other), make_context(slug, one))
        == distinguishable
    )


# --- Many records ---------------------------------------------------------------------------------


def test_a_search_compares_few_of_many_records(schema, make_context, monkeypatch):
    """Keys are looked up, and only records that share one are compared."""
    many = 2_000
    index = RecordIndex(make_context(*generate.record(number, schema)) for number in range(many))
    compared = []
    monkeypatch.setattr(
        matching,
        "is_same_place",
        lambda one, other: compared.append(other) or is_same_place(one, other),
    )
    for number in range(0, many, 20):
        slug, data = generate.record(number, schema)
        assert [
            match.slug for match in index.identify(make_context("", data), index.contexts).matches
        ] == [slug]
    assert len(compared) <= 2 * many / 20


# --- Many groups with something in common ---------------------------------------------------------

SHARED = {
    "name": lambda number: {"name": "Same Name", "based_in": {"town": f"Town{number}"}},
    "phone": lambda number: {
        "name": f"Group {number}",
        "contact": {"phone": "0113 496 0000"},
        "based_in": {"town": f"Town{number}"},
    },
}


@pytest.mark.parametrize("kind", SHARED)
def test_of_many_groups_with_something_in_common_a_few_are_compared(kind, make_context):
    make = SHARED[kind]
    index = RecordIndex()
    work = []
    for number in range(4 * matching.MAX_KEY_OWNERS):
        context = make_context("", make(number))
        work.append(count_calls(lambda context=context: index.identify(context, index.contexts)))
        index.add(f"group-{number}", context)
    assert len(index.identify(make_context("", make(0)), ()).candidates) <= matching.MAX_KEY_OWNERS
    full = matching.MAX_KEY_OWNERS
    assert work[-1] < 1.2 * work[full + 1]


def test_of_many_groups_of_one_name_the_one_in_the_same_place_is_found(make_context):
    index = RecordIndex()
    for number in range(3 * matching.MAX_KEY_OWNERS):
        data = {"name": "Same Name", "based_in": {"town": f"Town{number}"}}
        index.add(f"same-name-town{number}", make_context(f"same-name-town{number}", data))
    last = make_context("", data)
    found = index.identify(last, index.contexts)
    assert [match.slug for match in found.matches] == [f"same-name-town{number}"]


def test_with_one_group_only_so_many_others_are_compared(make_context, monkeypatch):
    monkeypatch.setattr(matching, "MAX_COMPARED", 3)
    contact = {"phone": "0113 496 0000", "email": "info@example.org"}
    index = RecordIndex()
    for number in range(9):
        data = {"name": f"Group {number}", "contact": {"phone": contact["phone"]}}
        index.add(f"group-{number}", make_context(f"group-{number}", data))
    both = make_context("group-both", {"name": "Group both", "contact": contact})
    index.add("group-both", both)
    found = index.find_matches(make_context("", {"name": "Other", "contact": contact}), False)
    # Those that share the most come first.
    assert [match.slug for match in found] == ["group-both", "group-0", "group-1"]


def test_for_many_references_to_no_group_nobody_looks_for_what_was_meant(make_context, monkeypatch):
    monkeypatch.setattr(cross_record, "MAX_SUGGESTIONS", 2)
    data = {"name": "Example", "networks": ["northside-voicess"] * 4}
    contexts = [make_context("northside-voices", NORTHSIDE), make_context("example", data)]
    problems = list(cross_record.unknown_group(contexts))
    texts = [f"{found.message} {found.fix}" for found in problems]
    assert len(texts) == 4 and texts[0] == texts[1] != texts[2] == texts[3]
    assert "northside-voices" in texts[0].replace("northside-voicess", "")
    assert "northside-voices" not in texts[2].replace("northside-voicess", "")
