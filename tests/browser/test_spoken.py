"""Golden transcripts: what a screen reader reads out of each kind of page.

The groups in them are made up and never change.
After a change that is meant: python3 build.py test --accept, then read the difference aloud.
"""

from difflib import unified_diff

import pytest

from looks import SITUATIONS, looking
from sites import DATA
from spoken import spoken

GOLDEN = DATA / "golden" / "spoken"
PAGES = {
    "home": "",
    "find": "find/?q=speak",
    "find-nothing": "find/?q=qqqqzzzz",
    "group": "orgs/northside-voices/",
    "group-with-everything": "orgs/everything-at-once/",
    "group-out-of-reach": "orgs/riverside-self-advocates/",
    "group-closed": "orgs/old-bridge-survivors/",
    "letters": "orgs/",
    "letter": "orgs/o/",
    "people": "people/",
    "community": "people/people-with-learning-disabilities/",
    "community-without-groups": "people/sex-workers/",
    "activities": "activities/",
    "activity": "activities/self-advocacy/",
    "places": "places/",
    "council": "places/leeds/",
    "county": "places/west-yorkshire/",
    "place-with-a-welsh-name": "places/isle-of-anglesey/",
    "town": "places/harrogate-north-yorkshire/",
    "map": "places/map/",
    "names-of-places": "places/y/",
    "postcodes": "places/postcodes/",
    "postcode-area": "places/postcodes/ls/",
    "closed": "closed/",
    "coverage": "data/coverage/",
    "guide": "about/privacy/",
    "form": "add/",
    "form-who-leads": "add/#leads",
    "form-where": "add/#where",
    "form-contact": "add/#contact",
    "form-before-it-is-sent": "add/?org=northside-voices",
    "form-on-paper": "add/paper/",
    "help": "help/",
    "settings": "settings/",
    "news": "news/",
    "easy-read-group": "orgs/northside-voices/easy/",
    "easy-read-place": "places/leeds/easy/",
    "easy-read-community": "people/carers/easy/",
    "missing": "no/such/page/",
    "work": "work/",
    "work-list": "work/kind/training/",
    "work-partner": "work/with/leeds/",
    "work-partners": "work/with/",
    "work-places": "work/place/",
    "work-tables": "work/tables/",
    "work-join": "work/join/",
    "work-join-place": "work/join/yorkshire-and-the-humber/",
    "networks": "networks/",
    "gaps": "gaps/",
    "gaps-old": "gaps/old/",
    "library": "resources/",
    "shelf": "resources/by/topic/access-and-communication/",
    "library-by-year": "resources/by/year/",
    "resource": "resources/how-to-meet-well/",
    "resource-of-history": "resources/meetings-the-old-way/",
    "resource-without-address": "resources/a-film-that-nobody-found/",
    "words": "words/",
    "opportunities": "opportunities/",
    "guides": "guides/",
    "guide-with-groups": "guides/training-and-mentoring/",
    "sheet-to-judge": "guides/judging-what-changed/sheet/",
    "easy-read-guide": "guides/training-and-mentoring/easy/",
    "help-now": "help-now/",
}
# What is heard after somebody did something.
DONE = {
    "form-with-faults": SITUATIONS["the form with faults"],
    "form-with-a-piece-of-work": SITUATIONS["a piece of work to write"],
}


def heard_of(visit, address: str) -> str:
    """What is heard of a page; of the search, when the results are there."""
    page = visit(address)
    if "/find/" in address:
        page.locator("[data-status]").filter(has_text="results for").wait_for(state="attached")
    return spoken(page)


@pytest.fixture(scope="module")
def transcripts(chromium, made_up) -> dict[str, str]:
    found = {}
    with looking(chromium, "light") as visit:
        for name, address in PAGES.items():
            found[name] = heard_of(visit, made_up[0] + address)
        for name, (address, act) in DONE.items():
            act(page := visit(made_up[0] + address))
            found[name] = spoken(page)
    return found


def test_pages_are_read_out_as_they_were(transcripts, request):
    if request.config.getoption("--accept"):
        GOLDEN.mkdir(exist_ok=True)
        for path in GOLDEN.glob("*.txt"):
            path.unlink()
        for name, text in transcripts.items():
            (GOLDEN / f"{name}.txt").write_text(text, "utf-8")
    golden = {path.stem: path.read_text("utf-8") for path in GOLDEN.glob("*.txt")}
    # Only the lines that differ: a comparison of all pages would bury them.
    changed = [
        line
        for name in sorted(transcripts | golden)
        for line in unified_diff(
            golden.get(name, "").splitlines(),
            transcripts.get(name, "").splitlines(),
            f"{name}, as it was",
            f"{name}, as it is",
            lineterm="",
            n=1,
        )
    ]
    assert not changed, "\n".join(
        (
            "If this is meant: python3 build.py test --accept, then read the difference aloud",
            *changed,
        )
    )


def test_everything_has_a_name(transcripts):
    for name, text in transcripts.items():
        for line in map(str.strip, text.splitlines()):
            assert line not in (
                "link",
                "button",
                "picture",
                "heading 1",
                "heading 2",
                "heading 3",
                "table",
                "tick box",
                "menu",
                "part",
                "form",
                "search",
            ), f"{name}: {line}"


def test_the_number_of_results_is_heard_once(chromium, made_up):
    with looking(chromium, "light") as visit:
        for name in ("find", "find-nothing"):
            heard = [
                line
                for line in heard_of(visit, made_up[0] + PAGES[name]).splitlines()[1:]
                if "results for" in line.lower() and "heading" in line
            ]
            assert len(heard) == 1, heard
