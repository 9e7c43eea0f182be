"""What to do about links, as text, Markdown or JSON. What strangers wrote is shown, and can do nothing."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote as percent_quote, urlsplit

from ulo.core import escape_invisible
from ulo.maintain.links.findings import Finding, Kind
from ulo.maintain.links.history import FaultHistory, fingerprint, format_history

# The workflow finds its issue by this line.
ISSUE_MARKER = "<!-- led-by-us: links -->"
ARCHIVE_LABEL = "Perhaps here"
ARCHIVE_URL = "https://web.archive.org/web"
# GitHub takes 65,536 signs in an issue; memory has its part of them.
MAX_LENGTH = 32_000
HEADINGS = {
    Kind.REMOVED: (
        "Gone",
        "Look for the page in another place, and write its new address. If a source is really gone, write the address of an archived copy.",
    ),
    Kind.DOMAIN_SOLD: (
        "Is this still theirs?",
        "Open the page with care. If it has nothing to do with the group, take the address out, or write that of an archived copy.",
    ),
    Kind.FRONT_PAGE: (
        "Leads to a front page",
        "Is what the page said still somewhere on the site? Write that address. If not, do as with a page that is gone.",
    ),
    Kind.CERTIFICATE: (
        "Browsers warn of the site",
        "Tell the group, if you can reach it. Leave the address as it is while the page is there.",
    ),
    Kind.UNREACHABLE: (
        "No answer",
        "Try it in a browser. If it is dead there, too, do as with a page that is gone.",
    ),
    Kind.BLOCKED: ("Not a public address", "Do not open it. Look who wrote it, and take it out."),
    Kind.MOVED: (
        "Moved for good",
        "Open the new address. If it is the same page, write it into the record.",
    ),
    Kind.SLOW: (
        "Slow",
        "Nothing has to be done. Readers with little data may not get to see the page.",
    ),
}


@dataclass(frozen=True)
class Report:
    """The findings of a run. `memory` is None where nobody keeps one: then all counts at once."""

    findings: list[Finding]
    today: date
    history: Mapping[str, FaultHistory] | None = None
    required_runs: int = 1

    @property
    def due(self) -> list[Finding]:
        """What has been there for long enough, the most pressing first."""
        order = list(HEADINGS)
        return sorted(
            (f for f in self._faults if self.fault_history(f).runs >= self.required_runs),
            key=lambda f: order.index(f.kind),
        )

    @property
    def pending(self) -> int:
        """How many faults are too new to act on."""
        return len(self._faults) - len(self.due)

    @property
    def _faults(self) -> list[Finding]:
        return [f for f in self.findings if f.kind in HEADINGS]

    @property
    def is_offline(self) -> bool:
        """Whether so few sites gave an answer that the fault is more likely on our side of the line."""
        sites = {urlsplit(f.link.url).hostname: f.answered for f in self.findings}
        answered = sum(sites.values())
        return len(sites) > 1 and not answered or len(sites) >= 10 and answered * 2 < len(sites)

    def fault_history(self, finding: Finding) -> FaultHistory:
        return (self.history or {}).get(fingerprint(finding.link.url), FaultHistory(self.today, 1))

    def summary(self) -> list[str]:
        """The run in a few sentences."""
        unseen = sum(f.kind == Kind.NOT_CHECKED for f in self.findings)
        told = [
            f"{_pluralise(len(self.findings), 'link')} looked at on {self.today.isoformat()}. {len(self.due)} to look after."
        ]
        if self.pending:
            told.append(
                f"{_pluralise(self.pending, 'fault')} seen in fewer than {self.required_runs} runs in a row: perhaps gone by tomorrow."
            )
        if unseen:
            told.append(
                f"{_pluralise(unseen, 'page')} not shown to programs, which says nothing about the page."
            )
        return told


def as_text(report: Report) -> str:
    lines = []
    for kind, found in _by_kind(report.due).items():
        title, advice = HEADINGS[kind]
        lines += [f"{title} ({len(found)})", f"  {advice}", ""]
        for finding in found:
            place, more = _first_occurrence(finding)
            lines += [
                f"  {escape_invisible(place.path)}:{place.line}  {place.title} ({escape_invisible(place.field)}){more}",
                *(f"    {label}: {text}" for label, text in _list_facts(report, finding)),
                "",
            ]
    return "\n".join([*lines, *report.summary()])


def as_markdown(report: Report) -> str:
    """The report as an issue shows it, with the memory for the next run at its end. It always fits into one."""
    lines, left = [ISSUE_MARKER, *report.summary(), ""], MAX_LENGTH
    for kind, found in _by_kind(report.due).items():
        title, advice = HEADINGS[kind]
        lines += [f"## {title} ({len(found)})", "", advice, ""]
        for shown, finding in enumerate(found):
            place, more = _first_occurrence(finding)
            entry = [
                f"- {_code_span(place.path)} line {place.line}, {place.title} ({_code_span(place.field)}){more}",
                *(
                    f"  - {label}: {f'<{text}>' if label == ARCHIVE_LABEL else _code_span(text)}"
                    for label, text in _list_facts(report, finding)
                ),
            ]
            left -= sum(map(len, entry)) + len(entry)
            if left < 0:
                lines.append(
                    f"- and {len(found) - shown} more. All of them:  `python3 build.py links`"
                )
                break
            lines += entry
        lines.append("")
    return "\n".join([*lines, format_history(report.history or {})])


def as_json(report: Report) -> str:
    """A list with an object for each link that needs a look."""
    entries = [
        {
            "kind": f.kind.value,
            "address": f.link.url,
            "seen": f.observation,
            "quoted": f.page_title,
            "new": f.new_url,
            "since": report.fault_history(f).first_seen.isoformat(),
            "archived": archive_url(f),
            "places": [
                {"path": p.path, "line": p.line, "field": p.field, "title": p.title}
                for p in f.link.occurrences
            ],
        }
        for f in report.due
    ]
    return json.dumps(entries, indent=1).replace("##[", "\\u0023#[")


FORMATS = {"text": as_text, "markdown": as_markdown, "json": as_json}


def archive_url(finding: Finding) -> str:
    """Where a copy of the page may be, from the time when a person last saw it. Nobody has looked whether it is there."""
    return f"{ARCHIVE_URL}/{finding.link.occurrences[0].year or '2'}/{percent_quote(finding.link.url, safe=':/?#[]@!$&()*+,;=%~')}"


def _list_facts(report: Report, finding: Finding) -> Iterable[tuple[str, str]]:
    yield "Address", _truncate(finding.link.url)
    yield "Seen", finding.observation
    if finding.page_title:
        yield "Its title", _truncate(finding.page_title)
    if finding.new_url:
        yield "New address", _truncate(finding.new_url)
    if report.history is not None:
        yield "Since", report.fault_history(finding).first_seen.isoformat()
    if finding.kind not in (Kind.MOVED, Kind.SLOW, Kind.BLOCKED):
        yield ARCHIVE_LABEL, archive_url(finding)


def _by_kind(findings: Iterable[Finding]) -> dict[Kind, list[Finding]]:
    found: dict[Kind, list[Finding]] = {}
    for finding in findings:
        found.setdefault(finding.kind, []).append(finding)
    return found


def _first_occurrence(finding: Finding):
    place, *others = finding.link.occurrences
    return place, f", and {_pluralise(len(others), 'more place')}" if others else ""


def _truncate(text: str) -> str:
    """Somebody else's text, on one line. An address of full length is kept: the longest that a record may hold."""
    text = escape_invisible(text)
    return text if len(text) <= 600 else f"{text[:600]}…"


def _code_span(text: str) -> str:
    """A text that Markdown shows as it is: no link, no picture, no name called, nothing ended early."""
    return f"`{escape_invisible(text).replace('`', chr(39))}`"


def _pluralise(n: int, what: str) -> str:
    return f"{n:,} {what}{'s' * (n != 1)}"
