"""What to do about registered numbers, as text or Markdown. What registers and records say is
shown, and can do nothing."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from ulo.core import visible
from ulo.maintain.registers.comparing import Finding, Group, Kind, Result
from ulo.maintain.registers.gathering import Gathered
from ulo.maintain.registers.reading import FAULTS
from ulo.maintain.registers.sources import REGISTERS
from ulo.maintain.review.telling import code

# GitHub takes 65,536 signs in an issue.
LARGEST = 60_000
LONGEST = 200
HEADINGS = {
    Kind.GONE: (
        "No longer on the register",
        "Has the group closed, or only changed its form? Many charities carry on under a new "
        "number. Open the page of the register, and the group's own. If it has closed, add the "
        "lines below to its record. If it carries on, replace the old number with the new one."),
    Kind.ENDING: (
        "May be about to close",
        "Ask the group. Change nothing in its record until it is certain."),
    Kind.ABSENT: (
        "Not on the register",
        "Open the page of the register. If it shows another group or none, the number is wrong: "
        "put it right or take it out. If it shows that the group has ended, close its record."),
    Kind.NAME: (
        "Another name",
        "Is it the same group? If it has a new name, change the name and keep the old one under "
        "other names. If it is another group, the number is wrong: take it out."),
    Kind.ACCOUNTS: (
        "No accounts for a long time",
        "Ask the group whether it is still there. Late accounts alone do not show that it "
        "has closed."),
    Kind.LIKELY: (
        "Perhaps its number",
        "Open the page of the register. If it is the same group, write the number into its record "
        "with the command."),
}
MISSING = "no extract in the folder. Not compared:"
CUT = "part of the extract is missing. So we do not say which numbers are not on the register."
PARTIAL = ("most of our numbers are not in the extract, so it may be only a part of the register. "
           "We do not say which numbers are not on it.")
ABSENT = {True: "The register has no such number, not even among those that were removed.",
          False: "It is not in the extract. Either it has been taken off the register, or the "
                 "number is wrong."}
SURE = {True: "Certain: the same name in the same place.",
        False: "Likely: the same name. Nobody else on the register has it, and the area fits."}
Show = Callable[[str], str]


@dataclass(frozen=True)
class Report:
    """What came out of a run. `folder` is as the person named it."""

    result: Result
    gathered: Gathered
    groups: list[Group]
    today: date
    folder: str

    def account(self, show: Show) -> Iterator[str]:
        """What was compared with what, and what was not."""
        yield f"Compared on {self.today.isoformat()}. {len(self.result.findings):,} to look at."
        for scheme, register in REGISTERS.items():
            ours = _count(sum(scheme in group.numbers for group in self.groups), "number")
            source = self.gathered.sources.get(scheme)
            if not source:
                yield f"{register.title}: {MISSING} {ours}."
                continue
            rows = _count(source.rows, "row")
            yield f"{register.title}: {rows} {_age(source.day, self.today)}. Compared: {ours}."
            if source.cut or scheme in self.result.partial:
                yield f"{register.title}: {CUT if source.cut else PARTIAL}"
        for name, fault in self.gathered.faults:
            yield f"{show(name)} {FAULTS[fault]}"


def as_text(report: Report) -> str:
    lines = []
    for kind, found in _by_kind(report.result.findings).items():
        title, advice = HEADINGS[kind]
        lines += [f"{title} ({len(found)})", f"  {advice}", ""]
        for finding in found:
            lines += [
                f"  {_place(finding)}  {_short(finding.group.name)}",
                *(f"    {line}" for line in _says(finding, report, _quoted)),
            ]
            lines += [f"      {line}" for line in _to_write(finding, report)] + [""]
    return "\n".join([*lines, *report.account(_quoted)])


def as_markdown(report: Report) -> str:
    """The report as an issue shows it. It always fits into one."""
    shown = lambda text: code(_short(text))
    lines = [*(f"- {line}" for line in report.account(shown)), ""]
    left = LARGEST - sum(map(len, lines))
    for kind, found in _by_kind(report.result.findings).items():
        title, advice = HEADINGS[kind]
        lines += [f"## {title} ({len(found)})", "", advice, ""]
        for number, finding in enumerate(found):
            entry = [
                f"- {shown(_place(finding))} {shown(finding.group.name)}",
                *(f"  - {line}" for line in _says(finding, report, shown)),
            ]
            if wanted := list(_to_write(finding, report)):
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


def _says(finding: Finding, report: Report, show: Show) -> Iterator[str]:
    """What the register says, in sentences."""
    entry, register = finding.entry, REGISTERS[finding.scheme]
    name = f", {show(entry.name)}" if entry else ""
    yield f"{register.title}: {show(finding.number)}{name}"
    match finding.kind:
        case Kind.GONE:
            ended = "Dissolved" if finding.scheme == "GB-COH" else "Removed"
            yield (f"{ended} on {entry.on.isoformat()}." if entry.on else
                   f"{ended}. The page of the register says when.")
        case Kind.ABSENT:
            yield ABSENT[finding.whole]
        case Kind.ACCOUNTS if entry.accounts:
            yield f"The newest accounts are for the year to {entry.accounts.isoformat()}."
        case Kind.ACCOUNTS:
            yield f"It was registered on {entry.since.isoformat()}, and no accounts are listed."
        case Kind.LIKELY:
            yield SURE[finding.sure]
    if finding.why:
        yield f"The register says: {show(finding.why)}"
    for transfer in finding.transfers:
        owner = _owner(transfer.receiver, report)
        here = f" In the directory it is {show(owner)}." if owner else ""
        yield f"What it had went to {show(transfer.name)}, number {show(transfer.receiver)}.{here}"
    for other in finding.others:
        own = finding.group.numbers.get(other.scheme) == other.number
        title = REGISTERS[other.scheme].title
        yield (f"Still there: {show(other.name)}, number {show(other.number)}, {title}."
               + " The record has this number, too." * own)
    if _safe(finding.number):
        yield f"See: {register.address(finding.number)}"


def _to_write(finding: Finding, report: Report) -> Iterator[str]:
    """The lines for the record, or the command that writes them."""
    if finding.kind == Kind.LIKELY and _is_slug(finding.group.slug):
        command = f"python3 build.py registers {_folder(report.folder)} --write"
        yield f"{command} {finding.group.slug}={finding.scheme}:{finding.number}"
    # Who has another number lives on, perhaps.
    if finding.kind == Kind.GONE and _safe(finding.number) and not finding.others:
        yield "closed:"
        if finding.entry.on:
            yield f"  year: {finding.entry.on.year}"
        if finding.entry.on and finding.scheme != "GB-COH":
            # A charity may have stopped long before it was removed.
            yield "  about: true"
        heirs = {_owner(transfer.receiver, report) for transfer in finding.transfers}
        if len(heirs) == 1 and _is_slug(heir := heirs.pop()) and heir != finding.group.slug:
            yield f"  successor: {heir}"
        yield f"  source: {REGISTERS[finding.scheme].address(finding.number)}"


def _owner(number: str, report: Report) -> str:
    """The group that has a number of the Charity Commission: only there are transfers known."""
    owners = (group.slug for group in report.groups if group.numbers.get("GB-CHC") == number)
    return next(owners, "")


def _by_kind(findings: Iterable[Finding]) -> dict[Kind, list[Finding]]:
    found: dict[Kind, list[Finding]] = {}
    for finding in findings:
        found.setdefault(finding.kind, []).append(finding)
    return found


def _place(finding: Finding) -> str:
    line = finding.group.lines.get(finding.scheme)
    return visible(finding.group.path) + (f":{line}" if line else "")


def _safe(number: str) -> bool:
    """Whether a number can stand in an address; that of a record with faults may be anything."""
    return bool(re.fullmatch(r"[A-Za-z0-9]{1,10}", number))


def _is_slug(text: str) -> bool:
    return bool(re.fullmatch(r"[a-z0-9-]{1,80}", text))


def _folder(name: str) -> str:
    """The folder as the person named it, if a shell takes it for nothing else."""
    return name if re.fullmatch(r"[\w./~-]+", name, re.ASCII) else "FOLDER"


def _short(text: str) -> str:
    text = visible(text)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def _quoted(text: str) -> str:
    return f'"{_short(text)}"'


def _count(n: int, what: str) -> str:
    return f"{n:,} {what}{'s' * (n != 1)}"


def _age(day: date | None, today: date) -> str:
    if not day:
        return "from an unknown day"
    days = (today - day).days
    return f"from {day.isoformat()}" + (f", {_count(days, 'day')} old" if days > 0 else "")
