"""Escapes the words of strangers for Markdown on GitHub.

There they mention nobody, link nowhere, close no issue and are no markup.
"""

import re
from itertools import groupby

from ulo.core import escape_invisible

MAX_CHARACTERS = 300
# Words of letters, digits and the usual punctuation are shown as they are.
PLAIN_WORD = re.compile(r"""[("'“‘]*[^\W_]+(?:[-–'’.,/+%_][^\W_]+)*[)"'”’.,;:!?…+%]*|[&–-]""")
# But not those that GitHub makes links of: www.example.org, GH-12, the names of commits.
AUTOLINK = re.compile(
    r"www\.|\bgh-[0-9]|\b(?=[0-9]*[a-f])(?=[a-f]*[0-9])[0-9a-f]{7,40}\b", re.IGNORECASE
)


def shorten(text: str) -> str:
    """The text in one line of at most MAX_CHARACTERS, with nothing in it that cannot be seen."""
    shown = " ".join(escape_invisible(" ".join(text.split())[: MAX_CHARACTERS + 1]).split())
    return f"{shown[:MAX_CHARACTERS]}…" if len(shown) > MAX_CHARACTERS else shown


def escape_markdown(text: str) -> str:
    """The text for Markdown, in one line; words that could be more than words stand as code."""
    shown = shorten(text)
    if not shown:
        return ""
    runs = groupby(shown.split(" "), key=_is_plain)
    return " ".join(
        " ".join(words) if is_plain else _as_code(" ".join(words)) for is_plain, words in runs
    )


def _is_plain(word: str) -> bool:
    return bool(PLAIN_WORD.fullmatch(word)) and not AUTOLINK.search(word)


def _as_code(text: str) -> str:
    return f"`{text.replace('`', chr(39))}`"
