"""What texts need everywhere: how they are compared, sorted, listed, counted, and made into file names."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date


def fold(text: str) -> str:
    """Lower case without accents, apostrophes and hyphens: how words are compared."""
    plain = text.casefold()
    if not plain.isascii():
        plain = "".join(
            c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c)
        )
    return " ".join(re.sub(r"[^\w\s]", " ", re.sub(r"['’]", "", plain)).split())


def slugify(text: str) -> str:
    """The file name (without .yml) that fits a name: ASCII letters and digits with hyphens, at most 80."""
    plain = unicodedata.normalize("NFKD", re.sub(r"['’]", "", text.replace("&", " and ")))
    slug = re.sub(r"[^a-z0-9]+", "-", plain.encode("ascii", "ignore").decode().lower()).strip("-")
    return slug if len(slug) <= 80 else slug[:80].rpartition("-")[0]


def sort_key(name: str) -> str:
    """How a name sorts: without accents, punctuation and a leading The."""
    return re.sub(r"^the ", "", fold(name))


def letter(name: str) -> str:
    """The letter that a name stands under, A to Z, or 0 for digits and other signs."""
    first = sort_key(name)[:1].upper()
    return first if "A" <= first <= "Z" else "0"


def format_message(words: str, **facts: object) -> str:
    """The house words with their gaps filled. The facts are text: autoescape still has to pass over them."""
    return words.format(**facts)


def pluralise(n: int, forms: dict) -> str:
    """The number with its word, in the form that the number asks for."""
    return format_message(forms["one" if n == 1 else "other"], n=f"{n:,}")


def join_list(items: Iterable[str], words: dict, joined: str = "and") -> str:
    """a, b and c; or a, b or c; with semicolons where a name has an "and" or a comma of its own."""
    *first, last = list(items) or [""]
    if joined == "and" and any(
        words["separator"].strip() in item or f" {words['and']} " in item for item in (*first, last)
    ):
        return "; ".join((*first, last))
    return f"{words['separator'].join(first)} {words[joined]} {last}" if first else last


def format_day(of: date) -> str:
    """The day as people write it: 7 March 2026."""
    return f"{of.day} {of:%B %Y}"


def format_month(day: date) -> str:
    return f"{day:%B %Y}"


def capitalise(text: str) -> str:
    """The text with a capital letter at its start."""
    return text[:1].upper() + text[1:]
