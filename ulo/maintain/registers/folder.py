"""Which files of a folder are extracts, of which register, and of which day.

The content of a file decides, not its name.
"""

import re
import zipfile
from datetime import date
from pathlib import Path

from ulo.maintain.registers.country_registers import CountryRegisters
from ulo.maintain.registers.reading import (
    MAX_LINE,
    ExtractFile,
    UnreadableFileError,
    clean_header,
    is_json,
    open_text,
    read_objects,
    read_table,
    to_text,
    translate_errors,
)

EXTENSIONS = (".zip", ".csv", ".json", ".txt")
# The largest extract that we know has 2.7 GB; this is for all that is in a zip file. A real
# extract gets 10 to 20 times smaller when it is zipped.
MAX_BYTES, MAX_MEMBERS, MAX_COMPRESSION_RATIO = 20_000_000_000, 50, 200
# 2026-11-01, 2026_11_01, or 17-Jul-2026; and "part2_7".
DATE_IN_NAME = re.compile(
    r"(?<!\d)(?:(\d{4})[-_](\d{2})[-_](\d{2})|(\d{1,2}-[A-Z][a-z]{2}-\d{4}))(?!\d)"
)
PART_IN_NAME = re.compile(r"part(\d{1,3})_(\d{1,3})(?!\d)")


def find_extracts(
    folder: Path, registers: CountryRegisters
) -> tuple[list[ExtractFile], list[tuple[str, str]]]:
    """The extracts in a folder, and the files of the same types that are none.

    Those are given by name, each with a key of the sentences `registers.faults`.
    """
    found: list[ExtractFile] = []
    faults: list[tuple[str, str]] = []
    for path in sorted(folder.iterdir()):
        if path.suffix.lower() not in EXTENSIONS or not path.is_file():
            continue
        try:
            members = _list_members(path)
        except UnreadableFileError as fault:
            faults.append((path.name, str(fault)))
            continue
        for member, packed_on in members:
            try:
                found.append(_inspect_file(path, member, packed_on, registers))
            except UnreadableFileError as fault:
                faults.append((f"{path.name}/{member}" if member else path.name, str(fault)))
    return found, faults


def _list_members(path: Path) -> list[tuple[str, date | None]]:
    """The files in a zip file that may be extracts, with the days on which they were packed.

    For any other file, one member without a name.
    """
    with path.open("rb") as content:
        if content.read(2) != b"PK":
            if path.stat().st_size > MAX_BYTES:
                raise UnreadableFileError("too-much")
            return [("", None)]
    with translate_errors(), zipfile.ZipFile(path) as packed:
        members = [
            member
            for member in packed.infolist()
            if member.filename.lower().endswith(EXTENSIONS[1:])
        ]
        if not members:
            raise UnreadableFileError("unknown")
        total = sum(member.file_size for member in members)
        if len(members) > MAX_MEMBERS or total > MAX_BYTES or any(map(_is_zip_bomb, members)):
            raise UnreadableFileError("too-much")
        return [(member.filename, _packing_date(member)) for member in members]


def _is_zip_bomb(member: zipfile.ZipInfo) -> bool:
    ratio = member.file_size / max(1, member.compress_size)
    return member.file_size > MAX_LINE and ratio > MAX_COMPRESSION_RATIO


def _packing_date(member: zipfile.ZipInfo) -> date | None:
    year, month, day, *_ = member.date_time
    try:
        # A zip file that knows no date says 1980.
        return date(year, month, day) if year > 1980 else None
    except ValueError:
        return None


def _inspect_file(
    path: Path, member: str, packed_on: date | None, registers: CountryRegisters
) -> ExtractFile:
    """The extract that a file holds. Raises UnreadableFileError for any other file."""
    first: dict[str, object] = {}
    with open_text(path, member) as text:
        if is_json(text):
            first = next(read_objects(text), {})
            header = list(first)
        else:
            header = clean_header(next(read_table(text), []))
    extract = registers.recognise(header)
    if not extract:
        has_tabs = len(header) == 1 and "\t" in header[0]
        raise UnreadableFileError("tabs" if has_tabs else "unknown")
    names = (member, path.name)
    texts = [to_text(first.get(extract.day_column)), *map(_date_in_name, names)]
    day = next(filter(None, map(registers.parse_date, texts)), packed_on)
    part = PART_IN_NAME.search(f"{path.name} {member}")
    return ExtractFile(path, member, extract, day, (int(part[1]), int(part[2])) if part else (1, 1))


def _date_in_name(name: str) -> str:
    found = DATE_IN_NAME.search(name)
    return (found[4] or f"{found[1]}-{found[2]}-{found[3]}") if found else ""
