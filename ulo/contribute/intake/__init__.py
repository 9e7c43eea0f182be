"""What strangers send becomes a record, and an answer to them in plain words. Pure: a text in, an Outcome out.

A computer reads it first, so nothing in it is trusted: it is data here, and harmless in what is written back.

    message    what was sent: an issue, an e-mail, a text
    wrapped    a record as it was before it travelled by e-mail
    answers    the form for a new group on GitHub: its questions, and what was answered
    tidy       answers as a record writes them
    harmless   a stranger's words in Markdown
    reply      what is said to the person, and to the maintainer
    templates  the forms on GitHub, made from the schema
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from ulo import checks, records
from ulo.checks import Case
from ulo.checks import Index, Match, SHORTEST_NAME
from ulo.contribute.form import Question
from ulo.records.formatting import dump
from ulo.contribute.intake import answers, wrapped
from ulo.contribute.intake.message import Message, NotAnEvent, read
from ulo.contribute.intake.tidy import dated, sourced, tidy
from ulo.core import ERROR, Problem
from ulo.records import file_name
from ulo.core import fold
from ulo.schema import Schema

__all__ = ["NotAnEvent", "Outcome", "receive"]


@dataclass(frozen=True)
class Outcome:
    """What became of it.

    `state` is one of
      ready        a record without a fault
      incomplete   something is missing that somebody may look up
      mend         something is wrong that the person can put right
      known        the group is in the directory already, under `slug`
      left-out     it was looked at before and is not listed; `reason` says why
      words        no record, but words for a person to read
      fault        it cannot be read; `reason` says why (a word of `intake.fault`)
      nothing      it is not meant for us
    `text` is the file of the record, where there is one; `before` the record that it changes; `alike` the records that may be
    about the same group; `twice` the questions that have two answers.
    """

    state: str
    way: str
    slug: str = ""
    text: str = ""
    data: dict | None = None
    before: dict | None = None
    problems: tuple[Problem, ...] = ()
    alike: tuple[Match, ...] = ()
    twice: tuple[Question, ...] = ()
    reason: str = ""

    @property
    def path(self) -> str:
        return f"orgs/{self.slug}.yml"


def receive(raw: bytes, schema: Schema, cases: Iterable[Case], taken: Iterable[str], today: date) -> Outcome:
    """What becomes of this file. `cases` are all records, `taken` the file names that nobody else may have.

    Raises NotAnEvent where it is JSON of something else than an issue.
    """
    message = read(raw)
    if message.fault:
        return Outcome("fault", message.way, reason=message.fault)
    cases = list(cases)
    if answers.is_form(message.text, schema):
        data, twice = answers.read(message.text, schema)
        outcome = _of_record(data, "", Outcome("mend", message.way, twice=tuple(twice)), schema, cases, taken, today)
        return replace(outcome, state="mend") if twice and outcome.state in ("ready", "incomplete") else outcome
    found = wrapped.find(message.text, schema)
    if found is None:
        return _of_words(message, schema)
    if found.more:
        return Outcome("fault", message.way, reason="several")
    if any(problem.rule == "too-large" for problem in found.problems):
        return Outcome("fault", message.way, reason="large")
    if found.record is None:
        return Outcome("mend", message.way, problems=found.problems)
    return _of_record(found.record.data, found.file, Outcome("mend", message.way), schema, cases, taken, today)


def _of_words(message: Message, schema: Schema) -> Outcome:
    ours = message.way != "issue" or message.text.lstrip().startswith(f"### {schema.words['intake']['record']['label']}")
    return Outcome("words" if ours and message.text.strip() else "nothing", message.way)


def _of_record(data: dict, file: str, outcome: Outcome, schema: Schema, cases: list[Case], taken: Iterable[str], today: date) -> Outcome:
    names = {slug: () for slug in taken} | {case.record.slug: case.names for case in cases}
    groups = {fold(name): slug for slug, known in names.items() for name in (slug, *known) if len(name) >= SHORTEST_NAME}
    data = tidy(data, schema, groups)
    if not isinstance(name := data.get("name"), str):
        return replace(outcome, state="fault", reason="name")
    before = next((case.record.data for case in cases if case.record.slug == file), None)
    # A new group that has the name of another by chance was made on another day.
    if before and data.get("added", before.get("added")) == before.get("added"):
        slug, alike = file, ()
    else:
        group = Index(cases).identify(Case(records.Record("", "", data, {}), schema, today), names)
        if group.there:
            return replace(outcome, state="known", slug=group.there[0].slug, alike=group.there, data=data)
        slug, alike, before, data = group.slug, group.asked, None, sourced(data)
    if not before and (reason := schema.left_out.get(fold(name))):
        return replace(outcome, state="left-out", reason=reason, data=data)
    if list(file_name(slug, "")):
        return replace(outcome, state="fault", reason="slug", data=data)
    data = dated(data, before, today)
    text = dump(data, schema)
    record, problems = records.parse(text.encode("utf-8", "replace"), f"orgs/{slug}.yml")
    if record:
        others = [case.record for case in cases if case.record.slug != slug]
        problems = [*problems, *checks.run([*others, record], schema, today, {record.path})[1]]
    errors = [problem for problem in problems if problem.level == ERROR]
    missing = all(problem.rule == "missing-field" for problem in errors)
    return replace(outcome, state="mend" if not missing else "incomplete" if errors else "ready", slug=slug, data=data, before=before,
                   text=text if record else "", problems=tuple(problems), alike=alike)
