"""The rules of the code, read from the code itself."""

import ast
import functools
import json
import re
from pathlib import Path

import jinja2
import pytest
import yaml

from ulo import schema
from ulo.cli.shared import DEVELOPER_DOCS, read_own_pages

ROOT = Path(__file__).resolve().parents[2]
# The rooms of ulo/: each imports only those before it.
ROOMS = [
    "core",
    "bootstrap",
    "schema",
    "model",
    "records",
    "geography",
    "checks",
    "catalogue",
    "pipeline",
    "contribute",
    "instances",
    "exports",
    "site",
    "maintain",
    "cli",
]
MODULES = sorted((ROOT / "ulo").rglob("*.py"))
TEMPLATES = sorted((ROOT / "ulo").rglob("*.html"))


def name(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


@functools.cache
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


@functools.cache
def calls(path: Path) -> set[str]:
    """The names of all functions and methods that a file calls."""
    return {
        node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
    }


def room(module: str) -> str:
    return module.split(".")[1]


def is_in(module: str, *places: str) -> bool:
    return any(module == place or module.startswith(f"{place}.") for place in places)


@functools.cache
def public_names(module: str) -> set[str]:
    """What a module says that others may use: the front of a package, or a room of one file."""
    path = ROOT.joinpath(*module.split("."))
    path = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
    for node in ast.parse(path.read_text("utf-8")).body:
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "__all__":
            return set(ast.literal_eval(node.value))
    return set()


@functools.cache
def crossings() -> set[tuple[str, str]]:
    """Each room with each other room that it imports."""
    return {
        (room(name(path)), room(other))
        for path in MODULES
        if name(path) != "ulo"
        for other in imports(path)
        if other.startswith("ulo.") and room(other) != room(name(path))
    }


@pytest.mark.parametrize("path", [p for p in MODULES if name(p) != "ulo"], ids=name)
def test_a_room_imports_only_rooms_before_it(path):
    own = name(path)
    for other in imports(path):
        if other.startswith("ulo.") and room(other) != room(own):
            assert ROOMS.index(room(other)) < ROOMS.index(room(own)), (
                f"{own} must not import {other}"
            )


@pytest.mark.parametrize("path", [p for p in MODULES if name(p) != "ulo"], ids=name)
def test_a_room_is_entered_by_its_front(path):
    """What others use stands in `__all__` of a room, or of a package that is named there."""
    for other in imports(path):
        if not other.startswith("ulo.") or room(other) == room(name(path)):
            continue
        front, _, last = other.rpartition(".")
        if front == "ulo":
            continue
        assert last in public_names(front), f"{front} does not offer {last} to {name(path)}"
        for depth in range(2, front.count(".") + 1):
            outer, inner = ".".join(front.split(".")[:depth]), front.split(".")[depth]
            assert inner in public_names(outer), f"{outer} does not offer {inner}"


def test_there_are_few_ways_between_rooms():
    # 15 rooms could have 105; the order of ROOMS keeps each of them one way.
    assert len(crossings()) <= 61


def test_every_room_has_its_place_in_the_order_and_in_the_package_docstring():
    import ulo

    assert re.findall(r"^    (\w+)", ulo.__doc__, re.MULTILINE) == ROOMS
    rooms = {
        p.stem
        for p in (ROOT / "ulo").iterdir()
        if p.suffix == ".py" or (p / "__init__.py").exists()
    }
    assert rooms - {"__init__"} == set(ROOMS)


def test_pages_never_import_pages():
    for path in (ROOT / "ulo" / "site" / "pages").glob("*.py"):
        if path.name != "__init__.py":
            assert not [other for other in imports(path) if other.startswith("ulo.site.pages")]


def test_nothing_is_cached_by_catalogue():
    """A view of a catalogue is a property of it: a cache keyed on one keeps old ones alive."""
    for path in [p for p in MODULES if is_in(name(p), "ulo.catalogue", "ulo.site")]:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef):
                cached = any(
                    "cache" in ast.unparse(d) and "property" not in ast.unparse(d)
                    for d in node.decorator_list
                )
                takes = {
                    ast.unparse(a.annotation).strip("'") for a in node.args.args if a.annotation
                }
                assert not (cached and "Catalogue" in takes), f"{path.name}: {node.name}"


@pytest.mark.parametrize(
    ("library", "owners"),
    [
        ("mkdocs", {"ulo.site.hook"}),
        ("watchdog", {"ulo.site.serving.watching"}),
        ("jinja2", {"ulo.site.renderer"}),
        ("jsonschema", {"ulo.schema.schema", "ulo.schema.validator", "ulo.checks.json_schema"}),
        ("aiohttp", {"ulo.maintain.links.ssrf_guard", "ulo.maintain.links.fetcher"}),
        ("yarl", {"ulo.maintain.links.ssrf_guard"}),
        (
            "icalendar",
            {"ulo.exports.calendars", "ulo.exports.contact_cards", "ulo.exports.time_zones"},
        ),
        ("xlsxwriter", {"ulo.contribute.spreadsheet.workbook"}),
        ("openpyxl", {"ulo.contribute.spreadsheet.loading"}),
        ("phonenumbers", {"ulo.records.values.phone_kinds"}),
        ("pyphen", {"ulo.checks.readability.grade"}),
        ("geopy", {"ulo.geography.geopy_geocoder"}),
    ],
)
def test_one_module_knows_each_library(library, owners):
    assert {
        name(p) for p in MODULES if any(i.split(".")[0] == library for i in imports(p))
    } <= owners


def test_only_a_few_modules_read_files_and_fewer_write_them():
    # `geodata` reads packages and what was typed for a country, `registers` what a maintainer
    # downloaded, `instances` other folders than this one.
    readers = {
        name(p)
        for p in MODULES
        if calls(p) & {"open", "read_text", "read_bytes", "iterdir", "glob", "rglob"}
    }
    assert {module for module in readers if not is_in(module, "ulo.cli")} <= {
        "ulo.core.data_files",
        "ulo.core.locale",
        "ulo.schema.loading",
        "ulo.records.cache",
        "ulo.records.reading",
        "ulo.records.strict_yaml",
        "ulo.site.fingerprint",
        "ulo.site.icons",
        "ulo.site.parts",
        "ulo.site.renderer",
        "ulo.site.scripts",
        "ulo.site.tree",
        "ulo.site.workspace",
        "ulo.site.serving.server",
        "ulo.site.writing",
        "ulo.bootstrap.entering",
        "ulo.bootstrap.locked_packages",
        "ulo.bootstrap.sentences",
        "ulo.bootstrap.setting_up",
        "ulo.bootstrap.streams",
        "ulo.core.files",
        "ulo.core.folder_exchange",
        "ulo.instances.manifest",
        "ulo.instances.source",
        "ulo.instances.starting",
        "ulo.instances.updating",
        "ulo.maintain.geodata.country_settings",
        "ulo.maintain.geodata.packages",
        "ulo.maintain.registers.folder",
        "ulo.maintain.registers.reading",
    }
    writers = {
        name(p)
        for p in MODULES
        if calls(p)
        & {"write_text", "write_bytes", "mkdir", "unlink", "rmtree", "rename", "mkdtemp"}
    }
    assert {module for module in writers if not is_in(module, "ulo.cli")} <= {
        "ulo.site.hook",
        "ulo.site.renderer",
        "ulo.site.tree",
        "ulo.site.workspace",
        "ulo.site.writing",
        "ulo.bootstrap.setting_up",
        "ulo.core.files",
        "ulo.core.folder_exchange",
        "ulo.instances.starting",
        "ulo.instances.updating",
    }


@functools.cache
def top_imports(path: Path) -> set[str]:
    """What a file imports as soon as it is itself imported."""
    return {
        f"{node.module}.{alias.name}"
        for node in ast.parse(path.read_text("utf-8")).body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }


@pytest.mark.parametrize(
    ("place", "libraries"),
    [
        ("ulo.maintain.geodata", {"brotli", "msgpack", "numpy", "shapefile", "shapely"}),
        ("ulo.maintain.links", {"aiohttp", "asyncio", "requests", "socket", "urllib"}),
    ],
)
def test_a_build_needs_neither_the_network_nor_the_packages_of_geodata(place, libraries):
    # To listen on this computer is not to need the network.
    listening = {"ulo.cli.ports", "ulo.cli.serving", "ulo.site.serving.server"}
    for path in [p for p in MODULES if not is_in(name(p), place) and name(p) not in listening]:
        needed = {
            other
            for other in imports(path)
            if other.split(".")[0] in libraries and not other.startswith("urllib.parse")
        }
        assert not needed, f"{name(path)} needs {needed}"
        # Only inside of the functions that want it, never at the top.
        assert not any(is_in(other, place) for other in top_imports(path)), (
            f"{name(path)} imports {place} before it is wanted"
        )


def test_today_is_an_argument():
    clocks = {
        name(p)
        for p in MODULES
        if calls(p) & {"today", "now", "utcnow"}
        and "date" in p.read_text("utf-8")
        and re.search(r"\b(date|datetime)\.(today|now|utcnow)\(", p.read_text("utf-8"))
    }
    assert clocks == {"ulo.pipeline"}


def test_record_text_meets_html_only_through_autoescape():
    for path in TEMPLATES:
        text = path.read_text("utf-8")
        assert not re.search(r"\|\s*safe\b|autoescape\s+false", text), (
            f"{path.name} turns escaping off"
        )
    assert {name(p) for p in MODULES if "Markup" in calls(p)} == {
        # HTML that MkDocs made of our own Markdown, and what its templates write around it.
        "ulo.site.frame",
        "ulo.site.icons",
        "ulo.site.pictures",
        "ulo.site.renderer",
        "ulo.site.shell",
    }


def test_no_file_is_long():
    for path in [
        *MODULES,
        *TEMPLATES,
        *(ROOT / "docs" / "assets").rglob("*.js"),
        ROOT / "build.py",
    ]:
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
    word = re.search(r"[^<>]*[^\W\d_]{2,}[^<>]*", text)
    assert not word, f"{path.name}: {word and word[0]!r} belongs in schema/locales/"


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
            *(ROOT / "docs" / "assets").rglob("*.js"),
            # What is said of postcodes of other places.
            *(ROOT / "schema" / "country").glob("*.yml"),
        ]
    )
    # Sentences have gaps for the words for the country.
    for path in (ROOT / "schema" / "locales" / "en").iterdir():
        code += " ".join(re.findall(r"\{country\.\w+\}", path.read_text("utf-8")))
    # A search for each key would take long. Some keys have a hyphen.
    words = set(re.findall(r"\w+(?:-\w+)*|\w+", code)) | set(re.findall(r"\w+", code))
    for key, value in leaves(schema.load(ROOT).messages):
        if key.partition(".")[0].endswith("_words"):
            # A list of what others write, and no sentence of ours.
            continue
        assert isinstance(value, str) and value.strip(), f"{key} says nothing"
        last = key.split(".")[-1]
        # Some keys are ids of the schema (reach, kinds, identifiers), some are put together from
        # a section and a part.
        if not key.startswith(
            (
                "crisis_lines.",
                "fields.kinds.",
                "find.filter.",
                "find.fresh.",
                "find.way.",
                "organisation.reach.",
                "organisation.past.",
                "easy.past.",
                "news.told.",
                "easy.headings.",
                "visit.days.",
                "visit.clock.",
                "resources.shelf.",
                "resources.links.",
                "resources.link_notes.",
                "organisation.identifiers.",
                "open_data.columns.",
                "open_data.files.",
                "open_data.kinds.",
                "open_data.more.",
                "open_data.more_text.",
                "open_data.table_files.",
                "open_data.tables.",
                "site.menu.",
                "site.foot.",
                "commands.confirm.refused_",
            )
        ):
            parts = last.split("_", 1)
            assert last in words or f"_{parts[-1]}" in code, f"{key} is used nowhere"


# --- Sentences for people ------------------------------------------------------------------------

# What looks like a sentence and is none for people.
NO_SENTENCES = {
    # Names of labels on GitHub, which .github/workflows/intake.yml knows, too.
    *("ready to review", "needs a maintainer", "needs an answer"),
    # Endings that stemming takes off.
    (
        "ising ised ise ities ity ings ing ists ist ism ions ion ally led les als al ers er ors or "
        "ies "
    ),
    # That there is no folder with sentences of a language.
    (
        "mkdocs.yml names the language {}, but there is no folder schema/locales/{}. "
        "Make that folder, or name another language."
    ),
}
# Errors that are bugs of ours, and those that programs catch and nobody reads.
BUGS = {"AssertionError", "KeyError", "NotImplementedError", "RuntimeError", "TypeError"}
BUGS |= {"ValueError", "ModuleNotFoundError", "ScriptError"}
BUGS |= {"GeocoderServiceError", "NotPlainError", "ValidationError"}
TELLING_WORDS = set(
    "a an and are for in is it no not of or the this that to we with you your".split()
)
TELLING_WORD = re.compile(r"(?<!\S)[(\"“']*([A-Za-z][a-z’'-]*)[)\"”'.,:;?!]*(?!\S)")
# Regular expressions, HTML, other code, and paths.
CODE = re.compile(r"\\[bdsSwW]|\(\?|\[\^|[<>={};]|^[#/.]")
SCRIPT_TEXT = re.compile(
    r"//[^\n]*|/\*.*?\*/|"
    r"(?P<error>throw new \w+\()?(?P<mark>[\"'`])(?P<text>(?:\\.|(?!(?P=mark)).)*?)(?P=mark)",
    re.DOTALL,
)


def is_sentence(text: str) -> bool:
    """Whether a text looks as if it were for people: at least three words that say something."""
    plain = re.sub(r"\$?\{[^{}]*\}", "x", text).strip()
    words = TELLING_WORD.findall(plain)
    if text in NO_SENTENCES or CODE.search(plain) or len(words) < 3 or {*words} == {"x"}:
        return False
    has_capital = re.match(r"\W*[A-Z][a-z]*\b", plain)
    has_stop = re.search(r"[a-z)\"][.?!:]$", plain)
    return bool(has_capital or has_stop or TELLING_WORDS & {word.lower() for word in words})


def texts_of_module(path: Path):
    """The texts in a module with their lines, without docstrings, patterns and errors of ours."""
    tree, left_out = ast.parse(path.read_text("utf-8")), set()
    texts = []
    for node in ast.walk(tree):
        match node:
            case ast.Module() | ast.ClassDef() | ast.FunctionDef() | ast.AsyncFunctionDef():
                if ast.get_docstring(node, clean=False) is not None:
                    left_out.add(node.body[0].value)
            case ast.Call(func=ast.Name(id=name)) if name in BUGS:
                left_out.update(ast.walk(node))
            case ast.Compare(left=one, comparators=others):
                # What a text is compared with is not said, such as the words of another program.
                left_out.update((one, *others))
            case ast.Assert(msg=ast.AST() as told):
                left_out.update(ast.walk(told))
            case ast.Call(func=ast.Attribute(value=ast.Name(id="re"))):
                left_out.update(ast.walk(node))
            case ast.JoinedStr(values=parts):
                left_out.update(part for part in parts if isinstance(part, ast.Constant))
                pieces = (part.value if isinstance(part, ast.Constant) else "{}" for part in parts)
                texts.append((node, "".join(pieces)))
            case ast.Constant(value=str(text)):
                texts.append((node, text))
    return [(node.lineno, text) for node, text in texts if node not in left_out]


def texts_of_script(path: Path):
    """The same of a script, as far as one can tell without reading it as a browser does."""
    source = path.read_text("utf-8")
    return [
        (source[: found.start()].count("\n") + 1, found["text"])
        for found in SCRIPT_TEXT.finditer(source)
        if found["text"]
        and not found["error"]
        # From one mark in a pattern to the next is no text.
        and (found["mark"] == "`" or "\n" not in found["text"])
    ]


@pytest.mark.parametrize("room_name", [*ROOMS, "scripts"])
def test_sentences_stand_in_the_locale(room_name):
    """What people read is in schema/locales/, so that it can be said in another language."""
    if room_name == "scripts":
        texts = {path: texts_of_script(path) for path in (ROOT / "docs" / "assets").rglob("*.js")}
    else:
        paths = [p for p in MODULES if name(p) != "ulo" and room(name(p)) == room_name]
        texts = {path: texts_of_module(path) for path in paths}
    found = [
        f"{path.relative_to(ROOT)}:{line}: {text.strip()[:80]}"
        for path in sorted(texts)
        for line, text in texts[path]
        if is_sentence(text)
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("There is no such file.", True),
        ("remove the field", True),
        ("{n} more, and {m} to fix", True),
        ("  Press Enter", False),
        ("{n}? {x}\n{y}:", False),
        ("utf-8", False),
        (r"\b(?:now at|based at):?", False),
        ("<p class='a'>Some words here</p>", False),
        ("needs a maintainer", False),
    ],
)
def test_a_sentence_is_told_from_other_texts(text, expected):
    assert is_sentence(text) is expected


def test_the_lock_files_agree_and_name_no_host():
    locks = {
        group: (ROOT / "requirements" / f"{group}.txt").read_text("utf-8")
        for group in ("build", "links", "test", "geography", "lint", "benchmark", "audit")
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
        pins["build"] <= pins["test"] & pins["geography"] & pins["links"] & pins["lint"]
        and pins["links"] <= pins["test"] & pins["lint"]
    ), "compile all with the command at the top of requirements/build.in"


def test_the_lock_file_of_node_names_no_host():
    text = (ROOT / "package-lock.json").read_text("utf-8")
    assert "://" not in text, "package-lock.json names a host: npm reads .npmrc, which prevents it"
    packages = {name: facts for name, facts in json.loads(text)["packages"].items() if name}
    assert set(packages) == {"node_modules/typescript"}
    assert all(facts["integrity"].startswith("sha512-") for facts in packages.values())


# --- Records and tests ---------------------------------------------------------------------------


def test_the_pages_of_the_site_are_the_same_for_mkdocs_and_for_our_commands():
    settings = yaml.safe_load((ROOT / "mkdocs.yml").read_text("utf-8"))
    assert [line.strip("/") for line in settings["exclude_docs"].split()] == list(DEVELOPER_DOCS)
    assert not any(path.startswith("docs/decisions/") for path, _ in read_own_pages(ROOT))


def test_all_decisions_are_listed():
    decisions = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    index = (ROOT / "docs" / "decisions" / "README.md").read_text("utf-8")
    pages = [path.name for path in decisions if path.name != "README.md"]
    assert re.findall(r"\((\d{4}-.*?\.md)\)", index) == pages


def test_no_page_written_by_hand_depends_on_a_record():
    """A link to a record breaks the build of whoever has not got it, or takes it off."""
    for path in (ROOT / "docs").rglob("*.md"):
        assert not re.findall(
            r"\]\((?:site:|(?:\.\./)*(?:library/)?)(?:orgs|resources|words)/[^)\s]*[a-z0-9]",
            path.read_text("utf-8"),
        ), f"{path.name}: write the name without a link"


TRUE_RECORDS = (
    r"""\b(ROOT|root) / ["'](orgs|library)\b""",
    r"read(_library)?\((ROOT|root)\b",
    r"\b(pipeline\.(load_catalogue|check)|check_(organisations|library))\(",
)


def test_only_the_live_tests_know_the_true_records_and_the_true_day():
    """Or what a record says, or the calendar, could break a test."""
    # A certificate has run out by the clock of the computer that looks at it; and for a clock that
    # is wrong, a test sets it.
    may = {"test_live.py", "hostile_servers.py", "test_bad_days.py", Path(__file__).name}
    for path in (ROOT / "tests").rglob("*.py"):
        if path.parent.name == "benchmarks":
            continue  # They are no tests, and measure the true records, too.
        text = path.read_text("utf-8")
        clock = re.search(r"\b(date|datetime|pipeline)\.(today|now|utcnow)\(", text)
        true = re.search("|".join(TRUE_RECORDS), text)
        assert path.name in may or not (clock or true), f"{path.name}: {(clock or true).group()}"
