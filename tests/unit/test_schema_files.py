"""The files of schema/ that people edit by hand: what is wrong with one is said in plain words."""

import shutil
from dataclasses import replace
from datetime import date

import pytest

from sites import DATA, ROOT
from ulo import checks, cli, records, schema
from ulo.checks import postcode_areas
from ulo.checks.place_words import without_council_words
from ulo.cli import parser
from ulo.core import Locale, use_locale
from ulo.schema import InvalidFileError

SMALLEST = DATA / "records" / "good" / "whole-records" / "smallest-voices.yml"
MISTAKE = "a comma, a bracket or a quotation mark that's missing, or one too many."


@pytest.fixture
def project(tmp_path):
    """The schema in a folder of its own, with no records."""
    shutil.copytree(ROOT / "schema", tmp_path / "schema")
    (tmp_path / "orgs").mkdir()
    return tmp_path


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("registers/moved.json", b"", ("line 1", MISTAKE)),
        ("registers/moved.json", b'{\n"moved": {"a": "b" "c"}}', ("line 2", MISTAKE)),
        ("registers/moved.json", b"{}", ('has no "moved".', "even if it's empty")),
        ("registers/left-out.json", b'{"groups": []}', ('has no "reasons".',)),
        ("registers/withdrawn.json", b"[]", ('has no "salt".',)),
        ("areas.json", b'{"title": "\xff"}', ("isn't saved as UTF-8.",)),
    ],
)
def test_what_is_wrong_with_a_file_is_told(project, capsys, name, content, told):
    (project / "schema" / name).write_bytes(content)
    assert cli.run(project, parser.parse(["check"])) == 1
    said = capsys.readouterr().err
    assert f"schema/{name} " in said and all(words in said for words in told)
    assert "Traceback" not in said and str(project) not in said


def test_what_is_wrong_with_a_locale_is_told(project):
    (project / "schema" / "locales" / "en" / "find.yml").write_text(
        "one: One\ntwo: [a\nthree: b\n", "utf-8"
    )
    with pytest.raises(
        InvalidFileError, match=r"^schema/locales/en/find\.yml has a mistake in line 3 "
    ):
        assert schema.load(project).messages


def test_registers_may_be_empty(project):
    for name, content in {
        "moved": '{"moved": {}}',
        "left-out": '{"reasons": {}, "groups": []}',
        "withdrawn": '{"salt": "", "groups": []}',
    }.items():
        (project / "schema" / "registers" / f"{name}.json").write_text(content, "utf-8")
    loaded = schema.load(project)
    assert (loaded.redirects, loaded.left_out, loaded.withdrawn.groups) == ({}, {}, ())


def test_where_the_sentences_about_a_mistake_are_broken_its_place_is_said(project):
    folder = project / "schema" / "locales" / "en"
    (folder / "find.yml").write_text("one: One\ntwo: [a\nthree: b\n", "utf-8")
    (folder / "core.json").write_text('{\n"core": {"files"}}', "utf-8")
    locale = Locale(folder)
    with use_locale(locale):
        for name, line in (("find.yml", 3), ("core.json", 2)):
            with pytest.raises(InvalidFileError) as told:
                locale.section(name.partition(".")[0])
            assert str(told.value) == f"schema/locales/en/{name}:{line}"


def test_without_what_a_country_has_not_nothing_is_amiss(project):
    shutil.rmtree(project / "schema" / "country")
    (project / "schema" / "geography" / "districts.json").unlink()
    loaded = schema.load(project)
    assert loaded.reach_ids.nationwide == () and not postcode_areas(loaded)
    text = SMALLEST.read_text("utf-8").replace(
        "reach: local, serves: [leeds]}",
        "reach: uk-wide, serves: [leeds]}",
    )
    record, _ = records.parse(text.encode(), "orgs/smallest-voices.yml")
    found = list(checks.check_record(checks.CheckContext(record, loaded, date(2026, 11, 21))))
    assert found == []
    assert without_council_words("Northtown City Council", loaded) == "Northtown City Council"


def test_a_country_is_the_one_area_that_lies_in_no_other(project):
    areas = schema.load(project).areas
    assert areas.country.id == "uk"
    for terms in ({}, {**areas.terms, "other": schema.Area("other", "Other", kind="country")}):
        with pytest.raises(ValueError, match=r"areas\.json: just one area has no parent"):
            assert replace(areas, terms=terms).country


def test_a_file_of_the_country_is_read_again_when_it_changes(project):
    """As `serve` does, while somebody edits it."""
    path = project / "schema" / "country" / "new.yml"
    path.write_text("one: two\n", "utf-8")
    assert schema.load(project).country_file("new") == {"one": "two"}
    path.write_text("one: three\n", "utf-8")
    assert schema.load(project).country_file("new") == {"one": "three"}
    path.unlink()
    assert schema.load(project).country_file("new") == {}
