"""A real browser for the tests: an installed one, else Playwright's own, else Debian's."""

import os
import shutil
import subprocess
import sys
from collections import Counter
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import BrowserContext, Error, Page, expect, sync_playwright

NAMES = (
    # Chromium without what only a window needs: it does the same in half of the time.
    "chromium-headless-shell",
    "google-chrome",
    "google-chrome-stable",
    "chromium",
    "chromium-browser",
    "chrome",
    "msedge",
)
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Google/Chrome/Application/chrome.exe",
)
# The tests talk to this computer only; the browser must not try to reach its maker.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
]

SORTS_SCRIPT = (Path(__file__).parent / "sorts.js").read_text("utf-8")
# The rules of axe that judge the marked sorts of text and nothing else.
COLOURS = ("color-contrast", "color-contrast-enhanced", "link-in-text-block")
# On so many pages a sort of text is judged: on the first it may lie under something else.
PAGES_OF_A_SORT = 3

# A busy computer is no fault of a page: as long as Playwright waits for everything else.
expect.set_options(timeout=30_000)


def installed() -> str | None:
    """The path of a Chrome or Chromium on this computer, if there is one."""
    found = (shutil.which(name) for name in NAMES)
    return next((path for path in (*found, *PLACES) if path and Path(path).exists()), None)


@contextmanager
def browser():
    """A running Chromium.

    Raises where none can be had: a test that needs a browser is never skipped.
    """
    with sync_playwright() as playwright:
        chromium = _launch(playwright)
        try:
            yield chromium
        finally:
            chromium.close()


def _launch(playwright):
    if path := installed():
        return playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
    try:
        return playwright.chromium.launch(args=ARGUMENTS)
    except Error:
        pass  # Playwright has no browser of its own yet
    subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)
    try:
        return playwright.chromium.launch(args=ARGUMENTS)
    except Error:
        if not (hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get")):
            raise
    subprocess.run(["apt-get", "update", "-qq"], check=True)
    # Older Debians have the whole only.
    for package in ("chromium-headless-shell", "chromium"):
        done = subprocess.run(["apt-get", "install", "-y", "-qq", package], check=False)
        if done.returncode == 0:
            break
    return playwright.chromium.launch(executable_path=installed(), args=ARGUMENTS)


def judged(page: Page, only: tuple[str, ...] = (), met: Counter[str] | None = None) -> list[str]:
    """What every rule of axe, or `only` these, finds on the page as it is now.

    Every rule means those of AAA, of best practice and the experimental ones, too. Of text that
    looks alike, the rules about contrast judge the first and the last; with `met`, which counts in
    how many places each sort of text was judged, only on the first pages that have it.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
        # Playwright would call a function that comes last.
        page.evaluate(f"{SORTS_SCRIPT}\nnull")
    met = Counter() if met is None else met
    sorts = {sort: place for place, sort in enumerate(page.evaluate("findSorts()"))}
    new = [sort for sort in sorts if met[sort] < PAGES_OF_A_SORT]
    marked = page.evaluate("(places) => markSorts(places)", [sorts[sort] for sort in new])
    met.update(new)
    if only and set(only) <= set(COLOURS) and not marked:
        return []  # axe would read the whole page and judge nothing
    found = page.evaluate(
        """async (only) => {
        // Contrast below that of AA is a fault for the one rule alone, contrast below that of AAA
        // for the other alone.
        const every = axe.getRules().map(({ ruleId }) => ruleId);
        const contrast = ['color-contrast', 'color-contrast-enhanced'];
        if (every.length <= 100 || !contrast.every((rule) => every.includes(rule))) {
            throw new Error('axe has lost its rules');
        }
        axe.configure({ rules: [
            ...contrast.map((id) => ({ id, selector: '[data-sort]' })),
            { id: 'link-in-text-block', selector: ':is(a[href], [role=link])[data-sort]' },
        ] });
        const { violations } = await axe.run(document, {
            runOnly: { type: 'rule', values: only.length ? only : every },
            resultTypes: ['violations'],
        });
        return violations.map(({ id, nodes: [{ target, html }] }) =>
            `${id} at ${target} ${html.slice(0, 160)}`);
    }""",
        list(only),
    )
    return [f"{page.url}: {fault}" for fault in found]


def tell_of_violations(context: BrowserContext, told: list[str]) -> None:
    """Tells of all that a page of a context does against its policy, while it is used."""

    def tell(violation: str) -> None:
        told.append(violation)

    context.expose_function("tellOfViolation", tell)
    context.add_init_script(
        "addEventListener('securitypolicyviolation', ({ documentURI, effectiveDirective, sample,"
        " blockedURI }) => tellOfViolation([documentURI, effectiveDirective, blockedURI, sample]"
        ".join(' ')))"
    )


def storage_key(address: str, name: str) -> str:
    """Under which name the site at an address keeps something in a browser."""
    return f"{urlsplit(address).path} {name}"


def until_kept(page: Page, *addresses: str) -> None:
    """Waits until these, and all that the page has loaded itself, can be had without a connection.

    (`wait_for_function` would take a promise for a yes.)
    """
    for _ in range(150):
        missing = page.evaluate(
            """async (addresses) => {
            const loaded = performance.getEntriesByType("resource")
                .map(({ name }) => name)
                .filter((name) => !name.endsWith("/sw.js"));
            const files = [...new Set([...addresses, ...loaded])];
            const found = await Promise.all(files.map((file) => caches.match(file)));
            return files.filter((file, place) => !found[place]);
        }""",
            list(addresses),
        )
        if not missing:
            return
        page.wait_for_timeout(200)
    raise AssertionError(f"Not kept: {missing}")
