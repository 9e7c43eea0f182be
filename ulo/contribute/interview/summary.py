"""The record as it stands, with a number for each answer, so that any of them can be changed."""

from collections.abc import Iterator, Sequence
from typing import Any

from ulo.contribute.fields import remove_value
from ulo.contribute.form import Question
from ulo.contribute.interview.dialogue import words
from ulo.contribute.interview.session import Asked, Session
from ulo.core import message
from ulo.schema import Pointer, RecordData, Schema

# The step that asks for more.
MORE = "more"
# The first half of a postcode is an answer to the question about the postcode, in a field of its
# own.
POSTCODE, DISTRICT = ("based_in", "postcode"), ("based_in", "district")


def value_at(data: RecordData, pointer: Pointer) -> Any:
    """What stands at a place in a record; None where there is nothing."""
    part: Any = data
    for step in pointer:
        try:
            part = part[step]
        except (KeyError, IndexError):
            return None
    return part


def place_of_answer(data: RecordData, question: Question) -> Pointer:
    """Where the answer to a question stands, or would stand."""
    has_outcode = question.pointer == POSTCODE and value_at(data, DISTRICT)
    return DISTRICT if has_outcode else question.pointer


def remove_entry_or_value(data: RecordData, pointer: Pointer) -> None:
    """Removes a value; with what an entry of a list is about, the whole entry."""
    is_head = len(pointer) == 3 and isinstance(pointer[1], int) and pointer[2] == "what"
    remove_value(data, pointer[:2] if is_head else pointer)


def describe_value(value: Any, question: Question) -> str:
    """A value in the words in which it was asked for: titles of terms, yes for true."""
    if isinstance(value, list):
        return message("lists.separator").join(describe_value(one, question) for one in value)
    if isinstance(value, dict):
        value = value.get("is", "")
    if question.control == "tick":
        return words("yes" if value == "true" else "no")[0]
    terms = question.choices.terms if question.choices else {}
    return terms[value].title if value in terms else str(value)


def full_title(question: Question, data: RecordData, schema: Schema) -> str:
    """The title of a field; of a list of entries, with the title and the number of the entry."""
    match question.pointer:
        case ("access", int(number), "detail"):
            term = schema.vocabularies["access"].terms[data["access"][number]["is"]]
            return message("interview.field.detail", term=term.title, title=question.title)
        case (str(name), int(number), _) if number:
            facts = {"part": schema.subschema((name,))["title"], "title": question.title}
            return message("interview.field.numbered", n=number + 1, **facts)
    return question.title


def ask_summary(session: Session, asked: Sequence[Asked]) -> bool:
    """Shows the record, and lets the person write it, change an answer or add something."""
    session.show(f"\n{message('interview.summary.title')}")
    known = {name: words(name)[0] for name in ("yes", "add", "quit")}
    return ask_change(session, asked, message("interview.summary.ask", **known), may_finish=True)


def ask_change(
    session: Session, asked: Sequence[Asked], request: str, may_finish: bool = False
) -> bool:
    """Lets the person choose an answer to change, which then is asked again; true where all is
    well as it is.
    """
    session.show("\n".join(_lines(session, asked)))
    session.show(request)
    while True:
        answer = session.dialogue.read().lower()
        if may_finish and answer in words("yes"):
            return True
        if may_finish and answer in words("add"):
            session.reopen(MORE)
            return False
        if answer.isascii() and answer.isdigit() and 1 <= int(answer[:6]) <= len(asked):
            session.reopen(asked[int(answer) - 1].key)
            return False
        session.show(f"  {request}")


def _lines(session: Session, asked: Sequence[Asked]) -> Iterator[str]:
    """The answers with their numbers, and then the numbers of what is blank."""
    blank = []
    for number, one in enumerate(asked, 1):
        title = full_title(one.question, session.data, session.schema)
        if value := value_at(session.data, place_of_answer(session.data, one.question)):
            answer = describe_value(value, one.question)
            line = message("interview.summary.answer", n=number, title=title, answer=answer)
            yield f"  {line}"
        elif one.required:
            yield f"  {message('interview.summary.needed', n=number, title=title)}"
        else:
            blank.append(message("interview.field.term", n=number, title=title))
    if blank:
        titles = message("lists.separator").join(blank)
        yield f"  {message('interview.summary.blank', titles=titles)}"
