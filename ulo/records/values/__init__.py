"""Values as people write them, read as a record has them: one reading for every way in.

The form, e-mails and issues, spreadsheets, JSON Lines, `new` and `fix` all come here;
docs/assets/js/values/ reads in the same way, and both are held to tests/data/value_cases.yml. What
is not understood stays as it was written, so that the rules can say what is wrong with it.

    reading            one text as its field has it; a whole record
    texts              what nobody can see, removed where it carries nothing
    unknowns           words for "we don't know", such as N/A
    phones             phone numbers, and the links that dial them
    postcodes          postcodes, and their first halves
    web_addresses      web addresses as the page's own
    indirect_links     links through other sites, whether or not they show where they lead
    clock              times of the clock
    register_numbers   numbers of charities, companies and mutuals
    terms              words of lists, and areas
"""

from ulo.records.values.clock import read_time
from ulo.records.values.indirect_links import hiding_host
from ulo.records.values.phones import dial_number, read_phone
from ulo.records.values.postcodes import (
    POSTCODE_IN_TEXT,
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
from ulo.records.values.texts import clean_text, find_hidden_character
from ulo.records.values.unknowns import is_unknown
from ulo.records.values.web_addresses import drop_tracking, find_web_address, read_web_address

__all__ = [
    "POSTCODE_IN_TEXT",
    "Reading",
    "browser_tables",
    "clean_text",
    "dial_number",
    "drop_tracking",
    "find_area",
    "find_hidden_character",
    "find_term",
    "find_web_address",
    "hiding_host",
    "is_outcode",
    "is_postcode",
    "is_reworded",
    "is_unknown",
    "read_phone",
    "read_postcode",
    "read_record",
    "read_scalar",
    "read_time",
    "read_value",
    "read_web_address",
    "split_address",
    "split_terms",
]
