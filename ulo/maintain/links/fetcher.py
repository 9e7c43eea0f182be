"""Requests one page over all redirects. Only this module and `ssrf_guard` know aiohttp."""

import asyncio
import random
import re
import socket
import ssl
from dataclasses import dataclass, replace
from urllib.parse import urljoin

import aiohttp

from ulo.core import current_locale
from ulo.maintain.links.crawl_policy import (
    MAX_HEADER_LINE,
    MAX_HEADER_LINES,
    CrawlPolicy,
    HostScheduler,
    TimeLeft,
    parse_robots,
)
from ulo.maintain.links.ssrf_guard import (
    URL,
    AddressFilter,
    BlockedURLError,
    PublicResolver,
    Resolve,
    validate_url,
)
from ulo.maintain.links.visit import REDIRECT_STATUSES, Visit

# A site that answers so is left alone for the rest of the run.
BUSY_STATUSES = (429, 503)
# No server answered, so no other page of the site is requested.
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
class _Response:
    """The status, the two headers that matter, the start of the page, and how long it took."""

    status: int
    location: str
    retry_after: str
    body: str
    seconds: float


class Fetcher:
    """Requests pages under an honest name, without cookies from earlier visits.

    It connects only to IP addresses that are `allowed`. It is used as an asynchronous context
    manager, in which its connections live.
    """

    def __init__(
        self,
        agent: str,
        policy: CrawlPolicy,
        allowed: AddressFilter,
        resolve: Resolve,
        trust: ssl.SSLContext | None = None,
    ) -> None:
        self.agent, self.policy = agent, policy
        self._resolver = PublicResolver(allowed, resolve)
        self._trust = trust or ssl.create_default_context()

    async def __aenter__(self) -> "Fetcher":
        # Each page has a connection of its own, made to the IP address that was just checked.
        self._connector = aiohttp.TCPConnector(
            resolver=self._resolver, use_dns_cache=False, force_close=True, ssl=self._trust, limit=0
        )
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._connector.close()

    async def fetch_once(
        self, url_text: str, scheduler: HostScheduler, time_left: TimeLeft
    ) -> Visit:
        """One try at a page. Each redirect is checked before it is followed."""
        visit, current = Visit(url_text), url_text
        requested: list[URL] = []
        # Cookies last for one visit: some sites redirect whoever has none in circles.
        async with self._session() as session:
            while True:
                try:
                    url = validate_url(current)
                    # A second time is fair: now we have the cookie that the site set.
                    if requested.count(url) > 1:
                        return replace(visit, fault="loop")
                    if len(requested) > self.policy.max_redirects:
                        return replace(visit, fault="too-many-redirects")
                    requested.append(url)
                    async with scheduler.reserve(_host(url)):
                        response = await self._fetch_page(session, url, time_left)
                except Exception as error:
                    fault, detail = _classify_error(error)
                    return replace(visit, fault=fault, detail=detail)
                visit = replace(
                    visit,
                    hops=(*visit.hops, (str(url), response.status)),
                    status=response.status,
                    retry_after=response.retry_after,
                    body=response.body,
                    seconds=response.seconds,
                )
                if response.status not in REDIRECT_STATUSES or not response.location:
                    return visit
                visit = replace(visit, status=None, body="")
                current = _join_url(str(url), response.location)

    def _session(self) -> aiohttp.ClientSession:
        timeout = aiohttp.ClientTimeout(
            total=None, sock_connect=self.policy.connect_timeout, sock_read=self.policy.read_timeout
        )
        headers = {
            "User-Agent": self.agent,
            "Accept": "text/html,*/*;q=0.8",
            "Accept-Language": _accepted_languages(),
            # Compressed pages are not read, so none can be a decompression bomb.
            "Accept-Encoding": "identity",
        }
        return aiohttp.ClientSession(
            connector=self._connector,
            connector_owner=False,
            headers=headers,
            timeout=timeout,
            trust_env=False,
            auto_decompress=False,
            max_line_size=MAX_HEADER_LINE,
            max_field_size=MAX_HEADER_LINE,
            max_headers=MAX_HEADER_LINES,
        )

    async def _fetch_page(
        self, session: aiohttp.ClientSession, url: URL, time_left: TimeLeft
    ) -> _Response:
        """Requests one page without following redirects.

        The method is GET, since many sites answer HEAD with an error.
        """
        now = asyncio.get_running_loop().time
        start = now()
        async with time_left.spend(), session.get(url, allow_redirects=False) as response:
            body = await self._read_start(response) if _is_text_page(response) else b""
            # The rest of the page is not wanted, so the connection ends here.
            response.close()
            return _Response(
                response.status,
                response.headers.get("Location", ""),
                response.headers.get("Retry-After", ""),
                body.decode("utf-8", "replace"),
                now() - start,
            )

    async def _read_start(self, response: aiohttp.ClientResponse) -> bytes:
        body = b""
        while left := self.policy.max_bytes - len(body):
            chunk = await response.content.read(left)
            if not chunk:
                break
            body += chunk
        return body


def _accepted_languages() -> str:
    """The language of the directory as HTTP names it, first that of its country."""
    locale = current_locale()
    country = str(locale.formats).replace("_", "-")
    others = [language for language in (locale.language,) if language != country]
    return ",".join([country, *(f"{language};q=0.8" for language in others)])


async def fetch(fetcher: Fetcher, scheduler: HostScheduler, url_text: str) -> Visit:
    """Requests a page as its site wishes: not at all, later, or again after a while."""
    try:
        url = validate_url(url_text)
    except BlockedURLError as error:
        return Visit(url_text, fault="refused", detail=str(error))
    host, time_left = _host(url), TimeLeft(fetcher.policy.deadline)
    # The pages of one site wait for each other, so that what one of them meets can spare the rest.
    async with scheduler.queue(host):
        visit = scheduler.unavailable.get(host)
        visit = visit or await _check_robots(fetcher, scheduler, url, time_left)
        if not visit:
            visit = await _fetch_with_retries(fetcher, scheduler, url_text, time_left)
            # Only what the site itself did counts, not what happened behind a redirect.
            timed_out = visit.fault == "timeout" and not visit.hops
            is_busy = visit.status in BUSY_STATUSES and len(visit.hops) == 1
            if timed_out or is_busy:
                scheduler.unavailable[host] = visit
    return replace(visit, url=url_text)


async def _fetch_with_retries(
    fetcher: Fetcher, scheduler: HostScheduler, url_text: str, time_left: TimeLeft
) -> Visit:
    """As many tries as the policy and the time allow, with pauses that grow."""
    visit = await fetcher.fetch_once(url_text, scheduler, time_left)
    for delay in fetcher.policy.backoff:
        is_number = re.fullmatch(r"[0-9]{1,6}", visit.retry_after)
        retry_after = int(visit.retry_after) if is_number else 0
        # Jitter, so that sites on one server are not all requested again in the same moment.
        pause = max(retry_after, delay * random.uniform(0.8, 1.2))
        if not visit.is_retryable or pause >= time_left.seconds:
            break
        time_left.seconds -= pause
        await asyncio.sleep(pause)
        visit = await fetcher.fetch_once(url_text, scheduler, time_left)
    return visit


async def _check_robots(
    fetcher: Fetcher, scheduler: HostScheduler, url: URL, time_left: TimeLeft
) -> Visit | None:
    """What keeps us from this page, or None: the site's robots.txt, or that no server answers.

    Each robots.txt is requested once a run.
    """
    site, host = str(url.origin()), _host(url)
    if site not in scheduler.robots:
        robots_url = str(url.with_path("/robots.txt").with_query(None))
        visit = await _fetch_with_retries(fetcher, scheduler, robots_url, time_left)
        scheduler.robots[site] = parse_robots(visit.status, visit.body)
        scheduler.set_delay(host, scheduler.robots[site].crawl_delay(fetcher.agent))
        if visit.fault in NO_SERVER_FAULTS and not visit.hops:
            scheduler.unavailable[host] = visit
            return visit
    if scheduler.robots[site].can_fetch(fetcher.agent, str(url)):
        return None
    return Visit(str(url), fault="unwelcome")


def _host(url: URL) -> str:
    """The host of a URL that `validate_url` let pass, which always has one."""
    return url.host or ""


def _is_text_page(response: aiohttp.ClientResponse) -> bool:
    """Whether the answer may hold a page with a title: no error, no picture, not compressed."""
    encoding = response.headers.get("Content-Encoding", "identity").lower()
    is_text = "text/" in response.headers.get("Content-Type", "text/")
    return response.status == 200 and encoding == "identity" and is_text


def _join_url(base: str, location: str) -> str:
    try:
        return urljoin(base, location)
    except ValueError:
        return location


def _classify_error(error: Exception) -> tuple[str, str]:
    """The fault and the detail of a visit that ended with this error."""
    match error:
        case BlockedURLError():
            return "refused", str(error)
        case TimeoutError():
            return "timeout", ""
        case aiohttp.ClientConnectorCertificateError():
            code = getattr(error.certificate_error, "verify_code", 0)
            return "certificate", CERTIFICATE_FAULTS.get(code, "unknown-issuer")
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
