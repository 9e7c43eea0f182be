"""What the page of a group offers to the group itself, whatever an instance has set."""

import re
from dataclasses import replace
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest

from drawing import Drawn
from sites import TODAY
from ulo.catalogue import Catalogue, Instance
from ulo.core import urls
from ulo.site.pages import confirmation, easy_read, organisation

MAIL, GITHUB = "hello@example.org", "https://github.com/example/led"
SECTION = re.compile(
    r'<section class="panel wrong" aria-labelledby="yours">(.*?)</section>', re.DOTALL
)


def instance(**settings):
    return Instance("Led by Us", "https://example.org/led/", **settings)


@pytest.fixture(scope="module")
def groups(fictional):
    """One open group and one that has closed."""
    closed = next(o for o in fictional.closed if not o.closed.successor)
    return replace(next(o for o in fictional.open), networks=()), closed


def section(groups, schema, **settings) -> str:
    catalogue = Catalogue(groups, schema, instance(**settings), TODAY)
    page = Drawn(catalogue, organisation).pages[urls.organisation(groups[0].slug)]
    [found] = SECTION.findall(page)
    return found


def links(html: str) -> list[str]:
    return [unescape(href) for href in re.findall(r'href="([^"]*)"', html)]


@pytest.mark.parametrize(
    ("settings", "count"),
    [
        ({}, 2),
        ({"contact": MAIL}, 3),
        ({"repository": GITHUB}, 3),
        ({"contact": MAIL, "repository": GITHUB}, 4),
        ({"postal_address": "1 High Street"}, 2),
    ],
)
def test_each_way_is_offered_that_an_instance_has(groups, schema, settings, count):
    found, slug = links(section(groups, schema, **settings)), groups[0].slug
    assert len(found) == count
    assert found[-2:] == [f"../../add/?org={slug}", "../../confirm/"]
    assert [link for link in found if link.startswith("mailto:")] == found[
        : bool(settings.get("contact"))
    ]


def test_links_are_prepared_with_the_group_in_them(groups, schema):
    found, slug = links(section(groups, schema, contact=MAIL, repository=GITHUB)), groups[0].slug
    mail, issue = urlsplit(found[0]), urlsplit(found[1])
    assert (mail.path, parse_qs(mail.query)["subject"]) == (MAIL, [f"Confirm: {slug}"])
    assert "Everything on our page is correct." in parse_qs(mail.query)["body"][0]
    assert issue.path == "/example/led/issues/new"
    assert parse_qs(issue.query) == {
        "template": ["confirm.yml"],
        "title": [f"Confirm: {slug}"],
        "group": [slug],
    }


def test_nobody_is_asked_to_confirm_a_closed_group(groups, schema):
    catalogue = Catalogue(groups, schema, instance(contact=MAIL), TODAY)
    pages = Drawn(catalogue, organisation, easy_read).pages
    for group in groups:
        page = urls.organisation(group.slug)
        for url in (page, urls.easy_read(page)):
            assert (urls.CONFIRM in pages[url]) == (not group.closed), url


def test_the_page_that_explains_it_says_where_to_write(groups, schema):
    def page(**settings) -> str:
        catalogue = Catalogue(groups, schema, instance(**settings), TODAY)
        return unescape(Drawn(catalogue, confirmation).pages[urls.CONFIRM])

    none = schema.messages["ways"]["none"]
    assert none in page() and "mailto:" not in page() and "github" not in page()
    assert none not in page(contact=MAIL) and f"mailto:{MAIL}" in page(contact=MAIL)
    assert "1 High Street" in page(postal_address="1 High Street")
    assert f"{GITHUB}/issues/new?template=confirm.yml" in page(repository=GITHUB)
