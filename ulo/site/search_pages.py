"""What the search finds besides groups: pages about work and partners, guides, explained words and
resources."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property

from ulo.catalogue import Catalogue, Guide
from ulo.core import fold, format_message, urls
from ulo.model import Resource
from ulo.site.postings import extra_words

# JSON in the shape that the script reads; what it holds is explained there.
Json = Mapping[str, object]


class SearchPages:
    """The pages of one catalogue by what each is found by besides its title."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        # In another language than the main one, some of these pages may be missing.
        self.address: Callable[[str], str] = getattr(catalogue, "address", str)

    @cached_property
    def works(self) -> Json:
        """The pages on work, and those on a kind of work with a kind of partner."""
        catalogue = self.catalogue
        crossings = [
            [
                self.address(urls.work("kind", kind)),
                self.address(urls.work("partners", partner)),
                self.address(urls.work_cell(kind, "partners", partner)),
                format_message(
                    catalogue.messages["work"]["cell_partners"],
                    kind=catalogue.term("kind", kind).title,
                    partner=catalogue.term("body", partner).phrase,
                ),
            ]
            for kind, axis, partner in catalogue.participation.cells
            if axis == "partners"
        ]
        return {"works": list(self._work_entries()), "crossings": crossings}

    def _work_entries(self) -> Iterator[list[str]]:
        """The pages on kinds of work, on partners and on kinds of partners: address, title, what
        they are found by."""
        participation = self.catalogue.participation
        for term in self.catalogue.schema.vocabularies["kind"].terms.values():
            yield [
                self.address(urls.work("kind", term.id)),
                term.title,
                *_folded(term.title, *term.synonyms),
            ]
        title_format = self.catalogue.messages["work"]["with_title"]
        for kind in participation.by_body_kind:
            term = self.catalogue.term("body", kind)
            title = format_message(title_format, name=term.phrase)
            # "Councils and mayors" are councils, and they are mayors.
            names = re.split(", | and ", term.title)
            address = self.address(urls.work("partners", kind))
            yield [address, title, *_folded(term.title, *names, *term.synonyms)]
        for id in sorted(participation.bodies_with_page):
            body = participation.body(id)
            # What records call this body, where they name it and nothing else.
            texts = [
                item.work.partner
                for item in participation.by_body[id]
                if len(item.partners.bodies) == 1 and not item.partners.unmatched
            ]
            title = format_message(title_format, name=body.title)
            yield [
                self.address(urls.work("with", id)),
                title,
                *_folded(body.title, *body.other_names, *texts),
            ]

    @cached_property
    def library(self) -> Json:
        """Guides, explained words and resources, and what each is found by besides its title."""
        catalogue = self.catalogue
        return {
            "guides": [
                [self.address(guide.url), guide.title, _guide_words(guide)]
                for guide in catalogue.guides
            ],
            "words": [
                [word.slug, word.term, [*word.also, *word.older]]
                for word in catalogue.glossary_entries
            ],
            "resources": [[r.slug, r.title, self._resource_words(r)] for r in catalogue.resources],
            **self._folders(),
        }

    def _folders(self) -> Json:
        """Where explained words and resources are, if that is not in the language of the page."""
        folders = {name: self.address(name) for name in (urls.WORDS, urls.RESOURCES)}
        away = {name: address for name, address in folders.items() if name != address}
        return {"folders": away} if away else {}

    def _resource_words(self, resource: Resource) -> str:
        texts = [resource.description, resource.publisher, *resource.authors]
        for vocabulary, ids in (
            ("topic", resource.topics),
            ("resource-kind", (resource.kind,)),
            ("format", resource.formats),
        ):
            for id in ids:
                term = self.catalogue.term(vocabulary, id)
                texts += [term.title, *term.synonyms]
        return extra_words(resource.title, texts)


def _guide_words(guide: Guide) -> str:
    headings = [text for _, text in guide.headings]
    return extra_words(guide.title, (guide.description, *guide.in_short, *headings))


def _folded(*texts: str) -> Iterable[str]:
    return dict.fromkeys(map(fold, texts))
