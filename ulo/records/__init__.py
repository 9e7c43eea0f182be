"""The only reader of orgs/ and library/: strict YAML in, the canonical form out."""

from ulo.records.cache import ReadingCache
from ulo.records.cached_reader import CachedReader
from ulo.records.comment_texts import list_comments
from ulo.records.file_rules import SLUG, file_name, find_committed_leftovers, slug_from_path
from ulo.records.reading import FileReader, Record, parse, read, read_file, read_library
from ulo.records.usual_form import form_checking_reader

__all__ = [
    "SLUG",
    "CachedReader",
    "FileReader",
    "ReadingCache",
    "Record",
    "clock",
    "file_name",
    "find_committed_leftovers",
    "form_checking_reader",
    "formatting",
    "list_comments",
    "parse",
    "read",
    "read_file",
    "read_library",
    "references",
    "slug_from_path",
    "values",
]
