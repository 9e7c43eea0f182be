"""One page asked for, over all redirects: what came back, or why nothing did. Only this and `guard` know aiohttp."""

import asyncio
import random
import re
import socket
import ssl
from dataclasses import dataclass, replace
from urllib.parse import urljoin

import aiohttp

from ulo.maintain.links.guard import URL, Allowed, Guard, Refused, Resolve, checked, look_up
from ulo.maintain.links.manners import Manners, Turns, robots

# Redirects, and those of them that mean: write the new address from now on.
REDIRECTS, PERMANENT = (301, 302, 303, 307, 308), (301, 308)
# What may be over in a moment.
PASSING = (408, 425, 429, 500, 502, 503, 504)
# Who says so is left alone for the rest of the run.
BUSY = (429, 503)
# Nobody came to the door, so no other page of the site is asked for.
NOBODY = ("timeout", "unreachable", "name-unknown")
NO_SUCH_NAME = (socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME))
# By OpenSSL's number of the fault.
CERTIFICATES = {10: "expired", 9: "not-yet", 18: "self-signed", 19: "self-signed", 62: "other-name", 64: "other-name"}


@dataclass(frozen=True)
class Visit:
    """What came of asking for a page: a status, or a `fault` in one word; `detail` is in somebody else's words.

    `steps` are the addresses asked, each with the status of its answer; `body` is the start of the last page as text.
    """

    address: str
    steps: tuple[tuple[str, int], ...] = ()
    status: int | None = None
    fault: str = ""
    detail: str = ""
    body: str = ""
    wait: str = ""
    seconds: float = 0

    @property
    def passing(self) -> bool:
        """Whether it is worth to try again."""
        return self.status in PASSING or self.fault in ("timeout", "unreachable", "broken", "name-unknown")


class Visitor:
    """Asks for pages, with an honest name, without memory between visits, and only where the guard lets it."""

    def __init__(self, agent: str, manners: Manners, allowed: Allowed, resolve: Resolve = look_up, trust: ssl.SSLContext | None = None) -> None:
        self.agent, self.manners = agent, manners
        self._guard = Guard(allowed, resolve)
        self._trust = trust or ssl.create_default_context()

    async def __aenter__(self) -> "Visitor":
        # Each page has a connection of its own, made to what the guard has just looked at.
        self._connector = aiohttp.TCPConnector(resolver=self._guard, use_dns_cache=False, force_close=True, ssl=self._trust, limit=0)
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._connector.close()

    async def once(self, address: str, turns: Turns) -> Visit:
        """One try at a page: each redirect is looked at before it is followed."""
        visit, here, seen, spent = Visit(address), address, [], 0.0
        # Cookies last for one visit: some sites send whoever has none round in circles.
        async with self._session() as session:
            while True:
                try:
                    url = checked(here)
                    # A second time is fair: now we have the cookie that the site handed out.
                    if seen.count(url) > 1:
                        return replace(visit, fault="loop")
                    if len(seen) > self.manners.redirects:
                        return replace(visit, fault="too-many-redirects")
                    seen.append(url)
                    async with turns.of(url.host):
                        status, location, wait, body, seconds = await self._page(session, url, self.manners.whole - spent)
                except Exception as error:
                    fault, detail = _fault(error)
                    return replace(visit, fault=fault, detail=detail)
                visit = replace(visit, steps=(*visit.steps, (str(url), status)), status=status, wait=wait, body=body, seconds=seconds)
                if status not in REDIRECTS or not location:
                    return visit
                spent += seconds
                visit = replace(visit, status=None, body="")
                here = _joined(str(url), location)

    def _session(self) -> aiohttp.ClientSession:
        limits = aiohttp.ClientTimeout(total=None, sock_connect=self.manners.connect, sock_read=self.manners.read)
        # No word of a compressed page would be read: so none can swell.
        headers = {"User-Agent": self.agent, "Accept": "text/html,*/*;q=0.8", "Accept-Language": "en-GB,en;q=0.8", "Accept-Encoding": "identity"}
        return aiohttp.ClientSession(connector=self._connector, connector_owner=False, headers=headers, timeout=limits, trust_env=False, auto_decompress=False)

    async def _page(self, session: aiohttp.ClientSession, url: URL, left: float) -> tuple[int, str, str, str, float]:
        """Status, new address, wished wait and the start of the page. GET, since many sites answer HEAD with an error."""
        start = asyncio.get_running_loop().time()
        async with asyncio.timeout(left), session.get(url, allow_redirects=False) as answer:
            plain = answer.headers.get("Content-Encoding", "identity").lower() == "identity"
            # Only what may hold words is read, and of that only the start; then the line is cut.
            body = await self._start(answer) if plain and answer.status == 200 and "text/" in answer.headers.get("Content-Type", "text/") else b""
            told = answer.headers
            answer.close()
            seconds = asyncio.get_running_loop().time() - start
            return answer.status, told.get("Location", ""), told.get("Retry-After", ""), body.decode("utf-8", "replace"), seconds

    async def _start(self, answer: aiohttp.ClientResponse) -> bytes:
        body = b""
        while len(body) < self.manners.largest and (part := await answer.content.read(self.manners.largest - len(body))):
            body += part
        return body


async def ask(visitor: Visitor, turns: Turns, address: str) -> Visit:
    """Asks for a page as its site wishes: not at all, later, or again after a while."""
    try:
        url = checked(address)
    except Refused as refusal:
        return Visit(address, fault="refused", detail=str(refusal))
    # The pages of one site wait for each other, so that what one of them finds out can spare the rest.
    async with turns.line(url.host):
        if not (visit := turns.tired.get(url.host) or await _unwelcome(visitor, turns, url)):
            visit = await _again(visitor, turns, address)
            # Only of the site itself; where it leads is another's matter.
            if not visit.steps and visit.fault == "timeout" or len(visit.steps) == 1 and visit.status in BUSY:
                turns.tired[url.host] = visit
    return replace(visit, address=address)


async def _again(visitor: Visitor, turns: Turns, address: str) -> Visit:
    """As many tries as it takes, with pauses that grow."""
    manners = visitor.manners
    visit = await visitor.once(address, turns)
    for pause in manners.backoff:
        wished = int(visit.wait) if re.fullmatch(r"[0-9]{1,6}", visit.wait) else 0
        if not visit.passing or wished > manners.patience:
            break
        # A little chance, so that sites on one server are not all asked again in the same moment.
        await asyncio.sleep(max(wished, pause * random.uniform(0.8, 1.2)))
        visit = await visitor.once(address, turns)
    return visit


async def _unwelcome(visitor: Visitor, turns: Turns, url: URL) -> Visit | None:
    """What keeps us from this page: the site's robots.txt, or that nobody is there to ask for one. It is asked for once a site."""
    site = str(url.origin())
    if site not in turns.robots:
        visit = await _again(visitor, turns, str(url.with_path("/robots.txt").with_query(None)))
        turns.robots[site] = robots(visit.status, visit.body)
        turns.slower(url.host, turns.robots[site].crawl_delay(visitor.agent))
        if visit.fault in NOBODY and not visit.steps:
            turns.tired[url.host] = visit
            return visit
    return None if turns.robots[site].can_fetch(visitor.agent, str(url)) else Visit(str(url), fault="unwelcome")


def _joined(here: str, location: str) -> str:
    try:
        return urljoin(here, location)
    except ValueError:
        return location


def _fault(error: Exception) -> tuple[str, str]:
    """What went wrong, in one word, and a second that says more."""
    match error:
        case Refused():
            return "refused", str(error)
        case TimeoutError():
            return "timeout", ""
        case aiohttp.ClientConnectorCertificateError():
            return "certificate", CERTIFICATES.get(getattr(error.certificate_error, "verify_code", 0), "unknown-issuer")
        case aiohttp.ClientSSLError():
            return "certificate", "no-secure-line"
        case aiohttp.ClientConnectorDNSError() if getattr(error.os_error, "errno", None) in NO_SUCH_NAME:
            return "name-unknown", ""
        case aiohttp.ClientConnectorError():
            return "unreachable", ""
    # Whatever a stranger's server did to the library must not stop the visits to all others.
    return "broken", type(error).__name__
