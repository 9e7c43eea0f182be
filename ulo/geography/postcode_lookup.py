"""What a postcode leads to."""

from difflib import get_close_matches

from ulo.geography.answers import Ambiguous, Answer
from ulo.geography.gazetteer import Gazetteer
from ulo.geography.postcodes import Postcode

MAX_SUGGESTIONS = 3


def lookup_postcode(gazetteer: Gazetteer, postcode: Postcode) -> Answer:
    """The outcode of a postcode, those that it may stand for, or why it leads nowhere."""
    if postcode.area:
        without = gazetteer.postcodes.area_without(postcode.outcode)
        return gazetteer.not_found(
            postcode.message_key,
            query=postcode.text,
            area=gazetteer.areas[postcode.area].title,
            town=without.town if without else "",
        )
    if postcode.message_key:
        return gazetteer.not_found(
            postcode.message_key, query=postcode.text, where=postcode.territory
        )
    code, outcodes = postcode.outcode, gazetteer.outcodes
    if code in outcodes:
        return gazetteer.outcode_match(outcodes[code])
    # The middle of a city may have W1A, W1B and so on, and people write W1.
    parts = [
        outcodes[longer] for longer in outcodes if longer[:-1] == code and longer[-1].isalpha()
    ]
    if parts:
        return Ambiguous(
            gazetteer.messages["parts"].format(query=code),
            tuple(map(gazetteer.outcode_match, parts)),
        )
    if code in gazetteer.terminated_outcodes:
        return gazetteer.not_found("ended", query=code)
    if code in gazetteer.non_geographic_outcodes:
        return gazetteer.not_found("post-only", query=code)
    same_letter = [other for other in outcodes if other[0] == code[0]]
    return gazetteer.not_found(
        "no-district",
        *get_close_matches(code, same_letter, MAX_SUGGESTIONS, 0.6),
        query=code,
    )
