"""Web addresses as people paste them, made the page's own.

What becomes of them is judged by the rules, whatever it was before.
docs/assets/js/values/web_addresses.js does the same.
"""

import re

from ulo.records.values.indirect_links import MAX_LENGTH, unwrap_link

# What newsletters, advertisements and social networks add to an address to follow people. The page
# is the same without it.
TRACKERS = (
    r"utm_\w+|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|yclid|twclid|ttclid|mc_[ce]id|igshid"
    r"|igsh|mibextid|li_fat_id|_hsenc|_hsmi|mkt_tok|vero_id|oly_(?:enc|anon)_id|_gl|ref_src"
)
TRACKER = re.compile(f"(?:amp;)?(?:{TRACKERS})", re.IGNORECASE | re.ASCII)
LABEL = re.compile(r"(?:url|link|web|website|web ?site)(?:: ?| (?=https?://|www\.))", re.IGNORECASE)
SCHEME = re.compile("https?://", re.IGNORECASE)
# As much of an address as is one for sure where no scheme tells.
BARE_ADDRESS = re.compile(r"[\w-]+(?:\.[\w-]+)*\.[^\W\d_]{2,}(?::[0-9]{1,5})?(?:[/?#]\S*)?")
# Outlook writes an address twice, the second time in angle brackets; others in square brackets.
WRITTEN_TWICE = re.compile(r"([^\s<>\[\]]{4,})\s?(?:<([^\s<>]{4,})>|\[([^\s\[\]]{4,})\])")
OPENING, SENTENCE_END = "<([{\"'\u2018\u201c\u00ab", ".,;:!?\u2019\u201d\u00bb>"
QUOTATION_MARKS = "'\""
BRACKETS = {")": "(", "]": "[", "}": "{"}
HOST = re.compile("[^/?#]*")
# An address in plain form, without any parameters: most are like this, and need no more reading.
PLAIN = re.compile(r"https?://(?:[a-z0-9-]+\.)+[a-z]+(?:/[A-Za-z0-9/._~%-]*[A-Za-z0-9/]|/)?")
# Of the wrappers, these have a page in their paths.
PAGE_IN_PATH = re.compile("/v3/|%3A", re.IGNORECASE)
IN_TEXT = re.compile(r"<?((?:https?://|www\.)[^\s<>]+)>?", re.IGNORECASE)


def read_web_address(text: str) -> str:
    """A web address with its scheme, out of wrappers, without trackers and the sentence around it.

    What is no web address stays as it is.
    """
    if len(text) > MAX_LENGTH or (PLAIN.fullmatch(text) and not PAGE_IN_PATH.search(text)):
        return text
    address = _complete(_strip_sentence(text))
    if not SCHEME.match(address):
        return text
    return _strip_end(_lower_host(drop_tracking(unwrap_link(address))))


def find_web_address(text: str) -> tuple[str, str] | None:
    """The first web address in a text, and the words around it; None where there is none."""
    match = IN_TEXT.search(text)
    if not match:
        return None
    words = f"{text[: match.start()]} {text[match.end() :]}"
    return match[1], " ".join(words.split())


def drop_tracking(address: str) -> str:
    """The address without parameters that only follow people; the others stay as they are."""
    before, mark, query = address.partition("?")
    if not mark or "#" in before:
        return address
    query, hash_sign, fragment = query.partition("#")
    parts = query.split("&")
    kept = [part for part in parts if not TRACKER.fullmatch(part.partition("=")[0])]
    if len(kept) == len(parts):
        return address
    if kept:
        kept[0] = kept[0].removeprefix("amp;")
    return before + ("?" if kept else "") + "&".join(kept) + hash_sign + fragment


def _strip_sentence(text: str) -> str:
    """The address without its label, and without what a sentence puts around it."""
    if label := LABEL.match(text):
        text = text[label.end() :]
    if (twice := WRITTEN_TWICE.fullmatch(text)) and _bare(twice[1]) == _bare(twice[2] or twice[3]):
        text = twice[2] or twice[3]
    return _strip_end(text.lstrip(OPENING))


def _bare(address: str) -> str:
    """What two ways to write one address have in common."""
    return re.sub(r"^https?://", "", address.lower()).rstrip("/")


def _strip_end(text: str) -> str:
    """The text without full stops and the like at its end, and brackets that nothing opens."""
    while text:
        last = text[-1]
        opening = BRACKETS.get(last)
        is_unopened = opening and text.count(opening) < text.count(last)
        is_single = last in QUOTATION_MARKS and text.count(last) % 2
        if last not in SENTENCE_END and not is_unopened and not is_single:
            break
        text = text[:-1]
    return text


def _complete(address: str) -> str:
    if SCHEME.match(address):
        return address
    if address.startswith("//"):
        address = address[2:]
    return f"https://{address}" if BARE_ADDRESS.fullmatch(address) else address


def _lower_host(address: str) -> str:
    """The address with its scheme and its host in small letters."""
    scheme = SCHEME.match(address)
    if not scheme:
        return address
    host = HOST.match(address, scheme.end())
    end = host.end() if host and "@" not in host.group() else scheme.end()
    return address[:end].lower() + address[end:]
