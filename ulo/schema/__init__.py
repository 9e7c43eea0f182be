"""The only reader of schema/: JSON Schemas, vocabularies, areas, registers, messages."""

from ulo.schema.compiled import BOOLEANS, INTEGER, JsonSchema
from ulo.schema.files import PartnerRegister, WithdrawnRegister
from ulo.schema.loading import load
from ulo.schema.schema import (
    LIBRARY_FOLDERS,
    Messages,
    Pointer,
    RecordData,
    Schema,
)
from ulo.schema.vocabulary import Area, Areas, PartnerBody, Term, Vocabulary

__all__ = [
    "BOOLEANS",
    "INTEGER",
    "LIBRARY_FOLDERS",
    "Area",
    "Areas",
    "JsonSchema",
    "Messages",
    "PartnerBody",
    "PartnerRegister",
    "Pointer",
    "RecordData",
    "Schema",
    "Term",
    "Vocabulary",
    "WithdrawnRegister",
    "load",
]
