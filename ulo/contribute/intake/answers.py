"""The questions that the form for a new group asks on GitHub, and the answers in the text that GitHub makes of it."""

import re
from collections.abc import Iterator

from ulo.contribute.form import Question, all_questions
from ulo.contribute.intake.normalisation import site_name
from ulo.core import fold
from ulo.schema import Schema, Vocabulary

# Those that a record needs, and those that help people most to find and reach the group. The form on the site asks them all.
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
    "access",
    "networks",
    "sources",
    "checked.by",
)
HEADING = re.compile(r"### (.*?)\s*")
MIN_HEADINGS = 3
# What GitHub writes for an empty answer, and what people write.
EMPTY_ANSWERS = frozenset(
    ("no response", "none", "i dont know", "dont know", "not known", "unknown")
)
BULLET = re.compile(r"\s*(?:[-*•]|[0-9]{1,3}[.)])\s+")
URL = re.compile(r"<?(https?://[^\s<>]+|www\.[^\s<>]+)>?")


def form_questions(schema: Schema) -> tuple[Question, ...]:
    """The questions of the form, in their order."""
    known = {question.id: question for question in all_questions(schema)}
    return tuple(known[field] for field in FIELDS)


def question_label(question: Question, schema: Schema) -> str:
    """What stands above the answer, here and on GitHub."""
    return schema.messages["form"]["own"] if question.id == "checked.by" else question.title


def is_form_submission(text: str, schema: Schema) -> bool:
    """Whether the text is what GitHub makes of our form: headings that are its questions. A few may be lost in an edit."""
    labels = {question_label(question, schema) for question in form_questions(schema)}
    return (
        len(
            labels
            & {
                heading.group(1)
                for line in text.split("\n")
                if (heading := HEADING.fullmatch(line))
            }
        )
        >= MIN_HEADINGS
    )


def read_answers(text: str, schema: Schema) -> tuple[dict, list[Question]]:
    """The data in the answers, and the questions that are answered twice.

    An answer may itself have a line that looks like a heading. Where that makes a second answer to a question, neither is
    taken: nobody but the person knows which is meant.
    """
    by_label = {question_label(question, schema): question for question in form_questions(schema)}
    given: dict[str, list[list[str]]] = {}
    lines: list[str] = []
    for line in text.split("\n"):
        heading = HEADING.fullmatch(line)
        if heading and (question := by_label.get(heading.group(1))):
            lines = []
            given.setdefault(question.id, []).append(lines)
        else:
            lines.append(line)
    data: dict = {}
    for question in by_label.values():
        answers = given.get(question.id, ())
        if len(answers) == 1 and (
            value := _parse_answer(question, "\n".join(answers[0]).strip(), schema)
        ):
            _set_value(data, question.pointer, value)
    return data, [question for question in by_label.values() if len(given.get(question.id, ())) > 1]


def _parse_answer(question: Question, answer: str, schema: Schema) -> object:
    if is_empty_answer(answer, schema):
        return None
    if question.id == "checked.by":
        return (
            "organisation"
            if answer == schema.messages["intake"]["by"]["organisation"]
            else "public-sources"
        )
    if question.id == "sources":
        return list(_parse_sources(answer))
    if question.control in ("many", "facts"):
        chosen = [
            term
            for term in _split_terms(answer, question.vocabulary or question.parts[0].vocabulary)
            if not is_empty_answer(term, schema)
        ]
        return (
            [{question.parts[0].pointer[-1]: term} for term in chosen] if question.parts else chosen
        )
    if question.control in ("lines", "places"):
        return list(_split_lines(answer))
    return " ".join(answer.split())


def is_empty_answer(answer: str, schema: Schema) -> bool:
    """Whether it says that there is no answer, or that the person has none."""
    said = fold(answer.strip("_"))
    return not said or said in EMPTY_ANSWERS or said == fold(schema.messages["form"]["unknown"])


def _split_lines(answer: str) -> Iterator[str]:
    for line in answer.split("\n"):
        if text := " ".join(BULLET.sub("", line, count=1).split()):
            yield text


def _split_terms(answer: str, vocabulary: Vocabulary) -> Iterator[str]:
    """The terms of a list with commas between them; a comma may also be part of a term."""
    with_commas = sorted(
        (term.title for term in vocabulary.terms.values() if "," in term.title),
        key=len,
        reverse=True,
    )
    rest = " ".join(answer.split())
    while rest:
        found = next(
            (title for title in with_commas if f"{rest}, ".startswith(f"{title}, ")),
            rest.partition(",")[0],
        )
        yield vocabulary.find(found) or found
        rest = rest[len(found) :].lstrip(", ")


def _parse_sources(answer: str) -> Iterator[dict]:
    """Each line with a web address is a source; the words around it are its title."""
    for line in _split_lines(answer):
        if address := URL.search(line):
            title = " ".join(f"{line[: address.start()]} {line[address.end() :]}".split()).strip(
                " -–:,()[]"
            )
            url = address.group(1).rstrip(").,;")
            yield {"url": url, "title": title or site_name(url)}
        else:
            yield {"url": line}


def _set_value(data: dict, pointer: tuple, value: object) -> None:
    *way, step = pointer
    for part in way:
        data = data.setdefault(part, {})
    data[step] = value
