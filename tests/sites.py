"""Small copies of the project to build and to break, and a server that shows a folder."""

import functools
import http.server
import os
import shutil
import subprocess
import sys
import threading
from contextlib import contextmanager, suppress
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PARTS = ("schema", "ulo", "docs", "requirements", "mkdocs.yml", "build.py")


def copy(folder: Path, records: Path) -> Path:
    """A copy of the project with other records, which shares the environment of this one. A library comes along where there is
    one in the folder of the records or beside it."""
    folder.mkdir()
    for part in PARTS:
        source = ROOT / part
        if source.is_dir():
            shutil.copytree(source, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy2(source, folder / part)
    shutil.copytree(records, folder / "orgs", ignore=shutil.ignore_patterns("library"))
    if library := next((place for place in (records / "library", records.parent / "library") if place.is_dir()), None):
        shutil.copytree(library, folder / "library")
    if records != ROOT / "orgs":
        # Where real records have moved says nothing about others.
        (folder / "schema" / "moved.json").write_text('{"description": "Old names and new ones.", "moved": {}}\n')
    (folder / ".venv").symlink_to(Path(sys.prefix))
    return folder


def run(folder: Path, *arguments: str, **options) -> subprocess.CompletedProcess:
    """`python3 build.py ...` in a copy, as a person would run it, on a day that never changes."""
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "1795257600", "TZ": "UTC", "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run([sys.executable, "build.py", *arguments], cwd=folder, capture_output=True, text=True,
                          env=environment, stdin=options.pop("stdin", subprocess.DEVNULL), timeout=600, **options)


@contextmanager
def served(folder: Path, below: str = "/"):
    """The address of a server on this computer that shows a folder at a path, with its own 404 page."""
    class Handler(http.server.SimpleHTTPRequestHandler):
        def translate_path(self, path):
            return super().translate_path("/" + path.removeprefix(below)) if path.startswith(below) else "/nowhere"

        def send_error(self, code, message=None, explain=None):
            page = (folder / "404.html").read_bytes()
            self.send_response(code)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(page)))
            self.end_headers()
            self.wfile.write(page)

        def log_message(self, *_):
            pass

        def copyfile(self, source, outputfile):
            # A browser that leaves a page in the middle is no fault of ours.
            with suppress(ConnectionError):
                super().copyfile(source, outputfile)

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}{below}"
    finally:
        server.shutdown()
        server.server_close()
