"""What the directory aims for and how far it is; what it holds, by place, community, basis, and
age of the sources."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ulo.catalogue import Catalogue
from ulo.core import format_message, urls
from ulo.model import OLD_YEARS, RECENT_YEARS, Freshness, Organisation, is_confirmed_lately
from ulo.site.page import Page

# The newest evidence of a group, in bands of years up to and including this many years ago.
AGE_BANDS = (RECENT_YEARS, OLD_YEARS)


@dataclass(frozen=True)
class CoverageRow:
    """One row of a table: its title, the URL of its page if it has one, and the number of groups
    by the age of their newest evidence."""

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
    """One nation: the number of its groups, of those that confirmed their page, of its councils,
    and of the councils without a local group."""

    title: str
    url: str
    groups: int
    confirmed: int
    councils: int
    without_group: int


def build_pages(catalogue: Catalogue) -> Iterator[Page]:
    messages = catalogue.messages["coverage"]
    yield Page(
        urls.COVERAGE,
        messages["title"],
        messages["description"],
        "coverage.html",
        lambda: {
            "tables": {
                "places": _place_rows(catalogue),
                "communities": _community_rows(catalogue),
                "bases": _basis_rows(catalogue),
            },
            "total_row": _coverage_row(catalogue, messages["all"], "", catalogue.open),
            "age_bands": AGE_BANDS,
            "nations": nation_coverage(catalogue),
            "councils": len(catalogue.councils),
            "councils_without_group": len(catalogue.councils_without_group),
            "confirmed_lately": sum(
                is_confirmed_lately(o, catalogue.today) for o in catalogue.open
            ),
            "reachable": sum(bool(o.contact) for o in catalogue.open),
            "empty_councils": catalogue.coordination.empty_councils,
            "crumbs": [(catalogue.messages["site"]["foot"]["data"], urls.DATA)],
        },
        section=urls.DATA,
    )


def _place_rows(catalogue: Catalogue) -> list[CoverageRow]:
    """Each region and nation, then each nation that has regions and the country as wholes, then the
    groups without a place."""
    messages = catalogue.messages["coverage"]
    titles = {
        area.id: area.title
        for area in catalogue.areas.values()
        if area.kind in ("region", "nation") and area.id not in catalogue.schema.areas.divided
    }
    for area in catalogue.place_pages.divided:
        titles[area.id] = format_message(messages["divided"], nation=area.phrase or area.title)
    titles[catalogue.country.id] = messages["whole"]
    regions = {o.slug: catalogue.regions_of(o) for o in catalogue.open}
    rows = []
    for area_id, title in titles.items():
        groups = [o for o in catalogue.open if area_id in regions[o.slug]]
        rows.append(_coverage_row(catalogue, title, urls.place(area_id), groups))
    nowhere = [o for o in catalogue.open if not regions[o.slug]]
    rows.append(_coverage_row(catalogue, messages["nowhere"], "", nowhere))
    return rows


def _community_rows(catalogue: Catalogue) -> list[CoverageRow]:
    return [
        _coverage_row(catalogue, term.title, urls.community(term.id), catalogue.led_by[term.id])
        for term in catalogue.communities.values()
    ]


def _basis_rows(catalogue: Catalogue) -> list[CoverageRow]:
    rows = []
    for term in catalogue.schema.vocabularies["basis"].terms.values():
        groups = [o for o in catalogue.open if o.user_led.basis == term.id]
        rows.append(_coverage_row(catalogue, term.title, "", groups))
    return rows


def _coverage_row(
    catalogue: Catalogue, title: str, url: str, organisations: Iterable[Organisation]
) -> CoverageRow:
    bands = Counter(_age_band(catalogue, o) for o in organisations)
    return CoverageRow(
        title,
        url,
        total=bands.total(),
        confirmed=bands["confirmed"],
        recent=bands["recent"],
        older=bands["older"],
        oldest=bands["oldest"],
        undated=bands["undated"],
    )


def _age_band(catalogue: Catalogue, o: Organisation) -> str:
    """The column of a table that a group is counted in: the name of a field of CoverageRow."""
    if catalogue.freshness[o.slug] == Freshness.CONFIRMED:
        return "confirmed"
    if not o.newest_evidence:
        return "undated"
    age = catalogue.today.year - o.newest_evidence
    if age <= RECENT_YEARS:
        return "recent"
    return "older" if age <= OLD_YEARS else "oldest"


def nation_coverage(catalogue: Catalogue) -> list[NationCoverage]:
    """One row for each nation. A group that is there for two nations is counted in both."""
    rows = []
    for nation in catalogue.areas.values():
        if nation.kind != "nation":
            continue
        within = {
            area.id
            for area in catalogue.areas.values()
            if nation in catalogue.schema.areas.chain(area.id)
        }
        groups = [o for o in catalogue.open if not within.isdisjoint(catalogue.areas_of(o))]
        without_group = catalogue.councils_without_group
        rows.append(
            NationCoverage(
                nation.title,
                urls.place(nation.id),
                groups=len(groups),
                confirmed=sum(catalogue.freshness[o.slug] == Freshness.CONFIRMED for o in groups),
                councils=sum(council.id in within for council in catalogue.councils),
                without_group=sum(council.id in within for council in without_group),
            )
        )
    return rows
