"""Every rule of axe, on one page of every kind, in every state that a reader may meet it in."""

from itertools import chain

import pytest

import statement
from browser import judged
from looks import LOOKS, OTHER_LOOKS, SITUATIONS, looking, thinned

# The rules about what is seen: in a look that a page changes into while it is open, it has the same
# parts in the same order as before, when it was judged by all rules.
SEEN = (
    "color-contrast-enhanced",
    "link-in-text-block",
    "target-size",
    "scrollable-region-focusable",
)
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


@pytest.mark.parametrize("look", OTHER_LOOKS)
def test_axe_finds_nothing(chromium, kinds, busiest, one_of_each_kind, look, request):
    faults = []
    with looking(chromium, look) as visit:
        pages = dict.fromkeys([*kinds, *busiest] if look == "light" else one_of_each_kind)
        for address in pages:
            page = visit(address) if look == "light" else thinned(visit(address))
            faults += judged(page)
            for other in OTHER_LOOKS[look] if address in one_of_each_kind else ():
                visit.change_into(other)
                faults += [f"{other}: {fault}" for fault in judged(thinned(page), only=SEEN)]
        rules = visit.page.evaluate("axe.getRules().length")
    assert not faults, "\n".join(faults)
    assert set(one_of_each_kind) <= set(pages)
    statement.agree(request, kinds=len(one_of_each_kind))
    if look == "light":
        statement.agree(request, pages=len(pages), rules=rules)


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
    faults = []
    with looking(chromium, look) as visit:
        for name, (address, act) in SITUATIONS.items():
            page = visit(site[0] + address)
            act(page)
            faults += [f"{name}: {fault}" for fault in judged(page)]
            if page.evaluate(
                "document.documentElement.scrollWidth > document.documentElement.clientWidth"
            ):
                faults.append(f"{name}: the page scrolls sideways")
    assert not faults, "\n".join(faults)
