"""What a person wrote, as the field has it."""

import re

from ulo.contribute.form import Question
from ulo.contribute.interview.dialogue import words
from ulo.core import message
from ulo.records import values
from ulo.schema import Schema, Term, Vocabulary

NUMBERS = re.compile(r"[0-9]{1,3}(?:[, ]+[0-9]{1,3})*")
NUMBER = re.compile("[0-9]{1,3}")
COMMA = re.compile("[,;]")
Value = str | list[str]


def read_answer(answer: str, question: Question, schema: Schema) -> Value:
    """An answer as its field has it; empty where the person says that there is none.

    Terms may be named by their numbers in the list that was shown, too.
    """
    if question.control == "tick":
        if answer.lower() in words("yes"):
            return "true"
        return (
            ""
            if answer.lower() in words("no")
            else values.read_value(answer, question.node, schema)
        )
    vocabulary, is_list = question.choices, question.node.get("type") == "array"
    if not is_list:
        number = _by_number(answer, vocabulary) if vocabulary else None
        return number or values.read_value(answer, question.node, schema)
    node = question.parts[0].node if question.parts else question.node["items"]
    if not vocabulary:
        parts = re.split(r"[,\s]+" if node.get("format") == "uri" else ",", answer)
    elif NUMBERS.fullmatch(answer):
        parts = re.findall("[0-9]+", answer)
    else:
        parts = _split_terms(answer, vocabulary)
    read = [
        (vocabulary and _by_number(part, vocabulary)) or values.read_value(part, node, schema)
        for part in parts
    ]
    return list(dict.fromkeys(filter(None, read)))


def _by_number(answer: str, vocabulary: Vocabulary[Term]) -> str | None:
    """The id of the term with this number in the list; None where there is none."""
    if not NUMBER.fullmatch(answer.strip()):
        return None
    ids = list(vocabulary.terms)
    number = int(answer)
    return ids[number - 1] if 1 <= number <= len(ids) else None


def _split_terms(answer: str, vocabulary: Vocabulary[Term]) -> list[str]:
    """The terms between commas, and between "and" where each of them is known or suggested then.

    Numbers of the list may stand among them.
    """

    def is_known(part: str) -> bool:
        return bool(values.find_term(part, vocabulary) or _by_number(part, vocabulary))

    def is_near(part: str) -> bool:
        return is_known(part) or bool(vocabulary.suggest(part))

    if is_known(answer):
        return [answer]
    joiner = re.compile(f"[,;]| {re.escape(message('interview.and'))} | & ")
    parts = [part.strip() for part in joiner.split(answer) if part.strip()]
    if all(map(is_near, parts)) and not vocabulary.suggest(answer):
        return parts
    parts = [part.strip() for part in COMMA.split(answer) if part.strip()]
    return parts if any(map(is_near, parts)) else [answer]
