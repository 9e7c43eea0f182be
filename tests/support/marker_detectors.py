"""What became of hostile texts in one output: `find_traces` names whatever is more than text.

Each format is read as the programs read it that use it: HTML by a parser, tables by cells,
calendars by unfolded lines. What has no detector here fails the test that asks.
"""

import csv
import email
import email.policy
import io
import re
from collections.abc import Callable, Iterable, Iterator
from xml.etree import ElementTree

import cmarkgfm
import yaml

from marker_markup import html_traces, parse_html, xml_traces
from marker_texts import SIGN, around, json_traces, text_traces, value_traces
from markers import START
from output_texts import FOLD, UnknownFormatError, ending_of, open_database, unpack

# A line that nothing but one of our shapes begins.
INJECTED_LINE = re.compile(
    r"\s*(?:X-ZQ|zq:|- zq|/zq|Disallow: /zq|TEL;TYPE=ZQ|#+ zq|::error|##\[error)", re.IGNORECASE
)
FORMULA = re.compile(r"[ \"]*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]")
# Where a program may begin a new cell inside of one.
NEW_CELL = re.compile(r"[\n;\t]")
TOKEN = re.compile(rf"{START}([a-z]+)(\d+)x")


def find_traces(url: str, content: bytes) -> Iterator[str]:
    """Each thing in an output that is more than the text of a marker.

    Raises UnknownFormatError for a format that nothing here reads.
    """
    ending = ending_of(url)
    if ending in PACKED:
        for name, inner in unpack(url, content):
            if SIGN in name:
                yield f"the name of a file in it: {name!r}"
            yield from find_traces(name, inner)
        return
    if ending not in DETECTORS:
        raise UnknownFormatError(f"nothing here reads {url}: add {ending} to {__name__}.py")
    yield from DETECTORS[ending](content)


def find_tokens(url: str, content: bytes) -> set[tuple[str, int]]:
    """The family and the number of each marker of which an output has the beginning."""
    if ending_of(url) in PACKED:
        return set().union(*(find_tokens(name, inner) for name, inner in unpack(url, content)))
    # A line of a calendar may be folded within a token.
    text = FOLD.sub("", content.decode("utf-8", "replace"))
    return {(family, int(number)) for family, number in TOKEN.findall(text)}


# --- Data -----------------------------------------------------------------------------------------


def json_lines_traces(content: bytes) -> Iterator[str]:
    for line in content.split(b"\n"):
        if line:
            yield from json_traces(line)


def csv_traces(content: bytes) -> Iterator[str]:
    """Cells that a program takes for a formula, and rows or cells that a text has made."""
    text = content.decode("utf-8-sig")
    if SIGN not in text.casefold():
        return
    rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    for row in rows:
        if len(row) != len(rows[0]):
            yield f"a row of {len(row)} cells: {row!r}"[:300]
        for cell in row:
            if SIGN in cell:
                yield from cell_traces(cell)


def cell_traces(cell: str) -> Iterator[str]:
    for part in NEW_CELL.split(cell):
        if FORMULA.match(part) and part.strip(' "'):
            yield f"a formula: {part[:60]!r}"
    yield from text_traces(cell)


def database_traces(content: bytes) -> Iterator[str]:
    """Tables and columns that a text has made, and a database that is not whole."""
    with open_database(content) as database:
        if database.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            yield "a database that is not whole"
        tables = database.execute("SELECT type, name, sql FROM sqlite_master").fetchall()
        yield from (f"a table: {name}" for _, name, sql in tables if SIGN in f"{name}{sql}")
        for kind, name, _ in tables:
            if kind == "table":
                cells = (
                    cell for row in database.execute(f'SELECT * FROM "{name}"') for cell in row
                )
                for cell in cells:
                    if isinstance(cell, str):
                        yield from text_traces(cell)


# --- Lines ----------------------------------------------------------------------------------------


def card_traces(content: bytes) -> Iterator[str]:
    """Lines of a calendar or a card that a text has made, by whatever a program ends a line."""
    text = content.decode("utf-8-sig")
    if SIGN not in text.casefold():
        return
    if re.search(r"(?<!\r)\n|\r(?!\n)", text):
        yield "a line that does not end as it should"
    unfolded = FOLD.sub("", text)
    for line in unfolded.splitlines():
        if not re.match(r"[A-Z][A-Z0-9-]*[:;]", line) or INJECTED_LINE.match(line):
            yield f"a line: {line[:80]!r}"
        yield from (one for one in text_traces(line) if "obeyed" not in one)
    for part in ("VCALENDAR", "VEVENT", "VCARD", "VTIMEZONE"):
        lines = unfolded.split("\r\n")
        if lines.count(f"BEGIN:{part}") != lines.count(f"END:{part}"):
            yield f"an end of {part}"


def line_traces(content: bytes) -> Iterator[str]:
    """Lines of a file of rules that a text has made."""
    text = content.decode("utf-8-sig")
    yield from (f"a line: {line[:80]!r}" for line in text.splitlines() if INJECTED_LINE.match(line))
    yield from text_traces(text)


def foreign_traces(content: bytes) -> Iterator[str]:
    """Scripts and styles, in which no text of a record stands."""
    if SIGN in content.decode().casefold():
        yield f"a text in a script or a style: {around(content.decode(), re.compile('zq', re.I))}"


def markdown_traces(content: bytes) -> Iterator[str]:
    """What a text makes of the HTML that GitHub draws, and of the lines of Markdown itself."""
    text = content.decode()
    drawn = cmarkgfm.github_flavored_markdown_to_html(text, cmarkgfm.cmark.Options.CMARK_OPT_UNSAFE)
    yield from (one for one in html_traces(drawn.encode()) if not one.startswith("obeyed"))
    tree = parse_html(drawn)
    for element in tree.iter():
        if element.tag in ("a", "img") and SIGN in "".join([*element.attrib.values()]).casefold():
            yield f"a link: {element.attrib}"
        if element.tag in ("h1", "h2", "h3", "hr", "li", "td") and re.fullmatch(
            r"\s*zq\s*", "".join(element.itertext())
        ):
            yield f"a block: {element.tag}"
        if (
            element.tag != "code"
            and not _in_code(tree, element)
            and "@zqperson" in (element.text or "")
        ):
            yield "a mention"
    yield from (f"a line: {line[:80]!r}" for line in text.splitlines() if INJECTED_LINE.match(line))


def _in_code(tree: ElementTree.Element, element: ElementTree.Element) -> bool:
    return any(element in list(code.iter()) for code in tree.iter("code"))


def mail_traces(content: bytes) -> Iterator[str]:
    """Fields of the head of an e-mail, and parts of it, that a text has made."""
    read = email.message_from_bytes(content, policy=email.policy.default)
    known = {"to", "from", "reply-to", "subject", "x-unsent", "message-id", "mime-version"}
    for name, value in read.items():
        if name.lower() not in known and not name.lower().startswith("content-"):
            yield f"a field: {name}"
        yield from text_traces(str(value))
    if read.is_multipart():
        yield "a part"
    else:
        yield from text_traces(str(read.get_content()))


def yaml_traces(content: bytes) -> Iterator[str]:
    """Keys that a text has made."""
    for document in yaml.safe_load_all(content.decode()):
        yield from value_traces(document)


Detector = Callable[[bytes], Iterator[str]]
PACKED = (".zip", ".xlsx", ".gz")
DETECTORS: dict[str, Detector] = {
    ".html": html_traces,
    **dict.fromkeys((".svg", ".xml", ".rels"), xml_traces),
    **dict.fromkeys((".json", ".jsonld", ".geojson", ".webmanifest"), json_traces),
    ".jsonl": json_lines_traces,
    ".csv": csv_traces,
    **dict.fromkeys((".sqlite", ".db"), database_traces),
    **dict.fromkeys((".ics", ".vcf"), card_traces),
    **dict.fromkeys(("_headers", "_redirects", ".txt", "SHA256SUMS"), line_traces),
    **dict.fromkeys((".css", ".js"), foreign_traces),
    ".md": markdown_traces,
    ".eml": mail_traces,
    **dict.fromkeys((".yml", ".yaml"), yaml_traces),
}


def find_all(files: Iterable[tuple[str, bytes]]) -> Iterator[str]:
    """The traces in files, each with the name of its file."""
    for name, content in files:
        yield from (f"{name}: {trace}" for trace in find_traces(name, content))
