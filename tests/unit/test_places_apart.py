"""A place that contradicts itself: postcode, town, council and point are held together."""

import json

import pytest
import yaml

from form_examples import BASE
from sites import DATA
from ulo import checks
from ulo.checks import CheckContext
from ulo.contribute import importer
from ulo.contribute.intake import receive, reply
from ulo.contribute.interview import run_interview
from ulo.records import Record
from ulo.records.formatting import dump

CASES = yaml.safe_load((DATA / "place_contradictions.yml").read_text("utf-8"))
RULES = ("places-apart", "district-unknown", "coordinates-far")
FIELDS = ("town", "area", "address", "postcode", "district", "coordinates")


def make_base(case):
    """Where the group of a case is, as a record says it."""
    return {name: case[name] for name in FIELDS if name in case}


def place_questions(base, schema, today):
    """The questions about where a group is, as rule and field."""
    data = {**BASE, "based_in": base}
    context = CheckContext(Record("orgs/x.yml", "", data), schema, today)
    return [p for p in checks.check_record(context) if p.rule in RULES]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_question_is_asked_where_places_contradict_each_other(case, schema, today):
    found = place_questions(make_base(case), schema, today)
    asked = [f"{p.rule} {p.field.removeprefix('based_in.')}" for p in found]
    assert asked == ([case["asks"]] if "asks" in case else [])
    assert all(p.level == "question" for p in found)


def test_there_are_many_cases_of_both_kinds():
    contradictory = [case for case in CASES if "asks" in case]
    assert len(contradictory) >= 60
    assert len(CASES) - len(contradictory) >= 60


def test_every_door_asks(schema, today):
    base = {"town": "Leeds", "area": "leeds", "district": "BN1"}
    question = 'The postcode district "BN1" isn\'t in or near the council area "Leeds".'
    data = {**BASE, "based_in": base}

    letter = ("# orgs/northside-voices.yml\n" + dump(data, schema)).encode()
    outcome = receive(letter, schema, [], [], today)
    comment = reply.build_comment(outcome, schema, lambda slug: (slug, ""))
    request = reply.build_pull_request(outcome, schema, lambda slug: (slug, ""))
    assert outcome.state == "ready"
    assert all("BN1" in text and "Which one is right?" in text for text in (comment, request))

    line = json.dumps({"id": "northside-voices", **data}).encode()
    entries, notes = importer.read_json_lines(line, schema)
    plan = importer.make_plan(entries, notes, {}, [], [], schema, today)
    assert question in [note.message for note in plan.notes]

    answers = [
        *("Example People First", "People in Leeds who speak up together.", "LD"),
        *("self-described", "It says that its members run it.", "https://example.org/about"),
        *("About us", "LD", "self-advocacy", "local", "", "", "", "", ""),
        *("Leeds", "leeds", "", "BN1", "", "", "", "", "", "yes", "yes"),
    ]
    elsewhere = [{"BN1": "", "Leeds": "Brighton"}.get(answer, answer) for answer in answers]
    for given, asked in (
        (answers, question),
        (elsewhere, 'The town "Brighton" isn\'t in or near the council area "Leeds".'),
    ):
        shown = ask_new(given, schema, today)
        assert shown.count(asked) == 1


def ask_new(answers, schema, today):
    """What `new` shows to somebody who answers so."""
    rest, shown = iter(answers), []
    assert run_interview(schema, today, [], [], lambda prompt: next(rest), shown.append)
    return "\n".join(shown)
