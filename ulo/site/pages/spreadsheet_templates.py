"""The empty spreadsheets that networks and councils fill in."""

from collections.abc import Iterator

from ulo.catalogue import Catalogue
from ulo.contribute import spreadsheet
from ulo.core import urls
from ulo.site.page import File


def build_pages(catalogue: Catalogue) -> Iterator[File]:
    schema = catalogue.schema
    records = spreadsheet.template_records(schema)
    yield File(
        urls.TEMPLATE_WORKBOOK,
        lambda: spreadsheet.as_workbook(records, schema, catalogue.today, is_template=True),
    )
    yield File(
        urls.TEMPLATE_CSV, lambda: spreadsheet.as_csv(records, schema, with_explanations=True)
    )
