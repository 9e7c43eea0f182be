"""A record that makes a step fail: the others are done all the same, and the failure names it."""

import traceback
from argparse import Namespace

import pytest

from sites import DATA, ROOT
from ulo import checks, cli, records
from ulo.checks import runner
from ulo.cli import fixing, import_export, shared
from ulo.records import formatting, reading

GOOD = (DATA / "records" / "good" / "whole-records" / "smallest-voices.yml").read_text("utf-8")
BROKEN = "orgs/b-group.yml"
UNTIDY = GOOD.replace("for: [", "for: [  ")


class OwnFaultError(Exception):
    pass


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A folder with three records, of which none is in its usual form."""
    (tmp_path / "schema").symlink_to(ROOT / "schema")
    (tmp_path / "orgs").mkdir()
    for name in ("a", "b", "c"):
        text = UNTIDY.replace("Smallest Voices", f"{name.upper()} Group")
        (tmp_path / "orgs" / f"{name}-group.yml").write_text(text, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run_fix(project):
    paths = [str(path) for path in sorted((project / "orgs").iterdir())]
    return cli.run(project, Namespace(command="fix", paths=paths))


def fail_at(monkeypatch, module, name, is_broken):
    """Has a function raise for one record alone."""
    function = getattr(module, name)

    def raising(*arguments, **named):
        if is_broken(*arguments):
            raise OwnFaultError("a\u202eb")
        return function(*arguments, **named)

    monkeypatch.setattr(module, name, raising)


@pytest.mark.parametrize("error", [OwnFaultError, RecursionError, MemoryError, KeyError])
def test_fix_goes_on_to_the_later_records(project, monkeypatch, capsys, error):
    def fail(text, schema):
        if "B Group" in text:
            raise error("a\u202eb")
        return formatting.mend(text, schema)

    monkeypatch.setattr(fixing, "mend", fail)
    assert run_fix(project) == shared.EXIT_PROBLEMS
    said = capsys.readouterr().out
    assert f"{BROKEN}: our program failed, so this record hasn't changed: {error.__name__}" in said
    assert "\u202e" not in said
    for name, is_fixed in (("a", True), ("b", False), ("c", True)):
        text = (project / "orgs" / f"{name}-group.yml").read_text("utf-8")
        assert ("[  " not in text) == is_fixed


@pytest.mark.parametrize(
    "end",
    [
        f"also_known_as: [{', '.join(['ab'] * 15_000)}]\n",
        "also_known_as:\n" + "- \n" * 15_000,
        f"also_known_as: [{'[' * 20_000}\n",
        f"{'k' * 60_000}: a\n",
        f"founded: {'9' * 60_000}\n",
        "a: &a [b]\nc: *a\n",
        "<<: {name: a}\n",
        "? [a]\n: b\n",
        "name: again\n",
        "x: 2026-99-99\ny: 0x1F\nz: .inf\n",
        f"# {'x' * 60_000}\n",
    ],
    ids=lambda end: end[:20],
)
def test_fix_reaches_the_later_records_whatever_one_says(project, end):
    with (project / BROKEN).open("a", encoding="utf-8") as file:
        file.write(end)
    assert run_fix(project) in (shared.EXIT_OK, shared.EXIT_PROBLEMS)
    assert "[  " not in (project / "orgs" / "c-group.yml").read_text("utf-8")


def test_a_rule_that_fails_names_the_record(project, monkeypatch, schema, today):
    def fail(context):
        if context.record.path == BROKEN:
            raise OwnFaultError
        yield from ()

    monkeypatch.setattr(runner, "RECORD_RULES", (fail,))
    found, _ = records.read(project / "orgs", project)
    with pytest.raises(OwnFaultError) as raised:
        checks.run(found, schema, today)
    assert traceback.format_exception(raised.value)[-1].strip() == BROKEN


def test_a_reader_that_fails_names_the_file(project, monkeypatch):
    fail_at(monkeypatch, reading, "parse", lambda _, path: path == BROKEN)
    with pytest.raises(OwnFaultError) as raised:
        records.read(project / "orgs", project)
    assert traceback.format_exception(raised.value)[-1].strip() == BROKEN


def test_confirm_writes_all_records_or_none(project, monkeypatch, capsys):
    fail_at(monkeypatch, formatting, "mark_confirmed", lambda text, _: "B Group" in text)
    before = {path: path.read_bytes() for path in (project / "orgs").iterdir()}
    options = Namespace(command="confirm", records=["a-group", "b-group"], on=None, code=None)
    assert cli.run(project, options) == shared.EXIT_INTERNAL
    assert {path: path.read_bytes() for path in (project / "orgs").iterdir()} == before
    assert "confirmed" not in capsys.readouterr().out


def test_import_plans_all_records_before_it_writes_one(project, monkeypatch):
    def refuse(text, data, schema):
        if "B Group" in text:
            raise formatting.FormattingError("It would be too large.")
        return text

    monkeypatch.setattr(formatting, "update_text", refuse)
    planned = [Namespace(path=f"orgs/{name}-group.yml", before={}, after={}) for name in ("a", "b")]
    with pytest.raises(shared.UnwritableRecordError, match=f"{BROKEN}: It would be too large"):
        import_export._new_files(project, Namespace(to_write=planned), None)
