"""All that a site consists of, and how each part of it is drawn: only when somebody asks."""

from collections.abc import Iterator, Sequence
from functools import cached_property

from ulo.catalogue import Catalogue
from ulo.core import use_locale
from ulo.site.edition import Edition
from ulo.site.frame import Frame
from ulo.site.page import File, Item, Page, evaluate, settle, with_sizes
from ulo.site.pages import build_all
from ulo.site.renderer import Renderer


class EditionPlan:
    """How the pages of one language are drawn: with its catalogue, in its frame."""

    def __init__(self, catalogue: Catalogue, frame: Frame, edition: Edition | None = None) -> None:
        self.catalogue, self.frame, self.edition = catalogue, frame, edition
        self.locale = catalogue.schema.locale
        self.renderer = Renderer(catalogue, edition.addresses if edition else None)

    @property
    def prefix(self) -> str:
        return self.edition.prefix if self.edition else ""

    def list_items(self) -> Iterator[Item]:
        """Its items, each with its address in the site."""
        if self.edition:
            yield from map(self.edition.below, self.edition.items)
        else:
            yield from build_all(self.catalogue)

    def settle(self, item: Item) -> Item:
        """The same item with all that has to be derived for it."""
        with use_locale(self.locale):
            return settle(item)

    def render(self, item: Page) -> str:
        """The main part of a page."""
        with use_locale(self.locale):
            return self.renderer.render(item)

    def draw(self, item: Item) -> bytes:
        """The content of a page or a file."""
        with use_locale(self.locale):
            if isinstance(item, File):
                return evaluate(item.content)
            html = self.renderer.render(item)
            return (self.frame.fill(item, html) if isinstance(item, Page) else html).encode()


class SitePlan:
    """The pages and generated files of one catalogue in one frame.

    A site in several languages has an edition for each, of which the first is that of the catalogue
    and of the frame; `frames` are those of the others.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        frame: Frame,
        editions: Sequence[Edition] = (),
        frames: Sequence[Frame] = (),
    ) -> None:
        self.catalogue = catalogue
        self.frame = frame
        self.frames = frames
        main, *others = editions or (None,)
        self.main = EditionPlan(catalogue, frame, main)
        self.plans = [self.main]
        for edition, own_frame in zip(others, frames, strict=True):
            assert edition
            self.plans.append(EditionPlan(edition.catalogue, own_frame, edition))
        self.renderer = self.main.renderer
        self._by_url: dict[str, Item] = {}
        self._others = (item for plan in self.plans for item in plan.list_items())

    @property
    def editions(self) -> list[Edition]:
        """Those of a site in several languages; none of one in its main language alone."""
        return [plan.edition for plan in self.plans if plan.edition]

    def plan_of(self, url: str) -> EditionPlan:
        """The plan of the language in which a page is."""
        for plan in self.plans[1:]:
            if url.startswith(plan.prefix):
                return plan
        return self.main

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
        if isinstance(item, Page) and item.sizes_of:
            item = with_sizes(item, lambda url: len(self.draw_url(url)))
        return self.plan_of(item.url).draw(item)

    def draw_url(self, url: str) -> bytes:
        """The content of what stands at a URL. Raises KeyError where nothing does."""
        if item := self.find(url):
            return self.draw(item)
        raise KeyError(url)
