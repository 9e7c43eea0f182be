"""The text in the bytes of an e-mail: its letters, and its lines as they were typed."""

import codecs
import re
import unicodedata

# Letters that mail programs name. Others that Python knows are slow, or are no letters at all.
CHARSETS = re.compile(
    r"utf-?(?:8|16|32)|iso-?8859-\d+|latin-?\d+|windows-?\d+|cp\d+|koi8-[rtu]|mac-?\w+|gb\w+|big5|"
    r"shift[_-]?jis|euc[_-]\w+|iso-2022-\w+"
)
# Who says these has Windows-1252 more often than not: a browser reads them as that, too.
WINDOWS_CHARSETS = frozenset(("iso8859-1", "ascii", "cp1252"))
# Most text in UTF-16 has every second byte nought.
UTF_16_SHARE = 3
SIGNATURE_LINE = "-- "


def decode(raw: bytes, charset: str = "") -> str:
    """The text in these bytes; `charset` is what the sender says they are, or empty.

    Many senders say something else than what they send. UTF-8 can hardly be taken for anything
    else, so it comes first where the charset says little.
    """
    for name in _likely_charsets(raw, charset.lower()):
        try:
            return raw.decode(name).lstrip("\ufeff")
        except ValueError:
            continue
    return raw.decode("cp1252", "replace")


def _likely_charsets(raw: bytes, charset: str) -> list[str]:
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return ["utf-16"]
    if raw.count(0) * UTF_16_SHARE > len(raw):
        # Letters of English have their nought second in the one order, and first in the other.
        return ["utf-16-le" if raw[1::2].count(0) >= raw[::2].count(0) else "utf-16-be"]
    if not CHARSETS.fullmatch(charset):
        return ["utf-8-sig"]
    try:
        name = codecs.lookup(charset).name
    except LookupError:
        return ["utf-8-sig"]
    if name in WINDOWS_CHARSETS or name.startswith(("utf-16", "utf-32")):
        return ["utf-8-sig"]
    return [name, "utf-8-sig"]


def join_flowed_lines(text: str, delete_space: bool) -> str:
    """The text of a message with `format=flowed`, each paragraph in one line.

    A line that ends with a space goes on in the next one, if that is quoted as deeply; a space at
    the start of a line only protects what comes after it. With `delete_space` (`delsp=yes`), the
    space at the end of a line is none of the text. Source: RFC 3676.
    """
    lines: list[list[str]] = []
    goes_on, depth = False, 0
    for line in text.split("\n"):
        own = line.lstrip(">")
        own_depth = len(line) - len(own)
        own = own.removeprefix(" ")
        is_signature = own == SIGNATURE_LINE
        if not goes_on or own_depth != depth or is_signature:
            lines.append(["> " * own_depth])
        goes_on, depth = own.endswith(" ") and not is_signature, own_depth
        lines[-1].append(own[:-1] if goes_on and delete_space else own)
    return "\n".join("".join(parts) for parts in lines)


def plain(text: str) -> str:
    """A text with plain line ends and spaces: copied text has spaces of many kinds."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", "  ")
    spaces = {character for character in text if unicodedata.category(character) == "Zs"}
    return text.translate(dict.fromkeys(map(ord, spaces), " "))
