"""A place that contradicts itself: postcode, town, council and point are held together."""

import pytest
import yaml

from form_examples import BASE
from sites import DATA
from ulo import checks
from ulo.checks import CheckContext
from ulo.records import Record

CASES = yaml.safe_load((DATA / "place_contradictions.yml").read_text("utf-8"))
RULES = ("places-apart", "district-unknown", "coordinates-far")
FIELDS = ("town", "area", "address", "postcode", "district", "coordinates")


def place_questions(base, schema, today):
    """The questions about where a group is, as rule and field."""
    data = {**BASE, "based_in": base}
    context = CheckContext(Record("orgs/x.yml", "", data), schema, today)
    return [p for p in checks.check_record(context) if p.rule in RULES]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_question_is_asked_where_places_contradict_each_other(case, schema, today):
    base = {name: case[name] for name in FIELDS if name in case}
    found = place_questions(base, schema, today)
    asked = [f"{p.rule} {p.field.removeprefix('based_in.')}" for p in found]
    assert asked == ([case["asks"]] if "asks" in case else [])
    assert all(p.level == "question" for p in found)


def test_there_are_many_cases_of_both_kinds():
    contradictory = [case for case in CASES if "asks" in case]
    assert len(contradictory) >= 60
    assert len(CASES) - len(contradictory) >= 60
