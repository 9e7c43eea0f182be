"""withdraw, in small copies of the project that git keeps."""

import pytest

from git_copies import files_of, make_git_copy, read_json
from git_repository import git
from sites import run


@pytest.fixture
def kept(tmp_path):
    return make_git_copy(tmp_path / "project")


@pytest.mark.parametrize(
    "path", ["orgs/.odd-signs.yml.removed", "schema/registers/.moved.json.outdated"]
)
def test_changes_that_came_with_git_are_never_ended(kept, path):
    """Whoever opens a pull request could have any record deleted or written so."""
    (kept / path).write_text("Joanna, 07700 900123", "utf-8")
    git(kept, "add", "-f", path)
    git(kept, "commit", "-qm", "planted")
    before = files_of(kept)
    for command in (("check",), ("check", "--since", "HEAD")):
        told = run(kept, *command)
        assert told.returncode == 1 and f"git rm --cached {path}" in told.stdout
    for command in (("rename", "northside-voices", "northern-voices"), ("withdraw", "odd-signs")):
        refused = run(kept, *command)
        assert refused.returncode == 1 and path in refused.stderr
    assert files_of(kept) == before
    assert "git rm" not in run(kept, "check", "orgs/odd-signs.yml").stdout


def test_withdraw_leaves_no_name(kept):
    path = kept / "orgs" / "riverside-self-advocates.yml"
    path.write_text(path.read_text() + "networks: [northside-voices]\n")
    git(kept, "commit", "-qam", "a member")
    assert run(kept, "rename", "northside-voices", "northern-voices").returncode == 0
    git(kept, "add", "-A", "orgs", "schema")
    git(kept, "commit", "-qm", "renamed")
    record = (kept / "orgs" / "northern-voices.yml").read_bytes()
    lines = str(kept.parent / "list.jsonl")
    assert run(kept, "export", lines, "northern-voices").returncode == 0
    done = run(kept, "withdraw", "northern-voices")
    assert done.returncode == 0, done.stderr
    assert not (kept / "orgs" / "northern-voices.yml").exists()
    left = b"".join(files_of(kept).values()).lower()
    for word in (
        b"northside voices",
        b"northside speak up",
        b"northern-voices",
        b"northside-voices",
        b"hello@northside",
        b"07700 900123",
    ):
        assert word not in left, word
    assert (
        "networks" not in path.read_text()
        and "successor" not in (kept / "orgs" / "old-bridge-survivors.yml").read_text()
    )
    assert run(kept, "check").returncode == 0
    entry = read_json(kept, "schema/registers/withdrawn.json")
    assert len(entry["salt"]) == 32 and len(entry["groups"]) == 1 and len(entry["groups"][0]) >= 8
    # Every way back in is told, without a name.
    (kept / "orgs" / "fresh-start.yml").write_bytes(
        record.replace(b"Northside Voices", b"Fresh Start")
    )
    check = run(kept, "check", "orgs/fresh-start.yml")
    assert (
        check.returncode == 1
        and "entry 1 on the list of groups that asked not to be in the directory" in check.stdout
    )
    (kept / "orgs" / "fresh-start.yml").unlink()
    done = run(kept, "import", lines, "--write")
    assert (
        done.returncode == 1
        and "entry 1 on the list of groups that asked not to be in the directory" in done.stdout
    )
    assert {file.stem for file in (kept / "orgs").iterdir()} == {
        "odd-signs",
        "old-bridge-survivors",
        "riverside-self-advocates",
    }


def test_withdraw_without_a_mark(kept):
    record = (kept / "orgs" / "northside-voices.yml").read_bytes()
    done = run(kept, "withdraw", "northside-voices", "--no-mark")
    assert done.returncode == 0 and "can be added again" in done.stdout
    assert read_json(kept, "schema/registers/withdrawn.json")["groups"] == []
    (kept / "orgs" / "northside-voices.yml").write_bytes(record)
    assert run(kept, "check").returncode == 0


def test_withdraw_lists_files_that_still_name_the_group(kept):
    (kept / "docs" / "praise.md").write_text("We love NORTHSIDE VOICES.\n")
    git(kept, "add", "docs")
    git(kept, "commit", "-qm", "praise")
    listed = run(kept, "withdraw", "northside-voices").stdout
    assert "  docs/praise.md\n" in listed and "northside-voices.yml" not in listed


@pytest.mark.parametrize(
    ("text", "is_named"),
    [
        ("They are at NORTHSIDE.example.org/about.", True),
        ("Write to hello@northside.example.org.", True),
        ("Ring +44 (0)113 496 0000 or come.", True),
        ("Ring 01134960000.", True),
        ("Northside\n> speak up", True),
        ("Charity 1098893.", True),
        ("Lleisiau'r Gogledd", True),
        ("https://social.example.org/northside", True),
        ("The north side of Leeds has voices.", False),
        ("Ring 0113 496 0002.", False),
    ],
)
def test_withdraw_knows_a_group_however_it_is_written(kept, text, is_named):
    (kept / "docs" / "praise.md").write_text(text)
    git(kept, "add", "docs")
    git(kept, "commit", "-qm", "praise")
    assert ("  docs/praise.md\n" in run(kept, "withdraw", "northside-voices").stdout) is is_named


def test_withdraw_tells_initials_apart(kept):
    (kept / "docs" / "praise.md").write_text("NV began in 1999.\n")
    (kept / "docs" / "other.md").write_text("An env file.\n")
    git(kept, "add", "docs")
    git(kept, "commit", "-qm", "praise")
    said = run(kept, "withdraw", "northside-voices").stdout
    assert "These files have NV in them" in said.partition("  docs/praise.md")[0]
    assert "docs/other.md" not in said


def test_withdraw_forgets_what_was_read(kept):
    cache = kept / ".cache" / "records.json"
    cache.parent.mkdir()
    cache.write_text("Northside Voices")
    assert run(kept, "withdraw", "northside-voices").returncode == 0
    assert not cache.exists()


@pytest.mark.parametrize("name", ["northside-voices", "nobody", "library/words/advocacy.yml", ""])
def test_withdraw_refuses_what_is_no_group(kept, name):
    assert run(kept, "withdraw", "northside-voices").returncode == 0
    before = files_of(kept)
    done = run(kept, "withdraw", name)
    assert done.returncode == 1 and done.stderr.endswith("Nothing was changed.\n")
    assert files_of(kept) == before


def test_a_withdrawal_that_was_killed_can_be_repeated(kept):
    """As if it had been killed when the record had gone, and nothing else was written yet."""
    record, register = kept / "orgs" / "northside-voices.yml", kept / "schema" / "registers"
    record.rename(record.with_name(".northside-voices.yml.outdated"))
    (register / ".withdrawn.json.new").write_text("{}")
    done = run(kept, "withdraw", "northside-voices")
    assert done.returncode == 0 and "stopped half-way" in done.stdout, done.stderr
    assert not list(kept.glob("**/.*.outdated")) and not list(kept.glob("**/.*.new"))
    assert len(read_json(kept, "schema/registers/withdrawn.json")["groups"]) == 1
