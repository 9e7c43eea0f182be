"""Looks into the zip file of a workbook before anything reads it: its size, its kind, and what is in its sheets."""

import io
import re
import zipfile

from ulo.contribute.notes import UnreadableFile

MAX_BYTES, MAX_UNPACKED, MAX_FILES = 20_000_000, 100_000_000, 2_000
# A cell has four tags or so; texts and styles have some, too.
MAX_CELLS, MAX_TAGS = 600_000, 4_000_000
OLE_SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
FORMULA = re.compile(rb"<(?:\w+:)?f[ >/]")
HIDDEN_ROW = re.compile(
    rb"<(?:\w+:)?row\b(?=[^>]{0,400}\shidden=[\"'](?:1|true)[\"'])[^>]{0,400}\sr=[\"']([0-9]{1,7})[\"']"
)


class Archive:
    """A workbook that is safe to open. Raises Refused for anything else."""

    def __init__(self, content: bytes) -> None:
        if len(content) > MAX_BYTES:
            raise UnreadableFile("too-large", most=MAX_BYTES // 1_000_000)
        if content.startswith(OLE_SIGNATURE):
            raise UnreadableFile(
                "locked" if "EncryptedPackage".encode("utf-16-le") in content else "old-excel"
            )
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as packed:
                self._check_kind(packed)
                self._scan_parts(packed)
        except (
            zipfile.BadZipFile,
            EOFError,
            NotImplementedError,
            RuntimeError,
            OSError,
            ValueError,
            zipfile.zlib.error,
        ):
            raise UnreadableFile("damaged") from None

    def _check_kind(self, packed: zipfile.ZipFile) -> None:
        parts = packed.infolist()
        names = {part.filename for part in parts}
        # A zip file gives no more than it says: what is longer is cut off there, and then its sum is wrong.
        if len(parts) > MAX_FILES or sum(part.file_size for part in parts) > MAX_UNPACKED:
            raise UnreadableFile("too-much", most=f"{MAX_UNPACKED // 1_000_000} MB when unpacked")
        if "mimetype" in names and "META-INF/manifest.xml" in names:
            raise UnreadableFile("open-document")
        if "xl/workbook.bin" in names:
            raise UnreadableFile("binary-excel")
        if "[Content_Types].xml" not in names or not any(name.startswith("xl/") for name in names):
            raise UnreadableFile("not-a-spreadsheet")

    def _scan_parts(self, packed: zipfile.ZipFile) -> None:
        self.has_formulas = False
        self.hidden_rows: dict[str, list[int]] = {}
        tags = 0
        for part in packed.infolist():
            if not part.filename.lower().endswith((".xml", ".rels")):
                continue
            text = packed.read(part)
            # No spreadsheet program writes entities or 16-bit letters; both are ways to blow up or to fool a reader.
            if b"<!DOCTYPE" in text or b"<!ENTITY" in text or b"\0" in text:
                raise UnreadableFile("damaged")
            tags += text.count(b"<")
            if tags > MAX_TAGS:
                raise UnreadableFile("too-much", most=f"{MAX_CELLS:,} cells")
            if part.filename.startswith("xl/worksheets/"):
                self.has_formulas |= bool(FORMULA.search(text))
                self.hidden_rows[part.filename] = [
                    int(number) for number in HIDDEN_ROW.findall(text)
                ]
