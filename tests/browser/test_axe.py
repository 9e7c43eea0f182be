"""Every rule of axe, on one page of every kind, in every state that a reader may meet it in."""

import pytest

import statement
from browser import judged
from looks import LOOKS, SITUATIONS, looking, thinned

# The rules about what is seen. In these looks a page has the same parts in the same order as in the
# light, where it is judged by all rules; on a narrow screen and without scripts some parts are not
# there.
SEEN = (
    "color-contrast-enhanced",
    "link-in-text-block",
    "target-size",
    "scrollable-region-focusable",
)
SAME_PARTS = {"dark", "forced colours", "text of twice the size", "spaced text", "more contrast"}


# No rule of axe knows motion: test_layout looks at that.
@pytest.mark.parametrize("look", [look for look in LOOKS if look != "no motion"])
def test_axe_finds_nothing(chromium, kinds, busiest, one_of_each_kind, look, request):
    faults = []
    with looking(chromium, look) as visit:
        pages = dict.fromkeys([*kinds, *busiest] if look == "light" else one_of_each_kind)
        for address in pages:
            page = visit(address) if look == "light" else thinned(visit(address))
            faults += judged(page, only=SEEN if look in SAME_PARTS else ())
        rules = visit.page.evaluate("axe.getRules().length")
    assert not faults, "\n".join(faults)
    if look == "light":
        statement.agree(request, pages=len(pages), rules=rules)
    else:
        statement.agree(request, kinds=len(pages))


def test_the_statement_names_each_state_that_is_tested():
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
