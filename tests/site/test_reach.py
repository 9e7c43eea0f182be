"""What place pages say of groups is true, by a derivation of its own from the records."""

import pytest

from drawing import Drawn
from first_principles import Facts
from invariants import (
    assert_gaps_are_true,
    assert_places_deny_nothing_true,
    assert_places_have_their_groups,
)
from sites import CATALOGUE
from ulo.site.pages import places


@pytest.fixture(scope="module")
def facts():
    return Facts(CATALOGUE / "orgs")


def test_each_place_has_every_group_for_its_people_once(fictional, facts):
    assert_places_have_their_groups(fictional, facts)


def test_no_page_denies_a_group_that_is_there(fictional, facts):
    denied = assert_places_deny_nothing_true(fictional, Drawn(fictional, places).pages, facts)
    assert denied > 500


def test_what_is_called_a_gap_is_one(fictional, facts):
    assert_gaps_are_true(fictional, facts)
