"""The offline geocoder: a town, a postcode, a council or coordinates in, a place out.

It never asks the network. `lookup` gives what people need: the place, the options, or why there is
none. `geopy_geocoder` has the same for programs that know geopy.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from ulo.geography.answers import COORDINATES, TOWN, Ambiguous, Answer, NotFound, PlaceMatch
from ulo.geography.coordinates import parse_coordinates
from ulo.geography.gazetteer import Gazetteer, Place
from ulo.geography.names import name_key
from ulo.geography.namesakes import Namesakes
from ulo.geography.postcode_lookup import lookup_postcode
from ulo.geography.spatial_index import distance_miles
from ulo.schema import Area

MAX_QUERY_LENGTH = 200
# What stands between a name and the area that it is in, and between words.
COMMAS = re.compile(r"(?<!\s)\s+-\s+|[,;/()\[\]]")
WORD_GAPS = re.compile(r"[\s,;/()\[\]-]+")
# A town and a postcode farther apart than this contradict each other.
MAX_MILES_APART = 30
# A begun name stands for at most so many; more are no choice.
MAX_BEGUN = 10
MIN_BEGUN_LENGTH = 3
MAX_SUGGESTIONS = 3


class OfflineGeocoder:
    """Places in the country, from the derived tables."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self.namesakes = Namesakes(gazetteer)

    def lookup(self, query: str) -> Answer:
        """The place that is meant, the options where there are several, or why there is none."""
        text = " ".join(str(query).split()).strip(" ,;.")
        if re.fullmatch(r"\([^()]*\)", text):
            text = text[1:-1].strip()
        if not any(character.isalnum() for character in text):
            return self.gazetteer.not_found("empty")
        if len(text) > MAX_QUERY_LENGTH:
            return self.gazetteer.not_found("long")
        if point := parse_coordinates(text):
            return self._lookup_coordinates(text, *point)
        if self.gazetteer.wording.is_near_me(text):
            return self.gazetteer.not_found("near-me")
        texts = [text, *self.gazetteer.wording.shorter_texts(text)]
        for shorter in texts:
            if answer := self._lookup_known(shorter):
                return self._chosen(answer, shorter)
        return self._lookup_begun(texts) or self._lookup_unknown(texts)

    def _chosen(self, answer: Answer, text: str) -> Answer:
        """The option that the text is the label of: who chose one is not asked again."""
        options = answer.options if isinstance(answer, Ambiguous) else ()
        return next((option for option in options if option.label == text), answer)

    def _lookup_known(self, text: str) -> Answer | None:
        """What a text names as it stands."""
        postcode = self.gazetteer.postcodes.parse(text)
        # A name may look like a misread postcode, but none has a digit.
        if postcode and re.search("[0-9]", text):
            return lookup_postcode(self.gazetteer, postcode)
        places, area = self.gazetteer.find_places(text), self.gazetteer.find_area(text)
        if places or area:
            return self.namesakes.choose(text, places, area)
        if postcode:
            return lookup_postcode(self.gazetteer, postcode)
        return (
            self._lookup_beside_postcode(text)
            or self._lookup_informal(text)
            or self._lookup_in_area(text)
        )

    # --- Coordinates ----------------------------------------------------------------------------

    def _lookup_coordinates(self, text: str, latitude: float, longitude: float) -> Answer:
        if near := self._place_around(latitude, longitude):
            return PlaceMatch(
                label=f"{latitude:.4f}, {longitude:.4f}",
                latitude=latitude,
                longitude=longitude,
                precision=COORDINATES,
                area=near.council,
                councils=(near.council,),
            )
        if self._place_around(longitude, latitude):
            mended = f"{longitude:g}, {latitude:g}"
            return self.gazetteer.not_found("swapped", mended, mended=mended)
        is_on_earth = abs(latitude) <= 90 and abs(longitude) <= 180
        return self.gazetteer.not_found("outside" if is_on_earth else "no-point", query=text)

    def _place_around(self, latitude: float, longitude: float) -> Place | None:
        """The place nearest to a point; None where that lies in the sea, abroad or nowhere."""
        if abs(latitude) > 90 or abs(longitude) > 180:
            return None
        near, country = self.gazetteer.nearest((latitude, longitude)), self.gazetteer.country
        is_sparse = latitude > country.sparse_north
        farthest = country.sparse_miles if is_sparse else country.outside_miles
        is_far = not near or distance_miles((latitude, longitude), near.point) >= farthest
        return None if is_far else near

    # --- Postcodes ------------------------------------------------------------------------------

    def _lookup_beside_postcode(self, text: str) -> Answer | None:
        """A postcode among other words. The town that they name, if any, is in the label."""
        split = self.gazetteer.postcodes.split(text)
        if not split:
            return None
        postcode, rest = split
        if not (
            postcode.is_full or postcode.message_key or postcode.outcode in self.gazetteer.outcodes
        ):
            return None
        found = lookup_postcode(self.gazetteer, postcode)
        named = self._lookup_known(rest)
        if not isinstance(named, PlaceMatch):
            return found
        if not isinstance(found, PlaceMatch):
            return named
        if named.precision != TOWN:
            return found
        if distance_miles(found.point, named.point) > MAX_MILES_APART:
            message = self.gazetteer.messages["apart"]
            return Ambiguous(message.format(query=named.label, other=found.label), (named, found))
        return replace(found, label=f"{named.label.partition(',')[0]} {found.label}")

    # --- Names ----------------------------------------------------------------------------------

    def _lookup_in_area(self, text: str) -> Answer | None:
        """A name together with the area that it is in: "Northby, Eastshire"."""
        gazetteer = self.gazetteer
        for name, around in self._split_area(text):
            places, inner = gazetteer.find_places(name), gazetteer.find_area(name)
            inside = [place for place in places if gazetteer.is_within(place.council, around)]
            if inside:
                return self.namesakes.choose(name, inside, None)
            if inner and self._is_smaller_area_in(inner, around):
                return gazetteer.area_match(inner)
            if places:
                return Ambiguous(
                    gazetteer.messages["elsewhere"].format(query=name, area=around.title),
                    self.namesakes.options(places),
                )
        return None

    def _is_smaller_area_in(self, area: Area, around: Area) -> bool:
        return (
            area.kind in ("council", "wider-area")
            and area.id != around.id
            and self.gazetteer.is_within(area.id, around)
        )

    def _lookup_informal(self, text: str) -> Answer | None:
        """What is no single area: an informal region, a list, the whole country, online, abroad."""
        gazetteer = self.gazetteer
        key = name_key(text)
        country, wording = gazetteer.country, gazetteer.wording
        nationwide = country.nationwide | wording.nationwide
        for message_key, keys in (("wide", nationwide), ("nowhere", wording.online)):
            if key in keys:
                return gazetteer.not_found(message_key, query=text[0].upper() + text[1:])
        if place := country.abroad.get(key):
            return gazetteer.not_found("abroad", query=place)
        areas = self._joined_areas(text) or [
            gazetteer.areas[area] for area in country.informal_regions.get(key, ())
        ]
        if gazetteer.areas.country in areas:
            areas = [gazetteer.areas.country]
        if not areas:
            return None
        if len(areas) == 1:
            return self.namesakes.area_answer(areas[0])
        return Ambiguous(
            gazetteer.messages["spread"].format(query=text), tuple(map(gazetteer.area_match, areas))
        )

    def _joined_areas(self, text: str) -> list[Area]:
        """The areas that a list such as "East and West" names; empty unless each is known."""
        parts = self.gazetteer.wording.split_list(text)
        # What stands behind a comma may be one area with "and" in its name.
        if self.gazetteer.find_area(text.partition(",")[2]):
            return []
        areas: dict[str, Area] = {}
        for part in parts:
            area = self.gazetteer.find_area(part)
            if area is None:
                return []
            areas[area.id] = area
        return list(areas.values())

    def _split_area(self, text: str) -> Iterator[tuple[str, Area]]:
        """Every way to read a text as a name and the area that it is in.

        It is split at its commas first, then between any two words.
        """
        parts = [part.strip() for part in COMMAS.split(text) if part.strip()]
        pairs = [(parts[0], part) for part in parts[1:]]
        words = WORD_GAPS.split(text.strip())
        pairs += [(" ".join(words[:cut]), " ".join(words[cut:])) for cut in range(1, len(words))]
        for name, part in pairs:
            if area := self.gazetteer.find_area(self.gazetteer.wording.without_within(part)):
                yield name, area

    # --- What is not known ----------------------------------------------------------------------

    def _lookup_begun(self, texts: list[str]) -> Answer | None:
        """Northby is Northby Bridge: the places whose names begin with these words."""
        for text in texts:
            places, areas = self.gazetteer.begun_names(text)
            options = (*self.namesakes.options(places), *map(self.gazetteer.area_match, areas))
            if len(name_key(text)) < MIN_BEGUN_LENGTH or len(options) > MAX_BEGUN:
                continue
            if len(options) == 1:
                return options[0]
            if options:
                return Ambiguous(self.gazetteer.messages["begun"].format(query=text), options)
        return None

    def _lookup_unknown(self, texts: list[str]) -> NotFound:
        """Why nothing is found, with the area that is named or with names that are like it."""
        text = texts[0]
        for name, around in self._split_area(texts[-1]):
            # Most of what is said to be in a whole country is misspelt.
            if around.kind in ("council", "wider-area"):
                return self.gazetteer.not_found(
                    "not-in", around.title, query=name, area=around.title
                )
        # What stands before a comma counts on its own, too: "Northbyt, Eastshire".
        parts = dict.fromkeys(part for one in texts for part in (one, COMMAS.split(one)[0]))
        suggestions = self.gazetteer.similar_names(parts, MAX_SUGGESTIONS)
        return self.gazetteer.not_found(
            "spelling" if suggestions else "unknown", *suggestions, query=text
        )
