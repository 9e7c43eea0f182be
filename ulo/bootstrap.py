"""Makes the project's own environment on first use, with the standard library only.

`.venv` holds the pinned packages of the files in requirements/. For each group of packages that is
installed, a marker file in it has the digest of the lock file that it was made from: a change of
the lock file is followed at the next run. Every other run costs next to nothing: what only a set-up
needs is imported where it is needed.
"""

import hashlib
import operator
import os
import re
import sys
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


def enter_environment(root: Path) -> None:
    """Starts the command again in .venv, if that has the packages of a build.

    Does nothing where it has not, or where another environment is active.
    """
    if not is_environment_active() and _is_ready(root, "build"):
        _restart(root)


def ensure_environment(root: Path, group: str) -> None:
    """Makes sure that this process runs with the packages of `requirements/<group>.txt`.

    An active environment that has them all, in the locked versions, is used as it is. Otherwise
    this makes .venv if need be and starts the command again in it.
    Raises BootstrapError where that fails.
    """
    if sys.version_info < MIN_PYTHON:
        raise BootstrapError(
            f"This needs Python {MIN_PYTHON[0]}.{MIN_PYTHON[1]} or later. "
            f"This is Python {sys.version.split()[0]}."
        )
    folder = root / ".venv"
    is_ready = _is_ready(root, group)
    is_inside = Path(sys.prefix).resolve() == folder.resolve()
    if is_ready and is_inside:
        return
    if is_environment_active() and has_locked_packages(root / "requirements" / f"{group}.txt"):
        return
    if not is_ready:
        _install(root, group, folder, _environment_python(root))
        for included in GROUP_INCLUDES[group]:
            (folder / f".ready-{included}").write_text(_lock_digest(root, included))
    if not is_inside:
        _restart(root)


def _environment_python(root: Path) -> Path:
    return root / ".venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def _is_ready(root: Path, group: str) -> bool:
    """Whether .venv has the packages of a group as they are locked now."""
    marker = root / ".venv" / f".ready-{group}"
    return (
        _environment_python(root).exists()
        and marker.exists()
        and marker.read_text() == _lock_digest(root, group)
    )


def _restart(root: Path) -> None:
    """Runs this command again, by the Python of .venv."""
    command = [str(_environment_python(root)), *sys.argv]
    if os.name == "nt":
        import subprocess

        sys.exit(subprocess.run(command, check=False).returncode)
    sys.stdout.flush()
    os.execv(command[0], command)


def is_environment_active() -> bool:
    """Whether this Python runs in a virtual environment, ours or another one."""
    return sys.prefix != sys.base_prefix or bool(os.environ.get("VIRTUAL_ENV"))


def has_locked_packages(lock: Path) -> bool:
    """Whether this Python has each package of a lock file in exactly the locked version."""
    from importlib import metadata

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
    import platform

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
            raise ValueError(f"We don't understand this marker: {part}")
        name, comparison, text = found.groups()
        if name in versions:
            wanted = tuple(int(number) for number in re.findall(r"\d+", text))
            answers.append(COMPARISONS[comparison](versions[name], wanted))
        else:
            answers.append(COMPARISONS[comparison](values[name], text))
    return all(answers)


def _lock_digest(root: Path, group: str) -> str:
    """A digest of the lock file of a group, and the version of Python that it is for."""
    lock = (root / "requirements" / f"{group}.txt").read_bytes()
    return hashlib.sha256(lock).hexdigest() + f" {sys.version_info.major}.{sys.version_info.minor}"


def _install(root: Path, group: str, folder: Path, python: Path) -> None:
    import subprocess

    print(
        f"Setting up: fetching the packages that the project needs into {folder.name}/.\n"
        "This happens once and takes about half a minute, or longer on a slow connection.",
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
            "We couldn't fetch the packages. Is this computer online? What pip said:\n"
            f"{result.stderr.strip()}"
        )


def _make_environment(folder: Path) -> None:
    import subprocess

    command = [sys.executable, "-m", "venv", "--clear", str(folder)]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    if result.returncode:
        raise BootstrapError(
            f"Python couldn't make {folder}:\n{result.stdout}{result.stderr}\n"
            "On Debian and Ubuntu, this helps: sudo apt install python3-venv"
        )


def _is_usable(python: Path) -> bool:
    """Whether there is an environment for this version of Python, with pip."""
    import subprocess

    command = [str(python), "-c", "import pip, sys; print(*sys.version_info[:2])"]
    try:
        result = subprocess.run(command, capture_output=True, text=True, check=False)
    except OSError:
        return False
    return result.stdout.split() == [str(number) for number in sys.version_info[:2]]


class _ProgressTimer:
    """Shows the seconds that pass, where a person watches a terminal."""

    def __enter__(self) -> None:
        import threading

        self.done = threading.Event()
        self.thread = threading.Thread(target=self._show, daemon=True)
        self.thread.start()

    def __exit__(self, *_: object) -> None:
        self.done.set()
        self.thread.join()

    def _show(self) -> None:
        if not sys.stderr.isatty():
            return
        import time

        start = time.monotonic()
        while not self.done.wait(1):
            print(f"\r  {time.monotonic() - start:.0f} s ", end="", file=sys.stderr, flush=True)
        print(f"\r  done after {time.monotonic() - start:.0f} s", file=sys.stderr)
