"""All files of a release by name: the data, what changed, and the sums of all of them."""

import hashlib
import re
from collections.abc import Mapping

from ulo.maintain.release.documents import Release
from ulo.maintain.release.materials import Materials, bill_of_materials

RECORDS, CHANGES, NOTES, SUMS = "organisations.jsonl", "changes.json", "RELEASE.md", "SHA256SUMS"
BILL = "sbom.cdx.json"
# A name that is safe in a folder, as an asset of a release, and in a file of sums.
FILE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,80}")


def assemble_package(
    release: Release, data_files: Mapping[str, bytes], materials: Materials
) -> dict[str, bytes]:
    """The content of each file of a release, sorted by name.

    `data_files` are the downloads of the site by name, RECORDS among them: the next release is
    compared with that. Raises ValueError where it is missing, or a name is none for a file here.
    """
    own = {
        CHANGES: release.changes_json(),
        NOTES: release.notes(),
        BILL: bill_of_materials(release, materials),
    }
    contents = {**data_files, **own}
    if RECORDS not in data_files:
        raise ValueError(f"a release needs {RECORDS}")
    for name in (*data_files, SUMS):
        if not FILE_NAME.fullmatch(name) or (name in data_files and name in (*own, SUMS)):
            raise ValueError(f"no file of a release may be called {name}")
    in_order = {name: contents[name] for name in sorted(contents)}
    return {**in_order, SUMS: _sums(in_order)}


def _sums(contents: Mapping[str, bytes]) -> bytes:
    """The lines that `sha256sum -c` reads."""
    lines = (f"{hashlib.sha256(text).hexdigest()}  {name}\n" for name, text in contents.items())
    return "".join(lines).encode()
