"""Finds out what is wrong with a file that is no YAML, so that it can be said in plain words."""

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import yaml

# What people write in a hurry, and what PyYAML notices only in the next line: a pattern, and the
# variant of the rule `syntax` that says it.
COMMON_MISTAKES = (
    (re.compile(r"\s*(- )?\w+:[^\s/]"), "space-after-colon"),
    (re.compile(r"\s*-[^\s-]"), "space-after-hyphen"),
    (re.compile(r".*[\u00a0\u2000-\u200a\u202f\u3000]"), "special-space"),
)
TEXT_AFTER_QUOTATION = re.compile(r""".*?(?:^|[:\[{,-] *)("[^"]*"|'[^']*') *[^\s,#:\]}]""")


def explain_syntax_error(error: "yaml.YAMLError", lines: list[str]) -> tuple[int, str]:
    """The line of a mistake, counted from 1, and the variant of the rule `syntax` that says it."""
    problem: str = getattr(error, "problem", None) or ""
    context: str = getattr(error, "context", None) or ""
    noticed: yaml.Mark | None = getattr(error, "problem_mark", None)
    began: yaml.Mark | None = getattr(error, "context_mark", None)
    line = min(noticed.line + 1 if noticed else 1, len(lines))
    start = min(began.line + 1, line) if began else line
    if "quoted" in context and "escape" not in problem:
        return start, "quotation"
    if "escape" in problem:
        return line, "backslash"
    if "mapping values are not allowed" in problem or "could not find expected ':'" in problem:
        is_mapping = "mapping" in problem
        line_before = max((n for n in range(1, line) if lines[n - 1].strip()), default=line)
        for number in (line_before, line) if is_mapping else (start,):
            for pattern, variant in COMMON_MISTAKES:
                if pattern.match(lines[number - 1]):
                    return number, variant
        return (line, "colon") if is_mapping else (start, "no-colon")
    if (
        "cannot start any token" in problem
        or "character that cannot start" in problem
        or re.search("directive|alias|anchor|tag", context)
    ):
        return line, "special-character"
    if "flow" in context:
        return start, "bracket"
    if TEXT_AFTER_QUOTATION.match(lines[line - 1]):
        return line, "after-quotation"
    if "block" in problem or "block" in context or "indent" in problem:
        return line, "indent"
    return line, ""
