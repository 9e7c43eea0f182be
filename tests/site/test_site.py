"""The command and the finished site: built for real in copies of the project, and broken on purpose."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit

import html5lib
import pytest
from sites import DATA, copy, run

from ulo.site import hook as shell

GOLDEN = DATA / "golden" / "orgs"
ADDRESS = "https://example.org/groups/"


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    """The small catalogue, built as an instance with everything set."""
    folder = copy(tmp_path_factory.mktemp("filled") / "project", GOLDEN)
    done = run(
        folder,
        "--address",
        ADDRESS,
        "--repository",
        "https://github.com/example/led-by-us",
        "--contact",
        "hello@example.org",
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "site"


@pytest.fixture(scope="module")
def unset(tmp_path_factory):
    """The same, as an instance with nothing set."""
    folder = copy(tmp_path_factory.mktemp("unset") / "project", GOLDEN)
    done = run(folder)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


def pages(site: Path) -> dict[str, str]:
    return {
        path.relative_to(site).as_posix(): path.read_text("utf-8") for path in site.rglob("*.html")
    }


def test_a_build_says_what_it_counted_and_where_to_look(unset):
    done = run(unset)
    assert re.search(r"4 groups, [\d,]+ pages, in [\d.]+ s\.", done.stdout)
    assert str(unset / "site") in done.stdout and "python3 build.py serve" in done.stdout


def test_every_page_is_well_formed_where_nothing_is_set(unset):
    """Where all is set, tests/accessibility/test_markup.py looks at each page, and at more than this."""
    every = pages(unset / "site")
    # The strict parser is slow: of the pages of towns, which differ in their names only, each fortieth is enough.
    towns = [
        name for name in every if re.fullmatch(r"places/[a-z]+-[a-z-]+/(easy/)?index.html", name)
    ]
    for name, text in every.items():
        if name in towns and towns.index(name) % 40:
            continue
        parser = html5lib.HTMLParser(strict=False)
        parser.parse(text)
        assert not parser.errors, f"{name}: {parser.errors[:3]}"


def test_every_page_has_one_title_one_heading_and_one_main_part(filled):
    titles = {}
    for name, text in pages(filled).items():
        assert text.count("<h1") == 1 and len(re.findall(r"<main ", text)) == 1, name
        assert text.startswith("<!DOCTYPE html>") and '<html lang="en">' in text, name
        title = re.search("<title>(.*?)</title>", text).group(1)
        assert titles.setdefault(title, name) == name, (
            f"{name} and {titles[title]} have the same title"
        )
        levels = [int(level) for level in re.findall(r"<h([1-6])", text)]
        assert all(b - a <= 1 for a, b in zip(levels, levels[1:])), (
            f"{name} leaves out a level of headings"
        )
        ids = re.findall(r'\sid="([^"]*)"', text)
        assert len(ids) == len(set(ids)), f"{name} has an id twice"


def test_no_slot_of_the_frame_is_left_open(filled):
    for name, text in pages(filled).items():
        text = text.replace("%%content%%", "", 5) if name == "orgs/odd-signs/index.html" else text
        assert "%%" not in text, name
    assert not (filled / "frame").exists() and not (filled / "frame.html").exists()


def test_nothing_is_fetched_from_elsewhere_and_only_our_own_scripts_run(filled):
    for name, text in pages(filled).items():
        assert 'http-equiv="Content-Security-Policy"' in text, name
        # Data, and our own scripts; nothing inline.
        ours = r'(?: type="application/ld\+json"|(?: type="module")? src="(?:(?:\.\./)*|/groups/)assets/js/\w+/\w+\.js\?[0-9a-f]{8}"></script)>'
        assert not re.search(rf"<script(?!{ours})|<style|\sstyle=|\son\w+=", text), name
        for link in re.findall(
            r'<(?:link|img|script|source|iframe)[^>]*(?:href|src)="([^"]*)"', text
        ):
            assert (
                not urlsplit(link).netloc or 'rel="canonical"' in text and link.startswith(ADDRESS)
            ), f"{name}: {link}"
    assert {path.suffix for path in filled.rglob("*") if path.is_file()} <= {
        ".html",
        ".css",
        ".js",
        ".json",
        ".svg",
        ".xml",
        ".txt",
        ".csv",
        ".xlsx",
        ".ics",
    }


def test_structured_data_can_be_read_and_can_not_end_its_element(filled):
    for name, text in pages(filled).items():
        for script in re.findall(r'<script type="application/ld\+json">(.*?)</script>', text):
            assert json.loads(script)["@context"] == "https://schema.org", name
            assert "<" not in script, name


def test_a_filled_instance_has_addresses_and_an_unset_one_none(filled, unset):
    home, bare = (
        (filled / "index.html").read_text("utf-8"),
        (unset / "site" / "index.html").read_text("utf-8"),
    )
    assert f'<link rel="canonical" href="{ADDRESS}">' in home and "mailto:hello@example.org" in home
    assert "canonical" not in bare and "mailto:" not in bare and "og:url" not in bare
    assert (
        "Sitemap:" not in (unset / "site" / "robots.txt").read_text()
        and not (unset / "site" / "sitemap.xml").exists()
    )
    listed = re.findall("<loc>(.*?)</loc>", (filled / "sitemap.xml").read_text())
    assert (
        ADDRESS in listed
        and f"{ADDRESS}orgs/northside-voices/" in listed
        and f"{ADDRESS}about/" in listed
    )
    for address in listed:
        path = filled / urlsplit(address).path.removeprefix("/groups/")
        assert (path / "index.html").is_file(), address
        assert "404" not in address and "frame" not in address
    add = (unset / "site" / "add" / "index.html").read_text("utf-8")
    assert "This site has no mailbox yet" in add and "github.com" not in add
    assert "https://github.com/example/led-by-us/issues/new?template=group.yml" in (
        filled / "add" / "index.html"
    ).read_text("utf-8")


def test_a_missing_page_links_from_the_root_of_the_site(filled, unset):
    assert 'href="/groups/orgs/"' in (filled / "404.html").read_text("utf-8")
    assert 'href="/orgs/"' in (unset / "site" / "404.html").read_text("utf-8")


def test_the_menu_says_where_you_are(filled):
    about, groups, one = (
        (filled / name / "index.html").read_text("utf-8")
        for name in ("about", "orgs", "orgs/northside-voices")
    )
    assert re.search(r'<a href="../about/" aria-current="page">', about)
    assert re.search(r'<a href="../orgs/" aria-current="page">', groups)
    assert re.search(r'<a href="../../orgs/" aria-current="true">', one)
    assert all(text.count('aria-current="') == 1 for text in (about, groups, one))


def test_two_builds_are_the_same_byte_for_byte(unset):
    def content():
        return {
            path.relative_to(unset / "site"): path.read_bytes()
            for path in (unset / "site").rglob("*")
            if path.is_file()
        }

    assert run(unset).returncode == 0
    first = content()
    assert run(unset).returncode == 0
    assert content() == first


def test_mkdocs_alone_gives_the_same_pages(unset, tmp_path):
    import os

    environment = {**os.environ, "SOURCE_DATE_EPOCH": "1795257600", "TZ": "UTC"}
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "-q", "-d", str(tmp_path / "other")],
        cwd=unset,
        capture_output=True,
        text=True,
        env=environment,
    )
    assert done.returncode == 0, done.stderr
    assert run(unset).returncode == 0
    assert pages(tmp_path / "other") == pages(unset / "site")


# --- What goes wrong leaves the last good site -----------------------------------------------------------------


@pytest.fixture
def good(tmp_path, unset):
    """A copy with a site. Its files are linked, not copied: a build never writes into a file of a finished site."""
    folder = copy(tmp_path / "project", GOLDEN)
    shutil.copytree(unset / "site", folder / "site", copy_function=os.link)
    return folder


def state(folder: Path) -> dict:
    return {
        path.relative_to(folder): path.read_bytes()
        for path in (folder / "site").rglob("*")
        if path.is_file()
    }


def leftovers(folder: Path) -> list[str]:
    return [path.name for path in folder.glob(".site-*")]


def test_a_problem_in_a_record_stops_the_build_and_says_what_to_mend(good):
    before = state(good)
    record = good / "orgs" / "northside-voices.yml"
    record.write_text(
        record.read_text().replace(
            "[people-with-learning-disabilities, autistic",
            "[people-with-lerning-disabilities, autistic",
        )
    )
    done = run(good)
    assert done.returncode == 1
    assert "orgs/northside-voices.yml:7  Led by (user_led.led_by.1)" in done.stderr
    assert (
        'Did you mean "people-with-learning-disabilities"?' in done.stderr
        and "The site was left as it was." in done.stderr
    )
    assert state(good) == before and not leftovers(good)
    # MkDocs alone refuses it in the same words.
    alone = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "-d", str(good / "other")],
        cwd=good,
        capture_output=True,
        text=True,
    )
    assert alone.returncode != 0 and "Did you mean" in alone.stderr + alone.stdout


def test_a_dead_link_in_a_guide_is_our_own_fault_and_is_named(good):
    before = state(good)
    guide = good / "docs" / "help.md"
    guide.write_text(guide.read_text() + "\n[nowhere](../no-such-page/)\n")
    done = run(good)
    assert done.returncode == 3 and "help/: ../no-such-page/" in done.stderr
    assert state(good) == before and not leftovers(good)


def test_a_full_disk_leaves_the_site_as_it_was(good):
    import resource

    before = state(good)
    # No file may grow beyond 6 KB: writing fails in the middle, as on a full disk.
    done = run(good, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (6000, 6000)))
    assert done.returncode == 3 and "What was there before is still there." in done.stderr
    assert state(good) == before and not leftovers(good)


def test_a_build_that_was_killed_in_the_midst_of_its_swap_loses_nothing(good):
    before = state(good)
    (good / "site").rename(good / ".site-abc-old")
    (good / "orgs" / "broken.yml").write_text("nmae: x\n")
    assert run(good).returncode == 1
    (good / "orgs" / "broken.yml").unlink()
    # The broken record stopped that build before it looked; the next one starts with the site put back.
    (good / "docs" / "help.md").write_text(
        (good / "docs" / "help.md").read_text() + "\n[nowhere](../no-such-page/)\n"
    )
    assert run(good).returncode == 3
    assert state(good) == before and not leftovers(good)


def test_nothing_is_written_through_a_link(good, tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("keep me")
    record = good / "orgs" / "riverside-self-advocates.yml"
    (good / "orgs" / f".{record.name}.new").symlink_to(secret)
    told = run(good, "check")
    assert told.returncode == 1 and "This is a link to another file." in told.stdout
    record.write_text(
        record.read_text().replace("activities: [self-advocacy]", "activities:   [self-advocacy]")
    )
    assert run(good, "fix", "orgs/riverside-self-advocates.yml").returncode == 0
    assert secret.read_text() == "keep me" and not record.is_symlink()
    assert run(good, "fix", "mkdocs.yml").returncode == 2
    (good / "site").rename(tmp_path / "elsewhere")
    (good / "site").symlink_to(tmp_path / "elsewhere")
    assert run(good).returncode == 2 and (good / "site").is_symlink()


def test_a_folder_without_records_is_not_taken_for_a_directory(good):
    before = state(good)
    (good / "orgs").rename(good / "elsewhere")
    assert run(good, "check").returncode == 3
    assert run(good).returncode == 3 and state(good) == before


def test_ctrl_c_leaves_the_site_as_it_was(good):
    before = state(good)
    for delay in (0.2, 0.6, 1.0, 1.4):
        process = subprocess.Popen(
            [sys.executable, "build.py"],
            cwd=good,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        time.sleep(delay)
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=60)
        assert {name: len(text) for name, text in state(good).items()}.keys() == before.keys()
        assert not leftovers(good)


def test_wrong_use_ends_with_2_and_says_where_to_look(good):
    for arguments in (
        ["nonsense"],
        ["--adress", "https://example.org/"],
        ["--address", "example.org"],
        ["--address", "https://"],
        ["--contact", "nobody"],
        ["--contact", "a@b"],
        ["check", "--format", "xml"],
        ["check", "README.md"],
        ["check", "orgs/nobody.yml"],
        ["fix", "orgs/nobody.yml"],
        ["import"],
        ["import", "no-such-file"],
    ):
        done = run(good, *arguments)
        assert done.returncode == 2, f"{arguments}: {done.stdout}{done.stderr}"
        assert "Traceback" not in done.stderr


def test_help_is_a_page_for_a_volunteer(good):
    done = run(good, "--help")
    assert done.returncode == 0
    for word in ("serve", "check", "new", "fix", "import", "test"):
        assert f"python3 build.py {word}" in done.stdout
    assert all(len(line) <= 100 for line in done.stdout.splitlines())


def test_check_answers_for_one_file_in_three_forms(good):
    assert run(good, "check").returncode == 0
    record = good / "orgs" / "riverside-self-advocates.yml"
    record.write_text(record.read_text().replace("name:", "nmae:", 1))
    text = run(good, "check", "orgs/riverside-self-advocates.yml")
    assert text.returncode == 1 and 'Did you mean "name"?' in text.stdout
    assert run(good, "check", "orgs/northside-voices.yml").returncode == 0
    told = json.loads(run(good, "check", "--format", "json").stdout)
    assert {p["rule"] for p in told} == {"unknown-field", "mobile-number"}
    annotations = run(good, "check", "--format", "github").stdout.splitlines()
    assert [line.split(",")[0] for line in annotations] == [
        "::warning file=orgs/northside-voices.yml",
        "::error file=orgs/riverside-self-advocates.yml",
    ]


def test_a_pull_request_fails_only_for_what_it_touches(good):
    def git(*arguments):
        subprocess.run(
            ["git", "-c", "user.name=x", "-c", "user.email=x@example.org", *arguments],
            cwd=good,
            check=True,
            capture_output=True,
        )

    (good / "orgs" / "old-fault.yml").write_text("nmae: Old\n")
    git("init", "-q", "-b", "main")
    git("add", "orgs", "schema")
    git("commit", "-qm", "before")
    git("switch", "-qc", "change")
    other = good / "orgs" / "riverside-self-advocates.yml"
    other.write_text(other.read_text().replace("2019", "2020"))
    git("commit", "-qam", "an innocent change")
    assert run(good, "check", "--since", "main").returncode == 0
    assert run(good, "check").returncode == 1
    # Taking a record away touches those that point to it.
    git("rm", "-q", "orgs/northside-voices.yml")
    git("commit", "-qm", "take one away")
    done = run(good, "check", "--since", "main")
    assert (
        done.returncode == 1
        and "orgs/old-bridge-survivors.yml" in done.stdout
        and "old-fault" not in done.stdout
    )
    assert run(good, "check", "--since", "no-such-revision").returncode == 2


def test_dead_links_finds_pages_files_and_places_in_pages(tmp_path):
    (tmp_path / "a.css").write_text("")
    site = {
        "": '<a href="x/">1</a> <a href="y/">2</a> <a href="a.css">3</a> <a href="x/#here">4</a> <a href="x/#gone">5</a> <a href="mailto:a@b">6</a>',
        "x/": ' <p id="here"><a href="../">1</a><a href="#here">2</a><a href="#no">3</a><a href="../../up/">4</a>',
    }
    assert sorted(shell.find_broken_links(site, tmp_path, "/")) == sorted(
        ["the home page: y/", "the home page: x/#gone", "x/: #no", "x/: ../../up/"]
    )
