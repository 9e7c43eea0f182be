"""The library and the explained words as tables. The licence is that of what we wrote of them."""

from ulo.catalogue import Catalogue
from ulo.core import urls
from ulo.exports.table import Table
from ulo.model import Resource, Word


def resource_table(catalogue: Catalogue) -> Table[Resource]:
    def titles(vocabulary: str, ids: tuple[str, ...]) -> list[str]:
        return [catalogue.term(vocabulary, id).title for id in ids]

    return Table(
        catalogue,
        lambda resource: resource.slug,
        {
            "id": lambda resource: resource.slug,
            "title": lambda resource: resource.title,
            "description": lambda resource: resource.description,
            "kind": lambda resource: titles("resource-kind", (resource.kind,)),
            "topics": lambda resource: titles("topic", resource.topics),
            "for": lambda resource: titles("audience", resource.meant_for),
            "stage": lambda resource: titles("stage", resource.stage),
            "formats": lambda resource: titles("format", resource.formats),
            "publisher": lambda resource: resource.publisher,
            "authors": lambda resource: resource.authors,
            "year": lambda resource: resource.published and resource.published.year,
            "updated": lambda resource: resource.published and resource.published.updated,
            "history": lambda resource: resource.slug in catalogue.library.history,
            "free": lambda resource: resource.free,
            "link": lambda resource: resource.link.url if resource.link else "",
            "page": lambda resource: f"{catalogue.instance.site_url}{urls.resource(resource.slug)}",
        },
    )


def word_table(catalogue: Catalogue) -> Table[Word]:
    terms = {word.slug: word.term for word in catalogue.glossary_entries}
    return Table(
        catalogue,
        lambda word: word.slug,
        {
            "id": lambda word: word.slug,
            "word": lambda word: word.term,
            "meaning": lambda word: word.meaning,
            "example": lambda word: word.example,
            "also": lambda word: word.also,
            "older": lambda word: word.older,
            "see": lambda word: [terms[slug] for slug in word.see],
            "page": lambda word: f"{catalogue.instance.site_url}{urls.word(word.slug)}",
        },
    )
