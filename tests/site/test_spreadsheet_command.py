"""`export` and `import` as a person runs them, and the templates on the site."""

import csv
import io
import re

import pytest
from openpyxl import load_workbook

from drawing import Drawn
from sites import DATA, ROOT, copy, run
from spreadsheets import LEAST, as_csv, planned, told
from ulo import checks, records
from ulo.catalogue import Catalogue, Instance
from ulo.contribute import spreadsheet
from ulo.records import Record
from ulo.site.pages import spreadsheet_templates


@pytest.fixture
def project(tmp_path):
    return copy(tmp_path / "project", DATA / "golden" / "orgs")


def texts(project) -> dict[str, str]:
    return {path.name: path.read_text("utf-8") for path in sorted((project / "orgs").iterdir())}


@pytest.mark.parametrize("ending", ["csv", "xlsx", "jsonl"])
def test_export_and_import_change_nothing(project, ending):
    before = texts(project)
    assert (
        run(project, "export", f"groups.{ending}").stdout
        == f"Written: groups.{ending}, with {len(before)} groups.\n"
    )
    done = run(project, "import", f"groups.{ending}", "--write")
    assert done.returncode == 0 and texts(project) == before
    assert (
        done.stdout == f"Groups: 0 new, 0 changed, {len(before)} unchanged, 0 skipped, 0 to fix.\n"
        "Nothing was written.\n"
    )


def test_import_writes_only_with_write(project):
    (project / "list.csv").write_bytes(as_csv(LEAST))
    before = texts(project)
    done = run(project, "import", "list.csv")
    assert done.returncode == 0 and texts(project) == before
    assert (
        "row 2: Example People First: orgs/example-people-first.yml" in done.stdout
        and "with --write at the end" in done.stdout
    )
    done = run(project, "import", "list.csv", "--write", "--account", "account.txt")
    assert done.returncode == 0 and set(texts(project)) - set(before) == {
        "example-people-first.yml"
    }
    assert (
        "New groups" in (project / "account.txt").read_text("utf-8")
        and "Written: 1 record in orgs/." in done.stdout
    )
    assert run(project, "check").returncode == 0


def test_import_of_json_lines_writes_only_with_write(project):
    guide = (ROOT / "docs" / "import.md").read_text("utf-8")
    # A number of its own: that of the guide belongs to a group that is there.
    line = re.search(r"^\{.*\}$", guide, re.MULTILINE).group().replace("1098893", "1098899")
    (project / "list.jsonl").write_text(line, "utf-8")
    before = texts(project)
    assert (
        "Nothing has been written yet" in run(project, "import", "list.jsonl").stdout
        and texts(project) == before
    )
    assert run(
        project, "import", "list.jsonl", "--write"
    ).returncode == 0 and "example-people-first.yml" in texts(project)


def test_import_keeps_comments_of_a_changed_record(project):
    path = project / "orgs" / "northside-voices.yml"
    path.write_text(
        path.read_text("utf-8").replace("name:", "# ring them on Mondays\nname:", 1), "utf-8"
    )
    run(project, "export", "groups.csv", "northside-voices")
    content = (project / "groups.csv").read_bytes().decode("utf-8-sig")
    (project / "list.csv").write_bytes(
        content.replace("Northside Voices", "Northside Voices Together", 1).encode()
    )
    done = run(project, "import", "list.csv", "--write")
    assert "Name: Northside Voices -> Northside Voices Together" in done.stdout
    assert "# ring them on Mondays\nname: Northside Voices Together\n" in path.read_text("utf-8")


def test_groups_with_faults_do_not_stop_the_others(project):
    (project / "list.csv").write_bytes(
        as_csv(
            {**LEAST, "Founded": "x"}, {**LEAST, "Name": "Second Example Circle", "Founded": "1999"}
        )
    )
    done = run(project, "import", "list.csv", "--write")
    assert (
        done.returncode == 1
        and 'Row 2, column "Founded"\n  This should be a whole number, but it\'s text: "x".'
        in done.stdout
    )
    assert "second-example-circle.yml" in texts(
        project
    ) and "example-people-first.yml" not in texts(project)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["import", "nowhere.csv"], "There is no file nowhere.csv."),
        (["import", "build.py"], "The file must be a spreadsheet"),
        (["import", "orgs.csv"], "There is no file orgs.csv."),
        (["export", "groups.pdf"], "A spreadsheet has a name that ends in .xlsx or .csv."),
        (["export", "there.csv"], "there.csv already exists."),
        (
            ["export", "groups.csv", "no-such-voices"],
            "There is no record without faults called no-such-voices.",
        ),
    ],
)
def test_wrong_use_is_explained(project, arguments, said):
    (project / "there.csv").write_text("mine")
    (project / "orgs.csv").mkdir()
    done = run(project, *arguments)
    assert done.returncode == 2 and done.stderr.startswith(said) and "Traceback" not in done.stderr
    assert (project / "there.csv").read_text() == "mine" and not (project / "groups.csv").exists()


def test_an_unreadable_file_is_explained(project):
    (project / "list.xls").write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600))
    done = run(project, "import", "list.xls", "--write")
    assert (
        done.returncode == 1
        and done.stdout.startswith("list.xls: This is a file from an old version of Excel (.xls).")
        and not done.stderr
    )


def test_a_record_with_a_fault_is_named_and_left_out(project):
    (project / "orgs" / "broken-voices.yml").write_text("name: [", "utf-8")
    done = run(project, "export", "groups.csv")
    assert (
        done.returncode == 1
        and "orgs/broken-voices.yml has a fault, so it has been left out." in done.stderr
    )
    assert "broken-voices" not in (project / "groups.csv").read_text("utf-8-sig")


def test_records_come_back_as_they_were_into_an_empty_directory(project):
    before = records.read(project / "orgs", project)[0]
    assert run(project, "export", "groups.jsonl").returncode == 0
    for record in before:
        (project / record.path).unlink()
    assert run(project, "import", "groups.jsonl", "--write").returncode == 0
    after = records.read(project / "orgs", project)[0]
    assert [(record.slug, record.data) for record in after] == [
        (record.slug, record.data) for record in before
    ]


# --- The templates --------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def templates(schema, today):
    catalogue = Catalogue([], schema, Instance("Led by Us", "", "", "", ""), today)
    return {
        url.rpartition(".")[2]: content
        for url, content in Drawn(catalogue, spreadsheet_templates).files.items()
    }


def test_the_example_keeps_every_rule_and_has_a_word_for_every_part(schema, today):
    record = Record("example-people-first", "orgs/example-people-first.yml", schema.example)
    assert checks.run([record], schema, today)[1] == []
    assert {part.field for part in spreadsheet.build_layout(schema).parts} <= set(schema.example)


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_an_empty_template_imports_nothing(schema, today, templates, form):
    plan = planned(templates[form], schema, today)
    assert not plan.notes and not plan.to_write and not plan.rejected


def test_a_filled_in_template_makes_a_group(schema, today, templates):
    book = load_workbook(io.BytesIO(templates["xlsx"]))
    for sheet in book.worksheets[1:-1]:
        # As a person does who copies the example and writes over it.
        for row in list(sheet.iter_rows(min_row=2, values_only=True)):
            sheet.append([None if sheet.title == "Groups" else "Example People First", *row[1:]])
    book.save(content := io.BytesIO())
    plan = planned(content.getvalue(), schema, today)
    assert [outcome.after for outcome in plan.new] == [schema.example], told(plan)


def test_every_field_has_a_column_an_explanation_and_a_prompt(schema, templates):
    book = load_workbook(io.BytesIO(templates["xlsx"]))
    plan = spreadsheet.build_layout(schema)
    explained = {(row[0], row[1]) for row in book["Read me"].iter_rows(values_only=True)}
    for title, columns in [
        ("Groups", plan.columns),
        *((part.title, part.columns) for part in plan.parts),
    ]:
        sheet = book[title]
        assert [cell.value for cell in sheet[1]][1:] == [column.title for column in columns]
        assert {(title, column.title) for column in columns} <= explained
        assert len(sheet.data_validations.dataValidation) == len(columns) + 1 and sheet.freeze_panes
        lists = [rule for rule in sheet.data_validations.dataValidation if rule.type == "list"]
        assert len(lists) == sum(bool(column.choices) for column in columns)
        for rule in lists:
            first, last = re.findall(r"\$(\w+)\$(\d+)", rule.formula1)
            values = [row[0] for row in book["Lists"][f"{first[0]}{first[1]}:{last[0]}{last[1]}"]]
            column = columns[sheet[str(rule.sqref).split(":")[0]].column - 2]
            assert all(cell.value in column.choices.values() for cell in values) and len(values) > 1


def test_no_field_of_the_schema_is_without_a_column(schema):
    def leaves(node: dict, path: tuple = ()):
        for name, part in node["properties"].items():
            inner = part["items"] if part["type"] == "array" else part
            yield from leaves(inner, (*path, name)) if "properties" in inner else [(*path, name)]

    plan = spreadsheet.build_layout(schema)
    columns = list(plan.columns) + [column for part in plan.parts for column in part.columns]
    places = {column.pointer for column in plan.columns} | {
        (part.field, *column.pointer) for part in plan.parts for column in part.columns
    }
    assert places == set(leaves(schema.json_schema))
    titles = [column.title.casefold() for column in columns]
    assert len(titles) == len(set(titles)), "two fields share a title; titles tell columns apart"
    # The longest title of a sheet that Excel takes.
    assert all(len(part.title) <= 31 for part in plan.parts)


def test_the_guide_names_the_sizes_and_the_words(templates, schema):
    guide = (ROOT / "docs" / "import.md").read_text("utf-8")
    for form, content in templates.items():
        told = int(re.search(rf"\({form.upper()}, (\d+) KB\)", guide).group(1))
        assert abs(told - len(content) / 1024) < max(1, told * 0.1), (
            f"docs/import.md: the {form.upper()} template has {len(content) / 1024:.0f} KB"
        )
    words = schema.messages["spreadsheet"]
    assert (
        all(f"`{words[key]}`" in guide for key in ("clear", "example", "yes", "no"))
        and f"**{words['sheets']['guide']}**" in guide
    )


def test_the_csv_template_explains_itself(templates):
    header, explained, example = csv.reader(
        io.StringIO(templates["csv"].decode("utf-8-sig"), newline="")
    )
    assert (
        explained[0] == "(what to write)"
        and example[0] == "(example)"
        and all(explained)
        and len(header) == len(explained) == len(example)
    )
