"""What we aim for and how far we are; what the directory holds, by place, community, basis and age of the sources."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ulo.core import urls
from ulo.catalogue import Catalogue
from ulo.model import Freshness, OLD_YEARS, Organisation, RECENT_YEARS
from ulo.site.renderer import Page, Renderer

# The newest evidence of a group, in bands of years up to and including this many years ago.
AGE_BANDS = (RECENT_YEARS, OLD_YEARS)


@dataclass(frozen=True)
class CoverageRow:
    """One line of a table: a title, its page if it has one, and how many groups are of each age."""

    title: str
    url: str
    total: int
    confirmed: int
    recent: int
    older: int
    oldest: int
    undated: int


@dataclass(frozen=True)
class NationCoverage:
    """How far one nation is: its groups, those that confirmed their page, its councils, those without a local group."""

    title: str
    url: str
    groups: int
    confirmed: int
    councils: int
    without_group: int


def build_pages(catalogue: Catalogue, renderer: Renderer) -> Iterator[Page]:
    messages = catalogue.messages["coverage"]
    areas, open_ = catalogue.areas, catalogue.open
    placed = [area for area in areas.values() if area.kind in ("region", "nation") and area.id != "england"]
    tables = {
        "places": [
            *(_row(catalogue, area.title, urls.place(area.id), (o for o in open_ if area.id in catalogue.regions_of(o))) for area in placed),
            _row(catalogue, messages["england"], urls.place("england"), (o for o in open_ if "england" in catalogue.regions_of(o))),
            _row(catalogue, messages["uk"], urls.place("uk"), (o for o in open_ if "uk" in catalogue.regions_of(o))),
            _row(catalogue, messages["nowhere"], "", (o for o in open_ if not catalogue.regions_of(o))),
        ],
        "communities": [_row(catalogue, term.title, urls.community(term.id), catalogue.led_by[term.id]) for term in catalogue.communities.values()],
        "bases": [_row(catalogue, term.title, "", (o for o in open_ if o.user_led.basis == term.id))
                  for term in catalogue.schema.vocabularies["basis"].terms.values()],
    }
    content = renderer.render("coverage.html", urls.COVERAGE, tables=tables, all=_row(catalogue, messages["all"], "", open_), bands=AGE_BANDS,
                            nations=_nations(catalogue), councils=len(catalogue.councils), without=len(catalogue.councils_without_group),
                            reachable=sum(bool(o.contact) for o in open_),
                            empty=catalogue.coordination.empty_councils, crumbs=[(catalogue.messages["site"]["foot"]["data"], urls.DATA)])
    yield Page(urls.COVERAGE, messages["title"], messages["description"], content, section=urls.DATA)


def _nations(catalogue: Catalogue) -> list[NationCoverage]:
    """One line for each nation. A group that is there for two nations is counted in both."""
    found = []
    for nation in (area for area in catalogue.areas.values() if area.kind == "nation"):
        within = {area.id for area in catalogue.areas.values() if nation in catalogue.schema.areas.chain(area.id)}
        groups = [o for o in catalogue.open if not within.isdisjoint(catalogue.areas_of(o))]
        found.append(NationCoverage(
            nation.title, urls.place(nation.id), len(groups),
            sum(catalogue.freshness[o.slug] == Freshness.CONFIRMED for o in groups),
            sum(council.id in within for council in catalogue.councils),
            sum(council.id in within for council in catalogue.councils_without_group)))
    return found


def _row(catalogue: Catalogue, title: str, address: str, organisations: Iterable[Organisation]) -> CoverageRow:
    organisations = list(organisations)
    ages = [None if catalogue.freshness[o.slug] == Freshness.CONFIRMED else
            catalogue.today.year - o.newest_evidence if o.newest_evidence else -1 for o in organisations]
    return CoverageRow(title, address, len(ages), ages.count(None), sum(age is not None and 0 <= age <= AGE_BANDS[0] for age in ages),
               sum(age is not None and AGE_BANDS[0] < age <= AGE_BANDS[1] for age in ages),
               sum(age is not None and age > AGE_BANDS[1] for age in ages), ages.count(-1))
