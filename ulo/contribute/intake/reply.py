"""What is said to the person who sent something, and to the maintainer who takes it from there. In Markdown that a plain e-mail can hold, too."""

from collections.abc import Callable

from ulo.checks import SAME_NAME, Match, where
from ulo.contribute.form import Question, questions
from ulo.contribute.intake import Outcome
from ulo.contribute.intake.answers import label
from ulo.contribute.intake.harmless import harmless
from ulo.core import ERROR, in_common
from ulo.records import stem
from ulo.schema import Pointer, Schema

Link = Callable[[str], tuple[str, str]]
MOST_LINES, MOST_SIGNS = 50, 60_000
SAME = ("same-name", "shared-name", "same-website", "same-identifier", "similar-name")
# How `Outcome.state` is told on GitHub: whose turn it is.
LABELS = {"ready": "ready to review", "incomplete": "needs a maintainer", "mend": "needs an answer", "known": "needs an answer", "left-out": "needs a maintainer",
          "words": "needs a maintainer", "fault": "needs an answer"}


def comment(outcome: Outcome, schema: Schema, link: Link) -> str:
    """The answer to the person. `link` gives the name of a group that is there, and the address of its page or nothing."""
    words = schema.words["intake"]
    name = outcome.data.get("name") if outcome.data else None
    blocks = [words["thanks"].format(name=harmless(name)) if isinstance(name, str) else words["thanks_unnamed"]]
    if outcome.state == "known":
        blocks.append(words["known"])
    elif outcome.state == "left-out":
        blocks.append(words["left_out"].format(reason=outcome.reason))
    elif outcome.state == "words":
        blocks.append(words["words"])
    elif outcome.state == "fault":
        blocks.append(words["fault"][outcome.reason])
    shown = _shown(outcome, schema)
    if outcome.text and not shown:
        blocks.append(words["confirmed"])
    blocks += _list(words, words["changes" if outcome.before else "understood"], shown)
    blocks += _list(words, words["missing"], _missing(outcome, schema))
    blocks += _list(words, words["mend"], [*_twice(outcome, schema), *_problems(outcome, schema, errors=True)])
    blocks += _list(words, words["look"], _problems(outcome, schema, errors=False))
    if alike := _alike(outcome, schema, link):
        blocks += [*_list(words, words["alike"], alike), words["one_of_them"]]
    if outcome.state in ("incomplete", "mend", "fault"):
        blocks += [words["how"][outcome.way], words["unknown_is_fine"]]
    blocks.append(words["next"].get(outcome.state, words["next"]["other"]))
    return _whole(blocks)


def request(outcome: Outcome, schema: Schema, link: Link) -> str:
    """What a maintainer reads on the pull request."""
    words = schema.words["intake"]
    by = outcome.data["checked"]["by"]
    blocks = [words["request"]["change" if outcome.before else "new"].format(path=outcome.path), words["request"][by.replace("-", "_")]]
    blocks += _list(words, words["changes" if outcome.before else "understood"], _shown(outcome, schema))
    blocks += _list(words, words["missing"], _missing(outcome, schema))
    blocks += _list(words, words["request"]["mend"], [*_twice(outcome, schema), *_problems(outcome, schema, errors=True)])
    blocks += _list(words, words["request"]["look"], _problems(outcome, schema, errors=False))
    blocks += _list(words, words["alike"], _alike(outcome, schema, link))
    blocks.append(words["request"]["checked"])
    return _whole(blocks)


def _whole(blocks: list[str]) -> str:
    """The text of these blocks; GitHub takes no longer one. It ends with a whole line, in which nothing is left open."""
    text = "\n\n".join(blocks)
    return f"{text if len(text) < MOST_SIGNS else text[:MOST_SIGNS].rpartition(chr(10))[0]}\n"


def _list(words: dict, title: str, lines: list[str]) -> list[str]:
    """A heading in bold and its list, or nothing."""
    more = [words["more"].format(n=len(lines) - MOST_LINES)] if len(lines) > MOST_LINES else []
    return [f"**{title}**", "\n".join(f"- {line}" for line in [*lines[:MOST_LINES], *more])] if lines else []


def _group(slug: str, link: Link) -> str:
    name, address = link(slug)
    return f"[{harmless(name)}]({address})" if address else f"{harmless(name)} (`orgs/{slug}.yml`)"


def _twice(outcome: Outcome, schema: Schema) -> list[str]:
    return [f"{label(question, schema)}: {schema.words['intake']['twice']}" for question in outcome.twice]


def _missing(outcome: Outcome, schema: Schema) -> list[str]:
    """The questions that still want an answer, and what they ask."""
    wanted = [_pointer(problem.field) for problem in outcome.problems if problem.rule == "missing-field"]
    return [f"{_place(pointer, schema)}: {schema.node(pointer).get('description', '')}" for pointer in sorted(wanted, key=lambda pointer: _turn(pointer, schema))]


def _problems(outcome: Outcome, schema: Schema, errors: bool) -> list[str]:
    """What is wrong, or may be: each with the question that it is about, and what to do, in the order of the questions."""
    words = schema.words["intake"]
    lines = []
    for problem in sorted(outcome.problems, key=lambda problem: _turn(_pointer(problem.field), schema)):
        if (problem.level == ERROR) == errors and problem.rule not in (*SAME, "missing-field"):
            place = _place(_pointer(problem.field), schema) or ("" if outcome.text else words["line"].format(n=problem.line))
            # Who answered questions has never seen a record, and knows nothing of its lines.
            fix = words["instead"].get(problem.rule, problem.fix)
            lines.append(f"{place and f'{place}: '}{harmless(problem.message)} {harmless(fix)}".rstrip())
    return lines


def _place(pointer: Pointer, schema: Schema) -> str:
    """What stands above the answer at this place; in an entry with several answers, also which of them."""
    question = _question(pointer, schema)
    if question is None:
        return schema.node(pointer).get("title", "") if pointer else ""
    above = label(question, schema)
    return f"{above}, {pointer[1] + 1}: {schema.node(pointer)['title']}" if question.parts and len(pointer) > 2 else above


def _turn(pointer: Pointer, schema: Schema) -> int:
    """When the question comes; what is about no question comes first."""
    return list(questions(schema)).index(question) if (question := _question(pointer, schema)) else -1


def _question(pointer: Pointer, schema: Schema) -> Question | None:
    return next((question for question in questions(schema) if pointer and pointer[:len(question.pointer)] == question.pointer), None)


def _pointer(field: str) -> Pointer:
    return tuple(int(step) - 1 if step.isdigit() else step for step in field.split(".")) if field else ()


def _alike(outcome: Outcome, schema: Schema, link: Link) -> list[str]:
    """The groups that may be the same, each once, with what the two have in common."""
    words = schema.words["intake"]["same"]
    reasons = {match.slug: [_in_common(match, words)] for match in outcome.alike}
    told = {*reasons}
    for problem in outcome.problems:
        if problem.rule in SAME:
            slug = stem(next(path for path in (*problem.others, problem.path) if path != outcome.path))
            if slug not in told or problem.rule == "similar-name":
                reasons.setdefault(slug, []).append(words[problem.rule])
    return [f"{_group(slug, link)}: {' '.join(dict.fromkeys(said))}" for slug, said in reasons.items()]


def _in_common(match: Match, words: dict) -> str:
    elsewhere = match.verdict == SAME_NAME and match.case and where(match.case)
    return words["elsewhere" if elsewhere else "evidence"].format(evidence=in_common(match.evidence), place=harmless(elsewhere or ""))


def _shown(outcome: Outcome, schema: Schema) -> list[str]:
    """What the record says, question by question; of a change, only what differs."""
    if not outcome.text:
        return []
    words = schema.words["intake"]
    lines = []
    for field, node in schema.shape["properties"].items():
        own = [question for question in questions(schema) if question.pointer[0] == field]
        if field in ("added", "checked"):
            continue
        if outcome.before is None:
            lines += [f"{label(question, schema)}: {harmless(text)}" for question in own if (text := _told(outcome.data, question))]
            continue
        pairs = [(label(question, schema), _told(outcome.before, question), _told(outcome.data, question)) for question in own]
        changed = [words["from_to"].format(title=title, before=harmless(before) or words["empty"], after=harmless(after) or words["empty"])
                   for title, before, after in pairs if before != after]
        # What no question asks, such as a point on the map, may have been changed by hand.
        lines += changed or [f"{node['title']}: {words['other_change']}"] * (outcome.before.get(field) != outcome.data.get(field))
    return lines


def _told(data: object, question: Question) -> str:
    """The answer to a question in words; of groups of fields, the first part of each."""
    value = data
    for step in question.pointer:
        value = value.get(step) if isinstance(value, dict) else None
    if question.parts:
        value = [entry.get(question.parts[0].pointer[-1]) for entry in value if isinstance(entry, dict)] if isinstance(value, list) else None
    listed = question.vocabulary or (question.parts[0].vocabulary if question.parts else None)
    texts = [part for part in (value if isinstance(value, list) else [value]) if isinstance(part, str)]
    return ", ".join(listed[text].title if listed and text in listed.terms else text for text in texts)
