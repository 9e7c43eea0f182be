"""Says what is wrong with a file that is no YAML, in plain words."""

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import yaml

# What people write in a hurry, and what PyYAML notices only in the next line: a pattern, what is
# wrong, what to do.
COMMON_MISTAKES = (
    (
        re.compile(r"\s*(- )?\w+:[^\s/]"),
        "there is no space after the colon",
        "Write the name of the field, a colon, a space, then the text.",
    ),
    (
        re.compile(r"\s*-[^\s-]"),
        "there is no space after the hyphen",
        "Write a hyphen, a space, then the text.",
    ),
    (
        re.compile(r".*[\u00a0\u2000-\u200a\u202f\u3000]"),
        "there is a special kind of space, which came with copied text",
        "Delete the spaces in this line and type them again.",
    ),
)
TEXT_AFTER_QUOTATION = re.compile(r""".*?(?:^|[:\[{,-] *)("[^"]*"|'[^']*') *[^\s,#:\]}]""")


def explain_syntax_error(error: "yaml.YAMLError", lines: list[str]) -> tuple[int, str, str]:
    """The line of a mistake, counted from 1, what it is, and what to do.

    The words are for somebody who does not know YAML.
    """
    problem: str = getattr(error, "problem", None) or ""
    context: str = getattr(error, "context", None) or ""
    noticed: yaml.Mark | None = getattr(error, "problem_mark", None)
    began: yaml.Mark | None = getattr(error, "context_mark", None)
    line = min(noticed.line + 1 if noticed else 1, len(lines))
    start = min(began.line + 1, line) if began else line
    if "quoted" in context and "escape" not in problem:
        return start, "a quotation mark is opened but not closed", "Add the closing quotation mark."
    if "escape" in problem:
        return (
            line,
            "there is a backslash in a text with quotation marks",
            "Use single quotation marks, or two backslashes.",
        )
    if "mapping values are not allowed" in problem or "could not find expected ':'" in problem:
        is_mapping = "mapping" in problem
        line_before = max((n for n in range(1, line) if lines[n - 1].strip()), default=line)
        for number in (line_before, line) if is_mapping else (start,):
            for pattern, reason, advice in COMMON_MISTAKES:
                if pattern.match(lines[number - 1]):
                    return number, reason, advice
        if is_mapping:
            return (
                line,
                "there is a colon in the text",
                "Put the whole text after the first colon in quotation marks.",
            )
        return (
            start,
            "the line has no colon after the name of its field",
            "Write the name of the field, a colon, a space, then the text.",
        )
    if (
        "cannot start any token" in problem
        or "character that cannot start" in problem
        or re.search("directive|alias|anchor|tag", context)
    ):
        return (
            line,
            "the text starts with a character that has a special meaning",
            "Put the text in quotation marks.",
        )
    if "flow" in context:
        return (
            start,
            "a bracket is not closed, or a comma is missing",
            "Check the brackets, and the commas between the words.",
        )
    if TEXT_AFTER_QUOTATION.match(lines[line - 1]):
        return (
            line,
            "there is something after the closing quotation mark",
            "Put the whole text in quotation marks. If it has quotation marks inside it, use the "
            "other kind outside.",
        )
    if "block" in problem or "block" in context or "indent" in problem:
        return (
            line,
            "the line isn't indented like the lines around it",
            "Check the spaces at the start of the line.",
        )
    return (
        line,
        "there is a character in an unexpected place",
        "Compare the line with another record, or put the text in quotation marks.",
    )
