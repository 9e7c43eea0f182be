"""What is wrong with what one record says."""

MESSAGES: dict[str, tuple[str, str]] = {
    # What it says
    "hidden-character": (
        "There is an invisible character in this text: {sign}.",
        "Delete it, and retype the text if you need to.",
    ),
    "hidden-character.accents": (
        "One letter in this text has more accents than any language uses.",
        "Retype the text.",
    ),
    "mixed-letters": (
        "A word in this text mixes letters from two alphabets that look alike: {value}.",
        "Retype the word.",
    ),
    "markup": (
        "This looks like web page code: {value}.",
        "Use plain words. Put links in the fields for web addresses.",
    ),
    "long-sentence": ("This sentence has {words} words.", "Try {parts}."),
    "person-title": (
        "This seems to name a person: {value}.",
        "Records name no one. If this is a person's name, leave it out.",
    ),
    "unsafe-address": (
        "We can't use this web address: {reason}.",
        "Copy the address from the top of your browser. It starts with https://",
    ),
    "indirect-address": (
        "{value} isn't quite the page's own address.",
        "Run python3 build.py fix, or write it like this: {written}",
    ),
    "indirect-address.hidden": (
        "This link goes through {host}, so nobody can see where it leads.",
        "Open the link, and copy the address that your browser then shows.",
    ),
    "impossible-date": (
        "{value} isn't a real date.",
        "Write the year, month and day like this: 2026-11-21",
    ),
    "date-in-future": (
        "{value} is in the future. Today is {today}.",
        "Write the day or the year it happened.",
    ),
    "date-in-future.far": (
        "{value} is more than {years} years away.",
        (
            "Check the year. If there is no closing date, write one a few months from now, "
            "and change it when it comes."
        ),
    ),
    "years-out-of-order": (
        "{title_}: {value} is before the group started, in {founded}.",
        "Check both years.",
    ),
    "years-out-of-order.library": (
        "{title_}: {value} is before it came out, in {founded}.",
        "Check both years.",
    ),
    "postcode-unknown": (
        "No postcode in the UK starts with {letters}.",
        "Check the first letters of the postcode.",
    ),
    "postcode-without-address": (
        "There is a full postcode, but no public office address with it.",
        (
            "Write only the first half: district: {district}. Or add the address of the "
            "public office."
        ),
    ),
    "coordinates-outside": (
        "{sentence}",
        "If you're not sure of the point, delete the line. The postcode or the town is enough.",
    ),
    "coordinates-outside.minus": (
        (
            "The point {value} isn't in the UK, but it would be with a minus before the "
            "second number."
        ),
        "Write: {mended}",
    ),
    "coordinates-too-exact": (
        (
            "With this many decimals, the point shows one house, but there is no public "
            "office address with it."
        ),
        "Write: {mended}. Or add the address of the public office.",
    ),
    "coordinates-too-exact.office": (
        "There are more than four decimals. Four are enough to find an office door.",
        "Write: {mended}",
    ),
    "coordinates-far": (
        "This point is about {miles} miles from {place}, but the record gives both.",
        'Is the group at this point? If not, correct the coordinates or the field "{other}".',
    ),
    "district-unknown": (
        "We don't know any postcode that starts with {code}.",
        "Check the letters and the numbers. If they're all correct, leave it as it is.",
    ),
    "district-unknown.near": (
        "We don't know any postcode that starts with {code}. Did you mean {near}?",
        "Check the letters and the numbers. If they're all correct, leave it as it is.",
    ),
    "district-unknown.ended": (
        "Postcodes that start with {code} are no longer used.",
        "Look up the new postcode on Royal Mail's website.",
    ),
    "places-apart": (
        "{one} isn't in or near {other}.",
        "Check both, and correct the one that's wrong.",
    ),
    "places-apart.district": (
        "{one} isn't in {other}.",
        "Check both, and keep the one that's right.",
    ),
    "ended-area": ("{name} ended on {date}.", "Use this instead: {successors}"),
    "ended-area.named": (
        "{name} ended on {date}. It was replaced by {successors}.",
        "Choose whichever fits, or the region.",
    ),
    "ended-area.wide": ("{name} ended on {date}.", "Choose the council that is there now."),
    "place-and-reach": (
        "The reach is {reach}, but {place} is {kind}.",
        (
            "Check both: local means up to three councils, regional means more than that, and "
            "national means one nation."
        ),
    ),
    # What shows that it is user-led
    "old-evidence": (
        "The newest source is from {year}. Is there anything newer?",
        (
            "Look for newer pages. Add one with its year. If the group has closed, say so "
            "under closed."
        ),
    ),
    "nobody-leads": (
        "The evidence doesn't say who leads the group: {value}.",
        (
            "Say who runs it, or what its rules, its board or its members have to do with it. "
            "If no source shows that, we can't list the group."
        ),
    ),
    "basis-and-source": (
        (
            "The basis says that someone else calls the group user-led, but the source is the "
            "group's own site: {site}."
        ),
        (
            "If this is what the group says itself, write: basis: self-described. Otherwise, "
            "give the other organisation's page."
        ),
    ),
    "basis-and-source.other": (
        (
            "The basis says that the group calls itself user-led, but the source is on "
            "another site: {site}."
        ),
        "Give the group's own page. If others say it, write: basis: listed-by-network",
    ),
    "weak-source": (
        "The source is a copy on {site}.",
        "Look for the page on the site of whoever wrote it.",
    ),
    "weak-source.front": (
        "The source is the front page of {site}, which will soon show something else.",
        "Give the address of the page that shows who leads the group.",
    ),
    "closing-words": (
        (
            "This group is listed as open, but the title of a source has {word} in it. Has "
            "the group closed, or merged with another?"
        ),
        "If so, say so under closed, with the year and the source.",
    ),
    "closed-owner": (
        "The source is on {site}. That belongs to a group that has closed: {other}.",
        "Look for a page on a site that someone still looks after.",
    ),
    "unspoken-community": (
        "The evidence doesn't mention {people}.",
        "If the source does, say so in the evidence. Otherwise, take them off this list.",
    ),
    "unsupported-fact": (
        "This has no source.",
        (
            "Find the source that shows it, and write {name} under its supports. If no source "
            "does, remove this field."
        ),
    ),
    "one-nation": (
        "The reach is the whole UK, but the places are all in one nation: {nation}.",
        "If the group only works there, write: reach: national. Otherwise, remove the places.",
    ),
    "not-known": (
        "{value} says that this isn't known.",
        "We leave out what isn't known. Run python3 build.py fix, or delete the line.",
    ),
    "name-not-known": (
        "The name is {value}. Is that what the group calls itself?",
        "If it isn't, write the group's name.",
    ),
    "phone-number": (
        "{value} isn't a phone number you can call in the UK.",
        "Check the digits, and write it like this: 0113 496 0000",
    ),
    "phone-number.form": (
        "We understand the number {value}, but it isn't written in our usual way.",
        "Run python3 build.py fix, or write it like this: {written}",
    ),
    "phone-number.dear": (
        "{value} is a premium-rate number.",
        "Give the group's ordinary number, or delete the line.",
    ),
    "mobile-number": (
        (
            "{value} is a mobile number. Does it belong to the group, and has the group made "
            "it public?"
        ),
        "If it's a person's own phone, delete the line.",
    ),
    "way-in-text": (
        (
            "There is an email address or a phone number in this text: {value}. Does it "
            "belong to a person?"
        ),
        (
            "Remove it. A group's contact details belong under contact, or on the page that a "
            "link leads to."
        ),
    ),
    "personal-email": (
        "{value} looks like one person's email address. Does it belong to the group?",
        "If it's a person's, use one like info@ or leave it out.",
    ),
    "listed-twice": ("{first} and {second} are the same page.", "Keep just one of them."),
    "own-network": ("The record names itself.", "Delete this line."),
}
