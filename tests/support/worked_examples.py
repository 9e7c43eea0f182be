"""Applies the worked examples of CONTRIBUTING.md to a copy of the project.

The line above a block names its file:
    In `FILE`:                            the lines of a diff, with + and -, and @@ between places
    New file `FILE`:                      the whole file
    Copy `FILE` to `OTHER` and change:    a diff, for the copy
"""

import re
import shutil
from dataclasses import dataclass
from pathlib import Path

HEADLINE = re.compile(
    r"^(?:In `(?P<edited>[^`]+)`|New file `(?P<new>[^`]+)`"
    r"|Copy `(?P<source>[^`]+)`\sto\s`(?P<target>[^`]+)` and change):$",
    re.MULTILINE,
)
FENCED = re.compile(r"^```.*?^```$", re.DOTALL | re.MULTILINE)
BLOCK = re.compile(r"\n\n```(\w+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True)
class Change:
    """One block: the file that it changes or makes, the file that is copied to it first, if any.

    `content` is a diff, or a whole file where `is_new`.
    """

    path: str
    content: str
    is_new: bool = False
    source: str = ""


def read_section(text: str, title: str) -> str:
    """The text below a heading, up to the next heading of its level or a higher one."""
    # A comment in a block begins like a heading.
    plain = FENCED.sub(lambda block: " " * len(block[0]), text)
    found = re.search(rf"^(#+) {re.escape(title)}\n", plain, re.MULTILINE)
    assert found, f"there is no heading {title}"
    end = re.compile(rf"^#{{1,{len(found[1])}}} ", re.MULTILINE).search(plain, found.end())
    return text[found.end() : end.start() if end else len(text)]


def read_changes(section: str) -> list[Change]:
    """The changes that a section shows, in their order."""
    changes = []
    for headline in HEADLINE.finditer(section):
        block = BLOCK.match(section, headline.end())
        assert block, f"there is no block below: {headline[0]}"
        language, content = block.groups()
        assert headline["new"] or language == "diff", f"this needs a diff: {headline[0]}"
        path = headline["edited"] or headline["new"] or headline["target"]
        changes.append(Change(path, content, bool(headline["new"]), headline["source"] or ""))
    assert section.count("```diff") == sum(not change.is_new for change in changes)
    return changes


def apply_changes(changes: list[Change], folder: Path, original: Path) -> None:
    """Makes the changes in a folder. What a copy lacks (the tests) is taken from the original."""
    for change in changes:
        path = folder / change.path
        path.parent.mkdir(parents=True, exist_ok=True)
        if change.is_new:
            assert not (original / change.path).exists(), f"{change.path} is there already"
            path.write_text(change.content, "utf-8")
            continue
        if not path.exists():
            shutil.copyfile(original / (change.source or change.path), path)
        text = path.read_text("utf-8")
        for part in re.split(r"^@@\n", change.content, flags=re.MULTILINE):
            text = _patch(text, part, change.path)
        path.write_text(text, "utf-8")


def _patch(text: str, diff: str, path: str) -> str:
    """The text after one part of a diff, whose lines must be in one place of it."""
    before, after = "", ""
    for line in diff.splitlines():
        sign, content = line[:1] or " ", line[1:]
        assert sign in "+- ", f"{path}: a line of the diff begins with neither +, - nor a space"
        if sign != "+":
            before += f"{content}\n"
        if sign != "-":
            after += f"{content}\n"
    count = f"\n{text}".count(f"\n{before}")
    assert before and count == 1, f"{path} has these lines {count} times, not once:\n{before}"
    return f"\n{text}".replace(f"\n{before}", f"\n{after}")[1:]
