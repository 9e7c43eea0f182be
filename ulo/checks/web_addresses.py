"""Web addresses as people write them: whether one may be published, its page and its host.

Every other room asks here. Addresses of our own pages are made in `ulo.core.urls`.
"""

import re
from functools import lru_cache
from urllib.parse import urlsplit

from ulo.records import values

# Letters of Welsh, Gaelic and Irish, which host names may have. Others could pass for a to z.
ACCENTED_LETTERS = frozenset("àáâäèéêëìíîïòóôöùúûüẁẃŵẅỳýŷÿ")
NON_PUBLIC_TLDS = (
    "local",
    "localhost",
    "internal",
    "lan",
    "home",
    "corp",
    "test",
    "invalid",
    "onion",
    "arpa",
)
# The usual form, with the last part of the host. Other addresses are looked at in detail.
PLAIN_URL = re.compile(
    r"https?://(?:[a-z0-9]+(?:-+[a-z0-9]+)*\.)+([a-z]{2,})(?:/[A-Za-z0-9/._~%&=?+:#-]*)?"
)
PLAIN_HOST = re.compile(r"https?://([a-z0-9.-]+)(?:[/?#]|$)")
SCHEME, HOST_END = re.compile(r"^https?://(www\.)?", re.IGNORECASE), re.compile("[/?]")


@lru_cache(4096)
def find_url_fault(address: str) -> str | None:
    """Why a web address cannot be used, as a clause, or None where it can.

    Only public sites that are reached by http or https pass.
    """
    plain = PLAIN_URL.fullmatch(address)
    if plain and plain[1] not in NON_PUBLIC_TLDS and "xn--" not in address:
        return None
    return _find_form_fault(address) or _find_host_fault(address)


def _find_form_fault(address: str) -> str | None:
    if " " in address or not address.isprintable():
        return "it has a space or an invisible character in it"
    scheme, colon, _ = address.partition(":")
    is_scheme = bool(colon and re.fullmatch(r"[A-Za-z][A-Za-z0-9+-]*", scheme))
    if is_scheme and scheme.lower() not in ("http", "https"):
        return f"it starts with {scheme.lower()}:"
    if not re.match(r"https?://", address):
        if re.match(r"https?://", address, re.IGNORECASE):
            return "https isn't in small letters"
        return "it doesn't start with https://"
    if bad := re.search(r"[<>\"\\^`{|}]", address):
        return f"there is a {bad.group()} in it"
    return None


def _find_host_fault(address: str) -> str | None:
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname or "", parts.port  # a port out of range raises ValueError, too
        if "xn--" in host:
            host = host.encode("ascii").decode("idna")  # how browsers may show it
    except ValueError:
        return "the name of the site is not well formed"
    if "@" in parts.netloc:
        return "there is a name or password in it"
    if not all(letter.isascii() or letter in ACCENTED_LETTERS for letter in host):
        return "the site's name has letters that could be mistaken for others"
    labels = host.rstrip(".").split(".")
    if _is_ip_address(host) or re.fullmatch(r"\d+|0x[0-9a-f]*", labels[-1]):
        return "it has numbers instead of the name of a site"
    if len(labels) < 2 or len(labels[-1]) < 2 or labels[-1] in NON_PUBLIC_TLDS:
        return "it doesn't lead to a public site"
    if not all(re.fullmatch(r"\w([\w-]*\w)?", label) for label in labels):
        return "the name of the site is not well formed"
    return None


def _is_ip_address(host: str) -> bool:
    import ipaddress  # few addresses come here

    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def normalise_url(address: str) -> str:
    """The part of an address that all addresses of one page have in common.

    That is without http or https, `www.`, a slash at the end, a fragment, and parameters that only
    track visits.
    """
    rest = SCHEME.sub("", values.drop_tracking(address).partition("#")[0])
    host_length = len(HOST_END.split(rest, maxsplit=1)[0])
    host = rest[:host_length].lower().removesuffix(":80").removesuffix(":443").rstrip(".")
    path = rest[host_length:].rstrip("?&")
    if path.startswith("?"):
        path = f"/{path}"
    return (host + path).rstrip("/")


@lru_cache(4096)
def url_host(address: str) -> str:
    """The host of an address in lower case, without `www.`; empty where it cannot be read."""
    if plain := PLAIN_HOST.match(address):
        return plain[1].removeprefix("www.")
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def is_front_page(address: str) -> bool:
    """Whether an address is that of the front page of a site."""
    if not url_host(address):
        return False
    parts = urlsplit(address)
    return parts.path in ("", "/") and not parts.query
