"""What to do about links, as text, Markdown or JSON. What strangers wrote can do nothing there."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote as percent_quote, urlsplit

from ulo.core import count, escape_invisible, message
from ulo.maintain.links.findings import Finding, Kind
from ulo.maintain.links.history import FaultHistory, fingerprint, format_history
from ulo.maintain.reporting import (
    format_number,
    group_by,
    issue_sections,
    text_sections,
    truncate,
)

# The workflow finds its issue by this line.
ISSUE_MARKER = "<!-- led-by-us: links -->"
ARCHIVE_URL = "https://web.archive.org/web"
# GitHub takes 65,536 characters in an issue; the history has its part of them.
MAX_LENGTH = 32_000
# A URL of full length is kept: the longest that a record may hold.
MAX_QUOTE = 600
HEADINGS = "links.headings"
# The kinds of finding that somebody has to look at, the most pressing first.
DUE_KINDS = tuple(kind for kind in Kind if kind not in (Kind.NOT_CHECKED, Kind.OK))
# Of these, an older copy of the page would say nothing.
WITHOUT_ARCHIVE = (Kind.MOVED, Kind.SLOW, Kind.BLOCKED)


@dataclass(frozen=True)
class Report:
    """The findings of a run. Without a `history`, every fault is due at once."""

    findings: list[Finding]
    today: date
    history: Mapping[str, FaultHistory] | None = None
    required_runs: int = 1

    @property
    def due(self) -> list[Finding]:
        """The faults that have been there for long enough, the most pressing first."""
        due = [f for f in self._faults if self.fault_history(f).runs >= self.required_runs]
        return sorted(due, key=lambda finding: DUE_KINDS.index(finding.kind))

    @property
    def pending(self) -> int:
        """How many faults are too new to act on."""
        return len(self._faults) - len(self.due)

    @property
    def _faults(self) -> list[Finding]:
        return [f for f in self.findings if f.kind in DUE_KINDS]

    @property
    def is_offline(self) -> bool:
        """Whether so few sites answered that the fault is more likely on our side of the line."""
        sites = {urlsplit(f.link.url).hostname: f.answered for f in self.findings}
        answered = sum(sites.values())
        if len(sites) < 10:
            return len(sites) > 1 and not answered
        return answered * 2 < len(sites)

    def fault_history(self, finding: Finding) -> FaultHistory:
        """Since when a link has its fault, and in how many runs."""
        new = FaultHistory(self.today, 1)
        return (self.history or {}).get(fingerprint(finding.link.url), new)

    def summary(self) -> list[str]:
        """The run in a few sentences."""
        not_checked = sum(f.kind == Kind.NOT_CHECKED for f in self.findings)
        day, due = self.today.isoformat(), format_number(len(self.due))
        sentences = [count("links.summary.visited", len(self.findings), day=day, due=due)]
        if self.pending:
            runs = self.required_runs
            sentences.append(count("links.summary.pending", self.pending, runs=runs))
        if not_checked:
            sentences.append(count("links.summary.hidden", not_checked))
        return sentences


def as_text(report: Report) -> str:
    """The report for a terminal."""

    def format_entry(finding: Finding) -> Iterator[str]:
        place = finding.link.occurrences[0]
        path, field = escape_invisible(place.path), escape_invisible(place.field)
        first = f"{path}:{place.line}  {place.title} ({field})"
        yield f"  {_count_others(first, finding)}"
        for name, text in _list_facts(report, finding):
            yield f"    {message(f'links.facts.{name}', value=text)}"

    sections = text_sections(_by_kind(report), HEADINGS, format_entry)
    return "\n".join([*sections, *report.summary()])


def as_markdown(report: Report) -> str:
    """The report as an issue shows it, with the history for the next run at its end.

    It always fits into an issue.
    """

    def format_entry(finding: Finding) -> list[str]:
        place = finding.link.occurrences[0]
        path, field = _code_span(place.path), _code_span(place.field)
        first = message("links.place", path=path, line=place.line, title=place.title, field=field)
        lines = [f"- {_count_others(first, finding)}"]
        for name, text in _list_facts(report, finding):
            shown = f"<{text}>" if name == "archived" else _code_span(text)
            lines.append(f"  - {message(f'links.facts.{name}', value=shown)}")
        return lines

    sections = issue_sections(
        _by_kind(report), HEADINGS, format_entry, MAX_LENGTH, "python3 build.py links"
    )
    history = format_history(report.history or {})
    return "\n".join([ISSUE_MARKER, *report.summary(), "", *sections, history])


def as_json(report: Report) -> str:
    """A list with an object for each link that is due."""
    entries = [
        {
            "kind": finding.kind.value,
            "address": finding.link.url,
            "seen": finding.observation,
            "quoted": finding.page_title,
            "new": finding.new_url,
            "since": report.fault_history(finding).first_seen.isoformat(),
            "archived": archive_url(finding),
            "places": [
                {"path": place.path, "line": place.line, "field": place.field, "title": place.title}
                for place in finding.link.occurrences
            ],
        }
        for finding in report.due
    ]
    # In the log of a workflow, ##[ would start a command.
    return json.dumps(entries, indent=1).replace("##[", "\\u0023#[")


FORMATS: dict[str, Callable[[Report], str]] = {
    "text": as_text,
    "markdown": as_markdown,
    "json": as_json,
}


def archive_url(finding: Finding) -> str:
    """Where the Internet Archive may have a copy from when the page said what the record says.

    Nobody has checked that the copy exists.
    """
    as_of = finding.link.occurrences[0].as_of or "2"
    return f"{ARCHIVE_URL}/{as_of}/{percent_quote(finding.link.url, safe=':/?#[]@!$&()*+,;=%~')}"


def _list_facts(report: Report, finding: Finding) -> Iterator[tuple[str, str]]:
    """What is shown of a finding, each fact with its key among the sentences `links.facts`."""
    yield "address", truncate(finding.link.url, MAX_QUOTE)
    yield "seen", finding.observation
    if finding.page_title:
        yield "title", truncate(finding.page_title, MAX_QUOTE)
    if finding.new_url:
        yield "new", truncate(finding.new_url, MAX_QUOTE)
    if report.history is not None:
        yield "since", report.fault_history(finding).first_seen.isoformat()
    if finding.kind not in WITHOUT_ARCHIVE:
        yield "archived", archive_url(finding)


def _by_kind(report: Report) -> dict[Kind, list[Finding]]:
    return group_by(report.due, lambda finding: finding.kind)


def _count_others(first: str, finding: Finding) -> str:
    """The first place that holds the URL, and how many more there are in words."""
    others = len(finding.link.occurrences) - 1
    return count("links.more_places", others, place=first) if others else first


def _code_span(text: str) -> str:
    """A text that Markdown shows as it is: no link, no picture, no mention of a user.

    Other than that of reviews, it changes no character that may stand in a URL, such as "|".
    """
    return f"`{escape_invisible(text).replace('`', chr(39))}`"
