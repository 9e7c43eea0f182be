"""The worked examples of CONTRIBUTING.md do what it says, and its paths and commands are there."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from locales import find_locale_faults
from page_kinds import page_templates
from sites import DATA, ROOT, copy, run_alone
from ulo import schema as shape
from ulo.cli.commands import COMMANDS
from worked_examples import apply_changes, read_changes, read_section

TEXT = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
PAPERS = ("CONTRIBUTING.md", "README.md", "docs/architecture.md")
GOLDEN = DATA / "golden" / "orgs"
# Prints the pages with these URLs as JSON, as the code of a copy makes them of its golden records.
DRAW = """
import json, sys
from pathlib import Path
from ulo.catalogue import Instance
from ulo.pipeline import load_catalogue
from ulo.site.pages import build_all
from ulo.site.renderer import Renderer

catalogue = load_catalogue(Path.cwd(), Instance("Test"))
items = [item for item in build_all(catalogue) if item.url in sys.argv[1:]]
print(json.dumps({item.url: Renderer(catalogue).render(item) for item in items}))
"""


@pytest.fixture
def apply(tmp_path):
    """Makes a copy of the project in which the example of a section has been followed."""

    def apply(title: str) -> Path:
        folder = copy(tmp_path / "project", GOLDEN)
        apply_changes(read_changes(read_section(TEXT, title)), folder, ROOT)
        return folder

    return apply


def draw(folder: Path, *urls: str) -> dict[str, str]:
    """The content of pages of a copy, by URL, drawn by the code of that copy."""
    command = [sys.executable, "-c", DRAW, *urls]
    done = subprocess.run(
        command, cwd=folder, capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, done.stderr
    pages: dict[str, str] = json.loads(done.stdout)
    assert set(pages) == set(urls)
    return pages


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), "utf-8")


# --- The examples ---------------------------------------------------------------------------------


def test_field_is_checked_shown_explained_and_asked_for(apply):
    section = read_section(TEXT, "A field")
    changed = {change.path for change in read_changes(section)}
    assert "you change five files" in section and len(changed) == 5
    folder = apply("A field")
    record = folder / "orgs" / "northside-voices.yml"
    assert run_alone(folder, "check").returncode == 0
    edit(record, "legal_form: ", "newsletter: Four times a year\nlegal_form: ")
    edit(record, "supports: [work]", "supports: [work, newsletter]")
    done = run_alone(folder, "check")
    assert done.returncode == 0, done.stdout
    assert "put in order" in run_alone(folder, "fix", "orgs/northside-voices.yml").stdout
    assert "\nfounded: 1999\nnewsletter: Four times a year\nnetworks:" in record.read_text("utf-8")
    pages = draw(folder, "orgs/northside-voices/", "data/fields/", "add/")
    assert "Its newsletter: Four times a year." in pages["orgs/northside-voices/"]
    for url in ("data/fields/", "add/"):
        assert "Its newsletter" in pages[url] and "How often it comes out." in pages[url]
    export = run_alone(folder, "export", "groups.csv")
    assert export.returncode == 0, export.stderr
    assert "Four times a year" in (folder / "groups.csv").read_text("utf-8-sig")
    # It may be left out, and what is not a text is an error.
    edit(record, "newsletter: Four times a year", "newsletter: [Often]")
    assert "Its newsletter (newsletter)" in run_alone(folder, "check").stdout


def test_rule_finds_its_fault_and_is_explained(apply):
    section = read_section(TEXT, "A rule")
    folder = apply("A rule")
    assert run_alone(folder, "check").returncode == 0
    examples = folder / "tests" / "data" / "records"
    good = examples / "good" / "summary-in-capitals" / "bsl-voices.yml"
    (folder / "orgs" / good.name).write_bytes(good.read_bytes())
    done = run_alone(folder, "check", f"orgs/{good.name}")
    # Examples are short, so their form is another.
    assert done.returncode == 0 and set(re.findall(r"\[.*\]", done.stdout)) == {"[unusual-form]"}
    bad = examples / "bad" / "summary-in-capitals" / "loud-voices.yml"
    (folder / "orgs" / bad.name).write_bytes(bad.read_bytes())
    done = run_alone(folder, "check", f"orgs/{bad.name}")
    expected = re.search(r"```text\n(.*?)```", section, re.DOTALL)
    assert done.returncode == 1 and f"\n{expected[1]}\n" in done.stdout, done.stdout
    (folder / "orgs" / bad.name).unlink()
    page = draw(folder, "data/rules/")["data/rules/"]
    assert "summary-in-capitals" in page
    assert "A summary is not written in capitals." in page
    assert "They are hard to read, and some screen readers spell them out." in page


def test_page_is_built_and_linked(apply):
    folder = apply("A page")
    done = run_alone(folder)
    assert done.returncode == 0, done.stdout + done.stderr
    page = (folder / "site" / "oldest" / "index.html").read_text("utf-8")
    assert "<h1>The oldest groups</h1>" in page
    # Of the golden groups, each that is open and has a year, the oldest first.
    named = re.findall(r'<h2[^>]*>\s*<a href="\.\./orgs/([a-z0-9-]+)/"', page)
    years = {
        path.stem: int(found[1])
        for path in GOLDEN.glob("*.yml")
        if (found := re.search(r"^founded: (\d+)$", path.read_text("utf-8"), re.MULTILINE))
        and "\nclosed:" not in path.read_text("utf-8")
    }
    assert named and named == sorted(years, key=lambda slug: (years[slug], slug))
    home = (folder / "site" / "index.html").read_text("utf-8")
    assert re.search(r'<footer>.*<a href="oldest/">Oldest groups</a>', home, re.DOTALL)
    # The browser tests look at it, as their own test asks.
    assert '    "oldest/",\n' in (folder / "tests" / "support" / "looks.py").read_text("utf-8")
    new = {path.name for path in (folder / "ulo" / "site" / "pages").glob("[!_]*.html")}
    assert new - page_templates() == {"oldest.html"}
    # The papers for developers, and their picture, are no part of the site.
    assert not [*(folder / "site").glob("architecture*"), *(folder / "site").glob("decisions*")]


def test_language_agrees_with_english_and_changes_no_page(apply):
    folder = apply("A language")
    assert find_locale_faults(folder / "schema" / "locales") == []
    assert shape.load(folder).messages == shape.load(ROOT).messages
    assert run_alone(folder, "check").returncode == 0
    edit(folder / "schema" / "locales" / "cy" / "shell.yml", "home: Hafan", "hoem: Hafan")
    assert find_locale_faults(folder / "schema" / "locales") == ["cy: site.hoem is not in en"]


def test_each_example_has_a_test():
    titles = re.findall(r"^### (.+)$", read_section(TEXT, "Four examples"), re.MULTILINE)
    assert titles == ["A field", "A rule", "A page", "A language"]


# --- What developers' papers name -----------------------------------------------------------------


@pytest.mark.parametrize("paper", PAPERS)
def test_papers_name_only_files_that_are_there(paper):
    text = (ROOT / paper).read_text("utf-8")
    if paper == "CONTRIBUTING.md":
        # Examples make files of their own; what they change is tried above.
        text = text.replace(read_section(text, "Four examples"), "")
    folders = tuple(f"{path.name}/" for path in ROOT.iterdir() if path.is_dir())
    # These are made by a command.
    named = {
        name
        for name in re.findall(r"`([\w./-]+)`", text)
        if name.startswith(folders) and not name.startswith((".venv", ".cache/", "site/"))
    }
    assert named and not [name for name in named if not (ROOT / name).exists()]


@pytest.mark.parametrize("paper", PAPERS)
def test_papers_name_only_commands_and_tests_that_are_there(paper):
    text = (ROOT / paper).read_text("utf-8")
    for command in re.findall(r"python3 build\.py ([a-z]+)\b", text):
        assert command in COMMANDS, command
    for path in re.findall(r"(?:python3 build\.py test|bin/python) (tests/\S+\.py)", text):
        assert (ROOT / path).is_file(), path
