"""Parts that were drawn apart are joined to the site that one build makes."""

import shutil
from pathlib import Path

import pytest

from once import made_once
from sites import GOLDEN, copy, run
from ulo.site.parts import Part, Shard

GROUP = "orgs/riverside-self-advocates.yml"


def content(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.fixture(scope="session")
def drawn(shared_folder) -> Path:
    """A project with both parts of its site, and no site."""

    def make(folder: Path) -> None:
        project = copy(folder / "project", GOLDEN)
        for part in ("1/2", "2/2"):
            assert run(project, "--shard", part).returncode == 0
        assert not (project / "site").exists()

    return made_once(shared_folder / "parts", make) / "project"


@pytest.fixture
def project(drawn: Path, tmp_path: Path) -> Path:
    return shutil.copytree(drawn, tmp_path / "project", symlinks=True)


def test_each_item_is_in_one_part():
    items = list(range(1234))
    parts = [Shard(number, 5).select(items) for number in range(1, 6)]
    assert sorted(item for part in parts for item in part) == items
    assert max(map(len, parts)) - min(map(len, parts)) <= 100


def test_parts_are_joined_to_the_whole_site(project, unconfigured):
    names = [set(content(project / "parts" / part / "pages")) for part in ("1-of-2", "2-of-2")]
    assert not names[0] & names[1]
    before = {path.stat().st_ino for path in (project / "parts").rglob("index.html")}
    assert run(project, "--join").returncode == 0
    assert content(project / "site") == content(unconfigured / "site")
    # Nearly all pages are the files of the parts; one at each depth is drawn for its frame.
    pages = {path.stat().st_ino for path in (project / "site").rglob("index.html")}
    assert len(before - pages) < 10


def test_what_is_missing_or_damaged_is_drawn(project, unconfigured):
    pages = project / "parts" / "1-of-2" / "pages"
    first, second, *_ = sorted(pages.rglob("index.html"))
    first.write_text("something else")
    second.unlink()
    (project / "parts" / "2-of-2" / "manifest.json").write_text('{"site": "x"')
    assert run(project, "--join").returncode == 0
    assert content(project / "site") == content(unconfigured / "site")


def test_parts_of_other_records_are_not_used(project):
    record = project / GROUP
    record.write_text(record.read_text().replace("summary: ", "summary: Newly said. ", 1))
    assert run(project, "--join").returncode == 0
    joined = content(project / "site")
    shutil.rmtree(project / "parts")
    shutil.rmtree(project / "site")
    shutil.rmtree(project / ".cache")
    assert run(project).returncode == 0
    assert content(project / "site") == joined
    assert b"Newly said." in joined[GROUP.replace(".yml", "/index.html")]


@pytest.mark.parametrize("text", ["", "[]", '{"site": "a", "files": {"x": 1}}', '{"files": {}}'])
def test_a_damaged_manifest_is_that_of_an_empty_part(tmp_path, text):
    (tmp_path / "manifest.json").write_text(text)
    part = Part(tmp_path)
    assert part.site == "" and part.find("x") is None


def test_without_parts_a_join_is_a_build(project, unconfigured):
    shutil.rmtree(project / "parts")
    assert run(project, "--join").returncode == 0
    assert content(project / "site") == content(unconfigured / "site")
