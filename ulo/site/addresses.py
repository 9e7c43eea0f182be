"""Where links lead from a page below the top of the site, in the folder of its language."""

import re
from collections.abc import Callable, Container

from ulo.core import urls
from ulo.site.page import ROOT

# A link, or any other address of the site, from the sign of the root to its end.
ADDRESS = re.compile(rf"(?P<link> href=\")?{ROOT}(?P<path>[^\"'?#&<>\s]*)")


class Addresses:
    """The addresses of one language. `prefix` is that of its pages: empty for the main language.

    `own_urls` gives all that there is in it, without the prefix.
    """

    def __init__(
        self, prefix: str, main_language: str, own_urls: Callable[[], Container[str]]
    ) -> None:
        self.prefix = prefix
        self._main_language = main_language
        # That of the records, on the pages of another one.
        self.record_language = main_language if prefix else ""
        self._own_urls = own_urls

    def own_url(self, url: str) -> str:
        """The address of a page of this language as its prefix is left out."""
        return url.removeprefix(self.prefix)

    def has(self, url: str) -> bool:
        """Whether there is a page or a file in this language."""
        return url in self._own_urls()

    def from_top(self, url: str) -> str:
        """An address of this language, or of all of them, as seen from the top of the site."""
        return f"{self.prefix}{url}" if self.has(url.partition("?")[0]) else url

    def fill(self, html: str, url: str) -> str:
        """HTML of the page at an address of the site, with the sign of the root replaced.

        Links to what is not in this language say in which one it is.
        """
        top = urls.relative_root(url)
        if not self.prefix:
            return html.replace(ROOT, top)
        own = top.removeprefix(urls.relative_root(self.prefix))

        def place(match: re.Match[str]) -> str:
            link, path = match["link"] or "", match["path"]
            # Scripts that are given the top go on from there, in this language.
            if not (path or link) or self.has(path):
                return f"{link}{own}{path}"
            if link and (not path or path.endswith("/")):
                link = f' hreflang="{self._main_language}"{link}'
            return f"{link}{top}{path}"

        return ADDRESS.sub(place, html)
