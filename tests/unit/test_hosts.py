"""What tells hosts how to serve the site: `_headers` and `_redirects`.

The rules by which both hosts read these files are written here anew, from their documentation:
https://developers.cloudflare.com/pages/configuration/ and https://docs.netlify.com/manage/routing/.
"""

import dataclasses
import functools
import re

import pytest

from hosting import HeaderRules, headers_for, path_pattern, read_header_rules
from sites import ROOT, TODAY
from ulo import exports
from ulo.catalogue import Catalogue, Instance
from ulo.core import urls
from ulo.exports import FRAME_POLICY, PAGE_POLICY, headers_file, redirects_file

# What Cloudflare reads of a file at most.
MAX_HEADER_RULES, MAX_HEADER_LINE = 100, 2000
MAX_DYNAMIC, MAX_LINE = 100, 1000
POLICY = "Content-Security-Policy"
CODES = {"200", "301", "302", "303", "307", "308"}
SITES = {"https://example.org/led/": "/led/", "https://example.org/": "/", "": "/"}
ID = "0d0f3a52-7c9e-5d0e-9a64-2f3f9d1c8b17"


@pytest.fixture(params=SITES, ids=["below a path", "at the root", "without an address"])
def here(request, fictional, schema) -> tuple[Catalogue, str]:
    """A site with one record that moved, and the path below which it stands."""
    moved = dataclasses.replace(schema, redirects={"old-name": "k7", "gone": "nobody-here"})
    instance = Instance("Led by Us", request.param)
    return Catalogue(fictional.organisations, moved, instance, TODAY), SITES[request.param]


@functools.lru_cache(maxsize=1)
def header_rules(catalogue: Catalogue) -> HeaderRules:
    return read_header_rules(headers_file(catalogue).decode())


@functools.lru_cache(maxsize=1)
def redirect_lines(catalogue: Catalogue) -> list[list[str]]:
    return [line.split() for line in redirects_file(catalogue).decode().splitlines()]


def headers_of(catalogue: Catalogue, path: str) -> dict[str, str]:
    """The headers of a file. Only of a policy do joined values mean anything."""
    rules = header_rules(catalogue)
    setting = [headers for rule, headers in rules.items() if re.fullmatch(path_pattern(rule), path)]
    for name in set().union(*setting) - {POLICY}:
        assert sum(name in headers for headers in setting) == 1, (path, name)
    return headers_for(rules, path)


def may_be_framed(headers: dict[str, str]) -> bool:
    """Whether browsers show a file in a frame on a page of another site: each policy must let them,
    and where one speaks of frames, X-Frame-Options says nothing."""
    policies = [
        dict([*part.split(maxsplit=1), ""][:2] for part in policy.split(";") if part.strip())
        for policy in headers[POLICY].split(", ")
    ]
    allowed = [policy["frame-ancestors"] for policy in policies if "frame-ancestors" in policy]
    if allowed:
        return all("*" in hosts.split() for hosts in allowed)
    return "X-Frame-Options" not in headers


def fill_in(target: str, values: dict[str, str]) -> str:
    for name, value in values.items():
        target = target.replace(f":{name}", value)
    return target


def cloudflare(catalogue: Catalogue, path: str, files: set[str]) -> tuple[str, str]:
    """What Cloudflare Pages answers: it follows a rule whether there is a file or not."""
    for parts in redirect_lines(catalogue):
        if len(parts) != 3 or parts[2] not in CODES:
            continue  # It says so while it publishes, and goes on.
        source, target, code = parts
        if match := re.fullmatch(path_pattern(source), path):
            return code, fill_in(target, match.groupdict())
    return ("200", path) if path in files else ("404", "")


def netlify(
    catalogue: Catalogue, path: str, files: set[str], query: dict[str, str]
) -> tuple[str, str]:
    """What Netlify answers: a file goes before a rule that has no exclamation mark, and a star
    stands for anything only at the end of a path."""
    for source, *wanted, target, code in redirect_lines(catalogue):
        asked = {}
        for pair in wanted:
            name, _, value = pair.partition("=")
            if name not in query or (value[0] != ":" and value != query[name]):
                break
            asked[value[1:]] = query[name]
        else:
            is_rule = not re.search(r"\*.", source)
            match = is_rule and re.fullmatch(path_pattern(source), path)
            if match and (code.endswith("!") or path not in files):
                return code.rstrip("!"), fill_in(target, {**match.groupdict(), **asked})
    return ("200", path) if path in files else ("404", "")


# --- Headers -------------------------------------------------------------------------------------


def test_other_sites_may_read_every_file_and_no_header_is_set_twice(here, drawn):
    catalogue, base = here
    for url in [*drawn.items, "data/all.jsonl", "embed/place/leeds/", "orgs/k7/contact.vcf"]:
        headers = headers_of(catalogue, f"{base}{url}")
        assert headers["Access-Control-Allow-Origin"] == "*"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "no-referrer"


@pytest.mark.parametrize(
    ("name", "media_type"),
    [
        ("data/organisations.jsonl", "application/x-ndjson"),
        ("data/organisations.geojson", "application/geo+json"),
        ("data/organisations.jsonld", "application/ld+json"),
        ("data/directory.sqlite", "application/vnd.sqlite3"),
        ("orgs/k7/contact.vcf", "text/vcard"),
        ("places/leeds/meetings.ics", "text/calendar"),
        ("opportunities/closing-days.ics", "text/calendar"),
        ("news/feed.xml", "application/atom+xml"),
        ("places/leeds/feed.xml", "application/atom+xml"),
        ("api/v1/index.json", None),
        ("find/opensearch.xml", None),
        ("orgs/k7/", None),
    ],
)
def test_files_have_the_type_that_hosts_may_not_know(here, name, media_type):
    catalogue, base = here
    stated = headers_of(catalogue, f"{base}{name}").get("Content-Type")
    assert (stated and stated.partition(";")[0]) == media_type


def test_only_the_lists_for_other_sites_may_be_framed(here, drawn):
    catalogue, base = here
    lists = {url for url in drawn.items if url.startswith("embed/")}
    assert "embed/place/leeds/" in lists
    lists.add("embed/place/leeds/fragment.html")
    others = {"404.html", "about/", "cy/add/", "data/embed/", "embedded/", "no/such/page/"}
    for url in {*drawn.items, *lists, *others}:
        assert may_be_framed(headers_of(catalogue, f"{base}{url}")) == (url in lists), url


def test_where_people_write_the_policy_itself_forbids_frames(here, drawn):
    catalogue, base = here
    for page in ("add/", "confirm/", "settings/", "shortlist/", urls.JUDGING_SHEET):
        assert page in drawn.items
        policies = headers_of(catalogue, f"{base}{page}")[POLICY].split(", ")
        assert policies[1:] == ["frame-ancestors 'none'"]


def test_the_header_has_the_policy_of_every_page_and_a_file_without_one_has_it_too(here):
    catalogue, base = here
    for url in ("", "data/embed/", "orgs/k7/", "assets/icons.svg", "sw.js", "data/all.json"):
        assert headers_of(catalogue, f"{base}{url}")[POLICY] == f"{PAGE_POLICY}{FRAME_POLICY}"


def test_pages_may_use_only_what_they_use(here):
    """A feature that no rule names is for our own pages alone, too: we frame no others."""
    catalogue, base = here
    stated = dict(
        part.split("=", 1) for part in headers_of(catalogue, base)["Permissions-Policy"].split(", ")
    )
    used = {name for name, hosts in stated.items() if hosts == "(self)"}
    assert used == {"clipboard-write", "geolocation", "web-share"}
    assert {stated[name] for name in stated.keys() - used} == {"()"}
    assert {"camera", "microphone", "payment", "usb"} <= stated.keys()
    scripts = "".join(path.read_text("utf-8") for path in (ROOT / "docs/assets/js").rglob("*.js"))
    for call in ("clipboard.writeText(", "geolocation.getCurrentPosition(", "navigator.share("):
        assert call in scripts, f"nothing uses {call}: forbid it"


def test_the_headers_of_a_file_are_those_of_the_rules(here, drawn):
    catalogue, base = here
    for url in {*drawn.items, "404.html", "assets/site.css", "data/organisations.jsonl"}:
        assert exports.headers_of(url) == headers_of(catalogue, f"{base}{url}"), url


# --- Redirects -----------------------------------------------------------------------------------


def test_a_record_that_moved_is_found_at_once_and_nothing_leads_nowhere(here):
    catalogue, base = here
    for old, new in (
        ("orgs/old-name/", "orgs/k7/"),
        ("orgs/old-name/easy/", "orgs/k7/easy/"),
        ("api/v1/organisations/old-name.json", "api/v1/organisations/k7.json"),
    ):
        # There is a file at the old address for hosts that cannot do this.
        files = {f"{base}{old}", f"{base}{new}"}
        assert cloudflare(catalogue, f"{base}{old}", files) == ("301", f"{base}{new}")
        assert netlify(catalogue, f"{base}{old}", files, {}) == ("301", f"{base}{new}")
        assert cloudflare(catalogue, f"{base}{new}", files) == ("200", f"{base}{new}")
    assert b"nobody-here" not in redirects_file(catalogue)


@pytest.mark.parametrize(
    "kind", ["services", "organizations", "service_at_locations", "taxonomies", "taxonomy_terms"]
)
def test_addresses_of_the_standard_lead_to_its_files(here, kind):
    catalogue, base = here
    entry, first = f"{base}{urls.hsds_entry(kind, ID)}", f"{base}{urls.hsds_list(kind)}"
    second = f"{base}{urls.hsds_list(kind, 2)}"
    files = {entry, first, second, f"{base}{urls.HSDS_INDEX}"}
    for path, target in (
        (f"{base}api/hsds/{kind}/{ID}", entry),
        (f"{base}api/hsds/{kind}", first),
        (f"{base}api/hsds", f"{base}{urls.HSDS_INDEX}"),
        (f"{base}api/hsds/", f"{base}{urls.HSDS_INDEX}"),
        # What has an ending stays where it is.
        *((path, path) for path in files),
    ):
        assert cloudflare(catalogue, path, files) == ("200", target), path
        assert netlify(catalogue, path, files, {}) == ("200", target), path
    path = f"{base}api/hsds/{kind}"
    assert netlify(catalogue, path, files, {"page": "1"}) == ("200", first)
    assert netlify(catalogue, path, files, {"page": "2", "per_page": "9"}) == ("200", second)


def test_nothing_else_is_led_elsewhere(here, drawn):
    catalogue, base = here
    files = {f"{base}{url}" for url in drawn.items}
    for path in files:
        assert cloudflare(catalogue, path, files) == ("200", path)
        assert netlify(catalogue, path, files, {}) == ("200", path)


# --- What both hosts can read --------------------------------------------------------------------


def test_the_files_keep_the_limits_of_hosts(here):
    catalogue, base = here
    assert len(header_rules(catalogue)) <= MAX_HEADER_RULES
    headers = headers_file(catalogue).decode()
    assert all(len(line) <= MAX_HEADER_LINE for line in headers.splitlines())
    lines = redirects_file(catalogue).decode().splitlines()
    assert all(len(line) <= MAX_LINE and line.startswith(base) for line in lines)
    known = [line.split() for line in lines if len(line.split()) == 3]
    dynamic = ["*" in source or ":" in source for source, _, _ in known]
    # The others first, or Cloudflare would count them to those with signs for anything.
    assert dynamic == sorted(dynamic) and 0 < sum(dynamic) <= MAX_DYNAMIC
    assert all(source.count("*") <= 1 for source in header_rules(catalogue))
