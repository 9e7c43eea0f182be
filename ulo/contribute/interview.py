"""The questions of `build.py new`. Their words come from the schema, and each answer is checked on the spot."""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date

from ulo import checks
from ulo.checks import CheckContext, Identity, RecordIndex, format_pointer, main_place_name
from ulo.core import ERROR, Problem, describe_evidence, escape_invisible, slugify
from ulo.records import Record, file_name
from ulo.schema import Pointer, Schema, Vocabulary

# In this order, after the name. Those that a record cannot do without come first.
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
)
# A list of so few words is shown with the question.
MAX_INLINE_TERMS = 8
OUTCODE = re.compile(r"[A-Z]{1,2}[0-9][A-Z0-9]?")


class _Interview:
    """The record as far as it has come, and the two ways to the person."""

    def __init__(
        self,
        schema: Schema,
        today: date,
        existing: Iterable[CheckContext],
        taken: Iterable[str],
        read: Callable[[str], str],
        show: Callable[[str], object],
    ) -> None:
        self.schema, self.today, self.index, self.taken, self.show = (
            schema,
            today,
            RecordIndex(existing),
            frozenset(taken),
            show,
        )
        self.read = lambda: " ".join(read("> ").split())
        self.data: dict = {}

    def ask(self, pointer: Pointer, required: bool) -> None:
        """Asks about one field until the answer keeps the rules, or is empty where it may be."""
        node = self.schema.subschema(pointer)
        vocabulary = self.schema.vocabularies.get(
            node.get("vocabulary") or node.get("items", {}).get("vocabulary")
        )
        self.show("")
        self.show(node["title"] + ("" if required else " (press Enter to leave it out)"))
        self.show("  " + " ".join(_field_hints(pointer, node, vocabulary)))
        while True:
            answer = self.read()
            if answer == "?" and vocabulary:
                self.show(
                    "\n".join(f"  {term.id}: {term.title}" for term in vocabulary.terms.values())
                )
            elif not answer and not required:
                return
            elif not answer:
                self.show(f"  {node['title']} is needed.")
            elif self.accept(pointer, node, vocabulary, answer):
                return

    def accept(
        self, pointer: Pointer, node: dict, vocabulary: Vocabulary | None, answer: str
    ) -> bool:
        """Puts the answer into the record, and says whether it may stay there. Questions are shown, not held against it."""
        if pointer == ("based_in", "postcode"):
            answer = answer.upper()
            pointer = ("based_in", "district") if OUTCODE.fullmatch(answer) else pointer
        _set_value(
            self.data,
            pointer,
            _parse_list(answer, vocabulary)
            if node.get("type") == "array"
            else vocabulary and vocabulary.find(answer) or answer,
        )
        problems = list(self.field_problems(pointer))
        for problem in problems:
            self.show(f"  {problem.message} {problem.fix}")
        if pointer == ("name",):
            problems += self.name_problems(answer)
        accepted = all(problem.level != ERROR for problem in problems)
        if not accepted:
            _remove_value(self.data, pointer)
        return accepted

    @property
    def case(self) -> CheckContext:
        return CheckContext(Record("", "", self.data, {}), self.schema, self.today)

    @property
    def identity(self) -> Identity:
        """Which group of the directory this is, as far as can be told by now."""
        return self.index.identify(self.case, self.taken)

    def field_problems(self, pointer: Pointer) -> Iterator[Problem]:
        """What the rules have against this field, or against a part of it."""
        field = format_pointer(pointer)
        for problem in checks.check_record(self.case):
            # That a group asked not to be listed may come to light with any answer.
            if f"{problem.field}.".startswith(f"{field}.") or problem.rule == "withdrawn":
                yield problem

    def name_problems(self, name: str) -> list[Problem]:
        """What keeps the name from becoming a file name of its own; shown at once."""
        problems = list(file_name(slugify(name), ""))
        if problems:
            self.show(
                "  A file name is made of the name, so it needs at least two letters from a to z."
            )
        return problems

    def ask_name(self) -> None:
        """Asks for the name and, where another group has it, for the town that tells the two apart."""
        self.ask(("name",), required=True)
        while same := self.identity.matches:
            for match in same:
                place = (
                    f", in {main_place_name(match.context)}"
                    if match.context and main_place_name(match.context)
                    else ""
                )
                self.show(
                    f"  There is a group of this name in the directory{place}: {match.path}. Is yours in another place?"
                )
            self.ask(("based_in", "town"), required=True)
            if not self.is_duplicate():
                return
            self.data.clear()
            self.ask(("name",), required=True)

    def is_duplicate(self) -> bool:
        """Whether the group is in the directory already; it is told how that is known."""
        there = self.identity.matches
        for match in there:
            self.show(
                f"  It is already in the directory: {match.path} has {describe_evidence(match.evidence)}. "
                "If it is another group, add to the name what tells the two apart."
            )
        return bool(there)


def run_interview(
    schema: Schema,
    today: date,
    existing: Iterable[CheckContext],
    taken: Iterable[str],
    read: Callable[[str], str] = input,
    show: Callable[[str], object] = print,
) -> tuple[str, dict] | None:
    """The slug and data of a new record from a person's answers; None where the person stops.

    `there` are all records, `taken` all file names, those of unreadable records, too.
    """
    interview = _Interview(
        schema,
        today,
        existing,
        taken,
        read,
        lambda text: show("\n".join(map(escape_invisible, text.split("\n")))),
    )
    try:
        interview.ask_name()
        for pointer in REQUIRED:
            interview.ask(pointer, required=True)
        for pointer in OPTIONAL:
            if pointer[0] != "based_in" or pointer[1] not in interview.data.get("based_in", {}):
                interview.ask(pointer, required=False)
        if interview.is_duplicate():
            return None
        group = interview.identity
        for match in group.candidates:
            interview.show(
                f"  {match.path} has {describe_evidence(match.evidence)}. Is it the same group? Then do not add it twice."
            )
        by = _ask_author(interview)
        if by == "public-sources":
            interview.ask(("sources", 0, "year"), required=False)
    except (EOFError, KeyboardInterrupt):
        return None
    data = interview.data
    data["sources"] = [
        {"url": data["user_led"]["source"], **data["sources"][0], "supports": ["user_led"]}
    ]
    data["added"] = today.isoformat()
    data["checked"] = {"on": today.isoformat(), "by": by, **data.get("checked", {})}
    return group.slug, data


def _ask_author(interview: _Interview) -> str:
    interview.show("\nAre you writing for the group itself? (yes or no)")
    while (answer := interview.read().lower()) not in ("y", "yes", "n", "no"):
        interview.show("  Please write yes or no.")
    return "organisation" if answer.startswith("y") else "public-sources"


def _field_hints(pointer: Pointer, node: dict, vocabulary: Vocabulary | None) -> Iterator[str]:
    yield node.get("description", "")
    if pointer == ("based_in", "postcode"):
        yield "Without an office address, write only the first half."
    if vocabulary and len(vocabulary.terms) <= MAX_INLINE_TERMS:
        yield f"One of: {', '.join(vocabulary.terms)}. Write ? to see what they mean."
    elif vocabulary:
        yield "Write ? to see the list."
    if node.get("type") == "array":
        yield "Put commas between several."
    if example := node.get("examples"):
        yield f"For example: {', '.join(example[0]) if isinstance(example[0], list) else example[0]}"


def _parse_list(answer: str, vocabulary: Vocabulary | None) -> list[str]:
    """The entries of a list; names of places with commas inside are understood when they stand alone."""
    if vocabulary and (whole := vocabulary.find(answer)):
        return [whole]
    parts = [part.strip() for part in answer.split(",") if part.strip()]
    return list(dict.fromkeys(vocabulary and vocabulary.find(part) or part for part in parts)) or [
        answer
    ]


def _set_value(data: dict, pointer: Pointer, value: object) -> None:
    *way, step = pointer
    for part, following in zip(way, pointer[1:]):
        if isinstance(part, int):
            data = data[part]
        else:
            data = data.setdefault(part, [{}] if isinstance(following, int) else {})
    data[step] = value


def _remove_value(data: dict, pointer: Pointer) -> None:
    """Takes a value out again, and whatever is empty without it."""
    *way, step = pointer
    parts = [data]
    for part in way:
        parts.append(parts[-1][part])
    del parts[-1][step]
    for whole, part in zip(reversed(parts[:-1]), reversed(way)):
        if not whole[part]:
            del whole[part]
