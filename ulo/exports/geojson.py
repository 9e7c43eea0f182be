"""Groups on a map (GeoJSON, RFC 7946), each only as exactly as its record places it."""

from ulo.catalogue import Catalogue, shown_location
from ulo.core import urls
from ulo.exports.json_text import compact_json, drop_empty
from ulo.exports.provenance import provenance
from ulo.model import Organisation


def point(catalogue: Catalogue, o: Organisation) -> tuple[float, float, str] | None:
    """The latitude, the longitude and the precision of a group; None where it has no point.

    Degrees (WGS 84). The precision says what the point is: `coordinates` that the group gave, or
    the middle of its `town` or `postcode-district`.
    """
    place = shown_location(catalogue, o)
    return (place.latitude, place.longitude, place.precision) if place else None


def organisations_geojson(catalogue: Catalogue) -> bytes:
    """All groups as features. Those without a point have no geometry, as the standard allows."""
    features = [_feature(catalogue, o) for o in catalogue.organisations]
    return compact_json(
        {"type": "FeatureCollection", **provenance(catalogue), "features": features}
    )


def _feature(catalogue: Catalogue, o: Organisation) -> dict[str, object]:
    found = point(catalogue, o)
    geometry = {"type": "Point", "coordinates": [found[1], found[0]]} if found else None
    council = catalogue.enclosing_area(o.based_in.area, "council") if o.based_in.area else None
    properties = {
        "name": catalogue.display_names[o.slug],
        "summary": o.summary,
        "led_by": list(o.user_led.led_by),
        "for": list(o.meant_for),
        "activities": list(o.activities),
        "reach": o.area.reach,
        "areas": list(catalogue.areas_of(o)),
        "town": o.based_in.town,
        "council": council.id if council else "",
        "location_precision": found[2] if found else "",
        "website": o.contact.website,
        "freshness": catalogue.freshness[o.slug].value,
        "page": f"{catalogue.instance.site_url}{urls.organisation(o.slug)}",
    }
    return {
        "type": "Feature",
        "id": o.slug,
        "geometry": geometry,
        "properties": drop_empty(properties),
    }
