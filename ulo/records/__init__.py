"""The only reader of orgs/ and library/: strict YAML in, the canonical form out."""

from ulo.records.reading import Loader, Record, parse, read, read_library
from ulo.records.strict_yaml import SLUG, file_name, slug_from_path

__all__ = [
    "Loader",
    "Record",
    "SLUG",
    "file_name",
    "formatting",
    "parse",
    "read",
    "read_library",
    "references",
    "slug_from_path",
]
