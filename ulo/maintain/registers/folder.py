"""Which files of a folder are extracts, of which register, and of which day. What is in a file
decides, not its name."""

import re
import zipfile
from datetime import date
from pathlib import Path

from ulo.core import format_day
from ulo.maintain.registers.reading import (
    LONGEST,
    File,
    Unreadable,
    guarded,
    header_of,
    is_json,
    objects,
    opened,
    table,
    text_of,
)
from ulo.maintain.registers.sources import recognised

ENDINGS = (".zip", ".csv", ".json", ".txt")
# The largest extract (Companies House) has 2.7 GB. Honest files get 10 to 20 times smaller when
# they are zipped.
MOST_BYTES, MOST_MEMBERS, MOST_TIMES_SMALLER = 20_000_000_000, 50, 200
# 2026-11-01, 2026_11_01, or 17-Jul-2026; and "part2_7".
NAMED_DAY = re.compile(
    r"(?<!\d)(?:(\d{4})[-_](\d{2})[-_](\d{2})|(\d{1,2}-[A-Z][a-z]{2}-\d{4}))(?!\d)")
NAMED_PART = re.compile(r"part(\d{1,3})_(\d{1,3})(?!\d)")


def files(folder: Path) -> tuple[list[File], list[tuple[str, str]]]:
    """The extracts in a folder, and the names of files that look like some but are none, each with
    a key of FAULTS."""
    found, faults = [], []
    for path in sorted(folder.iterdir()):
        if path.suffix.lower() not in ENDINGS or not path.is_file():
            continue
        try:
            members = _members(path)
        except Unreadable as fault:
            faults.append((path.name, str(fault)))
            continue
        for member, packed_on in members:
            try:
                found.append(_looked_at(path, member, packed_on))
            except Unreadable as fault:
                faults.append((f"{path.name}/{member}" if member else path.name, str(fault)))
    return found, faults


def _members(path: Path) -> list[tuple[str, date | None]]:
    """The files in a zip file that may be extracts, with the days on which they were packed; one
    without a name for any other file."""
    with path.open("rb") as content:
        if content.read(2) != b"PK":
            return [("", None)]
    with guarded(), zipfile.ZipFile(path) as packed:
        inside = [part for part in packed.infolist() if part.filename.lower().endswith(ENDINGS[1:])]
        if not inside:
            raise Unreadable("unknown")
        if len(inside) > MOST_MEMBERS or any(_swollen(part) for part in inside):
            raise Unreadable("too-much")
        return [(part.filename, _packed_on(part)) for part in inside]


def _swollen(part: zipfile.ZipInfo) -> bool:
    times = part.file_size / max(1, part.compress_size)
    return part.file_size > MOST_BYTES or part.file_size > LONGEST and times > MOST_TIMES_SMALLER


def _packed_on(part: zipfile.ZipInfo) -> date | None:
    try:
        # 1980 is what a zip file says that knows no day.
        return date(*part.date_time[:3]) if part.date_time[0] > 1980 else None
    except ValueError:
        return None


def _looked_at(path: Path, member: str, packed_on: date | None) -> File:
    with opened(path, member) as text:
        if is_json(text):
            first = next(objects(text), {})
            header = [name for name in first if isinstance(name, str)]
        else:
            header, first = header_of(next(table(text), [])), {}
    extract = recognised(header)
    if not extract:
        raise Unreadable("tabs" if len(header) == 1 and "\t" in header[0] else "unknown")
    part = NAMED_PART.search(f"{path.name} {member}")
    told = format_day(text_of(first.get("date_of_extract"))) or _named_day(member) or _named_day(path.name)
    which = (int(part[1]), int(part[2])) if part else (1, 1)
    return File(path, member, extract, told or packed_on, which)


def _named_day(name: str) -> date | None:
    found = NAMED_DAY.search(name)
    return format_day(found[4] or f"{found[1]}-{found[2]}-{found[3]}") if found else None
