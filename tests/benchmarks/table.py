"""The figures as Markdown, and their place in a page that is written by hand."""

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from measuring import Cost

START, END = "<!-- figures: written by tests/benchmarks/engines.py -->", "<!-- end of figures -->"
PART = re.compile(f"{re.escape(START)}.*?{re.escape(END)}", re.DOTALL)
UNAVAILABLE = "not to be had here"


@dataclass(frozen=True)
class Records:
    """Which records were used: how many, and whether they are the true ones."""

    count: int
    is_real: bool = False

    def __str__(self) -> str:
        return f"{self.count:,} {'true' if self.is_real else 'made-up'} groups"


@dataclass(frozen=True)
class Row:
    """What one program did with some records, and what it took.

    `pages` and `size` say what it wrote, in bytes. `cost` is None where the program was not to be
    had. Of more pages than `share` were measured, `cost` is worked out from this share of them.
    """

    program: str
    work: str
    records: Records
    cost: Cost | None
    pages: int = 0
    size: int = 0
    share: float = 1


def as_markdown(rows: Sequence[Row], about: Iterable[tuple[str, str]], baseline: str) -> str:
    """All tables, with what `about` says of the run before them.

    `baseline` is the program that others are set against, by its pages of the same records.
    """
    parts = ["\n".join(f"- {name}: {value}" for name, value in about)]
    for records in dict.fromkeys(row.records for row in rows):
        of_these = [row for row in rows if row.records == records]
        parts.append(_table(records, of_these, baseline))
    if growth := _growth(rows):
        parts.append(growth)
    return "\n\n".join(parts)


def put_into(page: Path, text: str) -> None:
    """Writes the figures between the two marks of a page. Raises ValueError where they are not."""
    old = page.read_text("utf-8")
    new, count = PART.subn(lambda _: f"{START}\n\n{text}\n\n{END}", old)
    if count != 1:
        raise ValueError(f"{page} has no place for the figures: {START} ... {END}")
    page.write_text(new, "utf-8")


def _table(records: Records, rows: Sequence[Row], baseline: str) -> str:
    base = next((row.cost for row in rows if row.program == baseline and row.cost), None)
    lines = [
        f"### {str(records)[0].upper()}{str(records)[1:]}",
        "",
        "| Program | Work | Pages | MB written | CPU s | Seconds | Peak MB | "
        f"CPU, {baseline} = 1 |",
        # Not set to the right: Markdown writes that as a style, which the pages do not allow.
        "| --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    for row in rows:
        start = f"| {row.program} | {row.work} | "
        if row.cost is None:
            lines.append(f"{start}{UNAVAILABLE} | | | | | |")
            continue
        mark = "about " if row.share < 1 else ""
        cells = (
            f"{row.pages:,}" if row.pages else "",
            f"{row.size / 1e6:,.1f}" if row.size else "",
            f"{mark}{row.cost.cpu / row.share:,.1f}",
            f"{mark}{row.cost.wall / row.share:,.1f}",
            f"{row.cost.memory / 1e6:,.0f}" if row.cost.memory else "",
            f"{row.cost.cpu / row.share / base.cpu:.2f}" if base and row.pages else "",
        )
        lines.append(f"{start}{' | '.join(cells)} |")
    return "\n".join(lines)


def _growth(rows: Sequence[Row]) -> str:
    """How CPU time grows between the two largest numbers of made-up records.

    The exponent is 1 where ten times the records take ten times the time.
    """
    counts = sorted({row.records.count for row in rows if not row.records.is_real})[-2:]
    if len(counts) < 2:
        return ""
    costs = {
        (row.program, row.work, row.records.count): row.cost.cpu / row.share
        for row in rows
        if row.cost and not row.records.is_real
    }
    few, many = counts
    lines = [
        f"### Growth from {few:,} to {many:,} groups",
        "",
        "| Program | Work | Exponent |",
        "| --- | --- | --- |",
    ]
    for program, work in dict.fromkeys((row.program, row.work) for row in rows):
        one, other = (costs.get((program, work, count)) for count in counts)
        if one and other:
            exponent = math.log(other / one) / math.log(many / few)
            lines.append(f"| {program} | {work} | {exponent:.2f} |")
    return "\n".join(lines)
