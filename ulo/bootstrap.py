"""Makes the project's own environment on first use, with the standard library only.

`.venv` holds the pinned packages of one of the files in requirements/. A mark in it says which version of that
file it was made from, so that a change there is followed at the next run and everything else costs nothing.
"""

import hashlib
import operator
import os
import platform
import re
import subprocess
import sys
import threading
import time
from importlib import metadata
from pathlib import Path

MIN_PYTHON = (3, 11)
# What each group of packages holds: all of them have what a build needs, in the same versions.
GROUP_INCLUDES = {
    "build": ("build",),
    "test": ("build", "links", "test"),
    "geography": ("build", "geography"),
    "links": ("build", "links"),
    "lint": ("build", "links", "lint"),
}
# One package of a lock file: its name, its version, and for which Python it is, if not for each.
LOCKED_PACKAGE = re.compile(
    r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^\s;\\]+)(?: ; ([^\\\n]*[^\\\s]))?", re.MULTILINE
)
MARKER = re.compile(r"(\w+) (==|!=|<=|>=|<|>) '([^']*)'")
COMPARISONS = {
    "==": operator.eq,
    "!=": operator.ne,
    "<=": operator.le,
    ">=": operator.ge,
    "<": operator.lt,
    ">": operator.gt,
}


class BootstrapError(Exception):
    """The environment cannot be made; the text says why and what to do."""


def ensure_environment(root: Path, group: str) -> None:
    """Goes on only inside of .venv with the packages of `requirements/<group>.txt`; otherwise makes it and starts anew.

    Raises Unprepared where that fails.
    """
    if sys.version_info < MIN_PYTHON:
        raise BootstrapError(
            f"This needs Python {MIN_PYTHON[0]}.{MIN_PYTHON[1]} or later. This is Python {sys.version.split()[0]}."
        )
    folder = root / ".venv"
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    wanted = _lock_digest(root, group)
    mark = folder / f".ready-{group}"
    is_ready = python.exists() and mark.exists() and mark.read_text() == wanted
    is_inside = Path(sys.prefix).resolve() == folder.resolve()
    if is_ready and is_inside:
        return
    if is_environment_active() and has_locked_packages(root / "requirements" / f"{group}.txt"):
        return
    if not is_ready:
        _install(root, group, folder, python)
        for included in GROUP_INCLUDES[group]:
            (folder / f".ready-{included}").write_text(_lock_digest(root, included))
    if is_inside:
        return
    command = [str(python), *sys.argv]
    if os.name == "nt":
        sys.exit(subprocess.run(command).returncode)
    sys.stdout.flush()
    os.execv(python, command)


def is_environment_active() -> bool:
    """Whether this Python runs in a virtual environment, ours or another one."""
    return sys.prefix != sys.base_prefix or bool(os.environ.get("VIRTUAL_ENV"))


def has_locked_packages(lock: Path) -> bool:
    """Whether this Python has each package of a lock file in exactly the locked version."""
    try:
        return all(
            metadata.version(name) == version
            for name, version, marker in LOCKED_PACKAGE.findall(lock.read_text("utf-8"))
            if not marker or marker_applies(marker)
        )
    except (metadata.PackageNotFoundError, ValueError):
        return False


def marker_applies(marker: str) -> bool:
    """Whether a lock file means this Python by a marker such as `python_full_version < '3.12'`.

    Raises ValueError for a marker that is not understood.
    """
    values = {
        "implementation_name": sys.implementation.name,
        "os_name": os.name,
        "platform_machine": platform.machine(),
        "platform_python_implementation": platform.python_implementation(),
        "platform_system": platform.system(),
        "sys_platform": sys.platform,
    }
    versions = {
        "python_full_version": sys.version_info[:3],
        "python_version": sys.version_info[:2],
    }
    answers = []
    for part in marker.split(" and "):
        found = MARKER.fullmatch(part)
        if not found or found[1] not in {**values, **versions}:
            raise ValueError(f"This marker is not understood: {part}")
        name, comparison, text = found.groups()
        if name in versions:
            wanted = tuple(int(number) for number in re.findall(r"\d+", text))
            answers.append(COMPARISONS[comparison](versions[name], wanted))
        else:
            answers.append(COMPARISONS[comparison](values[name], text))
    return all(answers)


def _lock_digest(root: Path, group: str) -> str:
    lock = (root / "requirements" / f"{group}.txt").read_bytes()
    return hashlib.sha256(lock).hexdigest() + f" {sys.version_info.major}.{sys.version_info.minor}"


def _install(root: Path, group: str, folder: Path, python: Path) -> None:
    print(
        f"Setting up: fetching the packages that the project needs into {folder.name}/.",
        file=sys.stderr,
    )
    print(
        "This happens once and takes about half a minute, longer on a slow line.", file=sys.stderr
    )
    # One that works is filled up, never emptied: another command may be running in it.
    if not _is_usable(python):
        making = subprocess.run(
            [sys.executable, "-m", "venv", "--clear", str(folder)], capture_output=True, text=True
        )
        if making.returncode:
            raise BootstrapError(
                f"Python could not make {folder}:\n{making.stdout}{making.stderr}\n"
                "On Debian and Ubuntu, this helps: sudo apt install python3-venv"
            )
    lock = root / "requirements" / f"{group}.txt"
    with _ProgressTimer():
        command = [
            str(python),
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
            "--require-hashes",
            "-r",
            str(lock),
        ]
        fetching = subprocess.run(command, capture_output=True, text=True)
    if fetching.returncode:
        raise BootstrapError(
            f"The packages could not be fetched. Is this computer online? What pip said:\n{fetching.stderr.strip()}"
        )


def _is_usable(python: Path) -> bool:
    """Whether there is an environment for this version of Python, with pip."""
    question = "import pip, sys; print(*sys.version_info[:2])"
    try:
        answer = subprocess.run([str(python), "-c", question], capture_output=True, text=True)
    except OSError:
        return False
    return answer.stdout.split() == [str(number) for number in sys.version_info[:2]]


class _ProgressTimer:
    """Shows the seconds that pass, where a person looks on."""

    def __enter__(self) -> None:
        self.done = threading.Event()
        self.thread = threading.Thread(target=self._show, daemon=True)
        self.thread.start()

    def __exit__(self, *_: object) -> None:
        self.done.set()
        self.thread.join()

    def _show(self) -> None:
        start = time.monotonic()
        while sys.stderr.isatty() and not self.done.wait(1):
            print(f"\r  {time.monotonic() - start:.0f} s ", end="", file=sys.stderr, flush=True)
        print(
            f"\r  done after {time.monotonic() - start:.0f} s" if sys.stderr.isatty() else "",
            end="\n" if sys.stderr.isatty() else "",
            file=sys.stderr,
        )
