"""The rules of the code, read from the code itself."""

import ast
import re
from itertools import filterfalse
from pathlib import Path

import jinja2
import pytest
import yaml

from ulo import schema
from ulo.cli.shared import DEVELOPER_DOCS, read_own_pages

ROOT = Path(__file__).resolve().parents[2]
# Each module may import only those before it. Some, such as `checks` and `writers`, are packages of their own.
ORDER = [
    "environment",
    "files",
    "addresses",
    "problems",
    "validator",
    "schema",
    "partners",
    "model",
    "geography",
    "records",
    "readability",
    "checks",
    "links",
    "derivation",
    "formatting",
    "form",
    "references",
    "importer",
    "spreadsheet",
    "intake",
    "interview",
    "review",
    "registers",
    "guides",
    "catalogue",
    "news",
    "library",
    "opportunities",
    "glossary",
    "localities",
    "participation",
    "coordination",
    "render",
    "search",
    "easy_read",
    "stale",
    "writers",
    "site",
    "preview",
    "commands",
]
MODULES = sorted((ROOT / "ulo").rglob("*.py"))
TEMPLATES = sorted((ROOT / "ulo").rglob("*.html"))


def name(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def is_command(module: str) -> bool:
    return module == "ulo.commands" or module.startswith("ulo.commands.")


def imports(path: Path) -> set[str]:
    """Every module that a file imports, in full."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{name(path)} uses a relative import"
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def calls(path: Path) -> set[str]:
    """The names of all functions and methods that a file calls."""
    return {
        node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
    }


def layer(module: str) -> int:
    return ORDER.index(module.split(".")[1])


@pytest.mark.parametrize("path", [p for p in MODULES if name(p) != "ulo"], ids=name)
def test_a_module_imports_only_those_before_it(path):
    own = name(path)
    for other in imports(path):
        if other.startswith("ulo.") and other.split(".")[1] != own.split(".")[1]:
            assert layer(other) < layer(own), f"{own} must not import {other}"


def test_every_module_has_its_place_in_the_order_and_in_the_package_docstring():
    import ulo

    told = re.findall(r"^    (\w+)", ulo.__doc__, re.MULTILINE)
    assert told == ORDER
    assert {
        p.stem
        for p in (ROOT / "ulo").iterdir()
        if p.suffix == ".py" or (p / "__init__.py").exists()
    } - {"__init__"} == set(ORDER)


def test_writers_never_import_writers():
    for path in (ROOT / "ulo" / "writers").glob("*.py"):
        if path.name != "__init__.py":
            assert not [other for other in imports(path) if other.startswith("ulo.writers")]


@pytest.mark.parametrize(
    "library, owners",
    [
        ("mkdocs", {"ulo.site"}),
        ("jinja2", {"ulo.render"}),
        ("ruamel", {"ulo.formatting"}),
        ("jsonschema", {"ulo.schema", "ulo.validator", "ulo.checks.shape"}),
        ("aiohttp", {"ulo.links.guard", "ulo.links.visit"}),
        ("yarl", {"ulo.links.guard"}),
        ("mkdocs", {"ulo.site"}),
        ("jinja2", {"ulo.render"}),
        ("ruamel", {"ulo.formatting"}),
        ("icalendar", {"ulo.writers.opportunities"}),
        ("xlsxwriter", {"ulo.spreadsheet.workbook"}),
        ("openpyxl", {"ulo.spreadsheet.opening"}),
        ("jsonschema", {"ulo.schema", "ulo.validator", "ulo.checks.shape"}),
        ("phonenumbers", {"ulo.checks.contact"}),
        ("pyphen", {"ulo.readability.grade"}),
        ("geopy", {"ulo.geography.gazetteer", "ulo.geography.geocoder", "ulo.derivation.tables"}),
    ],
)
def test_one_module_knows_each_library(library, owners):
    assert {
        name(p) for p in MODULES if any(i.split(".")[0] == library for i in imports(p))
    } <= owners


def test_only_a_few_modules_read_files_and_fewer_write_them():
    # `derivation.sources` reads packages, and `registers` what a maintainer downloaded: not the repository.
    readers = {
        name(p)
        for p in MODULES
        if calls(p) & {"open", "read_text", "read_bytes", "iterdir", "glob", "rglob"}
    }
    assert set(filterfalse(is_command, readers)) <= {
        "ulo.schema",
        "ulo.records",
        "ulo.render",
        "ulo.site",
        "ulo.environment",
        "ulo.files",
        "ulo.derivation.sources",
        "ulo.registers.folder",
        "ulo.registers.reading",
    }
    writers = {
        name(p)
        for p in MODULES
        if calls(p)
        & {"write_text", "write_bytes", "mkdir", "unlink", "rmtree", "rename", "mkdtemp"}
    }
    assert set(filterfalse(is_command, writers)) <= {"ulo.site", "ulo.environment", "ulo.files"}


def test_a_build_needs_nothing_of_the_derivation():
    optional = {"brotli", "msgpack", "numpy", "shapefile", "shapely"}
    for path in MODULES:
        found = {other.split(".")[0] for other in imports(path)} & optional
        assert not found or name(path).startswith("ulo.derivation"), f"{name(path)} needs {found}"
        if any(other.startswith("ulo.derivation") for other in imports(path)):
            assert name(path).startswith(("ulo.derivation", "ulo.commands"))
            # Only inside of the functions that want it, never at the top.
            top = {
                a.name
                for node in ast.parse(path.read_text("utf-8")).body
                if isinstance(node, ast.ImportFrom)
                for a in node.names
            }
            assert not is_command(name(path)) or not top & {"derivation", "sources"}


def test_a_build_needs_nothing_of_the_network():
    for path in MODULES:
        if not name(path).startswith("ulo.links"):
            asks = {
                other
                for other in imports(path)
                if other.split(".")[0] in ("aiohttp", "asyncio", "requests", "socket", "urllib")
                and not other.startswith("urllib.parse")
            }
            assert not asks, f"{name(path)} needs {asks}"
            top = {
                f"{node.module}.{a.name}"
                for node in ast.parse(path.read_text("utf-8")).body
                if isinstance(node, ast.ImportFrom)
                for a in node.names
            }
            assert not any(other.startswith("ulo.links") for other in top), (
                f"{name(path)} imports links before it is wanted"
            )


def test_today_is_an_argument():
    clocks = {
        name(p)
        for p in MODULES
        if calls(p) & {"today", "now", "utcnow"}
        and "date" in p.read_text("utf-8")
        and re.search(r"\b(date|datetime)\.(today|now|utcnow)\(", p.read_text("utf-8"))
    }
    assert clocks == {"ulo.commands.shared_traits"}


def test_record_text_meets_html_only_through_autoescape():
    for path in TEMPLATES:
        text = path.read_text("utf-8")
        assert not re.search(r"\|\s*safe\b|autoescape\s+false", text), (
            f"{path.name} turns escaping off"
        )
    assert {name(p) for p in MODULES if "Markup" in calls(p)} == {"ulo.render"}


def test_no_file_is_long():
    for path in [*MODULES, *TEMPLATES, *(ROOT / "docs" / "assets").glob("*.js"), ROOT / "build.py"]:
        assert len(path.read_text("utf-8").splitlines()) <= 310, (
            f"{path.name} has grown into more than one thing"
        )


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda p: p.name)
def test_a_template_holds_no_words_of_its_own(path):
    data = "".join(
        value
        for _, kind, value in jinja2.Environment().lex(path.read_text("utf-8"))
        if kind == "data"
    )
    text = re.sub(r"%%[^%]*%%", "", re.sub(r"<[^>]*>", "", data))
    assert not re.search(r"[^\W\d_]{2,}", text), (
        f"{path.name}: {re.search(r'[^<>]*[^0-9_ ]{2,}[^<>]*', text).group()!r} belongs in schema/locales/en.yml"
    )


def leaves(words: dict, prefix: str = ""):
    for key, value in words.items():
        yield from (
            leaves(value, f"{prefix}{key}.")
            if isinstance(value, dict)
            else [(f"{prefix}{key}", value)]
        )


def test_every_word_is_used_and_is_text():
    code = "\n".join(
        p.read_text("utf-8")
        for p in [
            *MODULES,
            *TEMPLATES,
            *(ROOT / "ulo").rglob("*.xml"),
            *(ROOT / "docs" / "assets").glob("*.js"),
        ]
    )
    for key, value in leaves(schema.load(ROOT).messages):
        assert isinstance(value, str) and value.strip(), f"{key} says nothing"
        last = key.split(".")[-1]
        # Some keys are ids of the schema (reach, kinds, identifiers), some are put together from a section and a part.
        if not key.startswith(
            (
                "fields.kinds.",
                "find.filter.",
                "find.fresh.",
                "find.way.",
                "organisation.reach.",
                "organisation.past.",
                "easy.past.",
                "news.told.",
                "easy.headings.",
                "resources.shelf.",
                "resources.links.",
                "resources.link_notes.",
                "organisation.identifiers.",
                "site.menu.",
                "site.foot.",
            )
        ):
            parts = last.split("_", 1)
            assert re.search(rf"\b{re.escape(last)}\b", code) or f"_{parts[-1]}" in code, (
                f"{key} is used nowhere"
            )


def test_the_lock_files_agree_and_name_no_host():
    locks = {
        group: (ROOT / "requirements" / f"{group}.txt").read_text("utf-8")
        for group in ("build", "links", "test", "geography")
    }
    for group, text in locks.items():
        assert "://" not in text and "--index" not in text, f"{group}.txt names a host"
        # Dependabot compiles for the one Python that it has. Some packages of ours differ from one
        # Python to the next.
        assert " ; python_full_version" in text, f"{group}.txt is not for every Python"
        assert all(
            "--hash=sha256:" in block for block in re.split(r"\n(?=[a-z])", text) if "==" in block
        ), f"{group}.txt lacks a fingerprint"
    pins = {
        group: set(re.findall(r"^([a-z0-9-]+==\S+)", text, re.MULTILINE))
        for group, text in locks.items()
    }
    assert (
        pins["build"] <= pins["test"] & pins["geography"] & pins["links"]
        and pins["links"] <= pins["test"]
    ), "compile all with the command at the top of requirements/build.in"


# --- Records and tests ---------------------------------------------------------------------------------------------


def test_the_pages_of_the_site_are_the_same_for_mkdocs_and_for_our_commands():
    settings = yaml.safe_load((ROOT / "mkdocs.yml").read_text("utf-8"))
    assert [line.strip("/") for line in settings["exclude_docs"].split()] == list(DEVELOPER_DOCS)
    assert not any(path.startswith("docs/decisions/") for path, _ in read_own_pages(ROOT))


def test_links_in_papers_for_developers_lead_somewhere():
    """MkDocs looks only at the links of the site."""
    decisions = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    for path in [*ROOT.glob("*.md"), *decisions]:
        for link in re.findall(r"\]\(([^)#]+)", path.read_text("utf-8")):
            assert "://" in link or (path.parent / link).is_file(), f"{path.name}: {link}"
    index = (ROOT / "docs" / "decisions" / "README.md").read_text("utf-8")
    pages = [path.name for path in decisions if path.name != "README.md"]
    assert re.findall(r"\((\d{4}-.*?\.md)\)", index) == pages


def test_no_page_written_by_hand_depends_on_a_record():
    """A link to a record breaks the build of whoever has not got it, or takes it off."""
    for path in (ROOT / "docs").rglob("*.md"):
        assert not re.findall(
            r"\]\((?:\.\./)*(?:orgs|resources|words)/[^)\s]*[a-z0-9]", path.read_text("utf-8")
        ), f"{path.name}: write the name without a link"


def test_only_the_live_tests_know_the_true_records_and_the_true_day():
    """Or what a record says, or the calendar, could break a test."""
    # A certificate has run out by the clock of the computer that looks at it.
    may = {"test_live.py", "hostile.py", Path(__file__).name}
    for path in (ROOT / "tests").rglob("*.py"):
        text = path.read_text("utf-8")
        clock = re.search(r"\b(date|datetime|commands)\.(today|now|utcnow)\(", text)
        true = re.search(
            r"""\b(ROOT|root) / ["'](orgs|library)\b|read(_library)?\((ROOT|root)\b|\b(commands\.catalogue|examine(_library)?)\(""",
            text,
        )
        assert path.name in may or not (clock or true), f"{path.name}: {(clock or true).group()}"
