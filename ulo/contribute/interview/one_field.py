"""Asks for one field until the answer passes the rules."""

from collections.abc import Sequence
from copy import deepcopy

from ulo.contribute.fields import remove_value, set_value
from ulo.contribute.form import ALWAYS_REQUIRED, Question
from ulo.contribute.interview.answers import Value, read_answer
from ulo.contribute.interview.dialogue import help_text, words
from ulo.contribute.interview.fields import MAX_INLINE_TERMS, field_hints, term_lines
from ulo.contribute.interview.session import WHOLE, Session
from ulo.contribute.interview.summary import (
    DISTRICT,
    POSTCODE,
    describe_value,
    full_title,
    place_of_answer,
    remove_entry_or_value,
    value_at,
)
from ulo.contribute.texts import name_suggestions
from ulo.core import ERROR, Problem, message, slugify
from ulo.records import file_name, values


def _say(session: Session, key: str, **facts: object) -> None:
    """Shows a sentence of `interview.field` below the question."""
    session.show(f"  {message(f'interview.field.{key}', **facts)}")


def ask_field(session: Session, question: Question, required: bool) -> bool:
    """Asks for one field; true when it is answered, or left blank where it may be."""
    current = value_at(session.data, place_of_answer(session.data, question))
    _introduce(session, question, required)
    offered, kept = "", ""
    while True:
        answer = session.dialogue.read()
        if offered and answer.lower() in words("yes"):
            answer = offered
        if kept and not answer.startswith("?"):
            answer = f"{kept}, {answer}" if answer else kept
        if answer.startswith("?"):
            _help(session, question, answer[1:].strip())
        elif not answer and (current or not required):
            return True
        elif not answer:
            _say(session, "needed")
            if question.id not in ALWAYS_REQUIRED:
                _say(session, "not_known", unknown=words("unknown")[0])
        else:
            is_accepted, offered = _accept(session, question, answer, required)
            if is_accepted:
                return True
            kept = _known_terms(session, question, answer)


def _known_terms(session: Session, question: Question, answer: str) -> str:
    """The terms of a list that were understood, so that only the rest has to be written again."""
    value = read_answer(answer, question, session.schema)
    if not question.choices or isinstance(value, str):
        return ""
    known = [term_id for term_id in value if term_id in question.choices.terms]
    if known and len(known) < len(value):
        _say(session, "kept", answers=describe_value(known, question))
        return ", ".join(known)
    return ""


def _introduce(session: Session, question: Question, required: bool) -> None:
    """Shows the question, its hints, a short list, and the answer so far."""
    title = full_title(question, session.data, session.schema)
    current = value_at(session.data, place_of_answer(session.data, question))
    session.show("")
    match question.pointer:
        case (str(name), int(), "what" | "url"):
            node = session.schema.subschema((name,))
            facts = {"title": node["title"], "description": node["description"]}
            session.show(message("interview.field.entry", **facts))
    is_open = required or current
    session.show(title if is_open else message("interview.field.may_skip", title=title))
    if hints := " ".join(filter(None, field_hints(question))):
        session.show(f"  {hints}")
    if question.choices and len(question.choices.terms) <= MAX_INLINE_TERMS:
        session.show("\n".join(term_lines(question.choices)))
    if current:
        _say(session, "so_far", answer=describe_value(current, question))
        _say(session, "keep" if required else "keep_or_leave")


def _help(session: Session, question: Question, search: str) -> None:
    """Shows the list of the field, or what has a word of it, and what else a person can do."""
    if question.choices:
        is_described = bool(search) or len(question.choices.terms) <= MAX_INLINE_TERMS
        lines = list(term_lines(question.choices, search, is_described))
        if lines:
            session.show("\n".join(lines))
            _say(session, "use_numbers")
        else:
            _say(session, "nothing_matches", search=search)
    if not search or not question.choices:
        session.show(help_text())


def _accept(session: Session, question: Question, answer: str, required: bool) -> tuple[bool, str]:
    """Puts the answer into the record: whether all is well, and what may have been meant.

    All that the rules find is shown. Only errors keep the answer out; then the record stays as it
    was.
    """
    value = read_answer(answer, question, session.schema)
    if not value:
        return _leave_blank(session, question, required), ""
    _show_reading(session, question, answer, value)
    pointer, before = question.pointer, deepcopy(session.data)
    if pointer == POSTCODE:
        # A whole postcode takes the place of its first half, and the other way round.
        for place in (POSTCODE, DISTRICT):
            if value_at(session.data, place):
                remove_value(session.data, place)
        if values.is_outcode(str(value), values.country_forms(session.schema).postcodes):
            pointer = DISTRICT
    if question.control == "facts":
        known = {fact["is"]: fact for fact in session.data.get("access", ())}
        set_value(session.data, pointer, [known.get(one, {"is": one}) for one in value])
    else:
        set_value(session.data, pointer, value)
    problems = list(session.field_problems(pointer))
    offered = _show_problems(session, question, problems)
    if pointer == ("name",):
        problems += _name_problems(session, answer)
    is_accepted = all(problem.level != ERROR for problem in problems)
    if not is_accepted:
        session.draft.data = before
    elif before != session.data:
        session.reopen(*WHOLE)
    return is_accepted, offered


def _show_reading(session: Session, question: Question, answer: str, value: Value) -> None:
    """Says what we wrote otherwise than the person, and which terms we understood."""
    if question.choices:
        ids = [value] if isinstance(value, str) else value
        read = describe_value(value, question)
        same = (read.lower(), ", ".join(ids).lower())
        if all(one in question.choices.terms for one in ids) and answer.lower() not in same:
            _say(session, "read_as", answer=read)
    elif (
        isinstance(value, str) and question.control != "tick" and values.is_reworded(answer, value)
    ):
        _say(session, "wrote_as", answer=value)


def _show_problems(session: Session, question: Question, problems: Sequence[Problem]) -> str:
    """Shows what the rules find; the terms that a "yes" then stands for, if each has just one."""
    terms = question.choices.terms.values() if question.choices else ()
    titles = {term.id: term.title for term in terms}
    guesses: list[str] = []
    unlisted = 0
    # If one is an error, the same question comes again, and "back" leads to the one before it.
    is_kept = all(problem.level != ERROR for problem in problems)
    for problem in problems:
        if problem.rule == "not-in-list" and titles:
            named, near = name_suggestions(problem.message, titles)
            unlisted += 1
            guesses += near if len(near) == 1 else ()
            session.show(f"  {named}")
        elif question.control == "tick" and problem.level == ERROR:
            session.show(f"  {message('interview.yes_or_no')}")
        else:
            advice = message("importer.delete_line.within")
            fix = problem.fix.replace(advice, message("interview.field.leave_out"))
            said = [problem.message, fix]
            if is_kept:
                said.append(message("interview.field.change", back=words("back")[0]))
            session.show(f"  {' '.join(said)}")
    is_clear = 0 < unlisted == len(guesses)
    if unlisted:
        _say(session, "yes_or_see_list" if is_clear else "see_list")
    return ", ".join(guesses) if is_clear else ""


def _name_problems(session: Session, name: str) -> list[Problem]:
    """Why no file name can be made of the name; shown at once."""
    problems = list(file_name(slugify(name), ""))
    if problems:
        _say(session, "file_name")
    return problems


def _leave_blank(session: Session, question: Question, required: bool) -> bool:
    """Takes "N/A" for no answer, and says whether there need be none."""
    if question.id in ALWAYS_REQUIRED:
        _say(session, "needed")
        return False
    pointer = place_of_answer(session.data, question)
    if value_at(session.data, pointer):
        remove_entry_or_value(session.data, pointer)
        session.reopen(*WHOLE)
    _say(session, "blank")
    if required:
        _say(session, "look_up")
    return True
