"""The pages that the other tests of this folder look at.

One of every template, or a new page would be seen by nobody.
"""

from looks import BUSIEST, KINDS
from page_kinds import NOT_FOUND, WRITTEN_BY_HAND, one_of_each, page_templates, templates_by_url


def test_every_template_has_a_page_that_is_looked_at(fictional):
    seen = one_of_each(KINDS, templates_by_url(fictional))
    # No fictional record has moved; test_rename looks at the page of one that has.
    missing = page_templates() - set(seen) - {"redirect.html"}
    assert not missing, f"name a page of {missing} in KINDS of tests/support/looks.py"
    assert {WRITTEN_BY_HAND, NOT_FOUND} <= set(seen)


def test_every_page_that_is_looked_at_is_there(site):
    pages = {*KINDS, *BUSIEST} - {"no/such/page/"}
    assert [url for url in pages if not (site[1] / url / "index.html").is_file()] == []
