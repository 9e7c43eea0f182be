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
from ulo.checks import MIN_NAME_LENGTH, CheckContext, RecordIndex, RecordMatch
from ulo.contribute.form import Question
from ulo.contribute.intake import answers, email_unwrap
from ulo.contribute.intake.issue_forms import build_issue_forms
from ulo.contribute.intake.normalisation import add_dates, add_source, normalise
from ulo.contribute.intake.submission import NotAnIssueEvent, Submission, read_submission
from ulo.core import ERROR, Problem, fold
from ulo.records import file_name
from ulo.records.formatting import dump
from ulo.schema import Schema

__all__ = ["NotAnIssueEvent", "Outcome", "build_issue_forms", "receive", "reply"]


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
    channel: str
    slug: str = ""
    text: str = ""
    data: dict | None = None
    before: dict | None = None
    problems: tuple[Problem, ...] = ()
    possible_duplicates: tuple[RecordMatch, ...] = ()
    repeated_questions: tuple[Question, ...] = ()
    reason: str = ""

    @property
    def path(self) -> str:
        return f"orgs/{self.slug}.yml"


def receive(
    raw: bytes, schema: Schema, cases: Iterable[CheckContext], taken: Iterable[str], today: date
) -> Outcome:
    """What becomes of this file. `cases` are all records, `taken` the file names that nobody else may have.

    Raises NotAnEvent where it is JSON of something else than an issue.
    """
    message = read_submission(raw)
    if message.fault:
        return Outcome("fault", message.channel, reason=message.fault)
    cases = list(cases)
    if answers.is_form_submission(message.text, schema):
        data, twice = answers.read_answers(message.text, schema)
        outcome = _handle_record(
            data,
            "",
            Outcome("mend", message.channel, repeated_questions=tuple(twice)),
            schema,
            cases,
            taken,
            today,
        )
        return (
            replace(outcome, state="mend")
            if twice and outcome.state in ("ready", "incomplete")
            else outcome
        )
    found = email_unwrap.extract_record(message.text, schema)
    if found is None:
        return _handle_prose(message, schema)
    if found.has_more:
        return Outcome("fault", message.channel, reason="several")
    if any(problem.rule == "too-large" for problem in found.problems):
        return Outcome("fault", message.channel, reason="large")
    if found.record is None:
        return Outcome("mend", message.channel, problems=found.problems)
    return _handle_record(
        found.record.data, found.slug, Outcome("mend", message.channel), schema, cases, taken, today
    )


def _handle_prose(message: Submission, schema: Schema) -> Outcome:
    ours = message.channel != "issue" or message.text.lstrip().startswith(
        f"### {schema.messages['intake']['record']['label']}"
    )
    return Outcome("words" if ours and message.text.strip() else "nothing", message.channel)


def _handle_record(
    data: dict,
    file: str,
    outcome: Outcome,
    schema: Schema,
    cases: list[CheckContext],
    taken: Iterable[str],
    today: date,
) -> Outcome:
    names = {slug: () for slug in taken} | {case.record.slug: case.names for case in cases}
    groups = {
        fold(name): slug
        for slug, known in names.items()
        for name in (slug, *known)
        if len(name) >= MIN_NAME_LENGTH
    }
    data = normalise(data, schema, groups)
    if not isinstance(name := data.get("name"), str):
        return replace(outcome, state="fault", reason="name")
    before = next((case.record.data for case in cases if case.record.slug == file), None)
    # A new group that has the name of another by chance was made on another day.
    if before and data.get("added", before.get("added")) == before.get("added"):
        slug, alike = file, ()
    else:
        group = RecordIndex(cases).identify(
            CheckContext(records.Record("", "", data, {}), schema, today), names
        )
        if group.matches:
            return replace(
                outcome,
                state="known",
                slug=group.matches[0].slug,
                possible_duplicates=group.matches,
                data=data,
            )
        slug, alike, before, data = group.slug, group.candidates, None, add_source(data)
    if not before and (reason := schema.left_out.get(fold(name))):
        return replace(outcome, state="left-out", reason=reason, data=data)
    if list(file_name(slug, "")):
        return replace(outcome, state="fault", reason="slug", data=data)
    data = add_dates(data, before, today)
    text = dump(data, schema)
    record, problems = records.parse(text.encode("utf-8", "replace"), f"orgs/{slug}.yml")
    if record:
        others = [case.record for case in cases if case.record.slug != slug]
        problems = [*problems, *checks.run([*others, record], schema, today, {record.path})[1]]
    errors = [problem for problem in problems if problem.level == ERROR]
    missing = all(problem.rule == "missing-field" for problem in errors)
    return replace(
        outcome,
        state="mend" if not missing else "incomplete" if errors else "ready",
        slug=slug,
        data=data,
        before=before,
        text=text if record else "",
        problems=tuple(problems),
        possible_duplicates=alike,
    )
