"""Copies of the project that are directories of made-up countries, with other areas than ours.

Each folder of tests/data/countries/ has the files of schema/ that stand in for ours, and a few
records.
"""

import json
import re
import shutil
from pathlib import Path

from sites import DATA, copy

COUNTRIES = DATA / "countries"
NAMES = tuple(sorted(path.name for path in COUNTRIES.iterdir() if (path / "orgs").is_dir()))
# What is all about our own country, and goes before another one comes.
OF_OUR_COUNTRY = ("country", "geography")
# The lists, fields and examples that each instance words for itself, so they name our country.
OWN_LISTS = ("vocabulary/*.json", "*.json", "*.yml")
# What no page of another country may say, unless a person wrote it by hand for ours.
OUR_NAMES = re.compile(
    r"\b(?:UK|United Kingdom|Great Britain|Britain|British|England|English regions|Scotland|Wales"
    r"|Welsh|Gaelic|Northern Ireland|Irish|London|NHS|BBC|Relay UK|HSDS-UK|en-GB)\b"
)


def copy_country(folder: Path, name: str, records: int) -> Path:
    """A copy of the project for one of the countries, with so many of its records."""
    source = COUNTRIES / name
    chosen = folder.with_name(f"{folder.name}-records")
    chosen.mkdir()
    for path in sorted((source / "orgs").iterdir())[:records]:
        shutil.copy2(path, chosen / path.name)
    project = copy(folder, chosen)
    schema = project / "schema"
    for part in OF_OUR_COUNTRY:
        shutil.rmtree(schema / part)
    for pattern in OWN_LISTS:
        for path in schema.glob(pattern):
            path.write_text(OUR_NAMES.sub("Elsewhere", path.read_text("utf-8")), "utf-8")
    _forget_partners(schema / "registers" / "partners.json")
    shutil.copytree(source / "schema", schema, dirs_exist_ok=True)
    return project


def _forget_partners(path: Path) -> None:
    register = json.loads(path.read_text("utf-8"))
    register |= {"bodies": [], "texts": {}, "unnamed": []}
    path.write_text(json.dumps(register, indent=2, ensure_ascii=False) + "\n", "utf-8")


def pages_by_hand(project: Path) -> set[str]:
    """The addresses of the pages that people wrote in docs/, as they stand below site/.

    The list of guides is among them: it has their titles and descriptions.
    """
    docs = project / "docs"
    found = {"guides"}
    for path in docs.rglob("*.md"):
        url = path.relative_to(docs).with_suffix("")
        found.add((url.parent if url.name == "index" else url).as_posix())
    return found
