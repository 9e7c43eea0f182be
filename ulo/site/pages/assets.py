"""The files that every page uses and that are made, not written by hand."""

from collections.abc import Iterator

from ulo.catalogue import Catalogue
from ulo.core import urls
from ulo.site.icons import icons_file
from ulo.site.page import File


def build_pages(catalogue: Catalogue) -> Iterator[File]:
    yield File(urls.ICONS, icons_file)
