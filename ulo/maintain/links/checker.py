"""Visits all links, many sites at a time."""

import asyncio
import ssl
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor

from ulo.maintain.links.collection import Link
from ulo.maintain.links.crawl_policy import DEFAULT_POLICY, CrawlPolicy, HostScheduler
from ulo.maintain.links.fetcher import Fetcher, fetch
from ulo.maintain.links.findings import Finding, classify_visit
from ulo.maintain.links.ssrf_guard import AddressFilter, Resolve, is_public, resolve_host


def check_links(
    links: Iterable[Link],
    agent: str,
    policy: CrawlPolicy = DEFAULT_POLICY,
    on_finding: Callable[[Finding], None] | None = None,
    *,
    allowed: AddressFilter = is_public,
    resolve: Resolve = resolve_host,
    trust: ssl.SSLContext | None = None,
) -> list[Finding]:
    """Visits each link and says what it found, in the order of the links.

    `agent` is the User-Agent header. `on_finding` is called with each finding as soon as it is
    known. The last three are for tests, which have servers of their own: which IP addresses may be
    connected to, how host names are resolved, and which certificates are trusted.
    """
    fetcher = Fetcher(agent, policy, allowed, resolve, trust)
    return asyncio.run(_check_links(list(links), fetcher, on_finding))


async def _check_links(
    links: list[Link], fetcher: Fetcher, on_finding: Callable[[Finding], None] | None
) -> list[Finding]:
    # Names are resolved in threads; with too few of them, a slow name would make others look slow.
    executor = ThreadPoolExecutor(fetcher.policy.concurrency)
    asyncio.get_running_loop().set_default_executor(executor)
    scheduler = HostScheduler(fetcher.policy)

    async def check(link: Link) -> Finding:
        finding = classify_visit(link, await fetch(fetcher, scheduler, link.url))
        if on_finding:
            on_finding(finding)
        return finding

    async with fetcher:
        return list(await asyncio.gather(*map(check, links)))
