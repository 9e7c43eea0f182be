"""Whom to ask whether all is still right; `confirmation_email` is the e-mail that asks.

Nothing here says that a group may be gone. The oldest records come first, in bands: very old or
without a date, old, recent. Within a band, those come first whose page would mislead most people.
We count no readers, so we count our own pages that name the group: pages of places, of members, of
groups like it, and of closed groups whose work it carries on. A group for the whole country is on
many pages, and so is the only one around.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ulo.catalogue import Catalogue
from ulo.core import count, escape_invisible, message
from ulo.maintain.confirmation_email import CHANNELS, format_address
from ulo.maintain.reporting import format_number
from ulo.model import OLD_YEARS, RECENT_YEARS, Organisation, is_confirmed_lately, last_known_year

# How the list counts them, by the key of the sentence in `reconfirmation.ways`: each group once, by
# the first of these that it has.
WAYS = {
    "email": ("email",),
    "phone": ("phone", "sms", "textphone"),
    "web": ("website", "bsl", "social"),
    "post": ("address",),
    "none": (),
}
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
        aim = message("reconfirmation.aim.nobody")
    elif missing > 0:
        aim = count("reconfirmation.aim.missing", missing)
    else:
        aim = message("reconfirmation.aim.reached")
    return message(
        "reconfirmation.progress",
        confirmed=format_number(confirmed),
        total=format_number(total),
        share=share,
        aim=aim,
    )


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
    return "\n".join(lines)


FORMATS: dict[str, Callable[[Catalogue, Iterable[ConfirmationRequest]], str]] = {
    "text": as_text,
    "markdown": as_markdown,
}


def describe_ways(requests: Iterable[ConfirmationRequest]) -> str:
    """How many of these groups can be asked in which way, the best one of each."""
    ways = Counter(_best_way(request.organisation) for request in requests)
    return ", ".join(count(f"reconfirmation.ways.{way}", ways[way]) for way in WAYS if ways[way])


def _best_way(o: Organisation) -> str:
    known = {name for name in (*CHANNELS, "social") if getattr(o.contact, name)}
    known |= {"address"} if o.based_in.address else set()
    return next(way for way, names in WAYS.items() if not names or known & set(names))


def _reasons(request: ConfirmationRequest) -> str:
    if year := request.last_seen:
        return count("reconfirmation.reasons.last_heard", request.mentions, year=year)
    return count("reconfirmation.reasons.no_date", request.mentions)


def _list_channels(catalogue: Catalogue, o: Organisation) -> str:
    """How to reach the group."""
    messages = catalogue.messages["organisation"]
    channels = [(messages[channel], getattr(o.contact, channel)) for channel in CHANNELS]
    channels.append((messages["social"], " ".join(o.contact.social)))
    if o.based_in.address:
        channels.append((messages["visit"], format_address(o)))
    listed = "; ".join(f"{title}: {value}" for title, value in channels if value)
    return escape_invisible(listed or messages["unknown_contact"])
