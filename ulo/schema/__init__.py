"""The only reader of schema/: fields, vocabularies, areas, messages."""

from ulo.schema.loading import load
from ulo.schema.schema import BOOLEANS, INTEGER, LIBRARY_FOLDERS, Messages, Pointer, Schema
from ulo.schema.vocabulary import Area, Areas, PartnerBody, Term, Vocabulary

__all__ = [
    "Area",
    "Areas",
    "BOOLEANS",
    "PartnerBody",
    "INTEGER",
    "LIBRARY_FOLDERS",
    "Messages",
    "Pointer",
    "Schema",
    "Term",
    "Vocabulary",
    "load",
]
