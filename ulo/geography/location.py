"""Where the group of a record is, only as exactly as the record lets it be placed."""

from collections import Counter
from collections.abc import Iterable, Mapping

from ulo.geography.answers import COORDINATES, COUNCIL, Answer, Found, NotFound, not_found
from ulo.geography.squares import Point
from ulo.geography.geocoder import Offline
from ulo.model import Organisation


def locate(organisation: Organisation, geocoder: Offline, exact: Mapping[str, Point] | None = None) -> Found | NotFound:
    """The place of a group: its own coordinates, its postcode, its district, its town, its council; or why there is none.

    `exact` has coordinates of full postcodes, where a maintainer has them; without, a postcode stands for its district.
    """
    base, gazetteer = organisation.based_in, geocoder.gazetteer
    area = gazetteer.areas[base.area] if base.area else None
    if own := getattr(base, "coordinates", None) or (exact or {}).get(base.postcode):
        council = area.id if area else gazetteer.nearest(own).council
        return Found(base.postcode or organisation.name, *own, COORDINATES, council, (council,))
    tried: list[Answer] = [geocoder.answer(code) for code in (base.postcode, base.district) if code]
    if base.town:
        tried.append(geocoder.answer(f"{base.town}, {area.title}" if area else base.town))
    if area and area.kind == COUNCIL:
        tried.append(gazetteer.middle(area))
    for answer in tried:
        if isinstance(answer, Found) and answer.precision != "wide":
            return answer
    if tried:
        # The last try was the widest, and says best what is missing.
        return tried[-1] if isinstance(tried[-1], NotFound) else NotFound(tried[-1].sentence, tuple(option.label for option in tried[-1].options))
    return not_found("too-wide", area=area.title) if area else not_found("no-base")


def account(organisations: Iterable[Organisation], geocoder: Offline) -> str:
    """For a maintainer: which groups have no place, by reason, and how exactly the rest are placed."""
    placed, missing = Counter(), {}
    for organisation in organisations:
        if isinstance(place := locate(organisation, geocoder), Found):
            placed[place.precision] += 1
        else:
            hint = f" ({'; '.join(place.suggestions)})" if place.suggestions else ""
            missing.setdefault(place.sentence + hint, []).append(f"  orgs/{organisation.slug}.yml")
    lines = [line for reason, slugs in sorted(missing.items()) for line in (reason, *slugs, "")]
    return "\n".join([*lines, f"Placed: {', '.join(f'{count} by {kind}' for kind, count in placed.most_common()) or 'none'}. "
                              f"Without a place: {sum(map(len, missing.values()))}."])
