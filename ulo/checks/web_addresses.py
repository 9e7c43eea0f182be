"""Web addresses as people write them: whether one may be published, its page and its host.

Every other room asks here. Addresses of our own pages are made in `ulo.core.urls`.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import unquote, urlsplit

from ulo.core import find_hidden_character, message
from ulo.records import values

# What is wrong with an address: a reason of the rule unsafe-address, and the facts of its words.
Fault = tuple[str, dict[str, str]]

# Letters with accents that host names may have. Others could pass for a to z.
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
    r"https?://(?=[a-z0-9.-]{4,63}(?:/|$))(?:[a-z0-9]+(?:-+[a-z0-9]+)*\.)+([a-z]{2,})"
    r"(?:/[A-Za-z0-9/._~&=?+:#-]*)?"
)
# Line ends and other characters that programs obey.
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
# Each server on the way may decode an address once more.
MAX_DECODINGS = 3
MAX_HOST_LENGTH = 253
HOST_LABEL = re.compile(r"\w(?:[\w-]{0,61}\w)?")
PLAIN_HOST = re.compile(r"https?://([a-z0-9.-]+)(?:[/?#]|$)")
SCHEME, HOST_END = re.compile(r"^https?://(www\.)?", re.IGNORECASE), re.compile("[/?]")


def find_url_fault(address: str) -> str | None:
    """Why a web address cannot be used, as a clause, or None where it can.

    Only public sites that are reached by http or https pass.
    """
    if fault := _find_fault(address):
        reason, facts = fault
        return message(f"rules.unsafe-address.reasons.{reason}", **facts)
    return None


@lru_cache(4096)
def _find_fault(address: str) -> Fault | None:
    plain = PLAIN_URL.fullmatch(address)
    if plain and plain[1] not in NON_PUBLIC_TLDS and "xn--" not in address:
        return None
    return _find_form_fault(address) or _find_encoded_fault(address) or _find_host_fault(address)


def _find_form_fault(address: str) -> Fault | None:
    if " " in address or not address.isprintable():
        return "invisible", {}
    scheme, colon, _ = address.partition(":")
    is_scheme = bool(colon and re.fullmatch(r"[A-Za-z][A-Za-z0-9+-]*", scheme))
    if is_scheme and scheme.lower() not in ("http", "https"):
        return "scheme", {"scheme": scheme.lower()}
    if not re.match(r"https?://", address):
        if re.match(r"https?://", address, re.IGNORECASE):
            return "capitals", {}
        return "no-scheme", {}
    if bad := re.search(r"[<>\"\\^`{|}]", address):
        return "sign", {"sign": bad.group()}
    return None


def _find_encoded_fault(address: str) -> Fault | None:
    """Percent-encoded characters that nobody sees, but a server or a page may decode."""
    for decoded in _decodings(address):
        if CONTROL.search(decoded) or find_hidden_character(decoded):
            return "encoded", {}
    return None


def fully_decoded(text: str) -> str:
    """A text with its percent-encoded signs decoded as often as they may have been encoded."""
    return [text, *_decodings(text)][-1]


def _decodings(text: str) -> Iterator[str]:
    """The text decoded once, twice and so on, as long as that changes it."""
    for _ in range(MAX_DECODINGS):
        encoded, text = text, unquote(text)
        if text == encoded:
            return
        yield text


def _find_host_fault(address: str) -> Fault | None:
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname or "", parts.port  # a port out of range raises ValueError, too
        host = ".".join(map(_decode_label, host.split(".")))
    except ValueError:
        return "ill-formed", {}
    if "@" in parts.netloc:
        return "password", {}
    if not all(letter.isascii() or letter in ACCENTED_LETTERS for letter in host):
        return "letters", {}
    labels = host.rstrip(".").split(".")
    if _is_ip_address(host) or re.fullmatch(r"\d+|0x[0-9a-f]*", labels[-1]):
        return "numbers", {}
    if len(labels) < 2 or len(labels[-1]) < 2 or labels[-1] in NON_PUBLIC_TLDS:
        return "not-public", {}
    if len(host) > MAX_HOST_LENGTH or not all(map(HOST_LABEL.fullmatch, labels)):
        return "ill-formed", {}
    return None


def _decode_label(label: str) -> str:
    """A part of a host as browsers may show it. Raises ValueError if it is not valid Punycode."""
    if not label.startswith("xn--"):
        return label
    decoded = label[4:].encode("ascii").decode("punycode")
    if decoded.isascii():
        raise ValueError("nothing to decode")
    return decoded


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
