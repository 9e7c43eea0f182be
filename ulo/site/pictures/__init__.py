"""Our own pictures: for Easy Read, communities and activities. Each shows what words mean."""

from collections.abc import Mapping
from functools import lru_cache

from markupsafe import Markup

from ulo.schema import Schema, Term
from ulo.site.icons import icon
from ulo.site.pictures.access import ACCESS
from ulo.site.pictures.activities import ACTIVITIES
from ulo.site.pictures.communities import COMMUNITIES
from ulo.site.pictures.everyday import THINGS
from ulo.site.pictures.maps import PLACES, country_pictures
from ulo.site.pictures.parts import INK
from ulo.site.pictures.talking import PEOPLE, SPEECH
from ulo.site.pictures.touch import HELP, WAYS
from ulo.site.pictures.visits import VISITS

__all__ = ["all_pictures", "area_picture", "picture", "term_picture"]

# Those that are the same in every country.
PICTURES = {
    **{f"community/{id}": drawing for id, drawing in COMMUNITIES.items()},
    **{f"activity/{id}": drawing for id, drawing in ACTIVITIES.items()},
    **{f"access/{id}": drawing for id, drawing in ACCESS.items()},
    "basis/constitution": THINGS["rules"],
    "basis/board-majority": PEOPLE["meeting"],
    "basis/membership-controlled": THINGS["vote"],
    "basis/self-described": SPEECH["speak"],
    "basis/listed-by-network": SPEECH["tell"],
    **PLACES,
    **WAYS,
    **HELP,
    **PEOPLE,
    **SPEECH,
    **THINGS,
    **VISITS,
}
# What the names of the pictures of a country begin with.
OF_COUNTRY = ("nation/", "reach/")
GROUND = "#f4eef9"
START = '<svg class="drawing" viewBox="0 0 64 64" aria-hidden="true" focusable="false">'


@lru_cache(maxsize=8)
def all_pictures(schema: Schema) -> Mapping[str, str]:
    """Every drawing by its name, those of the country among them."""
    source, country = schema.country_file("pictures"), schema.areas.country.id
    return PICTURES | country_pictures(source, schema.reach_ids, country)


@lru_cache(maxsize=512)
def picture(schema: Schema, name: str) -> Markup:
    """The picture of this name, else the icon of this name.

    What nobody drew of a country is any place: pages in docs/ may name what another one has.
    """
    pictures = all_pictures(schema)
    if name not in pictures and name.startswith(OF_COUNTRY):
        name = "place"
    if name not in pictures:
        return icon(name)
    return Markup(
        f'{START}<rect width="64" height="64" rx="9" fill="{GROUND}"/><g fill="none" '
        f'stroke="{INK}" stroke-width="2.5" stroke-linecap="round" stroke-linejoin="round">'
        f"{pictures[name]}</g></svg>"
    )


def term_picture(schema: Schema, vocabulary: str, term: Term) -> str:
    """The name of the picture of a term: ours, or its icon if nobody has drawn one yet."""
    name = f"{vocabulary}/{term.id}"
    return name if name in all_pictures(schema) else term.icon


def area_picture(schema: Schema, area_id: str) -> str:
    """The name of the picture of an area: its own, or that of any place."""
    name = f"nation/{area_id}"
    return name if name in all_pictures(schema) else "place"
