"""Areas as a table: nations, regions and councils with their official codes."""

from functools import partial

from ulo.catalogue import Catalogue
from ulo.core import format_message, urls
from ulo.exports.table import Table
from ulo.schema import Area

# Stands for a column of names in each other language of the country, where columns are explained.
NAMES = "names"


def language_columns(catalogue: Catalogue) -> dict[str, str]:
    """The columns for the names of areas in the country's other languages, by the tags of these."""
    country = catalogue.schema.country
    return {id: country.language_columns.get(id, f"name_{id}") for id in country.other_languages}


def explain_columns(catalogue: Catalogue) -> dict[str, dict[str, str]]:
    """What each column of each table means, by the names of both."""
    tables: dict[str, dict[str, str]] = catalogue.messages["open_data"]["columns"]
    explained: dict[str, str] = {}
    for column, text in tables["areas"].items():
        if column == NAMES:
            for id, name in language_columns(catalogue).items():
                language = catalogue.schema.locale.language_name(id)
                explained[name] = format_message(text, language=language)
        else:
            explained[column] = text
    return {**tables, "areas": explained}


def area_table(catalogue: Catalogue) -> Table[Area]:
    codes = catalogue.schema.country.area_codes
    return Table(
        catalogue,
        lambda area: area.id,
        {
            "id": lambda area: area.id,
            "name": lambda area: area.title,
            "kind": lambda area: area.kind,
            "code": lambda area: area.code,
            "parent": lambda area: area.parent,
            **{
                column: partial(_name, language)
                for language, column in language_columns(catalogue).items()
            },
            "other_names": lambda area: area.other_names,
            "covers": lambda area: area.covers,
            "start": lambda area: area.start,
            "until": lambda area: area.until,
            "successors": lambda area: area.successors,
            "groups_here": catalogue.place_groups.count,
            "page": lambda area: f"{catalogue.instance.site_url}{urls.place(area.id)}",
        },
        # The names and codes are those of the office that made them, and so is the licence.
        licence=", ".join(filter(None, (codes.licence, codes.office))),
    )


def _name(language: str, area: Area) -> str:
    return area.names.get(language, "")
