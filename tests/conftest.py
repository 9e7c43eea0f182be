"""What all tests share: the repository, its schema, and a day that never changes."""

import sys
from datetime import date
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from ulo import schema as shape


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="write what the checks say now into the expected.txt files")


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def schema(root: Path) -> shape.Schema:
    return shape.load(root)


@pytest.fixture(scope="session")
def today() -> date:
    return date(2026, 11, 21)
