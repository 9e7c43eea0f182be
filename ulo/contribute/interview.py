"""The questions of `build.py new`. Their words come from the schema, and each answer is checked on the spot."""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date

from ulo import checks
from ulo.checks import Case, Identity, Index, dotted, where
from ulo.core import ERROR, Problem, in_common, slugify, visible
from ulo.records import Record, file_name
from ulo.schema import Pointer, Schema, Vocabulary

# In this order, after the name. Those that a record cannot do without come first.
REQUIRED: tuple[Pointer, ...] = (
    ("summary",), ("user_led", "led_by"), ("user_led", "basis"), ("user_led", "evidence"),
    ("user_led", "source"), ("sources", 0, "title"), ("for",), ("activities",), ("area", "reach"),
)
OPTIONAL: tuple[Pointer, ...] = (
    ("area", "serves"), ("also_known_as",), ("contact", "website"), ("contact", "email"), ("contact", "phone"),
    ("based_in", "town"), ("based_in", "area"), ("based_in", "address"), ("based_in", "postcode"), ("founded",),
)
# A list of so few words is shown with the question.
FEW = 8
DISTRICT = re.compile(r"[A-Z]{1,2}[0-9][A-Z0-9]?")


class _Conversation:
    """The record as far as it has come, and the two ways to the person."""

    def __init__(self, schema: Schema, today: date, there: Iterable[Case], taken: Iterable[str], read: Callable[[str], str],
                 show: Callable[[str], object]) -> None:
        self.schema, self.today, self.index, self.taken, self.show = schema, today, Index(there), frozenset(taken), show
        self.read = lambda: " ".join(read("> ").split())
        self.data: dict = {}

    def ask(self, pointer: Pointer, required: bool) -> None:
        """Asks about one field until the answer keeps the rules, or is empty where it may be."""
        node = self.schema.node(pointer)
        listed = self.schema.vocabularies.get(node.get("vocabulary") or node.get("items", {}).get("vocabulary"))
        self.show("")
        self.show(node["title"] + ("" if required else " (press Enter to leave it out)"))
        self.show("  " + " ".join(_hints(pointer, node, listed)))
        while True:
            answer = self.read()
            if answer == "?" and listed:
                self.show("\n".join(f"  {term.id}: {term.title}" for term in listed.terms.values()))
            elif not answer and not required:
                return
            elif not answer:
                self.show(f"  {node['title']} is needed.")
            elif self.accept(pointer, node, listed, answer):
                return

    def accept(self, pointer: Pointer, node: dict, listed: Vocabulary | None, answer: str) -> bool:
        """Puts the answer into the record, and says whether it may stay there. Questions are shown, not held against it."""
        if pointer == ("based_in", "postcode"):
            answer = answer.upper()
            pointer = ("based_in", "district") if DISTRICT.fullmatch(answer) else pointer
        _put(self.data, pointer, _values(answer, listed) if node.get("type") == "array" else listed and listed.find(answer) or answer)
        problems = list(self.problems(pointer))
        for problem in problems:
            self.show(f"  {problem.message} {problem.fix}")
        if pointer == ("name",):
            problems += self.name_problems(answer)
        accepted = all(problem.level != ERROR for problem in problems)
        if not accepted:
            _take(self.data, pointer)
        return accepted

    @property
    def case(self) -> Case:
        return Case(Record("", "", self.data, {}), self.schema, self.today)

    @property
    def group(self) -> Identity:
        """Which group of the directory this is, as far as can be told by now."""
        return self.index.identify(self.case, self.taken)

    def problems(self, pointer: Pointer) -> Iterator[Problem]:
        """What the rules have against this field, or against a part of it."""
        field = dotted(pointer)
        for problem in checks.alone(self.case):
            # That a group asked not to be listed may come to light with any answer.
            if f"{problem.field}.".startswith(f"{field}.") or problem.rule == "withdrawn":
                yield problem

    def name_problems(self, name: str) -> list[Problem]:
        """What keeps the name from becoming a file name of its own; shown at once."""
        problems = list(file_name(slugify(name), ""))
        if problems:
            self.show("  A file name is made of the name, so it needs at least two letters from a to z.")
        return problems

    def ask_name(self) -> None:
        """Asks for the name and, where another group has it, for the town that tells the two apart."""
        self.ask(("name",), required=True)
        while same := self.group.there:
            for match in same:
                place = f", in {where(match.case)}" if match.case and where(match.case) else ""
                self.show(f"  There is a group of this name in the directory{place}: {match.path}. Is yours in another place?")
            self.ask(("based_in", "town"), required=True)
            if not self.is_there():
                return
            self.data.clear()
            self.ask(("name",), required=True)

    def is_there(self) -> bool:
        """Whether the group is in the directory already; it is told how that is known."""
        there = self.group.there
        for match in there:
            self.show(f"  It is already in the directory: {match.path} has {in_common(match.evidence)}. "
                      "If it is another group, add to the name what tells the two apart.")
        return bool(there)


def ask(schema: Schema, today: date, there: Iterable[Case], taken: Iterable[str], read: Callable[[str], str] = input,
        show: Callable[[str], object] = print) -> tuple[str, dict] | None:
    """The slug and data of a new record from a person's answers; None where the person stops.

    `there` are all records, `taken` all file names, those of unreadable records, too.
    """
    talk = _Conversation(schema, today, there, taken, read, lambda text: show("\n".join(map(visible, text.split("\n")))))
    try:
        talk.ask_name()
        for pointer in REQUIRED:
            talk.ask(pointer, required=True)
        for pointer in OPTIONAL:
            if pointer[0] != "based_in" or pointer[1] not in talk.data.get("based_in", {}):
                talk.ask(pointer, required=False)
        if talk.is_there():
            return None
        group = talk.group
        for match in group.asked:
            talk.show(f"  {match.path} has {in_common(match.evidence)}. Is it the same group? Then do not add it twice.")
        by = _by(talk)
        if by == "public-sources":
            talk.ask(("sources", 0, "year"), required=False)
    except (EOFError, KeyboardInterrupt):
        return None
    data = talk.data
    data["sources"] = [{"url": data["user_led"]["source"], **data["sources"][0], "supports": ["user_led"]}]
    data["added"] = today.isoformat()
    data["checked"] = {"on": today.isoformat(), "by": by, **data.get("checked", {})}
    return group.slug, data


def _by(talk: _Conversation) -> str:
    talk.show("\nAre you writing for the group itself? (yes or no)")
    while (answer := talk.read().lower()) not in ("y", "yes", "n", "no"):
        talk.show("  Please write yes or no.")
    return "organisation" if answer.startswith("y") else "public-sources"


def _hints(pointer: Pointer, node: dict, listed: Vocabulary | None) -> Iterator[str]:
    yield node.get("description", "")
    if pointer == ("based_in", "postcode"):
        yield "Without an office address, write only the first half."
    if listed and len(listed.terms) <= FEW:
        yield f"One of: {', '.join(listed.terms)}. Write ? to see what they mean."
    elif listed:
        yield "Write ? to see the list."
    if node.get("type") == "array":
        yield "Put commas between several."
    if example := node.get("examples"):
        yield f"For example: {', '.join(example[0]) if isinstance(example[0], list) else example[0]}"


def _values(answer: str, listed: Vocabulary | None) -> list[str]:
    """The entries of a list; names of places with commas inside are understood when they stand alone."""
    if listed and (whole := listed.find(answer)):
        return [whole]
    parts = [part.strip() for part in answer.split(",") if part.strip()]
    return list(dict.fromkeys(listed and listed.find(part) or part for part in parts)) or [answer]


def _put(data: dict, pointer: Pointer, value: object) -> None:
    *way, step = pointer
    for part, following in zip(way, pointer[1:]):
        if isinstance(part, int):
            data = data[part]
        else:
            data = data.setdefault(part, [{}] if isinstance(following, int) else {})
    data[step] = value


def _take(data: dict, pointer: Pointer) -> None:
    """Takes a value out again, and whatever is empty without it."""
    *way, step = pointer
    parts = [data]
    for part in way:
        parts.append(parts[-1][part])
    del parts[-1][step]
    for whole, part in zip(reversed(parts[:-1]), reversed(way)):
        if not whole[part]:
            del whole[part]
