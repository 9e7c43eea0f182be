"""Makes the project's own environment on first use, with the standard library only.

`.venv` holds the pinned packages of the files in requirements/. For each group of packages that is
installed, a marker file in it has the digest of the lock file that it was made from: a change of
the lock file is followed at the next run, and every other run costs nothing.
"""

import hashlib
import os
import subprocess
import sys
import threading
import time
from pathlib import Path

MIN_PYTHON = (3, 11)
# The groups whose packages a group includes, itself among them. All have those of a build, in the
# same versions.
GROUP_INCLUDES = {
    "build": ("build",),
    "test": ("build", "links", "test"),
    "geography": ("build", "geography"),
    "links": ("build", "links"),
    "lint": ("build", "links", "lint"),
}


class BootstrapError(Exception):
    """The environment cannot be made; the text says why and what to do."""


def ensure_environment(root: Path, group: str) -> None:
    """Makes sure that this process runs in .venv with the packages of `requirements/<group>.txt`.

    Where it does not, makes the environment if need be and starts the command again in it.
    Raises BootstrapError where that fails.
    """
    if sys.version_info < MIN_PYTHON:
        raise BootstrapError(
            f"This needs Python {MIN_PYTHON[0]}.{MIN_PYTHON[1]} or later. "
            f"This is Python {sys.version.split()[0]}."
        )
    folder = root / ".venv"
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    marker = folder / f".ready-{group}"
    is_ready = (
        python.exists() and marker.exists() and marker.read_text() == _lock_digest(root, group)
    )
    if not is_ready:
        _install(root, group, folder, python)
        for included in GROUP_INCLUDES[group]:
            (folder / f".ready-{included}").write_text(_lock_digest(root, included))
    if Path(sys.prefix).resolve() == folder.resolve():
        return
    command = [str(python), *sys.argv]
    if os.name == "nt":
        sys.exit(subprocess.run(command, check=False).returncode)
    sys.stdout.flush()
    os.execv(python, command)


def _lock_digest(root: Path, group: str) -> str:
    """A digest of the lock file of a group, and the version of Python that it is for."""
    lock = (root / "requirements" / f"{group}.txt").read_bytes()
    return hashlib.sha256(lock).hexdigest() + f" {sys.version_info.major}.{sys.version_info.minor}"


def _install(root: Path, group: str, folder: Path, python: Path) -> None:
    print(
        f"Setting up: fetching the packages that the project needs into {folder.name}/.\n"
        "This happens once and takes about half a minute, longer on a slow line.",
        file=sys.stderr,
    )
    # A usable environment is added to, never emptied: another command may be running in it.
    if not _is_usable(python):
        _make_environment(folder)
    lock = root / "requirements" / f"{group}.txt"
    options = ["--quiet", "--disable-pip-version-check", "--require-hashes"]
    with _ProgressTimer():
        result = subprocess.run(
            [str(python), "-m", "pip", "install", *options, "-r", str(lock)],
            capture_output=True,
            text=True,
            check=False,
        )
    if result.returncode:
        raise BootstrapError(
            "The packages could not be fetched. Is this computer online? What pip said:\n"
            f"{result.stderr.strip()}"
        )


def _make_environment(folder: Path) -> None:
    command = [sys.executable, "-m", "venv", "--clear", str(folder)]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    if result.returncode:
        raise BootstrapError(
            f"Python could not make {folder}:\n{result.stdout}{result.stderr}\n"
            "On Debian and Ubuntu, this helps: sudo apt install python3-venv"
        )


def _is_usable(python: Path) -> bool:
    """Whether there is an environment for this version of Python, with pip."""
    command = [str(python), "-c", "import pip, sys; print(*sys.version_info[:2])"]
    try:
        result = subprocess.run(command, capture_output=True, text=True, check=False)
    except OSError:
        return False
    return result.stdout.split() == [str(number) for number in sys.version_info[:2]]


class _ProgressTimer:
    """Shows the seconds that pass, where a person watches a terminal."""

    def __enter__(self) -> None:
        self.done = threading.Event()
        self.thread = threading.Thread(target=self._show, daemon=True)
        self.thread.start()

    def __exit__(self, *_: object) -> None:
        self.done.set()
        self.thread.join()

    def _show(self) -> None:
        if not sys.stderr.isatty():
            return
        start = time.monotonic()
        while not self.done.wait(1):
            print(f"\r  {time.monotonic() - start:.0f} s ", end="", file=sys.stderr, flush=True)
        print(f"\r  done after {time.monotonic() - start:.0f} s", file=sys.stderr)
