"""A real browser for the tests: an installed one, else Playwright's own, else Debian's."""

import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Error, Page, expect, sync_playwright

NAMES = (
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
    subprocess.run(["apt-get", "install", "-y", "-qq", "chromium"], check=True)
    return playwright.chromium.launch(executable_path=installed(), args=ARGUMENTS)


def judged(page: Page, only: tuple[str, ...] = ()) -> list[str]:
    """What every rule of axe, or `only` these, finds on the page as it is now.

    Every rule means those of AAA, of best practice and the experimental ones, too.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found = page.evaluate(
        """async (only) => {
        // What has the enhanced contrast has the other one.
        const every = axe.getRules()
            .map(({ ruleId }) => ruleId)
            .filter((rule) => rule !== 'color-contrast');
        if (every.length <= 100 || !every.includes('color-contrast-enhanced')) {
            throw new Error('axe has lost its rules');
        }
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
