"""The only reader of orgs/ and library/: strict YAML in, the canonical form out."""

from ulo.records.cache import ReadingCache
from ulo.records.file_rules import SLUG, file_name, slug_from_path
from ulo.records.reading import Record, parse, read, read_library

__all__ = [
    "SLUG",
    "ReadingCache",
    "Record",
    "file_name",
    "formatting",
    "parse",
    "read",
    "read_library",
    "references",
    "slug_from_path",
    "values",
]
