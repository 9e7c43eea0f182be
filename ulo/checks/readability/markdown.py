"""The prose of a page in Markdown: what a reader reads as sentences."""

import re
from collections.abc import Iterator

LIST_ENTRY = re.compile(r"\s*(?:[-*+]|[0-9]+\.)\s+")
TABLE_RULE = re.compile(r"\s*\|[\s|:-]+$")
LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()]*\)(?:\{[^{}]*\})?")


def markdown_prose(markdown: str) -> Iterator[tuple[int, str]]:
    """The paragraphs, entries of lists and cells of tables, each with the line it starts in.

    Of the metadata at the head, the description and what is `in_short` count.
    """
    lines = markdown.splitlines()
    head_length = _head_length(lines)
    yield from _head_prose(lines[:head_length])
    block: list[str] = []
    start = 0
    is_code = False
    for number, line in enumerate([*lines[head_length:], ""], head_length + 1):
        is_fence, is_row = line.lstrip().startswith("```"), line.lstrip().startswith("|")
        is_heading, entry = line.startswith("#"), LIST_ENTRY.match(line)
        # A paragraph goes on over the end of a line; a block ends where another begins.
        if block and (is_fence or is_row or is_heading or entry or not line.strip()):
            yield start, _strip_markdown(" ".join(block))
            block = []
        if is_fence:
            is_code = not is_code
        elif is_code or is_heading or not line.strip():
            continue
        elif is_row:
            following = lines[number] if number < len(lines) else ""
            # The row above the rule is the head of the table.
            if not TABLE_RULE.match(line) and not TABLE_RULE.match(following):
                for cell in line.strip().strip("|").split("|"):
                    yield number, _strip_markdown(cell)
        else:
            if not block:
                start = number
            block.append(line[entry.end() :] if entry else line.strip())


def _head_length(lines: list[str]) -> int:
    """How many lines the metadata at the head of a page take, with those of hyphens around."""
    if lines[:1] != ["---"]:
        return 0
    return lines.index("---", 1) + 1 if "---" in lines[1:] else len(lines)


def _head_prose(lines: list[str]) -> Iterator[tuple[int, str]]:
    key = ""
    for number, line in enumerate(lines, 1):
        if line[:1].isalpha():
            key = line.partition(":")[0]
        prose = re.match(r"description:\s+(.*)", line)
        if not prose and key == "in_short":
            prose = re.match(r"\s+- (.*)", line)
        if prose:
            yield number, _strip_markdown(prose[1])


def _strip_markdown(markdown: str) -> str:
    """What is read of a line: the words of links, without their addresses, and no asterisks."""
    return LINK.sub(r"\1", markdown).replace("**", "").strip()
