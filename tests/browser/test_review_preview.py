"""The preview of a pull request: pages that open from a folder, without a server."""

import pytest

from git_repository import git
from review_branch import NEW, commit, make_branch, read
from sites import run


@pytest.fixture
def branch(tmp_path):
    return make_branch(tmp_path / "project")


def test_preview_opens_from_a_folder_despite_other_broken_records(branch, chromium):
    git(branch, "switch", "-q", "main")
    (branch / "orgs" / "old-fault.yml").write_text("nmae: Old\n")
    commit(branch)
    git(branch, "switch", "-qC", "change")
    (branch / "orgs" / "eastside-voices.yml").write_text(NEW + "networks: [northside-voices]\n")
    (branch / "orgs" / "bad-voices.yml").write_text(
        NEW.replace("Eastside", "Badside")
        .replace("eastside", "badside")
        .replace("2026-11-20, by", "2036-11-20, by")
    )
    commit(branch)
    told = read(branch, "--preview", "preview")
    assert '"preview" at the end of this page, unpack it, and open "eastside-voices.html"' in told
    assert {
        path.relative_to(branch / "preview").as_posix()
        for path in (branch / "preview").rglob("*")
        if path.is_file()
    } == {
        "eastside-voices.html",
        "eastside-voices.easy-read.html",
        "assets/day.css",
        "assets/site.css",
        "assets/profile.css",
        "assets/easy.css",
        "assets/exit.css",
        "assets/mark.svg",
    }
    page = chromium.new_page()
    heard = []
    page.on("console", lambda message: heard.append(message.text))
    page.on("requestfailed", lambda request: heard.append(request.url))
    page.goto((branch / "preview" / "eastside-voices.html").as_uri())
    assert page.locator("h1").inner_text() == "Eastside Voices"
    assert (
        page.locator("header.top").evaluate("e => getComputedStyle(e).backgroundColor")
        != "rgba(0, 0, 0, 0)"
    )
    # Every style sheet of the page has come along.
    sheets = page.locator("link[rel=stylesheet]").evaluate_all(
        "all => all.map((sheet) => sheet.getAttribute('href') ?? '')"
    )
    assert sheets and all((branch / "preview" / sheet).is_file() for sheet in sheets)
    drawings = page.locator(".icon path >> visible=true")
    assert drawings.count() > 5 and drawings.first.bounding_box()["width"] > 5
    page.get_by_role("link", name="Easy Read").first.click()
    assert (
        page.url.endswith("/preview/eastside-voices.easy-read.html")
        and "Easy Read" in page.locator("h1").inner_text()
    )
    assert page.locator("script").count() == 0 and heard == []
    page.close()
    # What is there is never written over.
    done = run(branch, "review", "--since", "main", "--preview", "preview")
    assert done.returncode == 2 and "preview already exists" in done.stderr
