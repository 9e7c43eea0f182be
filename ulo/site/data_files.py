"""The files that readers download whole, by name: the content of the folder `data/` of the site."""

from ulo.catalogue import Catalogue
from ulo.core import urls
from ulo.site.page import File, evaluate
from ulo.site.pages import build_all

# Lists to fill in are no data.
TEMPLATES = (urls.TEMPLATE_WORKBOOK, urls.TEMPLATE_CSV)


def data_files(catalogue: Catalogue) -> dict[str, bytes]:
    """Each file that stands there, as the site has it."""
    return {
        item.url.removeprefix(urls.DATA): evaluate(item.content)
        for item in build_all(catalogue)
        if isinstance(item, File)
        and item.url.rpartition("/")[0] == urls.DATA.rstrip("/")
        and item.url not in TEMPLATES
    }
