"""What all tests share: the repository, its schema, fictional groups, and a fixed day."""

import dataclasses
import functools
import shutil
from datetime import date
from pathlib import Path

import pytest
from hypothesis import settings

from browser import browser
from drawing import Drawn
from once import made_once, shared_by_processes
from order import longest_first
from pseudo_locale import use_as_draft, use_as_main
from sites import CATALOGUE, DATA, GOLDEN, ROOT, TODAY, build_site, catalogue, published
from ulo import schema as shape
from ulo.catalogue import Catalogue
from ulo.schema import WithdrawnRegister

LEFT_OUT = {"left behind voices": "No public source was found that shows who leads it."}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--accept",
        action="store_true",
        help="write what the checks say now into the expected.txt files",
    )


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "live: what is said of the true records, on the true day")
    # A busy machine is slow: how long one example takes says nothing of the code.
    settings.register_profile("any-machine", deadline=None)
    settings.load_profile("any-machine")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items[:] = longest_first(items)


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def schema(root: Path) -> shape.Schema:
    # As if no record had ever moved or been taken off, and one group had been left out.
    return dataclasses.replace(
        shape.load(root), redirects={}, left_out=LEFT_OUT, withdrawn=WithdrawnRegister("", ())
    )


@pytest.fixture(scope="session")
def today() -> date:
    return TODAY


@pytest.fixture(scope="session")
def fictional(schema) -> Catalogue:
    """The groups and the library of tests/data/catalogue."""
    return catalogue(schema)


@pytest.fixture(scope="session")
def drawn(fictional) -> Drawn:
    """The pages and files of the fictional groups and library."""
    return Drawn(fictional)


# --- A browser and a site are slow to make: all tests of one run share them ----------------------


@pytest.fixture(scope="session")
def chromium():
    with browser() as running:
        yield running


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory) -> Path:
    """A folder that all processes of this run share."""
    return shared_by_processes(tmp_path_factory)


@pytest.fixture(scope="session")
def site(shared_folder):
    """The address and the folder of a whole site of what is in tests/data/catalogue."""
    build = functools.partial(build_site, records=CATALOGUE / "orgs", least_town=0)
    with published(made_once(shared_folder / "fictional", build)) as site:
        yield site


@pytest.fixture(scope="session")
def made_up(shared_folder):
    """The same of the groups of the golden pages, and of some that are made to break a page."""
    with published(made_once(shared_folder / "made-up", _build_made_up)) as site:
        yield site


@pytest.fixture(scope="session")
def unconfigured(shared_folder) -> Path:
    """A copy of the project with the few groups of the golden pages, and its site.

    Nothing is set in it. Tests do not change it.
    """
    build = functools.partial(build_site, records=GOLDEN, settings=())
    return made_once(shared_folder / "unconfigured", build) / "project"


@pytest.fixture(scope="session")
def pseudo(shared_folder):
    """The site of what is in tests/data/catalogue, in a language that nobody speaks."""
    build = functools.partial(build_site, records=CATALOGUE / "orgs", prepare=use_as_main)
    with published(made_once(shared_folder / "pseudo", build)) as site:
        yield site


@pytest.fixture(scope="session")
def bilingual(shared_folder):
    """A site of the few groups of the golden pages in English, and in a draft of that language."""
    build = functools.partial(build_site, records=GOLDEN, prepare=use_as_draft)
    with published(made_once(shared_folder / "bilingual", build)) as site:
        yield site


def _build_made_up(folder: Path) -> None:
    shutil.copytree(GOLDEN, folder / "orgs")
    shutil.copytree(DATA / "stress", folder / "orgs", dirs_exist_ok=True)
    shutil.copytree(DATA / "golden" / "library", folder / "library")
    build_site(folder, folder / "orgs", least_town=0)
