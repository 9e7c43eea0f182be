"""All that a site consists of, and how each part of it is drawn: only when somebody asks."""

from functools import cached_property

from ulo.catalogue import Catalogue
from ulo.site.frame import Frame
from ulo.site.page import File, Item, Page, evaluate, with_sizes
from ulo.site.pages import build_all
from ulo.site.renderer import Renderer


class SitePlan:
    """The pages and generated files of one catalogue in one frame."""

    def __init__(self, catalogue: Catalogue, frame: Frame) -> None:
        self.catalogue = catalogue
        self.frame = frame
        self.renderer = Renderer(catalogue)
        self._by_url: dict[str, Item] = {}
        self._others = build_all(catalogue)

    @cached_property
    def items(self) -> list[Item]:
        """All of them. Raises ValueError where two have one URL."""
        self._by_url.update((item.url, item) for item in self._others)
        return list(self._by_url.values())

    def find(self, url: str) -> Item | None:
        """What stands at a URL; it is looked for no further than needed."""
        while url not in self._by_url:
            item = next(self._others, None)
            if item is None:
                return None
            self._by_url[item.url] = item
        return self._by_url[url]

    def draw(self, item: Item) -> bytes:
        """The content of a page or a file."""
        if isinstance(item, File):
            return evaluate(item.content)
        if isinstance(item, Page) and item.sizes_of:
            item = with_sizes(item, lambda url: len(self.draw_url(url)))
        html = self.renderer.render(item)
        return (self.frame.fill(item, html) if isinstance(item, Page) else html).encode()

    def draw_url(self, url: str) -> bytes:
        """The content of what stands at a URL. Raises KeyError where nothing does."""
        if item := self.find(url):
            return self.draw(item)
        raise KeyError(url)
