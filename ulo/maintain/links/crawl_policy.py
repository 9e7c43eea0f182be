"""How to request pages: one of a site at a time, with pauses, and as its robots.txt asks."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from urllib.robotparser import RobotFileParser

from ulo.maintain.links.visit import Visit

# In seconds, for all that is asked for one address: robots.txt, redirects, each try and the pauses
# between tries. To wait for one's turn does not count.
DEADLINE = 40
# What is read of a page or a robots.txt, and of the header of an answer.
MAX_BODY, MAX_HEADER_LINES, MAX_HEADER_LINE = 64 * 1024, 128, 8 * 1024
MAX_REDIRECTS = 8


@dataclass(frozen=True)
class CrawlPolicy:
    """Limits of a run, in seconds and bytes. None of them says where to go."""

    concurrency: int = 20  # sites visited at the same time
    delay: float = 2  # between two pages of one site
    max_delay: float = 20  # that a site may ask for in its robots.txt
    connect_timeout: float = 10
    read_timeout: float = 10  # without a single byte
    deadline: float = DEADLINE
    max_bytes: int = MAX_BODY  # its title stands at the start
    max_redirects: int = MAX_REDIRECTS
    backoff: tuple[float, ...] = (3, 12)  # before the second and the third try


DEFAULT_POLICY = CrawlPolicy()


class TimeLeft:
    """How many of the seconds for an address are left."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds

    @asynccontextmanager
    async def spend(self) -> AsyncIterator[None]:
        """What is done in here counts; raises TimeoutError where it takes more than is left."""
        now = asyncio.get_running_loop().time
        start = now()
        try:
            async with asyncio.timeout(self.seconds):
                yield
        finally:
            self.seconds -= now() - start


class HostScheduler:
    """Lets one request at a time go to each site, and knows the robots.txt of each."""

    def __init__(self, policy: CrawlPolicy) -> None:
        self.policy = policy
        self._semaphore = asyncio.Semaphore(policy.concurrency)
        self._queue_locks: dict[str, asyncio.Lock] = {}
        self._host_locks: dict[str, asyncio.Lock] = {}
        self._last_request: dict[str, float] = {}
        self._delays: dict[str, float] = {}
        self.robots: dict[str, RobotFileParser] = {}
        # The last visit to each site that does not answer in time, or wants to be left alone.
        self.unavailable: dict[str, Visit] = {}

    def queue(self, host: str) -> asyncio.Lock:
        """A lock that the links to one site wait for, one after the other."""
        return self._queue_locks.setdefault(host, asyncio.Lock())

    @asynccontextmanager
    async def reserve(self, host: str) -> AsyncIterator[None]:
        """A time in which nobody else requests a page of this site, after the pause that is due."""
        host = host.removeprefix("www.")
        async with self._host_locks.setdefault(host, asyncio.Lock()):
            now = asyncio.get_running_loop().time
            if host in self._last_request:
                due = self._last_request[host] + self._delays.get(host, self.policy.delay)
                await asyncio.sleep(due - now())
            try:
                # The semaphore is taken last, so that nobody holds it while he waits for a site.
                async with self._semaphore:
                    yield
            finally:
                self._last_request[host] = now()

    def set_delay(self, host: str, delay: str | int | None) -> None:
        """Follows the pause that a site asks for, if it is longer than ours."""
        # Never made a float: a site may ask for more seconds than a float can hold.
        wanted = max(int(delay or 0), self.policy.delay)
        self._delays[host.removeprefix("www.")] = min(wanted, self.policy.max_delay)


def parse_robots(status: int | None, text: str) -> RobotFileParser:
    """The rules of a robots.txt. A site without one, or one that does not answer, has none."""
    parser = RobotFileParser()
    try:
        parser.parse(text.splitlines() if status == 200 else [])
    except ValueError:  # a superscript digit, for one
        return parse_robots(None, "")
    return parser
