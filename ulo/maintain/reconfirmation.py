"""Whom to ask whether all is still right, and the e-mail that asks. Nothing here says that a group may be gone.

The oldest come first, in bands: very old or without a date, old, recent. Within a band, those come first whose page would
mislead most people. We count no readers, so we count our own pages that name the group: pages of places, of members, of
groups like it, and of closed groups whose work it carries on. A group for the whole country stands on many, and so does
the only one around.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

from ulo.catalogue import Catalogue
from ulo.core import format_message, format_month, join_list, urls, visible
from ulo.model import ASK_AGAIN_DAYS, OLD_YEARS, RECENT_YEARS, Organisation, last_known
from ulo.site.easy_read import capital
from ulo.site.renderer import phrases

INTRODUCTION = """\
Please ask these groups whether what we say about them is still right. Those with the oldest sources come first, and among these the ones on most of our pages.

- Write the e-mails:  `python3 build.py stale --write letters`
- When a group says that all is right:  `python3 build.py confirm NAME`"""
# The ways to reach a group, those first that a short question suits best.
WAYS = ("email", "phone", "sms", "textphone", "website", "bsl")


@dataclass(frozen=True)
class Ask:
    """A group to ask: the latest year in which it was seen, if any, and how many of our pages name it."""

    organisation: Organisation
    seen: int | None
    pages: int


def asks(catalogue: Catalogue) -> list[Ask]:
    """All open groups that have not confirmed their record of late, in the order in which to ask them."""
    pages = named_on(catalogue)
    due = [Ask(o, last_known(o), pages[o.slug]) for o in catalogue.open
           if not (o.checked.by == "organisation" and (catalogue.today - o.checked.on).days < ASK_AGAIN_DAYS)]
    return sorted(due, key=lambda ask: (_band(catalogue.today.year, ask.seen), -ask.pages, ask.seen or 0, ask.organisation.slug))


def _band(this_year: int, seen: int | None) -> int:
    return 0 if not seen or this_year - seen > OLD_YEARS else 1 if this_year - seen > RECENT_YEARS else 2


def named_on(catalogue: Catalogue) -> Counter[str]:
    """On how many pages of areas and of other groups each group is named."""
    named: Counter[str] = Counter()
    places = catalogue.localities
    for area in catalogue.areas:
        page = places.by_id[area]
        groups, (nation, country) = places.groups(page), places.fitting(page)
        named.update({o.slug for part in (groups.own, groups.inside, groups.wider, nation, country) for o in part})
    for slug, members in catalogue.members.items():
        named[slug] += len(members)
    for slug, before in catalogue.predecessors.items():
        named[slug] += len(before)
    named.update(relation.organisation.slug for relations in catalogue.related.values() for relation in relations)
    return named


# --- The list ----------------------------------------------------------------------------------------------------

def as_text(catalogue: Catalogue, chosen: Iterable[Ask]) -> str:
    return "\n\n".join(f"{ask.organisation.slug}  {visible(ask.organisation.name)}\n  {_reasons(ask)}\n  {_ways(catalogue, ask.organisation)}" for ask in chosen)


def as_markdown(catalogue: Catalogue, chosen: Iterable[Ask]) -> str:
    """The list as an issue shows it. No text of a record can do anything in it."""
    return f"{INTRODUCTION}\n\n" + "\n".join(f"- [ ] `{ask.organisation.slug}`: {_reasons(ask)}. `{_ways(catalogue, ask.organisation).replace('`', chr(39))}`" for ask in chosen)


FORMATS: dict[str, Callable[[Catalogue, Iterable[Ask]], str]] = {"text": as_text, "markdown": as_markdown}


def _reasons(ask: Ask) -> str:
    pages = f"named on {ask.pages:,} of our pages"
    return f"newest word from {ask.seen}, {pages}" if ask.seen else f"no date known, {pages}"


def _ways(catalogue: Catalogue, o: Organisation) -> str:
    """How to ask the group."""
    words = catalogue.words["organisation"]
    ways = [(words[way], getattr(o.contact, way)) for way in WAYS] + [(words["social"], " ".join(o.contact.social)), (words["visit"], _address(o) if o.based_in.address else "")]
    return visible("; ".join(f"{title}: {value}" for title, value in ways if value) or words["unknown_contact"])


# --- The e-mail --------------------------------------------------------------------------------------------------

def letter(catalogue: Catalogue, o: Organisation) -> bytes:
    """The e-mail to a group, as a file that a mail program opens as a draft. Each text of the record stays in its own line."""
    message = EmailMessage(policy=SMTP)
    message["To"] = Address(addr_spec=o.contact.email)
    if catalogue.instance.contact:
        message["From"] = message["Reply-To"] = Address(visible(catalogue.instance.name), addr_spec=catalogue.instance.contact)
    message["Subject"] = format_message(catalogue.words["ask"]["subject"], name=visible(o.name))
    message["X-Unsent"] = "1"  # Outlook opens it ready to be sent
    message.set_content("\n".join(_lines(catalogue, o)) + "\n", cte="quoted-printable")
    return message.as_bytes()


def _lines(catalogue: Catalogue, o: Organisation) -> Iterator[str]:
    words, instance = catalogue.words["ask"], catalogue.instance
    yield words["hello"]
    yield ""
    yield format_message(words["why"], name=visible(o.name), site=visible(instance.name))
    yield format_message(words["why_confirmed"], month=format_month(o.checked.on)) if o.checked.by == "organisation" else words["why_gathered"]
    yield words["please"]
    yield ""
    yield f"- {words['right']}"
    yield f"- {words['wrong']}"
    if instance.address:
        yield f"  {format_message(words['form'], address=instance.address + urls.change(o.slug))}"
    yield f"- {words['leave']}"
    yield f"- {words['silent']}"
    yield ""
    yield words["public"]
    if instance.address:
        yield format_message(words["page"], address=instance.address + urls.organisation(o.slug))
    yield ""
    yield words["thanks"]
    yield visible(instance.name)
    yield ""
    yield f"--- {words['says']} ---"
    for pointer, values in _entry(catalogue, o):
        yield ""
        yield f"{catalogue.schema.node(pointer)['title']}:"
        yield from (f"  {visible(value)}" for value in values or (words["unknown"],))


def _entry(catalogue: Catalogue, o: Organisation) -> Iterator[tuple[tuple[str, ...], list[str]]]:
    """What a group has to look at: the field, and what the record says in words. An empty list: we do not know."""
    term = lambda vocabulary, ids: [capital(phrase) for phrase in phrases(catalogue, ids, vocabulary)]
    contact = [(name, getattr(o.contact, name)) for name in (*WAYS, "relay_uk")]
    title = lambda *pointer: catalogue.schema.node(pointer)["title"]
    yield ("name",), [o.name]
    if names := [*o.also_known_as, *(name for _, name in o.names)]:
        yield ("also_known_as",), names
    yield ("summary",), [o.summary]
    yield ("user_led", "led_by"), term("community", o.user_led.led_by)
    yield ("user_led", "basis"), [catalogue.term("basis", o.user_led.basis).title, o.user_led.evidence]
    yield ("for",), term("community", o.meant_for)
    yield ("activities",), term("activity", o.activities)
    yield ("contact",), [*(title("contact", name) if value is True else f"{title('contact', name)}: {value}" for name, value in contact if value), *o.contact.social]
    yield ("area",), [*term("reach", [o.area.reach] if o.area.reach else []), *([join_list(phrases(catalogue, o.area.serves, "areas"), catalogue.words["lists"])] if o.area.serves else [])]
    yield ("based_in",), [_address(o, *phrases(catalogue, [o.based_in.area] if o.based_in.area else [], "areas"))] if o.based_in.address or o.based_in.town or o.based_in.area else []
    yield ("access",), [f"{catalogue.term('access', fact.kind).title}{f' ({fact.detail})' if fact.detail else ''}" for fact in o.access]


def _address(o: Organisation, *area: str) -> str:
    base = o.based_in
    return ", ".join(dict.fromkeys(filter(None, (base.address, base.town, *area, base.postcode or base.district))))
