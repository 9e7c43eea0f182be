"""Records, library records and file names made to do harm, each with its outcome beside it.

tests/data/hostile/<kind>/outcomes.yml says what `check` must say. Large files are made here, so
that the repository stays small. No outcome is a failure of our own.
"""

import os
from pathlib import Path

import pytest

from hostile_data import HOSTILE, hostile_files, outcomes
from sites import DATA
from ulo import checks, records, schema
from ulo.core import FORMATS, sort_problems

GOOD = (DATA / "records" / "good" / "whole-records" / "smallest-voices.yml").read_text("utf-8")
LARGE = {
    "list-of-20000": f"{GOOD}also_known_as: [{'ab, ' * 15_000}ab]\n",
    "lines-of-20000": f"{GOOD}also_known_as:\n{'- a' + chr(10)}" + "- a\n" * 15_000,
    "fields-10000": GOOD + "".join(f"k{n}: a\n" for n in range(6_000)),
    "scalar-60k": GOOD.replace("Smallest", "x" * 60_000),
    "folded-60k": GOOD.replace("name: Smallest Voices", "name: >\n  " + "long words " * 5_000),
    "key-60k": f"{GOOD}{'k' * 60_000}: a\n",
    "key-explicit-60k": f"{GOOD}? {'k' * 60_000}\n: a\n",
    "digits-60k": f"{GOOD}founded: {'9' * 60_000}\n",
    "nested-60k": f"{GOOD}x: {'[' * 60_000}\n",
    "nested-closed": f"{GOOD}x: {'[' * 30_000}{']' * 30_000}\n",
    "nested-fields": f"{GOOD}x: {'{a: ' * 15_000}\n",
    "nested-hyphens": f"{GOOD}x:\n{'- ' * 30_000}\n",
    "comment-60k": f"{GOOD}# {'x' * 60_000}\n",
    "comments-10000": GOOD + "# a\n" * 10_000,
    "size-65k": f"{GOOD}# {'x' * 66_000}\n",
}
OUTCOMES = {kind: outcomes(kind) for kind in ("records", "library", "file_names")}
NAMES = [(name, rule) for rule, names in OUTCOMES["file_names"].items() for name in names]


def read_case(kind: str, name: str) -> bytes:
    if kind == "records" and name in LARGE:
        return LARGE[name].encode("utf-8")
    return (HOSTILE / kind / f"{name}.yml").read_bytes()


def find_rules(folder: Path, kind: str, loaded: schema.Schema, today) -> list[str]:
    """What check says of a folder, by rule; what it prints obeys no order in a text."""
    reader = records.form_checking_reader(loaded)
    if kind == "library":
        read, faults = records.read_library(folder, reader)
        _, more = checks.run_library(read, loaded, today)
    else:
        found, faults = records.read(folder / "orgs", folder, reader)
        _, more = checks.run(found, loaded, today)
    # A good record says these of itself here: it is short, and no file is named for it.
    said = [p for p in (*faults, *more) if p.rule not in ("unusual-form", "file-name-differs")]
    for text in (layout(said) for layout in FORMATS.values()):
        assert text.replace("\n", "").isprintable()
        assert len(text) < 2_000 * max(1, len(said))
    return sorted({p.rule for p in sort_problems(said)})


@pytest.mark.parametrize(
    ("kind", "name"), [(k, name) for k in ("records", "library") for name in OUTCOMES[k]]
)
def test_a_hostile_record_has_its_outcome(kind, name, tmp_path, schema, today):
    place = tmp_path / ("library/resources" if kind == "library" else "orgs")
    place.mkdir(parents=True)
    (place / "smallest-voices.yml").write_bytes(read_case(kind, name))
    assert find_rules(tmp_path, kind, schema, today) == OUTCOMES[kind][name]


@pytest.mark.parametrize("kind", ["records", "library"])
def test_each_hostile_file_has_an_outcome(kind):
    files = {path.stem for path in hostile_files(kind)}
    assert files | (set(LARGE) if kind == "records" else set()) == set(OUTCOMES[kind])


@pytest.mark.parametrize(("name", "rule"), NAMES, ids=[ascii(name) for name, _ in NAMES])
def test_a_hostile_file_name_has_its_outcome(name, rule, tmp_path, schema, today):
    path = tmp_path / "orgs" / name
    path.parent.mkdir(parents=True)
    with open(os.fsencode(path), "wb") as file:
        file.write(GOOD.encode("utf-8") if name.lower().endswith(".yml") else b"")
    said = find_rules(tmp_path, "records", schema, today)
    assert (rule in said) if rule else said == []
