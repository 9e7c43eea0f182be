"""What is said to the person who sent something, and to the maintainer who takes it from there. In Markdown that a plain e-mail can hold, too."""

from collections.abc import Callable

from ulo.checks import SAME_NAME, RecordMatch, main_place_name
from ulo.contribute.form import Question, all_questions
from ulo.contribute.intake import Outcome
from ulo.contribute.intake.answers import question_label
from ulo.contribute.intake.markdown import escape_markdown
from ulo.core import ERROR, describe_evidence
from ulo.records import slug_from_path
from ulo.schema import Pointer, Schema

GroupLink = Callable[[str], tuple[str, str]]
MAX_LINES, MAX_CHARACTERS = 50, 60_000
DUPLICATE_RULES = ("same-name", "shared-name", "same-website", "same-identifier", "similar-name")
# How `Outcome.state` is told on GitHub: whose turn it is.
LABELS = {
    "ready": "ready to review",
    "incomplete": "needs a maintainer",
    "mend": "needs an answer",
    "known": "needs an answer",
    "left-out": "needs a maintainer",
    "words": "needs a maintainer",
    "fault": "needs an answer",
}


def build_comment(outcome: Outcome, schema: Schema, link: GroupLink) -> str:
    """The answer to the person. `link` gives the name of a group that is there, and the address of its page or nothing."""
    messages = schema.messages["intake"]
    name = outcome.data.get("name") if outcome.data else None
    blocks = [
        messages["thanks"].format(name=escape_markdown(name))
        if isinstance(name, str)
        else messages["thanks_unnamed"]
    ]
    if outcome.state == "known":
        blocks.append(messages["known"])
    elif outcome.state == "left-out":
        blocks.append(messages["left_out"].format(reason=outcome.reason))
    elif outcome.state == "words":
        blocks.append(messages["words"])
    elif outcome.state == "fault":
        blocks.append(messages["fault"][outcome.reason])
    shown = _list_answers(outcome, schema)
    if outcome.text and not shown:
        blocks.append(messages["confirmed"])
    blocks += _bullet_list(messages, messages["changes" if outcome.before else "understood"], shown)
    blocks += _bullet_list(messages, messages["missing"], _missing_answers(outcome, schema))
    blocks += _bullet_list(
        messages,
        messages["mend"],
        [*_repeated_answers(outcome, schema), *_list_problems(outcome, schema, errors=True)],
    )
    blocks += _bullet_list(
        messages, messages["look"], _list_problems(outcome, schema, errors=False)
    )
    if alike := _list_duplicates(outcome, schema, link):
        blocks += [*_bullet_list(messages, messages["alike"], alike), messages["one_of_them"]]
    if outcome.state in ("incomplete", "mend", "fault"):
        blocks += [messages["how"][outcome.channel], messages["unknown_is_fine"]]
    blocks.append(messages["next"].get(outcome.state, messages["next"]["other"]))
    return _join_blocks(blocks)


def build_pull_request(outcome: Outcome, schema: Schema, link: GroupLink) -> str:
    """What a maintainer reads on the pull request."""
    messages = schema.messages["intake"]
    by = outcome.data["checked"]["by"]
    blocks = [
        messages["request"]["change" if outcome.before else "new"].format(path=outcome.path),
        messages["request"][by.replace("-", "_")],
    ]
    blocks += _bullet_list(
        messages,
        messages["changes" if outcome.before else "understood"],
        _list_answers(outcome, schema),
    )
    blocks += _bullet_list(messages, messages["missing"], _missing_answers(outcome, schema))
    blocks += _bullet_list(
        messages,
        messages["request"]["mend"],
        [*_repeated_answers(outcome, schema), *_list_problems(outcome, schema, errors=True)],
    )
    blocks += _bullet_list(
        messages, messages["request"]["look"], _list_problems(outcome, schema, errors=False)
    )
    blocks += _bullet_list(messages, messages["alike"], _list_duplicates(outcome, schema, link))
    blocks.append(messages["request"]["checked"])
    return _join_blocks(blocks)


def _join_blocks(blocks: list[str]) -> str:
    """The text of these blocks; GitHub takes no longer one. It ends with a whole line, in which nothing is left open."""
    text = "\n\n".join(blocks)
    return (
        f"{text if len(text) < MAX_CHARACTERS else text[:MAX_CHARACTERS].rpartition(chr(10))[0]}\n"
    )


def _bullet_list(messages: dict, title: str, lines: list[str]) -> list[str]:
    """A heading in bold and its list, or nothing."""
    more = [messages["more"].format(n=len(lines) - MAX_LINES)] if len(lines) > MAX_LINES else []
    return (
        [f"**{title}**", "\n".join(f"- {line}" for line in [*lines[:MAX_LINES], *more])]
        if lines
        else []
    )


def _format_group(slug: str, link: GroupLink) -> str:
    name, address = link(slug)
    return (
        f"[{escape_markdown(name)}]({address})"
        if address
        else f"{escape_markdown(name)} (`orgs/{slug}.yml`)"
    )


def _repeated_answers(outcome: Outcome, schema: Schema) -> list[str]:
    return [
        f"{question_label(question, schema)}: {schema.messages['intake']['twice']}"
        for question in outcome.repeated_questions
    ]


def _missing_answers(outcome: Outcome, schema: Schema) -> list[str]:
    """The questions that still want an answer, and what they ask."""
    wanted = [
        _parse_pointer(problem.field)
        for problem in outcome.problems
        if problem.rule == "missing-field"
    ]
    return [
        f"{_field_label(pointer, schema)}: {schema.subschema(pointer).get('description', '')}"
        for pointer in sorted(wanted, key=lambda pointer: _question_order(pointer, schema))
    ]


def _list_problems(outcome: Outcome, schema: Schema, errors: bool) -> list[str]:
    """What is wrong, or may be: each with the question that it is about, and what to do, in the order of the questions."""
    messages = schema.messages["intake"]
    lines = []
    for problem in sorted(
        outcome.problems, key=lambda problem: _question_order(_parse_pointer(problem.field), schema)
    ):
        if (problem.level == ERROR) == errors and problem.rule not in (
            *DUPLICATE_RULES,
            "missing-field",
        ):
            place = _field_label(_parse_pointer(problem.field), schema) or (
                "" if outcome.text else messages["line"].format(n=problem.line)
            )
            # Who answered questions has never seen a record, and knows nothing of its lines.
            fix = messages["instead"].get(problem.rule, problem.fix)
            lines.append(
                f"{place and f'{place}: '}{escape_markdown(problem.message)} {escape_markdown(fix)}".rstrip()
            )
    return lines


def _field_label(pointer: Pointer, schema: Schema) -> str:
    """What stands above the answer at this place; in an entry with several answers, also which of them."""
    question = _find_question(pointer, schema)
    if question is None:
        return schema.subschema(pointer).get("title", "") if pointer else ""
    above = question_label(question, schema)
    return (
        f"{above}, {pointer[1] + 1}: {schema.subschema(pointer)['title']}"
        if question.parts and len(pointer) > 2
        else above
    )


def _question_order(pointer: Pointer, schema: Schema) -> int:
    """When the question comes; what is about no question comes first."""
    return (
        list(all_questions(schema)).index(question)
        if (question := _find_question(pointer, schema))
        else -1
    )


def _find_question(pointer: Pointer, schema: Schema) -> Question | None:
    return next(
        (
            question
            for question in all_questions(schema)
            if pointer and pointer[: len(question.pointer)] == question.pointer
        ),
        None,
    )


def _parse_pointer(field: str) -> Pointer:
    return (
        tuple(int(step) - 1 if step.isdigit() else step for step in field.split("."))
        if field
        else ()
    )


def _list_duplicates(outcome: Outcome, schema: Schema, link: GroupLink) -> list[str]:
    """The groups that may be the same, each once, with what the two have in common."""
    messages = schema.messages["intake"]["same"]
    reasons = {
        match.slug: [_shared_evidence(match, messages)] for match in outcome.possible_duplicates
    }
    told = {*reasons}
    for problem in outcome.problems:
        if problem.rule in DUPLICATE_RULES:
            slug = slug_from_path(
                next(path for path in (*problem.others, problem.path) if path != outcome.path)
            )
            if slug not in told or problem.rule == "similar-name":
                reasons.setdefault(slug, []).append(messages[problem.rule])
    return [
        f"{_format_group(slug, link)}: {' '.join(dict.fromkeys(said))}"
        for slug, said in reasons.items()
    ]


def _shared_evidence(match: RecordMatch, messages: dict) -> str:
    elsewhere = match.verdict == SAME_NAME and match.context and main_place_name(match.context)
    return messages["elsewhere" if elsewhere else "evidence"].format(
        evidence=describe_evidence(match.evidence), place=escape_markdown(elsewhere or "")
    )


def _list_answers(outcome: Outcome, schema: Schema) -> list[str]:
    """What the record says, question by question; of a change, only what differs."""
    if not outcome.text:
        return []
    messages = schema.messages["intake"]
    lines = []
    for field, node in schema.json_schema["properties"].items():
        own = [question for question in all_questions(schema) if question.pointer[0] == field]
        if field in ("added", "checked"):
            continue
        if outcome.before is None:
            lines += [
                f"{question_label(question, schema)}: {escape_markdown(text)}"
                for question in own
                if (text := _format_answer(outcome.data, question))
            ]
            continue
        pairs = [
            (
                question_label(question, schema),
                _format_answer(outcome.before, question),
                _format_answer(outcome.data, question),
            )
            for question in own
        ]
        changed = [
            messages["from_to"].format(
                title=title,
                before=escape_markdown(before) or messages["empty"],
                after=escape_markdown(after) or messages["empty"],
            )
            for title, before, after in pairs
            if before != after
        ]
        # What no question asks, such as a point on the map, may have been changed by hand.
        lines += changed or [f"{node['title']}: {messages['other_change']}"] * (
            outcome.before.get(field) != outcome.data.get(field)
        )
    return lines


def _format_answer(data: object, question: Question) -> str:
    """The answer to a question in words; of groups of fields, the first part of each."""
    value = data
    for step in question.pointer:
        value = value.get(step) if isinstance(value, dict) else None
    if question.parts:
        value = (
            [entry.get(question.parts[0].pointer[-1]) for entry in value if isinstance(entry, dict)]
            if isinstance(value, list)
            else None
        )
    vocabulary = question.vocabulary or (question.parts[0].vocabulary if question.parts else None)
    texts = [
        part for part in (value if isinstance(value, list) else [value]) if isinstance(part, str)
    ]
    return ", ".join(
        vocabulary[text].title if vocabulary and text in vocabulary.terms else text
        for text in texts
    )
