"""The program names no country, nation, region, council or register: those are in schema/."""

import re
from pathlib import Path

import pytest
import yaml

from sites import ROOT
from ulo import schema as shape

CODE = [
    path
    for folder, ending in (("ulo", "py"), ("ulo", "html"), ("docs/assets/js", "js"))
    for path in sorted((ROOT / folder).rglob(f"*.{ending}"))
    if "starter" not in path.parts
]
# What is also a word of programs, or a common one.
ORDINARY = {"Reading", "Bath", "Sandwell", "Halton", "Barking", "Bury", "Poole", "Slough", "Moray"}
# What people call a country and its people, and its parts, beside the names of its areas.
# English is the language that texts are translated from.
DEMONYMS = """UK GB Britain British England Wales Welsh Cymru Scotland Scottish Scots Ireland Irish
Ulster Gaelic Cornish NHS BSL HMRC ONS OSCR CCNI Ofcom""".split()
SCHEMA = shape.load(ROOT)
# Whose ids a program might know: there are few of them.
WIDE = [area.id for area in SCHEMA.areas.terms.values() if area.kind in ("country", "nation")]


def names() -> set[str]:
    schema = SCHEMA
    areas = {area.title for area in schema.areas.terms.values()}
    extracts = yaml.safe_load(
        (ROOT / "schema" / "country" / "register_extracts.yml").read_text("utf-8")
    )
    registers = {*schema.registers.by_scheme, *(r["title"] for r in extracts["registers"].values())}
    registers |= {title.partition(" (")[0] for title in registers}
    hosts = {host for register in schema.registers.by_scheme.values() for host in register.hosts}
    return (areas | registers | hosts | {*DEMONYMS}) - ORDINARY


WORDS = "|".join(map(re.escape, sorted(names())))
IDS = "|".join(sorted([*WIDE, *SCHEMA.reach_ids.nationwide]))
# A number before GB makes it gigabytes.
NAMES = re.compile(rf"(?<![\w.-])(?<![0-9] )(?:{WORDS})(?![\w-])|[\"'](?:{IDS})[\"']")


def test_names_are_known():
    for text in ("in the UK", "GB-CHC", "Companies House", "of Wales.", "oscr.org.uk", '"uk"'):
        assert NAMES.search(text), text
    assert not NAMES.search("ukulele, UKIP, Reading, walesa, 2 GB")


@pytest.mark.parametrize("path", CODE, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_program_names_no_country(path: Path):
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        found = NAMES.search(line)
        assert not found, f"{path.relative_to(ROOT)}:{number} names {found and found[0]}: {line}"
