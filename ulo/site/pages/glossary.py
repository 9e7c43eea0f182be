"""The glossary, A to Z, on one page: to look a word up, nobody should have to know its page."""

from collections.abc import Iterator
from functools import partial
from itertools import groupby

from ulo.catalogue import Catalogue
from ulo.core import letter, urls
from ulo.exports import word_table
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
            "letters": [
                (initial, list(group))
                for initial, group in groupby(words, key=lambda word: letter(word.term))
            ],
            "terms": {word.slug: word.term for word in words},
            "crumbs": [],
        },
        section=urls.WORDS,
        json_ld=json_ld,
    )
