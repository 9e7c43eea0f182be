"""What schema/country/country.yml says of the country that the directory is of."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class ReachIds:
    """The terms of vocabulary/reach.json for a whole nation, the whole country, and beyond it.

    Each is empty where the vocabulary has no such term.
    """

    nation: str = ""
    country: str = ""
    beyond: str = ""

    @property
    def nationwide(self) -> tuple[str, ...]:
        """Those that take in the whole country."""
        return tuple(filter(None, (self.country, self.beyond)))

    @property
    def wide(self) -> tuple[str, ...]:
        """Those that take in a nation or more."""
        return tuple(filter(None, (self.nation, self.country, self.beyond)))


@dataclass(frozen=True)
class AreaCodes:
    """The system of the official codes of areas.

    `name` is what it is called, `field` how the file of vocabularies names the code, `uri` what an
    address that stands for an area begins with, `office` who made them, and `licence` what others
    may do with them.
    """

    name: str = ""
    field: str = "code"
    uri: str = ""
    office: str = ""
    licence: str = ""


@dataclass(frozen=True)
class OpenReferral:
    """The profile of the Open Referral standard (HSDS) that the country uses."""

    version: str = "3.0"
    profile: str = "https://docs.openreferral.org/"
    openapi_url: str = (
        "https://raw.githubusercontent.com/openreferral/specification/3.0/schema/openapi.json"
    )


@dataclass(frozen=True)
class Country:
    """The country, as far as its file says; a text that it leaves out is empty.

    `code` is that of ISO 3166-1, `time_zone` a name of the IANA. `languages` are the tags of those
    that its places have names in, the main one first; `language_columns` are the columns of
    areas.csv that do not bear the usual name, by tag. `local_languages` has, by the id of an area,
    the language whose names are shown beside the others there. `harmless_page` is where somebody
    goes who leaves quickly.
    """

    code: str = ""
    time_zone: str = ""
    languages: tuple[str, ...] = ()
    language_columns: Mapping[str, str] = field(default_factory=dict)
    local_languages: Mapping[str, str] = field(default_factory=dict)
    reach: ReachIds = ReachIds()
    area_codes: AreaCodes = AreaCodes()
    open_referral: OpenReferral = OpenReferral()
    harmless_page: str = "about:blank"

    @property
    def other_languages(self) -> tuple[str, ...]:
        return self.languages[1:]


def make_country(source: Mapping[str, Any]) -> Country:
    """The country from the content of its file; what only other rooms read is passed over."""
    return Country(
        code=source.get("code", ""),
        time_zone=source.get("time_zone", ""),
        languages=tuple(source.get("languages", ())),
        language_columns=source.get("language_columns", {}),
        local_languages=source.get("local_languages", {}),
        reach=ReachIds(**source.get("reach", {})),
        area_codes=AreaCodes(**source.get("area_codes", {})),
        open_referral=OpenReferral(**source.get("open_referral", {})),
        harmless_page=source.get("harmless_page", Country.harmless_page),
    )
