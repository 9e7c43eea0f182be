"""When a group meets, what it costs, and its numbers: what somebody confirmed within a year."""

from collections import Counter
from datetime import date, timedelta

from ulo.catalogue import (
    Catalogue,
    KnownMeeting,
    describe_place,
    describe_times,
    group_meetings,
    group_visit,
    recurrence_rule,
)
from ulo.core import format_message, slugify
from ulo.exports.hsds.entities import Entity, GroupIds, international_number, keep_known
from ulo.exports.relay import relay_note
from ulo.model import RECONFIRM_AFTER_DAYS, LastKnown, Organisation


def schedules(catalogue: Catalogue, o: Organisation, ids: GroupIds) -> list[Entity]:
    """The confirmed meetings of an open group, each with the year in which it holds."""
    used: Counter[str] = Counter()
    made = []
    for entry in group_meetings(catalogue, o):
        # The same meeting keeps its id when its times change.
        name = slugify(entry.meeting.what)
        used[name] += 1
        if entry.is_current:
            id = ids.part("schedule", name, *([str(used[name])] if used[name] > 1 else []))
            made.append(_schedule(catalogue, entry, id, ids))
    return made


def _schedule(catalogue: Catalogue, entry: KnownMeeting, id: str, ids: GroupIds) -> Entity:
    meeting, messages = entry.meeting, catalogue.messages["visit"]
    return keep_known(
        {
            "id": id,
            "service_id": ids.service,
            **_validity(entry.known),
            **_recurrence(entry),
            "description": format_message(
                catalogue.messages["referral"]["detail"],
                what=meeting.what,
                detail=describe_times(catalogue, meeting),
            ),
            "attending_type": describe_place(catalogue, meeting),
            "notes": format_message(messages["breaks"], text=meeting.breaks)
            if meeting.breaks
            else "",
        }
    )


def _recurrence(entry: KnownMeeting) -> Entity:
    """The rule and the hours; nothing where the record does not say on which days.

    The standard asks for an offset from UTC behind each time. None is right all year: it is the
    time of the clock in the country, which may change in spring and in autumn.
    """
    meeting, rule = entry.meeting, recurrence_rule(entry.meeting)
    if not rule:
        return {}
    return {
        "freq": rule["FREQ"],
        "interval": 1,
        "byday": ",".join(rule["BYDAY"]),
        "opens_at": meeting.starts,
        "closes_at": meeting.ends,
    }


def _validity(known: LastKnown | None) -> Entity:
    """From when a fact was known until it has to be confirmed again; both days are in it."""
    if not known:
        return {}
    first: date = known.earliest
    last = first + timedelta(days=RECONFIRM_AFTER_DAYS - 1)
    return {"valid_from": first.isoformat(), "valid_to": last.isoformat()}


def cost_options(catalogue: Catalogue, o: Organisation, ids: GroupIds) -> list[Entity]:
    """What it costs to come; an amount only if that is nothing, since prices are words."""
    entry = group_visit(catalogue, o)
    if not entry or not entry.is_current or not entry.visit.cost:
        return []
    cost = catalogue.term("cost", entry.visit.cost)
    option = {
        "id": ids.part("cost_option", "first_visit"),
        "service_id": ids.service,
        **_validity(entry.known),
        "option": cost.title,
        "amount": 0 if cost.id == "free" else None,
        "amount_description": entry.visit.price,
    }
    return [keep_known(option)]


def contacts(catalogue: Catalogue, o: Organisation, ids: GroupIds) -> list[Entity]:
    """One contact with the numbers of an open group; no person is named.

    The numbers are in `phones`, as in HSDS 3.0 itself: a profile may have phones and lack the field
    that leads to them, but each lets an API add what it needs.
    """
    contact, words = o.contact, catalogue.messages["organisation"]
    relay = relay_note(catalogue, contact.phone) if contact.relay_uk else ""
    # Without a word, a number is for calls.
    numbers = {
        "phone": (contact.phone, relay),
        "sms": (contact.sms, words["sms"]),
        "textphone": (contact.textphone, words["textphone"]),
    }
    own_id = ids.part("contact")
    phones = [
        keep_known(
            {
                "id": ids.part("phone", kind),
                "contact_id": own_id,
                "number": international_number(catalogue.schema, number),
                "description": description,
            }
        )
        for kind, (number, description) in numbers.items()
        if number and not o.closed
    ]
    return [{"id": own_id, "service_id": ids.service, "phones": phones}] if phones else []
