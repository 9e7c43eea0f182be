"""Every door takes whatever comes: a few inputs in a usual run, very many each night.

What a night finds is written into tests/data/hostile/found/. CONTRIBUTING.md says what to do then.
"""

import pytest
from hypothesis import given, strategies as st

import fuzzing
from doors import DOORS, schema, seeds
from fuzzing import PROFILE, mutated, run_rounds, try_door
from hostile_data import hostile_files, outcomes
from strategies import values
from ulo.records import formatting

OUTCOMES, FILES = outcomes("found"), hostile_files("found")


@pytest.mark.parametrize("door", DOORS)
def test_a_door_takes_whatever_comes(door):
    @PROFILE
    @given(content=mutated(seeds(door)))
    def try_all(content):
        try_door(door, DOORS[door], content)

    run_rounds(try_all)


@PROFILE
@given(data=values(schema().json_schema), kind=st.sampled_from(["record", "mail", "issue"]))
def test_a_door_takes_every_record_that_the_schema_allows(data, kind):
    content = formatting.dump(data, schema()).encode()
    try_door(kind, DOORS[kind], content)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_what_was_found_once_is_dealt_with_forever(path):
    door = path.name.partition(".")[0]
    assert DOORS[door](path.read_bytes()) == OUTCOMES[path.name]


def test_each_find_has_its_outcome_and_each_outcome_its_find():
    assert sorted(OUTCOMES) == [path.name for path in FILES]


@pytest.mark.parametrize("at_night", [True, False])
def test_a_door_that_falls_over_is_noticed_and_at_night_kept(at_night, tmp_path, monkeypatch):
    monkeypatch.setattr(fuzzing, "IS_NIGHTLY", at_night)
    monkeypatch.setattr(fuzzing, "FOUND", tmp_path)

    def fall_over(content: bytes) -> str:
        raise KeyError(content)

    with pytest.raises(KeyError):
        try_door("record", fall_over, b"x")
    kept = [(path.name.split(".")[:2], path.read_bytes()) for path in tmp_path.iterdir()]
    assert kept == ([(["record", "KeyError"], b"x")] if at_night else [])
