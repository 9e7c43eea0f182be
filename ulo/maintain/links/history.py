"""Since when a link has its fault, kept from one night to the next, so that one bad night is no alarm.

What is kept is a few lines in the report itself: for each link with a fault the fingerprint of its address, the day on which
the fault was first seen, and in how many runs in a row. Whoever can change the report could change them: a line of any other
form counts as not there, and no more than that can go wrong.
"""

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from ulo.maintain.links.findings import Finding, Kind

# In so many runs in a row a fault must be there, each on a day of its own, before anybody is asked to act.
REQUIRED_RUNS = 3
START, END = "<!-- since when", "-->"
ENTRY = re.compile(r"([0-9a-f]{12}) ([0-9]{4}-[0-9]{2}-[0-9]{2}) ([1-9][0-9]{0,2})")
# As many as fit into an issue beside the report.
MAX_ENTRIES = 1000


@dataclass(frozen=True)
class FaultHistory:
    """When a fault was first seen, and in how many runs since then."""

    first_seen: date
    runs: int


def fingerprint(url: str) -> str:
    return hashlib.sha256(url.encode("utf-8")).hexdigest()[:12]


def parse_history(report: str, today: date) -> dict[str, FaultHistory]:
    """What an earlier report remembers. A day that has not come yet, or that never was, is forgotten."""
    history = {}
    _, found, rest = report.replace("\r", "").rpartition(f"{START}\n")
    for line in rest.partition(END)[0].split("\n")[:MAX_ENTRIES] if found else ():
        if told := ENTRY.fullmatch(line):
            try:
                day = date.fromisoformat(told[2])
            except ValueError:
                continue
            if day <= today:
                history[told[1]] = FaultHistory(day, int(told[3]))
    return history


def update_history(
    history: Mapping[str, FaultHistory],
    findings: Iterable[Finding],
    known: Iterable[str],
    today: date,
) -> dict[str, FaultHistory]:
    """The memory after a run. Who was not looked at, or could not be, stays as he was; addresses that no record has are forgotten."""
    keys = {fingerprint(address) for address in known}
    kept = {key: since for key, since in history.items() if key in keys}
    for finding in findings:
        key = fingerprint(finding.link.url)
        if finding.kind == Kind.OK:
            kept.pop(key, None)
        elif finding.kind != Kind.NOT_CHECKED:
            before = kept.get(key, FaultHistory(today, 0))
            # A second run on one day says nothing new.
            kept[key] = FaultHistory(
                before.first_seen, min(before.runs + 1, (today - before.first_seen).days + 1, 999)
            )
    return kept


def format_history(history: Mapping[str, FaultHistory]) -> str:
    """The lines for the next run, hidden from readers; the oldest faults if there are too many."""
    oldest = sorted(history.items(), key=lambda entry: (entry[1].first_seen, entry[0]))[
        :MAX_ENTRIES
    ]
    return "\n".join(
        [
            START,
            *(f"{key} {since.first_seen.isoformat()} {since.runs}" for key, since in oldest),
            END,
        ]
    )
