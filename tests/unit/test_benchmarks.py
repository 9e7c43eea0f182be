"""What the benchmarks stand on: made-up records, pages taken apart, and the table of figures.

None of this measures anything.
"""

import html
import os
import subprocess
import sys
from dataclasses import replace

import pytest

import generate
import measuring
import page_data
import table
from sites import ROOT, TODAY
from ulo import checks, records
from ulo.records import formatting

# --- Made-up records ------------------------------------------------------------------------------


def test_made_up_records_are_the_same_in_each_run(tmp_path, schema):
    folders = [tmp_path / "one", tmp_path / "other"]
    generate.write(25, folders[0], schema)
    subprocess.run(
        [sys.executable, ROOT / "tests" / "support" / "generate.py", "25", folders[1]],
        env=os.environ | {"PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "LC_ALL": "C"},
        check=True,
    )
    one, other = ({path.name: path.read_bytes() for path in folder.iterdir()} for folder in folders)
    assert one == other and len(one) == 25


def test_made_up_records_have_no_problem(tmp_path, schema):
    generate.write(150, tmp_path / "orgs", schema)
    found, faults = records.read(tmp_path / "orgs", tmp_path)
    _, problems = checks.run(found, schema, TODAY)
    assert len(found) == 150 and not faults
    assert [problem for problem in problems if problem.severity == "error"] == []


def test_made_up_records_are_of_every_kind(schema):
    made = dict(generate.record(number, schema) for number in range(600))
    assert len(made) == 600
    fields = {field for data in made.values() for field in data}
    assert {"access", "closed", "contact", "identifiers", "networks", "work"} <= fields
    assert {data["area"]["reach"] for data in made.values()} == set(
        schema.vocabularies["reach"].terms
    )
    councils = {data["based_in"]["area"] for data in made.values() if "based_in" in data}
    assert len(councils) > 100
    assert formatting.dump(made[min(made)], schema).startswith("# yaml-language-server")


# --- Pages taken apart ----------------------------------------------------------------------------

ICON = '<svg class="icon"><path d="M1 1"/></svg>'
PAGE = """<!DOCTYPE html>
<html><head>
<title>{name} &amp; friends</title>
<link rel="stylesheet" href="{root}site.css">
</head>
<body>
<a href="{root}">Home</a>
<main id="main">
<h1>{name} &amp; friends</h1>
<ul>
<li><a href="{root}a/?x=1&amp;y=2">{icon} One</a></li>
<li><a href="{root}b/">{icon} Two</a></li>
<li><a href="{root}c/">{icon} Three</a></li>
</ul>
<script>let {name};</script>
</main>
<footer>The end</footer>
</body></html>
"""


@pytest.fixture
def templates(tmp_path):
    for number in range(page_data.LEAST_ICONS):
        path = tmp_path / "orgs" / str(number) / "index.html"
        path.parent.mkdir(parents=True)
        path.write_text(PAGE.format(name=f"N{number}", root="../../", icon=ICON), "utf-8")
    (tmp_path / "index.html").write_text(PAGE.format(name="Home", root="", icon=ICON), "utf-8")
    return page_data.Templates(tmp_path)


def draw(templates, parts) -> str:
    """What an engine makes of the parts of a page."""
    fillers = {page_data.ICON: "{icons[{n}]}", page_data.TEXT: "{{n}}", page_data.URL: "{{n}}"}
    drawn = []
    for part in parts:
        if "html" in part:
            drawn.append(part["html"])
            continue
        template = page_data.fill(templates.shapes[part["template"]], fillers)
        for row in part["rows"]:
            text = template
            for number, value in enumerate(row):
                text = text.replace(f"{{icons[{number}]}}", templates.icons.get(value, ""))
                text = text.replace(f"{{{number}}}", html.escape(value))
            drawn.append(text)
    return "".join(drawn)


def test_pages_come_together_again_from_templates_and_data(templates):
    pages = list(templates.pages(templates.paths))
    assert len(pages) == page_data.LEAST_ICONS + 1
    for page in pages:
        assert draw(templates, page.main) == page.html
        head = "".join(templates.head).replace(page_data.ROOT, page.root)
        assert f'href="{page.root}site.css"' in head and "<title>" not in head
        assert "&amp; friends</title>" in draw(templates, page.head)


def test_rows_of_a_list_are_one_template_and_a_loop(templates):
    page = next(iter(templates.pages(templates.paths[1:])))
    [rows] = [part["rows"] for part in page.main if len(part.get("rows", ())) > 1]
    # The first row brings the start of the list with it.
    assert [row[0] for row in rows] == ["../../b/", "../../c/"]
    assert [part["html"] for part in page.main if "html" in part] == [
        "\n</ul>\n<script>let N0;</script>\n</main>"
    ]


def test_some_pages_are_from_all_over(templates):
    ten = templates.some_paths(10)
    assert len(set(ten)) == 10 and ten[0] == templates.paths[0] and ten[-1] in templates.paths[-3:]
    assert templates.some_paths(1_000) == templates.paths


# --- The cost of a command ------------------------------------------------------------------------


def test_a_command_gives_its_cost_and_what_it_printed(tmp_path):
    code = "import os; print(os.environ['WORD'], os.getcwd())"
    cost, printed = measuring.run([sys.executable, "-c", code], tmp_path, WORD="hello")
    assert printed.split() == ["hello", str(tmp_path)] and cost.cpu > 0


def test_a_command_that_fails_says_why(tmp_path):
    with pytest.raises(measuring.CommandError, match="no such thing"):
        measuring.run([sys.executable, "-c", "raise SystemExit('no such thing')"], tmp_path)


# --- The table ------------------------------------------------------------------------------------

FEW, MANY = table.Records(100), table.Records(1_000)
COST = measuring.Cost(cpu=4.0, wall=2.0, memory=300_000_000)
ROWS = [
    table.Row("ours", "check of all", FEW, replace(COST, cpu=1.0)),
    table.Row("ours", "first build", FEW, COST, 500, 12_000_000),
    table.Row("Hugo", "the same pages", FEW, replace(COST, cpu=8.0), 500, 12_000_000),
    table.Row("MkDocs", "the same pages", FEW, COST, 100, 2_000_000, share=0.2),
    table.Row("Eleventy", "the same pages", FEW, None),
]
TABLE = """\
- Computer: a small one

### 100 made-up groups

| Program | Work | Pages | MB written | CPU s | Seconds | Peak MB | CPU, Hugo = 1 |
| --- | --- | --- | --- | --- | --- | --- | --- |
| ours | check of all |  |  | 1.0 | 2.0 | 300 |  |
| ours | first build | 500 | 12.0 | 4.0 | 2.0 | 300 | 0.50 |
| Hugo | the same pages | 500 | 12.0 | 8.0 | 2.0 | 300 | 1.00 |
| MkDocs | the same pages | 100 | 2.0 | about 20.0 | about 10.0 | 300 | 2.50 |
| Eleventy | the same pages | not to be had here | | | | | |"""


def test_the_table_sets_all_against_the_baseline():
    assert table.as_markdown(ROWS, [("Computer", "a small one")], "Hugo") == TABLE


def test_growth_is_told_by_its_exponent():
    more = [replace(row, records=MANY, cost=replace(COST, cpu=40.0)) for row in ROWS[1:2]]
    text = table.as_markdown([*ROWS, *more], [], "Hugo")
    assert "### Growth from 100 to 1,000 groups" in text
    assert text.endswith("| --- | --- | --- |\n| ours | first build | 1.00 |")


def test_true_records_have_no_growth():
    real = replace(ROWS[0], records=table.Records(90, is_real=True))
    assert "### 90 true groups" in (text := table.as_markdown([*ROWS, real], [], "Hugo"))
    assert "Growth" not in text


def test_figures_take_the_place_of_older_ones(tmp_path):
    page = tmp_path / "page.md"
    page.write_text(f"Before\n\n{table.START}\nold\n{table.END}\n\nAfter\n", "utf-8")
    for text in ("| 1 |", r"| \1 |"):
        table.put_into(page, text)
        assert page.read_text("utf-8") == (
            f"Before\n\n{table.START}\n\n{text}\n\n{table.END}\n\nAfter\n"
        )


def test_a_page_without_a_place_for_figures_stays_as_it_is(tmp_path):
    page = tmp_path / "page.md"
    page.write_text("Nothing here\n", "utf-8")
    with pytest.raises(ValueError, match="no place for the figures"):
        table.put_into(page, "| 1 |")
    assert page.read_text("utf-8") == "Nothing here\n"


def test_the_page_about_speed_has_a_place_for_the_figures():
    page = ROOT / "docs" / "about" / "speed.md"
    assert len(table.PART.findall(page.read_text("utf-8"))) == 1
