"""Nothing runs over the edge, is cut off, or lies over other text.

At 320 px, at 400 %, and with the reader's own letters.
"""

import pytest

from looks import looking

FAULTS = """() => {
    const faults = [], width = document.documentElement.clientWidth;
    const report = (e, fault) => faults.push(`${e.outerHTML.slice(0, 120)} ${fault}`);
    const hides = (overflow) => /hidden|clip/.test(overflow);
    const leaves = (line, box) => line.right > box.right + 2 || line.left < box.left - 2;
    if (document.documentElement.scrollWidth > width) faults.push('the page scrolls sideways');
    for (const e of document.querySelectorAll('body *')) {
        const box = e.getBoundingClientRect(), style = getComputedStyle(e);
        // A named region that the keyboard can scroll is allowed to be wider inside.
        if (e.closest('svg, .scroll *')) continue;
        if (!box.width || style.position === 'absolute' || !e.checkVisibility()) continue;
        if (box.right > width + 1 || box.left < -1) report(e, 'runs over the edge');
        if (hides(style.overflowX) && e.scrollWidth > e.clientWidth + 1
            || hides(style.overflowY) && e.scrollHeight > e.clientHeight + 1) {
            report(e, 'is cut off');
        }
        if (style.textOverflow === 'ellipsis') report(e, 'may end in dots');
        // A word that leaves its box lies over what stands beside it. (Of code, only spaces at the
        // end of a line do.)
        if (style.display !== 'inline' && !e.closest('pre')) {
            for (const text of e.childNodes) {
                if (text.nodeType !== Node.TEXT_NODE || !text.data.trim()) continue;
                const range = document.createRange();
                range.selectNodeContents(text);
                if ([...range.getClientRects()].some((line) => leaves(line, box))) {
                    report(e, 'has words outside of its box');
                }
            }
        }
        // What is drawn in another order than it is read confuses who sees and listens.
        if (style.order !== '0' || style.flexDirection.endsWith('reverse')) {
            report(e, 'is shown out of order');
        }
    }
    return faults;
}"""
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
