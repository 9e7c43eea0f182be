"""The questions of `build.py new`.

Their wording comes from the JSON Schema, and each answer is checked at once.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from ulo import checks
from ulo.checks import CheckContext, Identity, RecordIndex, format_pointer, main_place_name
from ulo.contribute.fields import remove_value, set_value
from ulo.contribute.places import OUTCODE
from ulo.core import ERROR, Problem, describe_evidence, escape_invisible, slugify
from ulo.records import Record, file_name, values
from ulo.schema import JsonSchema, Pointer, RecordData, Schema, Term, Vocabulary

# The fields that are asked for after the name, in this order; those that a record needs come first.
REQUIRED: tuple[Pointer, ...] = (
    ("summary",),
    ("user_led", "led_by"),
    ("user_led", "basis"),
    ("user_led", "evidence"),
    ("user_led", "source"),
    ("sources", 0, "title"),
    ("for",),
    ("activities",),
    ("area", "reach"),
)
OPTIONAL: tuple[Pointer, ...] = (
    ("area", "serves"),
    ("also_known_as",),
    ("contact", "website"),
    ("contact", "email"),
    ("contact", "phone"),
    ("based_in", "town"),
    ("based_in", "area"),
    ("based_in", "address"),
    ("based_in", "postcode"),
    ("founded",),
    ("first_visit", "join"),
    ("first_visit", "cost"),
    ("meetings", 0, "what"),
)
# What is asked of a meeting, if the group has one. How often is needed.
MEETING: tuple[Pointer, ...] = (
    ("meetings", 0, "day"),
    ("meetings", 0, "every"),
    ("meetings", 0, "starts"),
    ("meetings", 0, "ends"),
    ("meetings", 0, "place"),
)
# A vocabulary of so few terms is shown with the question.
MAX_INLINE_TERMS = 8


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
        self.show("  " + " ".join(_field_hints(pointer, subschema, vocabulary)))
        while True:
            answer = self.read()
            if answer == "?" and vocabulary:
                terms = vocabulary.terms.values()
                self.show("\n".join(f"  {term.id}: {term.title}" for term in terms))
            elif not answer and not required:
                return
            elif not answer:
                self.show(f"  {title} is needed.")
            elif self.accept(pointer, subschema, vocabulary, answer):
                return

    def accept(
        self,
        pointer: Pointer,
        subschema: JsonSchema,
        vocabulary: Vocabulary[Term] | None,
        answer: str,
    ) -> bool:
        """Puts the answer into the record, and says whether it may stay there.

        All that the rules find is shown; only errors keep the answer out.
        """
        if pointer == ("based_in", "postcode"):
            answer = answer.upper()
            if OUTCODE.fullmatch(answer):
                pointer = ("based_in", "district")
        value: str | list[str] = answer
        if subschema.get("type") == "array":
            value = _parse_list(answer, vocabulary)
        elif vocabulary:
            value = vocabulary.find(answer) or answer
        elif subschema.get("format") in ("date", "time"):
            value = values.read_value(answer, subschema, self.schema)
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
            # Any answer may show that a group has asked not to be listed.
            if f"{problem.field}.".startswith(f"{name}.") or problem.rule == "withdrawn":
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
        self.show("\nAre you writing for the group itself? (yes or no)")
        while (answer := self.read().lower()) not in ("y", "yes", "n", "no"):
            self.show("  Please write yes or no.")
        return "organisation" if answer.startswith("y") else "public-sources"


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
    except (EOFError, KeyboardInterrupt):
        return None
    data = interview.data
    data["sources"] = [
        {"url": data["user_led"]["source"], **data["sources"][0], "supports": ["user_led"]}
    ]
    data["added"] = today.isoformat()
    data["checked"] = {"on": today.isoformat(), "by": author, **data.get("checked", {})}
    return identity.slug, data


def _field_hints(
    pointer: Pointer, subschema: JsonSchema, vocabulary: Vocabulary[Term] | None
) -> Iterator[str]:
    yield subschema.get("description", "")
    if pointer == ("based_in", "postcode"):
        yield "Without an office address, write only the first half."
    if vocabulary and len(vocabulary.terms) <= MAX_INLINE_TERMS:
        yield f"One of: {', '.join(vocabulary.terms)}. Type ? to see what they mean."
    elif vocabulary:
        yield "Type ? to see the list."
    if subschema.get("type") == "array":
        yield "If there are several, put commas between them."
    if examples := subschema.get("examples"):
        example = ", ".join(examples[0]) if isinstance(examples[0], list) else examples[0]
        yield f"For example: {example}"


def _parse_list(answer: str, vocabulary: Vocabulary[Term] | None) -> list[str]:
    """The entries of a list; a term with a comma in it is found where it is the whole answer."""
    if vocabulary and (term_id := vocabulary.find(answer)):
        return [term_id]
    entries = [entry.strip() for entry in answer.split(",") if entry.strip()]
    if vocabulary:
        entries = [vocabulary.find(entry) or entry for entry in entries]
    return list(dict.fromkeys(entries)) or [answer]
