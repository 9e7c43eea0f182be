"""Everything that is derived from all records, once."""

from ulo.catalogue.alike import AlikeOrganisation
from ulo.catalogue.catalogue import Catalogue, Instance
from ulo.catalogue.coordination import MAX_FEW, Network
from ulo.catalogue.guides import (
    EASY_ENTRY,
    EASY_HEADING,
    Guide,
    InvalidGuideError,
    make_account,
    make_guide,
)
from ulo.catalogue.library import FacetValue, Library
from ulo.catalogue.location import locate
from ulo.catalogue.narrowing import NarrowedList, PlaceChoice
from ulo.catalogue.news import Event, EventKind, news_by_area, news_by_community
from ulo.catalogue.opportunities import (
    OpenOpportunity,
    area_opportunities,
    group_opportunities,
)
from ulo.catalogue.participation import Participation, WorkItem
from ulo.catalogue.place_groups import NearbyOrganisation
from ulo.catalogue.place_pages import PlacePage, PlacePages
from ulo.catalogue.reach import GroupsByReach
from ulo.catalogue.recurrence import (
    REPEAT_FREQUENCIES,
    WEEKS_OF_MONTH,
    first_date,
    recurrence_rule,
    sort_days,
    weekday_codes,
)
from ulo.catalogue.rows import (
    CONTACT_WAYS,
    OrganisationLink,
    OrganisationRow,
    WorkRow,
    closing_text,
)
from ulo.catalogue.similarity import RelatedOrganisation, SimilarOrganisation
from ulo.catalogue.visits import (
    KnownMeeting,
    KnownVisit,
    area_meetings,
    describe_known,
    describe_meeting,
    describe_place,
    describe_times,
    group_meetings,
    group_visit,
)
from ulo.catalogue.whereabouts import describe_location, shown_location

__all__ = [
    "CONTACT_WAYS",
    "EASY_ENTRY",
    "EASY_HEADING",
    "MAX_FEW",
    "REPEAT_FREQUENCIES",
    "WEEKS_OF_MONTH",
    "AlikeOrganisation",
    "Catalogue",
    "Event",
    "EventKind",
    "FacetValue",
    "GroupsByReach",
    "Guide",
    "Instance",
    "InvalidGuideError",
    "KnownMeeting",
    "KnownVisit",
    "Library",
    "NarrowedList",
    "NearbyOrganisation",
    "Network",
    "OpenOpportunity",
    "OrganisationLink",
    "OrganisationRow",
    "Participation",
    "PlaceChoice",
    "PlacePage",
    "PlacePages",
    "RelatedOrganisation",
    "SimilarOrganisation",
    "WorkItem",
    "WorkRow",
    "area_meetings",
    "area_opportunities",
    "closing_text",
    "describe_known",
    "describe_location",
    "describe_meeting",
    "describe_place",
    "describe_times",
    "first_date",
    "group_meetings",
    "group_opportunities",
    "group_visit",
    "locate",
    "make_account",
    "make_guide",
    "news_by_area",
    "news_by_community",
    "recurrence_rule",
    "shown_location",
    "sort_days",
    "weekday_codes",
]
