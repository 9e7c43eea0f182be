"""Every rule of axe, on one page of every kind, in every state that a reader may meet it in."""

from collections import Counter
from itertools import chain

import pytest

import statement
from browser import COLOURS, PAGES_OF_A_SORT, judged
from looks import LOOKS, OTHER_LOOKS, SITUATIONS, looking, thinned

# With COLOURS, the rules about what is seen: in a look that a page changes into while it is open,
# it has the same parts in the same order as before, when it was judged by all rules.
SIZES = ("target-size", "scrollable-region-focusable")
# Where each part of a page is: as long as that stays the same, so do the sizes.
BOXES = """() => [innerWidth, innerHeight, ...[...document.querySelectorAll('*')].map((e) => {
    const { x, y, width, height } = e.getBoundingClientRect();
    return [x, y, width, height];
})].join()"""
# In how many parts the pages are looked at: so several processes can share them.
PARTS = {"light": 6, "narrow": 4, "no scripts": 2}
APPEARANCE = """() => {
    const asked = ["(prefers-color-scheme: dark)", "(forced-colors: active)",
        "(prefers-contrast: more)"];
    const { fontSize, letterSpacing, color, backgroundColor } = getComputedStyle(document.body);
    return {
        media: asked.map((query) => matchMedia(query).matches),
        sizes: [innerWidth, innerHeight, devicePixelRatio, document.body.scrollHeight],
        style: [fontSize, letterSpacing, color, backgroundColor],
    };
}"""


@pytest.fixture(scope="session")
def all_looked_at(kinds, busiest) -> list[str]:
    """The pages that are looked at in light colours, on a wide screen."""
    return list(dict.fromkeys([*kinds, *busiest]))


@pytest.mark.parametrize(
    ("look", "part"), [(look, part) for look in OTHER_LOOKS for part in range(PARTS[look])]
)
def test_axe_finds_nothing(chromium, all_looked_at, one_of_each_kind, look, part):
    faults, met = [], {other: Counter() for other in (look, *OTHER_LOOKS[look])}
    pages = all_looked_at if look == "light" else one_of_each_kind
    with looking(chromium, look) as visit:
        for address in pages[part :: PARTS[look]]:
            page = visit(address) if look == "light" else thinned(visit(address))
            faults += judged(page, met=met[look])
            if address not in one_of_each_kind:
                continue
            boxes = thinned(page).evaluate(BOXES)
            for other in OTHER_LOOKS[look]:
                visit.change_into(other)
                rules = COLOURS if page.evaluate(BOXES) == boxes else (*COLOURS, *SIZES)
                faults += [f"{other}: {fault}" for fault in judged(page, rules, met[other])]
    assert not faults, "\n".join(faults)


def test_the_statement_has_the_numbers(page, site, all_looked_at, one_of_each_kind, request):
    assert set(one_of_each_kind) <= set(all_looked_at)
    page.goto(site[0])
    judged(page)
    rules = page.evaluate("axe.getRules().length")
    statement.agree(request, kinds=len(one_of_each_kind), pages=len(all_looked_at), rules=rules)


@pytest.mark.parametrize("look", [*OTHER_LOOKS, *chain(*OTHER_LOOKS.values())])
def test_what_can_hardly_be_read_is_found(chromium, site, look):
    """Also where all else that looks alike was judged before."""
    loaded = next((first for first, others in OTHER_LOOKS.items() if look in others), look)
    met: Counter[str] = Counter()
    with looking(chromium, loaded) as visit:
        page = visit(site[0] + "people/")
        visit.change_into(look)
        for _ in range(PAGES_OF_A_SORT):
            assert not judged(page, COLOURS, met)
        for colour, rule in (("#777", "color-contrast"), ("#ddd", "color-contrast-enhanced")):
            page.evaluate(
                """(colour) => {
                    document.querySelector("main p").style.cssText = `font-size: 12px;
                        color: ${colour} !important; background: #555; forced-color-adjust: none`;
                }""",
                colour,
            )
            (fault,) = judged(page, COLOURS, met)
            assert f": {rule} at " in fault


@pytest.mark.parametrize("look", OTHER_LOOKS)
def test_an_open_page_changes_into_another_look(chromium, site, look):
    """It is then as it would be if it had been opened in that look."""

    def opened(other: str) -> dict:
        with looking(chromium, other) as visit:
            return visit(site[0]).evaluate(APPEARANCE)

    with looking(chromium, look) as visit:
        page = visit(site[0])
        seen = {look: page.evaluate(APPEARANCE)}
        for other in OTHER_LOOKS[look]:
            visit.change_into(other)
            seen[other] = page.evaluate(APPEARANCE)
        again = visit(site[0]).evaluate(APPEARANCE)
    assert seen == {other: opened(other) for other in seen} and again == seen[look]
    assert len({str(appearance) for appearance in seen.values()}) == len(seen)


def test_the_statement_names_each_state_that_is_tested():
    # No rule of axe knows motion: test_layout looks at that.
    assert {*OTHER_LOOKS, *chain(*OTHER_LOOKS.values()), "no motion"} == set(LOOKS)
    assert statement.states() == list(LOOKS), (
        f"name each state in {statement.PATH.name}, in plain words, as the others are"
    )


@pytest.mark.parametrize("look", ["light", "narrow"])
def test_axe_finds_nothing_in_what_can_be_opened(chromium, site, look):
    faults, met = [], Counter()
    with looking(chromium, look) as visit:
        for name, (address, act) in SITUATIONS.items():
            page = visit(site[0] + address)
            act(page)
            faults += [f"{name}: {fault}" for fault in judged(page, met=met)]
            if page.evaluate(
                "document.documentElement.scrollWidth > document.documentElement.clientWidth"
            ):
                faults.append(f"{name}: the page scrolls sideways")
    assert not faults, "\n".join(faults)
