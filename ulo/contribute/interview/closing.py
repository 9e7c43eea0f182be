"""Asks what is asked of a whole record: what to add, who writes, and what is safe to show."""

from collections.abc import Iterator

from ulo.checks.safety import RecordChange, SafetyQuestion, find_questions
from ulo.contribute.interview.answers import NUMBERS
from ulo.contribute.interview.dialogue import help_text, words
from ulo.contribute.interview.fields import DOOR, GROUPS, REQUIRED
from ulo.contribute.interview.session import Session
from ulo.contribute.interview.summary import remove_entry_or_value, value_at
from ulo.core import message
from ulo.schema import Pointer, format_pointer


def ask_more(session: Session) -> bool:
    """Asks which groups of more questions the person wants. All can be left out in one answer."""
    groups = [group for group in GROUPS if _fits(group.id, session)]
    session.show(f"\n{message('interview.more.ask')}")
    session.show(f"  {message('interview.more.numbers')}")
    for number, group in enumerate(groups, 1):
        title = message(f"interview.more.groups.{group.id}")
        session.show(f"  {message('interview.field.term', n=number, title=title)}")
    nothing = ("", *words("nothing"), *words("no"))
    while (answer := session.dialogue.read().lower()) not in nothing:
        numbers = answer.replace(",", " ").split()
        if answer in words("all"):
            numbers = list(map(str, range(1, len(groups) + 1)))
        elif not NUMBERS.fullmatch(answer) or not all(
            1 <= int(number) <= len(groups) for number in numbers
        ):
            wrong = message("interview.more.out_of_range", n=len(groups))
            session.show(help_text() if answer == "?" else f"  {wrong}")
            continue
        chosen = [groups[int(number) - 1] for number in numbers]
        session.draft.groups = list(
            dict.fromkeys((*session.draft.groups, *(group.id for group in chosen)))
        )
        # Of what was chosen before, the last entry was left blank: now there may be another.
        for group in chosen:
            if group.entries:
                number = len(session.data.get(group.entries, ()))
                session.reopen(format_pointer((group.entries, number, group.parts[0])))
        return True
    return True


def _fits(group_id: str, session: Session) -> bool:
    """Whether there is anything to ask: of a meeting, only if there is one."""
    return group_id != "meetings" or "meetings" in session.data


def ask_author(session: Session) -> bool:
    """Asks who writes. The answer is a term for the field `checked.by`."""
    is_own = session.dialogue.confirm(f"\n{message('interview.author')}")
    session.draft.author = "organisation" if is_own else "public-sources"
    return True


def ask_safety(session: Session) -> bool:
    """Asks what only the person can say, and leaves out what not everyone should see.

    What is left out is out of the draft at once. False where a record needs it: it is asked again.
    """
    messages = session.schema.messages["safety"]
    is_done = True
    while question := next(_open_questions(session), None):
        problem = question.as_problem(session.schema)
        session.show(f"\n{problem.title}: {problem.message} {problem.fix}")
        if session.dialogue.confirm(messages["keep"]):
            session.kept.append((question, _value_of(session, question)))
        else:
            is_done = _leave_out(session, question.pointer) and is_done
            session.show(f"  {messages['left_out']}")
            session.store.save(session.draft)
    return is_done


def _open_questions(session: Session) -> Iterator[SafetyQuestion]:
    """The questions about the record so far, but for those that the person has answered."""
    questions = find_questions(RecordChange(None, session.context))
    return (
        question
        for question in questions
        if (question, _value_of(session, question)) not in session.kept
    )


def _value_of(session: Session, question: SafetyQuestion) -> str:
    """What the question is about: another value is another question."""
    return str(value_at(session.data, question.pointer))


def _leave_out(session: Session, pointer: Pointer) -> bool:
    """Takes an answer out; false where a record needs one, which then is asked for again."""
    for place in DOOR if pointer in DOOR else (pointer,):
        if value_at(session.data, place):
            remove_entry_or_value(session.data, place)
    is_needed = pointer in REQUIRED or pointer == ("name",)
    if is_needed:
        session.reopen(format_pointer(pointer))
    return not is_needed
