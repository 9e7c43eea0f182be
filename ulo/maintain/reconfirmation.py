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
from ulo.core import (
    capitalise,
    escape_invisible,
    format_message,
    format_month,
    join_list,
    urls,
)
from ulo.model import OLD_YEARS, RECENT_YEARS, RECONFIRM_AFTER_DAYS, Organisation, last_known_year

INTRODUCTION = """\
Please ask these groups whether what we say about them is still right. Those with the oldest sources come first, and among these the ones on most of our pages.

- Write the e-mails:  `python3 build.py stale --write letters`
- When a group says that all is right:  `python3 build.py confirm NAME`"""
# The ways to reach a group, those first that a short question suits best.
CHANNELS = ("email", "phone", "sms", "textphone", "website", "bsl")


@dataclass(frozen=True)
class ReviewRequest:
    """A group to ask: the latest year in which it was seen, if any, and how many of our pages name it."""

    organisation: Organisation
    last_seen: int | None
    mentions: int


def list_requests(catalogue: Catalogue) -> list[ReviewRequest]:
    """All open groups that have not confirmed their record of late, in the order in which to ask them."""
    pages = count_mentions(catalogue)
    due = [
        ReviewRequest(o, last_known_year(o), pages[o.slug])
        for o in catalogue.open
        if not (
            o.checked.by == "organisation"
            and (catalogue.today - o.checked.on).days < RECONFIRM_AFTER_DAYS
        )
    ]
    return sorted(
        due,
        key=lambda ask: (
            _age_band(catalogue.today.year, ask.last_seen),
            -ask.mentions,
            ask.last_seen or 0,
            ask.organisation.slug,
        ),
    )


def _age_band(this_year: int, last_seen: int | None) -> int:
    return (
        0
        if not last_seen or this_year - last_seen > OLD_YEARS
        else 1
        if this_year - last_seen > RECENT_YEARS
        else 2
    )


def count_mentions(catalogue: Catalogue) -> Counter[str]:
    """On how many pages of areas and of other groups each group is named."""
    named: Counter[str] = Counter()
    for area in catalogue.areas:
        page = catalogue.place_pages.by_id[area]
        nation, country = catalogue.place_groups.best_national(page)
        local = catalogue.place_groups.by_reach(page).local
        named.update({o.slug for o in (*local, *nation, *country)})
    for slug, members in catalogue.members.items():
        named[slug] += len(members)
    for slug, before in catalogue.predecessors.items():
        named[slug] += len(before)
    named.update(
        relation.organisation.slug
        for relations in catalogue.related.values()
        for relation in relations
    )
    return named


# --- The list ----------------------------------------------------------------------------------------------------


def as_text(catalogue: Catalogue, chosen: Iterable[ReviewRequest]) -> str:
    return "\n\n".join(
        f"{ask.organisation.slug}  {escape_invisible(ask.organisation.name)}\n  {_reasons(ask)}\n  {_list_channels(catalogue, ask.organisation)}"
        for ask in chosen
    )


def as_markdown(catalogue: Catalogue, chosen: Iterable[ReviewRequest]) -> str:
    """The list as an issue shows it. No text of a record can do anything in it."""
    return f"{INTRODUCTION}\n\n" + "\n".join(
        f"- [ ] `{ask.organisation.slug}`: {_reasons(ask)}. `{_list_channels(catalogue, ask.organisation).replace('`', chr(39))}`"
        for ask in chosen
    )


FORMATS: dict[str, Callable[[Catalogue, Iterable[ReviewRequest]], str]] = {
    "text": as_text,
    "markdown": as_markdown,
}


def _reasons(request: ReviewRequest) -> str:
    pages = f"named on {request.mentions:,} of our pages"
    return (
        f"newest word from {request.last_seen}, {pages}"
        if request.last_seen
        else f"no date known, {pages}"
    )


def _list_channels(catalogue: Catalogue, o: Organisation) -> str:
    """How to ask the group."""
    messages = catalogue.messages["organisation"]
    ways = [(messages[way], getattr(o.contact, way)) for way in CHANNELS] + [
        (messages["social"], " ".join(o.contact.social)),
        (messages["visit"], _format_address(o) if o.based_in.address else ""),
    ]
    return escape_invisible(
        "; ".join(f"{title}: {value}" for title, value in ways if value)
        or messages["unknown_contact"]
    )


# --- The e-mail --------------------------------------------------------------------------------------------------


def build_email(catalogue: Catalogue, o: Organisation) -> bytes:
    """The e-mail to a group, as a file that a mail program opens as a draft. Each text of the record stays in its own line."""
    message = EmailMessage(policy=SMTP)
    message["To"] = Address(addr_spec=o.contact.email)
    if catalogue.instance.contact:
        message["From"] = message["Reply-To"] = Address(
            escape_invisible(catalogue.instance.name), addr_spec=catalogue.instance.contact
        )
    message["Subject"] = format_message(
        catalogue.messages["ask"]["subject"], name=escape_invisible(o.name)
    )
    message["X-Unsent"] = "1"  # Outlook opens it ready to be sent
    message.set_content("\n".join(_email_lines(catalogue, o)) + "\n", cte="quoted-printable")
    return message.as_bytes()


def _email_lines(catalogue: Catalogue, o: Organisation) -> Iterator[str]:
    messages, instance = catalogue.messages["ask"], catalogue.instance
    yield messages["hello"]
    yield ""
    yield format_message(
        messages["why"], name=escape_invisible(o.name), site=escape_invisible(instance.name)
    )
    yield (
        format_message(messages["why_confirmed"], month=format_month(o.checked.on))
        if o.checked.by == "organisation"
        else messages["why_gathered"]
    )
    yield messages["please"]
    yield ""
    yield f"- {messages['right']}"
    yield f"- {messages['wrong']}"
    if instance.site_url:
        yield f"  {format_message(messages['form'], address=instance.site_url + urls.change_form(o.slug))}"
    yield f"- {messages['leave']}"
    yield f"- {messages['silent']}"
    yield ""
    yield messages["public"]
    if instance.site_url:
        yield format_message(
            messages["page"], address=instance.site_url + urls.organisation(o.slug)
        )
    yield ""
    yield messages["thanks"]
    yield escape_invisible(instance.name)
    yield ""
    yield f"--- {messages['says']} ---"
    for pointer, values in _record_lines(catalogue, o):
        yield ""
        yield f"{catalogue.schema.subschema(pointer)['title']}:"
        yield from (f"  {escape_invisible(value)}" for value in values or (messages["unknown"],))


def _record_lines(
    catalogue: Catalogue, o: Organisation
) -> Iterator[tuple[tuple[str, ...], list[str]]]:
    """What a group has to look at: the field, and what the record says in words. An empty list: we do not know."""
    term = lambda vocabulary, ids: [
        capitalise(phrase) for phrase in catalogue.phrases(ids, vocabulary)
    ]
    contact = [(name, getattr(o.contact, name)) for name in (*CHANNELS, "relay_uk")]
    title = lambda *pointer: catalogue.schema.subschema(pointer)["title"]
    yield ("name",), [o.name]
    if names := [*o.also_known_as, *(name for _, name in o.names)]:
        yield ("also_known_as",), names
    yield ("summary",), [o.summary]
    yield ("user_led", "led_by"), term("community", o.user_led.led_by)
    yield (
        ("user_led", "basis"),
        [catalogue.term("basis", o.user_led.basis).title, o.user_led.evidence],
    )
    yield ("for",), term("community", o.meant_for)
    yield ("activities",), term("activity", o.activities)
    yield (
        ("contact",),
        [
            *(
                title("contact", name) if value is True else f"{title('contact', name)}: {value}"
                for name, value in contact
                if value
            ),
            *o.contact.social,
        ],
    )
    yield (
        ("area",),
        [
            *term("reach", [o.area.reach] if o.area.reach else []),
            *(
                [join_list(catalogue.phrases(o.area.serves, "areas"), catalogue.messages["lists"])]
                if o.area.serves
                else []
            ),
        ],
    )
    yield (
        ("based_in",),
        [
            _format_address(
                o, *catalogue.phrases([o.based_in.area] if o.based_in.area else [], "areas")
            )
        ]
        if o.based_in.address or o.based_in.town or o.based_in.area
        else [],
    )
    yield (
        ("access",),
        [
            f"{catalogue.term('access', fact.kind).title}{f' ({fact.detail})' if fact.detail else ''}"
            for fact in o.access
        ],
    )


def _format_address(o: Organisation, *area: str) -> str:
    base = o.based_in
    return ", ".join(
        dict.fromkeys(
            filter(None, (base.address, base.town, *area, base.postcode or base.district))
        )
    )
