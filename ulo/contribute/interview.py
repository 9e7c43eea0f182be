"""The questions of `build.py new`.

Their wording comes from the JSON Schema, and each answer is checked at once.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from ulo import checks
from ulo.checks import CheckContext, Identity, RecordIndex, format_pointer, main_place_name
from ulo.checks.safety import RecordChange, SafetyQuestion, find_questions
from ulo.contribute.fields import remove_value, set_value
from ulo.contribute.interview_fields import DOOR, MEETING, OPTIONAL, REQUIRED, field_hints
from ulo.core import ERROR, Problem, describe_evidence, escape_invisible, slugify
from ulo.records import Record, file_name, values
from ulo.schema import JsonSchema, Pointer, RecordData, Schema, Term, Vocabulary


@dataclass
class _Interview:
    """The record as far as it has come, and the two ways to the person.

    `index` has all records, `taken` all slugs. `read_line` waits for an answer, `show` shows lines.
    """

    schema: Schema
    today: date
    index: RecordIndex
    taken: frozenset[str]
    read_line: Callable[[str], str]
    show: Callable[[str], object]
    data: RecordData = field(default_factory=dict)

    def read(self) -> str:
        """The next answer, with single spaces."""
        return " ".join(self.read_line("> ").split())

    def ask(self, pointer: Pointer, required: bool) -> None:
        """Asks for one field until the answer passes the rules, or is empty where it may be."""
        subschema = self.schema.subschema(pointer)
        title = subschema["title"]
        items = subschema.get("items", {})
        vocabulary = self.schema.vocabularies.get(
            subschema.get("vocabulary") or items.get("vocabulary")
        )
        self.show("")
        self.show(title if required else f"{title} (press Enter to skip it)")
        self.show("  " + " ".join(field_hints(pointer, subschema, vocabulary)))
        while True:
            answer = self.read()
            if answer == "?" and vocabulary:
                terms = vocabulary.terms.values()
                self.show("\n".join(f"  {term.id}: {term.title}" for term in terms))
            elif not answer and not required:
                return
            elif not answer:
                self.show(f"  {title} is needed.")
            elif self.accept(pointer, subschema, vocabulary, answer, required):
                return

    def may_skip(self, subschema: JsonSchema, required: bool) -> bool:
        """Takes "N/A" for no answer, and says whether there need be none."""
        self.show(f"  {subschema['title']} is needed." if required else "  We left it blank.")
        return not required

    def accept(
        self,
        pointer: Pointer,
        subschema: JsonSchema,
        vocabulary: Vocabulary[Term] | None,
        answer: str,
        required: bool,
    ) -> bool:
        """Puts the answer into the record as its field has it, and says whether all is well.

        All that the rules find is shown; only errors keep the answer out.
        """
        value: str | list[str]
        if subschema.get("type") == "array":
            parts = values.split_terms(answer, vocabulary) if vocabulary else answer.split(",")
            read = [values.read_value(part, subschema["items"], self.schema) for part in parts]
            value = list(dict.fromkeys(filter(None, read)))
        else:
            value = values.read_value(answer, subschema, self.schema)
            if not vocabulary and value and values.is_reworded(answer, value):
                self.show(f"  We wrote it like this: {value}")
        if not value:
            return self.may_skip(subschema, required)
        if pointer == ("based_in", "postcode") and values.is_outcode(str(value)):
            pointer = ("based_in", "district")
        set_value(self.data, pointer, value)
        problems = list(self.field_problems(pointer))
        for problem in problems:
            self.show(f"  {problem.message} {problem.fix}")
        if pointer == ("name",):
            problems += self.name_problems(answer)
        accepted = all(problem.level != ERROR for problem in problems)
        if not accepted:
            remove_value(self.data, pointer)
        return accepted

    @property
    def context(self) -> CheckContext:
        """The record so far, for the rules."""
        return CheckContext(Record("", "", self.data), self.schema, self.today)

    @property
    def identity(self) -> Identity:
        """Which group of the directory this is, as far as the answers show."""
        return self.index.identify(self.context, self.taken)

    def field_problems(self, pointer: Pointer) -> Iterator[Problem]:
        """The problems with this field, or with a part of it."""
        name = format_pointer(pointer)
        for problem in checks.check_record(self.context):
            is_own = f"{problem.field}.".startswith(f"{name}.")
            # Any answer may show that a group has asked not to be listed. The town comes before its
            # council, so only the council can show that it isn't there.
            is_shown_here = problem.rule == "places-apart" and pointer == ("based_in", "area")
            if is_own or is_shown_here or problem.rule == "withdrawn":
                yield problem

    def name_problems(self, name: str) -> list[Problem]:
        """Why no file name can be made of the name; shown at once."""
        problems = list(file_name(slugify(name), ""))
        if problems:
            self.show(
                "  The file name comes from the group's name, "
                "so it needs at least two letters from a to z."
            )
        return problems

    def ask_name(self) -> None:
        """Asks for the name and, where another group has it, for the town to tell them apart."""
        self.ask(("name",), required=True)
        while matches := self.identity.matches:
            for match in matches:
                town = main_place_name(match.context) if match.context else ""
                place = f", in {town}" if town else ""
                self.show(
                    f"  There is already a group with this name in the directory{place}: "
                    f"{match.path}. "
                    "Is yours in another place?"
                )
            self.ask(("based_in", "town"), required=True)
            if not self.is_duplicate():
                return
            self.data.clear()
            self.ask(("name",), required=True)

    def ask_meeting(self) -> None:
        """Asks when a meeting is, if one was named."""
        if "meetings" in self.data:
            for pointer in MEETING:
                self.ask(pointer, required=pointer[-1] == "every")

    def ask_visit_sources(self) -> None:
        """Asks for the pages that show when the group meets and what a first visit is like."""
        for pointer in (("meetings", 0), ("first_visit",)):
            if pointer[0] in self.data:
                self.ask((*pointer, "source"), required=False)
                self.ask((*pointer, "on"), required=False)

    def is_duplicate(self) -> bool:
        """Whether the group is in the directory already; shows the records and the evidence."""
        matches = self.identity.matches
        for match in matches:
            evidence = describe_evidence(match.evidence)
            self.show(
                f"  It is already in the directory: {match.path} has {evidence}. "
                "If it is another group, add something to the name that tells the two apart."
            )
        return bool(matches)

    def ask_author(self) -> str:
        """Asks who writes. The answer is a term for the field `checked.by`."""
        is_own = self.confirm("\nAre you writing for the group itself? (yes or no)")
        return "organisation" if is_own else "public-sources"

    def confirm(self, question: str) -> bool:
        """The answer to a question of yes or no."""
        self.show(question)
        while (answer := self.read().lower()) not in ("y", "yes", "n", "no"):
            self.show("  Please write yes or no.")
        return answer.startswith("y")

    def ask_safety(self) -> None:
        """Asks what only the person can say, and leaves out what not everyone should see."""
        messages = self.schema.messages["safety"]
        kept: list[SafetyQuestion] = []
        while question := next(self.open_questions(kept), None):
            problem = question.as_problem(self.schema)
            self.show(f"\n{problem.title}: {problem.message} {problem.fix}")
            if self.confirm(messages["keep"]):
                kept.append(question)
            else:
                self.leave_out(question.pointer)
                self.show(f"  {messages['left_out']}")

    def open_questions(self, kept: list[SafetyQuestion]) -> Iterator[SafetyQuestion]:
        """The questions about the record so far, but for those that the person has answered."""
        questions = find_questions(RecordChange(None, self.context))
        return (question for question in questions if question not in kept)

    def leave_out(self, pointer: Pointer) -> None:
        """Takes an answer out; one that a record needs is asked for again."""
        for place in DOOR if pointer in DOOR else (pointer,):
            if self.context.text(*map(str, place)) or place in REQUIRED:
                remove_value(self.data, place)
        if pointer in REQUIRED:
            self.ask(pointer, required=True)


def run_interview(
    schema: Schema,
    today: date,
    existing: Iterable[CheckContext],
    taken: Iterable[str],
    read: Callable[[str], str] = input,
    show: Callable[[str], object] = print,
) -> tuple[str, RecordData] | None:
    """The slug and the data of a new record from the answers of a person; None where they stop.

    `existing` are all records, `taken` all slugs, those of unreadable records too.
    """

    def show_safely(text: str) -> None:
        show("\n".join(map(escape_invisible, text.split("\n"))))

    interview = _Interview(
        schema, today, RecordIndex(existing), frozenset(taken), read, show_safely
    )
    try:
        interview.ask_name()
        for pointer in REQUIRED:
            interview.ask(pointer, required=True)
        for pointer in OPTIONAL:
            # The town may be known already: it tells groups of one name apart.
            if pointer[0] != "based_in" or pointer[1] not in interview.data.get("based_in", {}):
                interview.ask(pointer, required=False)
        interview.ask_meeting()
        if interview.is_duplicate():
            return None
        identity = interview.identity
        for match in identity.candidates:
            interview.show(
                f"  {match.path} has {describe_evidence(match.evidence)}. "
                "Is it the same group? If so, please don't add it again."
            )
        author = interview.ask_author()
        if author == "public-sources":
            interview.ask(("sources", 0, "year"), required=False)
            interview.ask_visit_sources()
        interview.ask_safety()
    except (EOFError, KeyboardInterrupt):
        return None
    data = interview.data
    data["sources"] = [
        {"url": data["user_led"]["source"], **data["sources"][0], "supports": ["user_led"]}
    ]
    data["added"] = today.isoformat()
    data["checked"] = {"on": today.isoformat(), "by": author, **data.get("checked", {})}
    return identity.slug, data
