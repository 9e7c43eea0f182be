"""What tests stand on.

Their own catalogue, copies of the project to build and to break, and a server that shows a folder.
"""

import dataclasses
import functools
import http.server
import io
import json
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import (
    AbstractContextManager,
    chdir,
    contextmanager,
    redirect_stderr,
    redirect_stdout,
    suppress,
)
from datetime import date
from pathlib import Path
from unittest import mock

from ulo import checks, cli, model, records, schema as shape, site
from ulo.catalogue import Catalogue, Instance
from ulo.cli import parser

ROOT = Path(__file__).resolve().parents[2]
# What the tests read.
DATA = ROOT / "tests" / "data"
# Fictional groups and a library, of every kind of thing that a record can say. Tests know nothing
# of the true ones in orgs/.
CATALOGUE = DATA / "catalogue"
# A few groups for commands and small sites: two open ones, one closed, and one with odd signs.
GOLDEN = DATA / "golden" / "orgs"
# The day on which the tests stand.
TODAY = date(2026, 11, 21)
EPOCH = "1795257600"
# The registers of schema/ that go with the true records, and the part of each that names them.
REGISTERS = {"moved": "moved", "left-out": "groups", "withdrawn": "groups"}
SETTINGS = (
    *("--address", "https://example.org/led/"),
    *("--repository", "https://github.com/example/led"),
    *("--contact", "hello@example.org"),
)
# Pages of towns are alike: those of the largest are enough for sites that are not about places.
# They have so many people.
LARGE_TOWN = 50_000
NAMED = Instance("Led by Us")
# Runs Python with arguments. Where tests run in the background, what they start is deaf to Ctrl-C.
HEARING = (
    "import os, signal, sys; signal.signal(signal.SIGINT, signal.SIG_DFL);"
    "os.execv(sys.executable, [sys.executable, *sys.argv[1:]])"
)
# What pages link to.
PAPERS = ("CONTRIBUTING.md", "SECURITY.md")
PARTS = ("schema", "ulo", "docs", "requirements", "mkdocs.yml", "build.py", *PAPERS)


def catalogue(
    schema: shape.Schema,
    instance: Instance = NAMED,
    folder: Path = CATALOGUE,
    today: date = TODAY,
) -> Catalogue:
    """The groups and the library in a folder, as a build would have them on this day."""
    found, faults = records.read(folder / "orgs", folder)
    kept, more = records.read_library(folder)
    assert not [*faults, *more]
    cases, _ = checks.run(found, schema, today)
    library, _ = checks.run_library(kept, schema, today)
    groups = [model.make_organisation(case.record.slug, case.data) for case in cases]
    resources = [model.make_resource(case.record.slug, case.data) for case in library["resource"]]
    words = [model.make_word(case.record.slug, case.data) for case in library["word"]]
    return Catalogue(groups, schema, instance, today, resources, words)


def copy(
    folder: Path, records: Path, registers: bool = False, least_town: int = LARGE_TOWN
) -> Path:
    """A copy of the project with other records, which shares the environment of this one.

    A library comes along where there is one in the folder of the records or beside it. The
    `registers` say nothing about other records, so they come along empty. It knows no town of fewer
    people than `least_town`.
    """
    folder.mkdir()
    for part in PARTS:
        source = ROOT / part
        if source.is_dir():
            shutil.copytree(source, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy2(source, folder / part)
    shutil.copytree(records, folder / "orgs", ignore=shutil.ignore_patterns("library"))
    for library in (records / "library", records.parent / "library"):
        if library.is_dir():
            shutil.copytree(library, folder / "library")
            break
    if not registers:
        _empty(folder / "schema")
    _leave_towns(folder / "schema", least_town)
    (folder / ".venv").symlink_to(Path(sys.prefix))
    return folder


def _empty(folder: Path) -> None:
    for name, part in REGISTERS.items():
        path = folder / "registers" / f"{name}.json"
        register = json.loads(path.read_text("utf-8"))
        register |= {key: type(register[key])() for key in (part, "salt") if key in register}
        path.write_text(json.dumps(register, indent=2, ensure_ascii=False) + "\n", "utf-8")


def _leave_towns(schema: Path, least_people: int, besides: Collection[str] = ()) -> None:
    """Takes all towns of fewer people out of a copy of schema/, but for those with these names."""
    path = schema / "geography" / "places.json"
    if not least_people or not path.exists():
        return
    towns = json.loads(path.read_text("utf-8"))
    left = {
        area: [town for town in of_area if town[3] >= least_people or town[0] in besides]
        for area, of_area in towns.items()
    }
    path.write_text(json.dumps(left, ensure_ascii=False), "utf-8")


def with_large_towns(
    schema: shape.Schema, folder: Path, besides: Collection[str] = ()
) -> shape.Schema:
    """The schema of a country with large towns only, and those with the names `besides`."""
    shutil.copytree(schema.folder, folder)
    _leave_towns(folder, LARGE_TOWN, besides)
    return dataclasses.replace(schema, folder=folder)


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess:
    """What `python3 build.py ...` does in a copy, on a day that never changes.

    It runs in this process, so by the code of this project: no test has to wait for another Python
    to begin. For a copy with other code, or as a person would run it, there is `run_alone`.
    """
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True) for _ in range(2))
    with (
        mock.patch.dict(os.environ, SOURCE_DATE_EPOCH=EPOCH),
        # This process has threads, and they would be missing in a fork of it.
        mock.patch.object(site, "worker_count", return_value=1),
        mock.patch.object(sys, "stdin", io.TextIOWrapper(io.BytesIO())),
        chdir(folder),
        redirect_stdout(out),
        redirect_stderr(err),
    ):
        try:
            code = cli.run(folder, parser.parse(arguments))
        except SystemExit as end:
            code = int(end.code or 0)
    told, complained = (stream.buffer.getvalue().decode() for stream in (out, err))
    return subprocess.CompletedProcess(arguments, code, told, complained)


def run_alone(
    folder: Path, *arguments: str, epoch: str | None = EPOCH, timezone: str = "UTC", **options
) -> subprocess.CompletedProcess:
    """`python3 build.py ...` in a copy, as a person would run it, on a day that never changes.

    Without an `epoch`, it runs today.
    """
    environment = os.environ | {"TZ": timezone, "PYTHONDONTWRITEBYTECODE": "1"}
    environment.pop("SOURCE_DATE_EPOCH", None)
    if epoch:
        environment["SOURCE_DATE_EPOCH"] = epoch
    return subprocess.run(
        [sys.executable, "build.py", *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        env=environment,
        stdin=subprocess.DEVNULL,
        timeout=600,
        check=False,
        **options,
    )


@contextmanager
def served(
    folder: Path, below: str = "/", headers: Callable[[str], dict[str, str]] = lambda path: {}
):
    """The address of a server on this computer.

    It shows a folder at a path, with its own 404 page. `headers` gives those of a path besides.
    """

    class Handler(http.server.SimpleHTTPRequestHandler):
        def translate_path(self, path):
            if not path.startswith(below):
                return "/nowhere"
            return super().translate_path("/" + path.removeprefix(below))

        def send_error(self, code, message=None, explain=None):
            page = (folder / "404.html").read_bytes()
            self.send_response(code)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(page)))
            self.end_headers()
            self.wfile.write(page)

        def end_headers(self):
            for name, value in headers(self.path).items():
                if name != "Content-Type":
                    self.send_header(name, value)
            super().end_headers()

        def log_message(self, *_):
            pass

        def copyfile(self, source, outputfile):
            # A browser that leaves a page in the middle is no fault of ours.
            with suppress(ConnectionError):
                super().copyfile(source, outputfile)

    server = http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(Handler, directory=str(folder))
    )
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}{below}"
    finally:
        server.shutdown()
        server.server_close()


def build_site(
    folder: Path,
    records: Path,
    settings: Sequence[str] = SETTINGS,
    prepare: Callable[[Path], object] = lambda project: None,
    least_town: int = LARGE_TOWN,
) -> None:
    """Builds a site into `folder`/project/site, by default with every setting.

    `prepare` changes the copy of the project first.
    """
    project = copy(folder / "project", records, least_town=least_town)
    prepare(project)
    done = run_alone(project, *settings)
    assert done.returncode == 0, done.stdout + done.stderr
    (folder / "told.txt").write_text(done.stdout, "utf-8")


@contextmanager
def published(folder: Path) -> Iterator[tuple[str, Path]]:
    """The address and the folder of a site that was built there.

    It is served below another path than the root.
    """
    site = folder / "project" / "site"
    with served(site, "/led/") as address:
        yield address, site


def built(folder: Path, records: Path) -> AbstractContextManager[tuple[str, Path]]:
    """The same of a site that is built first."""
    build_site(folder, records, least_town=0)
    return published(folder)
