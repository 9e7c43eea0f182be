"""What the reports on links and on registers share: sections, counts, texts of limited length."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeVar

from ulo.core import escape_invisible

F = TypeVar("F")
K = TypeVar("K")
# The title of a section, and what to do about the findings in it.
Headings = Mapping[K, tuple[str, str]]


def group_by(findings: Iterable[F], key: Callable[[F], K]) -> dict[K, list[F]]:
    """The findings by key, in the order in which the keys first occur."""
    groups: dict[K, list[F]] = {}
    for finding in findings:
        groups.setdefault(key(finding), []).append(finding)
    return groups


def text_sections(
    groups: Mapping[K, list[F]], headings: Headings[K], format_entry: Callable[[F], Iterable[str]]
) -> Iterator[str]:
    """The lines of a report for a terminal: a section for each kind of finding."""
    for kind, findings in groups.items():
        title, advice = headings[kind]
        yield from (f"{title} ({len(findings)})", f"  {advice}", "")
        for finding in findings:
            yield from format_entry(finding)
            yield ""


def issue_sections(
    groups: Mapping[K, list[F]],
    headings: Headings[K],
    format_entry: Callable[[F], list[str]],
    max_length: int,
    command: str,
) -> Iterator[str]:
    """The lines of a report in Markdown: a section for each kind of finding.

    Once the entries are longer than `max_length` characters in total, each section only counts the
    rest and names the command that lists them all. Headings do not count towards the length.
    """
    left = max_length
    for kind, findings in groups.items():
        title, advice = headings[kind]
        yield from (f"## {title} ({len(findings)})", "", advice, "")
        for shown, finding in enumerate(findings):
            entry = format_entry(finding)
            left -= sum(map(len, entry)) + len(entry)
            if left < 0:
                yield f"- and {len(findings) - shown:,} more. All of them:  `{command}`"
                break
            yield from entry
        yield ""


def pluralise(n: int, noun: str) -> str:
    """A number with its noun: 1 link, 2,000 links."""
    return f"{n:,} {noun}" if n == 1 else f"{n:,} {noun}s"


def truncate(text: str, max_length: int) -> str:
    """Somebody else's text on one line, without invisible characters, cut after `max_length`."""
    text = escape_invisible(text)
    return text if len(text) <= max_length else f"{text[:max_length]}…"
