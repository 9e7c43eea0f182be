"""The only reader of orgs/ and library/: strict YAML in, the canonical form out."""

from ulo.records.cache import ReadingCache
from ulo.records.cached_reader import CachedReader
from ulo.records.file_rules import SLUG, file_name, slug_from_path
from ulo.records.reading import FileReader, Record, parse, read, read_file, read_library

__all__ = [
    "SLUG",
    "CachedReader",
    "FileReader",
    "ReadingCache",
    "Record",
    "clock",
    "file_name",
    "formatting",
    "parse",
    "read",
    "read_file",
    "read_library",
    "references",
    "slug_from_path",
    "values",
]
