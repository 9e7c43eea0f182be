"""Lists that are made to do harm, through `import` as a maintainer runs it: each has its outcome.

The files are in tests/data/hostile/, the outcome of each in the `outcomes.yml` beside it. What is
too large for a repository is made here.
"""

import io
import re
import tracemalloc
import zipfile
from pathlib import Path

import pytest

from effort import count_calls
from hostile_data import HOSTILE, hostile_files, outcomes
from sites import copy, run
from spreadsheets import LEAST, as_csv, as_xlsx, repacked
from ulo import pipeline, schema as shape
from ulo.contribute import entries, importer, notes, spreadsheet
from ulo.contribute.importer import json_lines
from ulo.contribute.spreadsheet import archive, loading, merged_cells
from ulo.core import rule_messages

# The folders, and as what the records of each go out again.
LISTS = {"spreadsheets": "xlsx", "csv": "csv", "json_lines": "jsonl"}
# Else the outcome is the key of what is said about the file first.
READ = "read"


FILES = [(kind, name) for kind in LISTS for name in outcomes(kind)]


@pytest.fixture(scope="module")
def project(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("lists")
    (folder / "none").mkdir()
    return copy(folder / "project", folder / "none")


@pytest.fixture
def imported(project, monkeypatch):
    """Imports a file, and gives what was said and what was written."""
    loaded = shape.load(project)
    monkeypatch.setattr(pipeline.schema, "load", lambda root: loaded)

    def import_file(path: Path):
        done = run(project, "import", str(path), "--write")
        return done, sorted((project / "orgs").iterdir())

    yield import_file
    for path in (project / "orgs").iterdir():
        path.unlink()


def words_of(key: str, messages) -> re.Pattern[str]:
    """What is said, for a key of `importer.notes` or the id of a rule."""
    known = messages["importer"]["notes"]
    problem = known[key]["problem"] if key in known else rule_messages(key)[0]
    return re.compile(".+?".join(map(re.escape, re.split(r"\{\w+\}", problem))))


def test_each_file_has_its_outcome():
    for kind in (*LISTS, "web"):
        names = {path.name for path in hostile_files(kind)}
        assert names == set(outcomes(kind)) and len(names) > 30


@pytest.mark.parametrize(("kind", "name"), FILES, ids=lambda part: part)
def test_a_hostile_list_has_its_outcome(imported, project, schema, tmp_path, kind, name):
    outcome = outcomes(kind)[name]
    done, written = imported(HOSTILE / kind / name)
    assert done.stderr == "" and done.returncode == (outcome != READ), done.stdout
    assert not list(project.parent.rglob("*evil*"))
    # Nothing that a terminal or the log of a workflow takes for a command.
    assert not set(done.stdout) & set("\x1b\x07\x9b\u202e") and "##[" not in done.stdout
    if outcome != READ:
        assert words_of(outcome, schema.messages).search(done.stdout), done.stdout
        written = [path for path in written if path.name != "example-people-first.yml"]
        assert not written, "only what is whole is written"
        return
    assert len(written) == 1
    before = written[0].read_bytes()
    out = tmp_path / f"out.{LISTS[kind]}"
    assert run(project, "export", str(out)).returncode == 0
    done, written = imported(out)
    assert (done.returncode, written[0].read_bytes()) == (0, before), done.stdout


def test_a_file_without_an_end_is_read_to_the_limit_only(imported, project, schema):
    endless = project.parent / "endless.csv"
    endless.symlink_to("/dev/zero")
    done, written = imported(endless)
    assert words_of("too-large", schema.messages).search(done.stdout) and not written


# --- Work -----------------------------------------------------------------------------------------


def read_list(content: bytes, schema):
    return spreadsheet.read_entries(spreadsheet.load_sheets(content, schema), schema)


def read_lines(content: bytes, schema):
    return importer.read_json_lines(content, schema)


WORKBOOK = as_xlsx(Groups=[list(LEAST), list(LEAST.values())])
MILLION = 1_000_000


def sheet_with(extra: bytes) -> bytes:
    """The workbook with more behind its rows."""
    return changed("sheet1.xml", b"</sheetData>", extra + b"</sheetData>")


def changed(part: str, old: bytes, new: bytes) -> bytes:
    made = repacked(
        WORKBOOK, lambda name, text: text.replace(old, new, 1) if name.endswith(part) else text
    )
    assert made != WORKBOOK
    return made


def with_parts(number: int) -> bytes:
    """The workbook with so many more parts."""

    def add(packed: zipfile.ZipFile) -> None:
        for place in range(number):
            packed.writestr(f"xl/media/{place}.png", b"x")

    return appended(add)


def appended(add) -> bytes:
    content = io.BytesIO(WORKBOOK)
    with zipfile.ZipFile(content, "a", zipfile.ZIP_DEFLATED) as packed:
        add(packed)
    return content.getvalue()


def bomb() -> bytes:
    """As much as a workbook may hold when unpacked, and a letter."""
    return appended(lambda packed: packed.writestr("xl/x.xml", bytes(archive.MAX_UNPACKED + 1)))


# What is refused, why, by which reader, and the most megabytes that it may take beside the file.
REFUSED = {
    "line ends": (lambda: b"Name" + b"\n" * 2 * MILLION, "too-much", read_list, 120),
    "line ends of old Macs": (lambda: b"Name" + b"\r" * 2 * MILLION, "too-much", read_list, 120),
    "short rows": (lambda: b"Name\n" + b"a\n" * MILLION, "too-much", read_list, 120),
    "one row of commas": (lambda: b"Name\n" + b"," * MILLION, "too-much", read_list, 40),
    "a quotation mark": (lambda: b'Name\n"' + b"a\n" * MILLION, "cell-too-long", read_list, 40),
    "quotation marks": (lambda: b"Name\n" + b'"' * MILLION, "too-much", read_list, 40),
    "an attribute": (
        lambda: changed("sheet1.xml", b"<sheetData", b'<a b="%b"/><sheetData' % (b"x" * MILLION)),
        "damaged",
        read_list,
        40,
    ),
    "the name of a tag": (
        lambda: sheet_with(b"<%b/>" % (b"x" * MILLION)),
        "damaged",
        read_list,
        40,
    ),
    "a comment": (lambda: sheet_with(b"<!--%b-->" % (b"<x " * MILLION)), "damaged", read_list, 60),
    "an instruction": (
        lambda: sheet_with(b"<?x %b?>" % (b"<" * MILLION)),
        "damaged",
        read_list,
        40,
    ),
    "a text": (
        lambda: sheet_with(b"<row><c><is><t>%b</t></is></c></row>" % (b"x" * MILLION)),
        "damaged",
        read_list,
        40,
    ),
    "tags": (lambda: sheet_with(b"<c/>" * 5 * MILLION), "too-much", read_list, 120),
    "parts": (lambda: with_parts(archive.MAX_PARTS), "too-much", read_list, 40),
    "zeros": (bomb, "too-much", read_list, 40),
    "lines of JSON": (lambda: b"\n" * 5 * MILLION, "too-much", read_lines, 40),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_too_much_is_refused_with_little_work(schema, name):
    """As many calls as a list at the limit takes, and no more memory than its bytes explain."""
    make, key, read, megabytes = REFUSED[name]
    content = make()
    read_list(WORKBOOK, schema)  # what is imported and kept for all files does not count
    said: list[str] = []

    def refuse() -> None:
        try:
            read(content, schema)
        except importer.UnreadableFileError as refused:
            said.append(str(refused))

    tracemalloc.start()
    try:
        calls = count_calls(refuse)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert [bool(words_of(key, schema.messages).match(text)) for text in said] == [True], said
    assert calls < 500_000
    assert peak < megabytes * MILLION


@pytest.mark.parametrize("number", [b"99999999999999999999", b"1e300", b"1048576"])
def test_a_row_far_down_costs_no_more_than_the_longest_sheet(schema, monkeypatch, number):
    made = 0
    iterate = loading._Work.iterate

    def counted(self, sheet):
        nonlocal made
        for row in iterate(self, sheet):
            made += 1
            yield row

    monkeypatch.setattr(loading._Work, "iterate", counted)
    groups, _ = read_list(sheet_with(b'<row r="%b"><c><v></v></c></row>' % number), schema)
    assert [group.name for group in groups] == [LEAST["Name"]]
    assert made <= loading.LAST_ROW


def test_the_cells_of_all_sheets_are_counted_together(schema, monkeypatch):
    monkeypatch.setattr(loading, "MAX_CELLS", 200)
    assert read_list(as_xlsx(One=[["x"] * 9] * 15), schema)
    with pytest.raises(importer.UnreadableFileError):
        read_list(as_xlsx(One=[["x"] * 9] * 15, Two=[["x"] * 9] * 15), schema)


def test_the_texts_of_all_cells_are_counted_together(schema, monkeypatch):
    monkeypatch.setattr(loading, "MAX_LETTERS", 200)
    assert read_list(as_xlsx(One=[["x" * 20] * 9]), schema)
    with pytest.raises(importer.UnreadableFileError, match="letters"):
        read_list(as_xlsx(One=[["x" * 20] * 9], Two=[["x" * 20] * 9]), schema)


def test_merged_cells_have_a_limit(schema, monkeypatch):
    """Any number of merges may claim the whole sheet, each in a few bytes."""
    content = as_xlsx(One=[["x"] * 30] * 300)
    whole = b'<mergeCell ref="A1:AD300"/>' * (merged_cells.MAX_MERGES + 5_000)
    content = repacked(
        content,
        lambda name, part: (
            part.replace(b"</sheetData>", b"</sheetData><mergeCells>" + whole + b"</mergeCells>")
            if name == "xl/worksheets/sheet1.xml"
            else part
        ),
    )
    (merges,) = archive.Archive(content).merges.values()
    assert len(merges) == merged_cells.MAX_MERGES
    with pytest.raises(importer.UnreadableFileError, match="cells"):
        read_list(content, schema)
    monkeypatch.setattr(loading, "MAX_COVERED", 10**9)
    monkeypatch.setattr(merged_cells, "MAX_MERGES", 10)
    assert read_list(content, schema)


@pytest.mark.parametrize("between", [";", ",", ";x", "\nx"])
def test_a_cell_of_more_things_than_a_list_holds_is_not_taken_apart(schema, between):
    content = as_csv({"Name": "Leeds Voices", "What it does": f"advocacy{between * 15_000}"})

    def read():
        entries.extend(read_list(content, schema)[0])

    entries: list = []
    calls = count_calls(read)
    assert ["more things in this cell" in note.message for note in entries[0].notes] == [True]
    assert calls < 300_000


def test_a_cell_has_a_limit(schema):
    longest = "x" * loading.MAX_CELL_LENGTH
    assert spreadsheet.load_sheets(as_csv({"Name": longest}), schema)
    for content in (
        as_csv({"Name": f"{longest}x"}),
        changed("sheet1.xml", b"Leeds", b"x" * 32_768),
    ):
        with pytest.raises(importer.UnreadableFileError, match="more text in one cell"):
            read_list(content, schema)


@pytest.mark.parametrize(
    ("title", "row", "read"),
    [
        ("", '{"id":"a","for":[1,1,1,1,1,1,1,1,1,1]}', read_lines),
        ("", '{"id":["a"]}', read_lines),
        ("Name,Phone", "a,7700900000", read_list),
    ],
)
def test_there_is_no_more_to_say_than_anyone_reads(schema, monkeypatch, title, row, read):
    monkeypatch.setattr(entries, "MAX_NOTES", 100)
    few, many = ("\n".join([title, *[row] * number]).encode() for number in (10, 101))
    assert read(few, schema)[0]
    with pytest.raises(importer.UnreadableFileError, match="more than 100 things to look at"):
        read(many, schema)


def test_a_line_of_json_has_a_limit_and_does_not_stop_the_others(schema):
    long = b'{"name":"%b"}\n' % (b"x" * json_lines.MAX_LINE_BYTES)
    found, _ = read_lines(long + b"[" * 150_000 + b'\n{"id":"a","name":"b"}', schema)
    assert [entry.has_errors for entry in found] == [True, True, False]
    assert notes.MAX_BYTES > json_lines.MAX_LINE_BYTES
