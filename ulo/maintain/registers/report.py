"""What to do about registered numbers, as text or Markdown. What registers and records say is shown
and can do nothing there."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from ulo.core import count, escape_invisible, message
from ulo.maintain.registers.collection import Collected
from ulo.maintain.registers.comparison import Finding, Kind, Result
from ulo.maintain.registers.entries import RegisterEntry, Transfer
from ulo.maintain.registers.groups import Group
from ulo.maintain.registers.register import Register
from ulo.maintain.reporting import (
    format_number,
    group_by,
    issue_sections,
    text_sections,
    truncate,
)
from ulo.maintain.review.report import code_span

# GitHub takes 65,536 characters in an issue.
MAX_LENGTH = 60_000
MAX_QUOTE = 200
HEADINGS = "registers.headings"
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
        found = format_number(len(self.result.findings))
        yield message("registers.compared", day=self.today.isoformat(), n=found)
        for register in self.collected.registers.by_scheme.values():
            yield from self._summarise(register)
        for name, fault in self.collected.faults:
            yield describe_fault(format_text(name), fault)

    def _summarise(self, register: Register) -> Iterator[str]:
        """What was compared with one register."""
        scheme, title = register.scheme, register.title
        numbers = sum(scheme in group.numbers for group in self.groups)
        ours = count("registers.numbers", numbers)
        source = self.collected.sources.get(scheme)
        if not source:
            yield message("registers.register.missing", title=title, ours=ours)
            return
        rows = count("registers.rows", source.rows)
        age = _format_age(source.day, self.today)
        yield message("registers.register.rows", title=title, rows=rows, age=age, ours=ours)
        if source.is_truncated:
            yield message("registers.register.truncated", title=title)
        elif scheme in self.result.partial_schemes:
            yield message("registers.register.partial", title=title)

    def register(self, scheme: str) -> Register:
        return self.collected.registers.by_scheme[scheme]


def describe_fault(name: str, fault: str) -> str:
    """Why a file was not read; `fault` is a key of the sentences `registers.faults`."""
    return message(f"registers.faults.{fault}", name=name)


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
    entry, register = finding.entry, report.register(finding.scheme)
    number = format_text(finding.number)
    if entry:
        name = format_text(entry.name)
        yield _say("named", title=register.title, number=number, name=name)
    else:
        yield _say("unnamed", title=register.title, number=number)
    yield from _describe_state(finding, register)
    if finding.reason:
        yield _say("reason", reason=format_text(finding.reason))
    for transfer in finding.transfers:
        yield _describe_transfer(transfer, finding.scheme, report, format_text)
    for alternative in finding.alternatives:
        yield _describe_alternative(alternative, finding.group, report, format_text)
    page = register.page_url(finding.number) if _is_safe_number(finding.number) else ""
    if page:
        yield _say("page", address=page)


def _describe_state(finding: Finding, register: Register) -> Iterator[str]:
    entry = finding.entry
    match finding.kind:
        case Kind.REMOVED:
            verb = "dissolved" if register.dissolves else "removed"
            if entry and entry.removed_on:
                yield _say(f"{verb}_on", day=entry.removed_on.isoformat())
            else:
                yield _say(verb)
        case Kind.NOT_FOUND:
            yield _say("never_there" if finding.is_complete else "not_there")
        case Kind.ACCOUNTS if entry and entry.accounts_to:
            yield _say("accounts_to", day=entry.accounts_to.isoformat())
        case Kind.ACCOUNTS if entry and entry.registered_on:
            yield _say("no_accounts", day=entry.registered_on.isoformat())
        case Kind.SUGGESTED:
            yield _say("certain" if finding.is_certain else "likely")


def _describe_transfer(
    transfer: Transfer, scheme: str, report: Report, format_text: Formatter
) -> str:
    name, number = format_text(transfer.name), format_text(transfer.receiver)
    if owner := _find_owner(scheme, transfer.receiver, report):
        return _say("transfer_here", name=name, number=number, owner=format_text(owner))
    return _say("transfer", name=name, number=number)


def _describe_alternative(
    entry: RegisterEntry, group: Group, report: Report, format_text: Formatter
) -> str:
    is_own = group.numbers.get(entry.scheme) == entry.number
    return _say(
        "own_alternative" if is_own else "alternative",
        name=format_text(entry.name),
        number=format_text(entry.number),
        title=report.register(entry.scheme).title,
    )


def _say(key: str, **facts: str) -> str:
    """A sentence about one entry of a register."""
    return message(f"registers.entry.{key}", **facts)


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
        if not report.register(finding.scheme).dissolves:
            # A group may have stopped long before it was removed.
            yield "  about: true"
    receivers = [transfer.receiver for transfer in finding.transfers]
    successors = {_find_owner(finding.scheme, receiver, report) for receiver in receivers}
    if len(successors) == 1:
        (successor,) = successors
        if _is_slug(successor) and successor != finding.group.slug:
            yield f"  successor: {successor}"
    if page := report.register(finding.scheme).page_url(finding.number):
        yield f"  source: {page}"


def _find_owner(scheme: str, number: str, report: Report) -> str:
    """The slug of the group with a number of a register, or an empty text."""
    owners = (group.slug for group in report.groups if group.numbers.get(scheme) == number)
    return next(owners, "")


def _by_kind(report: Report) -> dict[Kind, list[Finding]]:
    return group_by(report.result.findings, lambda finding: finding.kind)


def _format_location(finding: Finding) -> str:
    line = finding.group.lines.get(finding.scheme)
    return escape_invisible(finding.group.path) + (f":{line}" if line else "")


def _is_safe_number(number: str) -> bool:
    """Whether a number can stand in a URL; that of a record with faults may be anything."""
    return bool(re.fullmatch(r"[A-Za-z0-9]{1,20}", number))


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
        return message("registers.age.unknown")
    days = (today - day).days
    if days > 0:
        return count("registers.age.old", days, day=day.isoformat())
    return message("registers.age.new", day=day.isoformat())
