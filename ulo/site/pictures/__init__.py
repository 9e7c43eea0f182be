"""Our own pictures: for Easy Read, communities and activities. Each shows what words mean."""

from functools import lru_cache

from markupsafe import Markup

from ulo.schema import Term
from ulo.site.icons import icon
from ulo.site.pictures.access import ACCESS
from ulo.site.pictures.activities import ACTIVITIES
from ulo.site.pictures.communities import COMMUNITIES
from ulo.site.pictures.everyday import THINGS
from ulo.site.pictures.maps import PLACES
from ulo.site.pictures.parts import INK
from ulo.site.pictures.talking import PEOPLE, SPEECH
from ulo.site.pictures.touch import HELP, WAYS
from ulo.site.pictures.visits import VISITS

__all__ = ["PICTURES", "picture", "term_picture"]

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
GROUND = "#f4eef9"
START = '<svg class="drawing" viewBox="0 0 64 64" aria-hidden="true" focusable="false">'


@lru_cache
def picture(name: str) -> Markup:
    if name not in PICTURES:
        return icon(name)
    return Markup(
        f'{START}<rect width="64" height="64" rx="9" fill="{GROUND}"/><g fill="none" '
        f'stroke="{INK}" stroke-width="2.5" stroke-linecap="round" stroke-linejoin="round">'
        f"{PICTURES[name]}</g></svg>"
    )


def term_picture(vocabulary: str, term: Term) -> str:
    """The name of the picture of a term: ours, or its icon if nobody has drawn one yet."""
    name = f"{vocabulary}/{term.id}"
    return name if name in PICTURES else term.icon
