"""What the reports on links and on registers share: sections, texts of limited length."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import StrEnum
from typing import TypeVar

from ulo.core import count, current_locale, escape_invisible, message

F = TypeVar("F")
K = TypeVar("K")
Kind = TypeVar("Kind", bound=StrEnum)


def group_by(findings: Iterable[F], key: Callable[[F], K]) -> dict[K, list[F]]:
    """The findings by key, in the order in which the keys first occur."""
    groups: dict[K, list[F]] = {}
    for finding in findings:
        groups.setdefault(key(finding), []).append(finding)
    return groups


def text_sections(
    groups: Mapping[Kind, list[F]], headings: str, format_entry: Callable[[F], Iterable[str]]
) -> Iterator[str]:
    """The lines of a report for a terminal: a section for each kind of finding.

    `headings` is the key of the sentences that have the `title` of the section of each kind, and
    the `advice` what to do about it.
    """
    for kind, findings in groups.items():
        advice = message(f"{headings}.{kind}.advice")
        yield from (_heading(headings, kind, findings), f"  {advice}", "")
        for finding in findings:
            yield from format_entry(finding)
            yield ""


def issue_sections(
    groups: Mapping[Kind, list[F]],
    headings: str,
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
        advice = message(f"{headings}.{kind}.advice")
        yield from (f"## {_heading(headings, kind, findings)}", "", advice, "")
        for shown, finding in enumerate(findings):
            entry = format_entry(finding)
            left -= sum(map(len, entry)) + len(entry)
            if left < 0:
                yield f"- {count('reporting.more', len(findings) - shown, command=command)}"
                break
            yield from entry
        yield ""


def _heading(headings: str, kind: Kind, findings: list[F]) -> str:
    title = message(f"{headings}.{kind}.title")
    return message("reporting.heading", title=title, n=len(findings))


def format_number(number: int) -> str:
    """A whole number as people write it in the current language."""
    return current_locale().format_number(number)


def truncate(text: str, max_length: int) -> str:
    """Somebody else's text on one line, without invisible characters, cut after `max_length`."""
    text = escape_invisible(text)
    return text if len(text) <= max_length else f"{text[:max_length]}…"
