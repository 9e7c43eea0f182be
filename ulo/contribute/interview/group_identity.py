"""Asks which group it is, where the directory may have it already."""

from collections.abc import Sequence

from ulo.checks import main_place_name
from ulo.contribute.fields import remove_value
from ulo.contribute.form import build_question
from ulo.contribute.interview.one_field import ask_field
from ulo.contribute.interview.session import Asked, Session
from ulo.contribute.interview.summary import ask_change, value_at
from ulo.core import describe_evidence, message
from ulo.schema import format_pointer

NAME, TOWN = ("name",), ("based_in", "town")


def ask_name(session: Session) -> bool:
    """Asks for the name, and says where another group has it."""
    before = session.data.get("name")
    ask_field(session, build_question(session.schema, NAME), required=True)
    if session.data["name"] == before:
        return True
    matches = session.identity.matches
    session.draft.is_namesake = bool(matches)
    if matches:
        session.reopen(format_pointer(TOWN))
    for match in matches:
        town = main_place_name(match.context) if match.context else ""
        key = "name_in" if town else "name"
        session.show(f"  {message(f'interview.same.{key}', path=match.path, place=town)}")
    return True


def ask_town_of_namesake(session: Session) -> bool:
    """Asks for the town that tells two groups of one name apart; without that, for the name."""
    ask_field(session, build_question(session.schema, TOWN), required=True)
    if value_at(session.data, TOWN) and not _show_duplicates(session):
        return True
    for pointer in (NAME, TOWN):
        if value_at(session.data, pointer):
            remove_value(session.data, pointer)
    session.draft.is_namesake = False
    session.reopen("name")
    return False


def _show_duplicates(session: Session) -> bool:
    """Whether the group is in the directory already; shows the records and the evidence."""
    matches = session.identity.matches
    for match in matches:
        evidence = describe_evidence(match.evidence)
        known = message("interview.same.known", path=match.path, evidence=evidence)
        session.show(f"  {known}")
    return bool(matches)


def ask_same_group(session: Session, asked: Sequence[Asked]) -> bool:
    """Asks whether it is a group of the directory that has the same website or the like.

    `asked` are the fields that the person can change if it is not.
    """
    if _show_duplicates(session):
        session.is_same = session.dialogue.confirm(message("interview.same.ask"))
        if not session.is_same:
            ask_change(session, asked, message("interview.same.change"))
        return False
    for match in session.identity.candidates:
        evidence = describe_evidence(match.evidence)
        said = message("interview.same.perhaps", path=match.path, evidence=evidence)
        if said not in session.told:
            session.told.add(said)
            session.show(f"  {said}")
    return True
