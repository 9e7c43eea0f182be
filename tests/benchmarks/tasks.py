"""What do the tasks of real readers cost on a phone: presses, screens and seconds?

    .venv/bin/python tests/benchmarks/tasks.py                     the site in site/
    .venv/bin/python tests/benchmarks/tasks.py --site OLD --site NEW   two sites, side by side

Each task of tasks.yml starts on the home page with an empty cache, 390 px wide and 844 px high, on
a poor line with a slow processor (wire.py).

Presses   Links, buttons, choices and headings pressed; a box filled in counts as one.
Screens   How far one has to scroll to what is pressed or seen next, in heights of the screen.
Seconds   From the first press until what answers is there. How long a person reads is not in it.

A task that cannot be done says at which step. Compare only figures of one run.
"""

import argparse
import re
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import yaml

# This runs by itself, without pytest, which would find these folders.
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))

from playwright.sync_api import Error, Locator, Page

from browser import browser
from search_compare import show
from sites import ROOT
from wire import Line, compressing, slow_down

TASKS = Path(__file__).with_suffix(".yml")
WIDTH, HEIGHT = 390, 844
LINE = Line("1.4 Mbit/s, 150 ms", 1_400, 150)
ROLES = ("link", "button", "checkbox", "radio")
# How long a step is waited for, in milliseconds.
PATIENCE = 20_000


class NotPossibleError(Exception):
    """A step that cannot be done on this site."""


class Walk:
    """One way through a site, and what it has cost so far."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.presses, self.screens = 0, 0.0

    def write(self, boxes: dict[str, str]) -> None:
        for label, text in boxes.items():
            box = self.page.get_by_label(re.compile(label)).locator("visible=true").first
            self._reach(box)
            box.fill(text)
            self.presses += 1

    def press(self, names: list[str]) -> None:
        """Presses the first thing of one of these names; an empty last name makes it optional."""
        wanted = self._wait(names)
        if wanted:
            self._reach(wanted)
            wanted.click()
            self.presses += 1

    def see(self, texts: list[str]) -> None:
        for text in texts:
            shown = self.page.locator("main").get_by_text(re.compile(text))
            try:
                shown.locator("visible=true").first.wait_for(timeout=PATIENCE)
            except Error:
                raise NotPossibleError(f"nothing says {text}") from None
            self._reach(shown.locator("visible=true").first)

    def _wait(self, names: list[str]) -> Locator | None:
        is_optional = "" in names
        patterns = [re.compile(name) for name in names if name]
        end = time.monotonic() + (2 if is_optional else PATIENCE / 1000)
        while time.monotonic() < end:
            for pattern in patterns:
                roles = [self.page.get_by_role(role, name=pattern) for role in ROLES]
                opening = self.page.locator("summary").filter(has_text=pattern)
                for found in (*roles, opening):
                    seen = found.locator("visible=true")
                    if seen.count():
                        return seen.first
            self.page.wait_for_timeout(100)
        if is_optional:
            return None
        raise NotPossibleError(f"nothing is called {' or '.join(names)}")

    def _reach(self, part: Locator) -> None:
        """Scrolls as far as one has to, and counts it."""
        box, size = part.bounding_box(), self.page.viewport_size
        if not box or not size:
            return
        high = size["height"]
        # What is higher than the screen is there as soon as its top is.
        below = min(box["y"] + box["height"] - high, box["y"])
        distance = max(below, 0) or min(box["y"], 0)
        self.screens += abs(distance) / high
        part.scroll_into_view_if_needed()


def walk(chromium, address: str, task: dict[str, Any]) -> list[str]:
    """Presses, screens and seconds of one task, as they are printed.

    A dash stands for each where it cannot be done, and a line says why.
    """
    size = {"width": task.get("width", WIDTH), "height": task.get("height", HEIGHT)}
    context = chromium.new_context(viewport=size, service_workers="block")
    page = context.new_page()
    slow_down(page, LINE)
    try:
        page.goto(address)
        done, start = Walk(page), time.monotonic()
        for step in task["steps"]:
            for kind, what in step.items():
                getattr(done, kind)(what)
        seconds = time.monotonic() - start
    except NotPossibleError as problem:
        print(f"{task['task']}: {problem}, at {page.url.removeprefix(address)}")
        return ["-", "-", "-"]
    finally:
        context.close()
    return [str(done.presses), f"{done.screens:.1f}", f"{seconds:.1f}"]


def rows(chromium, addresses: list[str], tasks: list[dict[str, Any]]) -> Iterator[list[str]]:
    yield ["", *["presses", "screens", "seconds"] * len(addresses)]
    for task in tasks:
        found = [walk(chromium, address, task) for address in addresses]
        yield [task["task"], *(figure for figures in found for figure in figures)]


def main(options: argparse.Namespace) -> None:
    tasks = yaml.safe_load(TASKS.read_text("utf-8"))
    if options.task:
        tasks = [task for task in tasks if task["task"].startswith(f"{options.task}.")]
    sites = options.site or [ROOT / "site"]
    with browser() as chromium, ExitStack() as servers:
        addresses = [servers.enter_context(compressing(site)) for site in sites]
        table = list(rows(chromium, addresses, tasks))
    show(f"Tasks on a phone, {LINE.name}", table)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument(
        "--site", type=Path, action="append", help="a site that is built (site/); can be repeated"
    )
    parser.add_argument("--task", type=int, help="the number of one task alone")
    main(parser.parse_args())
