"""The empty spreadsheets that networks and councils fill in."""

from collections.abc import Iterator

from ulo.catalogue import Catalogue
from ulo.contribute import spreadsheet
from ulo.core import urls
from ulo.site.renderer import File, Renderer


def build_pages(catalogue: Catalogue, renderer: Renderer) -> Iterator[File]:
    schema = catalogue.schema
    records = spreadsheet.template_records(schema)
    workbook = spreadsheet.as_workbook(records, schema, catalogue.today, open_on_guide=True)
    yield File(urls.TEMPLATE_WORKBOOK, workbook)
    yield File(urls.TEMPLATE_CSV, spreadsheet.as_csv(records, schema, with_explanations=True))
