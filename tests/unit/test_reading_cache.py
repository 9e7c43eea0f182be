"""What is kept of other records for the check of a few changes nothing that the check says."""

import contextlib
import io
import json
import re
import shutil
import subprocess
import sys
from argparse import Namespace
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

from sites import CATALOGUE, EPOCH, ROOT
from ulo.cli import checking
from ulo.core import FORMATS
from ulo.pipeline import READING_CACHE
from ulo.records import cache as reading_cache, plain_yaml

SOURCES = sorted((CATALOGUE / "orgs").glob("*.yml"))[:12]
TEXTS = [path.read_text("utf-8") for path in SOURCES]
SLUGS = [path.stem for path in SOURCES]


@pytest.fixture
def project(tmp_path, monkeypatch) -> Path:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)
    monkeypatch.setattr(reading_cache, "MIN_NEW", 1)
    return make_project(tmp_path)


def make_project(folder: Path) -> Path:
    """A few records with the schema; its registers are files of their own, to be changed."""
    (folder / "schema").mkdir()
    for path in (ROOT / "schema").iterdir():
        if path.name != "registers":
            (folder / "schema" / path.name).symlink_to(path)
    shutil.copytree(ROOT / "schema" / "registers", folder / "schema" / "registers")
    change_register(folder, {})
    (folder / "orgs").mkdir()
    for path in SOURCES:
        shutil.copy(path, folder / "orgs")
    return folder


def change_register(folder: Path, moved: dict[str, str]) -> None:
    content = json.dumps({"description": "", "moved": moved})
    (folder / "schema" / "registers" / "moved.json").write_text(content, "utf-8")


def check(folder: Path, *slugs: str, form: str = "json") -> tuple[int, str, str]:
    """The exit code of `check`, and what it prints."""
    paths = [str(folder / "orgs" / f"{slug}.yml") for slug in slugs]
    output, errors = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(output), contextlib.redirect_stderr(errors):
        code = checking.check(folder, Namespace(paths=paths, since=None, format=form))
    return code, output.getvalue(), errors.getvalue()


def check_without_cache(folder: Path, *slugs: str, form: str) -> tuple[int, str, str]:
    kept = (folder / READING_CACHE).parent
    aside = folder / "aside"
    if kept.exists():
        kept.rename(aside)
    result = check(folder, *slugs, form=form)
    shutil.rmtree(kept, ignore_errors=True)
    if aside.exists():
        aside.rename(kept)
    return result


def count_reads(monkeypatch) -> list[bytes]:
    """What the reader of plain files is given from now on."""
    contents: list[bytes] = []
    read = plain_yaml.read

    def counting_read(content: bytes):
        contents.append(content)
        return read(content)

    monkeypatch.setattr(plain_yaml, "read", counting_read)
    return contents


# --- The same output, whatever happens -----------------------------------------------------------

SLUG = st.sampled_from([*SLUGS, "new-voices"])
LINES = st.sampled_from(
    [
        *("networks: [no-such-group]", "networks: [new-voices]", "founded: 3000", "x: y", "x: 'y'"),
        *(
            "networks:\n  - Leeds Speak Up",
            "names: {cy: Enw}",
            "\tx",
            "also_known_as: [New Voices]",
        ),
        *("closed:\n  source: https://example.org/\n  successor: new-voices", "name: twice"),
    ]
)
EDITS = st.one_of(
    st.tuples(st.just("add"), SLUG, st.sampled_from(TEXTS)),
    st.tuples(st.just("line"), SLUG, LINES),
    st.tuples(st.just("delete"), SLUG, st.none()),
    st.tuples(st.just("rename"), SLUG, SLUG),
    st.tuples(st.just("moved"), SLUG, SLUG),
    st.tuples(st.just("damage"), SLUG, st.integers(0, 2000)),
    st.tuples(st.just("forge"), SLUG, st.sampled_from([b"", b"{}", b"\n{}", b"\xff\n[]", b"x"])),
    st.tuples(st.just("forget"), SLUG, st.none()),
)


def edit(folder: Path, how: str, slug: str, more) -> None:
    path, cache = folder / "orgs" / f"{slug}.yml", folder / READING_CACHE
    if how == "add":
        path.write_text(more, "utf-8")
    elif how == "moved":
        change_register(folder, {slug: more})
    elif how == "forge" and cache.exists():
        cache.write_bytes(more)
    elif how == "damage" and cache.exists():
        content = bytearray(cache.read_bytes())
        at = more % (len(content) or 1)
        content[at : at + 1] = b"?"
        cache.write_bytes(content[: -(more % 3)] if more % 3 else content)
    elif how == "forget":
        cache.unlink(missing_ok=True)
    elif path.exists() and how == "line":
        path.write_text(f"{path.read_text('utf-8')}{more}\n", "utf-8")
    elif path.exists() and how == "delete":
        path.unlink()
    elif path.exists() and how == "rename":
        path.rename(folder / "orgs" / f"{more}.yml")


@settings(max_examples=15)
@given(data=st.data())
def test_any_edits_give_the_output_of_a_check_without_a_cache(data, tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", EPOCH)
        patch.setattr(reading_cache, "MIN_NEW", 1)
        folder = make_project(tmp_path_factory.mktemp("edited"))
        check(folder, SLUGS[0])
        for how, slug, more in data.draw(st.lists(EDITS, min_size=1, max_size=5)):
            edit(folder, how, slug, more)
            named = [s for s in {slug, SLUGS[1], str(more)} if (folder / f"orgs/{s}.yml").exists()]
            form = data.draw(st.sampled_from(sorted(FORMATS)))
            # The second check finds what the first has kept.
            for _ in range(2):
                assert check(folder, *named, form=form) == check_without_cache(
                    folder, *named, form=form
                )
        shutil.rmtree(folder)


# --- What is kept, and when ----------------------------------------------------------------------


def test_only_what_changed_is_read_again(project, monkeypatch):
    check(project, SLUGS[0])
    contents = count_reads(monkeypatch)
    check(project, SLUGS[0])
    assert contents == []
    path = project / "orgs" / f"{SLUGS[3]}.yml"
    path.write_bytes(path.read_bytes().replace(b"name:", b"# A comment\nname:", 1))
    check(project, SLUGS[0])
    assert contents == [path.read_bytes()]


def test_a_record_with_another_name_is_not_read_again(project, monkeypatch):
    check(project, SLUGS[0])
    contents = count_reads(monkeypatch)
    (project / "orgs" / f"{SLUGS[3]}.yml").rename(project / "orgs" / "new-name.yml")
    code, output, _ = check(project, "new-name")
    assert contents == [] and code == 0
    assert "orgs/new-name.yml" in output or output == "[]\n"


def test_a_change_of_the_code_makes_all_be_read_again(project, monkeypatch):
    check(project, SLUGS[0])
    monkeypatch.setattr(reading_cache, "_code_digest", lambda: "another")
    contents = count_reads(monkeypatch)
    check(project, SLUGS[0])
    assert len(contents) == len(SOURCES)


def test_a_few_new_records_are_not_worth_writing_all_again(project, monkeypatch):
    check(project, SLUGS[0])
    cache = project / READING_CACHE
    before = cache.read_bytes()
    monkeypatch.setattr(reading_cache, "MIN_NEW", 2)
    (project / "orgs" / "new-voices.yml").write_text(TEXTS[0] + "# new\n", "utf-8")
    check(project, SLUGS[0])
    assert cache.read_bytes() == before


def test_what_is_not_read_as_a_record_is_not_kept(project):
    (project / "orgs" / "broken-voices.yml").write_text("name: x: y\n", "utf-8")
    (project / "orgs" / "quoted-voices.yml").write_text("name: 'Quoted Voices'\n", "utf-8")
    check(project, SLUGS[0])
    _, _, content = (project / READING_CACHE).read_bytes().partition(b"\n")
    assert len(json.loads(content)) == len(SOURCES)


def test_a_check_of_everything_keeps_nothing(project):
    check(project)
    assert not (project / READING_CACHE).parent.exists()


@pytest.mark.parametrize("in_the_way", ["file", "folder"])
def test_a_check_goes_on_where_nothing_can_be_kept(project, in_the_way):
    expected = check_without_cache(project, SLUGS[0], form="text")
    blocked = project / (READING_CACHE if in_the_way == "folder" else ".cache")
    if in_the_way == "folder":
        blocked.mkdir(parents=True)
        (blocked / "x").touch()
    else:
        blocked.touch()
    assert check(project, SLUGS[0], form="text") == expected
    assert not list(project.rglob("*.new"))


def test_problems_between_records_are_found_with_a_cache(project):
    check(project, SLUGS[0])
    twin = (project / "orgs" / f"{SLUGS[2]}.yml").read_text("utf-8")
    (project / "orgs" / "zz-twin.yml").write_text(twin, "utf-8")
    for named in ("zz-twin", SLUGS[2]):
        code, output, _ = check(project, named)
        found = {problem["rule"]: problem for problem in json.loads(output)}
        assert code == 1 and found["same-name"]["path"] == "orgs/zz-twin.yml"
        assert found["same-name"]["line"] == 2


# --- What a check imports ------------------------------------------------------------------------

IMPORTED = """
import sys
from argparse import Namespace
from pathlib import Path
from ulo.cli import checking, parser, shared
folder = Path(sys.argv[1])
checking.check(folder, Namespace(paths=sys.argv[2:], since=None, format="text"))
print(*sorted(sys.modules))
"""


def test_a_check_imports_only_what_a_record_needs(project):
    """A record without a fault, a phone or unusual YAML waits for no library about these."""
    plain = next(
        path
        for path in sorted((project / "orgs").glob("*.yml"))
        if not re.search("phone|sms|coordinates", path.read_text("utf-8"))
    )
    done = subprocess.run(
        [sys.executable, "-c", IMPORTED, str(project), str(plain)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    summary, modules = done.stdout.splitlines()
    assert summary == "No problems, in 1 record."
    imported = {module.split(".")[0] for module in modules.split()}
    assert not imported & {
        *("aiohttp", "geopy", "jinja2", "jsonschema", "markdown", "mkdocs", "phonenumbers"),
        *("pyphen", "requests", "subprocess", "yaml"),
    }
    assert not re.search(r"ulo\.(catalogue|contribute|geography|maintain|model|site)\b", modules)
