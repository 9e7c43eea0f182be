"""How to ask: one page of a site at a time, with pauses, and not where a site asks programs to stay away."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.robotparser import RobotFileParser

if TYPE_CHECKING:
    from ulo.maintain.links.fetcher import Visit


@dataclass(frozen=True)
class CrawlPolicy:
    """Limits of a run, in seconds and bytes. None of them says where to go."""

    concurrency: int = 20  # sites asked at the same time
    delay: float = 2  # between two pages of one site
    max_delay: float = 20  # that a site may ask for in its robots.txt
    connect_timeout: float = 10
    read_timeout: float = 15  # without a single byte
    total_timeout: float = 40  # for one page with all that leads to it, however it drips
    max_bytes: int = 64 * 1024  # of a page; what it says of itself stands at its start
    max_redirects: int = 8
    backoff: tuple[float, ...] = (3, 12)  # before the second and the third try
    max_retry_after: float = 60  # the longest wait that a busy site may ask for


DEFAULT_POLICY = CrawlPolicy()


class HostScheduler:
    """Whose turn it is: each site has one, and what it told programs in its robots.txt."""

    def __init__(self, policy: CrawlPolicy) -> None:
        self.policy = policy
        self._semaphore = asyncio.Semaphore(policy.concurrency)
        self._queue_locks: dict[str, asyncio.Lock] = {}
        self._host_locks: dict[str, asyncio.Lock] = {}
        self._last_request: dict[str, float] = {}
        self._delays: dict[str, float] = {}
        self.robots: dict[str, RobotFileParser] = {}
        # What came of the last try at a site that does not answer in time, or wants to be left alone.
        self.unavailable: dict[str, "Visit"] = {}

    def queue(self, host: str) -> asyncio.Lock:
        """Where the links to one site stand in line."""
        return self._queue_locks.setdefault(host, asyncio.Lock())

    @asynccontextmanager
    async def reserve(self, host: str) -> AsyncIterator[None]:
        """A time in which nobody else asks this site, and a pause after the last who did."""
        host = host.removeprefix("www.")
        async with self._host_locks.setdefault(host, asyncio.Lock()):
            now = asyncio.get_running_loop().time
            if host in self._last_request:
                await asyncio.sleep(
                    self._last_request[host] + self._delays.get(host, self.policy.delay) - now()
                )
            try:
                # The place among all is taken last, so that nobody sits on one while he waits.
                async with self._semaphore:
                    yield
            finally:
                self._last_request[host] = now()

    def set_delay(self, host: str, delay: str | int | None) -> None:
        """The pause that a site asks for, if it is longer than ours."""
        self._delays[host.removeprefix("www.")] = min(
            max(float(delay or 0), self.policy.delay), self.policy.max_delay
        )


def parse_robots(status: int | None, text: str) -> RobotFileParser:
    """What a robots.txt says. A site without one, or one that does not answer, has asked for nothing."""
    parser = RobotFileParser()
    try:
        parser.parse(text.splitlines() if status == 200 else [])
    except ValueError:  # a superscript digit, for one
        return parse_robots(None, "")
    return parser
