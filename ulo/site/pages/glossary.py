"""The explained words, A to Z, on one page: to look a word up, nobody should have to know on which page it is."""

from collections.abc import Iterator
from itertools import groupby

from ulo.core import urls
from ulo.catalogue import Catalogue
from ulo.core import letter
from ulo.site.renderer import Page, Renderer


def build_pages(catalogue: Catalogue, renderer: Renderer) -> Iterator[Page]:
    messages = catalogue.messages["words"]
    letters = [(sign, list(part)) for sign, part in groupby(catalogue.glossary_entries, key=lambda word: letter(word.term))]
    terms = {word.slug: word.term for word in catalogue.glossary_entries}
    content = renderer.render("words.html", urls.WORDS, letters=letters, terms=terms, crumbs=[])
    data = {"@context": "https://schema.org", "@type": "DefinedTermSet", "name": messages["title"], "description": messages["description"]}
    yield Page(urls.WORDS, messages["title"], messages["description"], content, section=urls.WORDS, json_ld=data)
