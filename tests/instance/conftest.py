"""What the tests of an instance share: sites of its own records, of one record and of none.

They know nothing of the country or the groups, so they hold for every instance.
"""

import contextlib
import functools
import http.server
import json
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest
import yaml

from browser import browser
from once import made_once, shared_by_processes
from ulo.core import slugify

ROOT = Path(__file__).resolve().parents[2]
# What a site is built from.
PARTS = ("build.py", "docs", "library", "mkdocs.yml", "orgs", "requirements", "schema", "ulo")
RECORDS = ("none", "one", "own")


class QuietHandler(http.server.SimpleHTTPRequestHandler):
    """Serves files, and says nothing about it."""

    def log_message(self, *_: object) -> None: ...

    def copyfile(self, *files) -> None:
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            super().copyfile(*files)  # A browser may leave a page before it has all of it.


@pytest.fixture(scope="session", params=RECORDS)
def project(request, tmp_path_factory) -> Path:
    """A copy of this instance: without a record, with the example of schema/, or with its own."""
    folder = shared_by_processes(tmp_path_factory) / f"instance-{request.param}" / "project"
    return made_once(folder, functools.partial(copy_instance, records=request.param))


def copy_instance(project: Path, records: str) -> None:
    for part in filter(lambda part: (ROOT / part).exists(), PARTS):
        copy = shutil.copytree if (ROOT / part).is_dir() else shutil.copy2
        copy(ROOT / part, project / part)
    for paper in ROOT.glob("*.md"):
        shutil.copy2(paper, project)
    shutil.copytree(ROOT / ".github", project / ".github")
    (project / ".venv").symlink_to(Path(sys.prefix))
    if records != "own":
        shutil.rmtree(project / "orgs")
        (project / "orgs").mkdir()
        # Where groups moved to is about records that are not there now.
        moved = project / "schema" / "registers" / "moved.json"
        register = json.loads(moved.read_text("utf-8")) | {"moved": {}, "first": {}}
        moved.write_text(json.dumps(register), "utf-8")
    if records == "one":
        example = ROOT / "schema" / "example.yml"
        name = yaml.safe_load(example.read_text("utf-8"))["name"]
        shutil.copy2(example, project / "orgs" / f"{slugify(name)}.yml")


def run_command(project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "build.py", *arguments]
    return subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)


@pytest.fixture(scope="session")
def run(project):
    """Runs a command in the copy, as a person would."""
    return functools.partial(run_command, project)


@pytest.fixture(scope="session")
def built(project) -> Path:
    """The site of the copy."""

    def build(_: Path) -> None:
        done = run_command(project)
        assert done.returncode == 0, done.stdout + done.stderr

    made_once(project.with_name("built"), build)
    return project / "site"


@pytest.fixture(scope="session")
def address(built):
    """Where the site of the copy can be opened."""
    handler = functools.partial(QuietHandler, directory=str(built))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


@pytest.fixture(scope="session")
def own_browser(request):
    """A browser: that of all tests, where the tests of the program are here, too."""
    try:
        yield request.getfixturevalue("chromium")
    except pytest.FixtureLookupError:
        with browser() as running:
            yield running
