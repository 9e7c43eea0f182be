"""The questions of `build.py new` lead to a record without errors, or to nothing."""

import dataclasses

import pytest

from ulo import checks, records
from ulo.checks import make_marks
from ulo.contribute.interview import run_interview
from ulo.core import ERROR, rule_messages
from ulo.records.formatting import dump
from ulo.schema import WithdrawnRegister

REQUIRED = [
    "Example People First",
    "People in Leeds who speak up together.",
    "LD, autism",
    "self-described",
    "It says that its members run it.",
    "https://example.org/about",
    "About us",
    "LD",
    "self-advocacy",
    "local",
]
SKIPPED = [""] * 13
# That no home is at the address, that a page shows it, and the same of mailbox and phone.
SAFE = ["yes"] * 4
# That there is no more to add, that the group itself writes, and that all is correct.
OWN = ["", "yes", "yes"]


def interview(schema, today, answers, existing=None, taken=()):
    """The outcome of the questions, and all that was shown.

    Running out of answers is like closing the window.
    """
    existing = existing or {}
    rest, shown = iter(answers), []

    def read(prompt):
        try:
            return next(rest)
        except StopIteration:
            raise EOFError from None

    contexts = [
        checks.CheckContext(records.Record(slug, f"orgs/{slug}.yml", data), schema, today)
        for slug, data in existing.items()
    ]
    outcome = run_interview(schema, today, contexts, {*existing, *taken}, read, shown.append)
    return outcome, "\n".join(shown)


def test_required_answers_make_record(schema, today):
    outcome, _ = interview(schema, today, [*REQUIRED, *SKIPPED, *OWN])
    slug, data = outcome
    assert slug == "example-people-first"
    assert data["user_led"]["led_by"] == ["people-with-learning-disabilities", "autistic-people"]
    assert data["sources"] == [
        {"url": "https://example.org/about", "title": "About us", "supports": ["user_led"]}
    ]
    assert data["checked"] == {"on": "2026-11-21", "by": "organisation"}
    assert data["added"] == "2026-11-21"
    assert "based_in" not in data
    assert "contact" not in data


def test_all_answers_make_record_without_errors(schema, today):
    optional = [
        "Leeds, Bradford",
        "EPF, Example Speaks",
        "https://example.org",
        "info@example.org",
        "0113 496 0000",
        "Leeds",
        "leeds",
        "1 Example Street",
        "ls1 4ap",
        "1999",
        "just come",
        "no charge",
        "Drop-in",
        "Tuesdays",
        "weekly",
        "10.30am",
        "12.30 pm",
        "Example Library",
    ]
    pages = ["https://example.org/meet", "1/11/2026", "https://example.org/visit", ""]
    (slug, data), _ = interview(
        schema, today, [*REQUIRED, *optional, "", "no", "2023", *pages, *SAFE, "yes"]
    )
    record, problems = records.parse(dump(data, schema).encode("utf-8"), f"orgs/{slug}.yml")
    assert not problems
    assert record.data == data
    assert [p for p in checks.run([record], schema, today)[1] if p.level == ERROR] == []
    assert data["based_in"] == {
        "town": "Leeds",
        "area": "leeds",
        "address": "1 Example Street",
        "postcode": "LS1 4AP",
    }
    assert data["checked"] == {"on": "2026-11-21", "by": "public-sources"}
    assert data["sources"][0]["year"] == "2023"
    assert data["meetings"] == [
        {
            "what": "Drop-in",
            "day": ["tuesday"],
            "every": "week",
            "starts": "10:30",
            "ends": "12:30",
            "place": "Example Library",
            "source": "https://example.org/meet",
            "on": "2026-11-01",
        }
    ]
    assert data["first_visit"] == {
        "join": "just-come",
        "cost": "free",
        "source": "https://example.org/visit",
    }


def test_meeting_in_a_week_of_the_month_needs_a_day(schema, today):
    answers = [*REQUIRED, *SKIPPED[:-1], "Quiz", "", "last", "monthly", "", "", "", *OWN]
    (_, data), shown = interview(schema, today, answers)
    assert data["meetings"] == [{"what": "Quiz", "every": "month"}]
    assert rule_messages("meeting-without-day")[0] in shown


def test_invalid_answer_is_asked_again_with_reason(schema, today):
    answers = [
        "",
        *REQUIRED[:1],
        "Too short",
        *REQUIRED[1:2],
        "disabled-peopl, LD",
        "?",
        *REQUIRED[2:],
        "Atlantis",
        *SKIPPED[:4],
        "12",
        *SKIPPED[4:],
        "",
        "perhaps",
        "yes",
        "yes",
    ]
    outcome, shown = interview(schema, today, answers)
    assert outcome is not None
    assert "contact" not in outcome[1]
    assert "serves" not in outcome[1]["area"]
    for part in (
        "This question needs an answer.",
        rule_messages("too-short")[1],
        'Did you mean "Disabled people"?',
        "  13. Carers",
        '"Atlantis" isn\'t on the list',
        '"12" isn\'t a phone number',
        "Please write yes or no.",
    ):
        assert part in shown


def test_refused_answer_is_not_changed_with_back(schema, today):
    """The question comes again at once, so "back" would lead to the one before it."""
    _, shown = interview(schema, today, [*REQUIRED[:4], "100%"])
    assert rule_messages("too-short")[1] in shown
    assert "To change it, type back." not in shown
    _, shown = interview(schema, today, [*REQUIRED[:4], "Since 1999 it has met in a hall."])
    assert "To change it, type back." in shown


def test_full_postcode_needs_address(schema, today):
    (_, data), shown = interview(
        schema, today, [*REQUIRED, *SKIPPED[:8], "LS1 4AP", "ls1", *SKIPPED[9:], *OWN]
    )
    assert data["based_in"] == {"district": "LS1"}
    assert "no public office address" in shown


@pytest.mark.parametrize(
    ("changed", "base", "line"),
    [("", {"district": "LS1"}, "Postcode: LS1"), ("-", None, ""), ("LS2", {"district": "LS2"}, "")],
)
def test_outcode_is_an_answer_that_can_be_changed(schema, today, changed, base, line):
    answers = [*SKIPPED[:8], "LS1", "back", changed, *SKIPPED[9:], *OWN]
    (_, data), shown = interview(schema, today, [*REQUIRED, *answers])
    assert "Your answer so far: LS1" in shown
    assert data.get("based_in") == base
    assert line in shown


def test_full_postcode_replaces_outcode(schema, today):
    answers = [*SKIPPED[:7], "Town Hall, The Headrow", "LS1", "back", "LS1 3AD", *SKIPPED[9:]]
    (_, data), _ = interview(schema, today, [*REQUIRED, *answers, "", "yes", "yes", *OWN[1:]])
    assert data["based_in"] == {"address": "Town Hall, The Headrow", "postcode": "LS1 3AD"}


LEEDS = {
    "epf": {
        "name": "Example People First",
        "area": {"serves": ["leeds"]},
        "contact": {"website": "https://example.org"},
    }
}


@pytest.mark.parametrize(("existing", "taken"), [({}, ["example-people-first"]), (LEEDS, [])])
def test_existing_group_is_reported(schema, today, existing, taken):
    answers = [
        "Example People First",
        "Leeds",
        "☂☂",
        "Example People First of Leeds",
        *REQUIRED[1:],
        *SKIPPED,
        *OWN,
    ]
    (slug, data), shown = interview(schema, today, answers, existing, taken)
    assert slug == "example-people-first-of-leeds"
    assert "based_in" not in data
    assert "It is already in the directory: orgs/" in shown
    assert "has the same name" in shown
    assert "at least two letters" in shown


def test_namesake_elsewhere_gets_town_in_slug(schema, today):
    (slug, data), shown = interview(
        schema,
        today,
        ["example people first", "York", *REQUIRED[1:], *SKIPPED[:5], *SKIPPED[6:], *OWN],
        LEEDS,
    )
    assert slug == "example-people-first-york"
    assert data["name"] == "example people first"
    assert data["based_in"] == {"town": "York"}
    assert (
        "There is already a group with this name in the directory, in Leeds: orgs/epf.yml. "
        "Is yours in another place?" in shown
    )


def test_later_answer_can_reveal_duplicate(schema, today):
    outcome, shown = interview(
        schema,
        today,
        ["Fresh Start", *REQUIRED[1:], *SKIPPED[:2], "https://www.example.org/", *SKIPPED[3:]],
        LEEDS,
    )
    assert outcome is None
    assert "It is already in the directory: orgs/epf.yml has the same web page." in shown


@pytest.mark.parametrize("count", range(len(REQUIRED) + len(SKIPPED) + len(OWN)))
def test_closing_input_leaves_no_record(schema, today, count):
    assert interview(schema, today, [*REQUIRED, *SKIPPED, *OWN][:count])[0] is None


def test_keyboard_interrupt_leaves_no_record(schema, today):
    def read(prompt):
        raise KeyboardInterrupt

    assert run_interview(schema, today, [], [], read, lambda text: None) is None


def test_questions_are_worded_by_schema(schema, today):
    _, shown = interview(schema, today, REQUIRED)
    for pointer in (("name",), ("summary",), ("user_led", "basis"), ("area", "serves")):
        assert schema.subschema(pointer)["title"] in shown
        assert schema.subschema(pointer)["description"] in shown


def test_withdrawn_group_is_refused(schema, today):
    case = checks.CheckContext(
        records.Record(
            "x",
            "",
            {"name": "Example People First", "contact": {"website": "https://example.org"}},
            {},
        ),
        schema,
        today,
    )
    later = dataclasses.replace(
        schema, withdrawn=WithdrawnRegister("salt", (tuple(make_marks(case, "salt", [])),))
    )
    outcome, shown = interview(later, today, REQUIRED[:1])
    assert outcome is None
    assert "matches entry 1 on the list of groups that asked not to be in the directory" in shown
    # Under another name, the website shows it: it is asked for again until it is left out.
    answers = [
        "Fresh Start Leeds",
        *REQUIRED[1:],
        *SKIPPED[:2],
        "https://www.example.org/",
        *SKIPPED[2:],
        *OWN,
    ]
    outcome, shown = interview(later, today, answers)
    assert "matches entry 1" in shown
    assert "contact" not in outcome[1]
