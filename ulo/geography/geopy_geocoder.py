"""The offline geocoder as one of geopy's, for programs that know those.

It stands apart because geopy brings libraries for the network along, which take longer to load than
all else in a command.
"""

from typing import NoReturn

# geopy has no types: what comes from it counts as Any (see pyproject.toml).
from geopy.adapters import BaseSyncAdapter
from geopy.exc import GeocoderServiceError
from geopy.geocoders.base import DEFAULT_SENTINEL, Geocoder
from geopy.location import Location

from ulo.geography.answers import Ambiguous, PlaceMatch
from ulo.geography.geocoder import OfflineGeocoder


class NoNetworkAdapter(BaseSyncAdapter):  # type: ignore[misc]  # its class is Any
    """Refuses every request, so that nothing that somebody looks for can leave this computer."""

    def get_json(self, url: str, *, timeout: object, headers: object) -> NoReturn:
        raise GeocoderServiceError("The offline geocoder does not ask the network.")

    get_text = get_json


def _make_adapter(*, proxies: object, ssl_context: object) -> NoNetworkAdapter:
    return NoNetworkAdapter(proxies=proxies, ssl_context=ssl_context)


class GeopyGeocoder(Geocoder):  # type: ignore[misc]  # its class is Any
    """Places in the country, as geopy gives them."""

    def __init__(self, geocoder: OfflineGeocoder) -> None:
        super().__init__(scheme="https", adapter_factory=_make_adapter)
        self.geocoder = geocoder

    def geocode(
        self, query: str, *, exactly_one: bool = True, timeout: object = DEFAULT_SENTINEL
    ) -> Location | list[Location] | None:
        """The place.

        Of several places of one name it gives None, or with `exactly_one=False` all of them.
        """
        answer = self.geocoder.lookup(query)
        matches: tuple[PlaceMatch, ...] = ()
        if isinstance(answer, PlaceMatch):
            matches = (answer,)
        elif isinstance(answer, Ambiguous):
            matches = answer.options
        locations = [
            Location(
                match.label,
                match.point,
                {"precision": match.precision, "area": match.area, "source": match.source},
            )
            for match in matches
        ]
        if exactly_one:
            return locations[0] if len(locations) == 1 else None
        return locations or None
