"""What a site is made of, before anything is drawn: a page is a template and the facts for it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Generic, NamedTuple, TypeVar

from ulo.core import format_message, urls
from ulo.schema import Messages

# Stands for the way to the top of the site until a page is drawn, so that a part of several pages
# is drawn once for all depths. No record has this sign (`control-character`).
ROOT = "\N{SUBSTITUTE}"
# The longest list on one page; the rest follows on pages of its own, by plain links.
PAGE_SIZE = 50
JSON_TYPE = "application/json"

Value = TypeVar("Value")
Entry = TypeVar("Entry")
# The variables of a template.
Context = Mapping[str, object]
# Structured data that schema.org defines, as JSON has it.
JsonLd = Mapping[str, object]


@dataclass(frozen=True)
class File:
    """A file to be written as it is, at this address."""

    url: str
    content: bytes | Callable[[], bytes] = field(repr=False)


@dataclass(frozen=True)
class TemplateFile:
    """A file that a template draws, such as a feed: it has no frame.

    One whose URL ends in a slash is a page with a shell of its own. Its links are checked as those
    of any page, and no sitemap names it.
    """

    url: str
    template: str
    context: Context | Callable[[], Context] = field(repr=False)


class Alternate(NamedTuple):
    """The same facts in another form: where, and of which media type, such as application/json."""

    url: str
    media_type: str
    title: str = ""


@dataclass(frozen=True)
class Page:
    """A page: the template draws its main part, and what else it has is for the frame around that.

    `lang` is its language where that is not the one of its edition of the site.
    `section` is the address of the menu entry that it belongs to; `json_ld` is what schema.org
    says of it; a page that has moved has the address of another in `redirect_to`. `needs` has the
    addresses of files that it asks for sooner or later, and that are better asked for at once.
    `alternates` are named for other programs, in the head. A page that says how large other files
    are has their addresses in `sizes_of`; it is drawn after them, and its template finds the bytes
    of each in `sizes`. What `has_frames` may show other pages of this site in it.
    """

    url: str
    title: str
    description: str
    template: str
    context: Context | Callable[[], Context] = field(repr=False)
    section: str = ""
    lang: str = ""
    json_ld: JsonLd | Callable[[], JsonLd] | None = None
    easy_read_url: str = ""
    is_easy_read: bool = False
    redirect_to: str = ""
    needs: tuple[str, ...] = ()
    alternates: tuple[Alternate, ...] = ()
    sizes_of: tuple[str, ...] = ()
    has_frames: bool = False


# Whatever has an address of its own.
Item = File | TemplateFile | Page


@dataclass(frozen=True)
class ListPage(Generic[Entry]):
    """One page of a long list: its part of the list, its number from 1, and of how many it is one.

    `base_url` is the address of the first page.
    """

    items: Sequence[Entry]
    number: int
    page_count: int
    base_url: str
    url: str
    title: str

    @property
    def linked_numbers(self) -> list[int | None]:
        """The numbers of the pages to link from here, and None for each gap between them.

        Those are the first, the last, and the next to this one. One halfway to each end brings
        every page of a long list within a few clicks.
        """
        here, last = self.number, self.page_count
        halfway = (1 + here) // 2, (here + last) // 2
        numbers = sorted({1, last, *halfway, *range(max(1, here - 1), min(last, here + 1) + 1)})
        linked: list[int | None] = []
        for before, number in pairwise([0, *numbers]):
            # Where one page is left out, its number takes no more room than a gap.
            if number - before == 2:
                linked.append(number - 1)
            elif number - before > 2:
                linked.append(None)
            linked.append(number)
        return linked

    def map(self, function: Callable[[Entry], Value]) -> "ListPage[Value]":
        """The same page with what a function makes of each entry."""
        return ListPage(
            [function(item) for item in self.items],
            self.number,
            self.page_count,
            self.base_url,
            self.url,
            self.title,
        )


def paginate(
    items: Sequence[Entry], base_url: str, title: str, messages: Messages, size: int = PAGE_SIZE
) -> Iterator[ListPage[Entry]]:
    """A list in pages of some size; an empty list makes one empty page.

    `messages` are all of the locale.
    """
    starts = range(0, max(len(items), 1), size)
    for number, start in enumerate(starts, 1):
        page_title = title
        if number > 1:
            page_title = format_message(
                messages["pager"]["title"], title=title, page=number, pages=len(starts)
            )
        yield ListPage(
            items=items[start : start + size],
            number=number,
            page_count=len(starts),
            base_url=base_url,
            url=urls.list_page(base_url, number),
            title=page_title,
        )


def evaluate(value: Value | Callable[[], Value]) -> Value:
    """A value that may have to be derived first."""
    return value() if callable(value) else value


def settle(item: Item) -> Item:
    """The same item with all that has to be derived for it."""
    if isinstance(item, File):
        return item
    context = evaluate(item.context)
    if isinstance(item, TemplateFile):
        return replace(item, context=context)
    return replace(item, context=context, json_ld=evaluate(item.json_ld))


def with_sizes(page: Page, size: Callable[[str], int]) -> Page:
    """The same page with the size in bytes of each file that it speaks of."""
    sizes = {url: size(url) for url in page.sizes_of}
    return replace(page, context={**evaluate(page.context), "sizes": sizes})
