"""What is wrong with what one record says."""

MESSAGES: dict[str, tuple[str, str]] = {
    # What it says
    "hidden-character": (
        "There is a sign in this text that nobody can see: {sign}.",
        "Delete it, and type the text again if you have to.",
    ),
    "hidden-character.accents": (
        "There are more accents on one letter of this text than any language uses.",
        "Type the text again.",
    ),
    "mixed-letters": (
        "A word in this text mixes letters of two alphabets that look alike: {value}.",
        "Type the word again.",
    ),
    "markup": (
        "This looks like code for a web page: {value}.",
        "Write plain words. Links belong in the fields for web addresses.",
    ),
    "long-sentence": ("This sentence has {words} words.", "Try {parts}."),
    "person-title": (
        "This seems to name a person: {value}.",
        "Records name no one. If it is a person's name, leave it out.",
    ),
    "unsafe-address": (
        "This web address cannot be used: {reason}.",
        "Copy the address from the top of your browser. It starts with https://",
    ),
    "impossible-date": (
        "{value} is not a day that exists.",
        "Write year, month and day like this: 2026-11-21",
    ),
    "date-in-future": (
        "{value} has not come yet. Today is {today}.",
        "Write the day or the year in which it happened.",
    ),
    "date-in-future.far": (
        "{value} is more than {years} years away.",
        (
            "Check the year. If there is no last day, write one some months from now, and move it "
            "when it comes."
        ),
    ),
    "years-out-of-order": (
        "{title_}: {value} is before the group began, in {founded}.",
        "Check both years.",
    ),
    "years-out-of-order.library": (
        "{title_}: {value} is before it came out, in {founded}.",
        "Check both years.",
    ),
    "postcode-unknown": (
        "No postcode in the United Kingdom starts with {letters}.",
        "Check the first letters of the postcode.",
    ),
    "postcode-without-address": (
        "There is a full postcode, but no public office address beside it.",
        "Write only the first half: district: {district}. Or add the address of the public office.",
    ),
    "coordinates-outside": (
        "{sentence}",
        "If you are not sure of the point, delete the line. The postcode or the town is enough.",
    ),
    "coordinates-outside.minus": (
        (
            "The point {value} is not in the United Kingdom, but it is with a minus before the "
            "second number."
        ),
        "Write: {mended}",
    ),
    "coordinates-too-exact": (
        "So many decimals point to one house, but no public office address is beside them.",
        "Write: {mended}. Or add the address of the public office.",
    ),
    "coordinates-too-exact.office": (
        "There are more than four decimals. Four are enough to find the door of an office.",
        "Write: {mended}",
    ),
    "coordinates-far": (
        "This point is about {miles} miles away from {place}, but the record names both.",
        'Is the group at this point? If not, mend the coordinates or the field "{other}".',
    ),
    "ended-area": ("{name} ended on {date}.", "Write instead: {successors}"),
    "ended-area.named": (
        "{name} ended on {date}. After it came: {successors}.",
        "Choose the one of them that fits, or the region.",
    ),
    "ended-area.wide": ("{name} ended on {date}.", "Choose the council that is there now."),
    "place-and-reach": (
        "The reach is {reach}, but {place} is {kind}.",
        (
            "Check both: local means up to three councils, regional means more, national means one "
            "nation."
        ),
    ),
    # What shows that it is user-led
    "old-evidence": (
        "The newest source is from {year}. Is there nothing newer?",
        (
            "Look for newer pages, and add one with its year. If the group has closed, say so "
            "under closed."
        ),
    ),
    "nobody-leads": (
        "The evidence does not say who leads the group: {value}.",
        (
            "Say who runs it, or what its rules, its board or its members have to do with it. If "
            "no source shows that, the group cannot be listed."
        ),
    ),
    "basis-and-source": (
        (
            "The basis says that somebody else calls the group user-led, but the source is the "
            "group's own site: {site}."
        ),
        (
            "If it is the group's own word, write: basis: self-described. Otherwise give the page "
            "of the others."
        ),
    ),
    "basis-and-source.other": (
        (
            "The basis says that the group calls itself user-led, but the source is on another "
            "site: {site}."
        ),
        "Give the group's own page. If the others say it, write: basis: listed-by-network",
    ),
    "weak-source": (
        "The source is a copy on {site}.",
        "Look for the page on the site of whoever wrote it.",
    ),
    "weak-source.front": (
        "The source is the front page of {site}, which will soon show something else.",
        "Give the address of the page that shows who leads.",
    ),
    "closing-words": (
        (
            "The title of a source of this open group has {word} in it. Has the group closed, or "
            "merged with another?"
        ),
        "If it has, say so under closed, with the year and the source.",
    ),
    "closed-owner": (
        "The source is on {site}, the site of a group that has closed: {other}.",
        "Look for a page on a site that is still looked after.",
    ),
    "unspoken-community": (
        "The evidence does not speak of {people}.",
        "If the source does, say so in the evidence. Otherwise take them out of this list.",
    ),
    "unsupported-fact": (
        "No source is given for this.",
        (
            "Write {name} under supports at the source that shows it. If no source does, take this "
            "field out."
        ),
    ),
    "one-nation": (
        "The reach is the whole United Kingdom, but the places are all in one nation: {nation}.",
        "If it works only there, write: reach: national. Otherwise leave the places out.",
    ),
    "phone-number": (
        "{value} is not a phone number that can be rung in the United Kingdom.",
        "Check the digits, and write it like this: 0113 496 0000",
    ),
    "phone-number.dear": (
        "{value} is a number at a high price for the caller.",
        "Give the group's ordinary number, or delete the line.",
    ),
    "mobile-number": (
        "{value} is a mobile number. Is it the group's own, and made public by the group?",
        "If it is a person's own phone, delete the line.",
    ),
    "way-in-text": (
        "There is a mailbox or a phone number in this text: {value}. Is it a person's own?",
        "Take it out. Those of a group belong under contact, or on the page that a link leads to.",
    ),
    "personal-email": (
        "{value} looks like one person's mailbox. Is it the group's own?",
        "If it is a person's, use one like info@ or leave it out.",
    ),
    "listed-twice": ("{first} and {second} are the same page.", "Keep one of the two."),
    "own-network": ("The record names itself.", "Delete this line."),
}
