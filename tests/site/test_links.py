"""Visits to URLs: what is never requested, what answers mean, and that no server holds a run up."""

import asyncio
import ipaddress
import socket
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import date
from types import SimpleNamespace

import pytest

from hostile_data import outcomes
from hostile_servers import LOCAL, PRIVATE, HostileServers
from ulo.maintain.links import check_links, crawl_policy
from ulo.maintain.links.collection import Link, Occurrence
from ulo.maintain.links.crawl_policy import DEFAULT_POLICY, CrawlPolicy
from ulo.maintain.links.fetcher import Fetcher
from ulo.maintain.links.findings import Finding, Kind, classify_visit
from ulo.maintain.links.report import FORMATS, Report
from ulo.maintain.links.ssrf_guard import (
    BlockedURLError,
    PublicResolver,
    is_public,
    resolve_host,
    validate_url,
)
from ulo.maintain.links.visit import Visit

# Long enough for a busy computer. No test waits for so long, but for those that make it shorter.
QUICK = CrawlPolicy(
    concurrency=60,
    delay=0.01,
    max_delay=0.05,
    connect_timeout=30,
    read_timeout=30,
    deadline=60,
    backoff=(0.02,),
)
# For servers that never answer, or never end.
IMPATIENT = replace(QUICK, read_timeout=0.8, deadline=2)
# The behaviours of tests/support/hostile_servers.py, what each means, and words of what is said.
BEHAVIOURS = {
    "fine": (Kind.OK, ""),
    "short": (Kind.OK, ""),
    "picture": (Kind.OK, ""),
    "cookie": (Kind.OK, ""),
    "busy": (Kind.OK, ""),
    "odd": (Kind.OK, ""),
    "bomb": (Kind.OK, ""),
    "endless": (Kind.OK, ""),
    "oddwait": (Kind.OK, ""),
    "gone": (Kind.REMOVED, "(404)"),
    "finished": (Kind.REMOVED, "(410)"),
    "nobody": (Kind.REMOVED, "no longer a site with this name"),
    "faulty": (Kind.UNREACHABLE, "(500)"),
    "liar": (Kind.UNREACHABLE, "cut off"),
    "chunks": (Kind.UNREACHABLE, "cut off"),
    "noise": (Kind.UNREACHABLE, "cut off"),
    "silent": (Kind.UNREACHABLE, "cut off"),
    "fat": (Kind.UNREACHABLE, "cut off"),
    "fields": (Kind.UNREACHABLE, "cut off"),
    "closed": (Kind.UNREACHABLE, "can't reach"),
    "unsure": (Kind.UNREACHABLE, "can't reach"),
    "nowhere": (Kind.UNREACHABLE, "can't reach"),
    "moved": (Kind.MOVED, "permanent"),
    "renamed": (Kind.MOVED, "permanent"),
    "partly": (Kind.MOVED, "permanent"),
    "selfloop": (Kind.NOT_CHECKED, "circle"),
    "pingloop": (Kind.NOT_CHECKED, "circle"),
    "chain": (Kind.NOT_CHECKED, "too many times"),
    "later": (Kind.NOT_CHECKED, "(429)"),
    "wall": (Kind.NOT_CHECKED, "(403)"),
    "noplace": (Kind.NOT_CHECKED, "(302)"),
    "shy": (Kind.NOT_CHECKED, "stay away"),
    "parked": (Kind.DOMAIN_SOLD, "for sale"),
    "casino": (Kind.DOMAIN_SOLD, "judi"),
    "market": (Kind.DOMAIN_SOLD, "sells domain names"),
    "front": (Kind.FRONT_PAGE, "leads to"),
    "badplace": (Kind.BLOCKED, "well formed"),
    "private": (Kind.BLOCKED, "sends visitors on"),
    "lured": (Kind.BLOCKED, "private network"),
    "inside": (Kind.BLOCKED, "private network"),
    "mixed": (Kind.BLOCKED, "private network"),
    "rebinding": (Kind.BLOCKED, "private network"),
    "secure": (Kind.OK, ""),
    "expired": (Kind.CERTIFICATE, "expired"),
    "othername": (Kind.CERTIFICATE, "another name"),
    "selfsigned": (Kind.CERTIFICATE, "vouches"),
}


def run_in_thread(function, *arguments, **options):
    """Calls a function in a new thread: a thread with a browser can have no other event loop."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(function, *arguments, **options).result()


def check(*arguments, **options) -> list[Finding]:
    return run_in_thread(check_links, *arguments, **options)


def allow_local(ip) -> bool:
    return str(ip) == LOCAL


def make_link(url: str, **facts) -> Link:
    facts = {"group_words": ("Example Voices",)} | facts
    place = Occurrence("orgs/example.yml", 3, "sources.1.url", "Source", "2019")
    return Link(url, (place,), **facts)


def url_of(name: str) -> str:
    """The URL of a page on the server of this name, such as "gone3"."""
    secure = name.rstrip("0123456789") in ("secure", "expired", "othername", "selfsigned")
    return f"{'https' if secure else 'http'}://{name}.example.org/a/page"


@pytest.fixture(scope="module")
def servers():
    with HostileServers() as servers:
        yield servers


@dataclass
class Run:
    """What a run found by the name of each server, and how it went about it."""

    findings: dict[str, Finding] = field(default_factory=dict)
    open_requests: int = 0
    most_open_requests: int = 0
    seconds_left: list[float] = field(default_factory=list)


@pytest.fixture(scope="module")
def visited(servers) -> Run:
    """500 links to servers of all sorts, checked together."""
    names = [f"{behaviour}{number}" for number in range(20) for behaviour in BEHAVIOURS][:500]
    names += [f"private{number}" for number in range(20, 20 + len(PRIVATE))]
    run = Run()
    fetch_page = Fetcher._fetch_page

    async def measured(self, session, url, time_left):
        run.seconds_left.append(time_left.seconds)
        run.open_requests += 1
        run.most_open_requests = max(run.most_open_requests, run.open_requests)
        try:
            return await fetch_page(self, session, url, time_left)
        finally:
            run.open_requests -= 1

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Fetcher, "_fetch_page", measured)
        findings = check(
            [make_link(url_of(name)) for name in names],
            "LedByUs-links/1.0 (test)",
            QUICK,
            allowed=allow_local,
            resolve=servers.resolve,
            trust=servers.trust(),
        )
    run.findings = dict(zip(names, findings, strict=True))
    return run


@pytest.mark.parametrize("behaviour", BEHAVIOURS)
def test_each_answer_is_classified(visited, behaviour):
    kind, words = BEHAVIOURS[behaviour]
    own = {
        name: finding
        for name, finding in visited.findings.items()
        if name.rstrip("0123456789") == behaviour
    }
    assert len(own) >= 10
    for name, finding in own.items():
        assert (finding.kind, words in finding.observation) == (kind, True), (name, finding)


def test_no_server_holds_the_run_up(servers, visited):
    """The length of a run follows from these: how many requests are open at once, how long those
    for one address may take, and how many a host gets."""
    assert len(visited.findings) >= 500
    assert visited.most_open_requests == QUICK.concurrency
    assert max(visited.seconds_left) <= QUICK.deadline
    requests = Counter(host for host, _, _ in servers.requests)
    tries, pages = 1 + len(QUICK.backoff), QUICK.max_redirects + 2
    assert max(requests.values()) <= tries * pages


def test_private_addresses_are_never_connected_to(servers, visited):
    assert servers.trapped == 0
    assert {
        PRIVATE[int(name[7:]) % len(PRIVATE)]
        for name in visited.findings
        if name.startswith("private")
    } == set(PRIVATE)


def test_sites_are_requested_as_often_as_needed_under_an_honest_name(servers, visited):
    assert servers.hits["fine3.example.org"] >= 1
    assert servers.hits["gone3.example.org"] == 1, "what is gone is gone"
    assert servers.hits["faulty3.example.org"] == 1 + len(QUICK.backoff)
    assert servers.hits["busy3.example.org"] == 2
    assert servers.hits["later3.example.org"] == 1, "who asks for a day is left in peace"
    assert servers.hits["shy3.example.org"] == 0, "robots.txt keeps us away"
    for host, _, headers in servers.requests:
        assert "cookie" in host or (
            headers["User-Agent"] == "LedByUs-links/1.0 (test)" and "Cookie" not in headers
        )


def test_permanent_redirects_give_the_url_to_write(visited):
    found = visited.findings
    assert found["moved2"].new_url == "http://fine2.example.org/a/page"
    assert found["partly2"].new_url == "http://short2.example.org/a/page", (
        "as far as it is permanent"
    )
    assert found["short2"].new_url == ""


def test_a_site_gets_one_request_at_a_time_with_pauses(servers, monkeypatch):
    """On a clock that only the pauses move."""
    now, pauses = 0.0, []

    async def sleep(seconds):
        nonlocal now
        now += seconds
        pauses.append(seconds)
        await asyncio.sleep(0)

    clock = SimpleNamespace(time=lambda: now)
    replaced = {"sleep": sleep, "get_running_loop": lambda: clock}
    monkeypatch.setattr(crawl_policy, "asyncio", SimpleNamespace(**vars(asyncio) | replaced))
    urls = [f"http://{www}queue.example.org/{n}" for n in range(3) for www in ("", "www.")]
    done = []
    found = check(
        [make_link(url) for url in urls],
        "x",
        CrawlPolicy(delay=0.2),
        done.append,
        allowed=allow_local,
        resolve=servers.resolve,
    )
    assert len(done) == len(found) == 6
    # Six pages, and the robots.txt of both hosts.
    assert pauses == [pytest.approx(0.2)] * 7
    assert servers.most_open["queue.example.org"] == 1


@pytest.mark.parametrize(
    ("behaviour", "kind", "requests"),
    [
        ("hang", Kind.UNREACHABLE, 2),
        ("later", Kind.NOT_CHECKED, 2),
        ("gone", Kind.REMOVED, 31),
        ("drip", Kind.UNREACHABLE, 2),
    ],
)
def test_a_site_that_does_not_answer_costs_the_requests_of_one_page(
    servers, behaviour, kind, requests
):
    host = f"{behaviour}999.example.org"
    urls = [f"http://{host}/{n}" for n in range(30)]
    found = check(
        [make_link(url) for url in urls],
        "x",
        IMPATIENT if kind == Kind.UNREACHABLE else QUICK,
        allowed=allow_local,
        resolve=servers.resolve,
    )
    assert [finding.kind for finding in found] == [kind] * 30
    assert [finding.link.url for finding in found] == urls
    # With robots.txt, and with the tries that a silent site gets.
    assert [name for name, _, _ in servers.requests].count(host) == requests


def ask_one(servers, name: str, **policy) -> tuple[Finding, int]:
    """What was found at one address under this policy, and how many requests it took."""
    url = url_of(name)
    own = replace(IMPATIENT, **policy)
    (found,) = check(
        [make_link(url)],
        "x",
        own,
        allowed=allow_local,
        resolve=servers.resolve,
        trust=servers.trust(),
    )
    host = f"{name}.example.org"
    return found, [asked for asked, _, _ in servers.requests].count(host)


@pytest.mark.parametrize(
    ("name", "policy", "most"),
    [
        # Each try waits for this long without a byte; without a deadline there would be 51.
        ("hang777", {"read_timeout": 0.3, "backoff": (0.01,) * 50}, 7),
        ("drip777", {"backoff": (0.01,) * 50}, 2),
        ("headers777", {"backoff": (0.01,) * 50}, 2),
        # A pause that is longer than what is left is not waited for.
        ("faulty777", {"backoff": (30,)}, 2),
    ],
)
def test_one_deadline_holds_for_all_that_is_asked_for_an_address(servers, name, policy, most):
    """Redirects, tries, pauses and robots.txt share it."""
    found, asked = ask_one(servers, name, **policy)
    assert found.kind == Kind.UNREACHABLE
    assert 0 < asked <= most
    assert DEFAULT_POLICY.deadline <= 40


def test_an_address_is_redirected_a_few_times_only(servers):
    found, asked = ask_one(servers, "chain777", deadline=60)
    assert found.kind == Kind.NOT_CHECKED
    # The first page, the redirects, and robots.txt.
    assert asked == QUICK.max_redirects + 2


@pytest.mark.parametrize("asked", ["9" * 400, "9" * 4_000, "9" * 5_000, "-5"])
def test_no_pause_that_a_robots_txt_asks_for_ends_the_run(servers, monkeypatch, asked):
    """Python makes a whole number of as many digits, and no float: once, that ended all visits."""
    text = f"User-agent: *\nCrawl-delay: {asked}\n"
    monkeypatch.setattr(servers, "robots", lambda host: text)
    found, _ = ask_one(servers, "odd776", deadline=60, read_timeout=30)
    assert found.kind == Kind.OK


@pytest.mark.parametrize("name", ["endless777", "robots777"])
def test_only_the_start_of_a_page_and_of_a_robots_txt_is_read(servers, monkeypatch, name):
    read = []
    start = Fetcher._read_start

    async def measured(self, response):
        read.append(await start(self, response))
        return read[-1]

    monkeypatch.setattr(Fetcher, "_read_start", measured)
    found, _ = ask_one(servers, name, deadline=60, read_timeout=30)
    assert found.kind == Kind.OK
    assert max(map(len, read)) == DEFAULT_POLICY.max_bytes == QUICK.max_bytes


@pytest.mark.parametrize("name", ["fat777", "fields777", "few777"])
def test_a_header_has_a_few_lines_of_some_length(servers, name):
    """The last has as many as the limit allows, each nearly as long."""
    found, _ = ask_one(servers, name, deadline=60, read_timeout=30)
    assert "in time" not in found.observation
    assert found.kind == (Kind.OK if name == "few777" else Kind.UNREACHABLE)


ANSWERS = outcomes("web")


@pytest.fixture(scope="module")
def answered(servers) -> dict[str, Finding]:
    """What each answer in tests/data/hostile/web/ comes to."""
    links = [make_link(f"http://file{n}.example.org/{name}") for n, name in enumerate(ANSWERS)]
    found = check(links, "x", QUICK, allowed=allow_local, resolve=servers.resolve)
    return dict(zip(ANSWERS, found, strict=True))


@pytest.mark.parametrize("name", ANSWERS)
def test_a_hostile_answer_has_its_outcome(answered, name):
    finding = answered[name]
    assert finding.kind == ANSWERS[name], finding
    for write in FORMATS.values():
        text = write(Report([finding], date(2026, 11, 21)))
        assert not set(text) & set("\x1b\x07\0\u202e") and "##[" not in text
        text.encode("utf-8")


def test_the_default_filter_refuses_this_computer(servers):
    """Without the filter of these tests, the same servers are out of reach."""
    before = servers.hits.copy()
    found = check([make_link("http://fine1.example.org/")], "x", QUICK, resolve=servers.resolve)
    assert found[0].kind == Kind.BLOCKED
    assert servers.hits == before
    assert DEFAULT_POLICY.delay >= 1
    assert DEFAULT_POLICY.concurrency <= 20


def test_proxies_of_the_environment_are_not_used(servers, monkeypatch):
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "all_proxy"):
        monkeypatch.setenv(name, f"http://127.0.0.2:{servers.trap}")
    found = check(
        [make_link("http://fine5.example.org/")],
        "x",
        QUICK,
        allowed=allow_local,
        resolve=servers.resolve,
    )
    assert found[0].kind == Kind.OK
    assert servers.trapped == 0


@pytest.mark.parametrize(
    "text",
    [
        "0.0.0.0",
        "10.1.2.3",
        "100.64.0.1",
        "100.127.255.255",
        "127.0.0.1",
        "127.8.8.8",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.8",
        "192.0.2.1",
        "192.88.99.1",
        "192.168.1.1",
        "198.18.0.1",
        "198.51.100.7",
        "203.0.113.9",
        "224.0.0.1",
        "239.255.255.250",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::127.0.0.1",
        "::ffff:127.0.0.1",
        "::ffff:8.8.8.8",
        "::ffff:0:127.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b::808:808",
        "64:ff9b:1::1",
        "100::1",
        "2001::1",
        "2001:0:4136:e378::1",
        "2001:2::1",
        "2001:10::1",
        "2001:20::1",
        "2001:db8::1",
        "2002:7f00:1::",
        "2002:c0a8:101::1",
        "3fff::1",
        "4000::1",
        "5f00::1",
        "fc00::1",
        "fd12:3456::1",
        "fe80::1",
        "fe80::1%eth0",
        "2a00::1%eth0",
        "fec0::1",
        "ff02::1",
        "ff0e::1",
    ],
)
def test_private_ip_addresses_are_blocked(text):
    assert not is_public(ipaddress.ip_address(text))


@pytest.mark.parametrize(
    "text",
    [
        "8.8.8.8",
        "100.63.255.255",
        "100.128.0.1",
        "172.15.0.1",
        "172.32.0.1",
        "192.0.3.1",
        "223.255.255.255",
        "2606:4700::1111",
        "2a00:1450:4009::200e",
        "2001:4860:4860::8888",
    ],
)
def test_public_ip_addresses_are_allowed(text):
    assert is_public(ipaddress.ip_address(text))


def test_no_allowed_ip_address_is_private_to_python():
    """The lists are our own; those of Python must not be stricter anywhere."""
    step = 2**32 // 65_521
    for number in range(0, 2**32, step):
        ip = ipaddress.IPv4Address(number)
        is_ordinary = ip.is_global and not ip.is_multicast and not ip.is_reserved
        assert is_ordinary or not is_public(ip), ip
    for high in range(2**16):
        ip = ipaddress.IPv6Address(high << 112 | 1)
        is_ordinary = ip.is_global and not ip.is_multicast and not ip.sixtofour and not ip.teredo
        assert is_ordinary or not is_public(ip), ip


@pytest.mark.parametrize(
    "url",
    [
        *PRIVATE,
        "http://example.org:8080/",
        "https://example.org:80/",
        "https://a:b@example.org/",
        "http://0/",
        "http://example.org\\@127.0.0.1/",
        "http://127。0。0。1/",
        "http://\uff11\uff12\uff17.0.0.1/",
        "http://example.org\r\nX: y",
        "http://xn--/",
        "",
        "http://",
        "http:///a",
    ],
)
def test_odd_urls_are_blocked_before_any_request(url):
    with pytest.raises(BlockedURLError):
        validate_url(url)


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org",
        "https://example.org:443/a?b=c#d",
        "http://www.example.org:80/ä",
        "https://example.org/%2e%2e/",
    ],
)
def test_plain_urls_are_allowed(url):
    assert validate_url(url).fragment == ""


def test_the_connection_goes_to_the_address_that_was_checked():
    """Two look-ups could differ: there is one, and the library connects to what it returned."""
    answers = iter([[("93.184.215.14", 80)], [("127.0.0.1", 80)]])

    async def resolve_differently(host, port):
        return next(answers)

    async def resolve_twice():
        resolver = PublicResolver(is_public, resolve_differently)
        first = await resolver.resolve("example.org", 80)
        assert [(result["host"], result["port"]) for result in first] == [("93.184.215.14", 80)]
        with pytest.raises(BlockedURLError):
            await resolver.resolve("example.org", 80)

    run_in_thread(asyncio.run, resolve_twice())


def test_names_are_resolved_by_this_computer():
    found = run_in_thread(asyncio.run, resolve_host("localhost", 80))
    assert found
    assert {port for _, port in found} == {80}
    with pytest.raises(socket.gaierror):
        run_in_thread(asyncio.run, resolve_host("no-such-name.invalid", 80))


@pytest.mark.parametrize(
    ("group_words", "title", "is_own_website", "kind"),
    [
        (("Example Voices",), "Example Voices", True, Kind.OK),
        (("Another Group",), "Cheap shoes", True, Kind.DOMAIN_SOLD),
        (("Another Group",), "Cheap shoes", False, Kind.OK),
    ],
)
def test_a_redirected_website_is_questioned_only_without_a_word_of_the_group(
    group_words, title, is_own_website, kind
):
    start, end = "http://a.example.org/", "http://b.example.net/"
    visit = Visit(start, ((start, 302), (end, 200)), 200, body=f"<title>{title}</title>")
    link = make_link(start, group_words=group_words, is_own_website=is_own_website)
    assert classify_visit(link, visit).kind == kind


@pytest.mark.parametrize(
    ("group_words", "kind"),
    [(("Poker and Slots Recovery",), Kind.OK), (("Example Voices",), Kind.DOMAIN_SOLD)],
)
def test_only_a_group_about_gambling_may_have_its_words_in_a_title(group_words, kind):
    url = "http://a.example.org/"
    body = "<title>Poker and slots: our stories</title>"
    visit = Visit(url, ((url, 200),), 200, body=body)
    assert classify_visit(make_link(url, group_words=group_words), visit).kind == kind
