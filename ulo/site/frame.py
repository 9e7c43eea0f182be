"""The frame: the blank page of the shell, split at the slots of a page's own parts.

Every generated page is a join of strings.
"""

import html
import re
from collections.abc import Sequence
from functools import lru_cache

from markupsafe import Markup, escape

from ulo.catalogue import Instance
from ulo.core import current_locale, format_message, urls
from ulo.exports import FRAME_POLICY
from ulo.schema import Messages
from ulo.site.edition import Edition, head_links, switch
from ulo.site.page import ROOT, Page, evaluate
from ulo.site.renderer import script_json

# In the parts of a frame that is split at these, each second one is the name of a slot.
SLOT = re.compile(
    r"%%(lang|title|head|root|content|address|policy|languages|/?(?:seek|usual|easy)|current:[^%]*)%%"
)
REQUIRED_SLOTS = {"lang", "title", "head", "root", "content"}
# The slots that differ from page to page; the others are filled once for many pages.
PAGE_SLOTS = {"title", "head", "content", "address", "policy", "languages"}
# What some pages leave out: it stands between the slot of this name and that with a slash.
PASSAGES = {"seek", "usual", "easy"}
# How the head asks for a file that is needed soon, by its kind.
NEEDED_LINKS = {
    "css": 'rel="preload" as="style"',
    "js": 'rel="modulepreload"',
    "json": 'rel="preload" as="fetch" crossorigin',
}
# Text as it is (False), or the name of a slot (True).
Segment = tuple[bool, str]


def escape_slots(value: object) -> Markup:
    """A value as a template of the shell writes it: what is not HTML is escaped, and no slot."""
    if isinstance(value, Markup):
        return value
    return Markup(str(escape(value)).replace("%", "&#37;"))


class Frame:
    """The blank page, split at its slots; `fill` joins it with one page's own parts.

    `messages` are all of the locale, `menu` the addresses of all entries of menus. `editions` are
    those of a site in several languages, and `edition` the one whose pages this is around. Raises
    ValueError where a slot is missing.
    """

    def __init__(
        self,
        text: str,
        instance: Instance,
        messages: Messages,
        menu: set[str],
        edition: Edition | None = None,
        editions: Sequence[Edition] = (),
    ) -> None:
        self.text = text
        self.edition, self.editions = edition, editions
        self.language = (edition.locale if edition else current_locale()).language
        self.parts = SLOT.split(text)
        if missing := REQUIRED_SLOTS - set(self.parts[1::2]):
            raise ValueError(f"The frame has no slot for {', '.join(sorted(missing))}")
        self.instance = instance
        self.title_format: str = messages["site"]["title"]
        self.easy_read_name: str = messages["easy"]["name"]
        self.menu = menu
        self.cached_segments = lru_cache(maxsize=256)(self._segments)

    def fill(self, page: Page, content: str) -> str:
        """The whole HTML of a page, of which `content` is the main part."""
        url = self._own_url(page)
        is_entry = url in self.menu or not url
        current = (url, "page") if is_entry else (page.section, "true")
        root = urls.relative_root(page.url)
        lang = page.lang or self.language
        segments = self.cached_segments(root, lang, current, page.is_easy_read)
        own = {
            "title": html.escape(self._title(page)),
            "head": self._head(page),
            "content": content,
            "address": html.escape(page.url),
            "policy": FRAME_POLICY if page.has_frames else "",
            "languages": self._languages(page),
        }
        return "".join(own[segment] if is_slot else segment for is_slot, segment in segments)

    def _segments(
        self, root: str, lang: str, current: tuple[str, str], is_easy_read: bool
    ) -> list[Segment]:
        """The frame with all slots filled but PAGE_SLOTS.

        `current` is the address of the current entry of a menu, and its `aria-current`.
        """
        address, aria_current = current
        left_out = {"usual"} if is_easy_read else {"easy"}
        if address in (urls.HOME, urls.FIND):
            # These pages have a larger box of their own.
            left_out.add("seek")
        segments: list[Segment] = []
        text, inside = "", set[str]()
        for number, part in enumerate(self.parts):
            is_slot = number % 2 == 1
            if is_slot and part.removeprefix("/") in PASSAGES:
                inside = inside - {part[1:]} if part.startswith("/") else inside | {part}
            elif inside & left_out:
                continue
            elif not is_slot:
                text += part
            elif part in PAGE_SLOTS:
                segments += [(False, text), (True, part)]
                text = ""
            elif part.startswith("current:"):
                # A page of no section has no current entry; only the home page itself has.
                if part.removeprefix("current:") == address and (address or aria_current == "page"):
                    text += f' aria-current="{aria_current}"'
            else:
                text += {"root": ROOT, "lang": lang}[part]
        segments.append((False, text))
        return [
            (is_slot, part if is_slot else self._fill_root(part, root))
            for is_slot, part in segments
        ]

    def _fill_root(self, text: str, url: str) -> str:
        """HTML with the sign of the root replaced, for any page as deep as this address."""
        if self.edition:
            return self.edition.addresses.fill(text, url)
        return text.replace(ROOT, urls.relative_root(url))

    def _own_url(self, page: Page) -> str:
        """The address of a page in its own edition of the site."""
        return self.edition.addresses.own_url(page.url) if self.edition else page.url

    def _languages(self, page: Page) -> str:
        if not self.edition:
            return ""
        return switch(self.editions, self.edition, self._own_url(page))

    def _title(self, page: Page) -> str:
        if page.title == self.instance.name:
            return page.title
        return format_message(self.title_format, title=page.title, site=self.instance.name)

    def _head(self, page: Page) -> str:
        lines = [f'<meta name="description" content="{html.escape(page.description)}">']
        address = ""
        if self.instance.site_url:
            address = f"{self.instance.site_url}{page.redirect_to or page.url}"
            lines.append(f'<link rel="canonical" href="{html.escape(address)}">')
        if self.edition and not page.redirect_to:
            site_url = self.instance.site_url
            url = self._own_url(page)
            if links := head_links(self.editions, self.edition, url, site_url):
                lines.append(links)
        properties = {
            "og:site_name": self.instance.name,
            "og:type": "website",
            "og:title": page.title,
            "og:description": page.description,
            "og:url": address,
        }
        for name, value in properties.items():
            if value:
                lines.append(f'<meta property="{name}" content="{html.escape(value)}">')
        if page.redirect_to:
            # At once, so that nobody has to read twice; a static site has no other way.
            target = html.escape(ROOT + page.redirect_to)
            lines.append('<meta name="robots" content="noindex">')
            lines.append(f'<meta http-equiv="refresh" content="0; url={target}">')
        if page.easy_read_url:
            lines.append(
                f'<link rel="alternate" href="{ROOT}{page.easy_read_url}" '
                f'title="{html.escape(self.easy_read_name)}" data-easy>'
            )
        for alternate in page.alternates:
            title = f' title="{html.escape(alternate.title)}"' if alternate.title else ""
            lines.append(
                f'<link rel="alternate" type="{alternate.media_type}" '
                f'href="{ROOT}{html.escape(alternate.url)}"{title}>'
            )
        for address in page.needs:
            kind = address.partition("?")[0].rpartition(".")[2]
            lines.append(f'<link {NEEDED_LINKS[kind]} href="{html.escape(ROOT + address)}">')
        if json_ld := evaluate(page.json_ld):
            lines.append(f'<script type="application/ld+json">{script_json(json_ld)}</script>')
        return self._fill_root("\n".join(lines), page.url)
