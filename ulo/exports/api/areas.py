"""Areas in the program interface: nations, regions, councils and more, with the groups for each."""

from functools import partial

from ulo.catalogue import Catalogue
from ulo.core import urls
from ulo.exports.api.listing import Listing
from ulo.exports.api.references import Data, address, refer_to_area, refer_to_organisation
from ulo.exports.table import record_licence
from ulo.model import Organisation
from ulo.schema import Area

# A group, and how it relates to an area or a term.
RelatedGroup = tuple[str, Organisation]


def area_listing(catalogue: Catalogue, page_size: int) -> Listing[Area]:
    url = partial(urls.api_list, "areas")
    return Listing([*catalogue.areas.values()], url, partial(_summary, catalogue), page_size)


def _summary(catalogue: Catalogue, area: Area) -> Data:
    return {
        **refer_to_area(catalogue, area),
        "kind": area.kind,
        "parent": area.parent or None,
        "page": address(catalogue, urls.place(area.id)),
        "group_count": len(_groups(catalogue, area)),
    }


def area_data(catalogue: Catalogue, id: str, page_size: int) -> Data:
    area = catalogue.areas[id]
    return {
        **refer_to_area(catalogue, area),
        "kind": area.kind,
        "parent": refer_to_area(catalogue, catalogue.areas[area.parent]) if area.parent else None,
        "start": area.start or None,
        "until": area.until or None,
        "names": dict(area.names),
        "other_names": list(area.other_names),
        "successors": [
            refer_to_area(catalogue, catalogue.areas[other]) for other in area.successors
        ],
        "successors_named": list(area.successors_named),
        "page": address(catalogue, urls.place(id)),
        "licence": record_licence(catalogue),
        "groups": area_groups(catalogue, id, page_size).page(catalogue, 1),
    }


def area_groups(catalogue: Catalogue, id: str, page_size: int) -> Listing[RelatedGroup]:
    """The open groups for the people of an area, as its page has them.

    Those for all of its nation and of the country are in the files of these.
    """
    groups = _groups(catalogue, catalogue.areas[id])
    url = partial(urls.api_part, urls.api_area(id), "groups")
    return Listing(groups, url, partial(describe_related, catalogue), page_size)


def describe_related(catalogue: Catalogue, related: RelatedGroup) -> Data:
    relation, o = related
    return {**refer_to_organisation(catalogue, o), "relation": relation}


def _groups(catalogue: Catalogue, area: Area) -> list[RelatedGroup]:
    groups = catalogue.place_groups.reach.groups(area)
    levels = {"own": groups.own, "inside": groups.inside, "wider": groups.wider}
    return [(level, o) for level, listed in levels.items() for o in listed]
