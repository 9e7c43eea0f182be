"""A stranger's words in Markdown on GitHub: they mention nobody, link nowhere, close nothing and are no markup."""

import re

from ulo.core import escape_invisible

MAX_CHARACTERS = 300
# Words of letters, digits and the usual signs of a sentence are shown as they are.
PLAIN_WORD = re.compile(r"""[("'“‘]*[^\W_]+(?:[-–'’.,/+%_][^\W_]+)*[)"'”’.,;:!?…+%]*|[&–-]""")
# But for what GitHub makes a link of without any sign: www.example.org, GH-12, and the names of commits.
AUTOLINK = re.compile(
    r"www\.|\bgh-[0-9]|\b(?=[0-9]*[a-f])(?=[a-f]*[0-9])[0-9a-f]{7,40}\b", re.IGNORECASE
)


def escape_markdown(text: str) -> str:
    """The text for Markdown; whatever could be more than words stands as code, where nothing has a meaning."""
    shown = " ".join(escape_invisible(" ".join(text.split())[: MAX_CHARACTERS + 1]).split())
    if len(shown) > MAX_CHARACTERS:
        shown = f"{shown[:MAX_CHARACTERS]}…"
    parts: list[tuple[bool, list[str]]] = []
    for word in shown.split(" "):
        plain = bool(PLAIN_WORD.fullmatch(word)) and not AUTOLINK.search(word)
        if parts and parts[-1][0] == plain:
            parts[-1][1].append(word)
        else:
            parts.append((plain, [word]))
    return " ".join(
        " ".join(words) if plain else f"`{' '.join(words).replace('`', chr(39))}`"
        for plain, words in parts
        if words != [""]
    )
