"""What the tests in a browser share: a page of their own, and the pages of the site to look at."""

import pytest

from browser import tell_of_violations
from looks import BUSIEST, HOSTILE, KINDS
from page_kinds import one_of_each, templates_by_url


@pytest.fixture
def page(chromium):
    """A page in a wide window. No script of the site may fail on it, or go against its policy."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    page, errors = context.new_page(), []
    page.on("pageerror", lambda error: errors.append(str(error)))
    tell_of_violations(context, errors)
    yield page
    context.close()
    assert not errors


@pytest.fixture(scope="session")
def chosen(site) -> tuple[str, ...]:
    """Pages of groups of a whole site, chosen by what is on them.

    That with the most in it, one that nobody can reach, one that has closed, and one that has an
    address.
    """
    profiles = {
        path.parent.name: path.read_text("utf-8")
        for path in sorted((site[1] / "orgs").glob("*/index.html"))
        if len(path.parent.name) > 1
    }
    fullest = max(profiles, key=lambda slug: len(profiles[slug]))
    unreachable = next(
        slug for slug, text in profiles.items() if "We have no contact details" in text
    )
    closed = next(slug for slug, text in profiles.items() if 'class="notice"' in text)
    visited = next(
        slug for slug, text in profiles.items() if 'href="tel:' in text and "Visit or write" in text
    )
    return tuple(f"orgs/{slug}/" for slug in (fullest, unreachable, closed, visited))


@pytest.fixture(scope="session")
def kinds(site, chosen) -> list[str]:
    """The whole addresses of one page of every kind."""
    return [site[0] + address for address in (*KINDS, *chosen)]


@pytest.fixture(scope="session")
def one_of_each_kind(site, fictional, busiest) -> list[str]:
    """The whole addresses of one page of every template, and of those with the most in them."""
    chosen = one_of_each(KINDS, templates_by_url(fictional)).values()
    return list(dict.fromkeys([*(site[0] + url for url in chosen), *busiest]))


@pytest.fixture(scope="session")
def busiest(site, made_up, chosen) -> list[str]:
    return [
        *(site[0] + address for address in (*BUSIEST, *chosen)),
        *(made_up[0] + address for address in HOSTILE),
    ]
