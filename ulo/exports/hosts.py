"""What tells a host how to serve the site: `_headers` and `_redirects`, which Netlify and
Cloudflare Pages read alike. GitHub Pages has no such files and passes them over.

Both hosts join the values of a header that two rules set for one address. So no two do, but for
Content-Security-Policy: there, each value is a policy of its own, and browsers keep to all of them.
"""

from collections.abc import Iterator
from urllib.parse import urlsplit

from ulo.catalogue import Catalogue
from ulo.core import urls
from ulo.exports.policies import FRAME_POLICY, PAGE_POLICY

POLICY = "Content-Security-Policy"
# What no page may use, nor a frame in it; the last three only our own pages may.
FEATURES = (
    *("accelerometer", "autoplay", "camera", "display-capture", "encrypted-media", "fullscreen"),
    *("gyroscope", "magnetometer", "microphone", "midi", "payment", "picture-in-picture"),
    *("publickey-credentials-get", "screen-wake-lock", "sync-xhr", "usb", "xr-spatial-tracking"),
)
OWN_FEATURES = ("clipboard-write", "geolocation", "web-share")
# For all files: they are public, and whoever asks for them is nobody that we know. What a browser
# makes of a file is what its type says; and no other site learns from which page somebody comes,
# keeps a hold on a page that it opened, or shows one in a frame.
FOR_ALL = {
    "Access-Control-Allow-Origin": "*",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": ", ".join(
        [f"{name}=()" for name in FEATURES] + [f"{name}=(self)" for name in OWN_FEATURES]
    ),
    POLICY: PAGE_POLICY + FRAME_POLICY,
    "X-Frame-Options": "DENY",
}
# Only the lists for other sites may be framed. No rule can leave them out of those for all files,
# but browsers pass over X-Frame-Options where a policy speaks of frames. Someone who tries out such
# a list opens a page from their own disk.
IN_ANY_FRAME = "frame-ancestors * file:"
# Where people write something or keep something, the policy says it, too: another site must not
# lead somebody to press a button that they do not see.
IN_NO_FRAME = "frame-ancestors 'none'"
NOT_IN_FRAMES = (urls.ADD, urls.CONFIRM, urls.SETTINGS, urls.SHORTLIST, urls.JUDGING_SHEET)
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
HSDS_KINDS = ("services", "organizations", "service_at_locations", "taxonomies", "taxonomy_terms")


# The headers of files, by what their addresses look like. One sign stands for anything, or nothing.
RULES = {
    "*": FOR_ALL,
    f"{urls.EMBED}*": {POLICY: IN_ANY_FRAME},
    **{f"{page}*": {POLICY: IN_NO_FRAME} for page in NOT_IN_FRAMES},
    **{end: {"Content-Type": media_type} for end, media_type in CONTENT_TYPES.items()},
}


def headers_file(catalogue: Catalogue) -> bytes:
    base = _base(catalogue)
    lines = []
    for path, headers in RULES.items():
        lines += [f"{base}{path}", *(f"  {name}: {value}" for name, value in headers.items())]
    return _text(lines)


def headers_of(url: str) -> dict[str, str]:
    """The headers that such a host sends with the file at an address of the site."""
    found: dict[str, str] = {}
    for pattern, headers in RULES.items():
        start, _, end = pattern.partition("*")
        if len(url) >= len(start + end) and url.startswith(start) and url.endswith(end):
            for name, value in headers.items():
                found[name] = f"{found[name]}, {value}" if name in found else value
    return found


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
    """The addresses that profiles of the standard HSDS want: without an ending, and with `?page=`.

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
