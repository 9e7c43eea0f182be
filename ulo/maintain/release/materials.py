"""What a release was made with: a bill of materials (SBOM) in the CycloneDX 1.6 format.

It says the same in the same bytes for the same release: its number is taken from what it says, and
its time is the day of the release.
"""

import json
import re
import uuid
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ulo.maintain.release.documents import Release

FORMAT = "http://cyclonedx.org/schema/bom-1.6.schema.json"
# The name in the bill of the release itself, on which all else depends.
ROOT = "release"
# The first line of a package in a lock file that uv compiled: name, version, and for which
# computers it is, if not for each.
LOCKED = re.compile(r"([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^\s;\\]+)(?: ; ([^\\\n]*[^\\\s]))?")
HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
# Who wants a package: other packages, or a list that a person wrote.
WANTED_BY = re.compile(r"^ +# (?:via|  ) ?(?:-r )?(\S+)$", re.MULTILINE)


@dataclass(frozen=True)
class LockedPackage:
    """One package of a lock file, with the SHA-256 of each file that may be fetched for it.

    `wanted_by` are the names of other packages, and of the `.in` files that ask for it.
    """

    name: str
    version: str
    marker: str
    hashes: tuple[str, ...]
    wanted_by: tuple[str, ...]

    @property
    def purl(self) -> str:
        return f"pkg:pypi/{self.name}@{self.version}"


@dataclass(frozen=True)
class Materials:
    """The packages that drew the site, those that its data are from, and the licences of all.

    `licences` are SPDX expressions by the name of the package.
    """

    packages: tuple[LockedPackage, ...]
    data: tuple[LockedPackage, ...]
    licences: Mapping[str, str]


def read_lock(text: str) -> tuple[LockedPackage, ...]:
    """The packages of a lock file, in its order."""
    found = []
    for block in re.split(r"\n(?=[A-Za-z0-9])", text):
        if head := LOCKED.match(block):
            name, version, marker = head.groups("")
            hashes, wanted_by = HASH.findall(block), WANTED_BY.findall(block)
            found.append(LockedPackage(name, version, marker, tuple(hashes), tuple(wanted_by)))
    return tuple(found)


def read_pins(text: str) -> frozenset[str]:
    """The names that a person pinned to one version, in an `.in` file: those of data."""
    return frozenset(re.findall(r"^([a-z0-9-]+)==", text, re.MULTILINE))


def bill_of_materials(release: Release, materials: Materials) -> bytes:
    """The bill as JSON."""
    instance = release.catalogue.instance
    all_packages = (*materials.packages, *materials.data)
    bill: dict[str, Any] = {
        "$schema": FORMAT,
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "timestamp": f"{release.catalogue.today:%Y-%m-%d}T00:00:00Z",
            "authors": [{"name": instance.licence_holder or instance.name}],
            "component": {
                "bom-ref": ROOT,
                "type": "data",
                "name": instance.name,
                "version": release.version,
            },
        },
        "components": [
            *(_component("library", one, materials.licences) for one in materials.packages),
            *(_component("data", one, materials.licences) for one in materials.data),
        ],
        "dependencies": list(_dependencies(all_packages)),
    }
    number = uuid.uuid5(uuid.NAMESPACE_URL, json.dumps(bill, sort_keys=True))
    bill = {**bill, "serialNumber": f"urn:uuid:{number}"}
    return (json.dumps(bill, ensure_ascii=False, indent=1) + "\n").encode()


def _component(kind: str, package: LockedPackage, licences: Mapping[str, str]) -> dict[str, object]:
    component: dict[str, object] = {
        "type": kind,
        "bom-ref": package.purl,
        "name": package.name,
        "version": package.version,
        # Some computers do without it.
        "scope": "optional" if package.marker else "required",
        "hashes": [{"alg": "SHA-256", "content": digest} for digest in package.hashes],
    }
    if licence := licences.get(package.name):
        is_single = " " not in licence
        choice = {"license": {"id": licence}} if is_single else {"expression": licence}
        component["licenses"] = [choice]
    return {**component, "purl": package.purl}


def _dependencies(packages: Iterable[LockedPackage]) -> Iterator[dict[str, object]]:
    """What needs what, the release first: it needs what a person asked for."""
    needed: dict[str, list[str]] = {}
    for package in packages:
        for name in package.wanted_by:
            needed.setdefault(ROOT if name.endswith(".in") else name, []).append(package.purl)
    yield {"ref": ROOT, "dependsOn": sorted(set(needed.get(ROOT, ())))}
    for package in packages:
        yield {"ref": package.purl, "dependsOn": sorted(set(needed.get(package.name, ())))}
