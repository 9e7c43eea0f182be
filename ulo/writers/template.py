"""The empty spreadsheets that networks and councils fill in."""

from collections.abc import Iterator

from ulo import addresses, spreadsheet
from ulo.catalogue import Catalogue
from ulo.render import File, Renderer


def write(catalogue: Catalogue, renderer: Renderer) -> Iterator[File]:
    schema = catalogue.schema
    example = spreadsheet.template(schema)
    yield File(addresses.TEMPLATE_WORKBOOK, spreadsheet.as_workbook(example, schema, catalogue.today, explained_first=True))
    yield File(addresses.TEMPLATE_CSV, spreadsheet.as_csv(example, schema, explained=True))
