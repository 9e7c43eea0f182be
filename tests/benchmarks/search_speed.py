"""How long is the wait for the first result on a poor line, with a slow processor?

One run, the true records, the same question.

    .venv/bin/python tests/benchmarks/search_speed.py             ours, lunr and Material's
    .venv/bin/python tests/benchmarks/search_speed.py --pagefind  Pagefind, too, from PyPI

A new visitor opens a page that asks the question by its address. Every file comes compressed, over
HTTP/1.1 with connections that stay open; the line and the processor are slowed down by Chromium.
Ours is the whole page /find/: with its form, filters, styles and list of all groups, and results
with all that they show. The others have the best case: a page of a hundred bytes with the search
and nothing else, and a list of the first three addresses. They run in the page, as only that is
slowed down. search_baselines.py says what they are and what they are given.

Seconds    From the start of the visit until the first result is painted.
Blocked    Milliseconds in which the page could not answer a key or a finger: what long tasks take
           beyond 50 ms each, until all is quiet.
kB before  What was fetched up to the first result, compressed, with headers.
kB in all  The same until all is quiet.

Each figure is the median of some visits. Run it on a computer with nothing else to do; compare only
figures of one run.
"""

import argparse
import statistics
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

# This runs by itself, without pytest, which would find these folders.
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))

import search_baselines as baselines
from browser import browser
from search_compare import show
from sites import ROOT, catalogue
from ulo import schema
from ulo.catalogue import Instance
from ulo.site import hook
from wire import SLOWED, Line, Visit, compressing, visit

LINES = (Line("400 kbit/s, 400 ms", 400, 400), Line("1.4 Mbit/s, 150 ms", 1_400, 150))
RESULT = "[data-list] .row"
# The page of a baseline: it opens its search, asks what its address says, and lists addresses.
PAGE = """\
<!doctype html><html lang="en"><title>Search</title><link rel="icon" href="data:,">
<ul data-list></ul><script type="module">
const inside = true;
const find = await (async () => {{ {adapter} }})();
const found = await find(new URLSearchParams(location.search).get("q"));
for (const address of found.slice(0, {shown})) {{
    const row = Object.assign(document.createElement("li"), {{ className: "row" }});
    row.append(address);
    document.querySelector("[data-list]").append(row);
}}
</script>
"""


def write_pages(site: Path, adapters: dict[str, str]) -> None:
    """A page for each baseline, in the site of all of them."""
    for name, adapter in adapters.items():
        page = PAGE.format(adapter=adapter, shown=baselines.SHOWN)
        (site / f"ask-{name}.html").write_text(page, "utf-8")


def summarise(visits: list[Visit]) -> list[str]:
    """The medians, as they are printed."""
    return [
        f"{statistics.median(v.seconds for v in visits):.1f}",
        f"{statistics.median(v.blocked for v in visits):,.0f}",
        f"{statistics.median(v.bytes_before for v in visits) / 1000:,.0f}",
        f"{statistics.median(v.bytes_in_all for v in visits) / 1000:,.0f}",
    ]


def measure(chromium, addresses: dict[str, str], line: Line, rounds: int) -> Iterator[list[str]]:
    """The rows of the table of one line; each round visits all, one after the other."""
    visits: dict[str, list[Visit]] = {name: [] for name in addresses}
    for _ in range(rounds):
        for name, address in addresses.items():
            visits[name].append(visit(chromium, address, RESULT, line))
    yield [line.name, "seconds", "blocked", "kB before", "kB in all"]
    for name, found in visits.items():
        yield [name, *summarise(found)]


def main(options: argparse.Namespace) -> None:
    shape = schema.load(ROOT)
    adapters = dict(baselines.ADAPTERS)
    if not options.pagefind:
        del adapters["Pagefind"]
    if options.ours:
        adapters = {}
    with tempfile.TemporaryDirectory() as temporary, browser() as chromium:
        folder = Path(temporary)
        groups = catalogue(shape, Instance("Comparison"), ROOT)
        theirs = folder / "none"
        theirs.mkdir()
        pagefind = None
        if adapters:
            pagefind = baselines.install(folder / "pagefind") if options.pagefind else None
            theirs = baselines.build_site(groups, folder / "baselines", pagefind)
            write_pages(theirs, adapters)
        own = options.site
        if not own:
            own = folder / "own"
            hook.build(hook.site_config(ROOT), groups, own)
        print(f"{baselines.versions(pagefind)}, Chromium {chromium.version}")
        print(f"{len(groups.organisations):,} groups, processor slowed down {SLOWED} times")
        asked = quote(options.q)
        with compressing(own) as ours, compressing(theirs) as others:
            addresses = {"ours": f"{ours}find/?q={asked}"}
            addresses |= {name: f"{others}ask-{name}.html?q={asked}" for name in adapters}
            if options.where:
                where = quote(options.where)
                addresses["ours, with a place"] = f"{ours}find/?q={asked}&where={where}"
            for line in LINES:
                rows = list(measure(chromium, addresses, line, options.rounds))
                show(f'"{options.q}", first visit', rows)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument(
        "--pagefind", action="store_true", help="compare with Pagefind, too; fetches it from PyPI"
    )
    parser.add_argument("--ours", action="store_true", help="ours alone")
    parser.add_argument("--q", default="advocacy", help="the question (advocacy)")
    parser.add_argument("--where", default="LS1", help="a place, for one more row (LS1)")
    parser.add_argument("--rounds", type=int, default=3, help="visits to each (3)")
    parser.add_argument("--site", type=Path, help="a site that is built already")
    main(parser.parse_args())
