"""Each way in for what strangers send, as a function from bytes to what becomes of them.

Whatever comes, nothing is raised but the errors that a door promises, and what is read can be
written and read again.
"""

import io
import json
import zipfile
from collections.abc import Callable
from contextlib import suppress
from functools import cache

import yaml

from hostile_data import HOSTILE
from sites import CATALOGUE, DATA, ROOT, TODAY
from spreadsheets import good_examples
from ulo import checks, records, schema as shape
from ulo.checks import CheckContext, find_url_fault, normalise_url, url_host
from ulo.contribute import importer, intake, spreadsheet
from ulo.contribute.notes import UnreadableFileError
from ulo.core import quick_yaml
from ulo.records import formatting, plain_yaml, reading, values
from ulo.records.values.shares import read_share

# A seed has few records: a plan of many takes long, and finds no more.
MAX_SEEDS, MAX_RECORDS = 60, 4


@cache
def schema() -> shape.Schema:
    return shape.load(ROOT)


def _read(pattern: str, folder=DATA) -> list[bytes]:
    return [path.read_bytes() for path in sorted(folder.glob(pattern)) if path.is_file()][
        :MAX_SEEDS
    ]


@cache
def seeds(door: str) -> list[bytes]:
    """What the inputs of a door are made of: what is right, and what is known to be wrong."""
    found = [path for path in sorted(HOSTILE.rglob("*")) if path.is_file()]
    hostile = [path.read_bytes()[:20_000] for path in found]
    return SEEDS[door]() + (
        hostile[:MAX_SEEDS] if door in ("record", "mail", "lines", "csv") else []
    )


def record(content: bytes) -> str:
    """The YAML reader of orgs/, the rules, and `fix`."""
    found, problems = records.parse(content, "orgs/example.yml")
    if found is None:
        return f"refused: {problems[0].rule}"
    context = CheckContext(found, schema(), TODAY)
    faults = [problem.rule for problem in checks.check_record(context)]
    with suppress(ValueError, formatting.FormattingError):
        text, _ = formatting.mend(content.decode("utf-8"), schema())
        again, _ = formatting.mend(text, schema())
        assert again == text, "what is mended needs no mending"
    plain = plain_yaml.read(content)
    if plain is not None:
        strict, _ = reading._parse_strictly(content, "orgs/x.yml")
        assert strict is not None
        assert repr((strict.data, strict.line_numbers)) == repr(plain)
    return "read, with faults" if faults or problems else "read"


def library(content: bytes) -> str:
    """The YAML reader of library/, and its rules."""
    found, problems = records.parse(content, "library/words/example.yml")
    if found is None:
        return f"refused: {problems[0].rule}"
    _, faults = checks.run_library({"word": [found], "resource": [found]}, schema(), TODAY)
    return "read, with faults" if faults or problems else "read"


def mail(content: bytes) -> str:
    """What `intake` makes of a file: a mail, a text, or an issue."""
    try:
        outcome = intake.receive(content, schema(), [], (), TODAY)
    except intake.NotAnIssueEventError:
        return "refused: not an issue"
    if outcome.text:
        again, _ = records.parse(outcome.text.encode(), "orgs/example.yml")
        assert again is not None, "what is made of a mail can be read"
    return outcome.state


def issue(content: bytes) -> str:
    """The same with the text as the body of an issue."""
    body = content.decode("utf-8", "surrogateescape")
    return mail(json.dumps({"issue": {"title": body[:50], "body": body, "number": 1}}).encode())


def csv(content: bytes) -> str:
    """What `import` makes of a spreadsheet."""
    try:
        sheets = spreadsheet.load_sheets(content, schema())
    except UnreadableFileError as refused:
        return f"refused: {str(refused)[:40]}"
    return _plan(*spreadsheet.read_entries(sheets, schema()))


def workbook(content: bytes) -> str:
    """The same for a workbook of which one part is this content: else nothing but the checksums of
    the zip file would be tried. The first byte says which part."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(_workbook())) as old, zipfile.ZipFile(packed, "w") as new:
        names = old.namelist()
        chosen = names[content[0] % len(names)] if content else ""
        for name in names:
            new.writestr(name, content[1:] if name == chosen else old.read(name))
    return csv(packed.getvalue())


def lines(content: bytes) -> str:
    """What `import` makes of lines of JSON."""
    try:
        entries, notes = importer.read_json_lines(content, schema())
    except UnreadableFileError as refused:
        return f"refused: {str(refused)[:40]}"
    return _plan(entries, notes)


def _plan(entries: list, notes: list) -> str:
    plan = importer.make_plan(entries, notes, {}, (), (), schema(), TODAY)
    assert importer.as_text(plan, schema()) is not None
    for outcome in plan.to_write:
        text = formatting.dump(outcome.after, schema())
        again, problems = records.parse(text.encode(), "orgs/example.yml")
        assert again is not None, problems
        assert again.data == outcome.after, "what is written is what was read"
    return "new groups" if plan.new else "nothing new"


def value(content: bytes) -> str:
    """The readers of single values: addresses, phones, postcodes, times, shares."""
    text = content.decode("utf-8", "replace")[:3000]
    forms = values.country_forms(schema())
    number = values.read_phone(text, forms.phones)
    assert values.read_phone(number, forms.phones) == number
    values.dial_number(text, forms.phones)
    postcode = values.read_postcode(text, forms.postcodes)
    assert values.read_postcode(postcode, forms.postcodes) == postcode
    address = values.read_web_address(text)
    assert values.read_web_address(address) == address
    time = values.read_time(text, forms.clock)
    assert values.read_time(time, forms.clock) == time
    share = read_share(text, forms.shares)
    assert read_share(share, forms.shares) == share
    values.drop_tracking(text)
    for function in (values.clean_text, normalise_url, url_host, find_url_fault):
        function(text)
    values.is_unknown(text, forms.unknown)
    return "a phone" if number else "no phone"


def quick(content: bytes) -> str:
    """The quick reader of schema/country/: it reads as PyYAML does, or not at all."""
    text = content.decode("utf-8", "replace")
    try:
        found = quick_yaml.read(text)
    except quick_yaml.NotPlainError:
        return "left to PyYAML"
    assert repr(found) == repr(yaml.safe_load(text))
    return "read"


@cache
def _examples() -> dict[str, dict]:
    examples = sorted(good_examples().items(), key=lambda item: len(str(item[1])))
    return dict(examples[-MAX_RECORDS:])


@cache
def _workbook() -> bytes:
    return spreadsheet.as_workbook(_examples(), schema(), TODAY)


def _workbook_parts() -> list[bytes]:
    with zipfile.ZipFile(io.BytesIO(_workbook())) as packed:
        return [bytes([place]) + packed.read(name) for place, name in enumerate(packed.namelist())]


def _typed() -> list[bytes]:
    cases = yaml.safe_load((DATA / "value_cases.yml").read_text("utf-8"))
    kinds = [case for case in cases.values() if isinstance(case, dict)]
    ways = [way for case in kinds for written in case.get("reads", {}).values() for way in written]
    return [str(way).encode() for way in ways]


SEEDS: dict[str, Callable[[], list[bytes]]] = {
    "record": lambda: (
        (_read("orgs/*.yml", CATALOGUE)[:30] + _read("bad/*/orgs/*.yml", DATA / "records"))
        + _read("bad/*/*.yml", DATA / "records")
    ),
    "library": lambda: _read("library/*/*.yml", CATALOGUE),
    "mail": lambda: _read("mails/*"),
    "issue": lambda: _read("mails/*.yml") + _read("mails/*.eml") + _read("golden/orgs/*.yml"),
    "csv": lambda: [
        spreadsheet.as_csv(_examples(), schema()),
        spreadsheet.as_data_csv(_examples(), schema()).encode(),
        _workbook(),
    ],
    "workbook": _workbook_parts,
    "lines": lambda: [importer.as_json_lines(_examples(), schema())],
    "value": _typed,
    "quick": lambda: _read("country/*.yml", ROOT / "schema"),
}
DOORS: dict[str, Callable[[bytes], str]] = {
    "record": record,
    "library": library,
    "mail": mail,
    "issue": issue,
    "csv": csv,
    "workbook": workbook,
    "lines": lines,
    "value": value,
    "quick": quick,
}
