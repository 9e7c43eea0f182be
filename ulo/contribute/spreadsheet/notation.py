"""How a table of groups is written: in words for people, or in names that programs can rely on.

Both are read back by the same import.
"""

from typing import Protocol

from ulo.contribute.spreadsheet.cells import format_cell, format_data_cell
from ulo.contribute.spreadsheet.columns import Column, Part
from ulo.schema import Messages, Schema

# The column that says which group a row is about.
ID_NAME = "id"
# The column that says which version of a record a row was made from.
VERSION_NAME = "version"


class Notation(Protocol):
    """What stands above a column and in its cells."""

    @property
    def id_title(self) -> str: ...
    @property
    def version_title(self) -> str: ...
    def title(self, column: Column) -> str: ...
    def entry_title(self, part: Part, number: int, column: Column) -> str: ...
    def cell(self, value: object, column: Column) -> str: ...


class Titles:
    """Titles of fields and words of lists, and each of several things on its own line."""

    def __init__(self, schema: Schema) -> None:
        self._messages: Messages = schema.messages["spreadsheet"]

    @property
    def id_title(self) -> str:
        return str(self._messages["id"])

    @property
    def version_title(self) -> str:
        return str(self._messages["version"])

    def title(self, column: Column) -> str:
        return column.title

    def entry_title(self, part: Part, number: int, column: Column) -> str:
        """Such as "Sources 2: Title of the source"."""
        titles = {"part": part.title, "n": number, "title": column.title}
        return str(self._messages["numbered"]).format(**titles)

    def cell(self, value: object, column: Column) -> str:
        return format_cell(value, column, self._messages)


class Names:
    """Paths of fields and ids of lists, which stay when words change."""

    def __init__(self, schema: Schema) -> None:
        self._messages: Messages = schema.messages["spreadsheet"]

    @property
    def id_title(self) -> str:
        return ID_NAME

    @property
    def version_title(self) -> str:
        return VERSION_NAME

    def title(self, column: Column) -> str:
        """Such as `contact.phone`."""
        return column.path

    def entry_title(self, part: Part, number: int, column: Column) -> str:
        """Such as `sources.2.title`."""
        return f"{part.field}.{number}.{column.path}"

    def cell(self, value: object, column: Column) -> str:
        return format_data_cell(value, self._messages)
