"""What is true of the country: its area, its file, its words, and the time of its clocks."""

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest

from countries import COUNTRIES
from ulo.catalogue.partners import CouncilNames
from ulo.core.locale import Locale
from ulo.exports.time_zones import time_zone_component
from ulo.schema import Area, Areas
from ulo.schema.country import Country, ReachIds, make_country

FIRST, SECOND = Area("first", "First", kind="country"), Area("second", "Second", kind="country")
INSIDE = Area("inside", "Inside", kind="council", parent="first")


def areas(*found: Area) -> Areas:
    return Areas("areas", "Places", "", "areas.json", {area.id: area for area in found})


def test_the_country_is_the_one_area_without_a_parent():
    assert areas(INSIDE, FIRST).country == FIRST
    assert [area.id for area in areas(INSIDE, FIRST).chain("inside")] == ["inside"]
    for wrong in ((), (FIRST, SECOND, INSIDE)):
        with pytest.raises(ValueError, match="one area"):
            _ = areas(*wrong).country


def test_a_country_of_which_nothing_is_known_is_empty():
    assert make_country({}) == Country()
    assert Country().other_languages == () and Country().reach.nationwide == ()
    assert ReachIds(country="everywhere").nationwide == ("everywhere",)


def test_our_country_says_all_that_there_is_to_say(schema):
    country = schema.country
    assert country == make_country(schema.country_file("country"))
    for name in ("code", "time_zone", "languages", "harmless_page", "reach", "area_codes"):
        assert getattr(country, name) != getattr(Country(), name), name
    reaches = schema.vocabularies["reach"].terms
    assert {country.reach.nation, *country.reach.nationwide} <= reaches.keys()
    assert country.local_languages.keys() <= schema.areas.terms.keys()
    assert {*country.local_languages.values()} <= {*country.other_languages}


def test_every_name_of_an_area_is_in_a_language_of_the_country(schema):
    known = [*schema.country.other_languages]
    for area in schema.areas.terms.values():
        assert [*area.names] == [tag for tag in known if tag in area.names], area.id


# --- Words --------------------------------------------------------------------------------------


def write_locale(folder, name, country, text):
    (folder / name).mkdir()
    (folder / name / "country.yml").write_text(f"country: {country}\n", "utf-8")
    (folder / name / "shell.yml").write_text(f"shell: {text}\n", "utf-8")


def test_a_sentence_names_the_country_in_the_words_of_its_language(tmp_path):
    write_locale(
        tmp_path,
        "en",
        "{short: Sedge, whole: all of Sedge}",
        """{
      some: "{n} in {country.short}",
      all: "{country.whole}: {n}",
    }""",
    )
    write_locale(tmp_path, "eo", "{short: Karekso}", """{some: "{n} en {country.short}"}""")
    english = Locale(tmp_path / "en")
    other = Locale(tmp_path / "eo", english)
    assert english.message("shell.some", n=3) == "3 in Sedge"
    assert other.message("shell.some", n=3) == "3 en Karekso"
    assert other.message("shell.all", n=3) == "all of Sedge: 3"


def test_no_sentence_has_a_gap_for_a_word_that_is_not_there(schema):
    def texts(node):
        for part in node.values() if isinstance(node, dict) else node:
            if isinstance(part, dict | list):
                yield from texts(part)
            else:
                yield str(part)

    assert not [text for text in texts(schema.messages) if "{country." in text]


@pytest.mark.parametrize(
    "folder", sorted(COUNTRIES.glob("*/schema/locales/en")), ids=lambda path: path.parents[2].name
)
def test_made_up_countries_have_all_words(schema, folder):
    words = Locale(folder).own_messages["country"]
    assert words.keys() == schema.messages["country"].keys()


# --- Councils -----------------------------------------------------------------------------------


def test_councils_are_named_in_the_forms_of_each_language(schema, tmp_path):
    area = Area("x", "Alder", kind="council", names={"cy": "Gwern"}, other_names=("Royal Alder",))
    names = [*CouncilNames(schema).of(area)]
    assert {"alder council", "royal alder city council", "cyngor gwern"} <= {*names}
    assert "alder" not in names and "royal alder" not in names
    borough = replace(area, other_names=("Royal Borough of Alder",))
    assert "royal borough of alder" in CouncilNames(schema).of(borough)
    (tmp_path / "country").mkdir()
    other = replace(schema, folder=tmp_path, chosen_locale=schema.locale)
    assert [*CouncilNames(other).of(area)] == []


# --- Clocks -------------------------------------------------------------------------------------

ZONES = (
    ("Europe/London", 2), ("Europe/Dublin", 2), ("America/New_York", 2), ("Australia/Sydney", 2),
    ("Asia/Kolkata", 1), ("UTC", 1), ("Asia/Jerusalem", 0),
)  # fmt: skip


@pytest.mark.parametrize(("name", "rules"), ZONES)
def test_a_time_zone_is_told_as_it_is(name, rules):
    component = time_zone_component(name)
    assert component["tzid"] == name
    assert not rules or len(component.subcomponents) == rules
    told = icalendar.Calendar.from_ical(component.to_ical()).to_tz(lookup_tzid=False)
    zone, moment = ZoneInfo(name), datetime(2026, 1, 1, 12)  # noqa: DTZ001 # a time of the clock
    for _ in range(3 * 365):
        moment += timedelta(days=1)
        assert told.utcoffset(moment) == zone.utcoffset(moment), moment
