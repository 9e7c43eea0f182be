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

from ulo.maintain.links.judge import Finding, Kind

# In so many runs in a row a fault must be there, each on a day of its own, before anybody is asked to act.
RUNS = 3
START, END = "<!-- since when", "-->"
LINE = re.compile(r"([0-9a-f]{12}) ([0-9]{4}-[0-9]{2}-[0-9]{2}) ([1-9][0-9]{0,2})")
# As many as fit into an issue beside the report.
MOST = 1000


@dataclass(frozen=True)
class Since:
    """When a fault was first seen, and in how many runs since then."""

    day: date
    runs: int


def fingerprint(address: str) -> str:
    return hashlib.sha256(address.encode("utf-8")).hexdigest()[:12]


def read(report: str, today: date) -> dict[str, Since]:
    """What an earlier report remembers. A day that has not come yet, or that never was, is forgotten."""
    memory = {}
    _, found, rest = report.replace("\r", "").rpartition(f"{START}\n")
    for line in rest.partition(END)[0].split("\n")[:MOST] if found else ():
        if told := LINE.fullmatch(line):
            try:
                day = date.fromisoformat(told[2])
            except ValueError:
                continue
            if day <= today:
                memory[told[1]] = Since(day, int(told[3]))
    return memory


def follow(memory: Mapping[str, Since], findings: Iterable[Finding], known: Iterable[str], today: date) -> dict[str, Since]:
    """The memory after a run. Who was not looked at, or could not be, stays as he was; addresses that no record has are forgotten."""
    keys = {fingerprint(address) for address in known}
    kept = {key: since for key, since in memory.items() if key in keys}
    for finding in findings:
        key = fingerprint(finding.link.address)
        if finding.kind == Kind.FINE:
            kept.pop(key, None)
        elif finding.kind != Kind.UNSEEN:
            before = kept.get(key, Since(today, 0))
            # A second run on one day says nothing new.
            kept[key] = Since(before.day, min(before.runs + 1, (today - before.day).days + 1, 999))
    return kept


def written(memory: Mapping[str, Since]) -> str:
    """The lines for the next run, hidden from readers; the oldest faults if there are too many."""
    oldest = sorted(memory.items(), key=lambda entry: (entry[1].day, entry[0]))[:MOST]
    return "\n".join([START, *(f"{key} {since.day.isoformat()} {since.runs}" for key, since in oldest), END])
