"""The registers of schema/registers/: what came into them in a pull request has their form."""

import json

import pytest

from sites import ROOT
from ulo.schema import InvalidFileError, files

SOUND = {
    "moved": (files.read_moved, {"moved": {"old-voices": "voices"}, "first": {}}),
    "left-out": (
        files.read_left_out,
        {"reasons": {"a": "b"}, "groups": [{"name": "Voices", "reason": "a"}]},
    ),
    "withdrawn": (files.read_withdrawn, {"salt": "x", "groups": [["0000-x"]]}),
}
FAULTS = [
    *(("moved", {"moved": part}) for part in ([], {"a": 1}, {"a": ["b"]}, {"a": None})),
    *(("moved", {"first": part}) for part in ([], {"a": 5}, {"a": {"b": "c"}})),
    *(("left-out", {"reasons": part}) for part in ([], {"a": 5}, {"other": "b"})),
    *(("left-out", {"groups": part}) for part in ({}, [5], [{"reason": "a"}], [{"name": "V"}])),
    ("left-out", {"groups": [{"name": 5, "reason": "a"}]}),
    *(("withdrawn", {"salt": part}) for part in (5, "\u00e9", "\ud83d", "x" * 65)),
    *(("withdrawn", {"groups": part}) for part in ("abc", [5], [[5]], [{"a": "b"}])),
]


@pytest.mark.parametrize("name", SOUND)
def test_registers_in_use_have_their_form(name):
    SOUND[name][0](ROOT / "schema" / "registers" / f"{name}.json")


@pytest.mark.parametrize(("name", "change"), FAULTS)
def test_a_register_without_its_form_is_one_clear_sentence(name, change, tmp_path):
    read, sound = SOUND[name]
    path = tmp_path / f"{name}.json"
    path.write_text(json.dumps(sound), "utf-8")
    read(path)
    path.write_text(json.dumps({**sound, **change}), "utf-8")
    with pytest.raises(InvalidFileError, match="doesn't have its usual form"):
        read(path)
