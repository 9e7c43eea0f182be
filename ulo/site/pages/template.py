"""The empty spreadsheets that networks and councils fill in."""

from collections.abc import Iterator

from ulo.contribute import spreadsheet
from ulo.core import urls
from ulo.catalogue import Catalogue
from ulo.site.renderer import File, Renderer


def write(catalogue: Catalogue, renderer: Renderer) -> Iterator[File]:
    schema = catalogue.schema
    example = spreadsheet.template(schema)
    yield File(urls.TEMPLATE_WORKBOOK, spreadsheet.as_workbook(example, schema, catalogue.today, explained_first=True))
    yield File(urls.TEMPLATE_CSV, spreadsheet.as_csv(example, schema, explained=True))
