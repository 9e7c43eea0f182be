"""The answer to the person who sent something, and the pull request for the maintainers.

The answer is Markdown for GitHub or plain text for an e-mail: the same blocks in another style. It
is in the language of the person where there is a locale that has all of its messages.
"""

from collections.abc import Sequence

from ulo.contribute.intake.outcome import Outcome, State
from ulo.contribute.intake.styles import MARKDOWN, PLAIN, Style
from ulo.contribute.intake.summary import DUPLICATE_RULES, GroupLink, Summary
from ulo.core import summarise
from ulo.schema import Messages, Schema

__all__ = [
    "DUPLICATE_RULES",
    "LABELS",
    "GroupLink",
    "build_comment",
    "build_letter",
    "build_pull_request",
    "choose_label",
    "list_proof",
]

# GitHub takes no text of more than 65,536 characters.
MAX_LINES, MAX_CHARACTERS = 50, 60_000
# Faults that only another message can mend.
SEND_AGAIN = frozenset(
    ("large", "unreadable", "outlook", "several", "versions", "indents", "attachments")
)
# The label of an issue for each state: who has to act next.
LABELS: dict[State, str] = {
    "ready": "ready to review",
    "unproven": "needs a maintainer",
    "incomplete": "needs a maintainer",
    "mend": "needs an answer",
    "known": "needs an answer",
    "left-out": "needs a maintainer",
    "suggestion": "needs a maintainer",
    "words": "needs a maintainer",
    "fault": "needs an answer",
}


def choose_label(outcome: Outcome) -> str:
    """The label of the issue, or nothing.

    What may put somebody in danger is for a maintainer, and so are two changes of one field.
    """
    if outcome.may_harm or outcome.conflicts:
        return LABELS["incomplete"]
    return LABELS.get(outcome.state, "")


def build_comment(outcome: Outcome, schema: Schema, link: GroupLink) -> str:
    """The answer to the person, in Markdown.

    `link` gives the name of another group, and its URL or nothing.
    """
    return _in_own_language(outcome, schema, link, MARKDOWN)[0]


def build_letter(
    outcome: Outcome, schema: Schema, link: GroupLink, signature: str
) -> tuple[str, str]:
    """The answer as the plain text of an e-mail with this signature, and its language."""
    return _in_own_language(outcome, schema, link, PLAIN, signature)


def _in_own_language(
    outcome: Outcome, schema: Schema, link: GroupLink, style: Style, signature: str = ""
) -> tuple[str, str]:
    """The answer in the language of the person, or else in our own; and which of them it is."""
    if messages := schema.locales.get(outcome.language):
        summary = Summary(outcome, schema, link, style, messages)
        try:
            return _build_answer(summary, signature), outcome.language
        except KeyError:
            pass  # Nobody has written all that this answer needs.
    summary = Summary(outcome, schema, link, style, schema.messages)
    return _build_answer(summary, signature), schema.locale.language


def _build_answer(summary: Summary, signature: str) -> str:
    """The answer in the messages and the style of the summary.

    Raises KeyError where a message is missing.
    """
    outcome, schema, style = summary.outcome, summary.schema, summary.style
    all_messages, messages = summary.all_messages, summary.messages
    answers = summary.answers()
    blocks = [_thank(summary), *_explain_state(outcome, summary, messages)]
    blocks += [messages["notes"][note] for note in outcome.notes]
    blocks += _bullet_list(messages["conflicts"], summary.conflicts(), summary)
    if outcome.text and not (answers or outcome.conflicts or outcome.has_more):
        blocks.append(messages["confirmed"])
    blocks += _explain_proof(outcome, all_messages["ownership"])
    blocks += _bullet_list(_answers_title(outcome, messages), answers, summary)
    blocks += _bullet_list(messages["read_otherwise"], summary.readings(), summary)
    blocks += _bullet_list(messages["missing"], summary.missing_answers(), summary)
    blocks += _bullet_list(messages["mend"], summary.errors(), summary)
    blocks += _bullet_list(messages["look"], summary.warnings(), summary)
    if questions := summary.safety_questions():
        blocks += _bullet_list(all_messages["safety"]["ask"], questions, summary)
        blocks.append(all_messages["safety"]["unsure"])
    if duplicates := summary.duplicates():
        blocks += _bullet_list(messages["alike"], duplicates, summary)
        blocks.append(messages["one_of_them"])
    if unread := summary.unread_files():
        blocks += _bullet_list(messages["could_not_read"], unread, summary)
        blocks.append(messages["help_with_files"])
    if outcome.left_over:
        text = style.words(outcome.left_over)
        blocks.append(messages["left_over"].format(text=text))
    # Who has to send all of it again is told so by the fault.
    is_sent_again = outcome.reason in SEND_AGAIN and outcome.channel != "issue"
    if outcome.state in ("incomplete", "mend", "fault") and not is_sent_again:
        blocks += [messages["how"][outcome.channel], messages["unknown_is_fine"]]
    elif questions:
        blocks.append(messages["how"][outcome.channel])
    if outcome.state != "words" or not outcome.unread:
        step = "asked" if questions and outcome.state == "ready" else outcome.state
        has_own = step in schema.messages["intake"]["next"]
        blocks.append(messages["next"][step if has_own else "other"])
    if signature:
        blocks = [all_messages["ask"]["hello"], *blocks, signature]
    return _join_blocks(blocks)


def build_pull_request(
    outcome: Outcome, schema: Schema, link: GroupLink, questions: Sequence[str] = ()
) -> str:
    """The description of the pull request, for a maintainer. The outcome must have a record.

    `questions` are those of `review`, in Markdown, the gravest first.
    """
    assert outcome.data is not None
    messages = schema.messages["intake"]
    request, sections = messages["request"], schema.messages["review"]["sections"]
    summary = Summary(outcome, schema, link, MARKDOWN, schema.messages)
    author = outcome.data["checked"]["by"]
    blocks = [
        request["change" if outcome.before else "new"].format(path=outcome.path),
        *list_proof(outcome, author == "organisation", schema.messages),
        *(request[note] for note in outcome.notes if note in request),
    ]
    blocks += _bullet_list(request["conflicts"], summary.conflicts(), summary)
    blocks += _bullet_list(schema.messages["safety"]["request"], [*questions], summary)
    blocks += _bullet_list(_answers_title(outcome, messages), summary.answers(), summary)
    blocks += _bullet_list(messages["read_otherwise"], summary.readings(), summary)
    blocks += _bullet_list(messages["missing"], summary.missing_answers(), summary)
    blocks += _bullet_list(sections["errors"], summary.errors(), summary)
    blocks += _bullet_list(request["look"], summary.warnings(), summary)
    blocks += _bullet_list(messages["alike"], summary.duplicates(), summary)
    outcome_of_check = summarise([*outcome.problems])
    blocks.append(f"{request['outcome'].format(summary=outcome_of_check)} {request['checked']}")
    return _join_blocks(blocks)


def _thank(summary: Summary) -> str:
    outcome, messages = summary.outcome, summary.messages
    if outcome.state == "suggestion":
        return str(messages["thanks_unnamed"])
    name = outcome.data.get("name") if outcome.data else None
    if isinstance(name, str):
        return str(messages["thanks"].format(name=summary.style.words(name)))
    return str(messages["thanks_unnamed"])


def _explain_state(outcome: Outcome, summary: Summary, messages: Messages) -> list[str]:
    """Why there is no record, where that is no matter of its answers; what we take words for."""
    match outcome.state:
        case "known":
            return [messages["known"]]
        case "left-out":
            return [messages["left_out"].format(reason=outcome.reason)]
        case "suggestion":
            return [messages["suggestion"]]
        case "words":
            requests = messages["requests"] | {"": messages["words"]}
            return [
                *_bullet_list(messages["about"], summary.found_groups(), summary),
                requests[outcome.request],
            ]
        case "fault":
            return [messages["fault"][outcome.reason]]
    return []


def _explain_proof(outcome: Outcome, messages: Messages) -> list[str]:
    """For the person: what their code was worth, and whether we can tell that it is the group."""
    # Who writes in their own words has only quoted our code, and asks nothing about it.
    if outcome.state in ("suggestion", "words"):
        return []
    sentences = [messages["verdict"][outcome.verdict]] if outcome.verdict else []
    if outcome.has_more:
        sentences.append(messages["more_words"])
    if outcome.confirms and outcome.verdict != "valid":
        sentences.append(messages["unproven"])
    return [" ".join(sentences)] if sentences else []


def list_proof(outcome: Outcome, is_own: bool, all_messages: Messages) -> list[str]:
    """For the maintainer: who says this, what speaks for it that it's the group, and what not.

    `is_own` says whether the person writes for the group, as they say.
    """
    request, messages = all_messages["intake"]["request"], all_messages["ownership"]["request"]
    sentences = []
    # Who asks in their own words says nothing about the rest of the record.
    if outcome.state == "suggestion":
        sentences.append(request["suggestion"])
    elif outcome.confirms:
        sentences.append(messages["confirms"])
    elif outcome.verdict != "valid" and outcome.state != "words":
        sentences.append(request["organisation" if is_own else "public_sources"])
    if outcome.has_more:
        sentences.append(messages["more_words"])
    if outcome.verdict:
        sentences.append(messages[outcome.verdict])
        if outcome.channel == "issue":
            sentences.append(messages["public"])
    if is_own and outcome.sender:
        sentences.append(messages[f"{outcome.sender}_mailbox"])
    if outcome.confirms and outcome.verdict != "valid" and outcome.sender != "same":
        sentences.append(messages["nothing"])
    return sentences


def _answers_title(outcome: Outcome, messages: Messages) -> str:
    return str(messages["changes" if outcome.before else "understood"])


def _bullet_list(title: str, lines: list[str], summary: Summary) -> list[str]:
    """A title and a list of at most MAX_LINES lines, or nothing where there are none."""
    if not lines:
        return []
    shown = lines[:MAX_LINES]
    if len(lines) > MAX_LINES:
        shown.append(summary.messages["more"].format(n=len(lines) - MAX_LINES))
    return summary.style.section(title, shown)


def _join_blocks(blocks: list[str]) -> str:
    """The blocks as one text of at most MAX_CHARACTERS.

    It is cut after a whole line: within a line, no code is left open.
    """
    text = "\n\n".join(blocks)
    if len(text) >= MAX_CHARACTERS:
        text = text[:MAX_CHARACTERS].rpartition("\n")[0]
    return f"{text}\n"
