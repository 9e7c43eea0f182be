"""Is our search better than what a static site can have for nothing?

One run, the same records, the same questions.

    .venv/bin/python tests/benchmarks/search_compare.py             ours, lunr and Material's
    .venv/bin/python tests/benchmarks/search_compare.py --pagefind  Pagefind, too, from PyPI

Run by hand; building the sites of 10,000 made-up groups takes some minutes. search_baselines.py
says what the baselines are and what they are given; ours is /assets/js/find/ of the built site. No
setting that decides what is found is changed.

Found     The share of the questions in tests/data/search_queries.yml with an accepted page first,
          or among the first three, on the records of tests/data/catalogue/. Each is asked whole, as
          it stands, without a place. Those that accept only pages that the baselines do not have
          (towns, say) are not left out; their number is printed.
Fetched   What a visitor with an empty cache fetches from opening the search to the first three
          results: scripts, index and what the results need, each file gzipped where that makes it
          smaller, in kB (1,000 bytes). Without headers, pages, styles, and scripts that only draw a
          box or results (lunr's main.js does that, too, and is in). Asked is the first question of
          each kind, each by a new visitor: the median and the most. Pagefind with its worker.
Time      In the page, from the call with a text to the list of results, in ms, with the processor
          slowed down 4 times: the median and the 95th percentile over all questions, in their
          order, by one visitor. "First" has nothing warmed up, and includes what a question fetches
          from a plain server on this computer; on the web each fetch waits for the network, too.
          "Again" asks all a second time, when all is there: computing alone. "Ready" is the time
          before, from opening to where a search can be asked, fetching included; lunr and Material
          build their index in it, on every page. Pagefind runs without its worker, which would not
          be slowed down. Drawing is left out; the marks that Material's worker sets in results are
          in.

The larger sizes are asked the same questions, but of made-up groups with much the same sentences:
they show how a search grows, not what it finds. Run it on a computer with nothing else to do; times
of two runs are not to be compared.
"""

import argparse
import gzip
import statistics
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import yaml

# This runs by itself, without pytest, which would find these folders.
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))

import generate
import search_baselines as baselines
from browser import browser
from sites import DATA, ROOT, TODAY, catalogue, served
from ulo import model, schema
from ulo.catalogue import Catalogue, Instance
from ulo.site import hook

SLOWED = 4
PLACES = (1, baselines.SHOWN)
BLANK = '<!doctype html><html lang="en"><title>Blank</title><link rel="icon" href="data:,">'
MODULE = "assets/js/find/search_engine.js"
OURS = f"""
    const {{ SearchEngine }} = await import('/{MODULE}');
    const load = async address => (await fetch('/' + address)).json();
    const page = await (await fetch('/find/')).text();
    const index = page.match(/data-index="([^"]*)"/)[1];
    const engine = new SearchEngine(await load('find/' + index), load);
    return async text => (await engine.find({{text}})).results.map(result => result.address);"""
ASK = """async ([texts, shown]) => {
    const rows = [];
    for (const text of texts) {
        const start = performance.now(), found = await window.find(text);
        rows.push([performance.now() - start, found.slice(0, shown)]);
    }
    return rows;
}"""


@dataclass(frozen=True)
class Query:
    """A question, what kind of question it is, and the addresses of the pages that answer it."""

    q: str
    kind: str
    accept: frozenset[str]


@dataclass(frozen=True)
class Engine:
    """A search to be measured: its adapter, and the server with its site."""

    name: str
    adapter: str
    server: str


def read(path: Path) -> list[Query]:
    """The questions. Raises ValueError for one that has no kind or no answer."""
    entries = yaml.safe_load(path.read_text("utf-8"))
    # Those that should find nothing say nothing of success at three.
    entries = [entry for entry in entries if entry.get("kind") != "nothing"]
    if faults := [
        str(entry)
        for entry in entries
        if not all(entry.get(key) for key in ("q", "kind", "accept"))
    ]:
        raise ValueError("q, kind or accept is missing: " + "; ".join(faults))
    return [
        Query(str(entry["q"]), entry["kind"], frozenset(map(plain, entry["accept"])))
        for entry in entries
    ]


def plain(address: str) -> str:
    """The address of a page without what each search writes around it."""
    return address.partition("#")[0].strip("/")


def made_up(count: int, shape: schema.Schema, instance: Instance) -> Catalogue:
    records = (generate.record(number, shape) for number in range(1, count + 1))
    return Catalogue(
        (model.make_organisation(slug, shape.cast(data)) for slug, data in records),
        shape,
        instance,
        TODAY,
    )


@contextmanager
def engines(catalogue: Catalogue, folder: Path, pagefind: Path | None) -> Iterator[list[Engine]]:
    """All searches over one catalogue, on servers on this computer.

    Ours is only there where the site has one.
    """
    own, theirs = folder / "own", baselines.build_site(catalogue, folder / "baselines", pagefind)
    hook.build(hook.site_config(ROOT), catalogue, own)
    for place in (own, theirs):
        (place / "blank.html").write_text(BLANK, "utf-8")
    with served(own) as ours, served(theirs) as others:
        adapters = {"ours": OURS} | baselines.ADAPTERS
        there = {"ours": (own / MODULE).exists(), "Pagefind": pagefind}
        yield [
            Engine(name, code, ours if name == "ours" else others)
            for name, code in adapters.items()
            if there.get(name, True)
        ]


@contextmanager
def opened(chromium, engine: Engine, inside: bool, slowed: int = 1):
    """A blank page of a new visitor with the search opened.

    Beside it, the milliseconds that this took, and what is fetched.
    """
    context, responses = chromium.new_context(), []
    page = context.new_page()
    page.goto(f"{engine.server}blank.html")

    def note(response) -> None:
        responses.append(response)

    page.on("response", note)
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slowed})
    try:
        opening = f"""async inside => {{
            const start = performance.now();
            window.find = await (async () => {{ {engine.adapter} }})();
            return performance.now() - start;
        }}"""
        yield page, page.evaluate(opening, inside), responses
    finally:
        context.close()


def asked(chromium, engine: Engine, queries: list[Query]) -> tuple[list[str], list[list[str]]]:
    """The times of a search, asked first and asked again, as they are printed.

    Then the first addresses that it gives for each question.
    """
    with opened(chromium, engine, inside=True, slowed=SLOWED) as (page, ready, _):
        rounds = [
            page.evaluate(ASK, [[query.q for query in queries], baselines.SHOWN])
            for _ in ("first", "again")
        ]
    times = [[time for time, _ in rows] for rows in rounds]
    first, again = map(_summarise, times)
    addresses = [[plain(address) for address in found] for _, found in rounds[0]]
    return [f"{ready:,.0f} / {first}", again], addresses


def _summarise(times: list[float]) -> str:
    """The median and the 95th percentile."""
    highest = statistics.quantiles(times, n=20, method="inclusive")[-1]
    return f"{statistics.median(times):,.1f} / {highest:,.1f}"


def fetched(chromium, engine: Engine, queries: list[Query]) -> str:
    """The kilobytes that new visitors fetch up to the first results, as they are printed.

    Each visitor asks one question.
    """
    sizes = []
    for query in queries:
        with opened(chromium, engine, inside=False) as (page, _, responses):
            page.evaluate(ASK, [[query.q], baselines.SHOWN])
            bodies = [response.body() for response in responses]
            sizes.append(sum(min(len(body), len(gzip.compress(body))) for body in bodies) / 1000)
    return f"{statistics.median(sizes):,.1f} / {max(sizes):,.1f}"


def found(queries: list[Query], answers: dict[str, list[list[str]]]) -> Iterator[list[str]]:
    """The rows of the table of what was found: each kind of question, and all."""
    yield ["", "questions", *(f"{name} at {place}" for name in answers for place in PLACES)]
    kinds = list(dict.fromkeys(query.kind for query in queries))
    for title, chosen in [*((kind, [kind]) for kind in kinds), ("all", kinds)]:
        numbers = [number for number, query in enumerate(queries) if query.kind in chosen]
        hits = [
            [bool(queries[n].accept & {*lists[n][:place]}) for n in numbers]
            for lists in answers.values()
            for place in PLACES
        ]
        yield [title, str(len(numbers)), *(f"{statistics.mean(column):.0%}" for column in hits)]


def show(title: str, rows: list[list[str]]) -> None:
    """A table in plain text, its first column to the left and the others to the right."""
    first_width, *widths = (max(map(len, column)) for column in zip(*rows, strict=True))
    print(f"\n{title}\n")
    for first, *rest in rows:
        cells = (cell.rjust(width) for cell, width in zip(rest, widths, strict=True))
        print("  ".join([first.ljust(first_width), *cells]))


def main(options: argparse.Namespace) -> None:
    queries, shape, instance = read(options.queries), schema.load(ROOT), Instance("Comparison")
    one_of_each = list({query.kind: query for query in reversed(queries)}.values())
    fictional = catalogue(shape, instance)
    kilobytes, milliseconds, answers = [], [], {}
    with tempfile.TemporaryDirectory() as temporary, browser() as chromium:
        pagefind = baselines.install(Path(temporary) / "pagefind") if options.pagefind else None
        for size in (0, *options.sizes):
            title = f"{size:,} made up" if size else f"{len(fictional.organisations):,} fictional"
            print(f"Building and asking: {title}", file=sys.stderr)
            groups = made_up(size, shape, instance) if size else fictional
            with engines(groups, Path(temporary) / str(size), pagefind) as searches:
                kilobytes.append(
                    [title, *(fetched(chromium, engine, one_of_each) for engine in searches)]
                )
                results = [asked(chromium, engine, queries) for engine in searches]
            milliseconds += [
                [f"{title}, {when}", *(times[n] for times, _ in results)]
                for n, when in enumerate(("first", "again"))
            ]
            if not answers:
                for engine, (_, lists) in zip(searches, results, strict=True):
                    answers[engine.name] = lists
        print(f"{baselines.versions(pagefind)}, Chromium {chromium.version}")
    if "ours" not in answers:
        print(f"Our site has no {MODULE}, so our own search is left out.")
    known = {plain(address) for address, _, _ in baselines.pages(fictional)}
    unknown = sum(query.accept.isdisjoint(known) for query in queries)
    print(
        f"{len(queries)} questions, {unknown} of them only for pages that the baselines do not have"
    )
    show("Found, on the fictional records", list(found(queries, answers)))
    show(
        "Fetched up to the first results, in kB: median / most", [["groups", *answers], *kilobytes]
    )
    show(
        f"Time in ms, processor slowed down {SLOWED} times: (ready /) median / 95th percentile",
        [["groups", *answers], *milliseconds],
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument(
        "--pagefind", action="store_true", help="compare with Pagefind, too; fetches it from PyPI"
    )
    parser.add_argument(
        "--sizes",
        type=int,
        nargs="*",
        default=[2_000, 10_000],
        metavar="N",
        help="numbers of made-up groups (2000 10000)",
    )
    parser.add_argument(
        "--queries",
        type=Path,
        default=DATA / "search_queries.yml",
        help="the questions (tests/data/search_queries.yml)",
    )
    main(parser.parse_args())
