"""How to ask: one page of a site at a time, with pauses, and not where a site asks programs to stay away."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.robotparser import RobotFileParser

if TYPE_CHECKING:
    from ulo.maintain.links.visit import Visit


@dataclass(frozen=True)
class Manners:
    """Limits of a run, in seconds and bytes. None of them says where to go."""

    at_once: int = 20  # sites asked at the same time
    pause: float = 2  # between two pages of one site
    longest_pause: float = 20  # that a site may ask for in its robots.txt
    connect: float = 10
    read: float = 15  # without a single byte
    whole: float = 40  # for one page with all that leads to it, however it drips
    largest: int = 64 * 1024  # of a page; what it says of itself stands at its start
    redirects: int = 8
    backoff: tuple[float, ...] = (3, 12)  # before the second and the third try
    patience: float = 60  # the longest wait that a busy site may ask for


MANNERS = Manners()


class Turns:
    """Whose turn it is: each site has one, and what it told programs in its robots.txt."""

    def __init__(self, manners: Manners) -> None:
        self.manners = manners
        self._all = asyncio.Semaphore(manners.at_once)
        self._lines: dict[str, asyncio.Lock] = {}
        self._sites: dict[str, asyncio.Lock] = {}
        self._last: dict[str, float] = {}
        self._pauses: dict[str, float] = {}
        self.robots: dict[str, RobotFileParser] = {}
        # What came of the last try at a site that does not answer in time, or wants to be left alone.
        self.tired: dict[str, "Visit"] = {}

    def line(self, host: str) -> asyncio.Lock:
        """Where the links to one site stand in line."""
        return self._lines.setdefault(host, asyncio.Lock())

    @asynccontextmanager
    async def of(self, host: str) -> AsyncIterator[None]:
        """A time in which nobody else asks this site, and a pause after the last who did."""
        host = host.removeprefix("www.")
        async with self._sites.setdefault(host, asyncio.Lock()):
            now = asyncio.get_running_loop().time
            if host in self._last:
                await asyncio.sleep(self._last[host] + self._pauses.get(host, self.manners.pause) - now())
            try:
                # The place among all is taken last, so that nobody sits on one while he waits.
                async with self._all:
                    yield
            finally:
                self._last[host] = now()

    def slower(self, host: str, pause: str | int | None) -> None:
        """The pause that a site asks for, if it is longer than ours."""
        self._pauses[host.removeprefix("www.")] = min(max(float(pause or 0), self.manners.pause), self.manners.longest_pause)


def robots(status: int | None, text: str) -> RobotFileParser:
    """What a robots.txt says. A site without one, or one that does not answer, has asked for nothing."""
    parser = RobotFileParser()
    try:
        parser.parse(text.splitlines() if status == 200 else [])
    except ValueError:  # a superscript digit, for one
        return robots(None, "")
    return parser
