"""The commands and the set-up speak the main language of mkdocs.yml, before packages and after."""

import ast
import errno
import json
import re
import sys
from pathlib import Path

import pytest
import yaml

from locales import read_messages
from sites import GOLDEN, ROOT, copy, run, run_alone
from ulo import bootstrap
from ulo.bootstrap import sentences, setting_up
from ulo.catalogue.guides import InvalidGuideError, make_guide
from ulo.cli import parser
from ulo.cli.commands import COMMANDS
from ulo.cli.serving import read_sentences
from ulo.core import InvalidFileError, Locale, read_locales, use_locale
from ulo.core.locale import read_languages
from ulo.site.serving.faults import Fault, fault_page, waiting_page

ENGLISH = ROOT / "schema" / "locales" / "en"
# Stands at the end of each line of the made-up language.
MARK = "ẍ"


def translate(value):
    if isinstance(value, dict):
        return {key: translate(part) for key, part in value.items()}
    if isinstance(value, list):
        return [translate(part) for part in value]
    return re.sub("(?m)$", MARK, value)


def make_locale(folder: Path) -> None:
    """Writes all English sentences in the made-up language."""
    folder.mkdir(parents=True)
    for path in ENGLISH.iterdir():
        text = path.read_text("utf-8")
        if path.stem == "locale":
            translated = text
        elif path.suffix == ".json":
            translated = json.dumps(translate(json.loads(text)))
        else:
            translated = yaml.safe_dump(translate(yaml.safe_load(text)), allow_unicode=True)
        (folder / path.name).write_text(translated, "utf-8")


@pytest.fixture(scope="module")
def locale(tmp_path_factory) -> Locale:
    folder = tmp_path_factory.mktemp("locales") / "xx"
    make_locale(folder)
    return Locale(folder)


@pytest.fixture(scope="module")
def project(tmp_path_factory) -> Path:
    """A project whose pages and commands are in the made-up language alone."""
    folder = copy(tmp_path_factory.mktemp("translated") / "project", GOLDEN)
    make_locale(folder / "schema" / "locales" / "xx")
    name_language(folder, "xx")
    return folder


def name_language(project: Path, language: str) -> None:
    settings = project / "mkdocs.yml"
    text, number = re.subn(r"(languages: )\[en\]", rf"\1[{language}]", settings.read_text("utf-8"))
    assert number == 1
    settings.write_text(text, "utf-8")


def test_the_overview_is_translated(project):
    done = run_alone(project, "--help")
    assert (done.returncode, done.stderr) == (0, "")
    assert all(MARK in line for line in done.stdout.splitlines() if line)


@pytest.mark.parametrize("name", COMMANDS)
def test_the_help_of_a_command_is_translated(name, locale, capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "1000")
    with use_locale(locale), pytest.raises(SystemExit):
        parser.parse([name, "--help"])
    usage, *others = filter(None, capsys.readouterr().out.splitlines())
    assert usage.startswith(f"usage:{MARK} python3 build.py {name} [-h")
    # What a person types as it stands is in no language.
    typed = re.compile(r" +--\w+ \{[a-z,]+\}")
    assert [line for line in others if MARK not in line and not typed.fullmatch(line)] == []


@pytest.mark.parametrize(
    "arguments",
    [
        ["chek"],
        ["zzz"],
        ["check", "--fast"],
        ["check", "--format", "xml"],
        ["check", "--format"],
        ["build", "--join=1"],
        ["rename"],
        ["serve", "--port", "1"],
    ],
)
def test_wrong_use_is_answered_in_the_language(arguments, locale, capsys):
    with use_locale(locale), pytest.raises(SystemExit) as ending:
        parser.parse(arguments)
    told = capsys.readouterr().err
    assert ending.value.code == 2
    assert told.startswith(f"usage:{MARK}") and told.endswith(f"{MARK}\n")


def test_a_command_speaks_the_language_of_its_project(project):
    done = run(project, "check", "orgs/nobody.yml")
    assert done.returncode == 2
    assert done.stderr.startswith("There is no record orgs/nobody.yml.")
    assert done.stderr.endswith(f"{MARK}\n")
    done = run(project, "fix")
    assert done.stdout.endswith(f" put in order.{MARK}\n")
    # Afterwards, this process speaks as before.
    assert MARK not in run(project.parent / "project", "--help").stdout


def test_the_set_up_is_translated(locale, monkeypatch, tmp_path):
    with use_locale(locale):
        for number in (errno.EACCES, errno.ENOSPC, errno.EIO):
            assert setting_up._explain(OSError(number, "no"), tmp_path).endswith(MARK)
    (tmp_path / "schema" / "locales").mkdir(parents=True)
    (tmp_path / "schema" / "locales" / "xx").symlink_to(locale.folder)
    (tmp_path / "mkdocs.yml").write_text("extra:\n  languages: [xx, en]\n", "utf-8")
    monkeypatch.setattr(sentences, "ROOT", tmp_path)
    monkeypatch.setattr(sys, "version_info", (3, 10, 13))
    with pytest.raises(bootstrap.BootstrapError, match=f"{MARK}$"):
        bootstrap.check_python()
    assert bootstrap.say("stopped") == f"Stopped.{MARK}"


def test_pages_while_there_is_no_site_are_translated(locale):
    with use_locale(locale):
        waiting, faulty = waiting_page(), fault_page(Fault("No.", ("x",) * 30))
    assert '<html lang="xx">' in waiting and waiting.count(MARK) == 3
    assert '<section class="faults" lang="xx"' in faulty and faulty.count(MARK) == 2


def test_faults_of_guides_are_translated(locale, schema):
    front_matter = {"date": 1, "sources": [{}], "asked": [1], "part": "x", "more": ""}
    with use_locale(locale), pytest.raises(InvalidGuideError) as caught:
        make_guide("x.md", front_matter, schema, url="x/", body="", headings=(), easy="x")
    lines = str(caught.value).split("\n")
    assert len(lines) == 9 and all(line.endswith(f"{MARK}{MARK}") for line in lines), lines


# --- What is missing or damaged -------------------------------------------------------------------


def test_a_language_without_a_folder_is_told_in_one_sentence(tmp_path):
    project = copy(tmp_path / "project", GOLDEN)
    name_language(project, "zz")
    for arguments in (["--help"], ["check"], []):
        done = run_alone(project, *arguments)
        assert (done.returncode, done.stdout) == (1, "")
        assert done.stderr.startswith("mkdocs.yml names the language zz, but there is no folder")
        assert done.stderr.count("\n") == 1


def test_a_damaged_file_of_sentences_is_named(tmp_path):
    project = copy(tmp_path / "project", GOLDEN)
    (project / "schema" / "locales" / "en" / "commands.json").write_text("{,}", "utf-8")
    done = run_alone(project, "--help")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("schema/locales/en/commands.json has a mistake in line 1")
    assert done.stderr.count("\n") == 1


def test_serve_takes_all_that_it_needs_to_tell_of_faults_at_once(tmp_path):
    (tmp_path / "schema" / "locales").mkdir(parents=True)
    folder = tmp_path / "schema" / "locales" / "en"
    make_locale(folder)
    locale = read_sentences(tmp_path)
    for path in folder.iterdir():
        path.write_text(": [", "utf-8")
    with use_locale(locale):
        assert MARK in waiting_page() and MARK in fault_page(Fault("No.", ("x",) * 30))
        assert locale.message("commands.serve.reading").endswith(MARK)
    with pytest.raises(InvalidFileError, match=r"commands\.json"):
        read_sentences(tmp_path)


@pytest.mark.parametrize(
    "settings",
    [
        "extra:\n  languages: [en]\n",
        "extra:\n  languages: [cy-draft, en]  # Welsh\n",
        "extra:\n    languages: [ 'ga' , \"en\" ]\n",
        "extra:\n  languages: []\n",
        "site_name: None\n",
        None,
    ],
)
def test_the_set_up_finds_the_same_language_as_all_others(settings, tmp_path):
    if settings is not None:
        (tmp_path / "mkdocs.yml").write_text(settings, "utf-8")
    assert sentences.main_language(tmp_path) == read_languages(tmp_path)[0]


def test_every_sentence_that_is_said_by_its_key_is_there():
    known = read_messages(ENGLISH)
    said = {
        (path.name, node.args[0].value)
        for path in (ROOT / "ulo").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in ("message", "count")
        and node.args
        and isinstance(node.args[0], ast.Constant)
        and isinstance(node.args[0].value, str)
    }
    assert len(said) > 100
    assert not [key for _, key in said if key not in known and f"{key}.other" not in known]


def test_locales_are_those_of_mkdocs_yml():
    assert [locale.folder.name for locale in read_locales(ROOT)] == list(read_languages(ROOT))
