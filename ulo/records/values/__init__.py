"""Values as people write them, read as a record has them: one reading for every way in.

The form, e-mails and issues, spreadsheets, JSON Lines, `new` and `fix` all come here;
docs/assets/js/values/ reads in the same way, and both are held to tests/data/value_cases.yml. What
is not understood stays as it was written, so that the rules can say what is wrong with it.

    country            how people of the country write values
    reading            one text as its field has it; a whole record
    texts              what nobody can see, removed where it carries nothing
    visible            what nobody can see, removed behind the rules that refuse it
    unknowns           words for "we don't know", such as N/A
    phones             phone numbers, and the links that dial them
    phone_kinds        whether somebody can ring a number, and what that costs
    postcodes          postcodes, and their first halves
    web_addresses      web addresses as the page's own
    indirect_links     links through other sites, whether or not they show where they lead
    clock              times of the clock
    dates              days and years
    shares             shares of a whole, in per cent
    register_numbers   numbers of public registers
    terms              words of lists, and areas
"""

from ulo.records.values.clock import read_time
from ulo.records.values.country import CountryForms, country_forms
from ulo.records.values.indirect_links import hiding_host
from ulo.records.values.phone_kinds import DEAR, MOBILE, find_kind
from ulo.records.values.phones import PhonePlan, dial_number, read_phone
from ulo.records.values.postcodes import (
    PostcodePlan,
    find_outcode,
    is_outcode,
    is_postcode,
    read_postcode,
    split_address,
)
from ulo.records.values.reading import (
    Reading,
    browser_tables,
    is_reworded,
    read_record,
    read_scalar,
    read_value,
)
from ulo.records.values.terms import find_area, find_term, split_terms
from ulo.records.values.texts import clean_text, strip_accents
from ulo.records.values.unknowns import is_unknown
from ulo.records.values.visible import keep_visible
from ulo.records.values.web_addresses import drop_tracking, find_web_address, read_web_address

__all__ = [
    "DEAR",
    "MOBILE",
    "CountryForms",
    "PhonePlan",
    "PostcodePlan",
    "Reading",
    "browser_tables",
    "clean_text",
    "country_forms",
    "dial_number",
    "drop_tracking",
    "find_area",
    "find_kind",
    "find_outcode",
    "find_term",
    "find_web_address",
    "hiding_host",
    "is_outcode",
    "is_postcode",
    "is_reworded",
    "is_unknown",
    "keep_visible",
    "read_phone",
    "read_postcode",
    "read_record",
    "read_scalar",
    "read_time",
    "read_value",
    "read_web_address",
    "split_address",
    "split_terms",
    "strip_accents",
]
