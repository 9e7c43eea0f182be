"""What to do about registered numbers, as text or Markdown. What registers and records say is shown
and can do nothing there."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from ulo.core import escape_invisible
from ulo.maintain.registers.collection import Collected
from ulo.maintain.registers.comparison import Finding, Kind, Result
from ulo.maintain.registers.entries import RegisterEntry, Transfer
from ulo.maintain.registers.extracts import REGISTERS
from ulo.maintain.registers.groups import Group
from ulo.maintain.registers.reading import FAULT_MESSAGES
from ulo.maintain.reporting import group_by, issue_sections, pluralise, text_sections, truncate
from ulo.maintain.review.report import code_span

# GitHub takes 65,536 characters in an issue.
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
# How a stranger's text is shown.
Formatter = Callable[[str], str]


@dataclass(frozen=True)
class Report:
    """The result of a run. `folder` is as the person named it."""

    result: Result
    collected: Collected
    groups: list[Group]
    today: date
    folder: str

    def summary(self, format_text: Formatter) -> Iterator[str]:
        """What was compared with what, and what was not."""
        yield f"Compared on {self.today.isoformat()}. {len(self.result.findings):,} to look at."
        for scheme, register in REGISTERS.items():
            ours = pluralise(sum(scheme in group.numbers for group in self.groups), "number")
            source = self.collected.sources.get(scheme)
            if not source:
                yield f"{register.title}: {MISSING_NOTE} {ours}."
                continue
            rows, age = pluralise(source.rows, "row"), _format_age(source.day, self.today)
            yield f"{register.title}: {rows} {age}. Compared: {ours}."
            if source.is_truncated:
                yield f"{register.title}: {TRUNCATED_NOTE}"
            elif scheme in self.result.partial_schemes:
                yield f"{register.title}: {PARTIAL_NOTE}"
        for name, fault in self.collected.faults:
            yield f"{format_text(name)} {FAULT_MESSAGES[fault]}"


def as_text(report: Report) -> str:
    """The report for a terminal."""

    def format_entry(finding: Finding) -> Iterator[str]:
        yield f"  {_format_location(finding)}  {truncate(finding.group.name, MAX_QUOTE)}"
        for line in _describe_finding(finding, report, _quote):
            yield f"    {line}"
        for line in _suggest_lines(finding, report):
            yield f"      {line}"

    sections = text_sections(_by_kind(report), HEADINGS, format_entry)
    return "\n".join([*sections, *report.summary(_quote)])


def as_markdown(report: Report) -> str:
    """The report as an issue shows it. It always fits into one."""

    def format_entry(finding: Finding) -> list[str]:
        title = f"- {_format_code(_format_location(finding))} {_format_code(finding.group.name)}"
        facts = [f"  - {line}" for line in _describe_finding(finding, report, _format_code)]
        lines = [f"    {line}" for line in _suggest_lines(finding, report)]
        block = ["", "    ```", *lines, "    ```"] if lines else []
        return [title, *facts, *block]

    summary = [*(f"- {line}" for line in report.summary(_format_code)), ""]
    room = MAX_LENGTH - sum(map(len, summary))
    command = "python3 build.py registers FOLDER"
    sections = issue_sections(_by_kind(report), HEADINGS, format_entry, room, command)
    return "\n".join([*summary, *sections])


FORMATS: dict[str, Callable[[Report], str]] = {"text": as_text, "markdown": as_markdown}


def _describe_finding(finding: Finding, report: Report, format_text: Formatter) -> Iterator[str]:
    """What the register says, in sentences."""
    entry, register = finding.entry, REGISTERS[finding.scheme]
    name = f", {format_text(entry.name)}" if entry else ""
    yield f"{register.title}: {format_text(finding.number)}{name}"
    yield from _describe_state(finding)
    if finding.reason:
        yield f"The register says: {format_text(finding.reason)}"
    for transfer in finding.transfers:
        yield _describe_transfer(transfer, report, format_text)
    for alternative in finding.alternatives:
        yield _describe_alternative(alternative, finding.group, format_text)
    if _is_safe_number(finding.number):
        yield f"See: {register.page_url(finding.number)}"


def _describe_state(finding: Finding) -> Iterator[str]:
    entry = finding.entry
    match finding.kind:
        case Kind.REMOVED:
            verb = "Dissolved" if finding.scheme == "GB-COH" else "Removed"
            if entry and entry.removed_on:
                yield f"{verb} on {entry.removed_on.isoformat()}."
            else:
                yield f"{verb}. The page of the register says when."
        case Kind.NOT_FOUND:
            yield NOT_FOUND_NOTES[finding.is_complete]
        case Kind.ACCOUNTS if entry and entry.accounts_to:
            yield f"The newest accounts are for the year to {entry.accounts_to.isoformat()}."
        case Kind.ACCOUNTS if entry and entry.registered_on:
            day = entry.registered_on.isoformat()
            yield f"It was registered on {day}, and no accounts are listed."
        case Kind.SUGGESTED:
            yield CERTAINTY_NOTES[finding.is_certain]


def _describe_transfer(transfer: Transfer, report: Report, format_text: Formatter) -> str:
    name, number = format_text(transfer.name), format_text(transfer.receiver)
    owner = _find_owner(transfer.receiver, report)
    here = f" In the directory it is {format_text(owner)}." if owner else ""
    return f"What it had went to {name}, number {number}.{here}"


def _describe_alternative(entry: RegisterEntry, group: Group, format_text: Formatter) -> str:
    name, number = format_text(entry.name), format_text(entry.number)
    is_own = group.numbers.get(entry.scheme) == entry.number
    also = " The record has this number, too." if is_own else ""
    return f"Still there: {name}, number {number}, {REGISTERS[entry.scheme].title}.{also}"


def _suggest_lines(finding: Finding, report: Report) -> Iterator[str]:
    """The lines for the record, or the command that writes them."""
    slug, scheme, number = finding.group.slug, finding.scheme, finding.number
    if finding.kind == Kind.SUGGESTED and _is_slug(slug):
        folder = _format_folder(report.folder)
        yield f"python3 build.py registers {folder} --write {slug}={scheme}:{number}"
    # A group with another number may live on.
    if finding.kind == Kind.REMOVED and _is_safe_number(number) and not finding.alternatives:
        yield from _closing_lines(finding, report)


def _closing_lines(finding: Finding, report: Report) -> Iterator[str]:
    """The field `closed` of a record whose number was removed."""
    removed_on = finding.entry.removed_on if finding.entry else None
    yield "closed:"
    if removed_on:
        yield f"  year: {removed_on.year}"
        if finding.scheme != "GB-COH":
            # A charity may have stopped long before it was removed.
            yield "  about: true"
    successors = {_find_owner(transfer.receiver, report) for transfer in finding.transfers}
    if len(successors) == 1:
        (successor,) = successors
        if _is_slug(successor) and successor != finding.group.slug:
            yield f"  successor: {successor}"
    yield f"  source: {REGISTERS[finding.scheme].page_url(finding.number)}"


def _find_owner(number: str, report: Report) -> str:
    """The slug of the group with a number of the Charity Commission, or an empty text."""
    owners = (group.slug for group in report.groups if group.numbers.get("GB-CHC") == number)
    return next(owners, "")


def _by_kind(report: Report) -> dict[Kind, list[Finding]]:
    return group_by(report.result.findings, lambda finding: finding.kind)


def _format_location(finding: Finding) -> str:
    line = finding.group.lines.get(finding.scheme)
    return escape_invisible(finding.group.path) + (f":{line}" if line else "")


def _is_safe_number(number: str) -> bool:
    """Whether a number can stand in a URL; that of a record with faults may be anything."""
    return bool(re.fullmatch(r"[A-Za-z0-9]{1,10}", number))


def _is_slug(text: str) -> bool:
    return bool(re.fullmatch(r"[a-z0-9-]{1,80}", text))


def _format_folder(name: str) -> str:
    """The folder as the person named it, if it needs no quoting in a shell."""
    return name if re.fullmatch(r"[\w./~-]+", name, re.ASCII) else "FOLDER"


def _quote(text: str) -> str:
    return f'"{truncate(text, MAX_QUOTE)}"'


def _format_code(text: str) -> str:
    return code_span(truncate(text, MAX_QUOTE))


def _format_age(day: date | None, today: date) -> str:
    if not day:
        return "from an unknown day"
    days = (today - day).days
    return f"from {day.isoformat()}" + (f", {pluralise(days, 'day')} old" if days > 0 else "")
