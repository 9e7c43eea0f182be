"""rename, in small copies of the project that git keeps."""

import pytest

from browser import judged
from git_copies import files_of, make_git_copy, read_json
from git_repository import git
from sites import run, served


@pytest.fixture
def kept(tmp_path):
    return make_git_copy(tmp_path / "project")


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
    assert read_json(kept, "schema/registers/moved.json")["moved"] == {
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
    assert read_json(kept, "schema/registers/moved.json")["moved"] == {
        "northern-voices": "voices-of-the-north",
        "northside-voices": "voices-of-the-north",
    }
    assert run(kept, "check").returncode == 0
    git(kept, "add", "-A", "orgs", "schema")
    git(kept, "commit", "-qm", "renamed again")
    assert run(kept, "rename", "voices-of-the-north", "northside-voices").returncode == 0
    assert read_json(kept, "schema/registers/moved.json")["moved"] == {
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
