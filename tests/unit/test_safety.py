"""The questions that keep people safe are asked on every way in."""

import copy
import json

import pytest
import yaml

from form_examples import BASE
from sites import DATA
from ulo import checks
from ulo.checks import CheckContext
from ulo.checks.safety import RecordChange, find_questions
from ulo.contribute import importer
from ulo.contribute.intake import receive, reply
from ulo.contribute.interview import run_interview
from ulo.core import WARNING
from ulo.maintain.review import list_questions
from ulo.records import Record
from ulo.records.formatting import dump

CASES = yaml.safe_load((DATA / "safety_cases.yml").read_text("utf-8"))
PLACES = {
    **{
        name: ("based_in", name)
        for name in ("town", "address", "postcode", "district", "coordinates")
    },
    **{name: ("contact", name) for name in ("website", "email", "phone", "sms")},
    "for": ("for",),
    "led_by": ("user_led", "led_by"),
    "evidence": ("user_led", "evidence"),
    "summary": ("summary",),
    "name": ("name",),
}
LISTS = ("for", "led_by")
SUPPORTED = ["based_in", "contact.email", "contact.phone", "contact.sms"]
REGISTER = "https://register-of-charities.charitycommission.gov.uk/charity-search/"


def make_record(case):
    """The record of a case: BASE with its fields and, but for `unsourced`, a source for each."""
    data = copy.deepcopy(BASE)
    for name, (*groups, last) in PLACES.items():
        if name in case:
            fields = data
            for group in groups:
                fields = fields.setdefault(group, {})
            fields[last] = [case[name]] if name in LISTS else case[name]
    if not case.get("unsourced"):
        url = REGISTER if case.get("register") else "https://www.example.org/contact"
        data["sources"] += [{"url": url, "title": "Contact us", "supports": SUPPORTED}]
    return data


def make_context(data, schema, today):
    return CheckContext(Record("orgs/northside-voices.yml", "", data), schema, today)


def ask(case, schema, today):
    """The questions about a case, and about what it was before."""
    before = case.get("before")
    change = RecordChange(
        make_context(make_record(before), schema, today) if before else None,
        make_context(make_record(case), schema, today),
    )
    return find_questions(change)


def safety_problems(case, schema, today):
    return [question.as_problem(schema) for question in ask(case, schema, today)]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_what_may_put_somebody_in_danger_is_asked_about(case, schema, today):
    assert [question.id for question in ask(case, schema, today)] == case["asks"]


def test_there_are_many_cases_of_both_kinds():
    dangerous = [case for case in CASES if case["asks"]]
    assert len(dangerous) >= 40
    assert len(CASES) - len(dangerous) >= 35


MAILBOXES = yaml.safe_load((DATA / "mailbox_cases.yml").read_text("utf-8"))


def mailbox_records():
    """Each mailbox in a record of its group, and whether somebody is asked about it."""
    for case in MAILBOXES:
        names = {"name": case["name"], "also_known_as": case.get("known_as", [])}
        for key, is_asked in (("asks", True), ("passes", False)):
            for email in case.get(key, []):
                yield {**BASE, **names, "contact": {"email": email}}, is_asked


def mailbox_problems(record, schema, today):
    found = checks.check_record(make_context(record, schema, today))
    return [problem for problem in found if problem.rule == "personal-email"]


def test_a_mailbox_that_may_be_a_persons_is_asked_about(schema, today):
    for record, is_asked in mailbox_records():
        assert bool(mailbox_problems(record, schema, today)) == is_asked, record["contact"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        *(
            (f"A drop-in in {place} each week.", "")
            for place in (
                *("Sir Benfro", "Sir Gaerfyrddin", "Sir Gâr", "Sir y Fflint", "Sir Ddinbych"),
                *(
                    "Sir Fynwy",
                    "Sir Fôn",
                    "Sir Drefaldwyn",
                    "Lord Street",
                    "Dame Street",
                    "Lady Lane",
                ),
                *("Lord Nelson Street", "Lady Margaret Hall", "St David's", "Ceri", "Ynys Môn"),
                *("Sir John Smith House", "Na h-Eileanan an Iar", "Contae Thír Eoghain"),
            )
        ),
        ("They met the Lord Mayor and the Lord Lieutenant of Kent.", ""),
        *(
            (f"{name} began the group.", name)
            for name in (
                *(
                    "Sir John",
                    "Dame Joan",
                    "Lord Ashworth",
                    "Lady Fairweather",
                    "Dr Street",
                    "Ms Hall",
                ),
                *("Sir Ashworth", "Baroness Example", "Rev. Lane", "Mr Benfro", "Sir Mary"),
                *("Mrs Rose Court", "Lord Mayor John Smith"),
            )
        ),
        ("A drop-in in Sir Benfro, begun by Sir John Smith.", "Sir John"),
    ],
)
def test_places_in_any_language_are_no_persons_and_persons_are(text, name, schema, today):
    context = make_context({**BASE, "summary": text}, schema, today)
    said = [p.message for p in checks.check_record(context) if p.rule == "person-title"]
    shown = " ".join(name.split()[:2])
    assert [shown in message for message in said] == ([True] if name else [])


NEW = [case for case in CASES if "before" not in case and case["asks"]]


@pytest.mark.parametrize("case", NEW, ids=str)
def test_intake_asks_the_sender_and_the_reviewer(case, schema, today):
    letter = ("# orgs/northside-voices.yml\n" + dump(make_record(case), schema)).encode()
    outcome = receive(letter, schema, [], [], today)
    assert [question.id for question in outcome.safety_questions] == case["asks"]
    comment = reply.build_comment(outcome, schema, lambda slug: (slug, ""))
    for question in outcome.safety_questions:
        first_words = schema.messages["safety"][question.id]["question"].partition("{")[0]
        assert first_words in comment
    only_source = {"address-source", "contact-source"} >= {*case["asks"]}
    if not only_source:
        assert reply.choose_label(outcome) == "needs a maintainer"
    elif outcome.state == "ready":
        assert reply.choose_label(outcome) == "ready to review"
    questions = list_questions(outcome.data, outcome.before, schema, today)
    request = reply.build_pull_request(outcome, schema, lambda slug: (slug, ""), questions)
    assert len(questions) >= len(case["asks"])
    assert all(question in request for question in questions)
    assert "What the checks found: " in request


@pytest.mark.parametrize("case", NEW, ids=str)
def test_a_list_is_asked_about(case, schema, today):
    data = {**make_record(case), "id": "northside-voices"}
    entries, notes = importer.read_json_lines(json.dumps(data).encode(), schema)
    plan = importer.make_plan(entries, notes, {}, [], [], schema, today)
    for id_ in case["asks"]:
        first_words = schema.messages["safety"][id_]["question"].partition("{")[0]
        levels = {note.level for note in plan.notes if note.message.startswith(first_words)}
        assert levels == {WARNING}


def interview(schema, today, *after):
    """The outcome of the questions with an address that is a home, and what is shown."""
    answers = [
        "Example People First",
        "People in Leeds who speak up together.",
        *("LD", "self-described", "It says that its members run it."),
        *("https://example.org/about", "About us", "LD", "self-advocacy", "local"),
        *("", "", "", "", "", "Leeds", "leeds"),
        *("Flat 3, 12 Example Street", "LS1 4AP", "", "", "", "", "", "yes"),
        *after,
        "yes",
    ]
    rest, shown = iter(answers), []
    outcome = run_interview(schema, today, [], [], lambda prompt: next(rest), shown.append)
    return outcome[1], "\n".join(shown)


def test_new_asks_before_it_writes_and_leaves_out_a_home(schema, today):
    data, shown = interview(schema, today, "no")
    assert data["based_in"] == {"town": "Leeds", "area": "leeds"}
    assert schema.messages["safety"]["home"]["question"] in shown
    data, shown = interview(schema, today, "yes", "perhaps", "yes")
    assert data["based_in"]["address"] == "Flat 3, 12 Example Street"
    assert "Please write yes or no." in shown


def test_new_asks_again_for_what_a_record_needs(schema, today):
    answers = [
        "Example People First",
        "Joanna Fairweather and others who speak up together.",
        *("LD", "self-described", "It says that its members run it."),
        *("https://example.org/about", "About us", "LD", "self-advocacy", "local"),
        *[""] * 13,
        *("", "yes", "no", "People in Leeds who speak up together.", "yes"),
    ]
    rest = iter(answers)
    _, data = run_interview(schema, today, [], [], lambda prompt: next(rest), lambda text: None)
    assert data["summary"] == "People in Leeds who speak up together."


LETTER = b"""From: Sam <sam@example.org>
Subject: Add: Riverbend Minds
Message-ID: <1@example.org>
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8

Please put this into the directory.

# orgs/riverbend-minds.yml
"""


def test_a_refuge_with_a_door_is_not_ready_to_review(schema, today):
    """By mail, with a flat and the name of a person in its address, for survivors of abuse."""
    place = {"address": "Flat 3, c/o Joanna Fairweather, 12 Example Street", "postcode": "LS1 4AP"}
    data = make_record({**place, "town": "Leeds", "for": "survivors-of-abuse", "unsourced": True})
    letter = LETTER + dump({**data, "name": "Riverbend Minds"}, schema).encode()
    outcome = receive(letter, schema, [], [], today)
    assert (outcome.channel, outcome.state) == ("mail", "ready")
    assert reply.choose_label(outcome) == "needs a maintainer"
    comment = reply.build_comment(outcome, schema, lambda slug: (slug, ""))
    for words in (
        "Office address: Is this someone's home? If it is, we'll only show the town.",
        "This group is for survivors of abuse. Could anyone be in danger",
        'Is "Joanna Fairweather" a person?',
        "Reply to this email",
    ):
        assert words in comment
    assert schema.messages["intake"]["next"]["ready"] not in comment
