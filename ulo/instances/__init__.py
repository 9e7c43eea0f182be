"""Directories of other countries and networks, made from this one and kept up to date with it.

ownership   which files all instances share, and which each writes itself
source      a copy of the program, and what all instances share of it
starting    makes the folder of a new instance
manifest    which shared files an instance got, and which version of each
updating    brings newer shared files to an instance, and keeps what it has changed
"""

from ulo.instances.manifest import MANIFEST, InvalidManifestError, read_manifest
from ulo.instances.ownership import is_own
from ulo.instances.source import Source
from ulo.instances.starting import Answers, FolderInUseError, start, starter_files
from ulo.instances.updating import Change, Update, apply, plan

__all__ = [
    "MANIFEST",
    "Answers",
    "Change",
    "FolderInUseError",
    "InvalidManifestError",
    "Source",
    "Update",
    "apply",
    "is_own",
    "plan",
    "read_manifest",
    "start",
    "starter_files",
]
