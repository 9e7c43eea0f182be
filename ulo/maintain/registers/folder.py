"""Which files of a folder are extracts, of which register, and of which day. What is in a file
decides, not its name."""

import re
import zipfile
from datetime import date
from pathlib import Path

from ulo.core import format_day
from ulo.maintain.registers.extracts import recognise_extract
from ulo.maintain.registers.reading import (
    MAX_LINE,
    ExtractFile,
    UnreadableFile,
    clean_header,
    is_json,
    open_text,
    read_objects,
    read_table,
    to_text,
    translate_errors,
)

EXTENSIONS = (".zip", ".csv", ".json", ".txt")
# The largest extract (Companies House) has 2.7 GB. Honest files get 10 to 20 times smaller when
# they are zipped.
MAX_BYTES, MAX_MEMBERS, MAX_COMPRESSION_RATIO = 20_000_000_000, 50, 200
# 2026-11-01, 2026_11_01, or 17-Jul-2026; and "part2_7".
DATE_IN_NAME = re.compile(
    r"(?<!\d)(?:(\d{4})[-_](\d{2})[-_](\d{2})|(\d{1,2}-[A-Z][a-z]{2}-\d{4}))(?!\d)"
)
PART_IN_NAME = re.compile(r"part(\d{1,3})_(\d{1,3})(?!\d)")


def find_extracts(folder: Path) -> tuple[list[ExtractFile], list[tuple[str, str]]]:
    """The extracts in a folder, and the names of files that look like some but are none, each with
    a key of FAULTS."""
    found, faults = [], []
    for path in sorted(folder.iterdir()):
        if path.suffix.lower() not in EXTENSIONS or not path.is_file():
            continue
        try:
            members = _list_members(path)
        except UnreadableFile as fault:
            faults.append((path.name, str(fault)))
            continue
        for member, packed_on in members:
            try:
                found.append(_inspect_file(path, member, packed_on))
            except UnreadableFile as fault:
                faults.append((f"{path.name}/{member}" if member else path.name, str(fault)))
    return found, faults


def _list_members(path: Path) -> list[tuple[str, date | None]]:
    """The files in a zip file that may be extracts, with the days on which they were packed; one
    without a name for any other file."""
    with path.open("rb") as content:
        if content.read(2) != b"PK":
            return [("", None)]
    with translate_errors(), zipfile.ZipFile(path) as packed:
        inside = [
            part for part in packed.infolist() if part.filename.lower().endswith(EXTENSIONS[1:])
        ]
        if not inside:
            raise UnreadableFile("unknown")
        if len(inside) > MAX_MEMBERS or any(_is_zip_bomb(part) for part in inside):
            raise UnreadableFile("too-much")
        return [(part.filename, _packing_date(part)) for part in inside]


def _is_zip_bomb(part: zipfile.ZipInfo) -> bool:
    times = part.file_size / max(1, part.compress_size)
    return part.file_size > MAX_BYTES or part.file_size > MAX_LINE and times > MAX_COMPRESSION_RATIO


def _packing_date(part: zipfile.ZipInfo) -> date | None:
    try:
        # 1980 is what a zip file says that knows no day.
        return date(*part.date_time[:3]) if part.date_time[0] > 1980 else None
    except ValueError:
        return None


def _inspect_file(path: Path, member: str, packed_on: date | None) -> ExtractFile:
    with open_text(path, member) as text:
        if is_json(text):
            first = next(read_objects(text), {})
            header = [name for name in first if isinstance(name, str)]
        else:
            header, first = clean_header(next(read_table(text), [])), {}
    extract = recognise_extract(header)
    if not extract:
        raise UnreadableFile("tabs" if len(header) == 1 and "\t" in header[0] else "unknown")
    part = PART_IN_NAME.search(f"{path.name} {member}")
    told = (
        format_day(to_text(first.get("date_of_extract")))
        or _date_in_name(member)
        or _date_in_name(path.name)
    )
    which = (int(part[1]), int(part[2])) if part else (1, 1)
    return ExtractFile(path, member, extract, told or packed_on, which)


def _date_in_name(name: str) -> date | None:
    found = DATE_IN_NAME.search(name)
    return format_day(found[4] or f"{found[1]}-{found[2]}-{found[3]}") if found else None
