"""Which URLs may be requested: those of public web servers, and nothing within a private network.

Whoever can edit a record, or owns a site that a record names, chooses a URL that our computer then
requests (server-side request forgery). So each URL is checked as text, at every redirect, and each
IP address that DNS gives for its host is checked as a number. The connection then goes to the very
addresses that were checked: nothing is resolved a second time in between.

What is allowed is an argument, so that tests can use servers of their own. No setting or variable
reaches it. Proxies named in the environment are not used: a proxy would resolve names again, out of
our sight.
"""

import asyncio
import ipaddress
import socket
from collections.abc import Awaitable, Callable

from aiohttp.abc import AbstractResolver, ResolveResult
from yarl import URL

from ulo.checks import find_url_fault
from ulo.core import message

__all__ = [
    "URL",
    "AddressFilter",
    "BlockedURLError",
    "PublicResolver",
    "Resolve",
    "is_public",
    "resolve_host",
    "validate_url",
]

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address
# Whether an IP address may be connected to.
AddressFilter = Callable[[IPAddress], bool]
# Finds the IP addresses and ports for a host and a port.
Resolve = Callable[[str, int], Awaitable[list[tuple[str, int]]]]

DEFAULT_PORTS = {"http": 80, "https": 443}
# Public is all of IPv4 but these blocks, and of IPv6 only 2000::/3 but these. Written out, since
# Python's own lists differ from version to version.
BLOCKED_IPV4 = [
    ipaddress.ip_network(block)
    for block in (
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",
        "127.0.0.0/8",
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.31.196.0/24",
        "192.52.193.0/24",
        "192.88.99.0/24",
        "192.168.0.0/16",
        "192.175.48.0/24",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/3",
    )
]
# 2001::/23 holds Teredo, 2002::/16 is 6to4: both hide an IPv4 address. So do ::ffff:0:0/96 and
# NAT64 (64:ff9b::), outside of 2000::/3.
GLOBAL_IPV6 = ipaddress.ip_network("2000::/3")
BLOCKED_IPV6 = [
    ipaddress.ip_network(block)
    for block in ("2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20")
]


class BlockedURLError(Exception):
    """A URL that must not be requested; the text says why."""


def is_public(ip: IPAddress) -> bool:
    """Whether this is the address of a computer on the public internet."""
    if isinstance(ip, ipaddress.IPv4Address):
        return not any(ip in block for block in BLOCKED_IPV4)
    return ip in GLOBAL_IPV6 and not ip.scope_id and not any(ip in block for block in BLOCKED_IPV6)


def validate_url(url_text: str) -> URL:
    """The URL, ready to be requested, without its fragment.

    Raises BlockedURLError for one that is malformed, or that leads into a private network.
    """
    if reason := find_url_fault(url_text):
        raise BlockedURLError(reason)
    try:
        url = URL(url_text)
    except ValueError:
        raise BlockedURLError(message("links.reasons.malformed")) from None
    # Once more as the library reads it, in case it normalises a character to another one.
    if reason := find_url_fault(str(url)):
        raise BlockedURLError(reason)
    if url.explicit_port not in (None, DEFAULT_PORTS[url.scheme]):
        raise BlockedURLError(message("links.reasons.port", port=url.explicit_port))
    return url.with_fragment(None)


async def resolve_host(host: str, port: int) -> list[tuple[str, int]]:
    """The IP addresses of a host, as this computer resolves it."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys((str(address[0]), port) for *_, address in found))


class PublicResolver(AbstractResolver):
    """Resolves names for aiohttp, which connects to what this returns and to nothing else."""

    def __init__(self, allowed: AddressFilter, resolve: Resolve) -> None:
        self.allowed, self._resolve = allowed, resolve

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        answers = await self._resolve(host, port)
        found = [(ipaddress.ip_address(address), port) for address, port in answers]
        # One private address among public ones is no slip: it is used when the others fail.
        if not all(self.allowed(ip) for ip, _ in found):
            raise BlockedURLError(message("links.reasons.private"))
        if not found:
            raise OSError(host)
        return [
            ResolveResult(
                hostname=host,
                host=str(ip),
                port=port,
                family=socket.AF_INET if ip.version == 4 else socket.AF_INET6,
                proto=socket.IPPROTO_TCP,
                flags=socket.AI_NUMERICHOST | socket.AI_NUMERICSERV,
            )
            for ip, port in found
        ]

    async def close(self) -> None:
        """Does nothing, since nothing is kept open."""
