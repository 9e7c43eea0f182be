"""The frame: the blank page that the shell drew, split where a page's own parts go. Every generated page is a join of strings."""

import html
import re
from functools import lru_cache

from ulo.catalogue import Instance
from ulo.core import urls
from ulo.site.renderer import Page, script_json

SLOT = re.compile(r"%%(lang|title|head|root|content|address|seek|/seek|current:[^%]*)%%")
HEADING = re.compile(r'<h[1-6] id="([^"]*)"')


class Frame:
    """The blank page, split at its slots; `fill` joins it with one page's own parts."""

    def __init__(self, text: str, instance: Instance, words: dict, menu: set[str]) -> None:
        self.parts = SLOT.split(text)
        missing = {"lang", "title", "head", "root", "content"} - set(self.parts[1::2])
        if missing:
            raise ValueError(f"The frame has no slot for {', '.join(sorted(missing))}")
        self.instance, self.title_format, self.easy_read_name, self.menu = (
            instance,
            words["site"]["title"],
            words["easy"]["name"],
            menu,
        )
        self.cached_segments = lru_cache(maxsize=256)(self._segments)

    def fill(self, page: Page) -> str:
        current = (
            (page.url, "page") if page.url in self.menu or not page.url else (page.section, "true")
        )
        pieces = self.cached_segments(urls.relative_root(page.url), page.lang, current)
        own = {
            "title": html.escape(self._title(page)),
            "head": self._head(page),
            "content": page.content,
            "address": html.escape(page.url),
        }
        return "".join(own[piece] if is_slot else piece for is_slot, piece in pieces)

    def _segments(self, root: str, lang: str, current: tuple[str, str]) -> list[tuple[bool, str]]:
        # Everything that many pages have in common is filled in once; four slots stay open.
        pieces: list[tuple[bool, str]] = []
        text, left_out = "", False
        for number, part in enumerate(self.parts):
            if part in ("seek", "/seek") and number % 2:
                # The first page and that of the search have a larger box of their own.
                left_out = part == "seek" and current[0] in (urls.HOME, urls.FIND)
            elif left_out:
                continue
            elif number % 2 == 0:
                text += part
            elif part in ("title", "head", "content", "address"):
                pieces += [(False, text), (True, part)]
                text = ""
            elif part.startswith("current:"):
                text += (
                    f' aria-current="{current[1]}"'
                    if part.removeprefix("current:") == current[0]
                    and (current[0] or current[1] == "page")
                    else ""
                )
            else:
                text += {"root": root, "lang": lang}[part]
        return [*pieces, (False, text)]

    def _title(self, page: Page) -> str:
        return (
            page.title
            if page.title == self.instance.name
            else self.title_format.format(title=page.title, site=self.instance.name)
        )

    def _head(self, page: Page) -> str:
        address = (
            f"{self.instance.site_url}{page.redirect_to or page.url}"
            if self.instance.site_url
            else ""
        )
        properties = {
            "og:site_name": self.instance.name,
            "og:type": "website",
            "og:title": page.title,
            "og:description": page.description,
            "og:url": address,
        }
        lines = [f'<meta name="description" content="{html.escape(page.description)}">']
        lines += [f'<link rel="canonical" href="{html.escape(address)}">'] if address else []
        lines += [
            f'<meta property="{name}" content="{html.escape(value)}">'
            for name, value in properties.items()
            if value
        ]
        if page.redirect_to:
            # At once, so that nobody has to read twice; without a server of our own there is no other way.
            way = html.escape(urls.relative_root(page.url) + page.redirect_to)
            lines += [
                '<meta name="robots" content="noindex">',
                f'<meta http-equiv="refresh" content="0; url={way}">',
            ]
        if page.easy_read_url:
            lines.append(
                f'<link rel="alternate" href="{urls.relative_root(page.url)}{page.easy_read_url}" title="{html.escape(self.easy_read_name)}" data-easy>'
            )
        lines += (
            [f'<script type="application/ld+json">{script_json(page.json_ld)}</script>']
            if page.json_ld
            else []
        )
        return "\n".join(lines)


def wrap_tables(content: str) -> str:
    """The HTML of a guide with each table in a region of its own, which scrolls and which the keyboard reaches. Both are
    called what the heading above them says. The first row says what its columns hold; where its corner is empty, the first
    column says what its rows hold."""
    first, *rest = (
        content.replace("<th></th>", "<td></td>")
        .replace("<th>", '<th scope="col">')
        .split("<table>")
    )
    text = first
    for part in rest:
        if "<td></td>\n<th" in part:
            part = re.sub(r"<tr>\n<td>(?!</td>)(.*?)</td>", r'<tr>\n<th scope="row">\1</th>', part)
        heading = HEADING.findall(text)[-1]
        text += f'<div class="scroll" role="region" tabindex="0" aria-labelledby="{heading}"><table aria-labelledby="{heading}">{part.replace("</table>", "</table></div>")}'
    return text
