"""The files that readers download whole: their names, their forms, and what makes each."""

from collections.abc import Callable
from typing import NamedTuple

from ulo.catalogue import Catalogue
from ulo.exports import data_package, database, geojson, linked_data, records, tables, vocabularies

JSON, JSON_LD, CSV = "application/json", "application/ld+json", "text/csv"


class Download(NamedTuple):
    """One file: its name, its media type, and what makes it of a catalogue."""

    name: str
    media_type: str
    make: Callable[[Catalogue], bytes]


# In the order in which people want them.
DOWNLOADS = (
    Download("organisations-spreadsheet.csv", CSV, records.organisations_spreadsheet),
    Download("organisations.csv", CSV, records.organisations_csv),
    Download("organisations.json", JSON, records.organisations_json),
    Download("organisations.jsonl", "application/x-ndjson", records.organisations_json_lines),
    Download("organisations.geojson", "application/geo+json", geojson.organisations_geojson),
    Download("organisations.sqlite", "application/vnd.sqlite3", database.organisations_database),
    Download("work.csv", CSV, tables.work_csv),
    Download("partners.csv", CSV, tables.partners_csv),
    Download("areas.csv", CSV, tables.areas_csv),
    Download("resources.json", JSON, records.resources_json),
    Download("organisations.jsonld", JSON_LD, linked_data.linked_data_file),
    Download(vocabularies.VOCABULARIES_NAME, JSON, vocabularies.vocabularies_file),
    Download(vocabularies.SKOS_NAME, JSON_LD, vocabularies.skos_file),
    Download("data-package.zip", "application/zip", data_package.data_package_archive),
    Download(data_package.DESCRIPTION, JSON, data_package.data_package),
)
