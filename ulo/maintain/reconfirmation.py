"""Whom to ask whether all is still right, and the e-mail that asks.

Nothing here says that a group may be gone. The oldest records come first, in bands: very old or
without a date, old, recent. Within a band, those come first whose page would mislead most people.
We count no readers, so we count our own pages that name the group: pages of places, of members, of
groups like it, and of closed groups whose work it carries on. A group for the whole country is on
many pages, and so is the only one around.
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
from ulo.model import OLD_YEARS, RECENT_YEARS, Organisation, is_confirmed_lately, last_known_year
from ulo.schema import Pointer

INTRODUCTION = """\
Please ask these groups whether what we say about them is still correct. \
Those with the oldest sources come first, and among these the ones on most of our pages.

- Write the emails:  `python3 build.py stale --write letters`
- When a group says it's all correct:  `python3 build.py confirm NAME`"""
# The ways to reach a group, those first that a short question suits best.
CHANNELS = ("email", "phone", "sms", "textphone", "website", "bsl")
# The bands of age, the oldest first.
VERY_OLD, OLD, RECENT = range(3)


@dataclass(frozen=True)
class ConfirmationRequest:
    """A group to ask: the latest year that we know of it, if any, and how many pages name it."""

    organisation: Organisation
    last_seen: int | None
    mentions: int


def list_requests(catalogue: Catalogue) -> list[ConfirmationRequest]:
    """All open groups that have not confirmed their record of late, in the order to ask them."""
    mentions = count_mentions(catalogue)
    due = [
        ConfirmationRequest(o, last_known_year(o), mentions[o.slug])
        for o in catalogue.open
        if not is_confirmed_lately(o, catalogue.today)
    ]

    def priority(request: ConfirmationRequest) -> tuple[int, int, int, str]:
        band = _age_band(catalogue.today.year, request.last_seen)
        return band, -request.mentions, request.last_seen or 0, request.organisation.slug

    return sorted(due, key=priority)


def _age_band(this_year: int, last_seen: int | None) -> int:
    if not last_seen or this_year - last_seen > OLD_YEARS:
        return VERY_OLD
    return OLD if this_year - last_seen > RECENT_YEARS else RECENT


def count_mentions(catalogue: Catalogue) -> Counter[str]:
    """By slug, on how many pages of areas and of other groups each group is named."""
    mentions: Counter[str] = Counter()
    for area in catalogue.areas:
        page = catalogue.place_pages.by_id[area]
        nation, country = catalogue.place_groups.best_national(page)
        local = catalogue.place_groups.by_reach(page).local
        mentions.update({o.slug for o in (*local, *nation, *country)})
    for slug, members in catalogue.members.items():
        mentions[slug] += len(members)
    for slug, predecessors in catalogue.predecessors.items():
        mentions[slug] += len(predecessors)
    for o in catalogue.open:
        mentions.update(other.organisation.slug for other in catalogue.alike[o.slug])
    return mentions


def describe_progress(catalogue: Catalogue) -> str:
    """How many open groups confirmed their page in the last 12 months, and how far half of them is.

    The share is rounded down: it never says that the aim is reached before it is.
    """
    total = len(catalogue.open)
    confirmed = sum(is_confirmed_lately(o, catalogue.today) for o in catalogue.open)
    share = 100 * confirmed // total if total else 0
    missing = (total + 1) // 2 - confirmed
    if not total:
        aim = "There are no groups to ask."
    elif missing > 0:
        aim = f"The aim is half: {missing:,} more."
    else:
        aim = "That's half of them, which is the aim."
    figures = f"{confirmed:,} of {total:,} in the last 12 months ({share}%)"
    return f"Confirmed by the group: {figures}. {aim}"


# --- The list -------------------------------------------------------------------------------------


def as_text(catalogue: Catalogue, requests: Iterable[ConfirmationRequest]) -> str:
    blocks = []
    for request in requests:
        o = request.organisation
        blocks.append(
            f"{o.slug}  {escape_invisible(o.name)}\n"
            f"  {_reasons(request)}\n"
            f"  {_list_channels(catalogue, o)}"
        )
    return "\n\n".join(blocks)


def as_markdown(catalogue: Catalogue, requests: Iterable[ConfirmationRequest]) -> str:
    """The list as an issue shows it. No text of a record has any effect in it."""
    lines = []
    for request in requests:
        channels = _list_channels(catalogue, request.organisation).replace("`", "'")
        lines.append(f"- [ ] `{request.organisation.slug}`: {_reasons(request)}. `{channels}`")
    return f"{INTRODUCTION}\n\n" + "\n".join(lines)


FORMATS: dict[str, Callable[[Catalogue, Iterable[ConfirmationRequest]], str]] = {
    "text": as_text,
    "markdown": as_markdown,
}


def _reasons(request: ConfirmationRequest) -> str:
    age = f"newest word from {request.last_seen}" if request.last_seen else "no date known"
    return f"{age}, named on {request.mentions:,} of our pages"


def _list_channels(catalogue: Catalogue, o: Organisation) -> str:
    """How to reach the group."""
    messages = catalogue.messages["organisation"]
    channels = [(messages[channel], getattr(o.contact, channel)) for channel in CHANNELS]
    channels.append((messages["social"], " ".join(o.contact.social)))
    if o.based_in.address:
        channels.append((messages["visit"], _format_address(o)))
    listed = "; ".join(f"{title}: {value}" for title, value in channels if value)
    return escape_invisible(listed or messages["unknown_contact"])


# --- The e-mail -----------------------------------------------------------------------------------


def build_email(catalogue: Catalogue, o: Organisation, link: str = "") -> bytes:
    """The e-mail to a group, as a file that a mail program opens as a draft.

    With the `link`, whoever reads it can show that they do, and a reply that quotes it does so too.
    Each text of the record stays in its own line. Raises where the mailbox of the group is none.
    """
    instance = catalogue.instance
    message = EmailMessage(policy=SMTP)
    message["To"] = Address(addr_spec=o.contact.email)
    if instance.contact:
        sender = Address(escape_invisible(instance.name), addr_spec=instance.contact)
        message["From"] = message["Reply-To"] = sender
    message["Subject"] = format_message(
        catalogue.messages["ask"]["subject"], name=escape_invisible(o.name)
    )
    message["X-Unsent"] = "1"  # Outlook opens it ready to be sent.
    message.set_content("\n".join(_email_lines(catalogue, o, link)) + "\n", cte="quoted-printable")
    return message.as_bytes()


def _email_lines(catalogue: Catalogue, o: Organisation, link: str) -> Iterator[str]:
    messages, instance = catalogue.messages["ask"], catalogue.instance
    site_name = escape_invisible(instance.name)
    yield messages["hello"]
    yield ""
    yield format_message(messages["why"], name=escape_invisible(o.name), site=site_name)
    if o.checked.by == "organisation":
        yield format_message(messages["why_confirmed"], month=format_month(o.checked.on))
    else:
        yield messages["why_gathered"]
    yield messages["please"]
    yield ""
    yield f"- {messages['right']}"
    if link:
        yield f"  {messages['right_link']}"
        yield f"  {link}"
    yield f"- {messages['wrong']}"
    if instance.site_url:
        form = instance.site_url + urls.change_form(o.slug)
        yield f"  {format_message(messages['form'], address=form)}"
    yield f"- {messages['leave']}"
    yield f"- {messages['silent']}"
    yield ""
    yield messages["public"]
    if instance.site_url:
        page = instance.site_url + urls.organisation(o.slug)
        yield format_message(messages["page"], address=page)
    yield ""
    yield messages["thanks"]
    yield site_name
    yield ""
    yield f"--- {messages['says']} ---"
    for pointer, values in _record_lines(catalogue, o):
        yield ""
        yield f"{_field_title(catalogue, *pointer)}:"
        for value in values or [messages["unknown"]]:
            yield f"  {escape_invisible(value)}"


def _record_lines(catalogue: Catalogue, o: Organisation) -> Iterator[tuple[Pointer, list[str]]]:
    """What a group has to look at: a field, and what the record says in words.

    The list is empty where we know nothing.
    """
    yield ("name",), [o.name]
    if o.also_known_as or o.names:
        yield ("also_known_as",), [*o.also_known_as, *(name for _, name in o.names)]
    yield ("summary",), [o.summary]
    yield ("user_led", "led_by"), _term_lines(catalogue, "community", o.user_led.led_by)
    basis = catalogue.term("basis", o.user_led.basis).title
    yield ("user_led", "basis"), [basis, o.user_led.evidence]
    yield ("for",), _term_lines(catalogue, "community", o.meant_for)
    yield ("activities",), _term_lines(catalogue, "activity", o.activities)
    yield ("contact",), _contact_lines(catalogue, o)
    yield ("area",), _area_lines(catalogue, o)
    yield ("based_in",), _location_lines(catalogue, o)
    yield ("access",), _access_lines(catalogue, o)


def _term_lines(catalogue: Catalogue, vocabulary: str, ids: Iterable[str]) -> list[str]:
    return [capitalise(phrase) for phrase in catalogue.phrases(ids, vocabulary)]


def _contact_lines(catalogue: Catalogue, o: Organisation) -> list[str]:
    lines = []
    for name in (*CHANNELS, "relay_uk"):
        title, value = _field_title(catalogue, "contact", name), getattr(o.contact, name)
        if value is True:
            lines.append(title)
        elif value:
            lines.append(f"{title}: {value}")
    return [*lines, *o.contact.social]


def _area_lines(catalogue: Catalogue, o: Organisation) -> list[str]:
    lines = _term_lines(catalogue, "reach", [o.area.reach]) if o.area.reach else []
    if o.area.serves:
        areas = catalogue.phrases(o.area.serves, "areas")
        lines.append(join_list(areas, catalogue.messages["lists"]))
    return lines


def _location_lines(catalogue: Catalogue, o: Organisation) -> list[str]:
    base = o.based_in
    if not (base.address or base.town or base.area):
        return []
    areas = catalogue.phrases([base.area], "areas") if base.area else []
    return [_format_address(o, *areas)]


def _access_lines(catalogue: Catalogue, o: Organisation) -> list[str]:
    lines = []
    for fact in o.access:
        detail = f" ({fact.detail})" if fact.detail else ""
        lines.append(f"{catalogue.term('access', fact.kind).title}{detail}")
    return lines


def _field_title(catalogue: Catalogue, *pointer: str | int) -> str:
    title: str = catalogue.schema.subschema(pointer)["title"]
    return title


def _format_address(o: Organisation, *areas: str) -> str:
    """The address with each part once: a town may be an area of the same name."""
    base = o.based_in
    parts = (base.address, base.town, *areas, base.postcode or base.district)
    return ", ".join(dict.fromkeys(part for part in parts if part))
