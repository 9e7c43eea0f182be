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

from ulo.maintain.links.guard import public_only
from ulo.maintain.links.judge import Finding, judge
from ulo.maintain.links.manners import MANNERS, Manners, Turns
from ulo.maintain.links.places import Link
from ulo.contribute.interview import ask
from ulo.maintain.links.visit import Visit, Visitor

__all__ = ["look"]


def look(links: Iterable[Link], agent: str, manners: Manners = MANNERS, told: Callable[[Finding], None] = lambda finding: None, **network) -> list[Finding]:
    """Visits each link and judges what it found, in the order of the links. `told` hears of each as soon as it is known.

    `network` is for tests, which have servers of their own: what is `allowed`, how to `resolve` names, whom to `trust`.
    """
    return asyncio.run(_look(list(links), agent, manners, told, {"allowed": public_only, **network}))


async def _look(links: list[Link], agent: str, manners: Manners, told: Callable[[Finding], None], network: dict) -> list[Finding]:
    # Names are looked up in threads; too few of them, and a slow name would make others look slow.
    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(manners.at_once))
    turns = Turns(manners)
    async with Visitor(agent, manners, **network) as visitor:

        async def one(link: Link) -> Finding:
            visit: Visit = await ask(visitor, turns, link.address)
            finding = judge(link, visit)
            told(finding)
            return finding

        return list(await asyncio.gather(*map(one, links)))
