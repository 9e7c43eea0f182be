"""Checking again and again gives what checking afresh gives, with less reading."""

import os
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings, strategies as st

from sites import DATA, EPOCH, NAMED, ROOT
from ulo.catalogue.grouping import LazyMapping
from ulo.pipeline import RepeatedCheck
from ulo.records import CachedReader

GOOD = (DATA / "golden" / "orgs" / "riverside-self-advocates.yml").read_text("utf-8")
# One group, the same one with another name, one that names a group, and some that are wrong.
CONTENTS = (
    GOOD,
    GOOD.replace("Riverside", "Hillside").replace("riverside", "hillside"),
    GOOD + "networks: [hillside-self-advocates]\n",
    GOOD.replace("summary:", "sumary:"),
    "name: [",
    "",
)
HILLSIDE = "orgs/hillside-self-advocates.yml"
NAMES = ("riverside-self-advocates", "hillside-self-advocates", "Not a slug")


@pytest.fixture(autouse=True, scope="module")
def on_one_day():
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", EPOCH)
        yield


def make_project(folder: Path) -> Path:
    (folder / "orgs").mkdir()
    (folder / "schema").symlink_to(ROOT / "schema")
    shutil.copytree(DATA / "golden" / "library", folder / "library")
    return folder


@settings(max_examples=20)
@given(
    st.lists(
        st.tuples(st.sampled_from(NAMES), st.sampled_from([None, *CONTENTS])),
        min_size=1,
        max_size=6,
    )
)
def test_any_sequence_of_edits_gives_what_a_fresh_check_gives(edits):
    with TemporaryDirectory() as folder:
        root = make_project(Path(folder))
        repeated = RepeatedCheck(root)
        for name, content in edits:
            path = f"orgs/{name}.yml"
            if content is None:
                (root / path).unlink(missing_ok=True)
            else:
                (root / path).write_text(content, "utf-8")
            checked = repeated.check({path})
        fresh = RepeatedCheck(root)
        expected = fresh.check()
        assert checked.problems == expected.problems
        found = [context.record for context in checked.organisations]
        assert found == [context.record for context in expected.organisations]
        if not checked.errors:
            made = repeated.build_catalogue(checked, NAMED)
            assert made.organisations == fresh.build_catalogue(expected, NAMED).organisations


def test_what_has_not_changed_is_the_same_object(tmp_path):
    root = make_project(tmp_path)
    for name, content in zip(NAMES, CONTENTS[:2], strict=False):
        root.joinpath("orgs", f"{name}.yml").write_text(content, "utf-8")
    repeated = RepeatedCheck(root)
    before = repeated.check()
    assert repeated.check() == before
    (root / HILLSIDE).write_text(GOOD.replace("Riverside", "Hill"), "utf-8")
    after = repeated.check()
    for one, other in zip(after.organisations, before.organisations, strict=True):
        assert (one is other) == (one.record.slug == "riverside-self-advocates")
    assert after.library is before.library


def test_a_file_that_is_taken_away_while_it_is_read_is_no_fault(tmp_path):
    (tmp_path / "gone.yml").touch()
    entry = next(os.scandir(tmp_path))
    (tmp_path / "gone.yml").unlink()
    assert CachedReader()(entry, "orgs/gone.yml") == (None, [])


def test_a_lazy_mapping_derives_a_value_once_when_it_is_asked_for():
    derived = []

    def derive(key: str) -> str:
        derived.append(key)
        return key.upper()

    mapping = LazyMapping(["a", "b"], derive)
    assert (list(mapping), len(mapping), derived) == (["a", "b"], 2, [])
    assert mapping["b"] == mapping["b"] == "B"
    assert derived == ["b"]
    assert mapping.get("c") is None and "c" not in mapping
