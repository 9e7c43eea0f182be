"""A list becomes records that keep every rule; what has no place is told; no line stops the others."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

from ulo import checks, records
from ulo.checks import CheckContext
from ulo.contribute.importer import convert
from ulo.contribute.importer.account import account_as_markdown
from ulo.contribute.importer.line import FIELDS, NEVER
from ulo.contribute.importer.wording import access_facts, is_guessed, legal_form
from ulo.contribute.places import council_of, find_area, split_address
from ulo.core import ERROR
from ulo.records.formatting import dump

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "import.md"
EXAMPLE = {
    "name": "Example People First",
    "summary": "People with learning disabilities in Leeds who speak up together.",
    "led_by": ["people-with-learning-disabilities"],
    "for": ["LD"],
    "activities": ["self-advocacy"],
    "reach": "local",
    "user_led": {
        "basis": "self-described",
        "evidence": "It says that its members run it.",
        "source": "https://example.org/about",
    },
    "sources": [
        {"url": "https://example.org/about", "title": "About us", "supports": ["name", "user_led"]}
    ],
}


def imported(schema, today, *groups, there={}, taken=(), replace=False):
    cases = [
        CheckContext(records.Record(slug, f"orgs/{slug}.yml", data, {}), schema, today)
        for slug, data in there.items()
    ]
    lines = [group if isinstance(group, (str, bytes)) else json.dumps(group) for group in groups]
    return convert(lines, schema, today, cases, {*there, *taken}, replace)


def one(schema, today, **changes):
    """The data of the only record, and what was said about it."""
    result = imported(schema, today, {**EXAMPLE, **changes})
    data = result.records[0][1] if result.records else None
    return data, "\n".join(result.account.messages)


def errors(result, schema, today):
    made = []
    for slug, data in result.records:
        record, problems = records.parse(dump(data, schema).encode("utf-8"), f"orgs/{slug}.yml")
        assert not problems and record.data == data
        made.append(record)
    return [problem for problem in checks.run(made, schema, today)[1] if problem.level == ERROR]


def test_a_small_line_becomes_a_record(schema, today):
    data, said = one(schema, today)
    assert said == ""
    assert data == {
        "name": "Example People First",
        "summary": "People with learning disabilities in Leeds who speak up together.",
        "user_led": {"led_by": ["people-with-learning-disabilities"], **EXAMPLE["user_led"]},
        "for": ["people-with-learning-disabilities"],
        "activities": ["self-advocacy"],
        "area": {"reach": "local"},
        "added": "2026-11-21",
        "checked": {"on": "2026-11-21", "by": "public-sources"},
        "sources": EXAMPLE["sources"],
    }


def test_the_example_in_the_guide_is_placed_whole(schema, today):
    line = re.search(r"^\{.*\}$", GUIDE.read_text("utf-8"), re.MULTILINE).group()
    result = imported(schema, today, line)
    assert set(json.loads(line)) <= {*FIELDS, *NEVER}
    assert (
        result.account.messages == []
        and len(result.records) == 1
        and not errors(result, schema, today)
    )


def test_the_guide_explains_every_key(schema):
    guide = GUIDE.read_text("utf-8")
    missing = [key for key in (*FIELDS, *NEVER) if f"`{key}`" not in guide]
    assert not missing, f"write about these in docs/import.md: {missing}"
    assert all(schema.subschema(tuple(field.split("."))) for field in FIELDS.values())


@pytest.mark.parametrize(
    "reach, given, serves",
    [
        (
            "local",
            {
                "areas_served": [
                    "Leeds",
                    "City of Bradford",
                    "London Borough of Barnet",
                    "Kent County Council",
                ]
            },
            ["leeds", "bradford", "barnet", "kent"],
        ),
        ("regional", {"areas_served": ["All London boroughs"]}, ["london"]),
        ("uk-wide", {"areas_served": ["United Kingdom", "Wales"]}, ["wales"]),
        ("local", {"areas_served": ["Leeds (campaigns)"]}, ["leeds"]),
        ("regional", {"nation": "England", "region": "North West"}, ["north-west"]),
        ("national", {"nation": "Scotland"}, ["scotland"]),
        ("uk-wide", {"nation": "UK"}, None),
        ("local", {"nation": "England", "region": "London"}, None),
    ],
)
def test_places(schema, today, reach, given, serves):
    data, said = one(schema, today, reach=reach, **given)
    assert data["area"].get("serves") == serves and said == ""


def test_places_that_are_not_found_are_told(schema, today):
    data, said = one(schema, today, areas_served=["Atlantis", "Newport"], nation="Scotland")
    assert "serves" not in data["area"]
    assert said == (
        'line 1, Example People First: areas served: "Atlantis" is not in the list of places\n'
        'line 1, Example People First: areas served: "Newport" is in another nation than the line says'
    )


@pytest.mark.parametrize(
    "town, serves, nation, council",
    [
        ("Leeds", [], "England", "leeds"),
        ("London", ["leeds"], "England", "london"),
        ("Newham, London", [], "England", "newham"),
        ("Brixton, London", [], "England", "london"),
        ("Inverness", ["highland"], "Scotland", "highland"),
        ("Bangor", ["gwynedd", "conwy"], "Wales", ""),
        ("Leeds", ["bradford"], "England", "leeds"),
        ("Newport", [], "England", ""),
    ],
)
def test_the_council_of_a_town(schema, town, serves, nation, council):
    assert council_of(schema.areas, town, serves, [nation]) == council


@pytest.mark.parametrize(
    "address, rest, postcode",
    [
        ("1 Example Street, Leeds LS1 4AP", "1 Example Street, Leeds", "LS1 4AP"),
        ("1 Example Street, ls14ap, Leeds", "1 Example Street, Leeds", "ls14ap"),
        ("Example House, Leeds", "Example House, Leeds", ""),
    ],
)
def test_an_address_is_split(address, rest, postcode):
    assert split_address(address) == (rest, postcode)


def test_a_postcode_needs_an_address(schema, today):
    assert one(schema, today, postcode="ls1 4ap")[0]["based_in"] == {"district": "LS1"}
    assert one(schema, today, address="1 Example Street, Leeds LS1 4AP")[0]["based_in"] == {
        "address": "1 Example Street, Leeds",
        "postcode": "LS1 4AP",
    }


@pytest.mark.parametrize(
    "text, kinds, detail, year",
    [
        ("Easy Read information", ["easy-read"], "", ""),
        ("Step-free meeting venues", ["step-free"], "", ""),
        (
            "BSL, hearing loop and accessible toilets at its public talks",
            ["bsl", "hearing-loop", "accessible-toilet"],
            "at its public talks",
            "",
        ),
        (
            "Step-free venue and low lighting at its 2018 meeting",
            ["step-free", "quiet-space"],
            "at its 2018 meeting",
            "2018",
        ),
        (
            "Performances have audio description",
            ["audio-description"],
            "Performances have audio description",
            "",
        ),
        ("Interpreters", [], "", ""),
        (
            "Spoken-language interpreters",
            ["community-languages"],
            "Spoken-language interpreters",
            "",
        ),
        ("Free to attend", ["free"], "", ""),
        ("A warm welcome", [], "", ""),
    ],
)
def test_access(schema, text, kinds, detail, year):
    facts = access_facts(text, schema.vocabularies["access"])
    assert [fact["is"] for fact in facts] == kinds
    assert all(fact["detail"] == detail and fact["year"] == year for fact in facts)


@pytest.mark.parametrize(
    "text, charity, form",
    [
        ("CIC (2018)", False, "community-interest-company"),
        ("SCIO", False, "charitable-incorporated-organisation"),
        ("Registered charity", True, "registered-charity"),
        ("Charity and company limited by guarantee", False, "charitable-company"),
        ("company limited by guarantee", False, "company-limited-by-guarantee"),
        ("company limited by guarantee", True, "charitable-company"),
        ("Social enterprise", False, ""),
        ("", True, ""),
    ],
)
def test_legal_forms(schema, text, charity, form):
    assert legal_form(text, charity, schema.vocabularies["legal-form"]) == form


def test_a_closed_group_stays_closed(schema, today):
    sources = [
        *EXAMPLE["sources"],
        {"url": "https://example.org/end", "title": "The end", "supports": ["status"]},
    ]
    data, said = one(
        schema,
        today,
        status="closed",
        closed=2018,
        notes="The year is worked out.",
        sources=sources,
    )
    assert data["closed"] == {"year": "2018", "about": "true", "source": "https://example.org/end"}
    assert data["sources"][1]["supports"] == ["closed"] and said == ""
    data, said = one(
        schema,
        today,
        status="closed",
        sources=[
            *EXAMPLE["sources"],
            {"url": "ftp://example.org", "title": "The end", "supports": ["closed"]},
        ],
    )
    assert data is None and "is left out (closed.source)" in said
    assert not is_guessed("It closed in March 2018.")


def test_networks_and_successors_are_linked(schema, today):
    other = {**EXAMPLE, "name": "Example Network", "aka": ["The Big Example", "EN"]}
    line = {
        **EXAMPLE,
        "networks": ["Big Example", "The big example (member)", "EN", "Example People First"],
        "status": "closed",
        "successor": "Old Friends",
    }
    result = imported(schema, today, line, other, there={"old-friends": {"name": "Old Friends"}})
    data = dict(result.records)["example-people-first"]
    assert data["networks"] == ["Big Example", "example-network", "EN"]
    assert data["closed"]["successor"] == "old-friends"


def test_sources_are_merged_and_their_words_understood(schema, today):
    sources = [
        {
            "url": "https://example.org/about",
            "title": "About",
            "supports": ["participation", "town", "phone", "gossip", "latest_evidence"],
        },
        {"url": "http://www.example.org/about/", "supports": ["aka", "governance", "reach"]},
    ]
    data, _ = one(schema, today, sources=sources)
    assert data["sources"] == [
        {
            "url": "https://example.org/about",
            "title": "About",
            "supports": [
                "work",
                "based_in",
                "contact.phone",
                "checked",
                "also_known_as",
                "user_led",
                "area",
            ],
        }
    ]


@pytest.mark.parametrize(
    "years, newest, dated, told",
    [
        ([None, None], 2023, [None, "2023"], 0),
        ([2019, None], 2023, ["2019", "2023"], 0),
        ([2023, None], 2023, ["2023", None], 0),
        ([2024, None], 2023, ["2024", None], 1),
        ([None, 2019], 2023, [None, "2019"], 1),
    ],
)
def test_the_year_of_the_newest_evidence_goes_to_the_source_that_shows_it(
    schema, today, years, newest, dated, told
):
    sources = [
        {
            "url": f"https://example.org/{place}",
            "title": "Page",
            "supports": supports,
            **({"year": year} if year else {}),
        }
        for place, (year, supports) in enumerate(zip(years, (["name"], ["latest_evidence_year"])))
    ]
    result = imported(
        schema, today, {**EXAMPLE, "sources": sources, "latest_evidence_year": newest}
    )
    [(_, data)] = result.records
    assert [source.get("year") for source in data["sources"]] == dated
    assert (
        result.account.left_out["latest_evidence_year"].total() == told
        and "newest_evidence" not in data["checked"]
    )


def test_the_source_of_the_evidence_may_stand_among_the_sources(schema, today):
    evidence = {key: value for key, value in EXAMPLE["user_led"].items() if key != "source"}
    assert (
        one(schema, today, user_led=evidence)[0]["user_led"]["source"]
        == "https://example.org/about"
    )
    assert (
        one(
            schema,
            today,
            user_led=evidence,
            sources=[{"url": "https://example.org/", "title": "Home"}],
        )[0]
        is None
    )


def test_what_the_rules_refuse_is_cut_out_and_told(schema, today):
    work = [
        {
            "what": "Trains the staff of the council.",
            "kind": ["Deaf awareness", "juggling", "training"],
            "role": "delivery",
            "source": "https://example.org/work",
        },
        {"what": "Trains the staff of the hospital.", "role": "delivery"},
        {
            "what": "Trains the staff of the prison.",
            "role": "someday",
            "source": "https://example.org/work",
        },
    ]
    data, said = one(
        schema,
        today,
        phone="12",
        website="javascript:alert(1)",
        founded=2030,
        participation=work,
        aka=["Example People First", "EPF"],
        identifiers={"GB-COH": "sc 123456", "GB-CHC": "12", "XX": "1"},
    )
    assert "contact" not in data and "founded" not in data and data["also_known_as"] == ["EPF"]
    assert [piece["what"] for piece in data["work"]] == ["Trains the staff of the council."]
    assert data["work"][0]["kind"] == ["training"]
    assert data["identifiers"] == {"GB-COH": "SC123456"}
    for part in (
        'phone: "12" is not a phone number',
        "website: This web address cannot be used",
        'participation: "Trains the staff of the hospital." has no source',
        'participation: "juggling" is not in the list',
        'participation: "someday" is not in the list',
        'identifiers: "XX" is not a register',
    ):
        assert part in said


def test_groups_that_are_there_already(schema, today):
    there = {"epf": {"name": "Example People First", "also_known_as": ["EPF"]}}
    result = imported(schema, today, EXAMPLE, there=there)
    assert not result.records
    assert result.account.messages == [
        "line 1, Example People First: is already in the directory: orgs/epf.yml has the same name"
    ]
    result = imported(schema, today, EXAMPLE, there=there, replace=True)
    assert [slug for slug, _ in result.records] == ["epf"]
    assert result.account.messages == [
        "line 1, Example People First: takes the place of orgs/epf.yml, which has the same name"
    ]
    # A file that cannot be read keeps its name.
    (said,) = imported(schema, today, EXAMPLE, taken=["example-people-first"]).account.messages
    assert (
        said
        == "line 1, Example People First: is already in the directory: orgs/example-people-first.yml has the same name"
    )


LEEDS = {
    "name": "Example People First",
    "area": {"serves": ["leeds"]},
    "contact": {"website": "https://leeds.example.org", "phone": "0113 496 0000"},
}


@pytest.mark.parametrize(
    "changes, slug, said",
    [
        (
            {"areas_served": ["Cardiff"]},
            "example-people-first-cardiff",
            "has the same name, but is in Leeds. Is it the same group?",
        ),
        (
            {"town": "Penarth", "areas_served": ["Cardiff"]},
            "example-people-first-penarth",
            "it goes into orgs/example-people-first-penarth.yml",
        ),
        (
            {"reach": "uk-wide"},
            "example-people-first-uk",
            "has the same name, but is in Leeds. Is it the same group?",
        ),
        (
            {"areas_served": ["Leeds"]},
            None,
            "is already in the directory: orgs/example-people-first.yml has the same name and the same place",
        ),
        (
            {"areas_served": ["Cardiff"], "website": "http://www.leeds.example.org/"},
            None,
            "has the same name and the same web page",
        ),
        (
            {"areas_served": ["Cardiff"], "phone": "+44 113 496 0000"},
            None,
            "has the same name and the same phone number",
        ),
        ({}, None, "is already in the directory: orgs/example-people-first.yml has the same name"),
        # The phone of a host, under another name: a question.
        (
            {"name": "Westside Carers", "phone": "0113 496 0000"},
            "westside-carers",
            "has the same phone number. Is it the same group?",
        ),
    ],
)
def test_the_same_name_alone_is_a_question(schema, today, changes, slug, said):
    result = imported(schema, today, {**EXAMPLE, **changes}, there={"example-people-first": LEEDS})
    assert [made for made, _ in result.records] == ([slug] if slug else []) and not errors(
        result, schema, today
    )
    assert said in "\n".join(result.account.messages)


def test_groups_of_one_name_in_one_list(schema, today):
    result = imported(
        schema,
        today,
        *(
            {**EXAMPLE, "areas_served": [place]}
            for place in ("Leeds", "Cardiff", "City of Leeds", "Bradford")
        ),
    )
    assert [slug for slug, _ in result.records] == [
        "example-people-first",
        "example-people-first-cardiff",
        "example-people-first-bradford",
    ]
    assert (
        "line 3, Example People First: has the same name and the same place as line 1"
        in result.account.messages
    )
    assert any(
        "line 2, Example People First: line 1 has the same name, but is in Leeds." in told
        for told in result.account.messages
    )


def test_two_groups_never_share_a_file(schema, today):
    result = imported(
        schema,
        today,
        {**EXAMPLE, "town": "Leeds"},
        {**EXAMPLE, "name": "Example: People First!", "town": "Leeds"},
        {**EXAMPLE, "name": "example people first"},
        {**EXAMPLE, "name": "A & B"},
        {**EXAMPLE, "name": "A and B", "town": "Leeds"},
        {**EXAMPLE, "name": "Ⅲ☂"},
        {**EXAMPLE, "name": "☂"},
    )
    slugs = [slug for slug, _ in result.records]
    assert slugs == ["example-people-first", "a-and-b", "a-and-b-leeds", "iii"]
    assert (
        "line 2, Example: People First!: has the same name and the same place as line 1"
        in result.account.messages
    )
    assert "line 3, example people first: has the same name as line 1" in result.account.messages
    assert (
        "line 7, ☂: has no name from which a file name of its own can be made"
        in result.account.messages
    )


def test_what_was_left_out_once_is_not_brought_in_again(schema, today):
    result = imported(schema, today, {**EXAMPLE, "name": "Left behind voices"})
    assert not result.records
    assert result.account.messages == [
        "line 1, Left behind voices: was left out before. No public source was found that shows who leads it."
    ]


@pytest.mark.parametrize(
    "line, said",
    [
        ("{", "line 1: is not a line of JSON in UTF-8"),
        (b"\xff\xfe", "line 1: is not a line of JSON in UTF-8"),
        ("[" * 100_000, "line 1: is not a line of JSON in UTF-8"),
        ("[1]", "line 1: is not one group in curly brackets"),
        ("{}", "line 1: has no name"),
        ('{"name": 7}', "line 1: has no name"),
        ('{"name": "a\\u202eb"}', "line 1: has no name"),
        ('{"name": "\\ud800"}', "line 1: has no name"),
    ],
)
def test_bad_lines_do_not_stop_the_others(schema, today, line, said):
    result = imported(schema, today, line, "", "\ufeff" + json.dumps(EXAMPLE))
    assert (
        result.account.messages == [said] and len(result.records) == 1 and result.account.lines == 2
    )


def test_unknown_keys_are_told(schema, today):
    data, said = one(schema, today, staff=["\x1b[31m"], confidence="low", notes="n")
    assert said == 'line 1, Example People First: other keys: "staff" is not a key of the format'


def test_the_account_is_harmless_markdown(schema, today):
    result = imported(
        schema,
        today,
        {**EXAMPLE, "aka": ["\x1b[0m"], "town": "<b>|[x](y)", "areas_served": ["<script>"]},
    )
    page = account_as_markdown(result.account)
    assert (
        "Lines read: 1. Records made: 1." in page
        and "| areas_served | 1 | 0 | 1 | is not in the list of places (1) |" in page
    )
    assert "\x1b" not in page and not re.search(r"(?<!\\)[<\[]", page)


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from(
        [
            "https://example.org/x",
            "Leeds",
            "closed",
            "2020",
            "LS1 4AP",
            "user_led",
            "x\u0000",
            "\ud800",
        ]
    ),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "url",
                    "title",
                    "supports",
                    "what",
                    "role",
                    "source",
                    "year",
                    "basis",
                    "evidence",
                    "GB-COH",
                    "legal_form",
                    "facebook",
                ]
            ),
            inner,
            max_size=3,
        )
    ),
    max_leaves=8,
)


@settings(max_examples=150, deadline=None)
@given(changes=st.dictionaries(st.sampled_from([*FIELDS, *NEVER, "odd"]), JSON, max_size=6))
def test_no_value_is_too_strange(schema, today, changes):
    result = imported(schema, today, {**EXAMPLE, **changes}, {**EXAMPLE, "name": "Second Example"})
    assert "second-example" in dict(result.records)
    assert not errors(result, schema, today)
    account_as_markdown(result.account).encode("utf-8")


def test_long_lists_are_cut_short(schema, today):
    work = [
        {"what": "Trains the staff of the council.", "role": "delivery", "source": "bad"}
    ] * 5000
    data, _ = one(
        schema, today, aka=[f"Name {number}" for number in range(5000)], participation=work
    )
    assert len(data["also_known_as"]) == 12 and "work" not in data


def test_a_place_may_have_other_words_around_it(schema):
    assert (
        find_area(schema.areas, "Royal Borough of Kensington and Chelsea").id
        == "kensington-and-chelsea"
    )
    assert find_area(schema.areas, "The City") is None
