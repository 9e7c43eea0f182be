"""Made-up countries: ours with another folder of areas, country and geography in its schema."""

import shutil
from pathlib import Path

from sites import DATA, ROOT
from ulo import schema as shape

COUNTRIES = DATA / "places_elsewhere"
NAMES = ("with-regions", "without-regions")
# What is of the country altogether.
OWN_FOLDERS = ("country", "geography")


def make_schema(name: str, folder: Path) -> shape.Schema:
    """The schema of a country, laid out in a folder that is not there yet."""
    shutil.copytree(ROOT / "schema", folder / "schema", ignore=shutil.ignore_patterns(*OWN_FOLDERS))
    shutil.copy(ROOT / "mkdocs.yml", folder)
    shutil.copytree(COUNTRIES / name, folder / "schema", dirs_exist_ok=True)
    return shape.load(folder)
