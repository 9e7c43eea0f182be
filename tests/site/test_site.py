"""The build command and the finished site, in copies of the project, some broken on purpose."""

import functools
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlsplit

import html5lib
import pytest

from once import made_once
from sites import EPOCH, GOLDEN, HEARING, build_site, copy, run, run_alone
from ulo.exports import DOWNLOADS
from ulo.site.link_check import LinkReader, find_broken_links

ADDRESS = "https://example.org/groups/"
SETTINGS = (
    *("--address", ADDRESS),
    *("--repository", "https://github.com/example/led-by-us"),
    *("--contact", "hello@example.org"),
)


@pytest.fixture(scope="session")
def configured_site(shared_folder):
    """The small catalogue, built as an instance with everything set."""
    build = functools.partial(build_site, records=GOLDEN, settings=SETTINGS)
    return made_once(shared_folder / "configured", build) / "project" / "site"


def pages(site: Path) -> dict[str, str]:
    """All pages, without what is a part of a page of others."""
    return {
        path.relative_to(site).as_posix(): path.read_text("utf-8")
        for path in site.rglob("*.html")
        if path.name != "fragment.html"
    }


def test_a_build_reports_its_counts_and_the_folder(unconfigured):
    told = unconfigured.with_name("told.txt").read_text("utf-8")
    site = re.escape(str(unconfigured / "site"))
    assert re.search(rf"4 groups, [\d,]+ pages in {site}, in [\d.]+ s\.", told)
    assert "python3 build.py serve" in told


def test_pages_of_an_unconfigured_site_are_well_formed(unconfigured):
    """Those of a configured site are checked, and for more, by tests/browser/test_markup.py."""
    every = pages(unconfigured / "site")
    # The strict parser is slow: of the pages of towns, which differ in their names only, each
    # fortieth is enough.
    towns = [
        name for name in every if re.fullmatch(r"places/[a-z]+-[a-z-]+/(easy/)?index.html", name)
    ]
    for name, text in every.items():
        if name in towns and towns.index(name) % 40:
            continue
        parser = html5lib.HTMLParser(strict=False)
        parser.parse(text)
        assert not parser.errors, f"{name}: {parser.errors[:3]}"


def test_pages_have_unique_titles_headings_and_ids(configured_site):
    titles = {}
    for name, text in pages(configured_site).items():
        assert text.count("<h1") == 1 and len(re.findall(r"<main ", text)) == 1, name
        assert text.startswith("<!DOCTYPE html>") and '<html lang="en"' in text, name
        title = re.search("<title>(.*?)</title>", text).group(1)
        assert titles.setdefault(title, name) == name, (
            f"{name} and {titles[title]} have the same title"
        )
        levels = [int(level) for level in re.findall(r"<h([1-6])", text)]
        assert all(b - a <= 1 for a, b in pairwise(levels)), (
            f"{name} leaves out a level of headings"
        )
        ids = re.findall(r'\sid="([^"]*)"', text)
        assert len(ids) == len(set(ids)), f"{name} has an id twice"


def test_all_slots_of_the_frame_are_filled(configured_site):
    for name, text in pages(configured_site).items():
        # One record has the name of a slot in its text.
        allowed = 5 if name == "orgs/odd-signs/index.html" else 0
        assert "%%" not in text.replace("%%content%%", "", allowed), name
    assert (
        not (configured_site / "frame").exists() and not (configured_site / "frame.html").exists()
    )


def test_pages_load_nothing_external_or_inline(configured_site):
    for name, text in pages(configured_site).items():
        assert 'http-equiv="Content-Security-Policy"' in text, name
        # Data, and our own scripts; nothing inline.
        ours = (
            r'(?: type="application/(?:ld\+json"|json" data-[a-z-]+)|(?: type="module")? '
            r'src="(?:(?:\.\./)*|/groups/)assets/js/\w+/\w+\.js\?[0-9a-f]{8}"></script)>'
        )
        # What others copy into their pages is shown as text.
        own = re.sub(r"<code>.*?</code>|data-builder=\"[^\"]*\"", "", text, flags=re.DOTALL)
        assert not re.search(rf"<script(?!{ours})|<style|\sstyle=|\son\w+=", own), name
        for link in re.findall(
            r'<(?:link|img|script|source|iframe)[^>]*(?:href|src)="([^"]*)"', text
        ):
            assert not urlsplit(link).netloc or (
                'rel="canonical"' in text and link.startswith(ADDRESS)
            ), f"{name}: {link}"
    # For hosts, which do not show these.
    for_hosts = {configured_site / name for name in ("_headers", "_redirects")}
    files = {path for path in configured_site.rglob("*") if path.is_file()}
    assert for_hosts <= files
    assert {path.suffix for path in files - for_hosts} <= {
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
        ".vcf",
        *(Path(download.name).suffix for download in DOWNLOADS),
    }


def test_structured_data_is_valid_and_safe(configured_site):
    for name, text in pages(configured_site).items():
        for script in re.findall(r'<script type="application/ld\+json">(.*?)</script>', text):
            assert json.loads(script)["@context"] == "https://schema.org", name
            assert "<" not in script, name


def test_only_a_configured_site_has_addresses(configured_site, unconfigured):
    home, bare = (
        (configured_site / "index.html").read_text("utf-8"),
        (unconfigured / "site" / "index.html").read_text("utf-8"),
    )
    assert f'<link rel="canonical" href="{ADDRESS}">' in home and "mailto:hello@example.org" in home
    assert "canonical" not in bare and "mailto:" not in bare and "og:url" not in bare
    assert (
        "Sitemap:" not in (unconfigured / "site" / "robots.txt").read_text()
        and not (unconfigured / "site" / "sitemap.xml").exists()
    )
    listed = re.findall("<loc>(.*?)</loc>", (configured_site / "sitemap.xml").read_text())
    assert (
        ADDRESS in listed
        and f"{ADDRESS}orgs/northside-voices/" in listed
        and f"{ADDRESS}about/" in listed
    )
    for address in listed:
        path = configured_site / urlsplit(address).path.removeprefix("/groups/")
        assert (path / "index.html").is_file(), address
        assert "404" not in address and "frame" not in address
    add = (unconfigured / "site" / "add" / "index.html").read_text("utf-8")
    assert "This site has no email address yet" in add and "github.com" not in add
    assert "https://github.com/example/led-by-us/issues/new?template=group.yml" in (
        configured_site / "add" / "index.html"
    ).read_text("utf-8")


def test_the_404_page_links_from_the_root(configured_site, unconfigured):
    assert 'href="/groups/orgs/"' in (configured_site / "404.html").read_text("utf-8")
    assert 'href="/orgs/"' in (unconfigured / "site" / "404.html").read_text("utf-8")


def test_menus_mark_the_current_page(configured_site):
    about, groups, one = (
        (configured_site / name / "index.html").read_text("utf-8")
        for name in ("about", "orgs", "orgs/northside-voices")
    )
    assert re.search(r'<a href="../about/" aria-current="page">', about)
    assert re.search(r'<a href="../orgs/" aria-current="page">', groups)
    assert re.search(r'<a href="../../orgs/" aria-current="true">', one)
    assert all(text.count('aria-current="') == 1 for text in (about, groups, one))


@pytest.mark.parametrize("workers", ["1", "5"])
def test_builds_are_reproducible(unconfigured, tmp_path, monkeypatch, workers):
    """In another folder, with other hashes, another clock and language, and other processes."""
    for name, value in {
        "PYTHONHASHSEED": f"{workers}2",
        "LC_ALL": "C",
        "LANG": "tr_TR.UTF-8",
    }.items():
        monkeypatch.setenv(name, value)
    project = copy(tmp_path / "-a folder – façade #1 100%? \"'&", GOLDEN)
    # As git may give them on Windows; and read only, and hidden from all others.
    for path in (project / "docs").rglob("*.*"):
        if path.suffix == ".md":
            path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
        path.chmod(0o400)
    # It is reached through a link, by a person whose files are private.
    (tmp_path / "link").symlink_to(project)
    done = run_alone(
        tmp_path / "link", "--workers", workers, timezone="Pacific/Kiritimati", umask=0o077
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert state(project) == state(unconfigured)
    assert rights(project / "site") == {"644", "755"}


def rights(folder: Path) -> set[str]:
    return {f"{path.stat().st_mode & 0o777:o}" for path in [folder, *folder.rglob("*")]}


def test_a_second_build_changes_nothing(unconfigured, built):
    (built / "site" / "left-behind.html").write_text("x")
    assert run(built).returncode == 0
    assert state(built) == state(unconfigured)
    assert run(built).returncode == 0
    assert state(built) == state(unconfigured)


def test_mkdocs_alone_gives_the_same_pages(unconfigured, tmp_path):
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "1795257600", "TZ": "UTC"}
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "-q", "-d", str(tmp_path / "other")],
        cwd=unconfigured,
        capture_output=True,
        text=True,
        check=False,
        env=environment,
        umask=0o077,
    )
    assert done.returncode == 0, done.stderr
    assert rights(tmp_path / "other") == {"644", "755"}
    assert pages(tmp_path / "other") == pages(unconfigured / "site")


# --- What goes wrong leaves the last built site ------------------------------------------------


@pytest.fixture
def project(tmp_path):
    """A copy of the project without a site."""
    return copy(tmp_path / "project", GOLDEN)


@pytest.fixture
def built(project, unconfigured):
    """A copy of the project with a site.

    The files of the site are hard links: a build never writes into a file of a finished site.
    """
    shutil.copytree(unconfigured / "site", project / "site", copy_function=os.link)
    return project


def state(folder: Path) -> dict:
    return {
        path.relative_to(folder): path.read_bytes()
        for path in (folder / "site").rglob("*")
        if path.is_file()
    }


def leftovers(folder: Path) -> list[str]:
    """What a build has left in .cache/ besides that with which the next one goes on."""
    needed = ("lock", "next", "notes-", "templates")
    return [path.name for path in (folder / ".cache").glob("*") if not path.name.startswith(needed)]


def test_an_error_in_a_record_stops_the_build(built):
    before = state(built)
    record = built / "orgs" / "northside-voices.yml"
    record.write_text(
        record.read_text().replace(
            "[people-with-learning-disabilities, autistic",
            "[people-with-lerning-disabilities, autistic",
        )
    )
    done = run(built)
    assert done.returncode == 1
    assert "orgs/northside-voices.yml:7  Led by (user_led.led_by.1)" in done.stderr
    assert (
        'Did you mean "people-with-learning-disabilities"?' in done.stderr
        and "The site hasn't changed." in done.stderr
    )
    assert state(built) == before and not leftovers(built)
    # MkDocs alone refuses it in the same words.
    alone = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "-d", str(built / "other")],
        cwd=built,
        capture_output=True,
        text=True,
        check=False,
    )
    assert alone.returncode != 0 and "Did you mean" in alone.stderr + alone.stdout


@pytest.mark.parametrize(
    ("link", "said"),
    [
        ("site:no-such-page/", "help/: no-such-page/"),
        ("../no-such-page/", "'help.md' contains an unrecognized relative link '../no-such-page/'"),
    ],
)
def test_a_broken_link_stops_the_build(built, link, said):
    before = state(built)
    guide = built / "docs" / "help.md"
    guide.write_text(guide.read_text() + f"\n[nowhere]({link})\n")
    done = run(built)
    assert done.returncode == 1 and said in done.stderr and "Traceback" not in done.stderr
    assert state(built) == before and not leftovers(built)


def test_a_full_disk_leaves_the_site_as_it_was(built):
    import resource

    before = state(built)
    # No file may grow beyond 6 KB: writing fails in the middle, as on a full disk.
    done = run_alone(
        built, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (6000, 6000))
    )
    assert done.returncode == 3 and "Nothing that was there before has changed." in done.stderr
    assert state(built) == before and not leftovers(built)


def test_a_build_killed_while_replacing_the_site_loses_nothing(built):
    before = state(built)
    (built / ".cache").mkdir()
    (built / "site").rename(built / ".cache" / "previous")
    (built / "orgs" / "broken.yml").write_text("nmae: x\n")
    # The broken record stops the next build, but that has put the site back first.
    assert run(built).returncode == 1
    assert state(built) == before and not leftovers(built)


def test_nothing_is_written_through_a_symlink(built, tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("keep me")
    record = built / "orgs" / "riverside-self-advocates.yml"
    (built / "orgs" / f".{record.name}.new").symlink_to(secret)
    done = run(built, "check")
    assert done.returncode == 1 and "This is a link to another file." in done.stdout
    record.write_text(
        record.read_text().replace("activities: [self-advocacy]", "activities:   [self-advocacy]")
    )
    assert run(built, "fix", "orgs/riverside-self-advocates.yml").returncode == 0
    assert secret.read_text() == "keep me" and not record.is_symlink()
    assert run(built, "fix", "mkdocs.yml").returncode == 2
    (built / "site").rename(tmp_path / "elsewhere")
    (built / "site").symlink_to(tmp_path / "elsewhere")
    assert run(built).returncode == 2 and (built / "site").is_symlink()


def test_a_missing_records_folder_is_an_error(built):
    before = state(built)
    (built / "orgs").rename(built / "elsewhere")
    assert run(built, "check").returncode == 3
    assert run(built).returncode == 3 and state(built) == before


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL])
def test_a_build_that_is_stopped_leaves_the_site_as_it_was(built, number):
    before = state(built)
    outside = sorted(path.name for path in built.iterdir())
    for delay in (0.2, 0.6, 1.0, 1.4, 2.0, 3.0):
        process = subprocess.Popen(
            [sys.executable, "-c", HEARING, "build.py", "--workers", "3"],
            cwd=built,
            env=os.environ | {"SOURCE_DATE_EPOCH": EPOCH},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(delay)
        process.send_signal(number)
        process.wait(timeout=60)
        assert state(built) == before
    # Its other processes end by themselves, and the next build begins where it was.
    assert run(built).returncode == 0
    assert state(built) == before and not leftovers(built)
    assert sorted({*outside, ".cache"}) == sorted(path.name for path in built.iterdir())


def test_usage_errors_exit_with_2(project):
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
        done = run(project, *arguments)
        assert done.returncode == 2, f"{arguments}: {done.stdout}{done.stderr}"
        assert "Traceback" not in done.stderr


def test_help_names_the_commands(project):
    done = run_alone(project, "--help")
    assert done.returncode == 0
    for word in ("serve", "check", "new", "fix", "import", "test"):
        assert f"python3 build.py {word}" in done.stdout
    assert all(len(line) <= 100 for line in done.stdout.splitlines())


def test_check_of_one_file_and_its_formats(project):
    assert run(project, "check").returncode == 0
    record = project / "orgs" / "riverside-self-advocates.yml"
    record.write_text(record.read_text().replace("name:", "nmae:", 1))
    text = run(project, "check", "orgs/riverside-self-advocates.yml")
    assert text.returncode == 1 and 'Did you mean "name"?' in text.stdout
    assert run(project, "check", "orgs/northside-voices.yml").returncode == 0
    told = json.loads(run(project, "check", "--format", "json").stdout)
    assert {p["rule"] for p in told} == {"unknown-field", "mobile-number", "unusual-form"}
    annotations = run(project, "check", "--format", "github").stdout.splitlines()
    assert [line.split(",")[0] for line in annotations if "[unusual-form]" not in line] == [
        "::warning file=orgs/northside-voices.yml",
        "::error file=orgs/riverside-self-advocates.yml",
    ]


def test_check_since_reports_only_touched_records(project):
    def git(*arguments):
        subprocess.run(
            ["git", "-c", "user.name=x", "-c", "user.email=x@example.org", *arguments],
            cwd=project,
            check=True,
            capture_output=True,
        )

    (project / "orgs" / "old-fault.yml").write_text("nmae: Old\n")
    git("init", "-q", "-b", "main")
    git("add", "orgs", "schema")
    git("commit", "-qm", "before")
    git("switch", "-qc", "change")
    other = project / "orgs" / "riverside-self-advocates.yml"
    other.write_text(other.read_text().replace("2019", "2020"))
    git("commit", "-qam", "an innocent change")
    assert run(project, "check", "--since", "main").returncode == 0
    assert run(project, "check").returncode == 1
    # Taking a record away touches those that point to it.
    git("rm", "-q", "orgs/northside-voices.yml")
    git("commit", "-qm", "take one away")
    done = run(project, "check", "--since", "main")
    assert (
        done.returncode == 1
        and "orgs/old-bridge-survivors.yml" in done.stdout
        and "old-fault" not in done.stdout
    )
    # What is not committed yet counts, too, and so does a file that git does not know.
    (project / "orgs" / "brand-new.yml").write_text("nmae: New\n")
    other.write_text(f"nmae: Other\n{other.read_text()}")
    told = run(project, "check", "--since", "main").stdout
    assert "orgs/brand-new.yml" in told and "orgs/riverside-self-advocates.yml" in told
    assert "old-fault" not in told
    assert run(project, "check", "--since", "no-such-revision").returncode == 2


def test_find_broken_links_resolves_pages_files_and_fragments():
    texts = {
        "": '<a href="x/">1</a> <a href="y/">2</a> <a href="a.css">3</a> '
        '<a href="x/#here">4</a> <a href="x/#gone">5</a> <a href="mailto:a@b">6</a>',
        "x/": ' <p id="here"><a href="../">1</a><a href="#here">2</a><a href="#no">3</a>'
        '<a href="../../up/">4</a>',
    }
    reader = LinkReader("/")
    pages = {url: reader.read(url, text) for url, text in texts.items()}
    assert [*find_broken_links(pages, {"a.css"})] == [
        "the home page: y/",
        "the home page: x/#gone",
        "x/: x/#no",
        "x/: ../up/",
    ]
