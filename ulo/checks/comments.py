"""The rules about comments: no page shows them, but the file and its history are public for good.

They are read as the texts of the fields are. They need not ask what the group has made public: that
belongs in the fields.
"""

from collections.abc import Iterator

from ulo.checks.contact import find_detail
from ulo.checks.context import CheckContext, RecordRule
from ulo.checks.record_words import record_words
from ulo.checks.safety.people import find_person_name
from ulo.checks.texts import MIXED_SCRIPT_WORD, describe_sign
from ulo.checks.web_addresses import fully_decoded
from ulo.core import WARNING, Problem, find_hidden_character, fold, quote, rule
from ulo.records import values

MAX_COMMENTS, MAX_COMMENT_LENGTH = 20, 200


def check_comments(context: CheckContext) -> Iterator[Problem]:
    """Every Problem with the comments of a record. Most have none."""
    if context.record.comments:
        for check in (long_comment, private_comment, person_in_comment, _find_odd_signs):
            yield from check(context)


def _comments(context: CheckContext) -> Iterator[tuple[int, str]]:
    """The line and the text of as many comments as there may be, as far as each may go."""
    for line, text in context.record.comments[:MAX_COMMENTS]:
        yield line, text[1 : MAX_COMMENT_LENGTH + 1].strip()


@rule()
def long_comment(context: CheckContext) -> Iterator[Problem]:
    comments = context.record.comments
    if len(comments) > MAX_COMMENTS:
        line = comments[MAX_COMMENTS][0]
        yield context.problem(
            "long-comment", (), line=line, variant="many", length=len(comments), most=MAX_COMMENTS
        )
    for line, text in comments[:MAX_COMMENTS]:
        if len(text) > MAX_COMMENT_LENGTH:
            yield context.problem(
                "long-comment", (), line=line, length=len(text), most=MAX_COMMENT_LENGTH
            )


@rule()
def private_comment(context: CheckContext) -> Iterator[Problem]:
    forms = values.country_forms(context.schema)
    for line, text in _comments(context):
        if detail := find_detail(fully_decoded(text), forms.phones):
            yield context.problem("private-comment", (), line=line, value=quote(detail))
        elif postcode := forms.postcodes.in_text.search(text):
            yield context.problem(
                "private-comment", (), line=line, variant="postcode", value=quote(postcode.group())
            )


@rule(WARNING)
def person_in_comment(context: CheckContext) -> Iterator[Problem]:
    own_names = fold(" ".join(context.names))
    words = record_words(context.schema)
    for line, text in _comments(context):
        titled = words.person.search(text)
        name = titled.group() if titled else find_person_name(text, own_names, context.schema)
        if name:
            yield context.problem("person-in-comment", (), line=line, value=quote(name))


def _find_odd_signs(context: CheckContext) -> Iterator[Problem]:
    for line, text in _comments(context):
        if hidden := find_hidden_character(text):
            sign = describe_sign(hidden)
            yield context.problem("hidden-character", (), line=line, sign=sign)
        if word := MIXED_SCRIPT_WORD.search(text):
            yield context.problem("mixed-letters", (), line=line, value=quote(word.group()))


RULES: list[RecordRule] = [check_comments]
