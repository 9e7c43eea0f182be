"""The form in which names of places are compared."""

from functools import lru_cache

from ulo.core import fold


@lru_cache(maxsize=1 << 15)
def name_key(text: str) -> str:
    """The form in which names are compared: folded, Saint as St, On as Upon, and without The."""
    words = fold(text.replace("&", " and ")).split()
    replacements = {"saint": "st", "on": "upon"}
    key = " ".join(replacements.get(word, word) for word in words if word != "the")
    return key or fold(text)
