"""The baselines that our search is set against: made from the same records, run by their own code.

Each is given the same pages: one for each group, with its name as the title, its other names, its
summary, and the titles of who leads it, what it does and where (the areas it is for, and its town);
one for each community and activity (title, phrase, description, synonyms); one for each area (every
name that we know for it). So they can find by our synonyms, too. There are no menus and no labels.
MkDocs draws these pages once, on a bare template, and all are made from that build:

    lunr       MkDocs' own search (contrib/search), default settings. As pages have no headings
               within, each is in its index once; with the usual heading it would be there twice, at
               about twice the bytes.
    Material   the search of Material for MkDocs, default settings: its own worker script, which has
               its own lunr.
    Pagefind   from PyPI, default settings, over the HTML; the title is the one heading.

An adapter is JavaScript that opens a search in a blank page and returns a function from a text to
urls, best first. `inside` tells it to stay out of workers, since Chromium slows down only pages.
lunr and Material always run in the page, as MkDocs' main.js does by itself where there are no
workers.
"""

import html
import json
import logging
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

os.environ["NO_MKDOCS_2_WARNING"] = "1"

from mkdocs.commands.build import build
from mkdocs.config import load_config

from tools import LOCK
from ulo.catalogue import Catalogue
from ulo.core import urls

SHOWN = 3  # how many results a search has to show
# "/search" is the plugin of MkDocs. The theme would leave its scripts out.
SETTINGS = """\
site_name: Baselines
theme: {name: material, font: false, custom_dir: theme, search_index_only: false}
plugins: [material/search, /search]
"""
TEMPLATE = """\
<!doctype html><html lang="en"><head><title>{{ page.title|e if page }}</title></head><body>
{% if page %}<main data-pagefind-body><h1>{{ page.title|e }}</h1>{{ page.content }}</main>
{% endif %}</body></html>
"""
SCRIPT = """
const script = src => new Promise((onload, onerror) =>
    document.head.append(Object.assign(document.createElement('script'), {src, onload, onerror})));
"""
ADAPTERS = {
    # Without workers main.js uses jQuery, and it calls initSearch when the index stands. A text
    # that is too short for it, or that lunr cannot parse, shows nothing.
    "lunr": SCRIPT
    + """
        delete window.Worker;
        window.base_url = '/';
        window.$ = {getScript: src => {
            const loaded = script(src);
            const fail = other => loaded.catch(other);
            return {done: then => { loaded.then(then); return {fail}; }};
        }};
        await script('/search/main.js');
        await new Promise(ready => { window.initSearch = ready; });
        return async q => {
            if (q.length <= min_search_length) return [];
            try { return search(q).map(page => page.location); } catch { return []; }
        };""",
    # The messages of Material's worker: 0 sets it up, 2 asks. It answers with postMessage.
    "Material": SCRIPT
    + """
        let answered;
        window.postMessage = message => answered(message.data);
        const ask = (type, data) => new Promise(done => {
            answered = done;
            window.dispatchEvent(new MessageEvent('message', {data: {type, data}}));
        });
        const index = fetch('/material/search_index.json').then(response => response.json());
        await script('/material/worker.js');
        await ask(0, {...await index, options: {suggest: false}});
        return async q => (await ask(2, q)).items.map(sections => sections[0].location);""",
    # Pagefind has no names or addresses of its results until each is asked for.
    "Pagefind": f"""
        const pagefind = await import('/pagefind/pagefind.js');
        await pagefind.options({{noWorker: inside}});
        await pagefind.init();
        return async q => {{
            const found = (await pagefind.search(q)).results.slice(0, {SHOWN});
            return (await Promise.all(found.map(result => result.data()))).map(page => page.url);
        }};""",
}


def pages(catalogue: Catalogue) -> Iterator[tuple[str, str, list[str]]]:
    """The address, the title and the paragraphs of each page that the baselines are given."""

    def titles(vocabulary: str, ids) -> str:
        return ", ".join(catalogue.term(vocabulary, i).title for i in ids)

    for o in catalogue.organisations:
        yield (
            urls.organisation(o.slug),
            o.name,
            [
                ", ".join([*o.also_known_as, *(name for _, name in o.names)]),
                o.summary,
                titles("community", o.user_led.led_by),
                titles("activity", o.activities),
                titles("areas", catalogue.areas_of(o)),
                o.based_in.town,
            ],
        )
    for address, terms in (
        (urls.community, catalogue.communities),
        (urls.activity, catalogue.activities),
    ):
        for term in terms.values():
            yield (
                address(term.id),
                term.title,
                [term.phrase, term.description, ", ".join(term.synonyms)],
            )
    for area in catalogue.areas.values():
        yield (
            urls.place(area.id),
            area.title,
            [", ".join(name for name in dict.fromkeys(area.all_names) if name != area.title)],
        )


def build_site(catalogue: Catalogue, folder: Path, pagefind: Path | None) -> Path:
    """A site of the pages, with the indexes of lunr and Material.

    Where Pagefind is installed, its index is there, too.
    """
    for address, title, paragraphs in pages(catalogue):
        path = folder / "docs" / address / "index.md"
        path.parent.mkdir(parents=True)
        # HTML in Markdown stays as it is, so no sign in a record is taken for markup.
        text = "\n".join(
            f"<p>{html.escape(paragraph)}</p>" for paragraph in paragraphs if paragraph
        )
        path.write_text(f"---\ntitle: {json.dumps(title)}\n---\n{text}\n", "utf-8")
    (folder / "theme").mkdir()
    (folder / "theme" / "main.html").write_text(TEMPLATE, "utf-8")
    (folder / "mkdocs.yml").write_text(SETTINGS, "utf-8")
    logging.getLogger("mkdocs").setLevel(logging.ERROR)
    config = load_config(str(folder / "mkdocs.yml"))
    build(config)
    site = Path(config.site_dir)
    # Both plugins write the same file, and MkDocs' own comes last; Material's gets a place of its
    # own.
    (site / "material").mkdir()
    (site / "material" / "search_index.json").write_text(
        config.plugins["material/search"].search_index.generate_search_index(None), "utf-8"
    )
    shutil.copy(
        next(site.glob("assets/javascripts/workers/search.*.js")), site / "material" / "worker.js"
    )
    if pagefind:
        _pagefind(pagefind, "--site", str(site), "--quiet")
    return site


def install(folder: Path) -> Path:
    """Pagefind with its binary, fetched into a folder of its own with what is locked beside it."""
    pip = [sys.executable, "-m", "pip", "install", "-qq", "--require-hashes"]
    subprocess.run([*pip, "--target", folder, "-r", LOCK], check=True)
    return folder


def versions(pagefind: Path | None) -> str:
    """The versions of the baselines, since the figures are theirs only."""
    named = [f"MkDocs {version('mkdocs')}", f"Material {version('mkdocs-material')}"]
    return ", ".join(
        [*named, _pagefind(pagefind, "--version").strip().capitalize()] if pagefind else named
    )


def _pagefind(folder: Path, *arguments: str) -> str:
    environment = {**os.environ, "PYTHONPATH": str(folder)}
    return subprocess.run(
        [sys.executable, "-m", "pagefind", *arguments],
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    ).stdout
