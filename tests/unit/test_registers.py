"""Extracts of public registers, as they are published and as they break, and what they say of our
records.

The extracts and the groups in tests/data/registers/ are made up. The columns are the true ones.
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

from sites import DATA, ROOT, copy, run
from ulo import checks, records
from ulo.core import message
from ulo.geography import Gazetteer
from ulo.maintain.registers import collection, folder as folder_of_extracts, reading
from ulo.maintain.registers.collection import collect
from ulo.maintain.registers.comparison import Finding, Kind, Result, compare
from ulo.maintain.registers.country_registers import CountryRegisters
from ulo.maintain.registers.entries import ACTIVE, CLOSING, REMOVED
from ulo.maintain.registers.folder import find_extracts
from ulo.maintain.registers.groups import build_groups
from ulo.maintain.registers.reading import read_rows
from ulo.maintain.registers.report import FORMATS, Report, as_markdown
from ulo.records import formatting
from ulo.schema import load

REGISTERS = CountryRegisters(load(ROOT))
EXTRACTS, recognise_extract = REGISTERS.extracts, REGISTERS.recognise
normalise_name, parse_date = REGISTERS.normalise_name, REGISTERS.parse_date
FOLDER = DATA / "registers"
EXTRACTS_HERE = FOLDER / "extracts"
TODAY = date(2026, 11, 21)
ALL = {path.name for path in EXTRACTS_HERE.iterdir()}


@pytest.fixture(scope="module")
def schema():
    return load(ROOT)


@pytest.fixture(scope="module")
def gazetteer(schema):
    return Gazetteer(schema)


@pytest.fixture(scope="module")
def groups(schema, gazetteer):
    found, problems = records.read(FOLDER / "orgs", FOLDER)
    assert not problems
    return build_groups(
        [checks.CheckContext(record, schema, TODAY) for record in found], gazetteer, REGISTERS
    )


@pytest.fixture
def folder(tmp_path):
    """A copy of all extracts, to be changed."""
    return Path(shutil.copytree(EXTRACTS_HERE, tmp_path / "extracts"))


def make_report(folder: Path, groups, gazetteer) -> Report:
    extracts, faults = find_extracts(folder, REGISTERS)
    numbers = [number for group in groups for number in group.numbers.items()]
    collected = collect(
        extracts, numbers, {name for group in groups for name in group.names}, REGISTERS
    )
    collected.faults[:0] = faults
    result = compare(groups, collected, gazetteer, TODAY)
    return Report(result, collected, groups, TODAY, "extracts")


def list_findings(report: Report) -> dict[str, tuple[str, str]]:
    """The kind and the number of each finding by the slug of its group."""
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
    return make_report(EXTRACTS_HERE, groups, gazetteer)


def test_each_group_gets_its_findings_and_no_others(report):
    """Groups without a finding have names that many have, of one word, old ones, or of branches."""
    assert list_findings(report) == EXPECTED
    assert [f.kind for f in report.result.findings] == sorted(
        (f.kind for f in report.result.findings), key=list(Kind).index
    )
    assert all(message(f"registers.headings.{kind}.advice") for kind in Kind)
    assert set(Kind) == {f.kind for f in report.result.findings}


def find(report: Report, slug: str) -> Finding:
    return next(f for f in report.result.findings if f.group.slug == slug)


def test_a_removed_number_has_a_date_a_reason_and_successors(report):
    birch, cedar = find(report, "birch-advocates"), find(report, "cedar-survivors")
    assert birch.entry.removed_on == date(2021, 3, 12)
    assert birch.reason == "Ceased to exist"
    assert [transfer.receiver for transfer in birch.transfers] == ["9990001"]
    assert [(entry.scheme, entry.number) for entry in cedar.alternatives] == [
        ("GB-COH", "99990003"),
        ("GB-CHC", "9990013"),
    ]
    assert find(report, "gorse-recovery").reason == "Wound up"
    assert find(report, "hazel-deaf-club").entry.removed_on is None


def test_suggested_numbers_are_certain_or_likely(report):
    assert {
        slug: find(report, slug).is_certain
        for slug, (kind, _) in EXPECTED.items()
        if kind == "likely"
    } == {"kelp-carers": True, "willow-belfast": True, "larch-users": False, "thistle-union": False}


@pytest.mark.parametrize("format_name", FORMATS)
def test_reports_are_as_expected(report, format_name, request):
    golden = FOLDER / f"report.{'md' if format_name == 'markdown' else 'txt'}"
    text = FORMATS[format_name](report) + "\n"
    if request.config.getoption("--accept"):
        golden.write_text(text, "utf-8")
    assert text == golden.read_text("utf-8"), (
        "if it is meant: python3 build.py test tests/unit/test_registers.py --accept"
    )


@pytest.mark.parametrize("format_name", FORMATS)
def test_reports_hold_no_personal_data(report, format_name):
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
    assert not any(text.casefold() in FORMATS[format_name](report).casefold() for text in private)


def test_numbers_without_an_extract_are_not_compared(folder, groups, gazetteer):
    for path in folder.glob("publicextract*"):
        path.unlink()
    report = make_report(folder, groups, gazetteer)
    assert not any("GB-CHC" in number for _, number in list_findings(report).values())
    assert (
        "Charity Commission (England and Wales): no extract in the folder. Not compared: 8 numbers."
        in as_markdown(report)
    )


def test_the_extracts_of_names_and_events_are_optional(folder, groups, gazetteer):
    (folder / "publicextract.charity_other_names.json").unlink()
    (folder / "publicextract.charity_event_history.json").unlink()
    report = make_report(folder, groups, gazetteer)
    assert list_findings(report) == EXPECTED | {"pine-voices": ("name", "GB-CHC 9990016")}
    assert not find(report, "birch-advocates").transfers


def test_an_incomplete_extract_reports_no_missing_numbers(folder, groups, gazetteer):
    (folder / "BasicCompanyData-2026-07-01-part1_2.csv").unlink()
    report = make_report(folder, groups, gazetteer)
    assert "juniper-network" not in list_findings(report)
    assert "Companies House: part of the extract is missing" in as_markdown(report)


def test_without_the_removed_charities_a_missing_number_may_be_one(folder, groups, gazetteer):
    (folder / "CharityExport-Removed-17-Jul-2026.csv").unlink()
    report = make_report(folder, groups, gazetteer)
    gorse, damson = find(report, "gorse-recovery"), find(report, "damson-carers")
    assert (gorse.kind, gorse.is_complete, damson.kind, damson.is_complete) == (
        Kind.NOT_FOUND,
        False,
        Kind.NOT_FOUND,
        True,
    )


def test_an_extract_without_most_of_our_numbers_reports_none_missing(folder, groups, gazetteer):
    path = folder / "publicextract.charity.json"
    charities = json.loads(path.read_text("utf-8-sig"))
    path.write_text(json.dumps(charities[:2]), "utf-8")
    report = make_report(folder, groups, gazetteer)
    assert not any(
        f.kind == Kind.NOT_FOUND and f.scheme == "GB-CHC" for f in report.result.findings
    )
    assert "most of our numbers are not in the extract" in as_markdown(report)
    assert find(report, "birch-advocates").kind == Kind.REMOVED


def test_the_newer_of_two_downloads_counts(folder, groups, gazetteer):
    old = (
        (folder / "CharityExport-17-Jul-2026.csv")
        .read_text("utf-8-sig")
        .replace("SC999030", "SC999001")
    )
    (folder / "CharityExport-17-Jul-2025.csv").write_text(old, "utf-8")
    assert list_findings(make_report(folder, groups, gazetteer)) == EXPECTED


def test_the_age_of_accounts_is_measured_from_the_date_of_the_extract(folder, groups, gazetteer):
    path = folder / "publicextract.charity.json"
    text = path.read_text("utf-8-sig").replace("2026-07-17T", "2022-07-17T")
    path.write_text(text, "utf-8")
    assert "fir-forum" not in list_findings(make_report(folder, groups, gazetteer))


# --- How files come -------------------------------------------------------------------------------


def pack(path: Path, **members: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def test_zipped_files_give_the_same_findings(folder, groups, gazetteer):
    for path in list(folder.iterdir()):
        pack(path.with_suffix(".zip"), **{path.name: path.read_bytes()})
        path.unlink()
    assert list_findings(make_report(folder, groups, gazetteer)) == EXPECTED


@pytest.mark.parametrize("name", sorted(ALL))
def test_a_file_is_recognised_by_its_content(tmp_path, name):
    expected = find_extracts(EXTRACTS_HERE, REGISTERS)[0]
    other = tmp_path / f"download (1){Path(name).suffix}"
    shutil.copy(EXTRACTS_HERE / name, other)
    (file,), faults = find_extracts(tmp_path, REGISTERS)
    assert not faults
    assert file.extract == next(f.extract for f in expected if f.path.name == name)
    assert list(read_rows(file)), "all rows can be read"


def test_dates_of_extracts_come_from_the_content_or_the_name():
    days = {file.extract.id: file.day for file in find_extracts(EXTRACTS_HERE, REGISTERS)[0]}
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
    ("text", "value"),
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
        ("\uff19\uff19/03/2021", None),
    ],
)
def test_dates(text, value):
    assert parse_date(text) == value


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The Larch Users' Group", "LARCH USERS GROUP LIMITED"),
        ("Ivy & Oak", "IVY AND OAK C.I.C."),
        ("Café", "CAFE CYF"),
        ("A-B Carers", "A B CARERS COMMUNITY INTEREST COMPANY"),
    ],
)
def test_names_are_compared_without_their_legal_form(one, other):
    assert normalise_name(one) == normalise_name(other)


def test_different_names_stay_different():
    names = ("Larch Users", "Larch Users North", "Larch User", "Limited", "CIC Friends", "Theatre")
    assert len(set(map(normalise_name, names))) == len(names)


@pytest.mark.parametrize(
    ("extract", "changes", "state"),
    [
        ("charity", {"charity_registration_status": "Registered"}, ACTIVE),
        ("charity", {"charity_registration_status": "Removed"}, REMOVED),
        ("charity", {"cio_is_dissolved": "True"}, CLOSING),
        ("companies", {"CompanyStatus": "Active"}, ACTIVE),
        ("companies", {"CompanyStatus": "Liquidation"}, CLOSING),
        (
            "companies",
            {"CompanyStatus": "Active", "DissolutionDate": "01/02/2026"},
            REMOVED,
        ),
        ("companies", {"CompanyStatus": "Dissolved"}, REMOVED),
        ("oscr_former", {"Charity Status": "Active"}, ACTIVE),
        ("oscr_former", {"Ceased Date": "01/02/2026"}, REMOVED),
        ("ccni", {"Status": "Removed"}, REMOVED),
    ],
)
def test_the_state_of_an_entry(extract, changes, state):
    assert EXTRACTS[extract].parse_row(defaultdict(str, changes)).state == state


@pytest.mark.parametrize(
    ("kind", "giver", "receiver"),
    [
        ("Asset transfer in", "2", "1"),
        ("Asset transfer out", "1", "2"),
        ("Merged", "1", "2"),
        ("AMALGAMATED", "1", "2"),
    ],
)
def test_the_direction_of_transfers(kind, giver, receiver):
    own, other = "registered_charity_number", "assoc_registered_charity_number"
    parse = EXTRACTS["charity_event_history"].parse_row
    fact = parse(defaultdict(str, {"event_type": kind, own: "1", other: "2"}))
    assert (fact.giver, fact.receiver) == (giver, receiver)
    assert parse(defaultdict(str, {"event_type": "Registered", own: "1"})) is None


def test_a_name_of_one_word_needs_the_same_full_postcode(folder, groups, gazetteer):
    (maple,) = (group for group in groups if group.slug == "maple")
    here = replace(maple, postcode="LS1 4AP")
    near = replace(maple, postcode="LS1")
    assert list_findings(make_report(folder, [here], gazetteer)) == {
        "maple": ("likely", "GB-CHC 9990014")
    }
    assert not list_findings(make_report(folder, [near], gazetteer))


def test_windows_1252_is_read():
    (file,) = (
        file for file in find_extracts(EXTRACTS_HERE, REGISTERS)[0] if file.extract.id == "ccni"
    )
    assert [row["Charity name"] for row in read_rows(file)][-1] == "Café Else"


def test_an_extract_is_recognised_only_with_all_required_columns():
    for extract in EXTRACTS.values():
        assert recognise_extract(extract.columns) == extract
        assert recognise_extract(extract.required_columns[1:]) != extract


FRENCH = {
    "registers": {"FR-RNA": {"title": "RNA", "required": ["rna"], "complete": True}},
    "extracts": [
        {
            "id": "rna",
            "register": "FR-RNA",
            "says": "entries",
            "recognised_by": ["id", "titre"],
            "number": ["id", "numero"],
            "name": ["titre", "titre_court"],
            "states": [
                {"state": "gone", "when": {"position": ["d", "s"], "fin": "any"}, "reason_in": "n"},
                {"state": "live"},
            ],
        }
    ],
}


def test_another_country_describes_its_registers_itself(tmp_path):
    (tmp_path / "country").mkdir()
    (tmp_path / "country" / "register_extracts.yml").write_text(json.dumps(FRENCH), "utf-8")
    schema = load(ROOT)
    # Its records have no numbers of the registers here.
    properties = {**schema.json_schema["properties"], "identifiers": {}}
    other = {**schema.json_schema, "properties": properties}
    registers = CountryRegisters(replace(schema, folder=tmp_path, json_schema=other))
    assert list(registers.by_scheme) == ["FR-RNA"]
    extract = registers.recognise(["id", "titre", "position"])
    entry = extract.parse_row(defaultdict(str, numero="W9", titre_court="Chêne", fin="x", n="why"))
    assert (entry.number, entry.name, entry.state, entry.reason) == ("W9", "Chêne", REMOVED, "why")
    assert extract.parse_row(defaultdict(str, id="W8", position="A")).state == ACTIVE
    assert registers.normalise_name("The Oak Limited") == "the oak limited"
    assert not CountryRegisters(replace(load(ROOT), folder=tmp_path / "none"))


# --- How files break ------------------------------------------------------------------------------

CHARITY = (EXTRACTS_HERE / "publicextract.charity.json").read_bytes()
SCOTTISH = (EXTRACTS_HERE / "CharityExport-17-Jul-2026.csv").read_bytes()
COMPANIES = (EXTRACTS_HERE / "BasicCompanyData-2026-07-01-part1_2.csv").read_bytes()


@pytest.mark.parametrize(
    ("name", "content", "fault"),
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
def test_unreadable_files_are_reported(tmp_path, name, content, fault):
    (tmp_path / name).write_bytes(content)
    extracts, faults = find_extracts(tmp_path, REGISTERS)
    collected = collect(extracts, [], [], REGISTERS)
    assert [key for _, key in (*faults, *collected.faults)] == ([fault] if fault else [])
    assert not fault or message(f"registers.faults.{fault}", name=name)


def test_rows_before_the_damage_count_and_no_number_is_reported_missing(folder, groups, gazetteer):
    (folder / "publicextract.charity.json").write_bytes(CHARITY[:-400])
    report = make_report(folder, groups, gazetteer)
    assert find(report, "birch-advocates").kind == Kind.REMOVED
    assert "damson-carers" not in list_findings(report)
    assert "`publicextract.charity.json` is damaged" in as_markdown(report)


def test_a_zip_bomb_is_not_unpacked(tmp_path):
    pack(tmp_path / "bomb.zip", **{"a.csv": COMPANIES + b"x" * 50_000_000})
    assert find_extracts(tmp_path, REGISTERS) == ([], [("bomb.zip", "too-much")])


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_damage_is_reported_for_each_compression_method(tmp_path, method):
    with zipfile.ZipFile(tmp_path / "a.zip", "w", method) as archive:
        archive.writestr("a.csv", COMPANIES)
    content = bytearray((tmp_path / "a.zip").read_bytes())
    content[44:60] = bytes(byte ^ 0xA5 for byte in content[44:60])
    (tmp_path / "a.zip").write_bytes(content)
    assert find_extracts(tmp_path, REGISTERS) == ([], [("a.zip/a.csv", "damaged")])


def test_only_the_start_of_an_endless_name_or_date_is_read():
    assert normalise_name("x" + " limited" * 100 + " y") == normalise_name("x" + " limited" * 100)
    assert parse_date("2026-11-01 12:00")
    assert parse_date("2026-11-01" + " " * 100 + "12:00") is None


def test_zip_files_with_many_or_unknown_members_are_reported(tmp_path):
    pack(tmp_path / "many.zip", **{f"{n}.csv": b"x" for n in range(60)})
    pack(tmp_path / "other.zip", **{"a.exe": b"x"})
    assert find_extracts(tmp_path, REGISTERS) == (
        [],
        [("many.zip", "too-much"), ("other.zip", "unknown")],
    )


def test_member_names_cannot_leave_the_folder(tmp_path):
    (tmp_path / "in").mkdir()
    pack(tmp_path / "in" / "evil.zip", **{"../../evil.csv": COMPANIES})
    (file,), _ = find_extracts(tmp_path / "in", REGISTERS)
    assert len(list(read_rows(file))) == 2
    assert {path.name for path in tmp_path.rglob("*")} == {"in", "evil.zip"}


def test_a_wrong_checksum_is_reported(tmp_path):
    path = pack(tmp_path / "a.zip", **{"a.csv": COMPANIES})
    content = bytearray(path.read_bytes())
    content[60] ^= 0xFF
    path.write_bytes(bytes(content))
    extracts, faults = find_extracts(tmp_path, REGISTERS)
    assert [key for _, key in (*faults, *collect(extracts, [], [], REGISTERS).faults)] == [
        "damaged"
    ]


def test_a_zip_file_with_a_password_is_reported(tmp_path):
    path = pack(tmp_path / "a.zip", **{"a.csv": COMPANIES})
    content = bytearray(path.read_bytes())
    for start in (content.index(b"PK\x03\x04") + 6, content.index(b"PK\x01\x02") + 8):
        content[start] |= 1
    path.write_bytes(bytes(content))
    assert find_extracts(tmp_path, REGISTERS)[1] == [("a.zip/a.csv", "locked")]


def test_folders_and_pipes_are_ignored(tmp_path):
    os.mkfifo(tmp_path / "a.csv")
    (tmp_path / "b.csv").mkdir()
    assert find_extracts(tmp_path, REGISTERS) == ([], [])


HOSTILE_TEXTS = [
    "`](javascript:alert(1)) @everyone #1 <img src=x onerror=alert(1)>",
    "a\nb\n## Heading",
    "\x1b[31mred",
    "\u202eevil",
    "``` ##[group] ::error::x",
    "![x](https://evil.example/)",
    "|",
    "x" * 100_000,
]


@pytest.mark.parametrize("text", HOSTILE_TEXTS)
def test_hostile_texts_can_do_nothing_in_a_report(folder, groups, gazetteer, text):
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
    report = make_report(folder, groups, gazetteer)
    assert list_findings(report) == EXPECTED
    markdown, text_report = FORMATS["markdown"](report), FORMATS["text"](report)
    outside = re.sub(r"(`+)[^\n]*?\1", "", markdown)
    for sign in ("@everyone", "<img", "](", "![", "##[", "::error", "\n## Heading"):
        assert sign not in outside
    assert not any(sign in markdown + text_report for sign in "\x1b\u202e")
    assert "##[" not in text_report
    assert max(map(len, markdown.split("\n"))) < 1000


def test_a_report_always_fits_into_an_issue(report, groups):
    many = Result(report.result.findings * 300)
    markdown = as_markdown(Report(many, report.collected, groups, TODAY, "extracts"))
    assert len(markdown) < 65_536
    assert "more. All of them:" in markdown


# --- The command ----------------------------------------------------------------------------------


@pytest.fixture
def project(tmp_path):
    return copy(tmp_path / "project", FOLDER / "orgs", least_town=0)


def record_texts(project: Path) -> dict[str, str]:
    return {path.stem: path.read_text("utf-8") for path in (project / "orgs").iterdir()}


def test_the_command_reports_and_writes_nothing(project):
    before = record_texts(project)
    done = run(project, "registers", str(EXTRACTS_HERE), "--format", "markdown")
    assert done.returncode == 1, done.stderr
    assert done.stdout.startswith("- Compared on 2026-11-21. 13 to look at.")
    assert record_texts(project) == before


def test_the_exit_code_is_0_with_nothing_to_do(project):
    for path in (project / "orgs").iterdir():
        if path.stem not in ("alder-voices", "oak-circle"):
            path.unlink()
    assert run(project, "registers", str(EXTRACTS_HERE)).returncode == 0


@pytest.mark.parametrize(
    ("files", "words"),
    [
        (None, "There is no folder"),
        ({}, "There is nothing to compare with"),
        ({"a.csv": b""}, "a.csv is empty."),
    ],
)
def test_a_folder_without_extracts_is_a_usage_error(project, files, words):
    folder = project / "extracts"
    if files is not None:
        folder.mkdir()
        for name, content in files.items():
            (folder / name).write_bytes(content)
    done = run(project, "registers", "extracts")
    assert done.returncode == 2
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_a_directory_without_registers_says_so(project):
    (project / "schema" / "country" / "register_extracts.yml").unlink()
    done = run(project, "registers", str(EXTRACTS_HERE))
    assert done.returncode == 2
    assert done.stderr.startswith("This directory has no registers set up")


def canonical(text: str, project: Path) -> str:
    return formatting.canonicalise(text, load(project))


def test_assigned_numbers_are_written_and_nothing_else(project):
    before = record_texts(project)
    done = run(
        project,
        "registers",
        str(EXTRACTS_HERE),
        "--write",
        "kelp-carers=GB-CHC:9990011",
        "orgs/willow-belfast.yml=GB-NIC:199002",
    )
    assert done.returncode == 0, done.stderr
    assert "which the register calls KELP CARERS" in done.stdout
    after = record_texts(project)
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
        assert lines[place + 1].strip() == number
        others = lines[:place] + lines[place + 2 :]
        assert others == canonical(before[slug], project).split("\n")
    assert run(project, "check").returncode == 0


@pytest.mark.parametrize(
    ("assignments", "code", "words"),
    [
        (["kelp-carers"], 2, "doesn't make sense"),
        (["../x=GB-CHC:9990011"], 2, "doesn't make sense"),
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
def test_a_wrong_number_is_not_written_and_neither_are_the_others(
    project, assignments, code, words
):
    before = record_texts(project)
    done = run(project, "registers", str(EXTRACTS_HERE), "--write", *assignments)
    assert done.returncode == code
    assert words in done.stderr
    assert record_texts(project) == before


# --- How much is read -----------------------------------------------------------------------------


def faults_of(folder: Path, names=()) -> list[str]:
    extracts, faults = find_extracts(folder, REGISTERS)
    collected = collect(extracts, [], names, REGISTERS)
    return [key for _, key in (*faults, *collected.faults)]


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.csv", COMPANIES + b"\r\n" * 200), ("a.json", CHARITY[:-1] + b',{"a":1}' * 200 + b"]")],
)
def test_a_file_of_no_end_is_read_to_its_limit(tmp_path, monkeypatch, name, content):
    (tmp_path / name).write_bytes(content)
    assert faults_of(tmp_path) == []
    monkeypatch.setattr(reading, "MAX_ROWS", 100)
    assert faults_of(tmp_path) == ["too-much"]


def test_separators_without_end_are_refused(tmp_path):
    (tmp_path / "a.json").write_bytes(CHARITY[:-1] + b", " * 600_000 + b"]")
    assert faults_of(tmp_path) == ["too-long"]


def test_a_header_without_end_is_refused(tmp_path):
    start, rest = COMPANIES.split(b"\r\n", 1) if b"\r\n" in COMPANIES else COMPANIES.split(b"\n", 1)
    (tmp_path / "a.csv").write_bytes(start + b"," * reading.MAX_COLUMNS + b"\n" + rest)
    assert faults_of(tmp_path) == ["unknown"]


def test_the_files_of_a_zip_file_are_counted_together(tmp_path, monkeypatch):
    pack(tmp_path / "a.zip", **{"a.csv": COMPANIES, "b.csv": COMPANIES})
    (tmp_path / "b.csv").write_bytes(COMPANIES)
    monkeypatch.setattr(folder_of_extracts, "MAX_BYTES", 2 * len(COMPANIES))
    assert "too-much" not in faults_of(tmp_path)
    monkeypatch.setattr(folder_of_extracts, "MAX_BYTES", len(COMPANIES))
    assert faults_of(tmp_path) == ["too-much"]
    monkeypatch.setattr(folder_of_extracts, "MAX_BYTES", len(COMPANIES) - 1)
    assert faults_of(tmp_path) == ["too-much", "too-much"]


def test_of_rows_about_our_groups_only_so_many_are_kept(tmp_path, monkeypatch):
    (tmp_path / "a.csv").write_bytes(COMPANIES)
    (file,), _ = find_extracts(tmp_path, REGISTERS)
    names = {
        normalise_name(name) for row in read_rows(file) for name in file.extract.list_names(row)
    }
    assert faults_of(tmp_path, names) == []
    monkeypatch.setattr(collection, "MAX_KEPT", 1)
    assert faults_of(tmp_path, names) == ["too-much"]
