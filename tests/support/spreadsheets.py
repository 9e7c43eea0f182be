"""What the tests of spreadsheets share: files made by hand, and what the command makes of them."""

import csv
import io
import zipfile

from sites import DATA
from ulo import checks, records as record_files
from ulo.contribute import importer, spreadsheet
from ulo.contribute.importer.merging import merge_entry
from ulo.core import csv_file
from ulo.records import Record, values
from ulo.schema import Schema

LEAST = {
    "Name": "Example People First",
    "Summary": "People with learning disabilities in Leeds who speak up together.",
    "Led by": "LD",
    "How we know": "It says so itself",
    "Evidence": "It says that its members run it.",
    "Source of the evidence": "https://example.org/about",
    "For": "People with learning disabilities",
    "What it does": "Self-advocacy",
    "Sources 1: Web address of the source": "https://example.org/about",
    "Sources 1: Title of the source": "About us",
}

FORMATS = {
    "csv": lambda data, schema, today: spreadsheet.as_csv(data, schema),
    "data csv": lambda data, schema, today: spreadsheet.as_data_csv(data, schema).encode(),
    "data csv with mark": lambda data, schema, today: csv_file(
        spreadsheet.as_data_csv(data, schema)
    ),
    "xlsx": spreadsheet.as_workbook,
}


def as_csv(*rows: dict, separator: str = ",", encoding: str = "utf-8-sig") -> bytes:
    """A CSV file with these rows; the titles are those of the first."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator).writerows(
        [list(rows[0]), *([row.get(title, "") for title in rows[0]] for row in rows)]
    )
    return text.getvalue().encode(encoding)


def saved_again(content: bytes, separator: str, encoding: str, line_end: str) -> bytes:
    """A CSV file as a program saves it that has opened it: the same cells, in its own way."""
    rows = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator, lineterminator=line_end).writerows(rows)
    return text.getvalue().encode(encoding)


def as_xlsx(**sheets: list[list]) -> bytes:
    """A workbook with these rows of Python values, as another program may have written it."""
    from openpyxl import Workbook

    book, content = Workbook(), io.BytesIO()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.save(content)
    return content.getvalue()


def repacked(content: bytes, change) -> bytes:
    """The workbook with each part as `change(name, text)` gives it back."""
    packed, made = zipfile.ZipFile(io.BytesIO(content)), io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in packed.namelist():
            new.writestr(name, change(name, packed.read(name)))
    return made.getvalue()


def read_spreadsheet(content: bytes, schema):
    return spreadsheet.read_entries(spreadsheet.load_sheets(content, schema), schema)


def read_back(data: dict, schema, today, form: str) -> dict:
    """The records that a spreadsheet of these records makes, before any rule is asked."""
    entries, notes = read_spreadsheet(FORMATS[form](data, schema, today), schema)
    assert not notes and not any(entry.has_errors for entry in entries)
    return {entry.id: merge_entry({}, entry, schema) for entry in entries}


def planned(
    content: bytes,
    schema,
    today,
    records: dict | None = None,
    taken=(),
    replace: bool = False,
    read=read_spreadsheet,
) -> importer.Plan:
    """What a list would do to a directory with these records; `read` reads its format."""
    found = {slug: Record(slug, f"orgs/{slug}.yml", data) for slug, data in (records or {}).items()}
    entries, notes = read(content, schema)
    known = checks.run(found.values(), schema, today)[1]
    return importer.make_plan(
        entries, notes, found, {*found, *taken}, known, schema, today, replace
    )


def good_examples() -> dict[str, dict]:
    """The data of each record that the checks have nothing against, by a slug of its own."""
    folders = sorted((DATA / "records" / "good").iterdir())
    return {
        f"{folder.name}-{record.slug}": record.data
        for folder in folders
        for record in record_files.read(
            folder / "orgs" if (folder / "orgs").is_dir() else folder, folder
        )[0]
    }


def as_read(data: dict[str, dict], schema: Schema) -> dict[str, dict]:
    """These records as each way in reads them."""
    return {slug: values.read_record(record, schema)[0] for slug, record in data.items()}


def told(plan: importer.Plan) -> list[str]:
    """Each note as one line: the place, what is wrong, what to do."""
    return [
        " / ".join(
            filter(
                None,
                (
                    one.location.sheet,
                    str(one.location.row or ""),
                    one.location.column,
                    one.message,
                    one.fix,
                ),
            )
        )
        for one in plan.notes
    ]
