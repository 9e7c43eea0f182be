"""For a maintainer: where the groups are, as far as their records say so."""

from collections import Counter
from collections.abc import Iterable

from ulo.catalogue import locate
from ulo.core import message
from ulo.geography import Gazetteer, OfflineGeocoder, PlaceMatch
from ulo.model import Organisation
from ulo.schema import Schema


def location_report(organisations: Iterable[Organisation], schema: Schema) -> str:
    """Which groups have no place, by reason, and how precisely the rest are placed."""
    geocoder = OfflineGeocoder(Gazetteer(schema))
    precisions: Counter[str] = Counter()
    missing: dict[str, list[str]] = {}
    for organisation in organisations:
        place = locate(organisation, geocoder)
        if isinstance(place, PlaceMatch):
            precisions[place.precision] += 1
        else:
            reason = place.message
            if place.suggestions:
                names = message("placing.separator").join(place.suggestions)
                reason = message("placing.reason", reason=reason, names=names)
            missing.setdefault(reason, []).append(f"  orgs/{organisation.slug}.yml")
    lines = [line for reason, paths in sorted(missing.items()) for line in (reason, *paths, "")]
    counts = message("lists.separator").join(
        message(f"placing.by.{kind}", n=number) for kind, number in precisions.most_common()
    )
    missing_count = sum(len(paths) for paths in missing.values())
    summary = message(
        "placing.summary", counts=counts or message("placing.none"), missing=missing_count
    )
    lines.append(summary)
    return "\n".join(lines)
