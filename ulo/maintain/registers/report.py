"""What to do about registered numbers, as text or Markdown. What registers and records say is
shown, and can do nothing."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from ulo.core import escape_invisible
from ulo.maintain.registers.collection import Collected
from ulo.maintain.registers.comparison import Finding, Group, Kind, Result
from ulo.maintain.registers.extracts import REGISTERS
from ulo.maintain.registers.reading import FAULT_MESSAGES
from ulo.maintain.review.report import code_span

# GitHub takes 65,536 signs in an issue.
MAX_LENGTH = 60_000
MAX_QUOTE = 200
HEADINGS = {
    Kind.REMOVED: (
        "No longer on the register",
        "Has the group closed, or only changed its form? Many charities carry on under a new "
        "number. Open the page of the register, and the group's own. If it has closed, add the "
        "lines below to its record. If it carries on, replace the old number with the new one.",
    ),
    Kind.CLOSING: (
        "May be about to close",
        "Ask the group. Change nothing in its record until it is certain.",
    ),
    Kind.NOT_FOUND: (
        "Not on the register",
        "Open the page of the register. If it shows another group or none, the number is wrong: "
        "put it right or take it out. If it shows that the group has ended, close its record.",
    ),
    Kind.NAME: (
        "Another name",
        "Is it the same group? If it has a new name, change the name and keep the old one under "
        "other names. If it is another group, the number is wrong: take it out.",
    ),
    Kind.ACCOUNTS: (
        "No accounts for a long time",
        "Ask the group whether it is still there. Late accounts alone do not show that it "
        "has closed.",
    ),
    Kind.SUGGESTED: (
        "Perhaps its number",
        "Open the page of the register. If it is the same group, write the number into its record "
        "with the command.",
    ),
}
MISSING_NOTE = "no extract in the folder. Not compared:"
TRUNCATED_NOTE = (
    "part of the extract is missing. So we do not say which numbers are not on the register."
)
PARTIAL_NOTE = (
    "most of our numbers are not in the extract, so it may be only a part of the register. "
    "We do not say which numbers are not on it."
)
NOT_FOUND_NOTES = {
    True: "The register has no such number, not even among those that were removed.",
    False: "It is not in the extract. Either it has been taken off the register, or the "
    "number is wrong.",
}
CERTAINTY_NOTES = {
    True: "Certain: the same name in the same place.",
    False: "Likely: the same name. Nobody else on the register has it, and the area fits.",
}
Formatter = Callable[[str], str]


@dataclass(frozen=True)
class Report:
    """What came out of a run. `folder` is as the person named it."""

    result: Result
    collected: Collected
    groups: list[Group]
    today: date
    folder: str

    def summary(self, format_text: Formatter) -> Iterator[str]:
        """What was compared with what, and what was not."""
        yield f"Compared on {self.today.isoformat()}. {len(self.result.findings):,} to look at."
        for scheme, register in REGISTERS.items():
            ours = _pluralise(sum(scheme in group.numbers for group in self.groups), "number")
            source = self.collected.sources.get(scheme)
            if not source:
                yield f"{register.title}: {MISSING_NOTE} {ours}."
                continue
            rows = _pluralise(source.rows, "row")
            yield f"{register.title}: {rows} {_format_age(source.day, self.today)}. Compared: {ours}."
            if source.is_truncated or scheme in self.result.partial_schemes:
                yield f"{register.title}: {TRUNCATED_NOTE if source.is_truncated else PARTIAL_NOTE}"
        for name, fault in self.collected.faults:
            yield f"{format_text(name)} {FAULT_MESSAGES[fault]}"


def as_text(report: Report) -> str:
    lines = []
    for kind, found in _by_kind(report.result.findings).items():
        title, advice = HEADINGS[kind]
        lines += [f"{title} ({len(found)})", f"  {advice}", ""]
        for finding in found:
            lines += [
                f"  {_format_location(finding)}  {_truncate(finding.group.name)}",
                *(f"    {line}" for line in _describe_finding(finding, report, _quote)),
            ]
            lines += [f"      {line}" for line in _suggest_lines(finding, report)] + [""]
    return "\n".join([*lines, *report.summary(_quote)])


def as_markdown(report: Report) -> str:
    """The report as an issue shows it. It always fits into one."""
    shown = lambda text: code_span(_truncate(text))
    lines = [*(f"- {line}" for line in report.summary(shown)), ""]
    left = MAX_LENGTH - sum(map(len, lines))
    for kind, found in _by_kind(report.result.findings).items():
        title, advice = HEADINGS[kind]
        lines += [f"## {title} ({len(found)})", "", advice, ""]
        for number, finding in enumerate(found):
            entry = [
                f"- {shown(_format_location(finding))} {shown(finding.group.name)}",
                *(f"  - {line}" for line in _describe_finding(finding, report, shown)),
            ]
            if wanted := list(_suggest_lines(finding, report)):
                entry += ["", "    ```", *(f"    {line}" for line in wanted), "    ```"]
            left -= sum(map(len, entry)) + len(entry)
            if left < 0:
                more = f"{len(found) - number:,} more"
                lines.append(f"- and {more}. All of them:  `python3 build.py registers FOLDER`")
                break
            lines += entry
        lines.append("")
    return "\n".join(lines)


FORMATS: dict[str, Callable[[Report], str]] = {"text": as_text, "markdown": as_markdown}


def _describe_finding(finding: Finding, report: Report, format_text: Formatter) -> Iterator[str]:
    """What the register says, in sentences."""
    entry, register = finding.entry, REGISTERS[finding.scheme]
    name = f", {format_text(entry.name)}" if entry else ""
    yield f"{register.title}: {format_text(finding.number)}{name}"
    match finding.kind:
        case Kind.REMOVED:
            ended = "Dissolved" if finding.scheme == "GB-COH" else "Removed"
            yield (
                f"{ended} on {entry.removed_on.isoformat()}."
                if entry.removed_on
                else f"{ended}. The page of the register says when."
            )
        case Kind.NOT_FOUND:
            yield NOT_FOUND_NOTES[finding.is_complete]
        case Kind.ACCOUNTS if entry.accounts_to:
            yield f"The newest accounts are for the year to {entry.accounts_to.isoformat()}."
        case Kind.ACCOUNTS:
            yield f"It was registered on {entry.registered_on.isoformat()}, and no accounts are listed."
        case Kind.SUGGESTED:
            yield CERTAINTY_NOTES[finding.is_certain]
    if finding.reason:
        yield f"The register says: {format_text(finding.reason)}"
    for transfer in finding.transfers:
        owner = _find_owner(transfer.receiver, report)
        here = f" In the directory it is {format_text(owner)}." if owner else ""
        yield f"What it had went to {format_text(transfer.name)}, number {format_text(transfer.receiver)}.{here}"
    for other in finding.alternatives:
        own = finding.group.numbers.get(other.scheme) == other.number
        title = REGISTERS[other.scheme].title
        yield (
            f"Still there: {format_text(other.name)}, number {format_text(other.number)}, {title}."
            + " The record has this number, too." * own
        )
    if _is_safe_number(finding.number):
        yield f"See: {register.page_url(finding.number)}"


def _suggest_lines(finding: Finding, report: Report) -> Iterator[str]:
    """The lines for the record, or the command that writes them."""
    if finding.kind == Kind.SUGGESTED and _is_slug(finding.group.slug):
        command = f"python3 build.py registers {_format_folder(report.folder)} --write"
        yield f"{command} {finding.group.slug}={finding.scheme}:{finding.number}"
    # Who has another number lives on, perhaps.
    if (
        finding.kind == Kind.REMOVED
        and _is_safe_number(finding.number)
        and not finding.alternatives
    ):
        yield "closed:"
        if finding.entry.removed_on:
            yield f"  year: {finding.entry.removed_on.year}"
        if finding.entry.removed_on and finding.scheme != "GB-COH":
            # A charity may have stopped long before it was removed.
            yield "  about: true"
        heirs = {_find_owner(transfer.receiver, report) for transfer in finding.transfers}
        if len(heirs) == 1 and _is_slug(heir := heirs.pop()) and heir != finding.group.slug:
            yield f"  successor: {heir}"
        yield f"  source: {REGISTERS[finding.scheme].page_url(finding.number)}"


def _find_owner(number: str, report: Report) -> str:
    """The group that has a number of the Charity Commission: only there are transfers known."""
    owners = (group.slug for group in report.groups if group.numbers.get("GB-CHC") == number)
    return next(owners, "")


def _by_kind(findings: Iterable[Finding]) -> dict[Kind, list[Finding]]:
    found: dict[Kind, list[Finding]] = {}
    for finding in findings:
        found.setdefault(finding.kind, []).append(finding)
    return found


def _format_location(finding: Finding) -> str:
    line = finding.group.lines.get(finding.scheme)
    return escape_invisible(finding.group.path) + (f":{line}" if line else "")


def _is_safe_number(number: str) -> bool:
    """Whether a number can stand in an address; that of a record with faults may be anything."""
    return bool(re.fullmatch(r"[A-Za-z0-9]{1,10}", number))


def _is_slug(text: str) -> bool:
    return bool(re.fullmatch(r"[a-z0-9-]{1,80}", text))


def _format_folder(name: str) -> str:
    """The folder as the person named it, if a shell takes it for nothing else."""
    return name if re.fullmatch(r"[\w./~-]+", name, re.ASCII) else "FOLDER"


def _truncate(text: str) -> str:
    text = escape_invisible(text)
    return text if len(text) <= MAX_QUOTE else f"{text[:MAX_QUOTE]}…"


def _quote(text: str) -> str:
    return f'"{_truncate(text)}"'


def _pluralise(n: int, what: str) -> str:
    return f"{n:,} {what}{'s' * (n != 1)}"


def _format_age(day: date | None, today: date) -> str:
    if not day:
        return "from an unknown day"
    days = (today - day).days
    return f"from {day.isoformat()}" + (f", {_pluralise(days, 'day')} old" if days > 0 else "")
