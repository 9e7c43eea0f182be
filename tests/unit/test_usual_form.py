"""Whether a file is in its usual form: `check` asks exactly where `fix` would change something, and
`fix` says what it leaves.
"""

import json
import os
import random
import re
import shutil
from argparse import Namespace
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st
from test_reading_cache import check, make_project

from sites import CATALOGUE, DATA, EPOCH, ROOT, TODAY
from ulo import checks, pipeline, records, schema as shape
from ulo.cli import checking, fixing
from ulo.contribute.signed_codes import make_code
from ulo.core import ERROR, as_text
from ulo.records import formatting

BAD = DATA / "records" / "bad" / "unusual-form"
SCHEMA = shape.load(ROOT)
RULES = ("unusual-form", "no-usual-form")
TEXTS = [path.read_text("utf-8") for path in sorted((CATALOGUE / "orgs").glob("*.yml"))[::9]]


@pytest.fixture
def project(tmp_path, monkeypatch) -> Path:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)
    make_project(tmp_path)
    for path in (tmp_path / "orgs").glob("*.yml"):
        path.unlink()
    return tmp_path


def ask(folder: Path, content: bytes) -> list:
    """What is said of the form of a file with these bytes."""
    (folder / "orgs").mkdir(exist_ok=True)
    (folder / "orgs" / "voices.yml").write_bytes(content)
    reader = records.form_checking_reader(SCHEMA)
    _, found = records.read(folder / "orgs", folder, reader)
    return [problem for problem in found if problem.rule in RULES]


def problems_in(project: Path, *slugs: str) -> list[dict]:
    """What `check` says of these records, or of all."""
    return json.loads(check(project, *slugs)[1])


def run_fix(project: Path, capsys, *slugs: str) -> tuple[int, str]:
    """The exit code of `fix`, and what it prints."""
    paths = [str(project / "orgs" / f"{slug}.yml") for slug in slugs]
    code = fixing.fix(project, Namespace(paths=paths))
    return code, capsys.readouterr().out


# --- check ----------------------------------------------------------------------------------------


def test_files_that_fix_wrote_are_in_their_usual_form(tmp_path):
    for folder in ("orgs", "library"):
        shutil.copytree(CATALOGUE / folder, tmp_path / folder)
    reader = records.form_checking_reader(SCHEMA)
    _, found = records.read(tmp_path / "orgs", tmp_path, reader)
    _, more = records.read_library(tmp_path, reader)
    assert not found and not more


@given(text=st.sampled_from(TEXTS), seed=st.integers(0, 1 << 30))
@settings(max_examples=60)
def test_check_asks_exactly_where_fix_would_change_something(tmp_path_factory, text, seed):
    text = spoil(text, random.Random(seed))
    content = text.encode()
    record, _ = records.parse(content, "orgs/voices.yml")
    found = ask(tmp_path_factory.getbasetemp(), content)
    if record is None:
        assert not found
        return
    fixed, _ = formatting.mend(text, SCHEMA)
    # Where a field is not where it belongs, that is said first.
    is_known = all(SCHEMA.subschema(pointer) for pointer in record.lines if pointer)
    assert bool(found) == (fixed != text) or (not is_known and not found)
    assert all(1 <= problem.line <= text.count("\n") + 1 for problem in found)
    assert not ask(tmp_path_factory.getbasetemp(), fixed.encode())


def spoil(text: str, chance: random.Random) -> str:
    """The text with some lines moved, left out, set in, quoted or commented, as people do."""
    lines = text.split("\n")
    for _ in range(chance.randrange(3)):
        number = chance.randrange(len(lines))
        line = lines[number]
        name, colon, value = line.partition(": ")
        lines[number : number + 1] = chance.choice(
            [
                [line, ""],
                ["# A note", line],
                [f"{line}  # a note"],
                [f"{line} "],
                [],
                [line, line],
                [f"{name}{colon}'{value}'"] if value else [line],
                [f"{name}{colon} {value}"],
                [line.replace(" ", "  ", 1)],
                [line.replace("0113 ", "0113")],
            ]
        )
    if chance.random() < 0.3:
        number = chance.randrange(len(lines) - 1)
        lines[number : number + 2] = lines[number + 1], lines[number]
    return "\n".join(lines)


def test_a_misspelt_field_is_not_said_to_be_out_of_order(tmp_path):
    text = TEXTS[0].replace("\nsummary:", "\nsumary:")
    assert text != TEXTS[0] and not ask(tmp_path, text.encode())
    assert [problem.line for problem in ask(tmp_path, f"\n{TEXTS[0]}".encode())] == [1]


def test_only_the_files_that_are_asked_about_are_looked_at(project):
    shutil.copy(BAD / "bare-voices.yml", project / "orgs")
    shutil.copy(BAD / "ordered-voices.yml", project / "orgs")

    def asked(*slugs: str) -> set[str]:
        return {p["path"] for p in problems_in(project, *slugs) if p["rule"] == "unusual-form"}

    assert asked() == {"orgs/bare-voices.yml", "orgs/ordered-voices.yml"}
    assert asked("bare-voices") == {"orgs/bare-voices.yml"}
    # What was read of the others is kept, and nothing is said of them.
    assert asked("bare-voices") == {"orgs/bare-voices.yml"}


def test_a_saved_file_is_looked_at_again(project):
    path = project / "orgs" / "bare-voices.yml"
    shutil.copy(BAD / path.name, path)
    repeated = pipeline.RepeatedCheck(project)
    assert [p.rule for p in repeated.check().problems].count("unusual-form") == 1
    assert fixing.fix(project, Namespace(paths=[str(path)])) == 0
    assert "unusual-form" not in {p.rule for p in repeated.check(["orgs/bare-voices.yml"]).problems}


@pytest.mark.parametrize("form", ["text", "github"])
def test_a_question_of_form_fails_nothing_and_names_the_command(project, capsys, form):
    shutil.copy(BAD / "addressed-voices.yml", project / "orgs")
    path = str(project / "orgs" / "addressed-voices.yml")
    assert checking.check(project, Namespace(paths=[path], since=None, format=form)) == 0
    shown = capsys.readouterr().out
    assert "python3 build.py fix orgs/addressed-voices.yml" in shown and "[unusual-form]" in shown
    assert ("::warning file=orgs/addressed-voices.yml,line=1," in shown) == (form == "github")


def test_the_record_in_our_guide_passes_without_a_question(tmp_path, schema, today):
    guide = (ROOT / "docs" / "editing.md").read_text("utf-8")
    text = re.search(r"^## A record$.*?^```yaml\n(.*?)^```$", guide, re.MULTILINE | re.DOTALL)[1]
    (tmp_path / "orgs").mkdir()
    (tmp_path / "orgs" / "example-people-first.yml").write_text(text, "utf-8")
    reader = records.form_checking_reader(schema)
    [record], faults = records.read(tmp_path / "orgs", tmp_path, reader)
    assert as_text([*faults, *checks.run([record], schema, today)[1]]) == ""
    assert text == formatting.dump(record.data, schema)


# --- fix ------------------------------------------------------------------------------------------


def test_fix_mends_each_example_and_then_there_is_nothing_to_ask(project, capsys):
    for path in BAD.glob("*.yml"):
        shutil.copy(path, project / "orgs")
    code, said = run_fix(project, capsys)
    names = {path.name for path in BAD.glob("*.yml")}
    assert code == 0 and f"{len(names)} records looked at, {len(names)} put in order.\n" in said
    assert problems_in(project) == []
    assert run_fix(project, capsys)[1] == f"{len(names)} records looked at, 0 put in order.\n"


def test_what_the_form_writes_above_a_record_is_in_no_file_that_is_kept(project, capsys):
    slug = "addressed-voices"
    path = project / "orgs" / f"{slug}.yml"
    text = (BAD / path.name).read_text("utf-8")
    record, _ = records.parse(text.encode(), path.name)
    code = make_code(slug, record.data, TODAY, b"x" * 32)
    path.write_text(text.replace("\n", f"\n# {code}\n# Our own note\n", 1), "utf-8")
    run_fix(project, capsys, slug)
    kept = path.read_text("utf-8")
    assert kept.count("#") == 2 and "# Our own note\n" in kept and code not in kept
    # Further down, such a line is a person's own.
    path.write_text(kept.replace("for:", "# orgs/other-voices.yml\nfor:"), "utf-8")
    assert "0 put in order" in run_fix(project, capsys, slug)[1]


def test_fix_says_what_only_a_person_can_put_right(project, capsys):
    (project / "orgs" / "broken.yml").write_text("name: [a\n", "utf-8")
    text = (BAD / "bare-voices.yml").read_text("utf-8")
    wrong = text.replace("reach: local", "reach: here") + "founded: 3000\n"
    (project / "orgs" / "bare-voices.yml").write_text(wrong, "utf-8")
    code, said = run_fix(project, capsys, "broken", "bare-voices")
    found = problems_in(project)
    assert code == 1 and len(found) == 3
    for problem in found:
        assert f"{problem['path']}:{problem['line']}" in said and problem["message"] in said
    assert said.startswith("orgs/bare-voices.yml: put in order\n") or (
        "\norgs/bare-voices.yml: put in order\n" in said
    )
    assert "2 records looked at, 1 put in order.\n" in said
    code, said = run_fix(project, capsys)
    assert code == 1 and found[0]["message"] not in said
    assert "  orgs/bare-voices.yml: 2 problems\n  orgs/broken.yml: 1 problem\n" in said


def test_fix_says_which_words_of_a_list_it_wrote_otherwise(project, capsys):
    text = (BAD / "bare-voices.yml").read_text("utf-8")
    text, count = re.subn(r"^for: .*$", "for: [carer, Deaf people]", text, flags=re.MULTILINE)
    assert count == 1
    path = project / "orgs" / "bare-voices.yml"
    path.write_text(text, "utf-8")
    _, said = run_fix(project, capsys, "bare-voices")
    assert '  for.1: "carer" -> "carers"\n  for.2: "Deaf people" -> "deaf-people"\n' in said
    assert "for: [carers, deaf-people]\n" in path.read_text("utf-8")


def test_fix_opens_nothing_but_ordinary_files(project, capsys):
    pipe, link = project / "orgs" / "a-pipe.yml", project / "orgs" / "a-link.yml"
    os.mkfifo(pipe)
    shutil.copy(BAD / "bare-voices.yml", project / "elsewhere.yml")
    link.symlink_to("../elsewhere.yml")
    code, said = run_fix(project, capsys, "a-pipe", "a-link")
    assert code == 1 and "0 put in order" in said
    assert pipe.is_fifo() and link.is_symlink()
    assert (project / "elsewhere.yml").read_bytes() == (BAD / "bare-voices.yml").read_bytes()


def test_fix_leaves_what_it_cannot_write(project, capsys, monkeypatch):
    for name in ("bare-voices.yml", "ordered-voices.yml"):
        shutil.copy(BAD / name, project / "orgs")
    write = fixing.files.write_atomically

    def refuse(path, content):
        if path.name == "bare-voices.yml":
            raise PermissionError(13, "Permission denied")
        write(path, content)

    monkeypatch.setattr(fixing.files, "write_atomically", refuse)
    code, said = run_fix(project, capsys, "bare-voices", "ordered-voices")
    assert code == 1 and "orgs/bare-voices.yml: we couldn't write it: Permission denied\n" in said
    assert "orgs/ordered-voices.yml: put in order\n" in said


def test_fix_keeps_a_file_that_would_be_too_large(project, capsys):
    path = project / "orgs" / "packed-voices.yml"
    path.write_bytes(too_large_when_written_out())
    before = path.read_bytes()
    code, said = run_fix(project, capsys, "packed-voices")
    assert code == 1 and path.read_bytes() == before and "[no-usual-form]" in said
    [problem] = [p for p in problems_in(project) if p["rule"] == "no-usual-form"]
    assert problem["level"] == ERROR and "too large" in problem["message"]


def too_large_when_written_out() -> bytes:
    """A record that is small enough only because it is all in one line."""
    names = ", ".join(f"{'x' * 66}{number:02}" for number in range(900))
    return f"name: Packed Voices\nalso_known_as: [{names}]\n".encode()
