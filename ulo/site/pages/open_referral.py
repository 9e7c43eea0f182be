"""The files of the API in the form of Open Referral."""

from collections.abc import Iterator

from ulo.catalogue import Catalogue
from ulo.exports import hsds
from ulo.site.page import File


def build_pages(catalogue: Catalogue) -> Iterator[File]:
    for url, write in hsds.hsds_files(catalogue):
        yield File(url, write)
