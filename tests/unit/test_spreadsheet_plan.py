"""Which groups are meant, what changes in them, and what stays."""

import copy

import pytest

from spreadsheets import LEAST, as_csv, as_xlsx, planned, told
from ulo.contribute import importer
from ulo.contribute.importer.report import list_differences

NORTH = {
    "name": "Northside Voices",
    "also_known_as": ["NSV", "Voices of the North Side"],
    "summary": "People who use mental health services in Leeds meet and speak up.",
    "user_led": {
        "led_by": ["people-with-mental-health-experience"],
        "basis": "self-described",
        "evidence": "It says that its members run it.",
        "source": "https://north.example.org/about",
    },
    "for": ["people-with-mental-health-experience"],
    "activities": ["peer-support", "advocacy"],
    "area": {"reach": "local", "serves": ["leeds"]},
    "contact": {"website": "https://north.example.org/", "phone": "0113 496 0000"},
    "identifiers": {"GB-CHC": "1098893"},
    "founded": "1999",
    "added": "2025-01-02",
    "checked": {"on": "2026-03-01", "by": "public-sources"},
    "sources": [
        {"url": "https://north.example.org/about", "title": "About us", "supports": ["name"]},
        {"url": "https://north.example.org/news", "title": "News", "year": "2024"},
    ],
}
EAST = {
    **copy.deepcopy(NORTH),
    "name": "Eastside Circle",
    "also_known_as": ["ESC"],
    "contact": {"website": "https://east.example.org/"},
    "identifiers": {"GB-CHC": "1098894"},
}
THERE = {"northside-voices": NORTH, "eastside-circle": EAST}


@pytest.fixture
def imported(schema, today):
    """What becomes of these rows beside the groups that are there."""
    return lambda *rows, **options: planned(
        rows[0] if isinstance(rows[0], bytes) else as_csv(*rows),
        schema,
        today,
        copy.deepcopy(THERE),
        **options,
    )


def changed(plan) -> dict:
    assert not plan.rejected and not plan.new, told(plan)
    [outcome] = plan.changed
    return outcome.after


# --- Which group ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("row", "slug", "reason"),
    [
        ({"Id": "northside-voices"}, "northside-voices", "Id"),
        ({"Id": "northside voices"}, "northside-voices", "Id"),
        ({"Id": "Voices of the North Side"}, "northside-voices", "Id"),
        ({"Name": "NORTHSIDE  voices"}, "northside-voices", "the same name and the same place"),
        (
            {"Name": "Voices of the north side"},
            "northside-voices",
            "the same name and the same place",
        ),
        ({"Name": "Northside: Voices!"}, "northside-voices", "the same name and the same place"),
        (
            {"Name": "Something else", "Other names": "EPF\nEastside Circle"},
            "eastside-circle",
            "the same name and the same place",
        ),
        (
            {"Name": "Something else", "Charity number, England and Wales": "1098894"},
            "eastside-circle",
            "the same registered number and the same place",
        ),
        (
            {"Name": "Something else", "Website": "http://www.north.example.org"},
            "northside-voices",
            "the same web page and the same place",
        ),
        (
            {
                "Name": "Northside Voices",
                "Website": "https://north.example.org",
                "Charity number, England and Wales": "1098893",
            },
            "northside-voices",
            "the same registered number, the same name, the same web page and the same place",
        ),
    ],
)
def test_a_group_is_found_with_the_reason(imported, row, slug, reason):
    plan = imported({"Town": "Leeds", **row})
    [outcome] = plan.changed if reason == "Id" else plan.skipped
    assert (outcome.slug, outcome.match_reason) == (slug, reason) and not plan.new


@pytest.mark.parametrize("name", ["NSV", "Northside Voices of York", "Voices"])
def test_initials_and_parts_of_names_match_no_group(imported, name):
    plan = imported({**LEAST, "Name": name})
    assert [outcome.after["name"] for outcome in plan.new] == [name]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (
            [{"Name": "Northside Voices", "Website": "https://east.example.org"}],
            "2 / This could be more than one group in the directory: "
            "orgs/eastside-circle.yml (the same web page); orgs/northside-voices.yml (the "
            'same name, in Leeds). / Write the id of the right one in the column "Id".',
        ),
        (
            [{"Id": "north-voices", "Name": "Northside Voices"}],
            '2 / Id / There is no group with the id "north-voices", but this looks like '
            "orgs/northside-voices.yml (the same name, in Leeds). / Write the id "
            "northside-voices, or leave the cell empty",
        ),
        (
            [{"Id": "nowhere-voices", "Town": "Leeds"}],
            '2 / There is no group called "nowhere-voices".',
        ),
        (
            [{"Id": "northside-voices", "Town": "Leeds"}, {"Id": "", "Town": "York"}],
            "3 / This row has neither an id nor a name.",
        ),
        (
            [
                {"Id": "northside-voices", "Town": "Leeds"},
                {"Id": "northside-voices", "Town": "York"},
            ],
            "3 / Row 2 is also about this group. / Combine the two rows.",
        ),
        (
            [{**LEAST, "Town": "Leeds"}, {**LEAST, "Town": ""}],
            "3 / Row 2 is also about this group.",
        ),
        (
            [{"Name": "Broken Voices"}],
            "2 / The record orgs/broken-voices.yml has a fault. / Fix it first",
        ),
        ([{"Id": "broken-voices"}], "2 / The record orgs/broken-voices.yml has a fault."),
    ],
)
def test_unclear_groups_are_reported_and_left_out(imported, rows, said):
    plan = imported(*rows, taken=["broken-voices"])
    assert any(line.startswith(said) for line in told(plan)), told(plan)
    assert plan.rejected and len(plan.to_write) == len(rows) - 1


def test_two_rows_about_one_group_are_rejected(imported):
    plan = imported(
        {**LEAST, "Website": "https://new.example.org"},
        {**LEAST, "Name": "Quite Another Circle", "Website": "https://www.new.example.org/"},
    )
    assert [outcome.slug for outcome in plan.new] == ["example-people-first"]
    assert told(plan) == ["3 / Row 2 is also about this group. / Combine the two rows."]


def test_the_same_name_in_another_place_is_a_question(imported):
    places = ("Town", "Council area")
    rows = [
        {"Id": "", **LEAST, "Name": "Northside Voices", **dict(zip(places, place, strict=True))}
        for place in (
            ("Penarth", "Cardiff"),
            ("York", "York"),
            ("Leeds", "Leeds"),
            ("York", "York"),
        )
    ]
    plan = imported(
        *rows,
        {
            **LEAST,
            "Name": "Northside Voices",
            "Id": "voices-of-dover",
            "Town": "Dover",
            "Council area": "Kent",
        },
    )
    assert [outcome.slug for outcome in plan.new] == [
        "northside-voices-penarth",
        "northside-voices-york",
        "voices-of-dover",
    ]
    assert [outcome.slug for outcome in plan.skipped] == ["northside-voices"]
    assert [line for line in told(plan) if line.startswith("2 / This")] == [
        "2 / This may be a group that is already in the directory: "
        "orgs/northside-voices.yml (the same name, in Leeds). / "
        'If it is, write the id northside-voices in the column "Id". If not, leave it as '
        "it is, and it will become orgs/northside-voices-penarth.yml."
    ]
    assert "5 / Row 3 is also about this group. / Combine the two rows." in told(plan)


def test_a_group_that_names_a_rejected_one_is_rejected_too(imported):
    plan = imported(
        {
            **LEAST,
            "Name": "Example Member Voices",
            "Networks": "example-people-first",
            "Founded": "",
        },
        {**LEAST, "Founded": "x"},
    )
    assert not plan.new and any(
        'There is no record called "example-people-first"' in line for line in told(plan)
    )


def test_a_source_on_the_site_of_a_closed_group_is_asked_about(schema, today):
    closed = {**NORTH, "closed": {"year": "2018", "source": "https://north.example.org/end"}}
    plan = planned(
        as_csv({**LEAST, "Sources 1: Web address of the source": "https://north.example.org/us"}),
        schema,
        today,
        {"northside-voices": closed},
    )
    assert len(plan.new) == 1
    assert [line.partition(":")[0] for line in told(plan)] == [
        "2 / Sources 1",
    ]
    assert "That belongs to a group that has closed: orgs/northside-voices.yml" in told(plan)[0]


# --- What changes ---------------------------------------------------------------------------------


def test_an_empty_cell_changes_nothing(imported):
    plan = imported(
        {
            "Id": "northside-voices",
            "Name": "",
            "Phone": " ",
            "Other names": "",
            "Sources 1: Title of the source": "",
        }
    )
    assert [outcome.slug for outcome in plan.unchanged] == [
        "northside-voices"
    ] and not plan.to_write


@pytest.mark.parametrize(
    ("cells", "field", "wanted"),
    [
        (
            {"Phone": "0113 496 0001"},
            "contact",
            {"website": "https://north.example.org/", "phone": "0113 496 0001"},
        ),
        ({"Phone": "(none)"}, "contact", {"website": "https://north.example.org/"}),
        ({"Phone": "(None)", "Website": "(none)"}, "contact", None),
        ({"Founded": "(none)"}, "founded", None),
        ({"What it does": "Peer support"}, "activities", ["peer-support"]),
        ({"Other names": "(none)"}, "also_known_as", None),
        (
            {"Town": "Leeds", "Council area": "Leeds"},
            "based_in",
            {"town": "Leeds", "area": "leeds"},
        ),
        (
            {
                "Sources 1: Web address of the source": "https://north.example.org/new",
                "Sources 1: Title of the source": "New",
            },
            "sources",
            [{"url": "https://north.example.org/new", "title": "New"}],
        ),
        # A source that is there already keeps what the file does not say of it, unless it says
        # that this goes.
        (
            {
                "Sources 1: Web address of the source": "https://north.example.org/about",
                "Sources 1: Year of the source": "2025",
            },
            "sources",
            [
                {
                    "url": "https://north.example.org/about",
                    "title": "About us",
                    "supports": ["name"],
                    "year": "2025",
                }
            ],
        ),
        (
            {
                "Sources 1: Web address of the source": "https://north.example.org/about",
                "Sources 1: What it shows": "(none)",
            },
            "sources",
            [{"url": "https://north.example.org/about", "title": "About us"}],
        ),
        (
            {
                "Work with public bodies 1: What they did": "Runs the board with the council.",
                "Work with public bodies 1: Stage": "Review",
                "Work with public bodies 1: Source of this work": "https://north.example.org/work",
            },
            "work",
            [
                {
                    "what": "Runs the board with the council.",
                    "stage": "review",
                    "source": "https://north.example.org/work",
                }
            ],
        ),
    ],
)
def test_a_cell_replaces_the_value_of_the_record(imported, cells, field, wanted):
    assert changed(imported({"Id": "northside-voices", **cells}, replace=True)) == {
        key: value for key, value in {**NORTH, field: wanted}.items() if value is not None
    }


def test_a_part_is_cleared_by_a_row_of_its_own(schema, today):
    work = [
        {
            "what": "Runs the board with the council.",
            "stage": "review",
            "source": "https://north.example.org/work",
        }
    ]
    rows = as_xlsx(
        **{
            "Work with public bodies": [
                ["Group", "What they did", "Stage"],
                ["northside-voices", "(none)", None],
            ]
        }
    )
    there = {"northside-voices": {**NORTH, "work": work}}
    assert changed(planned(rows, schema, today, there, replace=True)) == NORTH


def test_a_needed_field_cannot_be_cleared(imported):
    plan = imported({"Id": "northside-voices", "Summary": "(none)"}, replace=True)
    assert not plan.changed and told(plan)[0].startswith('2 / Summary / "Summary" is missing.')


def test_report_shows_each_change_before_and_after(imported, schema):
    plan = imported(
        {
            "Id": "northside-voices",
            "Phone": "(none)",
            "Town": "Leeds",
            "What it does": "Peer support; Helpline",
            "Sources 1: Web address of the source": "https://north.example.org/about",
        },
        replace=True,
    )
    assert list(list_differences(plan.changed[0], schema)) == [
        ("What it does", "Peer support\nAdvocacy", "Peer support\nHelpline"),
        ("Town", "", "Leeds"),
        ("Phone", "0113 496 0000", ""),
        ("Sources", "https://north.example.org/news; News; 2024", ""),
    ]
    assert (
        "  row 2: Northside Voices (orgs/northside-voices.yml), found by: Id\n    What it "
        "does: Peer support | Advocacy -> Peer support | Helpline\n    Town: (nothing) -> "
        "Leeds" in importer.as_text(plan, schema)
    )


def test_a_group_without_its_id_is_changed_only_with_replace(imported):
    row = {"Name": "Northside Voices", "Town": "Leeds"}
    assert not imported(row).to_write and changed(imported(row, replace=True))["based_in"] == {
        "town": "Leeds"
    }


# --- Who confirms ---------------------------------------------------------------------------------


def test_a_new_group_is_put_together_today_from_public_sources(imported):
    [outcome] = imported(LEAST).new
    assert outcome.after["added"] == "2026-11-21" and outcome.after["checked"] == {
        "on": "2026-11-21",
        "by": "public-sources",
    }


def test_a_confirmation_needs_its_day(imported):
    plan = imported({**LEAST, "Updated or confirmed by": "organisation"})
    assert not plan.new and any(
        line.startswith('2 / "Updated or confirmed on" is missing.') for line in told(plan)
    ), told(plan)


@pytest.mark.parametrize(
    ("cells", "checked", "said"),
    [
        (
            {"Town": "Leeds"},
            {"on": "2026-11-21", "by": "public-sources"},
            "2 / The group had confirmed its page on 2026-03-01.",
        ),
        (
            {"Town": "Leeds", "Updated or confirmed on": "2026-11-20"},
            {"on": "2026-11-20", "by": "organisation"},
            "2 / This says that the group itself confirmed the facts.",
        ),
        (
            {
                "Town": "Leeds",
                "Updated or confirmed on": "2026-11-20",
                "Updated or confirmed by": "public-sources",
            },
            {"on": "2026-11-20", "by": "public-sources"},
            "",
        ),
    ],
)
def test_a_change_withdraws_a_confirmation_unless_it_has_a_new_one(
    schema, today, cells, checked, said
):
    there = {"northside-voices": {**NORTH, "checked": {"on": "2026-03-01", "by": "organisation"}}}
    row = as_csv({"Id": "northside-voices", **cells})
    plan = planned(row, schema, today, there, replace=True)
    assert changed(plan)["checked"] == checked
    assert [line.startswith(said) for line in told(plan)] == ([True] if said else [])


@pytest.mark.parametrize(
    ("known", "cell", "asked"),
    [
        ([], "nobody-leads", "nobody-leads"),
        (["nobody-leads"], "nobody-leads", ""),
        (["nobody-leads"], "nobody-leads; old-evidence", "old-evidence"),
    ],
)
def test_newly_answered_questions_are_asked_about(schema, today, known, cell, asked):
    there = {
        "northside-voices": {
            **NORTH,
            "checked": {**NORTH["checked"], **({"answered": known} if known else {})},
        }
    }
    plan = planned(
        as_csv({"Id": "northside-voices", "Town": "Leeds", "Questions already answered": cell}),
        schema,
        today,
        there,
        replace=True,
    )
    lines = [line for line in told(plan) if "looked into these questions" in line]
    assert len(lines) == bool(asked) and all(f"questions: {asked}." in line for line in lines), (
        told(plan)
    )


def test_known_faults_of_a_record_block_no_change(schema, today):
    there = {"northside-voices": {**NORTH, "founded": "3000"}}
    assert changed(
        planned(as_csv({"Id": "northside-voices", "Town": "Leeds"}), schema, today, there)
    )["based_in"] == {"town": "Leeds"}


def test_report_is_safe_for_a_terminal(imported, schema):
    plan = imported(
        {"Id": "red \x1b[31m", **LEAST, "Phone": "\x1b[0m##[error]"},
        {"Id": "", **LEAST, "Name": "Second Example Circle", "Phone": "##[error]"},
    )
    text = importer.as_text(plan, schema)
    assert "\x1b" not in text and "##[" not in text and "[U+001B]" in text


def test_report_groups_the_same_fault_of_many_rows(imported, schema):
    rows = [
        {**LEAST, "Name": f"Example Circle {number} of {number}", "Founded": "x"}
        for number in range(30)
    ]
    text = importer.as_text(imported(*rows), schema)
    assert (
        'Rows 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13 and 18 more, column "Founded"\n  This '
        'should be a whole number, but it\'s text: "x".\n' in text
    )
