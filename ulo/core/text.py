"""How texts are compared, sorted, listed, counted, formatted, and made into file names."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from urllib.parse import unquote, urlsplit

from ulo.core.hidden_characters import find_hidden_character
from ulo.core.locale import current_locale

PUNCTUATION = re.compile(r"[^\w\s]")
NO_SLUG = re.compile(r"[^a-z0-9]+")
APOSTROPHES = re.compile("['\N{RIGHT SINGLE QUOTATION MARK}]")
MAX_SLUG_LENGTH = 80
# A pattern that fits nothing: what a list without words stands for.
NEVER = "(?!)"
# Signs of an address in their encoded form.
ENCODED_SIGNS = re.compile("(?:%[0-9A-Fa-f]{2})+")


# Many rules in turn ask for the names of one record.
@lru_cache(4096)
def fold(text: str) -> str:
    """The text as words are compared: lower case, without accents, apostrophes and punctuation."""
    plain = text.casefold()
    if not plain.isascii():
        plain = "".join(
            c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c)
        )
    return " ".join(PUNCTUATION.sub(" ", APOSTROPHES.sub("", plain)).split())


@lru_cache(4096)
def slugify(text: str) -> str:
    """The file name (without .yml) that fits a name.

    ASCII letters in lower case and digits, joined by hyphens, at most 80 characters. It is empty
    where the name has none of them.
    """
    plain = unicodedata.normalize("NFKD", APOSTROPHES.sub("", text.replace("&", " and ")))
    slug = NO_SLUG.sub("-", plain.encode("ascii", "ignore").decode().lower()).strip("-")
    if len(slug) <= MAX_SLUG_LENGTH:
        return slug
    return slug[:MAX_SLUG_LENGTH].rpartition("-")[0]


def sort_key(name: str) -> str:
    """How a name sorts: without accents, punctuation and a leading "The"."""
    return re.sub(r"^the ", "", fold(name))


def letter(name: str) -> str:
    """The letter of the index that a name belongs to: A to Z, or 0 for digits and other signs."""
    first = sort_key(name)[:1].upper()
    return first if "A" <= first <= "Z" else "0"


def format_message(message: str, /, **facts: object) -> str:
    """A message of schema/locales/ with the names in braces replaced by facts.

    The result is plain text, not HTML: it still has to be escaped.
    """
    return message.format(**facts)


def pluralise(number: int, forms: Mapping[str, str]) -> str:
    """The number with its noun, in the form of `forms` (`one`, `other` ...) that it needs."""
    return current_locale().pluralise(number, forms)


def join_list(items: Iterable[str], messages: Mapping[str, str], conjunction: str = "and") -> str:
    """a, b and c; or with semicolons where an item has an "and" or a comma of its own.

    `messages` are those of the section `lists`, and `conjunction` is the key of one: `and`, `or`.
    """
    *first, last = list(items) or [""]
    separator, word = messages["separator"], messages[conjunction]
    if conjunction == "and" and any(
        separator.strip() in item or f" {word} " in item for item in (*first, last)
    ):
        return "; ".join((*first, last))
    return f"{separator.join(first)} {word} {last}" if first else last


def format_day(day: date) -> str:
    """The day as people write it: 7 March 2026."""
    return current_locale().format_day(day)


def format_month(day: date) -> str:
    """The month of a day: March 2026."""
    return current_locale().format_month(day)


def one_line(text: str) -> str:
    """The text with a space for each sign at which any program ends a line."""
    return " ".join(text.splitlines())


def capitalise(text: str) -> str:
    """The text with a capital letter at its start."""
    return text[:1].upper() + text[1:]


def display_url(url: str) -> str:
    """The name of a site as people say it, with its path."""
    parts = urlsplit(url)
    return display_host(url) + ENCODED_SIGNS.sub(_decode_visible, parts.path.rstrip("/"))


def _decode_visible(match: re.Match[str]) -> str:
    """Some encoded signs as people read them; as they are where one of them would be hidden."""
    try:
        signs = unquote(match[0], errors="strict")
    except UnicodeDecodeError:
        return match[0]
    is_visible = signs.isprintable() and not find_hidden_character(signs)
    return signs if is_visible else match[0]


def display_host(url: str) -> str:
    """The name of a site as people say it."""
    return (urlsplit(url).hostname or "").removeprefix("www.")
