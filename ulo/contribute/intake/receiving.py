"""The way of a submission: from its bytes to an Outcome."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from ulo import checks, records
from ulo.checks import MIN_NAME_LENGTH, CheckContext, Identity, RecordIndex, RecordMatch
from ulo.checks.safety import RecordChange, SafetyQuestion, find_questions
from ulo.contribute.changes import apply_change, read_change
from ulo.contribute.intake import answers
from ulo.contribute.intake.confirmations import (
    FileText,
    add_proof,
    apply_confirmation,
    find_confirmation,
)
from ulo.contribute.intake.finding import find_record
from ulo.contribute.intake.issue_forms import is_bug_report
from ulo.contribute.intake.languages import find_language
from ulo.contribute.intake.mail_traces import own_words
from ulo.contribute.intake.mail_words import mail_words
from ulo.contribute.intake.mentions import find_groups
from ulo.contribute.intake.normalisation import add_dates, add_source, normalise
from ulo.contribute.intake.outcome import Outcome, State
from ulo.contribute.intake.references import Reference, find_references
from ulo.contribute.intake.submission import Submission, read_submission
from ulo.contribute.intake.suggestion import find_request, suggest_change
from ulo.core import ERROR, Problem, fold
from ulo.records import Record, file_name, formatting
from ulo.schema import RecordData, Schema


def _no_file(slug: str) -> str:
    return ""


def receive(
    raw: bytes,
    schema: Schema,
    contexts: Iterable[CheckContext],
    taken: Iterable[str],
    today: date,
    *,
    file_text: FileText = _no_file,
    secret: bytes = b"",
) -> Outcome:
    """What becomes of a file that somebody sent.

    `contexts` are all records, `taken` all slugs, those of unreadable records too. `file_text`
    gives the file of a group that confirms its page, and `secret` is that of the signed codes.
    Raises NotAnIssueEventError where the file is JSON of something else than an issue.
    """
    submission = read_submission(raw, mail_words(schema))
    directory = _Directory(schema, list(contexts), tuple(taken), today)
    references = find_references(submission, directory.taken, schema.redirects)
    outcome = _receive(submission, references, directory, file_text, secret)
    return replace(
        outcome,
        references=references,
        language=find_language(submission, schema),
        head=submission.head,
    )


def _receive(
    submission: Submission,
    references: tuple[Reference, ...],
    directory: "_Directory",
    file_text: FileText,
    secret: bytes,
) -> Outcome:
    """What becomes of it; `references` say which letter of ours it answers."""
    schema, today, channel = directory.schema, directory.today, submission.channel
    outcome = Outcome("mend", channel, unread=submission.unread)
    if submission.fault:
        return replace(outcome, state="fault", reason=submission.fault)
    if channel == "issue" and is_bug_report(submission.text, schema):
        return replace(outcome, state="nothing")
    if answers.is_form_submission(submission.text, schema):
        data, repeated = answers.read_answers(submission.text, schema)
        outcome = replace(outcome, repeated_questions=tuple(repeated))
        outcome = _handle_record(data, "", outcome, directory)
        if repeated and outcome.state in ("ready", "incomplete"):
            return replace(outcome, state="mend")
        return outcome
    found = find_record(submission.passages, schema)
    if found is None:
        names = directory.slugs_by_name()
        confirmation = find_confirmation(submission, schema, names, references)
        if confirmation:
            before = directory.find(confirmation.slug)
            outcome = apply_confirmation(
                confirmation, submission, before, file_text, today, secret, schema.redirects
            )
            return _add_problems(outcome, directory)
        outcome = _handle_prose(submission, references, outcome, directory)
        return add_proof(outcome, submission, today, secret, schema.redirects)
    extracted, notes = found
    outcome = replace(outcome, notes=notes, left_over=extracted.left_over)
    if extracted.others in ("several", "versions"):
        return replace(outcome, state="fault", reason=extracted.others)
    if any(problem.rule == "too-large" for problem in extracted.problems):
        return replace(outcome, state="fault", reason="large")
    if extracted.record is None:
        if extracted.is_flat:
            return replace(outcome, state="fault", reason="indents")
        return replace(outcome, problems=extracted.problems)
    data, slug = extracted.record.data, directory.current_slug(extracted.slug)
    if change := read_change(data, extracted.lines):
        before = directory.find(slug)
        if before is None:
            return replace(outcome, state="fault", reason="no_group", slug=slug)
        data, conflicts = apply_change(change, before, schema)
        outcome = replace(outcome, conflicts=conflicts)
    outcome = _handle_record(data, slug, outcome, directory)
    # Where there is still something wrong, nobody knows whether lines are in their places.
    if extracted.is_restored and outcome.state in ("mend", "incomplete"):
        return Outcome("fault", channel, reason="indents", unread=submission.unread)
    return add_proof(outcome, submission, today, secret, schema.redirects)


@dataclass(frozen=True)
class _Directory:
    """The records that there are (`contexts`), all slugs in use (`taken`), and the day."""

    schema: Schema
    contexts: list[CheckContext]
    taken: tuple[str, ...]
    today: date

    @cached_property
    def names(self) -> dict[str, list[str]]:
        """The names of each group, by its slug; none where its record cannot be read."""
        names: dict[str, list[str]] = {slug: [] for slug in self.taken}
        return names | {context.record.slug: context.names for context in self.contexts}

    def slugs_by_name(self) -> dict[str, str]:
        """The slug of each group, by its folded names and by its folded slugs.

        What a group is called today comes before what another was called once.
        """
        former = {fold(old): new for old, new in self.schema.redirects.items()}
        return former | {
            fold(name): slug
            for slug, names in self.names.items()
            for name in (slug, *names)
            if len(name) >= MIN_NAME_LENGTH
        }

    def current_slug(self, slug: str) -> str:
        """The slug of today of a group that may have had another one."""
        return slug if slug in self.taken else self.schema.redirects.get(slug, slug)

    def find(self, slug: str) -> RecordData | None:
        """What the record with this slug says, or None."""
        for context in self.contexts:
            if context.record.slug == slug:
                return context.record.data
        return None

    def identify(self, data: RecordData) -> Identity:
        """Which group this new record is about."""
        context = CheckContext(Record("", "", data), self.schema, self.today)
        return RecordIndex(self.contexts).identify(context, self.names)

    def ask_safety(self, data: RecordData, before: RecordData | None) -> list[SafetyQuestion]:
        """What only a person can say of this record, or of what changes in it."""
        old, new = (
            CheckContext(Record("", "", version), self.schema, self.today) if version else None
            for version in (before, data)
        )
        return find_questions(RecordChange(old, new)) if new else []

    def check(self, record: Record) -> list[Problem]:
        """The problems with this record as one of all."""
        slug = record.slug
        others = [context.record for context in self.contexts if context.record.slug != slug]
        return checks.run([*others, record], self.schema, self.today, {record.path})[1]


def _handle_prose(
    submission: Submission,
    references: tuple[Reference, ...],
    outcome: Outcome,
    directory: _Directory,
) -> Outcome:
    """What becomes of a text without a record. An issue may be about anything else."""
    messages = directory.schema.messages
    text = submission.text
    for label in (messages["intake"]["record"]["label"], messages["formerly"]["record"]):
        text = text.removeprefix(f"### {label}")
    is_ours = submission.channel != "issue" or text != submission.text
    if not is_ours or not text.strip():
        return replace(outcome, state="nothing")
    known = mail_words(directory.schema)
    words = "\n".join([submission.subject, *own_words(text, known)])
    signed = "\n".join([submission.subject, *own_words(text, known, with_signature=True)])
    found = find_groups(signed, references, directory.contexts)
    outcome = replace(outcome, state="words", found=found, request=find_request(words, known))
    if len(found) == 1:
        outcome = replace(outcome, slug=found[0], before=directory.find(found[0]))
    if outcome.request or len(found) != 1:
        return outcome
    return _suggest(words, outcome, directory)


def _suggest(words: str, outcome: Outcome, directory: _Directory) -> Outcome:
    """The outcome with the change that these words ask for, if it is certain and follows the rules.

    The day of the last check stays: nobody has looked at the rest of the record.
    """
    (slug,) = outcome.found
    before = directory.find(slug)
    data = suggest_change(words, before, directory.schema) if before else None
    if data is None or before is None:
        return outcome
    data, readings = normalise(data, directory.schema, directory.slugs_by_name())
    text = formatting.dump(data, directory.schema)
    record, problems = records.parse(text.encode("utf-8", "replace"), f"orgs/{slug}.yml")
    if not record or data == before:
        return outcome
    problems = [*problems, *directory.check(record)]
    if any(problem.level == ERROR for problem in problems):
        return outcome
    return replace(
        outcome,
        state="suggestion",
        slug=slug,
        data=data,
        before=before,
        text=text,
        problems=tuple(problems),
        readings=tuple(readings),
        safety_questions=tuple(directory.ask_safety(data, before)),
    )


def _handle_record(
    data: RecordData, named_slug: str, outcome: Outcome, directory: _Directory
) -> Outcome:
    """The outcome with what becomes of this record. `named_slug` is that of the file it names."""
    schema = directory.schema
    data, readings = normalise(data, schema, directory.slugs_by_name())
    outcome = replace(outcome, readings=tuple(readings))
    name = data.get("name")
    if not isinstance(name, str):
        return replace(outcome, state="fault", reason="name")
    before = directory.find(named_slug)
    candidates: tuple[RecordMatch, ...] = ()
    # A new group may have the name of another by chance: then it was added on another day.
    if before and data.get("added", before.get("added")) == before.get("added"):
        slug = named_slug
    else:
        before = None
        identity = directory.identify(data)
        if matches := identity.matches:
            known = matches[0].slug
            return replace(
                outcome, state="known", slug=known, possible_duplicates=matches, data=data
            )
        slug, candidates = identity.slug, identity.candidates
        data = add_source(data)
        if reason := schema.left_out.get(fold(name)):
            return replace(outcome, state="left-out", reason=reason, data=data)
    if list(file_name(slug, "")):
        return replace(outcome, state="fault", reason="slug", data=data)
    data = add_dates(data, before, directory.today)
    text = formatting.dump(data, schema)
    record, problems = records.parse(text.encode("utf-8", "replace"), f"orgs/{slug}.yml")
    if record:
        problems = [*problems, *directory.check(record)]
    return replace(
        outcome,
        state=_choose_state(problems),
        slug=slug,
        data=data,
        before=before,
        text=text if record else "",
        problems=tuple(problems),
        possible_duplicates=candidates,
        safety_questions=tuple(directory.ask_safety(data, before)),
    )


def _add_problems(outcome: Outcome, directory: _Directory) -> Outcome:
    """The outcome of a confirmation with what the rules say of the record, as of any other."""
    if not outcome.text or outcome.data is None:
        return outcome
    record = Record(outcome.slug, outcome.path, outcome.data)
    problems = tuple(directory.check(record))
    is_ready = outcome.state == "ready" and _choose_state(list(problems)) == "ready"
    return replace(outcome, state="ready" if is_ready else "unproven", problems=problems)


def _choose_state(problems: list[Problem]) -> State:
    errors = [problem for problem in problems if problem.level == ERROR]
    if not errors:
        return "ready"
    if all(problem.rule == "missing-field" for problem in errors):
        return "incomplete"
    return "mend"
