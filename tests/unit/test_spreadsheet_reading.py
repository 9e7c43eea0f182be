"""Whatever people and their programs do to a spreadsheet: it is read, or a note says what to do."""

import io
import zipfile
from datetime import date, datetime, time

import pytest
from hypothesis import given, settings, strategies as st
from openpyxl import load_workbook

from generate import minimal_record
from sites import ROOT
from spreadsheets import FORMATS, LEAST, as_csv, as_xlsx, planned, repacked, told
from ulo import schema as shape
from ulo.contribute import importer, spreadsheet
from ulo.contribute.importer.merging import merge_entry
from ulo.contribute.notes import UnreadableFileError
from ulo.contribute.spreadsheet import archive, loading

FULL = {**LEAST, "Phone": "0113 496 0000", "Founded": "1999"}


def only(plan):
    """The data of the only new group."""
    assert not plan.rejected and len(plan.new) == 1, told(plan)
    return plan.new[0].after


@pytest.fixture
def plain(schema, today):
    """What the fullest row makes when nothing odd happens to it."""
    return only(planned(as_csv(FULL), schema, today))


# --- Layouts and letters --------------------------------------------------------------------------


def shuffled(row: dict) -> dict:
    return dict(reversed(row.items()))


@pytest.mark.parametrize(
    "content",
    [
        as_csv(shuffled(FULL)),
        as_csv(FULL, separator=";"),
        as_csv(FULL, separator="\t"),
        as_csv(FULL, encoding="utf-8"),
        as_csv(FULL, encoding="utf-16"),
        b"sep=;\r\n" + as_csv(FULL, separator=";", encoding="ascii"),
        as_csv(FULL).replace(b"\r\n", b"\n"),
        as_csv({title.upper(): text for title, text in FULL.items()}),
        as_csv({f" {title}: ": text for title, text in FULL.items()}),
        as_csv({title: f"  {text} \n" for title, text in FULL.items()}),
        b"Our members,,,\r\n\r\n" + as_csv(FULL, encoding="ascii") + b",,,,\r\n\r\n",
        as_csv(
            {
                "name": FULL["Name"],
                "user_led.led_by": FULL["Led by"],
                **{title: text for title, text in FULL.items() if title not in ("Name", "Led by")},
            }
        ),
        as_xlsx(Sheet1=[list(FULL), list(FULL.values())]),
        as_xlsx(Sheet1=[[], ["Our members"], [], [None, *FULL], [], [None, *FULL.values()]]),
        as_xlsx(Members=[list(FULL), list(FULL.values())], Notes=[["Ring them"], ["on Monday"]]),
        as_xlsx(
            Groups=[
                [t for t in FULL if "Sources" not in t],
                [FULL[t] for t in FULL if "Sources" not in t],
            ],
            Sources=[
                ["Group", "Web address of the source", "Title of the source"],
                ["example people first", "https://example.org/about", "About us"],
            ],
        ),
        as_xlsx(
            Sources=[
                ["Name", "Web address of the source", "Title of the source"],
                ["Example People First", "https://example.org/about", "About us"],
            ],
            Groups=[
                [t for t in FULL if "Sources" not in t],
                [FULL[t] for t in FULL if "Sources" not in t],
            ],
        ),
    ],
    ids=[
        "moved",
        "semicolons",
        "tabs",
        "no mark",
        "utf-16",
        "sep line",
        "unix lines",
        "capitals",
        "colons",
        "spaces",
        "heading above",
        "names of fields",
        "workbook",
        "further in",
        "other sheets",
        "own sheet",
        "sheets moved",
    ],
)
def test_the_layout_does_not_matter(schema, today, plain, content):
    assert only(planned(content, schema, today)) == plain


def test_windows_1252_is_read_with_a_warning(schema, today):
    plan = planned(as_csv({**FULL, "Name": "Café Example"}, encoding="cp1252"), schema, today)
    assert only(plan)["name"] == "Café Example"
    assert told(plan)[0] == " / ".join(schema.messages["importer"]["notes"]["old-letters"].values())


# --- Cells ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "value", "pointer", "wanted"),
    [
        ("Founded", 1999, ("founded",), "1999"),
        ("Founded", 1999.0, ("founded",), "1999"),
        ("Founded", "1999.0", ("founded",), "1999"),
        ("Share of the board", 75, ("user_led", "board_share"), "75"),
        ("Share of the board", "75 %", ("user_led", "board_share"), "75"),
        ("Company number", 4627549, ("identifiers", "GB-COH"), "04627549"),
        ("Company number", "4627549", ("identifiers", "GB-COH"), "04627549"),
        ("Company number", "SC123456", ("identifiers", "GB-COH"), "SC123456"),
        ("Charity number, England and Wales", 1098893.0, ("identifiers", "GB-CHC"), "1098893"),
        ("Phone", 1134960000, ("contact", "phone"), "0113 496 0000"),
        ("Phone", "'+44 113 496 0000", ("contact", "phone"), "0113 496 0000"),
        ("Relay UK welcome", "Yes", ("contact", "relay_uk"), "true"),
        ("Relay UK welcome", True, ("contact", "relay_uk"), "true"),
        ("Relay UK welcome", "FALSE", ("contact", "relay_uk"), "false"),
        (
            "Updated or confirmed on",
            datetime.combine(date(2026, 11, 5), time.min),
            ("checked", "on"),
            "2026-11-05",
        ),
        ("Updated or confirmed on", "05/11/2026", ("checked", "on"), "2026-11-05"),
        ("Added on", date(2026, 11, 5), ("added",), "2026-11-05"),
        ("Other names", "EPF; Example SA", ("also_known_as",), ["EPF", "Example SA"]),
        ("Other names", "EPF\r\n\r\nExample SA\n", ("also_known_as",), ["EPF", "Example SA"]),
        ("Other names", '"One; two"; Three', ("also_known_as",), ["One; two", "Three"]),
        ("Other names", '"One" and "two"', ("also_known_as",), ['"One" and "two"']),
        ("Other names", "Leeds, York and us", ("also_known_as",), ["Leeds, York and us"]),
        (
            "For",
            "carers, LD; Gypsies, Roma and Travellers",
            ("for",),
            ["carers", "people-with-learning-disabilities", "gypsy-roma-traveller-people"],
        ),
        (
            "Places it serves",
            "London Borough of Barnet\nCity of Bradford",
            ("area", "serves"),
            ["barnet", "bradford"],
        ),
        ("Reach", "LOCAL", ("area", "reach"), "local"),
        (
            "Summary",
            "People who speak up\ntogether, and  train others.",
            ("summary",),
            "People who speak up together, and train others.",
        ),
        ("Summary", "People who\tspeak up.", ("summary",), "People who speak up."),
        (
            "Sources 1: What it shows",
            "Website; Phone, Led by\nTown",
            ("sources", 0, "supports"),
            ["contact.website", "contact.phone", "user_led", "based_in"],
        ),
        ("Point on the map", '"53.80, -1.55"', ("based_in", "coordinates"), "53.80, -1.55"),
        ("Town", 2030, ("based_in", "town"), "2030"),
    ],
)
def test_values_are_parsed_as_people_and_programs_write_them(
    schema, today, title, value, pointer, wanted
):
    row = {**LEAST, title: value}
    contents = [as_xlsx(Groups=[list(row), list(row.values())])]
    contents += [as_csv(row)] if isinstance(value, str) else []
    for content in contents:
        entries, _ = spreadsheet.read_entries(spreadsheet.load_sheets(content, schema), schema)
        found = merge_entry({}, entries[0], schema)
        for step in pointer:
            found = found[step]
        assert found == wanted


@pytest.mark.parametrize(
    ("title", "value", "said"),
    [
        ("Postcode district", datetime.combine(date(2026, 2, 1), time.min), "became-a-date"),
        ("Phone", time(1, 20), "became-a-date"),
        ("Phone", "#N/A", "error-value"),
        ("Name", "=A1", "formula"),
    ],
)
def test_cells_that_a_program_has_changed_are_reported(schema, today, title, value, said):
    row = {**LEAST, title: value}
    plan = planned(as_xlsx(Groups=[list(row), list(row.values())]), schema, today)
    words = schema.messages["importer"]["notes"][said]
    assert (
        f"Groups / 2 / {title} / {words['problem'].format(value=value)} / {words['fix']}"
        in told(plan)
        and not plan.new
    )


def test_a_formula_counts_by_its_result(schema, today):
    row = {**LEAST, "Founded": "=1900+99"}
    content = as_xlsx(Groups=[list(row), list(row.values())])
    with_result = repacked(
        content,
        lambda name, text: text.replace(
            b"<f>1900+99</f><v></v>", b"<f>1900+99</f><v>1999</v>"
        ).replace(b"<f>1900+99</f><v />", b"<f>1900+99</f><v>1999</v>"),
    )
    assert with_result != content and only(planned(with_result, schema, today))["founded"] == "1999"


def test_a_share_with_a_percent_sign_in_its_format(schema, today):
    book = load_workbook(
        io.BytesIO(as_xlsx(Groups=[[*LEAST, "Share of the board"], [*LEAST.values(), 0.75]]))
    )
    book["Groups"].cell(2, len(LEAST) + 1).number_format = "0%"
    book.save(content := io.BytesIO())
    assert only(planned(content.getvalue(), schema, today))["user_led"]["board_share"] == "75"


def test_hidden_and_merged_rows_are_read(schema, today):
    book = load_workbook(
        io.BytesIO(
            as_xlsx(Groups=[list(LEAST), list(LEAST.values()), [], ["Other Example Voices"]])
        )
    )
    sheet = book["Groups"]
    sheet.row_dimensions[2].hidden = True
    sheet.merge_cells("A3:XFD3")
    book.save(content := io.BytesIO())
    plan = planned(content.getvalue(), schema, today)
    assert [outcome.slug for outcome in plan.new] == ["example-people-first"]
    words = schema.messages["importer"]["notes"]["hidden-rows"]
    assert " / ".join(("Groups", "2", *words.values())) in told(plan)


def test_cells_that_are_merged_take_nothing_out(schema, today):
    """What a merge covers is empty, and that is no answer."""
    contact = {"phone": "0113 496 0000", "sms": "0113 496 0001"}
    data = {
        slug: minimal_record(name=slug.replace("-", " "), founded=1999, contact=contact)
        for slug in ("first-voices", "second-voices")
    }
    book = load_workbook(io.BytesIO(FORMATS["xlsx"](data, schema, today)))
    sheet = book["Groups"]
    titles, *rows = sheet.iter_rows()
    place = {cell.value: cell.column for cell in titles}
    top = next(row[0].row for row in rows if "first-voices" in [cell.value for cell in row])
    sheet.merge_cells(None, top, place["Phone"], top, place["Text message"])
    sheet.merge_cells(None, top, place["Founded"], top + 1, place["Founded"])
    # A heading, and cells with nothing in them.
    sheet.merge_cells(None, top + 5, 1, top + 9, 5)
    book.save(content := io.BytesIO())
    plan = planned(content.getvalue(), schema, today, data)
    notes = [line for line in told(plan) if "These cells are merged" in line]
    assert len(notes) == 2 and len(plan.unchanged) == 2 and not plan.to_write, told(plan)


# --- Faults of sheets and rows --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (
            {"Naem": "x", **LEAST},
            "1 / Naem / We didn't read this column: we don't know its title. / "
            'Did you mean "Name"?',
        ),
        (
            {"Zodiac": "x", **LEAST},
            "1 / Zodiac / We didn't read this column: we don't know its title. / If it "
            "matters, use a title from the template.",
        ),
        (
            {**LEAST, "name": "x"},
            "1 / name / Two columns have this title. / Keep just one of them.",
        ),
        (
            {**LEAST, "Name": ""},
            "2 / This row has neither an id nor a name. / "
            "Write the group's name, or delete the row.",
        ),
        (
            {**LEAST, "Summary": ""},
            '2 / "Summary" is missing. / What the group does and who for, in one to three '
            "short, plain sentences. No more than 240 letters.",
        ),
        (
            {**LEAST, "Led by": "Wizards"},
            '2 / Led by / "Wizards" isn\'t on the list. / Choose a word from the list. '
            "The lists are on the template's Lists sheet, and on the page "
            "“The fields of a record”.",
        ),
        (
            {**LEAST, "Led by": "Learning disabled peple"},
            '2 / Led by / "Learning disabled peple" isn\'t on the list. Did you mean "People '
            'with learning disabilities"?',
        ),
        (
            {**LEAST, "Led by": "Survivor"},
            '2 / Led by / "Survivor" isn\'t on the list. Did you mean "People with mental health '
            'experience" or "Survivors of abuse"?',
        ),
        (
            {**LEAST, "Founded": "about 1999"},
            '2 / Founded / This should be a whole number, but it\'s text: "about 1999". / '
            "Year, such as 2024.",
        ),
        (
            {**LEAST, "Relay UK welcome": "perhaps"},
            "2 / Relay UK welcome / This should be true or false, but it's a text: "
            '"perhaps". / yes or no.',
        ),
        (
            {**LEAST, "Phone": "12"},
            '2 / Phone / "12" isn\'t a phone number you can call in the UK. '
            "/ Check the digits, and write it like this: 0113 496 0000",
        ),
        (
            {**LEAST, "Postcode": "LS1 4AP"},
            "2 / Postcode / There is a postcode, but no public office address with it. "
            '/ Write just the first half in the column "Postcode district", and clear this '
            "cell. Or add the address of the public office.",
        ),
        (
            {title: text for title, text in LEAST.items() if "Sources" not in title},
            '2 / "Sources" is missing. / Add a row on the sheet "Sources", or fill in the '
            'columns "Sources 1". What we say needs a public source.',
        ),
        (
            {**LEAST, "Sources 1: Title of the source": ""},
            '2 / "Title of the source" is missing. / What the page is called',
        ),
        (
            {
                **LEAST,
                "Updated or confirmed by": "organisation",
                "Updated or confirmed on": "2026-11-20",
            },
            "2 / Updated or confirmed by / This says that the group itself confirmed the facts. / "
            "Did the group tell you that? If not, write public-sources.",
        ),
        (
            {"Id": "Speak Up!", **LEAST},
            '2 / Id / "Speak Up!" can\'t be an id. / Leave the cell empty, or write small '
            "letters, digits and hyphens, such as example-people-first.",
        ),
        (
            {**LEAST, "Name": "☂☂☂☂☂"},
            '2 / We can\'t make a file name from the name "☂☂☂☂☂". / Write one in '
            'the column "Id": small letters, digits and hyphens.',
        ),
        (
            {**LEAST, "Summary": "People who \x07 speak up."},
            "2 / Summary / There is an invisible character in this text: U+0007.",
        ),
        (
            {**LEAST, "Name": "Left behind voices"},
            "2 / We have looked at this group before, and left it out. No public source was found "
            "that shows who leads it. / If that has changed, ask the people who look after "
            "the directory.",
        ),
    ],
)
def test_faults_of_a_row_are_reported(schema, today, row, said):
    said_now = told(planned(as_csv(row), schema, today))
    assert any(line.startswith(said) for line in said_now), said_now


def test_faults_of_the_row_of_a_part_are_reported(schema, today):
    groups = [
        [t for t in LEAST if "Sources" not in t],
        [LEAST[t] for t in LEAST if "Sources" not in t],
    ]
    sources = [
        ["Group", "Web address of the source", "Title of the source"],
        ["Example People First", "https://example.org/about", "x"],
        [None, "https://example.org/a", "A page"],
        ["Nobody at all", "https://example.org/b", "A page"],
        ["Example People First", "our website", "A page"],
    ]
    said = told(planned(as_xlsx(Groups=groups, Sources=sources), schema, today))
    for wanted in (
        "Sources / 2 / Title of the source / This text is too short.",
        "Sources / 3 / This row doesn't say which group it's about.",
        'Sources / 4 / There is no group called "Nobody at all".',
        "Sources / 5 / Web address of the source / We can't use this web address",
    ):
        assert any(line.startswith(wanted) for line in said), (wanted, said)


# --- Files ----------------------------------------------------------------------------------------

WORKBOOK = as_xlsx(Groups=[list(LEAST), list(LEAST.values())])


def zipped(**parts: bytes) -> bytes:
    with zipfile.ZipFile(made := io.BytesIO(), "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in parts.items():
            packed.writestr(name, text)
    return made.getvalue()


def sheet_with(old: bytes, new: bytes) -> bytes:
    return repacked(
        WORKBOOK,
        lambda name, text: text.replace(old, new, 1) if name.startswith("xl/worksheets/") else text,
    )


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "no-titles"),
        (b"\xef\xbb\xbf", "no-titles"),
        (b"hello", "no-titles"),
        (b"a,b,c\r\n1,2,3", "no-titles"),
        (as_xlsx(Groups=[]), "no-titles"),
        (as_xlsx(Groups=[["Colour"], ["red"]]), "no-titles"),
        (b"<!DOCTYPE html><html><table><tr><td>Name</td></tr></table></html>", "web-page"),
        (b'  <table border="1">', "web-page"),
        (b'<?xml version="1.0"?><Workbook/>', "web-page"),
        (b"%PDF-1.7\n\0\0", "not-a-spreadsheet"),
        (b"\x89PNG\r\n\x1a\n\0\0\0", "not-a-spreadsheet"),
        (b"\x81\x8d\x8f\x90", "not-a-spreadsheet"),
        (b"\xff\xfe\x00", "not-a-spreadsheet"),
        (loading.OLE_SIGNATURE + bytes(600), "old-excel"),
        (loading.OLE_SIGNATURE + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "locked"),
        (
            zipped(
                mimetype=b"application/vnd.oasis.opendocument.spreadsheet",
                **{"META-INF/manifest.xml": b"<a/>"},
            ),
            "open-document",
        ),
        (zipped(**{"[Content_Types].xml": b"<a/>", "xl/workbook.bin": b""}), "binary-excel"),
        (
            zipped(**{"word/document.xml": b"<a/>", "[Content_Types].xml": b"<a/>"}),
            "not-a-spreadsheet",
        ),
        (WORKBOOK[: len(WORKBOOK) // 2], "damaged"),
        (WORKBOOK[:200], "damaged"),
        (b"PK\x03\x04", "damaged"),
        (
            repacked(WORKBOOK, lambda name, text: b"<a>" if name == "xl/workbook.xml" else text),
            "damaged",
        ),
        (repacked(WORKBOOK, lambda name, text: b"<" if "sheet1" in name else text), "damaged"),
        (sheet_with(b"<worksheet", b'<!DOCTYPE x [<!ENTITY a "b">]><worksheet'), "damaged"),
        (
            repacked(
                WORKBOOK,
                lambda name, text: text.decode().encode("utf-16") if "sheet1" in name else text,
            ),
            "damaged",
        ),
        (b'Name,Summary\r\n"' + b"x" * 200_000, "cell-too-long"),
        (b'Name,Summary\r\n"' + b"x" * 40_000, "cell-too-long"),
        (as_csv({"Name": "x"}) + b"x\r\n" * (loading.MAX_ROWS + 1), "too-much"),
        (b"Name\r\n" + b"x" * 20_000_001, "too-large"),
        (b"PK\x03\x04" + bytes(20_000_001), "too-large"),
        (
            zipped(
                **{
                    "[Content_Types].xml": b"<a/>",
                    "xl/worksheets/sheet1.xml": bytes(archive.MAX_UNPACKED),
                }
            ),
            "too-much",
        ),
        (
            zipped(
                **{
                    "[Content_Types].xml": b"<a/>",
                    "xl/worksheets/sheet1.xml": b"<c/>" * (archive.MAX_TAGS + 1),
                }
            ),
            "too-much",
        ),
        (
            zipped(
                **{
                    "[Content_Types].xml": b"<a/>",
                    **{f"xl/{number}.xml": b"" for number in range(archive.MAX_PARTS + 1)},
                }
            ),
            "too-much",
        ),
    ],
)
def test_unreadable_and_oversized_files_are_refused(schema, today, content, said):
    start = schema.messages["importer"]["notes"][said]["problem"].partition("{")[0]
    try:
        said_now = told(planned(content, schema, today))
    except UnreadableFileError as refused:
        said_now = [str(refused)]
    assert any(line.startswith(start) for line in said_now), said_now


@pytest.mark.parametrize(
    "content",
    [
        sheet_with(
            b"</sheetData>",
            b'<row r="3"><c r="XFD3" t="inlineStr"><is><t>x</t></is></c></row></sheetData>',
        ),
        repacked(
            WORKBOOK,
            lambda name, text: text.replace(
                b'<dimension ref="A1:J2"', b'<dimension ref="A1:XFD1048576"'
            ),
        ),
        repacked(
            WORKBOOK,
            lambda name, text: text.replace(
                b"</sheetData>",
                b'</sheetData><mergeCells count="1"><mergeCell ref="A5:XFD1048576"/></mergeCells>',
            ),
        ),
        sheet_with(b"</sheetData>", b'<row r="1048576"><c r="A1048576"/></row></sheetData>'),
    ],
    ids=["a cell far right", "a lying size", "a huge merged cell", "a row far down"],
)
def test_a_small_file_that_claims_to_be_huge_is_read_all_the_same(schema, today, content):
    assert content != WORKBOOK
    assert only(planned(content, schema, today))["name"] == "Example People First"


def test_macros_and_links_to_other_files_are_never_looked_at(schema, today):
    macros = io.BytesIO(WORKBOOK)
    with zipfile.ZipFile(macros, "a") as packed:
        packed.writestr("xl/vbaProject.bin", bytes(1000))
        packed.writestr(
            "xl/externalLinks/externalLink1.xml",
            '<externalLink><externalBook r:id="rId1"/></externalLink>',
        )
    assert only(planned(macros.getvalue(), schema, today))["name"] == "Example People First"


SCHEMA = shape.load(ROOT)
CELLS = (
    st.none()
    | st.booleans()
    | st.integers(-(10**20), 10**20)
    | st.floats()
    | st.datetimes()
    | st.dates()
    | st.times()
    | st.timedeltas()
    | st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=40)
    | st.sampled_from(["(none)", "(example)", "=1", "Leeds", "x; y", "#REF!", "yes"])
)
TITLES = st.sampled_from(
    [
        "Id",
        "Group",
        *(column.title for column in spreadsheet.build_layout(SCHEMA).columns),
        *(
            f"{part.title} {number}: {column.title}"
            for part in spreadsheet.build_layout(SCHEMA).parts
            for column in part.columns
            for number in (1, 3)
        ),
    ]
)


@settings(max_examples=200)
@given(cells=st.dictionaries(TITLES, CELLS, max_size=8))
def test_any_cell_is_read_without_an_exception(today, cells):
    row = {**LEAST, **cells}
    sheets = [
        loading.Sheet(
            "Groups",
            [
                list(row),
                list(row.values()),
                list(LEAST),
                [f"{text} two" if title == "Name" else text for title, text in LEAST.items()],
            ],
        )
    ]
    entries, notes = spreadsheet.read_entries(sheets, SCHEMA)
    plan = importer.make_plan(entries, notes, {}, [], [], SCHEMA, today)
    importer.as_text(plan, SCHEMA).encode("utf-8")
    for outcome in plan.new:
        assert not outcome.entry.has_errors


@settings(max_examples=150)
@given(
    st.binary(max_size=300)
    | st.binary(max_size=60).map(lambda noise: b"Name,Summary\r\n" + noise)
    | st.tuples(st.integers(0, len(WORKBOOK) - 1), st.integers(0, 255)).map(
        lambda place: WORKBOOK[: place[0]] + bytes([place[1]]) + WORKBOOK[place[0] + 1 :]
    )
)
def test_any_file_is_read_or_refused(today, content):
    try:
        plan = planned(content, SCHEMA, today)
    except UnreadableFileError:
        return
    importer.as_text(plan, SCHEMA).encode("utf-8")
