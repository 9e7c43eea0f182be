"""The program interface: files of JSON for other programs, and what tells a host how to serve
them."""

from collections.abc import Iterator
from functools import partial

from ulo.catalogue import Catalogue
from ulo.core import urls
from ulo.exports import headers_file, redirects_file
from ulo.exports.api import PAGE_SIZE, api_files
from ulo.site.page import File


def build_pages(catalogue: Catalogue) -> Iterator[File]:
    for url, content in api_files(catalogue, PAGE_SIZE):
        yield File(url, content)
    yield File(urls.HOST_HEADERS, partial(headers_file, catalogue))
    yield File(urls.HOST_REDIRECTS, partial(redirects_file, catalogue))
