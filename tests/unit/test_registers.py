"""Extracts of public registers, as they are published and as they break, and what is said of our
records because of them.

The extracts and the groups in tests/registers/ are made up. The columns are the true ones.
"""

import json
import os
import re
import shutil
import zipfile
from collections import defaultdict
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from ulo import checks, records, schema as shape
from ulo.geography import Gazetteer
from ulo.maintain.registers import collection, comparison, reading, row_parsers
from ulo.maintain.registers.comparison import Kind
from ulo.maintain.registers.entries import ACTIVE, CLOSING, REMOVED, normalise_name, parse_date
from ulo.maintain.registers.extracts import EXTRACTS, recognise_extract
from ulo.maintain.registers.folder import find_extracts
from ulo.maintain.registers.report import FORMATS, HEADINGS, Report, as_markdown
from ulo.records import formatting

from sites import DATA, ROOT, copy, run

FOLDER = DATA / "registers"
EXTRACTS_HERE = FOLDER / "extracts"
TODAY = date(2026, 11, 21)
ALL = {path.name for path in EXTRACTS_HERE.iterdir()}


@pytest.fixture(scope="module")
def schema():
    return shape.load(ROOT)


@pytest.fixture(scope="module")
def gazetteer(schema):
    return Gazetteer(schema)


@pytest.fixture(scope="module")
def groups(schema, gazetteer):
    found, problems = records.read(FOLDER / "orgs", FOLDER)
    assert not problems
    return comparison.build_groups(
        [checks.CheckContext(record, schema, TODAY) for record in found], gazetteer
    )


@pytest.fixture
def folder(tmp_path):
    """A copy of all extracts, to be changed."""
    return Path(shutil.copytree(EXTRACTS_HERE, tmp_path / "extracts"))


def compared(folder: Path, groups, gazetteer) -> Report:
    found, faults = find_extracts(folder)
    numbers = [number for group in groups for number in group.numbers.items()]
    gathered = collection.collect(
        found, numbers, {name for group in groups for name in group.names}
    )
    gathered.faults[:0] = faults
    return Report(
        comparison.compare(groups, gathered, gazetteer, TODAY), gathered, groups, TODAY, "extracts"
    )


def told(report: Report) -> dict[str, tuple[str, str]]:
    return {f.group.slug: (f.kind.value, f"{f.scheme} {f.number}") for f in report.result.findings}


EXPECTED = {
    "birch-advocates": ("gone", "GB-CHC 9990002"),
    "cedar-survivors": ("gone", "GB-CHC 9990003"),
    "gorse-recovery": ("gone", "GB-SC SC999001"),
    "hazel-deaf-club": ("gone", "GB-NIC 199001"),
    "ivy-living": ("ending", "GB-COH 99990001"),
    "damson-carers": ("absent", "GB-CHC 9990099"),
    "juniper-network": ("absent", "GB-COH 99990009"),
    "elder-people-first": ("name", "GB-CHC 9990005"),
    "fir-forum": ("accounts", "GB-CHC 9990006"),
    "kelp-carers": ("likely", "GB-CHC 9990011"),
    "willow-belfast": ("likely", "GB-NIC 199002"),
    "larch-users": ("likely", "GB-CHC 9990012"),
    "thistle-union": ("likely", "GB-CHC 9990020"),
}


# --- What is found --------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def report(groups, gazetteer):
    return compared(EXTRACTS_HERE, groups, gazetteer)


def test_each_group_gets_what_the_registers_say_of_it_and_no_other(report):
    """Among those that nothing is said of: names that many bear, of one word, that are old names or
    those of branches."""
    assert told(report) == EXPECTED
    assert [f.kind for f in report.result.findings] == sorted(
        (f.kind for f in report.result.findings), key=list(Kind).index
    )
    assert set(HEADINGS) == set(Kind) == {f.kind for f in report.result.findings}


def found(report: Report, slug: str):
    return next(f for f in report.result.findings if f.group.slug == slug)


def test_what_is_gone_says_when_why_and_where_to(report):
    birch, cedar = found(report, "birch-advocates"), found(report, "cedar-survivors")
    assert (birch.entry.on, birch.why, [t.receiver for t in birch.transfers]) == (
        date(2021, 3, 12),
        "Ceased to exist",
        ["9990001"],
    )
    assert [(e.scheme, e.number) for e in cedar.others] == [
        ("GB-COH", "99990003"),
        ("GB-CHC", "9990013"),
    ]
    assert (
        found(report, "gorse-recovery").why == "Wound up"
        and found(report, "hazel-deaf-club").entry.on is None
    )


def test_how_sure_a_likely_number_is(report):
    assert {
        slug: found(report, slug).is_certain
        for slug, (kind, _) in EXPECTED.items()
        if kind == "likely"
    } == {"kelp-carers": True, "willow-belfast": True, "larch-users": False, "thistle-union": False}


@pytest.mark.parametrize("shape_name", FORMATS)
def test_a_report_reads_as_it_should(report, shape_name, request):
    golden = FOLDER / f"report.{'md' if shape_name == 'markdown' else 'txt'}"
    text = FORMATS[shape_name](report) + "\n"
    if request.config.getoption("--accept"):
        golden.write_text(text, "utf-8")
    assert text == golden.read_text("utf-8"), (
        "if it is meant: python3 build.py test tests/test_registers.py --accept"
    )


@pytest.mark.parametrize("shape_name", FORMATS)
def test_nothing_that_belongs_to_a_person_is_ever_told(report, shape_name):
    everything = "".join(path.read_text("utf-8", "replace") for path in EXTRACTS_HERE.iterdir())
    private = (
        "Private Lane",
        "PRIVATE",
        "private.person@",
        "0999",
        "9099 9999",
        "LS1 4AP",
        "BT1 1AA",
    )
    assert all(text in everything for text in private)
    assert not any(text.casefold() in FORMATS[shape_name](report).casefold() for text in private)


def test_without_an_extract_its_numbers_are_not_compared(folder, groups, gazetteer):
    for path in folder.glob("publicextract*"):
        path.unlink()
    report = compared(folder, groups, gazetteer)
    assert not any("GB-CHC" in number for _, number in told(report).values())
    assert (
        "Charity Commission (England and Wales): no extract in the folder. Not compared: 8 numbers."
        in as_markdown(report)
    )


def test_the_extracts_of_names_and_events_are_extras(folder, groups, gazetteer):
    (folder / "publicextract.charity_other_names.json").unlink()
    (folder / "publicextract.charity_event_history.json").unlink()
    report = compared(folder, groups, gazetteer)
    assert (
        told(report) == EXPECTED | {"pine-voices": ("name", "GB-CHC 9990016")}
        and not found(report, "birch-advocates").transfers
    )


def test_who_is_not_in_part_of_a_register_may_be_in_the_rest(folder, groups, gazetteer):
    (folder / "BasicCompanyData-2026-07-01-part1_2.csv").unlink()
    report = compared(folder, groups, gazetteer)
    assert "juniper-network" not in told(
        report
    ) and "Companies House: part of the extract is missing" in as_markdown(report)


def test_without_the_removed_charities_a_number_may_have_been_one(folder, groups, gazetteer):
    (folder / "CharityExport-Removed-17-Jul-2026.csv").unlink()
    report = compared(folder, groups, gazetteer)
    gorse, damson = found(report, "gorse-recovery"), found(report, "damson-carers")
    assert (gorse.kind, gorse.whole, damson.kind, damson.whole) == (
        Kind.NOT_FOUND,
        False,
        Kind.NOT_FOUND,
        True,
    )


def test_an_extract_without_most_of_our_numbers_says_nothing_of_absence(folder, groups, gazetteer):
    path = folder / "publicextract.charity.json"
    charities = json.loads(path.read_text("utf-8-sig"))
    path.write_text(json.dumps(charities[:2]), "utf-8")
    report = compared(folder, groups, gazetteer)
    assert not any(
        f.kind == Kind.NOT_FOUND and f.scheme == "GB-CHC" for f in report.result.findings
    )
    assert (
        "most of our numbers are not in the extract" in as_markdown(report)
        and found(report, "birch-advocates").kind == Kind.REMOVED
    )


def test_of_two_downloads_the_newer_one_counts(folder, groups, gazetteer):
    old = (
        (folder / "CharityExport-17-Jul-2026.csv")
        .read_text("utf-8-sig")
        .replace("SC999030", "SC999001")
    )
    (folder / "CharityExport-17-Jul-2025.csv").write_text(old, "utf-8")
    assert told(compared(folder, groups, gazetteer)) == EXPECTED


def test_accounts_are_old_by_the_day_of_the_extract(folder, groups, gazetteer):
    path = folder / "publicextract.charity.json"
    text = path.read_text("utf-8-sig").replace("2026-07-17T", "2022-07-17T")
    path.write_text(text, "utf-8")
    assert "fir-forum" not in told(compared(folder, groups, gazetteer))


# --- How files come -------------------------------------------------------------------------------


def packed(path: Path, **members: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def test_zipped_files_say_the_same(folder, groups, gazetteer):
    for path in list(folder.iterdir()):
        packed(path.with_suffix(".zip"), **{path.name: path.read_bytes()})
        path.unlink()
    assert told(compared(folder, groups, gazetteer)) == EXPECTED


@pytest.mark.parametrize("name", sorted(ALL))
def test_a_file_is_known_by_what_is_in_it(tmp_path, name):
    expected = find_extracts(EXTRACTS_HERE)[0]
    other = tmp_path / f"download (1){Path(name).suffix}"
    shutil.copy(EXTRACTS_HERE / name, other)
    (file,), faults = find_extracts(tmp_path)
    assert not faults and file.extract == next(f.extract for f in expected if f.path.name == name)
    assert list(reading.read_rows(file)), "all rows can be read"


def test_days_come_from_the_content_or_the_name():
    days = {file.extract.id: file.day for file in find_extracts(EXTRACTS_HERE)[0]}
    assert days == {
        "charity": date(2026, 7, 17),
        "charity_other_names": date(2026, 7, 17),
        "charity_event_history": date(2026, 7, 17),
        "oscr": date(2026, 7, 17),
        "oscr_former": date(2026, 7, 17),
        "ccni": None,
        "companies": date(2026, 7, 1),
    }


@pytest.mark.parametrize(
    "text, value",
    [
        ("2021-03-12T00:00:00", date(2021, 3, 12)),
        ("2021-03-12", date(2021, 3, 12)),
        ("12/03/2021", date(2021, 3, 12)),
        ("12/03/2021 00:00", date(2021, 3, 12)),
        ("12 March 2021", date(2021, 3, 12)),
        ("1 Mar 2021", date(2021, 3, 1)),
        ("17-Jul-2026", date(2026, 7, 17)),
        ("", None),
        ("soon", None),
        ("31/02/2021", None),
        ("01/01/0001", None),
        ("1900-01-01", None),
        ("12:00", None),
        ("９９/03/2021", None),
    ],
)
def test_days(text, value):
    assert parse_date(text) == value


@pytest.mark.parametrize(
    "one, other",
    [
        ("The Larch Users' Group", "LARCH USERS GROUP LIMITED"),
        ("Ivy & Oak", "IVY AND OAK C.I.C."),
        ("Café", "CAFE CYF"),
        ("A-B Carers", "A B CARERS COMMUNITY INTEREST COMPANY"),
    ],
)
def test_names_are_the_same_without_their_legal_form(one, other):
    assert normalise_name(one) == normalise_name(other)


def test_names_keep_all_that_tells_groups_apart():
    names = ("Larch Users", "Larch Users North", "Larch User", "Limited", "CIC Friends", "Theatre")
    assert len(set(map(normalise_name, names))) == len(names)


@pytest.mark.parametrize(
    "make, changes, state",
    [
        (row_parsers.parse_charity, {"charity_registration_status": "Registered"}, ACTIVE),
        (row_parsers.parse_charity, {"charity_registration_status": "Removed"}, REMOVED),
        (row_parsers.parse_charity, {"cio_is_dissolved": "True"}, CLOSING),
        (row_parsers.parse_company, {"CompanyStatus": "Active"}, ACTIVE),
        (row_parsers.parse_company, {"CompanyStatus": "Liquidation"}, CLOSING),
        (
            row_parsers.parse_company,
            {"CompanyStatus": "Active", "DissolutionDate": "01/02/2026"},
            REMOVED,
        ),
        (row_parsers.parse_company, {"CompanyStatus": "Dissolved"}, REMOVED),
        (row_parsers.parse_scottish, {"Charity Status": "Active"}, ACTIVE),
        (row_parsers.parse_scottish, {"Ceased Date": "01/02/2026"}, REMOVED),
        (row_parsers.parse_northern_irish, {"Status": "Removed"}, REMOVED),
    ],
)
def test_what_a_row_says_of_being_there(make, changes, state):
    assert make(defaultdict(str, changes)).state == state


@pytest.mark.parametrize(
    "kind, giver, receiver",
    [
        ("Asset transfer in", "2", "1"),
        ("Asset transfer out", "1", "2"),
        ("Merged", "1", "2"),
        ("AMALGAMATED", "1", "2"),
    ],
)
def test_which_way_things_went(kind, giver, receiver):
    own, other = "registered_charity_number", "assoc_registered_charity_number"
    fact = row_parsers.parse_event(defaultdict(str, {"event_type": kind, own: "1", other: "2"}))
    assert (fact.giver, fact.receiver) == (giver, receiver)
    assert row_parsers.parse_event(defaultdict(str, {"event_type": "Registered", own: "1"})) is None


def test_a_name_of_one_word_counts_at_one_address_only(folder, groups, gazetteer):
    (maple,) = (group for group in groups if group.slug == "maple")
    here = replace(maple, postcode="LS1 4AP")
    near = replace(maple, postcode="LS1")
    assert told(compared(folder, [here], gazetteer)) == {"maple": ("likely", "GB-CHC 9990014")}
    assert not told(compared(folder, [near], gazetteer))


def test_the_old_letters_of_windows_are_read():
    (file,) = (file for file in find_extracts(EXTRACTS_HERE)[0] if file.extract.id == "ccni")
    assert [row["Charity name"] for row in reading.read_rows(file)][-1] == "Café Else"


def test_an_extract_is_known_by_all_the_columns_that_it_needs():
    for extract in EXTRACTS.values():
        assert (
            recognise_extract(extract.columns) == extract
            and recognise_extract(extract.required_columns[1:]) != extract
        )


# --- How files break ------------------------------------------------------------------------------

CHARITY = (EXTRACTS_HERE / "publicextract.charity.json").read_bytes()
SCOTTISH = (EXTRACTS_HERE / "CharityExport-17-Jul-2026.csv").read_bytes()
COMPANIES = (EXTRACTS_HERE / "BasicCompanyData-2026-07-01-part1_2.csv").read_bytes()


@pytest.mark.parametrize(
    "name, content, fault",
    [
        ("a.csv", b"", "empty"),
        ("a.csv", b"\xef\xbb\xbf\r\n \r\n", "empty"),
        ("a.json", b"[]", "unknown"),
        ("a.csv", SCOTTISH.splitlines()[0], "empty"),
        ("a.csv", b"<!DOCTYPE html><html>Not found</html>", "web-page"),
        ("a.zip", b"\n<html><body>Sorry", "web-page"),
        ("a.csv", b"name,town\r\nx,y\r\n", "unknown"),
        (
            "a.txt",
            b"registered_charity_number\tlinked_charity_number\tcharity_name\r\n1\t0\tX\r\n",
            "tabs",
        ),
        ("a.csv", b"\x00\x01\x02" * 50, "unknown"),
        ("a.json", CHARITY[:-400], "damaged"),
        ("a.json", CHARITY[:-1], "damaged"),
        ("a.json", CHARITY + b"", ""),
        ("a.json", b"[" * 100_000, "damaged"),
        ("a.json", b'[{"a": ' + b'"x' * 800_000, "too-long"),
        ("a.json", b'[{"a": "' + b"x" * 2_000_000, "too-long"),
        ("a.json", b"[1, 2]", "unknown"),
        ("a.json", b'{"a": 1', "damaged"),
        ("a.csv", COMPANIES[:-200], "damaged"),
        ("a.csv", COMPANIES + b'"' + b"x" * 2_000_000, "too-long"),
        ("a.csv", COMPANIES + b'"' + b"x\r\n" * 100_000, "damaged"),
        ("a.csv", COMPANIES + b'"x\n",' * 300_000, "too-long"),
        ("a.zip", b"PK\x03\x04 and then nothing", "damaged"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_of_and_no_more(tmp_path, name, content, fault):
    (tmp_path / name).write_bytes(content)
    found, faults = find_extracts(tmp_path)
    gathered = collection.collect(found, [], [])
    assert [key for _, key in (*faults, *gathered.faults)] == ([fault] if fault else [])
    assert not fault or fault in reading.FAULT_MESSAGES


def test_what_stands_before_the_damage_is_used_and_nothing_is_said_of_absence(
    folder, groups, gazetteer
):
    (folder / "publicextract.charity.json").write_bytes(CHARITY[:-400])
    report = compared(folder, groups, gazetteer)
    assert found(report, "birch-advocates").kind == Kind.REMOVED and "damson-carers" not in told(
        report
    )
    assert "`publicextract.charity.json` is damaged" in as_markdown(report)


def test_a_bomb_is_not_unpacked(tmp_path):
    packed(tmp_path / "bomb.zip", **{"a.csv": COMPANIES + b"x" * 50_000_000})
    assert find_extracts(tmp_path) == ([], [("bomb.zip", "too-much")])


@pytest.mark.parametrize("way", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_damage_is_damage_however_a_file_was_packed(tmp_path, way):
    with zipfile.ZipFile(tmp_path / "a.zip", "w", way) as packing:
        packing.writestr("a.csv", COMPANIES)
    content = bytearray((tmp_path / "a.zip").read_bytes())
    content[44:60] = bytes(byte ^ 0xA5 for byte in content[44:60])
    (tmp_path / "a.zip").write_bytes(content)
    assert find_extracts(tmp_path) == ([], [("a.zip/a.csv", "damaged")])


def test_of_an_endless_name_or_day_only_the_start_is_looked_at():
    assert normalise_name("x" + " limited" * 100 + " y") == normalise_name("x" + " limited" * 100)
    assert parse_date("2026-11-01 12:00") and parse_date("2026-11-01" + " " * 100 + "12:00") is None


def test_many_files_or_files_of_another_kind_in_a_zip_are_left_alone(tmp_path):
    packed(tmp_path / "many.zip", **{f"{n}.csv": b"x" for n in range(60)})
    packed(tmp_path / "other.zip", **{"a.exe": b"x"})
    assert find_extracts(tmp_path) == ([], [("many.zip", "too-much"), ("other.zip", "unknown")])


def test_names_in_a_zip_lead_nowhere(tmp_path):
    (tmp_path / "in").mkdir()
    packed(tmp_path / "in" / "evil.zip", **{"../../evil.csv": COMPANIES})
    (file,), _ = find_extracts(tmp_path / "in")
    assert len(list(reading.read_rows(file))) == 2 and {
        path.name for path in tmp_path.rglob("*")
    } == {
        "in",
        "evil.zip",
    }


def test_a_sum_that_is_wrong_is_damage(tmp_path):
    path = packed(tmp_path / "a.zip", **{"a.csv": COMPANIES})
    content = bytearray(path.read_bytes())
    content[60] ^= 0xFF
    path.write_bytes(bytes(content))
    found, faults = find_extracts(tmp_path)
    assert [key for _, key in (*faults, *collection.collect(found, [], []).faults)] == ["damaged"]


def test_a_locked_zip_is_told_of(tmp_path):
    path = packed(tmp_path / "a.zip", **{"a.csv": COMPANIES})
    content = bytearray(path.read_bytes())
    for start in (content.index(b"PK\x03\x04") + 6, content.index(b"PK\x01\x02") + 8):
        content[start] |= 1
    path.write_bytes(bytes(content))
    assert find_extracts(tmp_path)[1] == [("a.zip/a.csv", "locked")]


def test_what_is_no_file_is_left_alone(tmp_path):
    os.mkfifo(tmp_path / "a.csv")
    (tmp_path / "b.csv").mkdir()
    assert find_extracts(tmp_path) == ([], [])


HOSTILE = [
    "`](javascript:alert(1)) @everyone #1 <img src=x onerror=alert(1)>",
    "a\nb\n## Heading",
    "\x1b[31mred",
    "‮evil",
    "``` ##[group] ::error::x",
    "![x](https://evil.example/)",
    "|",
    "x" * 100_000,
]


@pytest.mark.parametrize("text", HOSTILE)
def test_what_a_register_says_can_do_nothing(folder, groups, gazetteer, text):
    path = folder / "publicextract.charity.json"
    charities = json.loads(CHARITY)
    for row in charities:
        # The names of the made-up groups have to stay, or nothing would be found of them.
        row["charity_reporting_status"] = text
        if row["registered_charity_number"] in (9990002, 9990005):
            row["charity_name"] = text
    path.write_text(json.dumps(charities), "utf-8")
    events = folder / "publicextract.charity_event_history.json"
    events.write_text(
        "\n".join(
            json.dumps(json.loads(line) | {"reason": text, "charity_name": text})
            for line in events.read_text("utf-8").split("\n")
        ),
        "utf-8",
    )
    report = compared(folder, groups, gazetteer)
    assert told(report) == EXPECTED
    markdown, plainly = FORMATS["markdown"](report), FORMATS["text"](report)
    outside = re.sub(r"(`+)[^\n]*?\1", "", markdown)
    for sign in ("@everyone", "<img", "](", "![", "##[", "::error", "\n## Heading"):
        assert sign not in outside
    assert not any(sign in markdown + plainly for sign in "\x1b\u202e") and "##[" not in plainly
    assert max(map(len, markdown.split("\n"))) < 1000


def test_a_report_always_fits_into_an_issue(report, groups):
    many = comparison.Result(report.result.findings * 300)
    markdown = as_markdown(Report(many, report.gathered, groups, TODAY, "extracts"))
    assert len(markdown) < 65_536 and "more. All of them:" in markdown


# --- The command ----------------------------------------------------------------------------------


@pytest.fixture
def project(tmp_path):
    return copy(tmp_path / "project", FOLDER / "orgs")


def texts(project: Path) -> dict[str, str]:
    return {path.stem: path.read_text("utf-8") for path in (project / "orgs").iterdir()}


def test_the_command_reports_and_writes_nothing(project):
    before = texts(project)
    done = run(project, "registers", str(EXTRACTS_HERE), "--format", "markdown")
    assert done.returncode == 1 and done.stdout.startswith(
        "- Compared on 2026-11-21. 13 to look at."
    ), done.stderr
    assert texts(project) == before


def test_with_nothing_to_do_it_ends_with_0(project):
    for path in (project / "orgs").iterdir():
        if path.stem not in ("alder-voices", "oak-circle"):
            path.unlink()
    assert run(project, "registers", str(EXTRACTS_HERE)).returncode == 0


@pytest.mark.parametrize(
    "files, words",
    [
        (None, "There is no folder"),
        ({}, "There is nothing to compare with"),
        ({"a.csv": b""}, "a.csv is empty."),
    ],
)
def test_a_folder_without_extracts_is_no_crash(project, files, words):
    folder = project / "extracts"
    if files is not None:
        folder.mkdir()
        for name, content in files.items():
            (folder / name).write_bytes(content)
    done = run(project, "registers", "extracts")
    assert done.returncode == 2 and words in done.stderr and "Traceback" not in done.stderr


def canonical(text: str, project: Path) -> str:
    return formatting.canonicalise(text, shape.load(project))


def test_numbers_that_are_named_are_written_and_nothing_else(project):
    before = texts(project)
    done = run(
        project,
        "registers",
        str(EXTRACTS_HERE),
        "--write",
        "kelp-carers=GB-CHC:9990011",
        "orgs/willow-belfast.yml=GB-NIC:199002",
    )
    assert done.returncode == 0 and "which the register calls KELP CARERS" in done.stdout, (
        done.stderr
    )
    after = texts(project)
    assert {slug for slug in after if after[slug] != before[slug]} == {
        "kelp-carers",
        "willow-belfast",
    }
    for slug, number in (
        ("kelp-carers", 'GB-CHC: "9990011"'),
        ("willow-belfast", 'GB-NIC: "199002"'),
    ):
        lines = after[slug].split("\n")
        place = lines.index("identifiers:")
        assert lines[place + 1].strip() == number and lines[:place] + lines[
            place + 2 :
        ] == canonical(before[slug], project).split("\n")
    assert run(project, "check").returncode == 0


@pytest.mark.parametrize(
    "named, code, words",
    [
        (["kelp-carers"], 2, "is not understood"),
        (["../x=GB-CHC:9990011"], 2, "is not understood"),
        (["nobody=GB-CHC:9990011"], 2, "There is no record orgs/nobody.yml"),
        (["kelp-carers=GB-CHC:9990098"], 1, "GB-CHC 9990098 is not in the extracts"),
        (["kelp-carers=GB-MPR:31234R"], 1, "is not in the extracts"),
        (["kelp-carers=GB-CHC:9990001"], 1, "belongs to orgs/alder-voices.yml"),
        (["alder-voices=GB-CHC:9990011"], 1, "has another number, GB-CHC 9990001"),
        (
            ["kelp-carers=GB-CHC:9990011", "maple=GB-CHC:9990011"],
            1,
            "belongs to orgs/kelp-carers.yml",
        ),
        (["kelp-carers=GB-CHC:9990011", "maple=GB-CHC:9990098"], 1, "is not in the extracts"),
    ],
)
def test_a_number_that_does_not_belong_is_not_written_and_neither_are_the_others(
    project, named, code, words
):
    before = texts(project)
    done = run(project, "registers", str(EXTRACTS_HERE), "--write", *named)
    assert done.returncode == code and words in done.stderr and texts(project) == before
