"""No sentence of a command stands in code: in a made-up language, none is in English."""

from collections.abc import Callable
from pathlib import Path

import pytest
from test_checks import BAD, EXAMPLES, find_problems
from test_interview import OWN, REQUIRED, SAFE, SKIPPED

from git_repository import git
from plain_english import PlainEnglish
from pseudo_locale import is_accented, use_as_main
from review_branch import NEW
from sites import CATALOGUE, GOLDEN, SETTINGS, copy, run
from ulo import schema as shape
from ulo.catalogue import Catalogue
from ulo.cli import parser
from ulo.cli.commands import COMMANDS
from ulo.contribute.interview import run_interview
from ulo.core import problems, use_locale

# What is no sentence of a command: its own names, and those of other programs.
NAMES = (*COMMANDS, "PATH", "NAME", "OLD NEW", "FILE", "FOLDER", "CODE", "PLACE")
VOICES = (GOLDEN / "northside-voices.yml").read_text("utf-8")


@pytest.fixture(scope="module")
def project(tmp_path_factory) -> Path:
    """A copy of the project that speaks the language, with two branches."""
    folder = copy(tmp_path_factory.mktemp("pseudo") / "project", GOLDEN)
    use_as_main(folder)
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", "orgs", "schema", "docs", "mkdocs.yml")
    git(folder, "commit", "-qm", "before")
    return folder


@pytest.fixture(scope="module")
def spoken(project) -> shape.Schema:
    return shape.load(project)


@pytest.fixture(scope="module")
def plain(fictional: Catalogue, project) -> Callable[[str], list[str]]:
    """The lines of a text that stayed in English."""
    folders = (GOLDEN, CATALOGUE, EXAMPLES)
    paths = [path for folder in folders for path in folder.rglob("*.yml")]
    texts = [path.read_text("utf-8", errors="replace") for path in paths]
    fields = fictional.schema.json_schema["properties"]
    known = [*NAMES, *fields, *texts, NEW, *SETTINGS, "Led by Us"]
    finder = PlainEnglish(fictional, known)
    return lambda text: [*finder.find_in_lines(text)]


def test_help(project, spoken, plain):
    with use_locale(spoken.locale):
        pages = [parser.draw_overview()]
        for name in COMMANDS:
            pages.append(parser.build_parser(COMMANDS[name]).format_help())
    assert all(map(is_accented, pages))
    assert plain("\n".join(pages)) == []


@pytest.mark.parametrize("rule", BAD)
def test_messages_of_a_rule(rule, tmp_path, spoken, plain, today):
    with use_locale(spoken.locale):
        found = find_problems(EXAMPLES / "bad" / rule, tmp_path, spoken, today)
        told = f"{problems.as_text(found)}\n{problems.summarise(found, 2)}"
    assert is_accented(told)
    assert plain(told) == []


def said(project: Path, *arguments: str, code: int = 0) -> str:
    """What a command prints, which has to be in the language."""
    done = run(project, *arguments)
    assert done.returncode == code, done.stdout + done.stderr
    assert is_accented(done.stdout + done.stderr)
    return done.stdout + done.stderr


BROKEN = VOICES.replace("0113 496 0000", "0113 496 000").replace("leeds, bradford", "Leedz")


def test_check_and_fix(project, plain):
    path = project / "orgs" / "northside-voices.yml"
    try:
        path.write_text(BROKEN.replace("name:", "nmae:"), "utf-8")
        assert plain(said(project, "check", code=1)) == []
        assert plain(said(project, "check", "--format", "github", code=1)) == []
        path.write_text(f"# A note\nsummary: x\n{VOICES}", "utf-8")
        assert plain(said(project, "fix", "orgs/northside-voices.yml", code=1)) == []
        assert plain(said(project, "check", "orgs/none.yml", code=2)) == []
    finally:
        path.write_text(VOICES, "utf-8")
    assert plain(said(project, "check")) == []
    assert plain(said(project, "fix")) == []


@pytest.mark.parametrize(
    "arguments",
    [
        ["nonsense"],
        ["chek"],
        ["check", "--form", "json"],
        ["serve", "--port", "x"],
        ["import"],
        ["stale", "--limit", "0"],
    ],
)
def test_wrong_use(arguments, spoken, plain, capsys):
    with use_locale(spoken.locale), pytest.raises(SystemExit):
        parser.parse(arguments)
    told = capsys.readouterr().err
    assert is_accented(told)
    assert plain(told) == []


def test_stale(project, plain, tmp_path):
    assert plain(said(project, "stale")) == []
    assert plain(said(project, "stale", "--format", "markdown")) == []
    assert plain(said(project, "stale", "--write", str(tmp_path / "letters"), *SETTINGS)) == []
    for letter in (tmp_path / "letters").iterdir():
        _, _, body = letter.read_text("utf-8").partition("\n\n")
        assert plain(body) == []


def test_review(project, plain):
    path = project / "orgs" / "northside-voices.yml"
    git(project, "switch", "-qc", "change")
    try:
        path.write_text(BROKEN.replace("founded: 1999\n", "closed: 2024\n"), "utf-8")
        (project / "orgs" / "odd-signs.yml").unlink()
        (project / "orgs" / "eastside-voices.yml").write_text(NEW, "utf-8")
        git(project, "add", "-A", "orgs")
        git(project, "commit", "-qm", "a change")
        assert plain(said(project, "review", "--since", "main")) == []
        assert plain(said(project, "review", "--since", "main", "--format", "markdown")) == []
    finally:
        git(project, "switch", "-q", "main")


def test_import(project, plain, tmp_path):
    table = tmp_path / "groups.csv"
    said(project, "export", str(table))
    rows = table.read_text("utf-8-sig").replace("0113 496 0000", "0113 496 0009")
    table.write_text(f"{rows}\nnew-group,A New Group,\n", "utf-8")
    account = tmp_path / "account.txt"
    done = run(project, "import", str(table), "--account", str(account))
    told = f"{done.stdout}\n{done.stderr}\n{account.read_text('utf-8')}"
    assert is_accented(told)
    assert plain(told) == []


def test_questions_of_new(spoken, plain, today):
    shown: list[str] = []

    def answer(prompt: str) -> str:
        shown.append(prompt)
        if len(shown) > 400:
            raise EOFError
        return answers.pop(0) if answers else ""

    answers = [*REQUIRED, *SKIPPED, *SAFE, *OWN]
    with use_locale(spoken.locale):
        run_interview(spoken, today, [], set(), answer, shown.append)
    assert len(shown) > 50 and plain("\n".join(shown)) == []
