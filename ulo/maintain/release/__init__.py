"""A release of the data: the files of one month with their sums, and what changed since the last.

Pure: records and files go in, the content of each file of the package comes out. Of a group that
is no longer there, nothing but the number is said: it may have asked to be taken off.

    comparison      what happened to each group between two releases
    documents       what changed, for programs (changes.json) and for people (RELEASE.md)
    materials       the packages that it was made with (sbom.cdx.json)
    package         all files of a release, with their sums (SHA256SUMS)
    previous        the records of an earlier release
"""

from ulo.maintain.release.comparison import Comparison, compare_records, plain_record
from ulo.maintain.release.documents import Release
from ulo.maintain.release.materials import Materials, bill_of_materials, read_lock, read_pins
from ulo.maintain.release.package import CHANGES, RECORDS, assemble_package
from ulo.maintain.release.previous import (
    UnreadableReleaseError,
    read_previous_records,
    read_previous_version,
)

__all__ = [
    "CHANGES",
    "RECORDS",
    "Comparison",
    "Materials",
    "Release",
    "UnreadableReleaseError",
    "assemble_package",
    "bill_of_materials",
    "compare_records",
    "plain_record",
    "read_lock",
    "read_pins",
    "read_previous_records",
    "read_previous_version",
]
