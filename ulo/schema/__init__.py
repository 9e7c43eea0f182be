"""The only reader of schema/: fields, vocabularies, areas, messages."""

from ulo.schema.loading import load
from ulo.schema.schema import (
    BOOLEANS,
    INTEGER,
    LIBRARY_FOLDERS,
    JsonSchema,
    Messages,
    Pointer,
    RecordData,
    Schema,
)
from ulo.schema.vocabulary import Area, Areas, PartnerBody, Term, Vocabulary

__all__ = [
    "Area",
    "Areas",
    "BOOLEANS",
    "PartnerBody",
    "INTEGER",
    "LIBRARY_FOLDERS",
    "JsonSchema",
    "Messages",
    "Pointer",
    "RecordData",
    "Schema",
    "Term",
    "Vocabulary",
    "load",
]
