"""The files and texts of tests/data/hostile/, and what must become of each."""

import re
from pathlib import Path
from typing import Any

import yaml

from sites import DATA

HOSTILE = DATA / "hostile"
OUTCOMES = "outcomes.yml"
# Stands for a text so many times. Nobody could look through a file with the long text itself.
REPEATED = re.compile("«(.+?)\xd7(\\d+)»")


def outcomes(kind: str) -> dict[str, Any]:
    """What must become of each file of a kind, or the texts for each outcome."""
    return read_hostile(f"{kind}/{OUTCOMES}")


def hostile_files(kind: str) -> list[Path]:
    """The files of a kind, without the one that has their outcomes."""
    return sorted(path for path in (HOSTILE / kind).iterdir() if path.name != OUTCOMES)


def read_hostile(name: str) -> Any:
    """What is in a file of YAML, such as browser/drafts.yml, with its long texts written out."""
    return _written_out(yaml.safe_load((HOSTILE / name).read_text("utf-8")))


def _written_out(value: Any) -> Any:
    if isinstance(value, dict):
        return {_written_out(key): _written_out(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_written_out(part) for part in value]
    if isinstance(value, str):
        return REPEATED.sub(lambda found: found[1] * int(found[2]), value)
    return value
