"""Whether the web addresses in the records still lead where they should. Nothing here is part of a build.

    guard     which addresses may be asked at all: only public ones
    manners   how to ask: one page of a site at a time, with pauses, and not where a site asks programs to stay away
    visit     one page asked for, over all redirects
    judge     what the answer means for the record
    memory    since when a link has its fault, kept from one night to the next
    report    what to do, as text, Markdown or JSON

`look` puts them together. Addresses come from strangers, and so do the answers: both are read as hostile.
"""

import asyncio
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor

from ulo.maintain.links.collection import Link
from ulo.maintain.links.crawl_policy import DEFAULT_POLICY, CrawlPolicy, HostScheduler
from ulo.maintain.links.fetcher import Fetcher, Visit, fetch
from ulo.maintain.links.findings import Finding, classify_visit
from ulo.maintain.links.ssrf_guard import is_public

__all__ = ["check_links"]


def check_links(
    links: Iterable[Link],
    agent: str,
    policy: CrawlPolicy = DEFAULT_POLICY,
    on_finding: Callable[[Finding], None] = lambda finding: None,
    **network,
) -> list[Finding]:
    """Visits each link and judges what it found, in the order of the links. `told` hears of each as soon as it is known.

    `network` is for tests, which have servers of their own: what is `allowed`, how to `resolve` names, whom to `trust`.
    """
    return asyncio.run(
        _check_links(list(links), agent, policy, on_finding, {"allowed": is_public, **network})
    )


async def _check_links(
    links: list[Link],
    agent: str,
    policy: CrawlPolicy,
    on_finding: Callable[[Finding], None],
    network: dict,
) -> list[Finding]:
    # Names are looked up in threads; too few of them, and a slow name would make others look slow.
    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(policy.concurrency))
    scheduler = HostScheduler(policy)
    async with Fetcher(agent, policy, **network) as fetcher:

        async def one(link: Link) -> Finding:
            visit: Visit = await fetch(fetcher, scheduler, link.url)
            finding = classify_visit(link, visit)
            on_finding(finding)
            return finding

        return list(await asyncio.gather(*map(one, links)))
