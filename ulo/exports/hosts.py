"""What tells a host how to serve the site: `_headers` and `_redirects`, which Netlify and
Cloudflare Pages read alike. GitHub Pages has no such files and passes them over.

Both hosts join the values of a header that two rules set for one address, so no two do.
"""

from collections.abc import Iterator
from urllib.parse import urlsplit

from ulo.catalogue import Catalogue
from ulo.core import urls

# For all files: they are public, and whoever asks for them is nobody that we know. What a browser
# makes of a file is what its type says; and no other site learns from which page somebody comes.
FOR_ALL = {
    "Access-Control-Allow-Origin": "*",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}
# What hosts may not know, by the end of a file's name. One sign stands for all before it.
CONTENT_TYPES = {
    "*.jsonl": "application/x-ndjson; charset=utf-8",
    "*.geojson": "application/geo+json; charset=utf-8",
    "*.jsonld": "application/ld+json; charset=utf-8",
    "*.sqlite": "application/vnd.sqlite3",
    "*.vcf": "text/vcard; charset=utf-8",
    "*.ics": "text/calendar; charset=utf-8",
    "*/feed.xml": "application/atom+xml; charset=utf-8",
}
# Where people write something or keep something: no other site may put these into a frame, and so
# lead somebody to press a button that they do not see. The other pages only show what all may read.
NOT_IN_FRAMES = (urls.ADD, urls.CONFIRM, urls.SETTINGS, urls.SHORTLIST)
HSDS_KINDS = ("services", "organizations", "service_at_locations", "taxonomies", "taxonomy_terms")


def headers_file(catalogue: Catalogue) -> bytes:
    base = _base(catalogue)
    rules = {f"{base}*": FOR_ALL}
    rules |= {f"{base}{end}": {"Content-Type": type} for end, type in CONTENT_TYPES.items()}
    rules |= {f"{base}{page}*": {"X-Frame-Options": "DENY"} for page in NOT_IN_FRAMES}
    lines = []
    for path, headers in rules.items():
        lines += [path, *(f"  {name}: {value}" for name, value in headers.items())]
    return _text(lines)


def redirects_file(catalogue: Catalogue) -> bytes:
    """Moved records first: Cloudflare wants rules without signs for anything before the others."""
    return _text([*_moved(catalogue), *_hsds(_base(catalogue))])


def _moved(catalogue: Catalogue) -> Iterator[str]:
    base = _base(catalogue)
    for old, new in catalogue.schema.redirects.items():
        if new not in catalogue.by_slug:
            continue
        pages = [urls.organisation(slug) for slug in (old, new)]
        moves = [pages, [urls.easy_read(page) for page in pages]]
        moves.append([urls.api_organisation(slug) for slug in (old, new)])
        for source, target in moves:
            # There is a file at the old address for all other hosts. Netlify passes it over only
            # with the exclamation mark, which Cloudflare does not know: it leaves out that line.
            yield f"{base}{source} {base}{target} 301!"
            yield f"{base}{source} {base}{target} 301"


def _hsds(base: str) -> Iterator[str]:
    """The addresses that the standard HSDS-UK wants: without an ending, and with `?page=`.

    Only Netlify looks at what follows a question mark; Cloudflare leaves out these lines.
    """
    index = f"{base}{urls.HSDS_INDEX}"
    yield f"{base}{urls.HSDS.rstrip('/')} {index} 200"
    yield f"{base}{urls.HSDS} {index} 200"
    for kind in HSDS_KINDS:
        path = f"{base}{urls.HSDS}{kind}"
        yield f"{path} page=1 {base}{urls.hsds_list(kind)} 200"
        yield f"{path} page=:page {base}{urls.HSDS}{kind}/page/:page.json 200"
        yield f"{path} {base}{urls.hsds_list(kind)} 200"
    # Cloudflare follows a rule even where there is a file. This one comes before those below, so
    # that the files themselves stay where they are; Netlify finds them without it.
    yield f"{base}{urls.HSDS}*.json {base}{urls.HSDS}:splat.json 200"
    for kind in HSDS_KINDS:
        yield f"{base}{urls.HSDS}{kind}/:id {base}{urls.hsds_entry(kind, ':id')} 200"


def _base(catalogue: Catalogue) -> str:
    """The path below which the site stands."""
    return urlsplit(catalogue.instance.site_url).path or "/"


def _text(lines: list[str]) -> bytes:
    return "".join(f"{line}\n" for line in lines).encode()
