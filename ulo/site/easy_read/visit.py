"""When a group meets and what the first visit is like, in Easy Read."""

from collections.abc import Iterator

from ulo.catalogue import (
    Catalogue,
    KnownMeeting,
    KnownVisit,
    describe_known,
    describe_times,
    group_meetings,
    group_visit,
)
from ulo.core import format_message
from ulo.model import Organisation
from ulo.schema import Messages
from ulo.site.easy_read.elements import Idea, RecordText, make_idea, to_lines
from ulo.site.pictures import term_picture


def visit_ideas(catalogue: Catalogue, o: Organisation) -> Iterator[Idea]:
    """An idea for each meeting and each fact; of what is old, that people should ask first."""
    messages = catalogue.messages["easy"]
    meetings, visit = group_meetings(catalogue, o), group_visit(catalogue, o)
    for entry in meetings:
        yield from _meeting(catalogue, messages, entry)
    if visit:
        yield from _visit(catalogue, messages, visit)
    if any(not entry.is_current for entry in meetings) or (visit and not visit.is_current):
        yield make_idea("ask-first", *to_lines(messages["ask_first"]))


def _meeting(catalogue: Catalogue, messages: Messages, entry: KnownMeeting) -> Iterator[Idea]:
    meeting, tense = entry.meeting, "meets" if entry.is_current else "met"
    when = describe_times(catalogue, meeting)
    if entry.is_current:
        times = format_message(messages["meets"], when=when)
    elif entry.known:
        times = format_message(messages["met"], time=describe_known(entry.known), when=when)
    else:
        times = format_message(messages["met_undated"], when=when)
    yield make_idea("calendar", RecordText(f"{meeting.what.rstrip('.')}."), *to_lines(times))
    if meeting.place:
        place = format_message(messages[f"{tense}_at"], place=meeting.place.rstrip("."))
        yield make_idea("place", place)
    if meeting.online:
        yield make_idea("access/online", messages[f"{tense}_online"])
    if meeting.breaks:
        yield make_idea("nothing-on", *to_lines(messages["breaks"]))


def _visit(catalogue: Catalogue, messages: Messages, known: KnownVisit) -> Iterator[Idea]:
    visit = known.visit
    if not known.is_current:
        text = messages["visit_undated"]
        if known.known:
            text = format_message(messages["visit_was"], time=describe_known(known.known))
        yield make_idea("look-up", *to_lines(text))
    facts = [("join", visit.join), ("cost", visit.cost), *(("companion", id) for id in visit.bring)]
    for vocabulary, term_id in facts:
        if term_id:
            term = catalogue.term(vocabulary, term_id)
            yield make_idea(
                term_picture(catalogue.schema, vocabulary, term), *to_lines(term.easy_read)
            )
    if visit.first_time:
        yield make_idea("first-time", messages["first_time"])
