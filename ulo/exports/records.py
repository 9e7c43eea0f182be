"""The records themselves, as they stand in the repository: whole, and in a form that comes back."""

from collections.abc import Iterator

from ulo.catalogue import Catalogue
from ulo.contribute import spreadsheet
from ulo.contribute.importer import VERSION_FIELD
from ulo.exports.json_text import compact_json
from ulo.exports.provenance import provenance
from ulo.model import Organisation, as_data
from ulo.schema import RecordData


def record(organisation: Organisation) -> RecordData:
    """A record with its id, as `import` takes it."""
    return {"id": organisation.slug, **as_data(organisation)}


def organisations_json(catalogue: Catalogue) -> bytes:
    """All records in one file, which says first where they are from."""
    records = [record(o) for o in catalogue.organisations]
    return compact_json({**provenance(catalogue), "organisations": records})


def organisations_json_lines(catalogue: Catalogue) -> bytes:
    """A record a line (JSON Lines), so that even the largest directory can be read in pieces."""
    return b"".join(map(compact_json, _records_with_versions(catalogue)))


def _records_with_versions(catalogue: Catalogue) -> Iterator[RecordData]:
    for o in catalogue.organisations:
        version = spreadsheet.make_version(o.slug, as_data(o), catalogue.schema)
        yield {**record(o), VERSION_FIELD: version}


def organisations_csv(catalogue: Catalogue) -> bytes:
    """A record a row, for programs: the names of fields as columns, and ids as values."""
    return spreadsheet.as_data_csv(_by_slug(catalogue), catalogue.schema).encode()


def organisations_columns(catalogue: Catalogue) -> list[str]:
    """The names of the columns of that file."""
    return spreadsheet.data_columns(_by_slug(catalogue), catalogue.schema)


def organisations_spreadsheet(catalogue: Catalogue) -> bytes:
    """A record a row, for people: in words, and with the mark by which Excel knows UTF-8."""
    return spreadsheet.as_csv(_by_slug(catalogue), catalogue.schema)


def _by_slug(catalogue: Catalogue) -> dict[str, RecordData]:
    return {o.slug: as_data(o) for o in catalogue.organisations}


def resources_json(catalogue: Catalogue) -> bytes:
    """The library: each resource with the fields of its record.

    A file with `resources` in it would be taken for the description of a data package.
    """
    resources = [{"id": r.slug, **as_data(r)} for r in catalogue.resources]
    return compact_json({**provenance(catalogue), "library": resources})
