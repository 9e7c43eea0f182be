"""Persons who are named, numbers that may be private, and links that may lead astray."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from ulo.checks.contact import PHONE_FIELDS
from ulo.checks.place_words import is_town
from ulo.checks.record_words import record_words
from ulo.checks.safety.first_names import first_names
from ulo.checks.safety.question import SafetyQuestion
from ulo.checks.safety.record_change import RecordChange
from ulo.checks.web_addresses import url_host
from ulo.core import fold
from ulo.records import values
from ulo.schema import Schema

# Looked for at each word: "As Joanna" must not hide the rest of a name. The groups are the whole,
# its first word, and its last one. Accents may be signs of their own, behind their letters: words
# have an end, so that a text of nothing else takes no longer than it is.
CAPITAL, SMALL = "[A-Z\u00c0-\u00de]", "[a-z\u00df-\u017f\u0300-\u036f]"
# Small words within the names of families, in many languages.
PARTICLES = "(?:van|von|der|den|de|del|della|da|dos|di|du|la|le|al|el|bin|ap|ab|ferch|ten)"
PERSON_NAME = re.compile(
    rf"\b(?=(({CAPITAL}(?:{SMALL}{{1,40}}|[A-Z\u00c0-\u00de\u0300-\u036f]{{1,40}}))[ \u00a0]"
    rf"(?:[A-Z]\.?[ \u00a0]|(?:{PARTICLES}[ \u00a0]){{1,2}})?"
    rf"({CAPITAL}[\w\u0300-\u036f\u2019'-]{{1,40}})))"
)
PERSONAL_PAGE = re.compile(r"linkedin\.com/in/|facebook\.com/(profile\.php|people/)")
# Fields that name groups, and so may have the name of a person in them.
NAME_FIELDS = ("name", "also_known_as", "names", "networks")
# Hosts whose first labels are this alike may belong to one group.
MIN_HOST_SIMILARITY = 0.7


def ask_person_named(change: RecordChange) -> Iterator[SafetyQuestion]:
    """Records name no one, apart from the authors of published works."""
    after = change.after
    own_names = fold(" ".join([after.text("name"), *after.texts("also_known_as")]))
    old_texts = {text for _, text, _ in change.before.scalars} if change.before else set()
    for pointer, text, node in after.scalars:
        if text in old_texts or node.get("type") != "string" or pointer[0] in NAME_FIELDS:
            continue
        if node.get("format") == "uri":
            if PERSONAL_PAGE.search(text):
                yield SafetyQuestion("personal-page", pointer, {"address": text})
            continue
        name = find_person_name(text, own_names, after.schema)
        if name:
            terms = after.schema.messages["safety"]["terms"]
            title = change.field_title(*pointer, default=terms["field"])
            yield SafetyQuestion("person", pointer, {"name": name}, {"field": title})


def find_person_name(text: str, own_names: str, schema: Schema) -> str:
    """The first name of a person in a text that is no part of the group's own; empty if none."""
    names, place_ending = first_names(schema), record_words(schema).place_ending
    for found in PERSON_NAME.finditer(text):
        name, first, last = found.groups()
        # The list has Sian, and people write Siân, too.
        if values.strip_accents(first).capitalize() not in names or place_ending.match(last):
            continue
        if fold(name) not in own_names and not is_town(text, found.start(), name, schema):
            return name
    return ""


def ask_contact_without_source(change: RecordChange) -> Iterator[SafetyQuestion]:
    """A number that no source shows may be a private one."""
    for name in ("email", *PHONE_FIELDS):
        field = f"contact.{name}"
        is_new = change.after.text("contact", name) and change.touches(field)
        if is_new and not change.sources_supporting(field):
            title = change.field_title("contact", name)
            yield SafetyQuestion(
                "contact-source", ("contact", name), terms={"field": title}, only_asks_source=True
            )


def ask_taken_over(change: RecordChange) -> Iterator[SafetyQuestion]:
    """Whoever changes where a well-known group's links lead may want its visitors."""
    if change.before is None:
        return
    terms = change.after.schema.messages["safety"]["terms"]
    for field in ("website", "email"):
        old = _contact_host(field, change.before.text("contact", field))
        new = _contact_host(field, change.after.text("contact", field))
        if not old or not new or old == new or _are_related_hosts(old, new):
            continue
        words = [word for word in fold(change.after.text("name")).split() if len(word) > 3]
        key = "moved" if any(word in new for word in words) else "moved-astray"
        yield SafetyQuestion(
            key, ("contact", field), {"old": old, "new": new}, {"what": terms[field]}
        )


def _contact_host(field: str, text: str) -> str:
    """The host of a website, or the domain of a mailbox."""
    return url_host(text) if field == "website" else text.rpartition("@")[2].lower()


def _are_related_hosts(one: str, other: str) -> bool:
    """Whether one host is within the other, or their first labels are alike."""
    if one.endswith(f".{other}") or other.endswith(f".{one}"):
        return True
    labels = SequenceMatcher(None, one.split(".")[0], other.split(".")[0], autojunk=False)
    return labels.ratio() >= MIN_HOST_SIMILARITY
