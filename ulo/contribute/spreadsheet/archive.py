"""Looks into the zip file of a workbook before anything reads it."""

import io
import re
import zipfile
import zlib

from ulo.contribute.notes import UnreadableFileError
from ulo.contribute.spreadsheet.hyperlinks import (
    Place,
    find_crossed_out_texts,
    find_links,
    find_targets,
)

MAX_BYTES, MAX_UNPACKED, MAX_FILES = 20_000_000, 100_000_000, 2_000
# A cell has four tags or so; texts and styles have some, too.
MAX_CELLS, MAX_TAGS = 600_000, 4_000_000
# Old Excel files, and workbooks with a password, are of this format.
OLE_SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
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

    `hidden_rows` has the numbers of the hidden rows, and `links` the links of cells, by the path of
    their sheet in the archive. `crossed_out` are the texts of which some words are crossed out.
    """

    def __init__(self, content: bytes) -> None:
        self.has_formulas = False
        self.hidden_rows: dict[str, list[int]] = {}
        self.links: dict[str, dict[Place, str]] = {}
        self.crossed_out: set[str] = set()
        if len(content) > MAX_BYTES:
            raise UnreadableFileError("too-large", most=MAX_BYTES // 1_000_000)
        if content.startswith(OLE_SIGNATURE):
            is_locked = "EncryptedPackage".encode("utf-16-le") in content
            raise UnreadableFileError("locked" if is_locked else "old-excel")
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as packed:
                _check_kind(packed)
                self._scan_parts(packed)
        except ZIP_ERRORS:
            raise UnreadableFileError("damaged") from None

    def _scan_parts(self, packed: zipfile.ZipFile) -> None:
        tags = 0
        targets: dict[str, dict[str, str]] = {}
        for part in packed.infolist():
            if not part.filename.lower().endswith((".xml", ".rels")):
                continue
            text = packed.read(part)
            # No spreadsheet program writes entities or 16-bit letters; both are ways to blow up
            # or to fool a reader.
            if b"<!DOCTYPE" in text or b"<!ENTITY" in text or b"\0" in text:
                raise UnreadableFileError("damaged")
            tags += text.count(b"<")
            if tags > MAX_TAGS:
                raise UnreadableFileError("too-much", most=f"{MAX_CELLS:,} cells")
            if part.filename.startswith("xl/worksheets/"):
                self.has_formulas |= bool(FORMULA.search(text))
                rows = HIDDEN_ROW.findall(text)
                self.hidden_rows[part.filename] = [int(number) for number in rows]
                self.links[part.filename] = dict(find_links(text))
            if part.filename.endswith(".rels"):
                targets[part.filename] = find_targets(text)
            self.crossed_out |= set(find_crossed_out_texts(text))
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
    if len(parts) > MAX_FILES or sum(part.file_size for part in parts) > MAX_UNPACKED:
        most = f"{MAX_UNPACKED // 1_000_000} MB when unpacked"
        raise UnreadableFileError("too-much", most=most)
    if "mimetype" in names and "META-INF/manifest.xml" in names:
        raise UnreadableFileError("open-document")
    if "xl/workbook.bin" in names:
        raise UnreadableFileError("binary-excel")
    if "[Content_Types].xml" not in names or not any(name.startswith("xl/") for name in names):
        raise UnreadableFileError("not-a-spreadsheet")
