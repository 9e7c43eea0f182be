"""One page asked for, over all redirects: what came back, or why nothing did. Only this and `guard` know aiohttp."""

import asyncio
import random
import re
import socket
import ssl
from dataclasses import dataclass, replace
from urllib.parse import urljoin

import aiohttp

from ulo.maintain.links.crawl_policy import CrawlPolicy, HostScheduler, parse_robots
from ulo.maintain.links.ssrf_guard import (
    URL,
    AddressFilter,
    BlockedURL,
    PublicResolver,
    Resolve,
    resolve_host,
    validate_url,
)

# Redirects, and those of them that mean: write the new address from now on.
REDIRECT_STATUSES, PERMANENT_REDIRECTS = (301, 302, 303, 307, 308), (301, 308)
# What may be over in a moment.
RETRY_STATUSES = (408, 425, 429, 500, 502, 503, 504)
# Who says so is left alone for the rest of the run.
BUSY_STATUSES = (429, 503)
# Nobody came to the door, so no other page of the site is asked for.
NO_SERVER_FAULTS = ("timeout", "unreachable", "name-unknown")
DNS_NOT_FOUND = (socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME))
# By OpenSSL's number of the fault.
CERTIFICATE_FAULTS = {
    10: "expired",
    9: "not-yet",
    18: "self-signed",
    19: "self-signed",
    62: "other-name",
    64: "other-name",
}


@dataclass(frozen=True)
class Visit:
    """What came of asking for a page: a status, or a `fault` in one word; `detail` is in somebody else's words.

    `steps` are the addresses asked, each with the status of its answer; `body` is the start of the last page as text.
    """

    url: str
    hops: tuple[tuple[str, int], ...] = ()
    status: int | None = None
    fault: str = ""
    detail: str = ""
    body: str = ""
    retry_after: str = ""
    seconds: float = 0

    @property
    def is_retryable(self) -> bool:
        """Whether it is worth to try again."""
        return self.status in RETRY_STATUSES or self.fault in (
            "timeout",
            "unreachable",
            "broken",
            "name-unknown",
        )


class Fetcher:
    """Asks for pages, with an honest name, without memory between visits, and only where the guard lets it."""

    def __init__(
        self,
        agent: str,
        policy: CrawlPolicy,
        allowed: AddressFilter,
        resolve: Resolve = resolve_host,
        trust: ssl.SSLContext | None = None,
    ) -> None:
        self.agent, self.policy = agent, policy
        self._guard = PublicResolver(allowed, resolve)
        self._trust = trust or ssl.create_default_context()

    async def __aenter__(self) -> "Fetcher":
        # Each page has a connection of its own, made to what the guard has just looked at.
        self._connector = aiohttp.TCPConnector(
            resolver=self._guard, use_dns_cache=False, force_close=True, ssl=self._trust, limit=0
        )
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._connector.close()

    async def fetch_once(self, url_text: str, scheduler: HostScheduler) -> Visit:
        """One try at a page: each redirect is looked at before it is followed."""
        visit, here, seen, spent = Visit(url_text), url_text, [], 0.0
        # Cookies last for one visit: some sites send whoever has none round in circles.
        async with self._session() as session:
            while True:
                try:
                    url = validate_url(here)
                    # A second time is fair: now we have the cookie that the site handed out.
                    if seen.count(url) > 1:
                        return replace(visit, fault="loop")
                    if len(seen) > self.policy.max_redirects:
                        return replace(visit, fault="too-many-redirects")
                    seen.append(url)
                    async with scheduler.reserve(url.host):
                        status, location, wait, body, seconds = await self._fetch_page(
                            session, url, self.policy.total_timeout - spent
                        )
                except Exception as error:
                    fault, detail = _classify_error(error)
                    return replace(visit, fault=fault, detail=detail)
                visit = replace(
                    visit,
                    hops=(*visit.hops, (str(url), status)),
                    status=status,
                    retry_after=wait,
                    body=body,
                    seconds=seconds,
                )
                if status not in REDIRECT_STATUSES or not location:
                    return visit
                spent += seconds
                visit = replace(visit, status=None, body="")
                here = _join_url(str(url), location)

    def _session(self) -> aiohttp.ClientSession:
        limits = aiohttp.ClientTimeout(
            total=None, sock_connect=self.policy.connect_timeout, sock_read=self.policy.read_timeout
        )
        # No word of a compressed page would be read: so none can swell.
        headers = {
            "User-Agent": self.agent,
            "Accept": "text/html,*/*;q=0.8",
            "Accept-Language": "en-GB,en;q=0.8",
            "Accept-Encoding": "identity",
        }
        return aiohttp.ClientSession(
            connector=self._connector,
            connector_owner=False,
            headers=headers,
            timeout=limits,
            trust_env=False,
            auto_decompress=False,
        )

    async def _fetch_page(
        self, session: aiohttp.ClientSession, url: URL, left: float
    ) -> tuple[int, str, str, str, float]:
        """Status, new address, wished wait and the start of the page. GET, since many sites answer HEAD with an error."""
        start = asyncio.get_running_loop().time()
        async with asyncio.timeout(left), session.get(url, allow_redirects=False) as answer:
            plain = answer.headers.get("Content-Encoding", "identity").lower() == "identity"
            # Only what may hold words is read, and of that only the start; then the line is cut.
            body = (
                await self._read_start(answer)
                if plain
                and answer.status == 200
                and "text/" in answer.headers.get("Content-Type", "text/")
                else b""
            )
            told = answer.headers
            answer.close()
            seconds = asyncio.get_running_loop().time() - start
            return (
                answer.status,
                told.get("Location", ""),
                told.get("Retry-After", ""),
                body.decode("utf-8", "replace"),
                seconds,
            )

    async def _read_start(self, answer: aiohttp.ClientResponse) -> bytes:
        body = b""
        while len(body) < self.policy.max_bytes and (
            part := await answer.content.read(self.policy.max_bytes - len(body))
        ):
            body += part
        return body


async def fetch(fetcher: Fetcher, scheduler: HostScheduler, url_text: str) -> Visit:
    """Asks for a page as its site wishes: not at all, later, or again after a while."""
    try:
        url = validate_url(url_text)
    except BlockedURL as refusal:
        return Visit(url_text, fault="refused", detail=str(refusal))
    # The pages of one site wait for each other, so that what one of them finds out can spare the rest.
    async with scheduler.queue(url.host):
        if not (
            visit := scheduler.unavailable.get(url.host)
            or await _check_robots(fetcher, scheduler, url)
        ):
            visit = await _again(fetcher, scheduler, url_text)
            # Only of the site itself; where it leads is another's matter.
            if (
                not visit.hops
                and visit.fault == "timeout"
                or len(visit.hops) == 1
                and visit.status in BUSY_STATUSES
            ):
                scheduler.unavailable[url.host] = visit
    return replace(visit, url=url_text)


async def _again(fetcher: Fetcher, scheduler: HostScheduler, url_text: str) -> Visit:
    """As many tries as it takes, with pauses that grow."""
    policy = fetcher.policy
    visit = await fetcher.fetch_once(url_text, scheduler)
    for pause in policy.backoff:
        retry_after = (
            int(visit.retry_after) if re.fullmatch(r"[0-9]{1,6}", visit.retry_after) else 0
        )
        if not visit.is_retryable or retry_after > policy.max_retry_after:
            break
        # A little chance, so that sites on one server are not all asked again in the same moment.
        await asyncio.sleep(max(retry_after, pause * random.uniform(0.8, 1.2)))
        visit = await fetcher.fetch_once(url_text, scheduler)
    return visit


async def _check_robots(fetcher: Fetcher, scheduler: HostScheduler, url: URL) -> Visit | None:
    """What keeps us from this page: the site's robots.txt, or that nobody is there to ask for one. It is asked for once a site."""
    site = str(url.origin())
    if site not in scheduler.robots:
        visit = await _again(fetcher, scheduler, str(url.with_path("/robots.txt").with_query(None)))
        scheduler.robots[site] = parse_robots(visit.status, visit.body)
        scheduler.set_delay(url.host, scheduler.robots[site].crawl_delay(fetcher.agent))
        if visit.fault in NO_SERVER_FAULTS and not visit.hops:
            scheduler.unavailable[url.host] = visit
            return visit
    return (
        None
        if scheduler.robots[site].can_fetch(fetcher.agent, str(url))
        else Visit(str(url), fault="unwelcome")
    )


def _join_url(here: str, location: str) -> str:
    try:
        return urljoin(here, location)
    except ValueError:
        return location


def _classify_error(error: Exception) -> tuple[str, str]:
    """What went wrong, in one word, and a second that says more."""
    match error:
        case BlockedURL():
            return "refused", str(error)
        case TimeoutError():
            return "timeout", ""
        case aiohttp.ClientConnectorCertificateError():
            return "certificate", CERTIFICATE_FAULTS.get(
                getattr(error.certificate_error, "verify_code", 0), "unknown-issuer"
            )
        case aiohttp.ClientSSLError():
            return "certificate", "no-secure-line"
        case aiohttp.ClientConnectorDNSError() if (
            getattr(error.os_error, "errno", None) in DNS_NOT_FOUND
        ):
            return "name-unknown", ""
        case aiohttp.ClientConnectorError():
            return "unreachable", ""
    # Whatever a stranger's server did to the library must not stop the visits to all others.
    return "broken", type(error).__name__
