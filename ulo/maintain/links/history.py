"""Since when a link has its fault, kept from night to night, so that one bad night is no alarm.

The history is a few lines in the report itself: for each link with a fault the fingerprint of its
URL, the day on which the fault was first seen, and in how many runs in a row. Whoever can change
the report could change them: a line of any other form is ignored, and no more can go wrong.
"""

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from ulo.maintain.links.findings import Finding, Kind

# A fault must be there in so many runs in a row, each on another day, before anybody has to act.
REQUIRED_RUNS = 3
START, END = "<!-- since when", "-->"
ENTRY = re.compile(r"([0-9a-f]{12}) ([0-9]{4}-[0-9]{2}-[0-9]{2}) ([1-9][0-9]{0,2})")
# As many as fit into a GitHub issue beside the report.
MAX_ENTRIES = 1000


@dataclass(frozen=True)
class FaultHistory:
    """When a fault was first seen, and in how many runs since then."""

    first_seen: date
    runs: int


def fingerprint(url: str) -> str:
    """A short hash of a URL: 12 hexadecimal digits."""
    return hashlib.sha256(url.encode("utf-8")).hexdigest()[:12]


def parse_history(report: str, today: date) -> dict[str, FaultHistory]:
    """The history in an earlier report, by fingerprint.

    A line with a day that is still to come, or that does not exist, is ignored.
    """
    history: dict[str, FaultHistory] = {}
    _, marker, rest = report.replace("\r", "").rpartition(f"{START}\n")
    if not marker:
        return history
    for line in rest.partition(END)[0].split("\n")[:MAX_ENTRIES]:
        if entry := ENTRY.fullmatch(line):
            try:
                day = date.fromisoformat(entry[2])
            except ValueError:
                continue
            if day <= today:
                history[entry[1]] = FaultHistory(day, int(entry[3]))
    return history


def update_history(
    history: Mapping[str, FaultHistory],
    findings: Iterable[Finding],
    known_urls: Iterable[str],
    today: date,
) -> dict[str, FaultHistory]:
    """The history after a run.

    A link that was not visited, or could not be checked, keeps its history. URLs that no record
    has any more lose theirs.
    """
    keys = {fingerprint(url) for url in known_urls}
    kept = {key: faults for key, faults in history.items() if key in keys}
    for finding in findings:
        key = fingerprint(finding.link.url)
        if finding.kind == Kind.OK:
            kept.pop(key, None)
        elif finding.kind != Kind.NOT_CHECKED:
            before = kept.get(key, FaultHistory(today, 0))
            # A second run on one day says nothing new.
            days = (today - before.first_seen).days + 1
            kept[key] = FaultHistory(before.first_seen, min(before.runs + 1, days, 999))
    return kept


def format_history(history: Mapping[str, FaultHistory]) -> str:
    """The history as lines for the next run, hidden from readers: the oldest MAX_ENTRIES faults."""
    oldest = sorted((faults.first_seen, key, faults.runs) for key, faults in history.items())
    lines = [f"{key} {day.isoformat()} {runs}" for day, key, runs in oldest[:MAX_ENTRIES]]
    return "\n".join([START, *lines, END])
