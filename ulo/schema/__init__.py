"""The only reader of schema/: fields, vocabularies, areas, messages."""

from ulo.schema.loading import load
from ulo.schema.schema import BOOLEANS, INTEGER, LIBRARY, Pointer, Schema
from ulo.schema.vocabulary import Area, Areas, Body, Term, Vocabulary

__all__ = [
    "Area",
    "Areas",
    "BOOLEANS",
    "Body",
    "INTEGER",
    "LIBRARY",
    "Pointer",
    "Schema",
    "Term",
    "Vocabulary",
    "load",
]
