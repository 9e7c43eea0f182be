"""Looks into the zip file of a workbook before anything reads it."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator

from ulo.contribute.notes import MAX_BYTES, UnreadableFileError
from ulo.contribute.spreadsheet.hyperlinks import (
    Place,
    find_crossed_out_texts,
    find_links,
    find_targets,
)
from ulo.contribute.spreadsheet.merged_cells import Merge, find_merges
from ulo.core import count, message

MAX_UNPACKED, MAX_PARTS = 100_000_000, 2_000
# A cell has four tags or so; texts and styles have some, too.
MAX_CELLS, MAX_TAGS = 600_000, 4_000_000
# A tag, a comment or a text. A cell has 32,767 letters at most, of ten bytes where each is written
# as a number. The reader looks at a piece again from its start as often as it gets more of it.
MAX_PIECE = 400_000
# Old Excel files, and workbooks with a password, are of this format.
OLE_SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Each entry in the list of parts of a zip file begins with this.
ENTRY_SIGNATURE = b"PK\x01\x02"
IS_ENCRYPTED = 1
XML_START = re.compile(rb"(?:\xef\xbb\xbf)?\s*<")
# Pieces that may hold more beginnings of tags, with their ends.
LONG_PIECES = ((b"<!--", b"-->"), (b"<?", b"?>"))
# A formula that cells share is written out for each of them: counted is the longest, for all.
MAX_FORMULA_LETTERS = 10_000_000
FORMULA = re.compile(rb"<(?:\w+:)?f[ >/]")
HIDDEN_ROW = re.compile(
    rb"<(?:\w+:)?row\b(?=[^>]{0,400}\shidden=[\"'](?:1|true)[\"'])"
    rb"[^>]{0,400}\sr=[\"']([0-9]{1,7})[\"']"
)
# What the reader of zip files raises for files that are damaged, or made to fool it.
ZIP_ERRORS = (
    zipfile.BadZipFile,
    EOFError,
    NotImplementedError,
    RuntimeError,
    OSError,
    ValueError,
    zlib.error,
)


class Archive:
    """A workbook that is safe to open. Raises UnreadableFileError for anything else.

    `hidden_rows` has the numbers of the hidden rows, `merges` the merged cells, and `links` the
    links of cells, by the path of their sheet in the archive. `crossed_out` are the texts of which
    some words are crossed out. `checked` is a zip file of the parts that were looked at, and of
    nothing else.
    """

    def __init__(self, content: bytes) -> None:
        self.has_formulas = False
        self.hidden_rows: dict[str, list[int]] = {}
        self.merges: dict[str, list[Merge]] = {}
        self.links: dict[str, dict[Place, str]] = {}
        self.crossed_out: set[str] = set()
        self.checked = io.BytesIO()
        if len(content) > MAX_BYTES:
            raise UnreadableFileError("too-large", most=MAX_BYTES // 1_000_000)
        if content.startswith(OLE_SIGNATURE):
            is_locked = "EncryptedPackage".encode("utf-16-le") in content
            raise UnreadableFileError("locked" if is_locked else "old-excel")
        if content.count(ENTRY_SIGNATURE) > MAX_PARTS:
            raise UnreadableFileError("too-much", most=count("importer.most.parts", MAX_PARTS))
        try:
            with (
                zipfile.ZipFile(io.BytesIO(content)) as packed,
                zipfile.ZipFile(self.checked, "w") as checked,
            ):
                _check_kind(packed)
                self._scan_parts(packed, checked)
        except ZIP_ERRORS:
            raise UnreadableFileError("damaged") from None

    def _scan_parts(self, packed: zipfile.ZipFile, checked: zipfile.ZipFile) -> None:
        tags = formulas = 0
        targets: dict[str, dict[str, str]] = {}
        for name, text in _read_parts(packed):
            tags += text.count(b"<")
            if tags > MAX_TAGS:
                raise UnreadableFileError("too-much", most=count("importer.most.cells", MAX_CELLS))
            checked.writestr(name, text)
            formulas += _measure_formulas(text)
            if formulas > MAX_FORMULA_LETTERS:
                most = count("importer.most.formulas", MAX_FORMULA_LETTERS)
                raise UnreadableFileError("too-much", most=most)
            if name.startswith("xl/worksheets/"):
                rows = HIDDEN_ROW.findall(text)
                self.hidden_rows[name] = [int(number) for number in rows]
                self.merges[name] = list(find_merges(text))
                self.links[name] = dict(find_links(text))
            if name.endswith(".rels"):
                targets[name] = find_targets(text)
            self.crossed_out |= set(find_crossed_out_texts(text))
        self.has_formulas = formulas > 0
        for sheet, links in self.links.items():
            folder, _, name = sheet.rpartition("/")
            known = targets.get(f"{folder}/_rels/{name}.rels", {})
            self.links[sheet] = {
                place: known[link] for place, link in links.items() if link in known
            }


def _check_kind(packed: zipfile.ZipFile) -> None:
    parts = packed.infolist()
    names = {part.filename for part in parts}
    # A zip file gives no more than it says: what is longer is cut off there, and then its sum is
    # wrong.
    if sum(part.file_size for part in parts) > MAX_UNPACKED:
        most = message("importer.most.unpacked", n=MAX_UNPACKED // 1_000_000)
        raise UnreadableFileError("too-much", most=most)
    if "mimetype" in names and "META-INF/manifest.xml" in names:
        raise UnreadableFileError("open-document")
    if "xl/workbook.bin" in names:
        raise UnreadableFileError("binary-excel")
    if "[Content_Types].xml" not in names or not any(name.startswith("xl/") for name in names):
        raise UnreadableFileError("not-a-spreadsheet")
    if any(part.flag_bits & IS_ENCRYPTED for part in parts):
        raise UnreadableFileError("locked")
    # Which of two parts with one name counts, each reader decides for itself.
    if len(names) < len(parts):
        raise UnreadableFileError("damaged")


def _read_parts(packed: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    """The name and the text of each part that is XML, whatever it is called.

    Pictures, macros and the like are left out, and so are drawings that break our rules for XML.
    """
    for part in packed.infolist():
        is_named_so = part.filename.lower().endswith((".xml", ".rels"))
        text = packed.read(part)
        if not is_named_so and not XML_START.match(text):
            continue
        if not _is_unusual(text):
            yield part.filename, text
        elif is_named_so:
            raise UnreadableFileError("damaged")


def _is_unusual(text: bytes) -> bool:
    """Whether a part holds what no spreadsheet program writes, and what fools a reader.

    Those are entities, 16-bit letters, and a tag, comment or text without an end.
    """
    return b"<!DOCTYPE" in text or b"<!ENTITY" in text or b"\0" in text or _has_long_piece(text)


def _measure_formulas(text: bytes) -> int:
    """The letters in the formulas of a part, were each as long as the longest."""
    starts = [found.end() for found in FORMULA.finditer(text)]
    longest = max((text.find(b"<", start) - start for start in starts), default=0)
    return len(starts) * (longest + 1)


def _has_long_piece(text: bytes) -> bool:
    """Whether a tag, a comment or a text is longer than any that a program writes."""
    for start, end in LONG_PIECES:
        place = text.find(start)
        while place >= 0:
            closed = text.find(end, place, place + MAX_PIECE)
            if closed < 0:
                return True
            place = text.find(start, closed)
    place = 0
    # From one beginning of a tag to the last that is near enough.
    while len(text) - place > MAX_PIECE:
        near = text.rfind(b"<", place + 1, place + MAX_PIECE)
        if near < 0:
            return True
        place = near
    return False
