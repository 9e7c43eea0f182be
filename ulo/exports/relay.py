"""The service that rings a number for people who type, as files say it of a group."""

from ulo.catalogue import Catalogue
from ulo.core import format_message


def relay_note(catalogue: Catalogue, number: str) -> str:
    """How to ring a number through the service of the country (schema/country/phones.yml)."""
    prefix = catalogue.schema.country_file("phones").get("relay", "")
    text = catalogue.messages["organisation"]["relay_text"]
    return format_message(text, prefix=prefix, number=number)
