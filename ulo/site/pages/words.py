"""The explained words, A to Z, on one page: to look a word up, nobody should have to know on which page it is."""

from collections.abc import Iterator
from itertools import groupby

from ulo.core import urls
from ulo.catalogue import Catalogue
from ulo.core import letter
from ulo.site.renderer import Page, Renderer


def write(catalogue: Catalogue, renderer: Renderer) -> Iterator[Page]:
    words = catalogue.words["words"]
    letters = [(sign, list(part)) for sign, part in groupby(catalogue.explained, key=lambda word: letter(word.term))]
    terms = {word.slug: word.term for word in catalogue.explained}
    content = renderer.draw("words.html", urls.WORDS, letters=letters, terms=terms, crumbs=[])
    data = {"@context": "https://schema.org", "@type": "DefinedTermSet", "name": words["title"], "description": words["description"]}
    yield Page(urls.WORDS, words["title"], words["description"], content, section=urls.WORDS, data=data)
