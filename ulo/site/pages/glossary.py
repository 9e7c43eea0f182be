"""The glossary, A to Z, on one page: to look a word up, nobody should have to know its page."""

from collections.abc import Iterable, Iterator
from functools import partial

from ulo.catalogue import Catalogue
from ulo.core import letter, urls
from ulo.exports import word_table
from ulo.model import Word
from ulo.site.page import File, Item, Page


def build_pages(catalogue: Catalogue) -> Iterator[Item]:
    messages, words = catalogue.messages["words"], catalogue.glossary_entries
    yield File(urls.download(urls.WORDS), partial(word_table(catalogue).csv, words))
    json_ld = {
        "@context": "https://schema.org",
        "@type": "DefinedTermSet",
        "name": messages["title"],
        "description": messages["description"],
    }
    yield Page(
        urls.WORDS,
        messages["title"],
        messages["description"],
        "glossary.html",
        {
            "letters": _by_letter(words),
            "terms": {word.slug: word.term for word in words},
            "crumbs": [],
        },
        section=urls.WORDS,
        json_ld=json_ld,
    )


def _by_letter(words: Iterable[Word]) -> list[tuple[str, list[Word]]]:
    """Each letter once, with its words: signs of other kinds sort before A, or behind Z."""
    by_letter: dict[str, list[Word]] = {}
    for word in words:
        by_letter.setdefault(letter(word.term), []).append(word)
    return sorted(by_letter.items())
