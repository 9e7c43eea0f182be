"""A group says that its page is right: in an e-mail or an issue that we prepared, or in a reply.

What is recognised is narrow. A subject or a first line such as "Confirm: northside-voices", the
issue form for this, or a reply to our letter that begins with "All correct." or says so otherwise.
Where somebody wrote more than that, the outcome says so: nobody confirms what they also correct.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ulo import records
from ulo.contribute.intake.mail_traces import has_words_below, is_sign_off, own_words
from ulo.contribute.intake.mail_words import MailWords, mail_words
from ulo.contribute.intake.outcome import Outcome, Sender
from ulo.contribute.intake.references import Reference, choose_group
from ulo.contribute.intake.submission import Submission
from ulo.contribute.intake.suggestion import find_request
from ulo.contribute.signed_codes import find_code, named_slug, verify_code
from ulo.core import fold
from ulo.records import formatting
from ulo.schema import Messages, RecordData, Schema

# The text of the file of a group, by its slug; empty where there is none.
FileText = Callable[[str], str]
# Longer messages say more than that all is right: no need to look into them.
MAX_CHARACTERS, MAX_NAME = 20_000, 300
# What mail programs put before a subject: Re:, Fwd:, AW: and the like, more than once.
REPLY_PREFIXES = re.compile(r"(?:\s*+\[?[A-Za-z]{2,3}\s*+:\]?){0,5}\s*+")
HEADING = re.compile(r"###[ ]+(\S.{0,100})")
# So many lines below a sign-off may be a name, and what somebody does in the group: no sentence.
MAX_SIGNED = 3
PAGE = re.compile(r"\S{0,300}/orgs/([a-z0-9-]{1,80})/?")
ADDRESS = re.compile(r"<?https?://[^\s<>]{1,500}>?")
NO_ANSWER = "_No response_"
# With these, nobody says that all is right.
DOUBT = re.compile("[?\N{THUMBS DOWN SIGN}\N{CROSS MARK}\N{BALLOT X}\N{HEAVY BALLOT X}]")
# Words that are common in letters, and that people greet with, too.
GREETED = frozenset(("all",))


@dataclass(frozen=True)
class Confirmation:
    """What somebody confirms: `slug` as they named it, `has_more` where they wrote more words."""

    slug: str
    has_more: bool


def find_confirmation(
    submission: Submission,
    schema: Schema,
    slugs_by_name: Mapping[str, str],
    references: Sequence[Reference] = (),
) -> Confirmation | None:
    """What a submission confirms, or None where it is about something else.

    `slugs_by_name` has the slug of each group by its folded names, and by its folded slug, and
    `references` say which letter it answers.
    """
    messages = schema.messages["ownership"]
    if len(submission.text) > MAX_CHARACTERS:
        return None
    if answers := _read_form(submission.text, messages):
        group, rest = answers
        slug = _find_group(group, slugs_by_name)
        # Whatever else stands where the group is asked for, or in the title, is for a person.
        title = _after_prefix(submission.subject, messages)
        has_more = (
            not slug
            or title is None
            or bool(title and _find_group(title, slugs_by_name) != slug)
            or bool(_own_words(rest, messages))
        )
        return Confirmation(slug or named_slug(find_code(rest)), has_more)
    words = mail_words(schema)
    lines = list(_own_lines(submission.text, words))
    named = _after_prefix(REPLY_PREFIXES.sub("", submission.subject, count=1), messages)
    if named is None and lines:
        named = _after_prefix(lines[0], messages)
        lines = lines if named is None else lines[1:]
    if named is None:
        # Somebody who answers our e-mail: what is left of it says which group is meant.
        named = choose_group(references)
        greetings = []
        while lines and words.greeting.fullmatch(fold(lines[0])):
            greetings.append(lines.pop(0))
        if not (named and lines and _is_agreement(lines[0], schema)):
            return None
        said = (line for line in greetings if not _is_mere_greeting(line, words))
        lines = [*said, *_without_signature(lines[1:], words)]
    # Whoever agrees above what is quoted may still correct a line of it, or add one below.
    has_more = (
        submission.has_attachments
        or has_words_below(submission.text, words)
        or bool(_own_words("\n".join(lines), messages))
    )
    return Confirmation(_find_group(named, slugs_by_name), has_more)


def apply_confirmation(
    confirmation: Confirmation,
    submission: Submission,
    before: RecordData | None,
    file_text: FileText,
    today: date,
    secret: bytes,
    redirects: Mapping[str, str],
) -> Outcome:
    """The record with nothing changed but who confirmed it, and when; and what speaks for that.

    The state is `ready` only where the code is right and nobody wrote anything else.
    """
    outcome = Outcome("fault", submission.channel, reason="no_group", slug=confirmation.slug)
    if before is None:
        return outcome
    # Who wants to say something about a group that has closed writes to a person.
    if before.get("closed"):
        return replace(outcome, state="words", reason="")
    try:
        text = formatting.mark_confirmed(file_text(confirmation.slug), today)
    except ValueError:
        return replace(outcome, state="words", reason="")
    record, _ = records.parse(text.encode("utf-8"), outcome.path)
    outcome = replace(
        outcome,
        reason="",
        data=record.data if record else before,
        before=before,
        text=text,
        confirms=True,
        has_more=confirmation.has_more,
    )
    outcome = add_proof(outcome, submission, today, secret, redirects)
    is_proved = outcome.verdict == "valid" and not outcome.has_more
    return replace(outcome, state="ready" if is_proved else "unproven")


def add_proof(
    outcome: Outcome,
    submission: Submission,
    today: date,
    secret: bytes,
    redirects: Mapping[str, str],
) -> Outcome:
    """The outcome of a change with what speaks for it: the code in it, and who sent the e-mail."""
    if outcome.before is None:
        return outcome
    code = find_code(submission.text)
    before, verdict = outcome.before, None
    if code:
        verdict = verify_code(code, outcome.slug, before, today, secret, redirects)
    return replace(outcome, verdict=verdict, sender=_compare_sender(submission, before))


def _compare_sender(submission: Submission, before: RecordData) -> Sender:
    """Whether an e-mail says that it is from the mailbox in the record. Anybody can write that."""
    contact = before.get("contact")
    mailbox = contact.get("email") if isinstance(contact, dict) else None
    sender = submission.head.sender
    if submission.channel != "mail" or not sender or not isinstance(mailbox, str):
        return ""
    return "same" if sender.casefold() == mailbox.casefold() else "other"


def _read_form(text: str, messages: Messages) -> tuple[str, str] | None:
    """What stands in the issue form: the group, and the rest. None for any other text."""
    form = messages["form"]
    answers: dict[str, list[str]] = {}
    current = ""
    for line in text.strip().split("\n"):
        heading = HEADING.fullmatch(line.rstrip())
        if heading and heading[1] in (form["group"], form["code"]):
            current = heading[1]
        answers.setdefault(current, []).append("" if heading else line)
    if "" in answers or form["group"] not in answers:
        return None
    group = "\n".join(answers[form["group"]]).strip()
    code = "\n".join(answers.get(form["code"], [])).replace(NO_ANSWER, "")
    return group, code


def _after_prefix(line: str, messages: Messages) -> str | None:
    """What follows "Confirm:" in a line, or None where it does not begin so."""
    prefix = messages["subject"].partition("{")[0].strip()
    text = line.strip()
    is_prefixed = text.casefold().startswith(prefix.casefold())
    return text[len(prefix) :].strip() if is_prefixed else None


def _find_group(named: str, slugs_by_name: Mapping[str, str]) -> str:
    """The slug of a group that somebody named by its page, its file or its name."""
    if page := PAGE.fullmatch(named):
        return slugs_by_name.get(fold(page[1]), page[1])
    if named.lower() in slugs_by_name.values():
        return named.lower()
    return slugs_by_name.get(fold(named[:MAX_NAME]), "")


def _is_agreement(line: str, schema: Schema) -> bool:
    """Whether a line says nothing but that all is right, in a language that we have words for."""
    if DOUBT.search(line):
        return False
    words = fold(line[:MAX_NAME])
    others = (messages.get("ownership", {}) for messages in schema.locales.values())
    answers = (own.get("short_answer", "") for own in (schema.messages["ownership"], *others))
    is_said = bool(mail_words(schema).agreement.fullmatch(words))
    return is_said or words in {fold(text) for text in answers if text}


def _is_mere_greeting(line: str, words: MailWords) -> bool:
    """Whether a line greets, and does not go on: "Hi the phone is wrong" has words of sentences."""
    common = frozenset().union(*words.frequent.values()) - GREETED
    spoken = {word.strip(",.!") for word in line.split()}
    return not (spoken & common or _asks_for_something(line, words))


def _asks_for_something(line: str, words: MailWords) -> bool:
    return bool(words.change.search(line) or find_request(line, words))


def _without_signature(lines: Sequence[str], words: MailWords) -> Iterator[str]:
    """The lines that may say something: not "Best wishes", nor a name below it."""
    left = 0
    for line in lines:
        # "Warning: this message is wrong" begins as a notice does, and is none.
        is_request = _asks_for_something(line, words)
        if is_sign_off(line, words) and not is_request:
            left = MAX_SIGNED
        elif left and words.signed.fullmatch(line) and not is_request:
            left -= 1
        else:
            yield line


def _own_lines(text: str, words: MailWords) -> Iterator[str]:
    """The lines with words that the person wrote: nothing quoted, and no signature."""
    for line in map(str.strip, own_words(text, words, with_signature=True)):
        if words.quoted_line.match(line):
            return
        if any(map(str.isalnum, line)):
            yield line


def _own_words(text: str, messages: Messages) -> str:
    """What a text says besides what we prepared, folded; empty where it says no more."""
    # A long line may be broken, and then the code is, too.
    code = r"\s*".join(map(re.escape, find_code(text)))
    words = fold(ADDRESS.sub(" ", re.sub(code, " ", text, count=1) if code else text))
    label = fold(messages["code_line"].partition("{")[0])
    for sentence in ("all_correct", "for_group", "short_answer"):
        words = words.replace(fold(messages[sentence]), "", 1)
    return words.replace(label, "", 1).strip()
