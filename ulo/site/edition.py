"""The site in one language: what it has there, and how its pages name the addresses of the site.

The main language is at the top, each other one below its tag: `cy/`. There, a page that the
language cannot say is missing, and so is every file that is the same for all languages; links lead
to those of the main language.
"""

import html
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import cached_property

from ulo.catalogue import Catalogue, Guide
from ulo.core import Locale, urls, use_locale
from ulo.site.addresses import Addresses
from ulo.site.languages import drawn_modules
from ulo.site.page import Item, TemplateFile
from ulo.site.pages import build_all


class TranslatedCatalogue(Catalogue):
    """A catalogue in the words of another language than the main one."""

    # How a page at the top of this language names an address of the site.
    address: Callable[[str], str] = str


def translate(catalogue: Catalogue, locale: Locale, guides: Iterable[Guide]) -> TranslatedCatalogue:
    """The same catalogue in another language, with these guides."""
    return TranslatedCatalogue(
        catalogue.organisations,
        catalogue.schema.in_language(locale),
        catalogue.instance,
        catalogue.today,
        catalogue.resources,
        catalogue.glossary_entries,
        guides,
    )


class Edition:
    """The site in one language. `prefix` is that of its addresses, empty for the main language.

    `guides` and `written` are the guides and the addresses of the hand-written pages that it has of
    its own, those without the prefix. All addresses inside of it are without, too.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        prefix: str = "",
        guides: Sequence[Guide] = (),
        written: Iterable[str] = (),
    ) -> None:
        self.catalogue = catalogue
        self.locale: Locale = catalogue.schema.locale
        self.prefix = prefix
        main = self.locale.fallback or self.locale
        self.addresses = Addresses(prefix, main.language, self._own_urls)
        self.modules = drawn_modules(self.locale) if prefix else None
        self.written = sorted(written)
        self._guides = {guide.url for guide in guides}
        # The name of the module of each page and file.
        self._owners: dict[str, str] = {}
        self._urls = set(self.written)
        if isinstance(catalogue, TranslatedCatalogue):
            catalogue.address = self._address

    @cached_property
    def items(self) -> list[Item]:
        """All pages and files of this language, none of them drawn yet."""
        items = []
        with use_locale(self.locale):
            for item in build_all(self.catalogue, self.modules, self._owners):
                if self._is_own(item):
                    items.append(item)
                    self._urls.add(item.url)
        return items

    def _is_own(self, item: Item) -> bool:
        """Whether it is neither a guide that nobody has translated, nor a feed: programs that read
        those know one address for each thing."""
        guide = item.url.removesuffix("easy/")
        others = {guide.url for guide in self.catalogue.guides} - self._guides
        return not self.prefix or (guide not in others and not isinstance(item, TemplateFile))

    def has(self, url: str) -> bool:
        """Whether there is a page or a file in this language."""
        return url in self._own_urls()

    def _own_urls(self) -> set[str]:
        assert self.items is not None
        return self._urls

    def differences(self, main: "Edition") -> list[object]:
        """All that decides which links stay in this language, besides what the main one has."""
        assert self.items is not None and main.items is not None
        modules = self.modules or frozenset()
        own = {url for url, owner in main._owners.items() if owner in modules}
        return [self.prefix, sorted(modules), self.written, sorted(own ^ self._owners.keys())]

    def _address(self, url: str) -> str:
        """How a page at the top of this language names an address, while its items are listed."""
        return url if url.partition("#")[0] in self._urls else f"../{url}"

    def below(self, item: Item) -> Item:
        """The same item at its address in the site."""
        return replace(item, url=self.prefix + item.url) if self.prefix else item


def head_links(editions: Sequence[Edition], edition: Edition, url: str, site_url: str) -> str:
    """Where else a page is, for search engines; nothing where there is but one language.

    `url` is its address in the edition. A draft is for those who read it over, not to be found.
    """
    having = [other for other in editions if other.has(url)]
    lines = []
    if edition.locale.is_draft:
        lines.append('<meta name="robots" content="noindex">')
    if len(having) > 1:
        start = site_url or urls.relative_root(edition.prefix + url)
        named = [(other.locale.language, other.prefix) for other in having]
        if not having[0].prefix:
            named.append(("x-default", ""))
        lines += (
            f'<link rel="alternate" hreflang="{language}" '
            f'href="{html.escape(start + prefix + url) or "./"}">'
            for language, prefix in named
        )
    return "\n".join(lines)


def switch(editions: Sequence[Edition], edition: Edition, url: str) -> str:
    """Links to the same page in each other language, else to its home page there."""
    links = []
    for other in editions:
        if other is edition:
            continue
        target = other.prefix + (url if other.has(url) else urls.HOME)
        if not other.has(urls.HOME) and not other.has(url):
            continue
        language, name = other.locale.language, other.locale.message("locale.name")
        address = urls.relative_root(edition.prefix + url) + target or "./"
        links.append(
            f'<a href="{html.escape(address)}" lang="{language}" hreflang="{language}">'
            f"{html.escape(name)}</a>"
        )
    return f"<p>{' '.join(links)}</p>" if links else ""
