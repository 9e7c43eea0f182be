"""The only reader of schema/: JSON Schemas, vocabularies, areas, registers, messages."""

from ulo.core import InvalidFileError, Messages
from ulo.schema.compiled import BOOLEANS, INTEGER, JsonSchema
from ulo.schema.country import Country, ReachIds
from ulo.schema.files import PartnerRegister, WithdrawnRegister
from ulo.schema.loading import load
from ulo.schema.place_names import list_place_names
from ulo.schema.pointers import Pointer, format_pointer
from ulo.schema.schema import LIBRARY_FOLDERS, RecordData, Schema
from ulo.schema.vocabulary import Area, Areas, PartnerBody, Term, Vocabulary

__all__ = [
    "BOOLEANS",
    "INTEGER",
    "LIBRARY_FOLDERS",
    "Area",
    "Areas",
    "Country",
    "InvalidFileError",
    "JsonSchema",
    "Messages",
    "PartnerBody",
    "PartnerRegister",
    "Pointer",
    "ReachIds",
    "RecordData",
    "Schema",
    "Term",
    "Vocabulary",
    "WithdrawnRegister",
    "format_pointer",
    "list_place_names",
    "load",
]
