"""Nothing runs over the edge, is cut off, or lies over other text.

At 320 px, at 400 %, and with the reader's own letters.
"""

import pytest

from looks import FAULTS, looking

MOVING = """
    [...document.querySelectorAll('*')].map((e) => getComputedStyle(e)).filter((style) =>
        parseFloat(style.transitionDuration) || parseFloat(style.animationDuration)).length
    + (getComputedStyle(document.documentElement).scrollBehavior === 'smooth')"""


@pytest.mark.parametrize(
    ("look", "others"),
    [
        ("light", ["text of twice the size"]),
        ("narrow", ["zoomed", "spaced text"]),
        ("no scripts", []),
    ],
)
def test_nothing_runs_over_the_edge_or_is_cut_off(chromium, kinds, busiest, look, others):
    faults = []
    with looking(chromium, look) as visit:
        for address in busiest if look == "no scripts" else dict.fromkeys([*kinds, *busiest]):
            page = visit(address)
            faults += [f"{address}: {fault}" for fault in page.evaluate(FAULTS)]
            for other in others:
                visit.change_into(other)
                faults += [f"{address}, {other}: {fault}" for fault in page.evaluate(FAULTS)]
    assert not faults, "\n".join(faults[:20])


def test_a_page_that_is_too_wide_is_found(chromium, site):
    with looking(chromium, "narrow") as visit:
        page = visit(site[0])
        page.evaluate(
            """document.querySelector('h1').textContent = 'x'.repeat(90);
            document.querySelector('h1').style.overflowWrap = 'normal'"""
        )
        assert any(
            "outside of its box" in fault or "sideways" in fault for fault in page.evaluate(FAULTS)
        )


def test_nothing_moves_where_reduced_motion_is_preferred(chromium, busiest):
    with looking(chromium, "no motion") as visit:
        for address in busiest:
            assert not visit(address).evaluate(MOVING), address
