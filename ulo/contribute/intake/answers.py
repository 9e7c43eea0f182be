"""The questions of the issue form for a new group, and the answers to them in an issue."""

import re
from collections.abc import Iterator

from ulo.contribute.fields import set_value
from ulo.contribute.form import Question, all_questions
from ulo.contribute.intake.meeting_lines import read_meeting
from ulo.contribute.intake.normalisation import site_name
from ulo.core import fold
from ulo.records import values
from ulo.schema import RecordData, Schema, Term, Vocabulary

# The fields that a record needs, and those that help people most to find and reach the group. The
# form on the site asks for all.
FIELDS = (
    "name",
    "also_known_as",
    "summary",
    "user_led.led_by",
    "user_led.basis",
    "user_led.evidence",
    "user_led.source",
    "for",
    "activities",
    "area.reach",
    "area.serves",
    "based_in.town",
    "based_in.address",
    "based_in.postcode",
    "contact.website",
    "contact.email",
    "contact.phone",
    "meetings",
    "first_visit.join",
    "first_visit.cost",
    "first_visit.first_time",
    "first_visit.source",
    "access",
    "networks",
    "sources",
    "checked.by",
)
HEADING = "### "
# A text with so many headings of the form comes from the form, though an edit may have lost some.
MIN_HEADINGS = 3
BULLET = re.compile(r"^\s*+(?:[-*•]|[0-9]{1,3}[.)])\s+")
# What people write between a title and its URL.
AROUND_TITLE = " -\N{EN DASH}:,()[]"


def form_questions(schema: Schema) -> tuple[Question, ...]:
    """The questions of the issue form that the country has, in their order."""
    questions = {question.id: question for question in all_questions(schema)}
    return tuple(questions[field] for field in FIELDS if field in questions)


def question_label(question: Question, schema: Schema) -> str:
    """The label of a question, here and on GitHub."""
    return schema.messages["form"]["own"] if question.id == "checked.by" else question.title


def _labels(question: Question, schema: Schema) -> set[str]:
    """The label of a question, with what it was once called: an old issue may be edited."""
    formerly = schema.messages["formerly"]
    former = formerly["own"] if question.id == "checked.by" else formerly["titles"].get(question.id)
    return {question_label(question, schema), former or ""} - {""}


def is_form_submission(text: str, schema: Schema) -> bool:
    """Whether the text is what GitHub makes of our issue form: its headings are the questions."""
    labels = set().union(*(_labels(question, schema) for question in form_questions(schema)))
    headings = set(map(_heading, text.split("\n")))
    return len(labels & headings) >= MIN_HEADINGS


def _heading(line: str) -> str:
    """The words of a heading as GitHub makes it; empty for any other line."""
    return line[len(HEADING) :].rstrip() if line.startswith(HEADING) else ""


def read_answers(text: str, schema: Schema) -> tuple[RecordData, list[Question]]:
    """The data in the answers, and the questions that have two answers.

    An answer may itself have a line that looks like a heading. Where that makes a second answer to
    a question, neither is taken: nobody but the person knows which is meant.
    """
    questions = form_questions(schema)
    answers = _split_answers(text, questions, schema)
    data: RecordData = {}
    repeated = []
    for question in questions:
        given = answers.get(question.id, [])
        if len(given) > 1:
            repeated.append(question)
        elif given and (value := _parse_answer(question, given[0], schema)):
            set_value(data, question.pointer, value)
    return data, repeated


def _split_answers(
    text: str, questions: tuple[Question, ...], schema: Schema
) -> dict[str, list[str]]:
    """The answers to each question, by its id: the text below each heading that is its label."""
    by_label = {label: question for question in questions for label in _labels(question, schema)}
    answers: dict[str, list[list[str]]] = {}
    lines: list[str] = []
    for line in text.split("\n"):
        if question := by_label.get(_heading(line)):
            lines = []
            answers.setdefault(question.id, []).append(lines)
        else:
            lines.append(line)
    return {
        question_id: ["\n".join(lines).strip() for lines in given]
        for question_id, given in answers.items()
    }


def _parse_answer(question: Question, answer: str, schema: Schema) -> object:
    """The value of the field, or None where the person has no answer."""
    # A group may be called None: a rule asks about that.
    if _has_no_answer(answer, schema) if question.id == "name" else is_empty_answer(answer, schema):
        return None
    if question.id == "checked.by":
        own = (
            schema.messages["intake"]["by"]["organisation"],
            schema.messages["formerly"]["own_yes"],
        )
        return "organisation" if answer in own else "public-sources"
    if question.id == "sources":
        return list(_parse_sources(answer))
    if question.id == "meetings":
        return [read_meeting(line, schema) for line in _split_lines(answer)]
    if question.control in ("many", "facts") and question.choices:
        choices = _split_choices(answer, question.choices)
        terms = [term for term in choices if not is_empty_answer(term, schema)]
        if question.parts:
            return [{question.parts[0].pointer[-1]: term} for term in terms]
        return terms
    if question.control in ("lines", "places"):
        return list(_split_lines(answer))
    return " ".join(answer.split())


def is_empty_answer(answer: str, schema: Schema) -> bool:
    """Whether it says that there is no answer, or that the person has none."""
    unknown = values.country_forms(schema).unknown
    return values.is_unknown(answer, unknown) or _has_no_answer(answer, schema)


def _has_no_answer(answer: str, schema: Schema) -> bool:
    """Whether it is what GitHub writes for no answer, or for "I do not know" in our form."""
    unknown = schema.messages["form"]["unknown"]
    return fold(answer.strip("_")) in ("", "no response", fold(unknown))


def _split_lines(answer: str) -> Iterator[str]:
    """The lines with text, without bullets and numbers."""
    for line in answer.split("\n"):
        if text := " ".join(BULLET.sub("", line, count=1).split()):
            yield text


def _split_choices(answer: str, vocabulary: Vocabulary[Term]) -> Iterator[str]:
    """The chosen terms, which GitHub joins with commas; a title may have commas of its own."""
    titles = [term.title for term in vocabulary.terms.values() if "," in term.title]
    titles.sort(key=len, reverse=True)
    rest = " ".join(answer.split())
    while rest:
        choice = rest.partition(",")[0]
        for title in titles:
            if f"{rest}, ".startswith(f"{title}, "):
                choice = title
                break
        yield vocabulary.find(choice) or choice
        rest = rest[len(choice) :].lstrip(", ")


def _parse_sources(answer: str) -> Iterator[dict[str, str]]:
    """Each line with a URL is a source; the words around the URL are its title."""
    for line in _split_lines(answer):
        if found := values.find_web_address(line):
            url, words = values.read_web_address(found[0]), found[1]
            yield {"url": url, "title": words.strip(AROUND_TITLE) or site_name(url)}
        else:
            yield {"url": line}
