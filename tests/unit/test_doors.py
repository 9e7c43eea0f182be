"""Every way in reads the values that people write in the same way, and says what it wrote.

The ways in: an answer on GitHub, a record in an e-mail, a cell of a workbook or of a CSV file, a
line of JSON, the questions of `new`, and `fix`. The form is held to the same cases by
test_values.py.
"""

import copy
import csv
import io
import json
import zipfile
from datetime import date
from email.message import EmailMessage

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font
from test_values import KINDS

from form_examples import BASE
from sites import ROOT, copy as copy_project, run
from spreadsheets import planned, told
from ulo import checks, records
from ulo.checks import CheckContext
from ulo.contribute import importer, interview
from ulo.contribute.intake import receive, reply
from ulo.contribute.spreadsheet.columns import build_layout
from ulo.core import rule_messages
from ulo.records import Record, formatting
from ulo.schema import Pointer, Schema

DOORS = ("issue", "mail", "workbook", "csv", "json lines", "new", "fix")
# Kinds whose field the issue form or `new` does not ask for come by the other ways.
ASKED = {"phones", "postcodes", "web addresses", "mailboxes", "towns", "texts", "names"}
ROW = {
    "Name": "Northside Voices",
    "Summary": BASE["summary"],
    "Led by": "people-with-learning-disabilities",
    "How we know": "board-majority",
    "Evidence": BASE["user_led"]["evidence"],
    "Source of the evidence": "https://www.example.org/about",
    "For": "people-with-learning-disabilities",
    "What it does": "self-advocacy",
    "Sources 1: Web address of the source": "https://www.example.org/about",
    "Sources 1: Title of the source": "About us",
}


def record_with(kind: str, written: str) -> dict:
    record = copy.deepcopy(BASE)
    for field, value in {**KINDS[kind].get("with", {}), KINDS[kind]["field"]: written}.items():
        *way, last = field.split(".")
        part = record
        for step in way:
            part = part.setdefault(step, {})
        part[last] = value
    return record


def value_in(record: dict | None, pointer: Pointer) -> object:
    value: object = record
    for step in pointer:
        value = value.get(step, "") if isinstance(value, dict) else ""
    return value


def title_of(kind: str, schema: Schema) -> str:
    return str(schema.subschema(tuple(KINDS[kind]["field"].split(".")))["title"])


def row_with(kind: str, written: object, schema: Schema) -> dict[str, object]:
    extra = {
        str(schema.subschema(tuple(field.split(".")))["title"]): value
        for field, value in KINDS[kind].get("with", {}).items()
    }
    return {**ROW, **extra, title_of(kind, schema): written}


def as_workbook(row: dict[str, object]) -> bytes:
    book = Workbook()
    book.active.title = "Groups"
    book.active.append(list(row))
    book.active.append(list(row.values()))
    return save(book)


def save(book: Workbook) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def as_csv(row: dict[str, object]) -> bytes:
    lines = io.StringIO()
    csv.writer(lines).writerows([list(row), list(row.values())])
    return lines.getvalue().encode()


def mail_with(text: str) -> bytes:
    mail = EmailMessage()
    mail["Message-ID"] = "<1@example.org>"
    mail.set_content(text)
    return bytes(mail)


def by_issue(kind: str, written: str, schema: Schema, today: date) -> dict | None:
    titles = {**ROW, **row_with(kind, written, schema)}
    labels = {"Sources 1: Web address of the source": "Sources"}
    answers = {labels.get(title, title): value for title, value in titles.items()}
    answers.pop("Sources 1: Title of the source")
    body = "\n\n".join(f"### {label}\n\n{value}" for label, value in answers.items())
    event = {"action": "opened", "issue": {"number": 1, "title": "x", "body": body}}
    return receive(json.dumps(event).encode(), schema, [], [], today).data


def by_mail(kind: str, written: str, schema: Schema, today: date) -> dict | None:
    text = formatting.dump(record_with(kind, written), schema)
    return receive(mail_with(text), schema, [], [], today).data


def by_table(content: bytes, schema: Schema, today: date) -> dict | None:
    plan = planned(content, schema, today)
    return plan.new[0].after if plan.new else None


def by_json(kind: str, written: str, schema: Schema, today: date) -> dict | None:
    record = {key: value for key, value in record_with(kind, written).items() if key != "added"}
    entries, notes = importer.read_json_lines(json.dumps(record).encode(), schema)
    plan = importer.make_plan(entries, notes, {}, [], [], schema, today)
    return plan.new[0].after if plan.new else None


def by_questions(kind: str, written: str, schema: Schema, today: date) -> dict | None:
    """Answers each question of `new` from a record, by the title that is shown."""
    fields = [("name",), *interview.REQUIRED, *interview.OPTIONAL, ("sources", 0, "year")]
    record = {**record_with(kind, written), "area": {"reach": "local"}}
    given = {}
    for pointer in fields:
        value = value_in(record, tuple(step for step in pointer if step != 0))
        if pointer[0] == "sources":
            value = record["sources"][0].get(pointer[2], "")
        title = str(schema.subschema(pointer)["title"])
        given[title] = ", ".join(value) if isinstance(value, list) else str(value)
    shown: list[str] = []

    def read(_: str) -> str:
        asked = [line.partition(" (press")[0] for line in shown]
        if asked and asked[-1].endswith("(yes or no)"):
            return "yes"
        if any(line.startswith("\nIs there more") for line in asked):
            shown.clear()
            return ""
        if any("Is it all correct?" in line for line in asked):
            return "yes"
        titles = [line for line in asked if line in given]
        # A refused answer is asked for again: then the person stops.
        if not titles:
            raise EOFError
        shown.clear()
        return given[titles[-1]]

    made = interview.run_interview(schema, today, [], [], read, shown.append)
    return made[1] if made else None


def by_fix(kind: str, written: str, schema: Schema, today: date) -> dict | None:
    text, _ = formatting.mend(formatting.dump(record_with(kind, written), schema), schema)
    record, _ = records.parse(text.encode(), "")
    return record.data if record else None


def through(door: str, kind: str, written: str, schema: Schema, today: date) -> dict | None:
    row = row_with(kind, written, schema)
    match door:
        case "workbook":
            return by_table(as_workbook(row), schema, today)
        case "csv":
            return by_table(as_csv(row), schema, today)
    ways = {"issue": by_issue, "mail": by_mail, "json lines": by_json, "new": by_questions}
    return {**ways, "fix": by_fix}[door](kind, written, schema, today)


def samples(kind: str) -> list[tuple[str, str]]:
    """Some of the ways to write each value: what programs of every kind can carry."""
    pairs = [
        (written, read)
        for read, ways in KINDS[kind]["reads"].items()
        for written in [ways[0], *ways[-2:]]
    ]
    return [pair for pair in pairs if pair[0].isprintable() and pair[0].strip() == pair[0]]


def tried(door: str) -> list[str]:
    is_asked = door in ("issue", "new")
    # The day of a check, and the one on which a record is added, are our own to write.
    left_out = {"days", "dates", "outcodes"} if is_asked else {"days", "dates"}
    return [kind for kind in KINDS if kind not in left_out and (kind in ASKED or not is_asked)]


@pytest.mark.parametrize("door", DOORS)
def test_every_door_reads_the_same(door, schema, today):
    for kind in tried(door):
        pointer = tuple(KINDS[kind]["field"].split("."))
        for written, read in samples(kind)[:12]:
            record = through(door, kind, written, schema, today)
            assert value_in(record, pointer) == read, (kind, written)


@pytest.mark.parametrize("door", DOORS)
def test_every_door_leaves_out_what_nobody_knows(door, schema, today):
    for kind in tried(door):
        pointer = tuple(KINDS[kind]["field"].split("."))
        for written in KINDS[kind]["left_out"][:8]:
            record = through(door, kind, written, schema, today)
            assert record is not None and value_in(record, pointer) == "", (kind, written)


@pytest.mark.parametrize("door", ["mail", "workbook", "json lines"])
def test_a_name_is_never_left_out(door, schema, today):
    record = through(door, "names", "None", schema, today)
    assert record is not None and record["name"] == "None"


# --- What was changed is said --------------------------------------------------------------------

SAFELINK = "https://gbr01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fa.example.org&data=x"


def test_a_mail_is_told_what_was_written_in_another_way(schema, today):
    record = record_with("web addresses", SAFELINK)
    record["contact"] |= {"phone": "+44 (0)113 496 0123", "email": "N/A"}
    outcome = receive(mail_with(formatting.dump(record, schema)), schema, [], [], today)
    comment = reply.build_comment(outcome, schema, lambda slug: (slug, ""))
    said = comment.replace("\\", "").replace("`", "")
    assert "What we wrote in another way" in said
    assert "We wrote https://a.example.org" in said.replace("&#8203;", "")
    assert "We wrote 0113 496 0123" in said
    assert "you wrote N/A, so we left this blank" in said
    assert said.count("you wrote") == 3
    request = reply.build_pull_request(outcome, schema, lambda slug: (slug, ""))
    assert "What we wrote in another way" in request


def test_a_cell_is_told_what_was_written_in_another_way(schema, today):
    row = {**ROW, "Website": SAFELINK, "Phone": "0113.496.0123", "Email": "tbc"}
    notes = "\n".join(told(planned(as_workbook(row), schema, today)))
    assert "We wrote https://a.example.org." in notes
    assert "This says 0113.496.0123. We wrote 0113 496 0123." in notes
    assert "This says tbc, so we left it blank." in notes


def test_titles_of_an_older_template_are_understood(schema, today):
    row = {**ROW, "E-mail": "info@example.org", "Looked after on": today.isoformat()}
    plan = planned(as_workbook(row), schema, today)
    assert plan.new[0].after["contact"] == {"email": "info@example.org"}
    assert not any("its title" in line for line in told(plan))


def test_no_former_title_is_that_of_another_field(schema):
    layout = build_layout(schema)
    columns = [*layout.columns, *(column for part in layout.parts for column in part.columns)]
    former = set(schema.messages["formerly"]["titles"].values())
    assert former and not former & {column.title for column in columns}


@pytest.mark.parametrize("form", [as_workbook, as_csv])
def test_bare_sites_and_hard_spaces_need_no_word(schema, today, form):
    row = {**ROW, "Website": "www.example.org", "Phone": "0113\u00a0496\u00a00123"}
    plan = planned(form(row), schema, today)
    assert plan.new[0].after["contact"] == {
        "website": "https://www.example.org",
        "phone": "0113 496 0123",
    }
    # Only where the phone is from.
    assert all("Which public page" in line for line in told(plan))


# --- What only a workbook has --------------------------------------------------------------------


@pytest.mark.parametrize("number", [441134960123, 1134960123, 441134960123.0])
def test_a_phone_that_a_program_took_for_a_number(schema, today, number):
    plan = planned(as_workbook({**ROW, "Phone": number}), schema, today)
    assert plan.new[0].after["contact"]["phone"] == "0113 496 0123"
    assert told(plan)


def sheet_with(title: str, value: object, change) -> bytes:
    """A workbook with one more cell, after `change` has had it."""
    book = load_workbook(io.BytesIO(as_workbook({**ROW, title: value})))
    change(next(cell for cell in book.active[2] if cell.column == len(ROW) + 1))
    return save(book)


def link_to(address: str):
    def change(cell) -> None:
        cell.hyperlink = address

    return change


def strike(cell) -> None:
    cell.font = Font(strike=True)


@pytest.mark.parametrize(
    ("title", "text", "link", "read"),
    [
        ("Website", "Our website", "https://linky.example.org", "https://linky.example.org"),
        ("Website", "Our website", SAFELINK, "https://a.example.org"),
        ("Website", "www.example.org", "https://other.example.org", "https://www.example.org"),
        (
            "Social media",
            "Facebook",
            "https://social.example.org/us",
            ["https://social.example.org/us"],
        ),
        ("Email", "Write to us", "mailto:info@example.org", "info@example.org"),
        ("Town", "Leeds", "https://leeds.example.org", "Leeds"),
        ("Website", "N/A", "https://x.example.org", ""),
    ],
)
def test_the_link_of_a_cell_is_read_where_its_text_is_no_address(
    schema, today, title, text, link, read
):
    plan = planned(sheet_with(title, text, link_to(link)), schema, today)
    columns = {column.title: column.pointer for column in build_layout(schema).columns}
    assert value_in(plan.new[0].after, columns[title]) == read, told(plan)


@pytest.mark.parametrize("link", ["javascript:alert(1)", "file:///etc/passwd", "mailto:a@b.org"])
def test_a_link_to_something_else_is_not_read(schema, today, link):
    plan = planned(sheet_with("Website", "Our website", link_to(link)), schema, today)
    assert (not plan.new and "Our website" in str(told(plan))) or "https" in str(told(plan))
    assert not plan.to_write


def test_a_link_of_a_cell_is_as_hostile_as_any(schema, today):
    content = sheet_with("Website", "Our website", link_to("http://192.168.0.1/admin"))
    plan = planned(content, schema, today)
    assert not plan.to_write and "numbers instead of the name" in str(told(plan))


def test_a_formula_that_makes_a_link_is_read(schema, today):
    formula = '=HYPERLINK("https://made.example.org","Our website")'
    plan = planned(with_result(formula, "Our website"), schema, today)
    assert plan.new[0].after["contact"]["website"] == "https://made.example.org"


def with_result(formula: str, result: str) -> bytes:
    """A workbook with a formula and its result, which openpyxl itself cannot write."""
    content = as_workbook({**ROW, "Website": "RESULT"})
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(packed, "w") as new:
        for part in old.infolist():
            text = old.read(part)
            if part.filename.endswith("sheet1.xml"):
                cell = text[text.rindex(b"<c ") : text.rindex(b"</c>")]
                place = cell.partition(b'r="')[2].partition(b'"')[0]
                escaped = formula[1:].replace('"', "&quot;").encode()
                made = b'<c r="%s" t="str"><f>%s</f><v>%s</v>' % (place, escaped, result.encode())
                text = text.replace(cell, made)
            new.writestr(part, text)
    return packed.getvalue()


def test_a_cell_that_is_crossed_out_is_asked_about(schema, today):
    plan = planned(sheet_with("Phone", "0113 496 0123", strike), schema, today)
    assert "contact" not in plan.new[0].after
    assert "This cell is crossed out, so we left it out: 0113 496 0123." in "\n".join(told(plan))


def test_words_that_are_crossed_out_are_asked_about(schema, today):
    def change(cell) -> None:
        old = TextBlock(InlineFont(strike=True), "0113 496 0100")
        cell.value = CellRichText(old, " 0113 496 0123")

    plan = planned(sheet_with("Phone", "x", change), schema, today)
    assert "contact" not in plan.new[0].after
    assert "crossed out" in "\n".join(told(plan))


def test_a_row_that_is_crossed_out_is_left_out_and_said(schema, today):
    book = load_workbook(io.BytesIO(as_workbook(ROW)))
    book.active.append(["Southside Voices", *list(ROW.values())[1:]])
    for cell in book.active[3]:
        strike(cell)
    plan = planned(save(book), schema, today)
    assert [outcome.after["name"] for outcome in plan.new] == ["Northside Voices"]
    assert "This row is crossed out, so we left it out." in "\n".join(told(plan))
    assert not plan.rejected


# --- A record that was written by hand -----------------------------------------------------------


@pytest.mark.parametrize(
    ("field", "written", "rules", "mended"),
    [
        ("contact.phone", "(0113) 496 0123", [], "0113 496 0123"),
        ("contact.phone", "+44 (0)113 496 0123", [], "0113 496 0123"),
        ("contact.phone", "0113\u00a0496\u00a00123", ["phone-number"], "0113 496 0123"),
        ("contact.phone", "Tel: 0113 496 0123", ["phone-number"], "0113 496 0123"),
        (
            "contact.website",
            "https://l.facebook.com/l.php?u=https%3A%2F%2Friverbend.example.org",
            ["indirect-address"],
            "https://riverbend.example.org",
        ),
        ("contact.website", "https://bit.ly/3abc", ["indirect-address"], "https://bit.ly/3abc"),
        (
            "user_led.source",
            "https://www.riverbend.example.org/about.",
            ["indirect-address"],
            "https://www.riverbend.example.org/about",
        ),
        ("based_in.town", "N/A", ["not-known"], ""),
    ],
)
def test_check_refuses_what_fix_mends(schema, today, field, written, rules, mended):
    record = copy.deepcopy(BASE)
    section, name = field.split(".")
    record.setdefault(section, {})[name] = written
    context = CheckContext(Record("x-voices", "orgs/x-voices.yml", record), schema, today)
    found = [p for p in checks.check_record(context) if p.field == field]
    assert [problem.rule for problem in found] == rules
    assert all("build.py fix" in p.fix or "your browser" in p.fix for p in found)
    text, _ = formatting.mend(formatting.dump(record, schema), schema)
    read, _ = records.parse(text.encode(), "")
    assert value_in(read.data, (section, name)) == mended


def test_fix_says_what_it_wrote(tmp_path, schema):
    records_folder = tmp_path / "records"
    records_folder.mkdir()
    record = copy.deepcopy(BASE)
    record["contact"] = {"phone": "(0113) 496 0123"}
    record["based_in"] = {"town": "N/A"}
    text = formatting.dump(record, schema).replace("contact:", "contact:  # asked them")
    (records_folder / "northside-voices.yml").write_text(text, "utf-8")
    project = copy_project(tmp_path / "project", records_folder)
    done = run(project, "fix", "orgs/northside-voices.yml")
    assert done.returncode == 0, done.stderr
    assert 'contact.phone: "(0113) 496 0123" -> "0113 496 0123"' in done.stdout
    assert 'based_in.town: "N/A" -> left out' in done.stdout
    after = (project / "orgs" / "northside-voices.yml").read_text("utf-8")
    assert "# asked them" in after and 'phone: "0113 496 0123"' in after and "N/A" not in after
    assert "0 put in order" in run(project, "fix", "orgs/northside-voices.yml").stdout


# --- The table for maintainers --------------------------------------------------------------------

# Of each kind: a way to write it that is understood, and one that is refused by a rule.
TABLE = {
    "phones": ("+44 (0)113 496 0123", "phone-number"),
    "postcodes": ("ls14ap", "wrong-form"),
    "web addresses": ("www.riverbend.example.org", "indirect-address.hidden"),
    "charity numbers": ("Reg. Charity No. 1234567", "wrong-form"),
    "company numbers": ("1234567", "wrong-form"),
    "mailboxes": ("mailto:info@example.org", "wrong-form"),
    "towns": ("Leeds\u200b", "hidden-character"),
}


def table_row(kind: str, schema: Schema) -> str:
    written, rule = TABLE[kind]
    [read] = [read for read, ways in KINDS[kind]["reads"].items() if written in ways]
    message, fix = rule_messages(rule)
    node = schema.subschema(tuple(KINDS[kind]["field"].split(".")))
    facts = {"value": "…", "host": "…", "sign": "…", "example": node.get("examples", ["…"])[0]}
    facts["country"] = schema.areas.country.phrase
    shown = written.replace("\u200b", "(an invisible space)")
    left_out = KINDS[kind]["left_out"][0]
    said = f"{message} {fix}".format(**facts)
    return f"| {node['title']} | `{shown}` | `{read}` | `{left_out}` | {said} |"


def test_the_guide_says_what_every_way_in_understands(schema):
    guide = (ROOT / "docs" / "maintainers.md").read_text("utf-8")
    for kind in TABLE:
        assert table_row(kind, schema) in guide.splitlines(), table_row(kind, schema)
