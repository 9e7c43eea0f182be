"""The tests that a table in the docs names."""

import ast
from functools import cache

from sites import ROOT


@cache
def names_of_tests(path: str) -> frozenset[str]:
    """The names of the tests of a file, such as tests/unit/test_limits.py."""
    body = ast.parse((ROOT / path).read_text("utf-8")).body
    names = (getattr(node, "name", "") for node in body)
    return frozenset(name for name in names if name.startswith("test_"))
