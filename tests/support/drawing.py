"""The pages and files of a catalogue, each drawn when a test first looks at it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property, lru_cache
from types import ModuleType
from typing import TypeVar

from ulo.catalogue import Catalogue
from ulo.site.page import File, Item, Page, evaluate, with_sizes
from ulo.site.pages import build_all
from ulo.site.renderer import Renderer

Made = TypeVar("Made")


class LazyDict(Mapping[str, Made]):
    """A dictionary with these keys, which makes each value when it is first asked for."""

    def __init__(self, keys: Iterable[str], make: Callable[[str], Made]) -> None:
        self._keys = dict.fromkeys(keys)
        self._make = lru_cache(maxsize=None)(make)

    def __getitem__(self, key: str) -> Made:
        if key not in self._keys:
            raise KeyError(key)
        return self._make(key)

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)


class Drawn:
    """All that the page modules make of a catalogue, or what some of them make, by URL.

    `items` are not drawn; `pages` have the main part of each page, and `files` the content of each
    file.
    """

    def __init__(self, catalogue: Catalogue, *modules: ModuleType) -> None:
        self.renderer = Renderer(catalogue)
        self._planned = (
            (item for module in modules for item in module.build_pages(catalogue))
            if modules
            else build_all(catalogue)
        )

    @cached_property
    def items(self) -> dict[str, Item]:
        return {item.url: item for item in self._planned}

    @cached_property
    def pages(self) -> Mapping[str, str]:
        urls = (url for url, item in self.items.items() if isinstance(item, Page))
        return LazyDict(urls, self._draw)

    @cached_property
    def files(self) -> Mapping[str, bytes]:
        urls = (url for url, item in self.items.items() if not isinstance(item, Page))
        return LazyDict(urls, self.content)

    def _draw(self, url: str) -> str:
        """The main part of a page; what it says of files that are not planned here, is nothing."""
        item = self.items[url]
        if isinstance(item, Page) and item.sizes_of:
            sizes = {url: len(self.content(url)) for url in item.sizes_of if url in self.items}
            item = with_sizes(item, lambda url: sizes.get(url, 0))
        return self.renderer.render(item)

    def content(self, url: str) -> bytes:
        """That of a file, or the main part of a page."""
        item = self.items[url]
        if isinstance(item, File):
            return evaluate(item.content)
        return self._draw(url).encode()

    def json_ld(self, url: str) -> dict:
        """What a page says of itself for computers."""
        return evaluate(self.items[url].json_ld)
