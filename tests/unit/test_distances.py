"""What is told of how far apart two places are, in the build and in browsers."""

from pathlib import Path

import pytest
import yaml

from node import run_node_tests
from sites import DATA
from ulo.geography import Spot, whole_miles

CASES = yaml.safe_load((DATA / "distances.yml").read_text("utf-8"))


def spot(data) -> Spot:
    return Spot(tuple(data["point"]), data["precision"], data["town"])


@pytest.mark.parametrize("case", CASES, ids=[case["about"] for case in CASES])
def test_no_more_is_told_than_is_known(case):
    one, other = spot(case["one"]), spot(case["other"])
    assert whole_miles(one, other) == whole_miles(other, one) == case["miles"]


def test_browsers_tell_the_same(tmp_path):
    test = Path(__file__).parent / "js" / "distance.test.js"
    run_node_tests([test], {"distances": CASES}, tmp_path)
