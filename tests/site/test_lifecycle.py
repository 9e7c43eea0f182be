"""rename and withdraw, in small copies of the project that git keeps."""

import json
from pathlib import Path

import pytest

from browser import judged
from git_repository import git
from sites import DATA, copy, run, served
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
    assert "docs/praise.md" in run(kept, "withdraw", "northside-voices").stdout
    assert run(kept, "withdraw", "northside-voices").returncode == 1


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


@pytest.mark.parametrize("failing", [1, 2, 3, 4, 5])
def test_failure_halfway_restores_everything(tmp_path, monkeypatch, failing):
    a, b, c = tmp_path / "a", tmp_path / "b", tmp_path / "c"
    a.write_text("old a")
    b.write_text("old b")
    counted, replace = [], Path.replace

    def fail(self, target):
        counted.append(target)
        if len(counted) == failing:
            raise KeyboardInterrupt
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", fail)
    try:
        files.apply_changes({a: b"new a", b: None, c: b"new c"})
    except KeyboardInterrupt:
        assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {
            "a": "old a",
            "b": "old b",
        }
    else:
        assert failing == 5 and {path.name: path.read_text() for path in tmp_path.iterdir()} == {
            "a": "new a",
            "c": "new c",
        }
