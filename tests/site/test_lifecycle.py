"""rename and withdraw, in small copies of the project that git keeps."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from browser import judged
from git_repository import git
from sites import DATA, ROOT, copy, run, served
from ulo.core import files
from ulo.records import references

GOLDEN = DATA / "golden" / "orgs"


@pytest.fixture
def kept(tmp_path):
    folder = copy(tmp_path / "project", GOLDEN)
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", "orgs", "schema", "docs")
    git(folder, "commit", "-qm", "before")
    return folder


def files_of(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for name in ("orgs", "schema")
        for path in (folder / name).rglob("*")
        if path.is_file()
    }


def read(folder: Path, path: str) -> dict:
    return json.loads((folder / path).read_text())


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


# --- rename ---------------------------------------------------------------------------------------


def test_rename_updates_references_and_redirects(kept):
    before = files_of(kept)
    done = run(kept, "rename", "northside-voices", "orgs/northern-voices.yml")
    assert done.returncode == 0, done.stderr
    assert "old-bridge-survivors.yml" in done.stdout
    after = files_of(kept)
    assert (
        after["orgs/northern-voices.yml"] == before["orgs/northside-voices.yml"]
        and "orgs/northside-voices.yml" not in after
    )
    assert b"successor: northern-voices," in after["orgs/old-bridge-survivors.yml"]
    assert read(kept, "schema/registers/moved.json")["moved"] == {
        "northside-voices": "northern-voices"
    }
    assert {path for path in before if before[path] != after.get(path)} == {
        "orgs/northside-voices.yml",
        "orgs/old-bridge-survivors.yml",
        "schema/registers/moved.json",
    }
    # Once more: nobody goes two steps. And back: the first address is a record's again.
    git(kept, "add", "-A", "orgs", "schema")
    git(kept, "commit", "-qm", "renamed")
    assert run(kept, "rename", "northern-voices", "voices-of-the-north").returncode == 0
    assert read(kept, "schema/registers/moved.json")["moved"] == {
        "northern-voices": "voices-of-the-north",
        "northside-voices": "voices-of-the-north",
    }
    assert run(kept, "check").returncode == 0
    git(kept, "add", "-A", "orgs", "schema")
    git(kept, "commit", "-qm", "renamed again")
    assert run(kept, "rename", "voices-of-the-north", "northside-voices").returncode == 0
    assert read(kept, "schema/registers/moved.json")["moved"] == {
        "northern-voices": "northside-voices",
        "voices-of-the-north": "northside-voices",
    }
    assert {path: content for path, content in files_of(kept).items() if "moved" not in path} == {
        path: content for path, content in before.items() if "moved" not in path
    }


@pytest.mark.parametrize(
    ("prepare", "arguments", "said"),
    [
        ("", ["nobody", "somebody"], "There is no record orgs/nobody.yml."),
        (
            "",
            ["northside-voices", "Northern Voices"],
            "can't be part of a web address. Name the file northern-voices.yml.",
        ),
        ("", ["northside-voices", "con"], "can't be part of a web address"),
        (
            "",
            ["northside-voices", "odd-signs"],
            "orgs/odd-signs.yml already exists. If both are the same group",
        ),
        ("", ["northside-voices", "northside-voices"], "already exists"),
        (
            "orgs/northside-voices.yml",
            ["northside-voices", "new-voices"],
            "There are changes that are not committed in orgs/northside-voices.yml. Commit them "
            "or undo them first.",
        ),
        (
            "orgs/old-bridge-survivors.yml",
            ["northside-voices", "new-voices"],
            "not committed in orgs/old-bridge-survivors.yml",
        ),
        (
            "broken",
            ["riverside-self-advocates", "new-voices"],
            "can't be read. Fix it first: python3 build.py check orgs/riverside-self-advocates.yml",
        ),
        (
            "odd reference",
            ["northside-voices", "new-voices"],
            "orgs/old-bridge-survivors.yml mentions it in a way that this command can't change.",
        ),
        (
            "moved",
            ["northside-voices", "gone-voices"],
            '"gone-voices" is an old address of "odd-signs". Choose another file name.',
        ),
    ],
)
def test_refused_rename_writes_nothing(kept, prepare, arguments, said):
    if prepare.startswith("orgs/"):
        (kept / prepare).write_text((kept / prepare).read_text() + "# not committed\n")
    elif prepare == "broken":
        (kept / "orgs" / "riverside-self-advocates.yml").write_text("name: [\n")
    elif prepare == "odd reference":
        path = kept / "orgs" / "old-bridge-survivors.yml"
        path.write_text(
            path.read_text().replace(
                "successor: northside-voices", 'successor: "northside\\x2dvoices"'
            )
        )
        git(kept, "commit", "-qam", "odd")
    elif prepare == "moved":
        (kept / "schema" / "registers" / "moved.json").write_text(
            '{"description": "x", "moved": {"gone-voices": "odd-signs"}}'
        )
    before = files_of(kept)
    done = run(kept, "rename", *arguments)
    assert (
        done.returncode == 1
        and said in done.stderr
        and done.stderr.endswith("Nothing was changed.\n")
    ), done.stdout + done.stderr
    assert files_of(kept) == before


def test_redirect_page_refreshes_and_links(kept):
    assert run(kept, "rename", "northside-voices", "northern-voices").returncode == 0
    done = run(kept, "--address", "https://example.org/led/")
    assert done.returncode == 0, done.stderr
    for view in ("", "easy/"):
        page, root = (
            (kept / "site" / "orgs" / "northside-voices" / view / "index.html").read_text(),
            "../../" + "../" * bool(view),
        )
        assert (
            f'<meta http-equiv="refresh" content="0; url={root}orgs/northern-voices/{view}">'
            in page
        )
        assert f'<a href="{root}orgs/northern-voices/{view}">Northside Voices</a>' in page
        assert (
            f'<link rel="canonical" href="https://example.org/led/orgs/northern-voices/{view}">'
            in page
            and '<meta name="robots" content="noindex">' in page
        )
        assert (kept / "site" / "orgs" / "northern-voices" / view / "index.html").is_file()
    sitemap = (kept / "site" / "sitemap.xml").read_text()
    assert "orgs/northern-voices/" in sitemap and "orgs/northside-voices/" not in sitemap


def test_old_link_arrives_with_and_without_refresh(kept, chromium):
    assert run(kept, "rename", "northside-voices", "northern-voices").returncode == 0
    assert run(kept, "--address", "https://example.org/led/").returncode == 0
    with served(kept / "site", "/led/") as address:
        page = chromium.new_page(viewport={"width": 320, "height": 640})
        for view in ("", "easy/"):
            page.goto(f"{address}orgs/northside-voices/{view}", wait_until="commit")
            page.wait_for_url(f"{address}orgs/northern-voices/{view}")
        # Some browsers can be set not to be led on; they show the page itself.
        page.route(
            "**/northside-voices/**",
            lambda route: route.fulfill(
                body=(kept / "site" / "orgs" / "northside-voices" / "index.html")
                .read_text()
                .replace('http-equiv="refresh"', 'name="nothing"'),
                content_type="text/html; charset=utf-8",
            ),
        )
        page.goto(f"{address}orgs/northside-voices/")
        assert page.locator("h1").inner_text() == "This page has moved" and judged(page) == []
        page.get_by_role("link", name="Northside Voices").click()
        page.wait_for_url(f"{address}orgs/northern-voices/")
        page.close()


# --- withdraw -------------------------------------------------------------------------------------


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
    entry = read(kept, "schema/registers/withdrawn.json")
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
    assert read(kept, "schema/registers/withdrawn.json")["groups"] == []
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
    assert len(read(kept, "schema/registers/withdrawn.json")["groups"]) == 1


# --- The parts ------------------------------------------------------------------------------------

HEAD = "name: Northside\n"


@pytest.mark.parametrize(
    ("text", "renamed", "removed"),
    [
        ("networks: [old-one, b]\n", "networks: [new-one, b]\n", "networks: [b]\n"),
        (
            "networks: [b, old-one]  # old-one\n",
            "networks: [b, new-one]  # new-one\n",
            "networks: [b]  # old-one\n",
        ),
        (
            'networks: [b, "old-one", old-one-north]\n',
            'networks: [b, "new-one", old-one-north]\n',
            "networks: [b, old-one-north]\n",
        ),
        (
            "networks:\n  - b\n  # why\n  - old-one  # as it says\n",
            "networks:\n  - b\n  # why\n  - new-one  # as it says\n",
            "networks:\n  - b\n  # why\n",
        ),
        (
            "networks: [old-one]\nfounded: 1999\n",
            "networks: [new-one]\nfounded: 1999\n",
            "founded: 1999\n",
        ),
        (
            "networks:\n  - old-one\nfounded: 1999\n",
            "networks:\n  - new-one\nfounded: 1999\n",
            "founded: 1999\n",
        ),
        (
            "closed: {year: 2018, successor: old-one, source: https://x.org/old-one}\n",
            "closed: {year: 2018, successor: new-one, source: https://x.org/old-one}\n",
            "closed: {year: 2018, source: https://x.org/old-one}\n",
        ),
        (
            "closed: {successor: old-one, source: https://x.org}\n",
            "closed: {successor: new-one, source: https://x.org}\n",
            "closed: {source: https://x.org}\n",
        ),
        (
            "closed:\n  successor: old-one\n  source: https://x.org\n",
            "closed:\n  successor: new-one\n  source: https://x.org\n",
            "closed:\n  source: https://x.org\n",
        ),
        (
            "networks: [old-one]\nclosed: {successor: old-one, source: x}\n",
            "networks: [new-one]\nclosed: {successor: new-one, source: x}\n",
            "closed: {source: x}\n",
        ),
        ('networks: ["old\\x2done"]\n', None, ""),
        ("networks: [\n  old-one,\n  b\n]\n", "networks: [\n  new-one,\n  b\n]\n", None),
    ],
)
def test_replace_reference_changes_nothing_else(text, renamed, removed):
    def change(new):
        return references.replace_reference(HEAD + text, "orgs/x.yml", "old-one", new)

    assert (change("new-one"), change(None)) == (
        renamed and HEAD + renamed,
        None if removed is None else HEAD + removed,
    )


def test_changes_are_applied_together_or_not_at_all(tmp_path):
    a, b, c, folder = tmp_path / "a", tmp_path / "b", tmp_path / "c", tmp_path / "no" / "d"
    a.write_text("old a")
    b.write_text("old b")

    def state():
        return {path.name: path.read_text() for path in tmp_path.iterdir()}

    with pytest.raises(FileNotFoundError):
        files.apply_changes({a: b"new a", b: None, c: b"new c", folder: b"no room"})
    assert state() == {"a": "old a", "b": "old b"}
    files.apply_changes({a: b"new a", b: None, c: b"new c"})
    assert state() == {"a": "new a", "c": "new c"}


@pytest.mark.parametrize("failing", [1, 2, 3, 4])
def test_failure_halfway_restores_everything(tmp_path, monkeypatch, failing):
    a, b, c = tmp_path / "a", tmp_path / "b", tmp_path / "c"
    a.write_text("old a")
    b.write_text("old b")
    steps = []

    def count_steps(name):
        change = getattr(Path, name)

        def fail(self, *arguments, **options):
            # Temporary files are cleared away before and after.
            if name == "replace" or not self.name.startswith("."):
                steps.append(self)
                if len(steps) == failing:
                    raise KeyboardInterrupt
            return change(self, *arguments, **options)

        monkeypatch.setattr(Path, name, fail)

    count_steps("replace")
    count_steps("unlink")
    try:
        files.apply_changes({a: b"new a", b: None, c: b"new c"})
    except KeyboardInterrupt:
        assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {
            "a": "old a",
            "b": "old b",
        }
    else:
        assert failing == 4 and {path.name: path.read_text() for path in tmp_path.iterdir()} == {
            "a": "new a",
            "c": "new c",
        }


# Changes three files in a process that is killed at one step after the other: says for each what
# is there when it has been ended, and whether there was anything to end.
KILLED = """
import os, sys
from pathlib import Path
from ulo.core import files
folder, calls = Path(sys.argv[1]), 0
def kill(function):
    def counted(*arguments, **options):
        global calls
        calls += 1
        if calls == step:
            os._exit(9)
        return function(*arguments, **options)
    return counted
for step in range(1, 40):
    for name in ("a", "b"):
        (folder / name).write_text(f"old {name}")
    (folder / "c").unlink(missing_ok=True)
    child = os.fork()
    if not child:
        calls, Path.replace, Path.unlink = 0, kill(Path.replace), kill(Path.unlink)
        files.apply_changes({folder / n: t for n, t in (("a", b"new a"), ("b", None), ("c", b"c"))})
        os._exit(0)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    ended = files.finish_changes([folder])
    print(code, ended, sorted(path.name + ": " + path.read_text() for path in folder.iterdir()))
"""


def test_changes_that_are_killed_are_ended_as_if_never_begun_or_done(tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", KILLED, tmp_path],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    lines = done.stdout.splitlines()
    ends = [line.split(" ", 2) for line in lines if line.startswith("9 ")]
    old, new = "['a: old a', 'b: old b']", "['a: new a', 'c: c']"
    states = [state for _, _, state in ends]
    assert len(states) >= 8 and states == sorted(states, key=[old, new].index)
    assert {old, new} == set(states)
    assert lines[-1] == f"0 False {new}"
