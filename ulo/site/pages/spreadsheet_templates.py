"""The empty spreadsheets that networks and councils fill in."""

from collections.abc import Iterator

from ulo.contribute import spreadsheet
from ulo.core import urls
from ulo.catalogue import Catalogue
from ulo.site.renderer import File, Renderer


def build_pages(catalogue: Catalogue, renderer: Renderer) -> Iterator[File]:
    schema = catalogue.schema
    example = spreadsheet.template_records(schema)
    yield File(urls.TEMPLATE_WORKBOOK, spreadsheet.as_workbook(example, schema, catalogue.today, open_on_guide=True))
    yield File(urls.TEMPLATE_CSV, spreadsheet.as_csv(example, schema, with_explanations=True))
