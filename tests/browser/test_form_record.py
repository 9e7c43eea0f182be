"""Through the form and out again, a record is the same, for every record that there is."""

from form_examples import ODD
from invariants import assert_form_keeps_everything
from sites import CATALOGUE
from ulo import records


def test_the_form_loses_nothing_of_a_record(page, site):
    found, _ = records.read(CATALOGUE / "orgs", CATALOGUE)
    given = [*((record.slug, record.data) for record in found), ("odd", ODD)]
    assert_form_keeps_everything(page, site[0], given)
