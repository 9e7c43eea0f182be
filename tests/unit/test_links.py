"""Visits to web addresses: what is never asked, what each answer means, and that no server can hold us up."""

import asyncio
import ipaddress
import socket
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from ulo.maintain import links as visits
from ulo.maintain.links.collection import Link, Occurrence
from ulo.maintain.links.crawl_policy import DEFAULT_POLICY, CrawlPolicy
from ulo.maintain.links.findings import Kind
from ulo.maintain.links.ssrf_guard import (
    BlockedURL,
    PublicResolver,
    is_public,
    resolve_host,
    validate_url,
)

from hostile import LOCAL, PRIVATE, Hostile

# Long enough for a busy computer, short enough for a test.
QUICK = CrawlPolicy(
    concurrency=60,
    delay=0.01,
    max_delay=0.05,
    connect_timeout=2,
    read_timeout=1.5,
    total_timeout=2.5,
    backoff=(0.02,),
    max_retry_after=1.5,
)
# What a name does (see tests/hostile.py), what that means, and some of what is said about it.
CASES = {
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
    "nobody": (Kind.REMOVED, "no site of this name"),
    "faulty": (Kind.UNREACHABLE, "(500)"),
    "hang": (Kind.UNREACHABLE, "in time"),
    "drip": (Kind.UNREACHABLE, "in time"),
    "headers": (Kind.UNREACHABLE, "in time"),
    "liar": (Kind.UNREACHABLE, "broken off"),
    "chunks": (Kind.UNREACHABLE, "broken off"),
    "noise": (Kind.UNREACHABLE, "broken off"),
    "silent": (Kind.UNREACHABLE, "broken off"),
    "fat": (Kind.UNREACHABLE, "broken off"),
    "fields": (Kind.UNREACHABLE, "broken off"),
    "closed": (Kind.UNREACHABLE, "cannot be reached"),
    "unsure": (Kind.UNREACHABLE, "cannot be reached"),
    "nowhere": (Kind.UNREACHABLE, "cannot be reached"),
    "moved": (Kind.MOVED, "for good"),
    "renamed": (Kind.MOVED, "for good"),
    "partly": (Kind.MOVED, "for good"),
    "selfloop": (Kind.NOT_CHECKED, "circles"),
    "pingloop": (Kind.NOT_CHECKED, "circles"),
    "chain": (Kind.NOT_CHECKED, "on and on"),
    "later": (Kind.NOT_CHECKED, "(429)"),
    "wall": (Kind.NOT_CHECKED, "(403)"),
    "noplace": (Kind.NOT_CHECKED, "(302)"),
    "shy": (Kind.NOT_CHECKED, "stay away"),
    "parked": (Kind.DOMAIN_SOLD, "for sale"),
    "casino": (Kind.DOMAIN_SOLD, "judi"),
    "market": (Kind.DOMAIN_SOLD, "market"),
    "front": (Kind.FRONT_PAGE, "leads to"),
    "badplace": (Kind.BLOCKED, "well formed"),
    "private": (Kind.BLOCKED, "sends visitors on"),
    "lured": (Kind.BLOCKED, "private network"),
    "inside": (Kind.BLOCKED, "private network"),
    "mixed": (Kind.BLOCKED, "private network"),
    "rebinding": (Kind.BLOCKED, "private network"),
    "secure": (Kind.OK, ""),
    "expired": (Kind.CERTIFICATE, "run out"),
    "othername": (Kind.CERTIFICATE, "another name"),
    "selfsigned": (Kind.CERTIFICATE, "vouches"),
}


def apart(function, *arguments, **options):
    """Calls a function in a thread of its own: where a browser runs in this one, no other loop of events may."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(function, *arguments, **options).result()


def look(*arguments, **options):
    return apart(visits.check_links, *arguments, **options)


def only_here(ip) -> bool:
    return str(ip) == LOCAL


def link(address: str, **facts) -> Link:
    return Link(
        address,
        (Occurrence("orgs/example.yml", 3, "sources.1.url", "Source", "2019"),),
        ("Example Voices",),
        **facts,
    )


def address(name: str) -> str:
    what = name.rstrip("0123456789")
    return f"{'https' if what in ('secure', 'expired', 'othername', 'selfsigned') else 'http'}://{name}.example.org/a/page"


@pytest.fixture(scope="module")
def servers():
    with Hostile() as servers:
        yield servers


@pytest.fixture(scope="module")
def visited(servers):
    """500 links of all sorts, looked at together: what was found, and how long it took."""
    names = [f"{what}{number}" for number in range(20) for what in CASES][:500]
    names += [f"private{number}" for number in range(20, 20 + len(PRIVATE))]
    start = time.monotonic()
    found = look(
        [link(address(name)) for name in names],
        "LedByUs-links/1.0 (test)",
        QUICK,
        allowed=only_here,
        resolve=servers.resolve,
        trust=servers.trust(),
    )
    return dict(zip(names, found)), time.monotonic() - start


@pytest.mark.parametrize("what", CASES)
def test_each_answer_is_understood(visited, what):
    kind, words = CASES[what]
    own = {
        name: finding for name, finding in visited[0].items() if name.rstrip("0123456789") == what
    }
    assert len(own) >= 10
    for name, finding in own.items():
        assert (finding.kind, words in finding.seen) == (kind, True), (name, finding)


def test_no_server_holds_us_up(visited):
    assert len(visited[0]) >= 500 and visited[1] < 30, visited[1]


def test_nothing_inside_was_ever_asked(servers, visited):
    assert servers.trapped == 0
    assert {
        PRIVATE[int(name[7:]) % len(PRIVATE)] for name in visited[0] if name.startswith("private")
    } == set(PRIVATE)


def test_a_site_is_asked_as_often_as_it_must_and_with_an_honest_name(servers, visited):
    assert servers.hits["fine3.example.org"] >= 1 and servers.hits["gone3.example.org"] == 1, (
        "what is gone is gone"
    )
    assert (
        servers.hits["faulty3.example.org"] == 1 + len(QUICK.backoff)
        and servers.hits["busy3.example.org"] == 2
    )
    assert servers.hits["later3.example.org"] == 1, "who asks for a day is left in peace"
    assert servers.hits["shy3.example.org"] == 0, "who asks programs to stay away is not visited"
    assert all(
        fields["User-Agent"] == "LedByUs-links/1.0 (test)"
        and "Cookie" not in fields
        or "cookie" in host
        for host, _, fields in servers.candidates
    )


def test_permanent_redirects_give_the_address_to_write(visited):
    assert visited[0]["moved2"].new == "http://fine2.example.org/a/page"
    assert visited[0]["partly2"].new == "http://short2.example.org/a/page", (
        "only as far as it is for good"
    )
    assert visited[0]["short2"].new == ""


def test_one_site_is_asked_one_page_at_a_time_with_pauses(servers):
    times = []
    manners = CrawlPolicy(delay=0.2)
    links = [link(f"http://{www}queue.example.org/{n}") for n in range(3) for www in ("", "www.")]
    look(
        links,
        "x",
        manners,
        lambda finding: times.append(time.monotonic()),
        allowed=only_here,
        resolve=servers.resolve,
    )
    assert all(later - sooner > 0.15 for sooner, later in zip(times, times[1:])), times


@pytest.mark.parametrize(
    "what, kind, asked",
    [
        ("hang", Kind.UNREACHABLE, 2),
        ("later", Kind.NOT_CHECKED, 2),
        ("gone", Kind.REMOVED, 31),
        ("drip", Kind.UNREACHABLE, 3),
    ],
)
def test_a_site_that_does_not_answer_costs_the_time_of_one_page(servers, what, kind, asked):
    host, start = f"{what}999.example.org", time.monotonic()
    found = look(
        [link(f"http://{host}/{n}") for n in range(30)],
        "x",
        QUICK,
        allowed=only_here,
        resolve=servers.resolve,
    )
    assert [f.kind for f in found] == [kind] * 30 and [f.link.address for f in found] == [
        f"http://{host}/{n}" for n in range(30)
    ]
    # With robots.txt, and with the tries that a silent site gets.
    assert [name for name, _, _ in servers.candidates].count(
        host
    ) == asked and time.monotonic() - start < 20


def test_the_rule_that_people_use_refuses_the_computer_itself(servers):
    """Without the rule of these tests, the same servers are out of reach."""
    before = servers.hits.copy()
    found = look([link("http://fine1.example.org/")], "x", QUICK, resolve=servers.resolve)
    assert found[0].kind == Kind.BLOCKED and servers.hits == before
    assert DEFAULT_POLICY.delay >= 1 and DEFAULT_POLICY.concurrency <= 20


def test_proxies_of_the_environment_are_not_asked(servers, monkeypatch):
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "all_proxy"):
        monkeypatch.setenv(name, f"http://127.0.0.2:{servers.trap}")
    found = look(
        [link("http://fine5.example.org/")], "x", QUICK, allowed=only_here, resolve=servers.resolve
    )
    assert found[0].kind == Kind.OK and servers.trapped == 0


@pytest.mark.parametrize(
    "number",
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
def test_numbers_that_are_not_public(number):
    assert not is_public(ipaddress.ip_address(number))


@pytest.mark.parametrize(
    "number",
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
def test_numbers_that_are_public(number):
    assert is_public(ipaddress.ip_address(number))


def test_python_itself_knows_no_number_as_private_that_we_ask():
    """The lists are our own; those of Python must not be stricter anywhere."""
    step = 2**32 // 65_521
    for number in range(0, 2**32, step):
        ip = ipaddress.IPv4Address(number)
        assert not is_public(ip) or ip.is_global and not ip.is_multicast and not ip.is_reserved, ip
    for high in range(0, 2**16):
        ip = ipaddress.IPv6Address(high << 112 | 1)
        assert (
            not is_public(ip)
            or ip.is_global
            and not ip.is_multicast
            and not ip.sixtofour
            and not ip.teredo
        ), ip


@pytest.mark.parametrize(
    "odd",
    [
        *PRIVATE,
        "http://example.org:8080/",
        "https://example.org:80/",
        "https://a:b@example.org/",
        "http://0/",
        "http://example.org\\@127.0.0.1/",
        "http://127。0。0。1/",
        "http://１２７.0.0.1/",
        "http://example.org\r\nX: y",
        "http://xn--/",
        "",
        "http://",
        "http:///a",
    ],
)
def test_odd_addresses_are_refused_before_anything_is_asked(odd):
    with pytest.raises(BlockedURL):
        validate_url(odd)


@pytest.mark.parametrize(
    "good",
    [
        "http://example.org",
        "https://example.org:443/a?b=c#d",
        "http://www.example.org:80/ä",
        "https://example.org/%2e%2e/",
    ],
)
def test_plain_addresses_are_asked(good):
    assert validate_url(good).fragment == ""


def test_the_line_goes_to_the_number_that_was_looked_at():
    """Two look-ups could differ: there is one, and what it says is what the library connects to."""
    answers = iter([[("93.184.215.14", 80)], [("127.0.0.1", 80)]])

    async def changing(host, port):
        return next(answers)

    async def run():
        guard = PublicResolver(is_public, changing)
        first = await guard.resolve("example.org", 80)
        assert [(told["host"], told["port"]) for told in first] == [("93.184.215.14", 80)]
        with pytest.raises(BlockedURL):
            await guard.resolve("example.org", 80)

    apart(asyncio.run, run())


def test_names_are_looked_up_by_this_computer():
    found = apart(asyncio.run, resolve_host("localhost", 80))
    assert found and {port for _, port in found} == {80}
    with pytest.raises(socket.gaierror):
        apart(asyncio.run, resolve_host("no-such-name.invalid", 80))


@pytest.mark.parametrize(
    "names, title, own, kind",
    [
        (("Example Voices",), "Example Voices", True, Kind.OK),
        (("Another Group",), "Cheap shoes", True, Kind.DOMAIN_SOLD),
        (("Another Group",), "Cheap shoes", False, Kind.OK),
    ],
)
def test_a_website_that_leads_elsewhere_is_a_question_only_if_nothing_reminds_of_the_group(
    names, title, own, kind
):
    from ulo.maintain.links.fetcher import Visit
    from ulo.maintain.links.findings import classify_visit

    start, end = "http://a.example.org/", "http://b.example.net/"
    visit = Visit(start, ((start, 302), (end, 200)), 200, body=f"<title>{title}</title>")
    assert classify_visit(Link(start, link("x").occurrences, names, own), visit).kind == kind


def test_a_group_may_speak_of_gambling():
    from ulo.maintain.links.fetcher import Visit
    from ulo.maintain.links.findings import classify_visit

    page = Visit(
        "http://a.example.org/",
        (("http://a.example.org/", 200),),
        200,
        body="<title>Poker and slots: our stories</title>",
    )
    assert (
        classify_visit(
            Link("http://a.example.org/", link("x").occurrences, ("Poker and Slots Recovery",)),
            page,
        ).kind
        == Kind.OK
    )
    assert (
        classify_visit(
            Link("http://a.example.org/", link("x").occurrences, ("Example Voices",)), page
        ).kind
        == Kind.DOMAIN_SOLD
    )
