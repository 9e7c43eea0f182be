"""The pages of both sites, parsed strictly and looked at by checks of our own.

Each check has a page that it must not like.
"""

from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest

from markup import CHECKS, faults, judged

GOOD = (
    '<!DOCTYPE html><html lang="en"><head><title>A page</title></head><body><header>Top</header>'
    '<main id="main"><h1>A page</h1>{}</main><footer>End</footer></body></html>'
)
# What each check must find: its name, what stands in the page, and a part of what it says.
BAD = [
    ("ids", '<p id="a">1</p><p id="a">2</p>', "'a' stands 2 times"),
    ("references", '<p aria-describedby="gone">x</p>', "leads to nothing"),
    ("parts", "<h1>Another</h1>", "2 elements h1"),
    ("headings", "<h3>Deep</h3>", "leaves out a level"),
    ("headings", "<h2></h2>", "says nothing"),
    ("languages", '<p lang="english">x</p>', "no language that we know"),
    ("lists", "<ul><p>x</p></ul>", "holds ['p']"),
    ("lists", "<ul></ul>", "is empty"),
    ("lists", "<div><li>x</li></div>", "is in no list"),
    ("names", '<a href="#main"><svg aria-hidden="true"><title>x</title></svg></a>', "has no name"),
    ("names", "<a>Nowhere</a>", "leads nowhere"),
    ("labels", '<input type="text">', "has no label"),
    ("labels", '<fieldset><label><input type="checkbox"> One</label></fieldset>', "has no legend"),
    ("nested", '<a href="#main"><button>x</button></a>', "is in <a"),
    ("nested", '<a href="#main" tabindex="2">x</a>', "changes the order"),
    ("nested", '<p aria-hidden="true"><a href="#main">x</a></p>', "can be reached but not heard"),
    ("pictures", '<img src="x.png">', "has no words instead"),
    ("pictures", "<svg></svg>", "neither named nor silent"),
    ("tables", "<table><tbody><tr><td>1</td></tr></tbody></table>", "has no heads"),
    ("tables", '<table aria-label="T"><tbody><tr><th>1</th></tr></tbody></table>', "the head of"),
    ("landmarks", "<nav>One</nav>", "1 of nav are called ''"),
    (
        "landmarks",
        '<nav aria-label="A">One</nav><nav aria-label="A">Two</nav>',
        "2 of nav are called 'A'",
    ),
    (
        "purposes",
        '<a href="a/">Read more</a> <a href="b/">Read more</a>',
        "2 links are called 'Read more'",
    ),
]


def all_faults(folder: Path) -> list[str]:
    # The many pages about places and about work are drawn from a few templates: one in nine of
    # them, and all others.
    # A fragment is no page, but a part of a page of others: test_embeds looks at those.
    every = sorted(path for path in folder.rglob("*.html") if path.name != "fragment.html")
    many = {page for page in every if page.relative_to(folder).parts[0] in ("places", "work")}
    pages = [page for page in every if page not in many] + sorted(many)[::9]
    assert len(pages) > 1000
    with ProcessPoolExecutor() as several:
        results = several.map(faults, pages, chunksize=40)
        return [
            f"{page.relative_to(folder)}: {fault}"
            for page, found in zip(pages, results, strict=True)
            for fault in found
        ]


def test_the_pages_of_a_whole_site_are_sound(site):
    found = all_faults(site[1])
    assert not found, f"{len(found)} faults\n" + "\n".join(found[:30])


def test_every_page_of_the_made_up_groups_is_sound(made_up):
    found = [
        f"{page.relative_to(made_up[1])}: {fault}"
        for part in ("orgs", "people", "closed", "find")
        for page in (made_up[1] / part).rglob("*.html")
        for fault in faults(page)
    ]
    assert not found, "\n".join(found[:30])


@pytest.mark.parametrize(("name", "content", "message"), BAD)
def test_each_check_finds_what_it_is_for(name, content, message):
    assert not judged(GOOD.format(""))
    assert any(message in fault for fault in judged(GOOD.format(content)))


def test_every_check_has_a_bad_page():
    assert {name for name, *_ in BAD} == {check.__name__ for check in CHECKS}


def test_the_parser_is_strict():
    assert judged(GOOD.format("<p>One<div>Two</p></div>"))
