"""Links that lead to a page through another site: mail filters, social networks, short links.

Where the page is in the link, it is taken out. What comes out is as hostile as any address, and is
judged like any other. docs/assets/js/values/indirect_links.js does the same, by the same tables.
"""

import base64
import binascii
import re
from functools import lru_cache
from urllib.parse import unquote

# The host and the path of links with the page in them, the parameters that may hold it, and how it
# is coded besides.
WRAPPERS: tuple[tuple[str, str, str, str], ...] = (
    (r"[a-z0-9-]{1,63}\.safelinks\.protection\.(?:outlook\.com|office365\.us)", r".*", "url", ""),
    (r"urldefense\.(?:proofpoint\.)?com", r"/v1/url", "u", ""),
    (r"urldefense\.(?:proofpoint\.)?com", r"/v2/url", "u", "proofpoint"),
    (r"(?:www\.)?google\.(?:[a-z]{2,3}|com?\.[a-z]{2})", r"/url", "q url", ""),
    (r"lm?\.facebook\.com", r"/l\.php", "u", ""),
    (r"l\.(?:instagram|threads|messenger)\.(?:com|net)", r".*", "u", ""),
    (r"(?:[a-z]{2,3}\.)?linkedin\.com", r"/(?:safety/go|redir/[a-z-]+)/?", "url", ""),
    (r"linkprotect\.cudasvc\.com", r"/url", "a", ""),
    (r"(?:[a-z0-9-]{1,63}\.)?protection\.sophos\.com", r"/?", "u", "base64"),
    (r"[a-z0-9-]{1,63}\.trendmicro\.com", r"/wis/clicktime/.*", "url", ""),
    (r"clicktime\.(?:symantec\.com|cloud\.postoffice\.net)", r".*", "u", ""),
    (r"[a-z0-9-]{1,63}\.fireeye\.com", r"/v1/url", "u", ""),
    (r"(?:www\.)?youtube\.com", r"/redirect", "q", ""),
    (r"(?:www\.)?bing\.com", r"/ck/a", "u", "bing"),
    (r"duckduckgo\.com", r"/l/", "uddg", ""),
    (r"out\.reddit\.com", r".*", "url", ""),
    (r"slack-redir\.net", r"/link", "url", ""),
    (r"t\.umblr\.com", r"/redirect", "z", ""),
    # These two have the page in their paths.
    (r"urldefense\.(?:proofpoint\.)?com", r"/v3/.*", "", "proofpoint3"),
    (r"secure-web\.cisco\.com", r".*", "", "cisco"),
)
# The host and the path of links that do not show where they lead.
HIDING: tuple[tuple[str, str], ...] = (
    (r"(?:bit|b|ow|t|cutt|buff|adf|snip)\.ly|bitly\.com|(?:www\.)?tinyurl\.com", r"/.+"),
    (r"tiny\.(?:cc|one)|t\.co|lnkd\.in|(?:[a-z]{1,63}\.app\.)?goo\.gl|(?:is|v)\.gd|rb\.gy", r"/.+"),
    (r"(?:www\.)?shorturl\.at|dlvr\.it|fb\.me|amzn\.to|eepurl\.com|rebrand\.ly|qrco\.de", r"/.+"),
    (r"trib\.al|soo\.gd|s\.id|shorturl\.gg|smarturl\.it|qr\.ae|t2m\.io|me-qr\.com", r"/.+"),
    (
        r"protect-[a-z0-9]{1,63}\.mimecast\.com|(?:[a-z0-9-]{1,63}\.){1,4}mimecastprotect\.com",
        r"/.+",
    ),
    (r"(?:[a-z0-9-]{1,63}\.){1,4}list-manage[0-9]{0,9}\.com", r"/track/click"),
    (r"(?:[a-z0-9-]{1,63}\.){1,4}sendgrid\.net", r"/(?:ls|wf)/click"),
)
# A link in a link in a link; and how long one may be.
MAX_DEPTH, MAX_LENGTH = 5, 4_000
PARTS = re.compile(r"https?://([^/?#]*)([^?#]*)(?:\?([^#]*))?", re.IGNORECASE)
BAD_PERCENT = re.compile("%(?![0-9A-Fa-f]{2})")
PERCENT_CODED_PAGE = re.compile("https?%3A", re.IGNORECASE)
BASE64_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
# One sign that was taken out of an address, or a row of them: the letter behind says how many.
TAKEN_OUT = re.compile(r"\*(?:\*(.))?")

_WRAPPERS = [
    (re.compile(host), re.compile(path), names.split(), code)
    for host, path, names, code in WRAPPERS
]
_HIDING = [(re.compile(host), re.compile(path)) for host, path in HIDING]
# Most addresses are on none of these hosts, and one look tells.
_ANY_HOST = re.compile("|".join(f"(?:{host})" for host, *_ in (*WRAPPERS, *HIDING)))


def unwrap_link(address: str) -> str:
    """The page that a link leads to through other sites; the link where it does not show that."""
    for _ in range(MAX_DEPTH):
        page = _find_page(address)
        if not page:
            break
        address = page
    return address


def hiding_host(address: str) -> str:
    """The host of a link that goes through another site to a page unknown; empty for no such."""
    host, path, _ = _split(address)
    if not _is_known(host):
        return ""
    sites = (*_HIDING, *((hosts, paths) for hosts, paths, _, _ in _WRAPPERS))
    is_one = any(hosts.fullmatch(host) and paths.fullmatch(path) for hosts, paths in sites)
    return host if is_one else ""


@lru_cache(4096)
def _is_known(host: str) -> bool:
    return bool(_ANY_HOST.fullmatch(host))


def _split(address: str) -> tuple[str, str, str]:
    """The host in small letters, the path and the query of an address."""
    parts = PARTS.match(address)
    return (parts[1].lower(), parts[2], parts[3] or "") if parts else ("", "", "")


def _find_page(address: str) -> str:
    """The page that is in a link; empty where there is none."""
    host, path, query = _split(address)
    if len(address) > MAX_LENGTH or not _is_known(host):
        return ""
    for hosts, paths, names, code in _WRAPPERS:
        if not (hosts.fullmatch(host) and paths.fullmatch(path)):
            continue
        if code == "proofpoint3":
            return _as_page(_decode_proofpoint_3(address))
        if code == "cisco":
            coded = PERCENT_CODED_PAGE.search(path)
            return _as_page(_decode_percent(path[coded.start() :])) if coded else ""
        for name in names:
            if value := _find_parameter(query, name):
                return _as_page(_decode(value, code))
    return ""


def _as_page(text: str) -> str:
    """The text if it is a web address."""
    return text if re.match("https?://", text, re.IGNORECASE) else ""


def _find_parameter(query: str, name: str) -> str:
    for part in query.split("&"):
        # As a page writes it, the sign between two of them is &amp;
        found, _, value = part.removeprefix("amp;").partition("=")
        if found == name and value:
            return value
    return ""


def _decode(value: str, code: str) -> str:
    """The address that a parameter holds; empty where it cannot be read."""
    if code == "proofpoint":
        value = value.replace("-", "%").replace("_", "/")
    value = _decode_percent(value)
    if code == "bing":
        return _decode_base64(value.removeprefix("a1"))
    return _decode_base64(value) if code == "base64" else value


def _decode_percent(text: str) -> str:
    if BAD_PERCENT.search(text):
        return ""
    try:
        return unquote(text, errors="strict")
    except UnicodeDecodeError:
        return ""


def _decode_base64(text: str) -> str:
    """The text behind one in Base64, in either of its alphabets; empty where it is none."""
    plain = text.rstrip("=").replace("+", "-").replace("/", "_")
    try:
        padded = plain + "=" * (-len(plain) % 4)
        return base64.b64decode(padded, altchars=b"-_", validate=True).decode("utf-8")
    except (binascii.Error, ValueError):
        return ""


def _decode_proofpoint_3(address: str) -> str:
    """The page in a link of the form `…/v3/__page__;signs!…`.

    For each `*` in the page, the signs have one character in Base64. `**A` stands for two of them,
    `**B` for three, and so on.
    """
    _, _, rest = address.partition("/v3/__")
    page, mark, signs = rest.rpartition("__;")
    if not mark:
        return ""
    taken_out = iter(_decode_base64(signs.partition("!")[0]))

    def put_back(match: re.Match[str]) -> str:
        count = BASE64_ALPHABET.find(match[1]) + 2 if match[1] else 1
        return "".join(character for _, character in zip(range(count), taken_out, strict=False))

    # Some programs make one slash of two.
    return re.sub(r"^(https?:/)(?=[^/])", r"\1/", TAKEN_OUT.sub(put_back, page))
