"""The sentences of answers, with an example from the country filled in."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ulo.geography.gazetteer import Gazetteer


def country_sentences(gazetteer: "Gazetteer") -> dict[str, str]:
    """Those of schema/locales/ under `answers`, by key.

    A country whose postcodes lead nowhere has other ones for some of them.
    """
    messages = gazetteer.schema.messages
    sentences: dict[str, str] = messages["answers"]
    if not gazetteer.has_postcodes:
        sentences = sentences | messages["answers_without_postcodes"]
    example = gazetteer.country.example_point or _example_point(gazetteer)
    return {key: sentence.replace("{example}", example) for key, sentence in sentences.items()}


def _example_point(gazetteer: "Gazetteer") -> str:
    """The point of the largest place, as people write it."""
    largest = max(gazetteer.places, key=lambda place: place.population, default=None)
    latitude, longitude = largest.point if largest else (0.0, 0.0)
    return f"{latitude:.2f}, {longitude:.2f}"
