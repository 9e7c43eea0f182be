"""What the directory holds and what it lacks: groups by place, community, basis and age of evidence."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ulo import addresses
from ulo.catalogue import Catalogue
from ulo.model import OLD_YEARS, RECENT_YEARS, Freshness, Organisation
from ulo.render import Page, Renderer

# The newest evidence of a group, in bands of years up to and including this many years ago.
BANDS = (RECENT_YEARS, OLD_YEARS)


@dataclass(frozen=True)
class Row:
    """One line of a table: a title, its page if it has one, and how many groups are of each age."""

    title: str
    address: str
    total: int
    confirmed: int
    recent: int
    older: int
    oldest: int
    undated: int


def write(catalogue: Catalogue, renderer: Renderer) -> Iterator[Page]:
    words = catalogue.words["coverage"]
    areas, open_ = catalogue.areas, catalogue.open
    placed = [area for area in areas.values() if area.kind in ("region", "nation") and area.id != "england"]
    tables = {
        "places": [
            *(_row(catalogue, area.title, addresses.place(area.id), (o for o in open_ if area.id in catalogue.regions(o))) for area in placed),
            _row(catalogue, words["england"], addresses.place("england"), (o for o in open_ if "england" in catalogue.regions(o))),
            _row(catalogue, words["uk"], addresses.place("uk"), (o for o in open_ if "uk" in catalogue.regions(o))),
            _row(catalogue, words["nowhere"], "", (o for o in open_ if not catalogue.regions(o))),
        ],
        "communities": [_row(catalogue, term.title, addresses.community(term.id), catalogue.led_by[term.id]) for term in catalogue.communities.values()],
        "bases": [_row(catalogue, term.title, "", (o for o in open_ if o.user_led.basis == term.id))
                  for term in catalogue.schema.vocabularies["basis"].terms.values()],
    }
    served = {council for o in open_ for council in catalogue.councils(o)}
    empty = [area for area in areas.values() if area.kind == "council" and area.id not in served]
    content = renderer.draw("coverage.html", addresses.COVERAGE, tables=tables, all=_row(catalogue, words["all"], "", open_), bands=BANDS,
                            reachable=sum(bool(o.contact) for o in open_), empty=sorted(empty, key=lambda area: area.title),
                            councils=sum(area.kind == "council" for area in areas.values()),
                            crumbs=[(catalogue.words["site"]["foot"]["data"], addresses.DATA)])
    yield Page(addresses.COVERAGE, words["title"], words["description"], content, section=addresses.DATA)


def _row(catalogue: Catalogue, title: str, address: str, organisations: Iterable[Organisation]) -> Row:
    organisations = list(organisations)
    ages = [None if catalogue.freshness[o.slug] == Freshness.CONFIRMED else
            catalogue.today.year - o.newest_evidence if o.newest_evidence else -1 for o in organisations]
    return Row(title, address, len(ages), ages.count(None), sum(age is not None and 0 <= age <= BANDS[0] for age in ages),
               sum(age is not None and BANDS[0] < age <= BANDS[1] for age in ages),
               sum(age is not None and age > BANDS[1] for age in ages), ages.count(-1))
