"""Questions that keep people safe: homes, persons, private numbers, and links that lead astray."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from ulo.checks import PHONE_FIELDS, url_host
from ulo.core import fold
from ulo.maintain.review.first_names import FIRST_NAMES
from ulo.maintain.review.record_change import RecordChange
from ulo.maintain.review.record_review import Message, make_message

# Communities whose members may be in danger where somebody finds the door.
AT_RISK = frozenset({"survivors-of-abuse", "sex-workers", "migrants-and-refugees"})
OFFICE_WORDS = re.compile(
    r"\b(offices?|centre|center|hub|house|building|buildings|suite|unit|units|floor|business|park"
    r"|mills?|works|church|chapel|hall|library|college|university|school|hospital|clinic|community"
    r"|trust|studios?|chambers|institute|campus|industrial|enterprise|foundation|council|museum"
    r"|theatre|po box|box|room|rooms|arcade|exchange)\b",
    re.IGNORECASE,
)
HOME_WORDS = re.compile(
    r"\b(flat|apartment|apt|bedsit|cottage|bungalow)\b|\bc/o\b|\bcare of\b", re.IGNORECASE
)
REGISTER_HOSTS = (
    "charitycommission.gov.uk",
    "oscr.org.uk",
    "charitycommissionni.org.uk",
    "company-information.service.gov.uk",
    "companieshouse.gov.uk",
    "fca.org.uk",
)
# Coordinates with three decimals name a point of about a hundred metres.
EXACT_COORDINATES = re.compile(r"\.\d{3}")
PERSON_NAME = re.compile(r"\b([A-Z][a-z]+) (?:[A-Z]\.? )?([A-Z][\w\u2019'-]+)")
# What follows a first name in the name of a house, a street or a foundation.
PLACE_SUFFIX = re.compile(
    r"(House|Hall|Court|Centre|Center|Building|Hospital|Library|School|Street|Road|Way|Lane|Avenue"
    r"|Square|Trust|Foundation|Project|Society|College|University)\b"
)
PERSONAL_PAGE = re.compile(r"linkedin\.com/in/|facebook\.com/(profile\.php|people/)")
# Fields that name groups, and so may have the name of a person in them.
NAME_FIELDS = ("name", "also_known_as", "names", "networks")
# Hosts whose first labels are this alike may belong to one group.
MIN_HOST_SIMILARITY = 0.7


def ask_home_address(change: RecordChange) -> Iterator[Message]:
    """A home must never be published, and a small group's registered address often is one."""
    address = change.after.text("based_in", "address")
    if not address or not change.touches("based_in"):
        return
    sources = change.sources_supporting("based_in")
    home_word = HOME_WORDS.search(address)
    if home_word:
        yield make_message(
            "The address has {word} in it: {address}. Is it somebody's home? "
            "Then only the town stays.",
            word=home_word.group(),
            address=address,
        )
    elif not OFFICE_WORDS.search(address):
        template = "Nothing in the address says that it is an office: {address}. Is it a home?"
        if any(url_host(url).endswith(REGISTER_HOSTS) for url in sources):
            template += " A register is its source: small groups register at the home of a trustee."
        yield make_message(template, address=address)
    if not any(sources):
        yield make_message(
            "No source says that it shows where the group is based. Where is the address from?"
        )


def ask_exact_place_at_risk(change: RecordChange) -> Iterator[Message]:
    """Survivors and others may be in danger if people who harmed them can find the door."""
    after = change.after
    communities = AT_RISK & {*after.texts("user_led", "led_by"), *after.texts("for")}
    exact = [
        change.field_title("based_in", name)
        for name in ("address", "postcode")
        if after.text("based_in", name)
    ]
    if EXACT_COORDINATES.search(after.text("based_in", "coordinates")):
        exact.append("Point on the map")
    if communities and exact and change.touches("based_in", "user_led.led_by", "for"):
        vocabulary = after.schema.vocabularies["community"]
        people = ", ".join(vocabulary[term].phrase for term in sorted(communities))
        yield make_message(
            f"This group is for {people}, and the record shows where its door is "
            f"({', '.join(exact)}). Does the group itself show that on its own page? "
            "If you are not sure, keep only the town or the district."
        )


def ask_person_named(change: RecordChange) -> Iterator[Message]:
    """Records name no one, apart from the authors of published works."""
    after = change.after
    own_names = fold(" ".join([after.text("name"), *after.texts("also_known_as")]))
    old_texts = {text for _, text, _ in change.before.scalars} if change.before else set()
    for pointer, text, node in after.scalars:
        if text in old_texts or node.get("type") != "string" or pointer[0] in NAME_FIELDS:
            continue
        if node.get("format") == "uri":
            if PERSONAL_PAGE.search(text):
                yield make_message(
                    "{address} looks like the page of one person. Is it the group's own?",
                    address=text,
                )
            continue
        name = _find_person_name(text, own_names)
        if name:
            title = change.field_title(*pointer, default="a field")
            yield make_message(
                f'In "{title}": is {{name}} a person? '
                "Records name no one, apart from the authors of published works.",
                name=name,
            )


def _find_person_name(text: str, own_names: str) -> str:
    """The first name of a person in a text that is no part of the group's own; empty if none."""
    for found in PERSON_NAME.finditer(text):
        is_place = PLACE_SUFFIX.match(found.group(2))
        if found.group(1) in FIRST_NAMES and not is_place and fold(found.group()) not in own_names:
            return found.group()
    return ""


def ask_contact_without_source(change: RecordChange) -> Iterator[Message]:
    """A number that no source shows may be a private one."""
    for name in ("email", *PHONE_FIELDS):
        field = f"contact.{name}"
        is_new = change.after.text("contact", name) and change.touches(field)
        if is_new and not change.sources_supporting(field):
            yield make_message(
                f"{change.field_title('contact', name)}: no source says that it shows this. "
                "Is it on a public page of the group?"
            )


def ask_taken_over(change: RecordChange) -> Iterator[Message]:
    """Whoever changes where a well-known group's links lead may want its visitors."""
    if change.before is None:
        return
    for field, title in (("website", "website"), ("email", "mailbox")):
        old = _contact_host(field, change.before.text("contact", field))
        new = _contact_host(field, change.after.text("contact", field))
        if not old or not new or old == new or _are_related_hosts(old, new):
            continue
        words = [word for word in fold(change.after.text("name")).split() if len(word) > 3]
        template = f"The {title} moves from {{old}} to {{new}}. "
        if not any(word in new for word in words):
            template += "The new one has no word of the group's name. "
        template += (
            "Look at both. Does the old one, or a network's page, say that it is the same group?"
        )
        yield make_message(template, old=old, new=new)


def _contact_host(field: str, text: str) -> str:
    """The host of a website, or the domain of a mailbox."""
    return url_host(text) if field == "website" else text.rpartition("@")[2].lower()


def _are_related_hosts(one: str, other: str) -> bool:
    """Whether one host is within the other, or their first labels are alike."""
    if one.endswith(f".{other}") or other.endswith(f".{one}"):
        return True
    labels = SequenceMatcher(None, one.split(".")[0], other.split(".")[0], autojunk=False)
    return labels.ratio() >= MIN_HOST_SIMILARITY
