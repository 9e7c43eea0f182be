"""By what a device knows that a record has changed since it kept pages."""

import dataclasses
import re
from datetime import timedelta

from sites import TODAY, catalogue
from ulo.catalogue import Catalogue
from ulo.core import urls
from ulo.site.pages.assets import records_state


def state(found: Catalogue, **changes: object) -> bytes:
    parts = {
        "organisations": found.organisations,
        "schema": found.schema,
        "instance": found.instance,
        "today": found.today,
        "resources": found.resources,
    }
    return records_state(Catalogue(**(parts | changes)))


def test_it_differs_as_soon_as_a_record_does_and_not_before(fictional, schema):
    """Else all who kept pages would fetch them anew each day."""
    first, *others = fictional.organisations
    resource, *resources = fictional.resources
    renamed = dataclasses.replace(first, name=f"{first.name} (new)")
    states = [
        state(fictional),
        state(fictional, organisations=others),
        state(fictional, organisations=[renamed, *others]),
        state(fictional, resources=resources),
        state(fictional, resources=[dataclasses.replace(resource, title="New"), *resources]),
        state(fictional, schema=dataclasses.replace(schema, redirects={"old": first.slug})),
    ]
    assert len({*states}) == len(states)
    assert records_state(catalogue(schema, today=TODAY + timedelta(days=1))) == states[0]


def test_it_has_the_form_that_the_service_worker_knows(drawn, root):
    """What a host says in its stead must not pass for it."""
    form = re.search(r"STATE_TEXT = /(.*)/;", (root / "docs/sw.js").read_text("utf-8"))
    assert form and re.fullmatch(form[1], drawn.files[urls.RECORDS_STATE].decode())


def test_every_page_has_the_mark_by_which_the_service_worker_knows_it(drawn, root):
    mark = re.search(r'OUR_PAGE = "(.*)";', (root / "docs/sw.js").read_text("utf-8"))
    template = (root / "ulo/site/theme/main.html").read_text("utf-8")
    head = template[: template.index("</head>")]
    assert mark and mark[1] in head
    # No condition stands around it.
    before = head[: head.index(mark[1])]
    assert len(re.findall(r"{%-? *if ", before)) == len(re.findall(r"{%-? *endif", before))
