"""The questions one after the other: what is asked next, back, and on from a draft."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial

from ulo.checks import CheckContext, RecordIndex
from ulo.contribute.form import Question, asked_fields, build_question
from ulo.contribute.interview.closing import ask_author, ask_more, ask_safety
from ulo.contribute.interview.dialogue import BackError, Dialogue, StopError, help_text
from ulo.contribute.interview.draft import DraftStore, NoStore
from ulo.contribute.interview.fields import GROUPS, MEETING, OPTIONAL, REQUIRED, Group
from ulo.contribute.interview.group_identity import (
    NAME,
    TOWN,
    ask_name,
    ask_same_group,
    ask_town_of_namesake,
)
from ulo.contribute.interview.one_field import ask_field
from ulo.contribute.interview.session import WHOLE, Asked, Session
from ulo.contribute.interview.summary import MORE, ask_summary, place_of_answer, value_at
from ulo.core import message
from ulo.schema import Pointer, RecordData, Schema, format_pointer

END = "end"


@dataclass(frozen=True)
class _Step:
    """One step, and what asks it: true where it is done. `question` is the field it asks for."""

    key: str
    ask: Callable[[], bool]
    question: Question | None = None
    required: bool = False


@dataclass
class _Plan:
    """All steps, as far as the answers so far call for them."""

    session: Session

    def __iter__(self) -> Iterator[_Step]:
        session, draft = self.session, self.session.draft
        yield self.field(NAME, True, partial(ask_name, session))
        if draft.is_namesake:
            yield self.field(TOWN, True, partial(ask_town_of_namesake, session))
        for pointer in REQUIRED:
            yield self.field(pointer, True)
        for pointer in self.asked(OPTIONAL):
            if pointer != TOWN or not draft.is_namesake:
                yield self.field(pointer)
        if "meetings" in session.data:
            for pointer in MEETING:
                yield self.field(pointer, pointer[-1] == "every")
        yield _Step("same-group", lambda: ask_same_group(session, self.fields()))
        yield _Step(MORE, partial(ask_more, session))
        for group in GROUPS:
            if group.id in draft.groups:
                yield from self.group(group)
        yield _Step("author", partial(ask_author, session))
        if draft.author == "public-sources":
            yield self.field(("sources", 0, "year"))
            yield from self.visit_sources()
        yield _Step("safety", partial(ask_safety, session))
        yield _Step(END, lambda: ask_summary(session, self.fields()))

    def field(
        self, pointer: Pointer, required: bool = False, ask: Callable[[], bool] | None = None
    ) -> _Step:
        question = build_question(self.session.schema, pointer)
        ask = ask or partial(ask_field, self.session, question, required)
        return _Step(format_pointer(pointer), ask, question, required)

    def asked(self, fields: Iterable[Pointer]) -> Iterator[Pointer]:
        """Those of the fields that the country has."""
        return (pointer for field in fields for pointer in asked_fields(self.session.schema, field))

    def fields(self) -> list[Asked]:
        """The fields that were asked for, in order."""
        answered = self.session.draft.answered
        return [
            Asked(step.question, step.required)
            for step in self
            if step.question and (step.key in answered or self.has_answer(step.question))
        ]

    def has_answer(self, question: Question) -> bool:
        return bool(value_at(self.session.data, place_of_answer(self.session.data, question)))

    def group(self, group: Group) -> Iterator[_Step]:
        """The questions of a group that the person chose."""
        data = self.session.data
        for pointer in self.asked(group.fields):
            # What is not there has no breaks.
            if len(pointer) < 3 or value_at(data, pointer[:2]):
                yield self.field(pointer)
        if group.id == "access":
            for number in range(len(data.get("access", ()))):
                yield self.field(("access", number, "detail"))
        if group.entries:
            yield from self.entries(group)

    def entries(self, group: Group) -> Iterator[_Step]:
        """The parts of each entry, until the person leaves the first part blank."""
        head, *rest = group.parts
        schema, entries = self.session.schema, self.session.data.get(group.entries, ())
        most = schema.subschema((group.entries,))["maxItems"]
        for number in range(group.first, min(len(entries) + 1, most)):
            yield self.field((group.entries, number, head))
            for part in rest if number < len(entries) else ():
                pointer = (group.entries, number, part)
                yield self.field(pointer, build_question(schema, pointer).required)

    def visit_sources(self) -> Iterator[_Step]:
        """The pages that show when the group meets and what a first visit is like."""
        data = self.session.data
        places: list[Pointer] = [
            ("meetings", number) for number in range(len(data.get("meetings", ())))
        ]
        if "first_visit" in data:
            places.append(("first_visit",))
        for place in places:
            yield self.field((*place, "source"))
            yield self.field((*place, "on"))


def _ask_all(session: Session) -> None:
    """Asks until nothing is left to ask, and keeps a draft of each answer. Raises StopError."""
    plan, draft = _Plan(session), session.draft
    while not session.is_same:
        done = {*draft.answered, *session.silent}
        step = next((step for step in plan if step.key not in done), None)
        if step is None:
            return
        count = session.dialogue.count
        try:
            is_done = step.ask()
        except BackError:
            _go_back(session)
            continue
        if is_done and step.key == END:
            return  # the draft stays as it is until the record is written
        if is_done and session.dialogue.count == count:
            session.silent.add(step.key)
        elif is_done:
            draft.answered.append(step.key)
        session.store.save(draft)


def _go_back(session: Session) -> None:
    """Opens the question again that was answered last.

    What looks at the whole record has nothing to ask a second time, so it is the one before that.
    """
    session.silent.clear()
    answered = session.draft.answered
    if not answered:
        session.show(f"  {message('interview.first')}")
    while answered and answered.pop() in WHOLE:
        pass


def _take_up_draft(session: Session) -> None:
    """Offers to go on with the draft of last time, or to throw it away."""
    draft = session.store.load()
    if draft is None:
        return
    name = draft.data.get("name", "")
    started = message("interview.started_name" if name else "interview.started", name=name)
    session.show(f"\n{started}")
    if session.dialogue.confirm(message("interview.carry_on")):
        session.draft = draft
    else:
        session.store.delete()


def run_interview(
    schema: Schema,
    today: date,
    existing: Iterable[CheckContext],
    taken: Iterable[str],
    read: Callable[[str], str] = input,
    show: Callable[[str], object] = print,
    store: DraftStore | None = None,
) -> tuple[str, RecordData] | None:
    """The slug and the data of a new record from the answers of a person; None where they stop.

    `existing` are all records, `taken` all slugs, those of unreadable records too. Where they stop,
    `store` keeps what they have answered.
    """
    session = Session(
        schema,
        today,
        RecordIndex(existing),
        frozenset(taken),
        Dialogue(read, show),
        store or NoStore(),
    )
    session.show(f"{message('interview.introduction')}\n{help_text()}")
    try:
        _take_up_draft(session)
        _ask_all(session)
    except (StopError, BackError, KeyboardInterrupt):
        return None
    if session.is_same:
        session.store.delete()
        return None
    return session.identity.slug, _finish(session)


def _finish(session: Session) -> RecordData:
    """The record with what nobody needs to be asked for."""
    data, today = session.data, session.today.isoformat()
    first, *others = data.get("sources") or [{}]
    evidence = {"url": data.get("user_led", {}).get("source"), **first, "supports": ["user_led"]}
    data["sources"] = [{key: value for key, value in evidence.items() if value}, *others]
    data["added"] = today
    data["checked"] = {"on": today, "by": session.draft.author, **data.get("checked", {})}
    return data
