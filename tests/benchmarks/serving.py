"""How long from a saved file until a browser shows it, and what does waiting cost?

One run, generated records, one server.

    .venv/bin/python tests/benchmarks/serving.py                  700 groups, 10 saves of each kind
    .venv/bin/python tests/benchmarks/serving.py --groups 5000

The baseline is what people do without `serve`: build the site, which draws only what has changed,
and load the page again. Each row is the median of some saves, and how many times faster it is than
that build. Last comes the share of one processor that `serve` takes while nothing happens and a
page is open; only Linux tells it.

Run it on a computer with nothing else to do; compare only figures of one run.
"""

import argparse
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

# This runs by itself, without pytest, which would find these folders.
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))

import generate
from browser import browser
from sites import ROOT, copy
from ulo import schema
from ulo.core import files

IDLE_SECONDS = 30
SHOWS = "([place, words]) => document.querySelector(place)?.textContent.includes(words)"
SHOWS_NOT = SHOWS.replace("=> ", "=> !", 1)
ADDRESS = re.compile(r"http://127\.0\.0\.1:[0-9]+/")
# A new text for a file and what the page then shows, by the text as it was and a number.
Edit = Callable[[str, int], tuple[str, str]]


def new_summary(text: str, number: int) -> tuple[str, str]:
    words = f"Carers who walk together on day {number} of the month."
    return re.sub(r"^summary: .*$", f"summary: {words}", text, flags=re.MULTILINE), words


def new_name(text: str, number: int) -> tuple[str, str]:
    words = f"Walking Carers {number}"
    return re.sub(r"^name: .*$", f"name: {words}", text, flags=re.MULTILINE), words


def new_fault(text: str, number: int) -> tuple[str, str]:
    return f"{text}nonsense_{number}: x\n", f"nonsense_{number}"


def new_paragraph(text: str, number: int) -> tuple[str, str]:
    words = f"Tea is at {number} sharp."
    return f"{text}\n{words}\n", words


def new_element(text: str, number: int) -> tuple[str, str]:
    before, end, after = text.rpartition("{% endblock %}")
    words = f"Template {number}."
    return f"{before}<p>{words}</p>\n{end}{after}", words


def new_word(text: str, number: int) -> tuple[str, str]:
    return text.replace("\n  home: Home\n", f"\n  home: Home {number}\n"), f"Home {number}"


@contextmanager
def serving(project: Path) -> Iterator[tuple[str, int]]:
    """The address and the process of a server of a project, as a person starts it."""
    command = [sys.executable, str(project / "build.py"), "serve"]
    process = subprocess.Popen(command, cwd=project, stdout=subprocess.PIPE, text=True)
    try:
        found = next(found for line in process.stdout if (found := ADDRESS.search(line)))
        yield found[0], process.pid
    finally:
        process.terminate()
        process.communicate()


def time_saves(page, url: str, path: Path, place: str, edit: Edit, times: int) -> float:
    """Seconds from a save until the page shows it, the median of some; then all is as it was."""
    before, seconds = path.read_text("utf-8"), []
    page.goto(url)
    for number in range(1, times + 1):
        text, words = edit(before, number)
        start = time.perf_counter()
        files.write_atomically(path, text.encode())
        page.wait_for_function(SHOWS, arg=[place, words], polling=10)
        seconds.append(time.perf_counter() - start)
    files.write_atomically(path, before.encode())
    page.wait_for_function(SHOWS_NOT, arg=[place, words], polling=10)
    return statistics.median(seconds)


def time_builds(project: Path, path: Path, edit: Edit, times: int) -> float:
    """Seconds for a build after a save, the median of some, when there was one before."""
    command, before, seconds = [sys.executable, str(project / "build.py")], path.read_text(), []
    for number in range(times + 1):
        path.write_text(edit(before, number)[0], "utf-8")
        start = time.perf_counter()
        subprocess.run(command, cwd=project, check=True, capture_output=True)
        seconds.append(time.perf_counter() - start)
    path.write_text(before, "utf-8")
    return statistics.median(seconds[1:])


def idle_share(process: int) -> float | None:
    """The share of one processor that a process takes while nothing happens; None if unknown."""

    def used() -> float:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    if not Path("/proc/self/stat").exists():
        return None
    before = used()
    time.sleep(IDLE_SECONDS)
    return (used() - before) / IDLE_SECONDS


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--groups", type=int, default=700)
    parser.add_argument("--saves", type=int, default=10)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary, browser() as chromium:
        records = Path(temporary) / "orgs"
        generate.write(options.groups, records, schema.load(ROOT))
        project = copy(Path(temporary) / "project", records, least_town=0)
        record = sorted((project / "orgs").iterdir())[options.groups // 2]
        group = f"orgs/{record.stem}/"
        about = project / "docs" / "about" / "index.md"
        template = project / "ulo" / "site" / "pages" / "organisation.html"
        locale = project / "schema" / "locales" / "en" / "shell.yml"
        saves = (
            ("summary of a group", group, record, "main", new_summary),
            ("name of a group", group, record, "h1", new_name),
            ("fault in a record", group, record, ".faults", new_fault),
            ("page by hand", "about/", about, "main", new_paragraph),
            ("template", group, template, "main", new_element),
            ("word of all pages", group, locale, "body", new_word),
        )
        build = time_builds(project, record, new_summary, 3)
        print(f"{options.groups:,} groups, Chromium {chromium.version}\n")
        print("| Saved | Seconds until shown | Times faster than a build |\n| --- | --- | --- |")
        print(f"| build after a changed summary | {build:.2f} | 1 |", flush=True)
        with serving(project) as (address, process):
            page = chromium.new_page()
            for title, url, path, place, edit in saves:
                seconds = time_saves(page, address + url, path, place, edit, options.saves)
                print(f"| {title} | {seconds:.2f} | {build / seconds:.1f} |", flush=True)
            # What was read and drawn before is looked through once more, then all is quiet.
            time.sleep(IDLE_SECONDS / 2)
            share = idle_share(process)
    if share is not None:
        print(f"\nIdle for {IDLE_SECONDS} seconds: {share:.2%} of one processor.")


if __name__ == "__main__":
    main()
