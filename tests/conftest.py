"""What all tests share: the repository, its schema, a catalogue of fictional groups, and a day that never changes."""

import dataclasses
import shutil
from datetime import date
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

from ulo import schema as shape
from ulo.catalogue import Catalogue
from ulo.schema.schema import WithdrawnRegister

from browser import browser
from sites import CATALOGUE, DATA, TODAY, built, catalogue

LEFT_OUT = {"left behind voices": "No public source was found that shows who leads it."}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--accept",
        action="store_true",
        help="write what the checks say now into the expected.txt files",
    )


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "live: what is said of the true records, on the true day")


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def schema(root: Path) -> shape.Schema:
    # Examples are read as if no record had ever moved or been taken off, and one group had been left out.
    return dataclasses.replace(
        shape.load(root), redirects={}, left_out=LEFT_OUT, withdrawn=WithdrawnRegister("", ())
    )


@pytest.fixture(scope="session")
def today() -> date:
    return TODAY


@pytest.fixture(scope="session")
def fictional(schema) -> Catalogue:
    """The groups and the library of tests/catalogue/."""
    return catalogue(schema)


# --- A browser and a site are slow to make: all tests of one run share them ------------------------------------------


@pytest.fixture(scope="session")
def chromium():
    with browser() as running:
        yield running


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """A whole site of the groups and the library of tests/catalogue/."""
    server, folder = built(tmp_path_factory.mktemp("fictional"), CATALOGUE / "orgs")
    with server as address:
        yield address, folder


@pytest.fixture(scope="session")
def made_up(tmp_path_factory):
    """A site of made-up groups that never change: those of the golden pages, and some that are made to break a page."""
    folder = tmp_path_factory.mktemp("made-up")
    shutil.copytree(DATA / "golden" / "orgs", folder / "orgs")
    shutil.copytree(DATA / "stress", folder / "orgs", dirs_exist_ok=True)
    shutil.copytree(DATA / "golden" / "library", folder / "library")
    server, site = built(folder, folder / "orgs")
    with server as address:
        yield address, site
