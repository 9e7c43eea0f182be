"""A plugin of pytest that runs one part of the tests: `--shard 2/4` runs the second quarter.

Which part a test belongs to follows from its id alone: it stays there when others come or go, and
all parts together run each test once. `python3 build.py test --shard 2/4` loads this plugin.
"""

import re
import zlib

import pytest

SHARD = re.compile(r"([1-9][0-9]?)/([1-9][0-9]?)")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--shard", type=parse_shard, help="the part of the tests to run, such as 2/4")


def parse_shard(text: str) -> tuple[int, int]:
    """A part, counted from 1, and the number of parts."""
    found = SHARD.fullmatch(text)
    if not found or int(found[1]) > int(found[2]):
        raise pytest.UsageError(f"--shard {text}: write a part such as 2/4")
    return int(found[1]), int(found[2])


def shard_of(node_id: str, parts: int) -> int:
    """The part that a test belongs to, counted from 1. Python's own hash differs in each run."""
    return zlib.crc32(node_id.encode("utf-8", "surrogatepass")) % parts + 1


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    shard = config.getoption("--shard")
    if shard is None:
        return
    part, parts = shard
    deselected = [item for item in items if shard_of(item.nodeid, parts) != part]
    config.hook.pytest_deselected(items=deselected)
    items[:] = [item for item in items if shard_of(item.nodeid, parts) == part]
