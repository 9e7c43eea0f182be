"""The answer to the person who sent something, and the pull request for the maintainers.

Both are Markdown that a plain e-mail can hold, too.
"""

from ulo.contribute.intake.markdown import escape_markdown
from ulo.contribute.intake.outcome import Outcome, State
from ulo.contribute.intake.summary import DUPLICATE_RULES, GroupLink, Summary
from ulo.schema import Messages, Schema

__all__ = ["DUPLICATE_RULES", "LABELS", "GroupLink", "build_comment", "build_pull_request"]

# GitHub takes no text of more than 65,536 characters.
MAX_LINES, MAX_CHARACTERS = 50, 60_000
# Faults that only another message can mend.
SEND_AGAIN = frozenset(
    ("large", "unreadable", "outlook", "several", "versions", "indents", "attachments")
)
# The label of an issue for each state: who has to act next.
LABELS: dict[State, str] = {
    "ready": "ready to review",
    "incomplete": "needs a maintainer",
    "mend": "needs an answer",
    "known": "needs an answer",
    "left-out": "needs a maintainer",
    "suggestion": "needs a maintainer",
    "words": "needs a maintainer",
    "fault": "needs an answer",
}


def build_comment(outcome: Outcome, schema: Schema, link: GroupLink) -> str:
    """The answer to the person. `link` gives the name of another group, and its URL or nothing."""
    messages = schema.messages["intake"]
    summary = Summary(outcome, schema, link)
    answers = summary.answers()
    blocks = [_thank(outcome, messages), *_explain_state(outcome, summary, messages)]
    blocks += [messages["notes"][note] for note in outcome.notes]
    if outcome.text and not answers:
        blocks.append(messages["confirmed"])
    blocks += _bullet_list(_answers_title(outcome, messages), answers, messages)
    blocks += _bullet_list(messages["missing"], summary.missing_answers(), messages)
    blocks += _bullet_list(messages["mend"], summary.errors(), messages)
    blocks += _bullet_list(messages["look"], summary.warnings(), messages)
    if duplicates := summary.duplicates():
        blocks += _bullet_list(messages["alike"], duplicates, messages)
        blocks.append(messages["one_of_them"])
    if unread := summary.unread_files():
        blocks += _bullet_list(messages["could_not_read"], unread, messages)
        blocks.append(messages["help_with_files"])
    if outcome.left_over:
        text = escape_markdown(outcome.left_over)
        blocks.append(messages["left_over"].format(text=text))
    # Who has to send all of it again is told so by the fault.
    is_sent_again = outcome.reason in SEND_AGAIN and outcome.channel != "issue"
    if outcome.state in ("incomplete", "mend", "fault") and not is_sent_again:
        blocks += [messages["how"][outcome.channel], messages["unknown_is_fine"]]
    if outcome.state != "words" or not outcome.unread:
        blocks.append(messages["next"].get(outcome.state, messages["next"]["other"]))
    return _join_blocks(blocks)


def build_pull_request(outcome: Outcome, schema: Schema, link: GroupLink) -> str:
    """The description of the pull request, for a maintainer. The outcome must have a record."""
    assert outcome.data is not None
    messages = schema.messages["intake"]
    request = messages["request"]
    summary = Summary(outcome, schema, link)
    author = outcome.data["checked"]["by"]
    blocks = [
        request["change" if outcome.before else "new"].format(path=outcome.path),
        # Who answers in their own words says nothing about the rest of the record.
        request["suggestion" if outcome.state == "suggestion" else author.replace("-", "_")],
        *(request[note] for note in outcome.notes if note in request),
    ]
    blocks += _bullet_list(_answers_title(outcome, messages), summary.answers(), messages)
    blocks += _bullet_list(messages["missing"], summary.missing_answers(), messages)
    blocks += _bullet_list(request["mend"], summary.errors(), messages)
    blocks += _bullet_list(request["look"], summary.warnings(), messages)
    blocks += _bullet_list(messages["alike"], summary.duplicates(), messages)
    blocks.append(request["checked"])
    return _join_blocks(blocks)


def _thank(outcome: Outcome, messages: Messages) -> str:
    if outcome.state == "suggestion":
        return str(messages["thanks_unnamed"])
    name = outcome.data.get("name") if outcome.data else None
    if isinstance(name, str):
        return str(messages["thanks"].format(name=escape_markdown(name)))
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
            request = messages["requests"].get(outcome.request, messages["words"])
            return [
                *_bullet_list(messages["about"], summary.found_groups(), messages),
                request,
            ]
        case "fault":
            return [messages["fault"][outcome.reason]]
    return []


def _answers_title(outcome: Outcome, messages: Messages) -> str:
    return str(messages["changes" if outcome.before else "understood"])


def _bullet_list(title: str, lines: list[str], messages: Messages) -> list[str]:
    """A title in bold and a list of at most MAX_LINES lines, or nothing where there are none."""
    if not lines:
        return []
    shown = lines[:MAX_LINES]
    if len(lines) > MAX_LINES:
        shown.append(messages["more"].format(n=len(lines) - MAX_LINES))
    return [f"**{title}**", "\n".join(f"- {line}" for line in shown)]


def _join_blocks(blocks: list[str]) -> str:
    """The blocks as one text of at most MAX_CHARACTERS.

    It is cut after a whole line: within a line, no code is left open.
    """
    text = "\n\n".join(blocks)
    if len(text) >= MAX_CHARACTERS:
        text = text[:MAX_CHARACTERS].rpartition("\n")[0]
    return f"{text}\n"
