"""What an outcome says of a record: answers, problems and possible duplicates, as lines of lists.

In each line, the words of strangers are nothing but words, in whatever style it is written.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from ulo.checks import SAME_NAME, RecordMatch, main_place_name
from ulo.contribute.fields import set_value
from ulo.contribute.form import Question, all_questions
from ulo.contribute.intake.answers import question_label
from ulo.contribute.intake.outcome import Outcome
from ulo.contribute.intake.styles import Style
from ulo.core import ERROR, WARNING, Problem, describe_evidence
from ulo.records import slug_from_path
from ulo.schema import Messages, Pointer, RecordData, Schema

# The name of the group with a slug, and the URL of its page or an empty text.
GroupLink = Callable[[str], tuple[str, str]]
# As much of what somebody wrote as an answer repeats.
MAX_SHOWN = 300
DUPLICATE_RULES = ("same-name", "shared-name", "same-website", "same-identifier", "similar-name")


@dataclass(frozen=True)
class Summary:
    """An outcome in lines of one style. `link` gives the name and the URL of another group.

    `all_messages` are those of the locale in which the answer is written.
    """

    outcome: Outcome
    schema: Schema
    link: GroupLink
    style: Style
    all_messages: Messages

    @property
    def messages(self) -> Messages:
        """The messages of the intake."""
        messages: Messages = self.all_messages["intake"]
        return messages

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """All questions of the form, in their order."""
        return tuple(all_questions(self.schema))

    def answers(self) -> list[str]:
        """What the record says, question by question; of a change, only what differs."""
        data, before = self.outcome.data, self.outcome.before
        if not self.outcome.text or data is None:
            return []
        lines: list[str] = []
        for field in self.schema.json_schema["properties"]:
            if field in ("added", "checked"):
                continue
            if before is None:
                lines += self._field_answers(field, data)
            else:
                lines += self._field_changes(field, before, data)
        return lines

    def _field_answers(self, field: str, data: RecordData) -> Iterator[str]:
        for question in self._field_questions(field):
            if text := _format_answer(data, question):
                yield f"{question_label(question, self.schema)}: {self.style.words(text)}"

    def _field_changes(self, field: str, before: RecordData, after: RecordData) -> list[str]:
        messages = self.messages
        changes = []
        for question in self._field_questions(field):
            old, new = _format_answer(before, question), _format_answer(after, question)
            if old != new:
                change = messages["from_to"].format(
                    title=question_label(question, self.schema),
                    before=self.style.words(old) or messages["empty"],
                    after=self.style.words(new) or messages["empty"],
                )
                changes.append(change)
        # What no question asks for, such as a point on the map, may have been changed by hand.
        if not changes and before.get(field) != after.get(field):
            title = self.schema.subschema((field,))["title"]
            changes.append(f"{title}: {messages['other_change']}")
        return changes

    def conflicts(self) -> list[str]:
        """What has changed since the person saw it: what it says now, and what they wrote."""
        lines = []
        for conflict in self.outcome.conflicts:
            written: RecordData = {}
            if conflict.value is not None:
                set_value(written, conflict.pointer, conflict.value)
            question = self._find_question(conflict.pointer)
            now, then = (
                _format_answer(data, question) if question else ""
                for data in (self.outcome.before or {}, written)
            )
            line = self.messages["conflict"].format(
                title=self._label(conflict.pointer) or self.style.words(".".join(conflict.pointer)),
                before=self.style.words(now[:MAX_SHOWN]) or self.messages["empty"],
                after=self.style.words(then[:MAX_SHOWN]) or self.messages["empty"],
            )
            lines.append(line)
        return lines

    def _field_questions(self, field: str) -> list[Question]:
        return [question for question in self.questions if question.pointer[0] == field]

    def missing_answers(self) -> list[str]:
        """The questions without a required answer, and their hints."""
        pointers = [
            _parse_pointer(problem.field)
            for problem in self.outcome.problems
            if problem.rule == "missing-field"
        ]
        return [
            f"{self._label(pointer)}: {self.schema.subschema(pointer).get('description', '')}"
            for pointer in sorted(pointers, key=self._position)
        ]

    def errors(self) -> list[str]:
        """What has to be corrected: questions with two answers, then the errors of the rules."""
        repeated = [
            f"{question_label(question, self.schema)}: {self.messages['twice']}"
            for question in self.outcome.repeated_questions
        ]
        return repeated + self._problems(ERROR)

    def readings(self) -> list[str]:
        """What we wrote in other words than the person, or left out because nobody knows it."""
        lines = []
        for reading in self.outcome.readings:
            message = self.messages["read_as" if reading.read else "read_as_nothing"]
            line = message.format(
                title=self._label(reading.pointer),
                written=self.style.words(reading.written[:MAX_SHOWN]),
                read=self.style.words(reading.read),
            )
            lines.append(line)
        return lines

    def warnings(self) -> list[str]:
        """What may be wrong, so that a person should look at it."""
        return self._problems(WARNING)

    def safety_questions(self) -> list[str]:
        """What only a person can say, so that nobody comes to harm."""
        questions = self.outcome.safety_questions
        return [self._format_problem(question.as_problem(self.schema)) for question in questions]

    def _problems(self, level: str) -> list[str]:
        """The problems of a level with the question that each is about, in the order of these.

        Those with a list of their own are left out.
        """
        problems = [
            problem
            for problem in self.outcome.problems
            if problem.level == level and problem.rule not in (*DUPLICATE_RULES, "missing-field")
        ]
        problems.sort(key=lambda problem: self._position(_parse_pointer(problem.field)))
        return [self._format_problem(problem) for problem in problems]

    def _format_problem(self, problem: Problem) -> str:
        place = self._label(_parse_pointer(problem.field))
        if not place and not self.outcome.text:
            place = self.messages["line"].format(n=problem.line)
        # Who answered questions has never seen a record, and knows nothing of its lines.
        has_own = problem.rule in self.schema.messages["intake"]["instead"]
        fix = self.messages["instead"][problem.rule] if has_own else problem.fix
        text = f"{self.style.words(problem.message)} {self.style.words(fix)}"
        return (f"{place}: {text}" if place else text).rstrip()

    def duplicates(self) -> list[str]:
        """The groups that may be the same, each once, with what both have in common."""
        messages = self.messages["same"]
        evidence = {
            match.slug: [_format_evidence(match, messages, self.style)]
            for match in self.outcome.possible_duplicates
        }
        matched = frozenset(evidence)
        for problem in self.outcome.problems:
            if problem.rule not in DUPLICATE_RULES:
                continue
            paths = (*problem.others, problem.path)
            slug = slug_from_path(next(path for path in paths if path != self.outcome.path))
            # The evidence of a match has all but that the names are similar.
            if slug not in matched or problem.rule == "similar-name":
                evidence.setdefault(slug, []).append(messages[problem.rule])
        return [
            self._format_group(slug, " ".join(dict.fromkeys(sentences)))
            for slug, sentences in evidence.items()
        ]

    def found_groups(self) -> list[str]:
        """The groups that words are about."""
        return [self._format_group(slug) for slug in self.outcome.found]

    def unread_files(self) -> list[str]:
        """The files that nobody can read here, and what the person can do."""
        messages = self.messages["unread"]
        return [
            f"{self.style.words(file.name) or messages['unnamed']}: {messages[file.kind]}"
            for file in self.outcome.unread
        ]

    def _format_group(self, slug: str, text: str = "") -> str:
        name, url = self.link(slug)
        return self.style.group(name, url, f"orgs/{slug}.yml", text)

    def _label(self, pointer: Pointer) -> str:
        """The label of the question about a place in the record; of a part, also its own title."""
        question = self._find_question(pointer)
        if question is None:
            return str(self.schema.subschema(pointer).get("title", "")) if pointer else ""
        label = question_label(question, self.schema)
        if question.parts and len(pointer) > 2 and isinstance(pointer[1], int):
            title = self.schema.subschema(pointer)["title"]
            return str(self.messages["part"].format(label=label, n=pointer[1] + 1, title=title))
        return label

    def _position(self, pointer: Pointer) -> int:
        """The place of the question among all; -1 where the pointer belongs to none."""
        question = self._find_question(pointer)
        return self.questions.index(question) if question else -1

    def _find_question(self, pointer: Pointer) -> Question | None:
        for question in self.questions:
            if pointer and pointer[: len(question.pointer)] == question.pointer:
                return question
        return None


def _parse_pointer(field: str) -> Pointer:
    """The pointer of a dotted name, in which the numbers of entries count from 1."""
    if not field:
        return ()
    return tuple(int(step) - 1 if step.isdigit() else step for step in field.split("."))


def _format_evidence(match: RecordMatch, messages: Messages, style: Style) -> str:
    """A sentence that says what both groups have in common, and where the other one is."""
    place = ""
    if match.verdict == SAME_NAME and match.context:
        place = main_place_name(match.context)
    sentence: str = messages["elsewhere" if place else "evidence"].format(
        evidence=describe_evidence(match.evidence), place=style.words(place)
    )
    return sentence


def _format_answer(data: RecordData, question: Question) -> str:
    """The answer to a question in words; of groups of fields, the first part of each."""
    value: Any = data
    for step in question.pointer:
        value = value.get(step) if isinstance(value, dict) else None
    values = value if isinstance(value, list) else [value]
    if question.parts:
        first = question.parts[0].pointer[-1]
        entries = value if isinstance(value, list) else []
        values = [entry.get(first) for entry in entries if isinstance(entry, dict)]
    texts = [text for text in values if isinstance(text, str)]
    if vocabulary := question.choices:
        texts = [vocabulary[text].title if text in vocabulary.terms else text for text in texts]
    return ", ".join(texts)
