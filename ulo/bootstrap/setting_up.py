"""Makes .venv, or adds packages to it: whole, or not at all."""

import errno
import os
import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path

from ulo.bootstrap.entering import (
    MIN_PYTHON,
    UNWANTED_VARIABLES,
    BootstrapError,
    environment_python,
    is_ready,
)
from ulo.bootstrap.locked_packages import lock_digest, lock_file
from ulo.core import files, message

# Where an environment that does not work waits for the new one, and what is in one that is not
# complete.
ASIDE = ".venv-old"
UNFINISHED = ".unfinished"
# The groups whose packages a group includes, itself among them. All have those of a build, in the
# same versions.
GROUP_INCLUDES = {
    "build": ("build",),
    "test": ("build", "links", "test"),
    "geography": ("build", "geography"),
    "links": ("build", "links"),
    "lint": ("build", "links", "lint"),
}
CHECK = """
import sys
sys.path.insert(0, sys.argv[1])
from pathlib import Path
from ulo.bootstrap.locked_packages import has_locked_packages
sys.exit(not has_locked_packages(Path(sys.argv[2])))
"""


def set_up(root: Path, group: str) -> None:
    """Makes .venv, or adds packages to it, unless another command has just done so.

    Raises BootstrapError where that fails; an environment that was there before is there again.
    """
    try:
        (root / ".cache").mkdir(exist_ok=True)
        with files.lock(root / ".cache" / "set-up.lock", _say_that_we_wait):
            _finish_exchange(root)
            if not is_ready(root, group):
                _fill(root, group)
    except OSError as error:
        raise BootstrapError(_explain(error, root)) from error


def _say_that_we_wait() -> None:
    print(message("setup.waiting"), file=sys.stderr)


def _fill(root: Path, group: str) -> None:
    """Sets up. An environment that works is never emptied: other commands may be running in it."""
    folder, python = root / ".venv", environment_python(root)
    print(message("setup.fetching", folder=folder.name), file=sys.stderr)
    is_usable = _is_complete(folder) and bool(_version(python))
    if not is_usable and os.path.lexists(folder):
        folder.rename(root / ASIDE)
    try:
        folder.mkdir(exist_ok=True)
        (folder / UNFINISHED).touch()
        if not is_usable:
            _make_environment(folder)
        _install(lock_file(root, group), python)
        (folder / UNFINISHED).unlink()
    except BaseException as error:
        if is_usable and isinstance(error, BootstrapError):
            # By itself, pip takes back what it could not finish.
            (folder / UNFINISHED).unlink()
        _finish_exchange(root)
        raise
    version = _version(python)
    for included in GROUP_INCLUDES[group]:
        text = f"{lock_digest(root, included)} {version}"
        (folder / f".ready-{included}").write_text(text, "utf-8")
    _finish_exchange(root)


def _is_complete(folder: Path) -> bool:
    """Whether .venv is as some set-up left it at its end, or as a person made it."""
    if not (folder / "pyvenv.cfg").exists() or (folder / UNFINISHED).exists():
        return False
    # A power cut empties what was written last.
    return all(marker.stat().st_size for marker in folder.glob(".ready-*"))


def _finish_exchange(root: Path) -> None:
    """Removes what stood aside; or puts it back, if the new environment is not complete."""
    folder, old = root / ".venv", root / ASIDE
    if os.path.lexists(old):
        if _is_complete(folder):
            _remove(old)
        else:
            _remove(folder)
            old.rename(folder)


def _remove(path: Path) -> None:
    if path.is_symlink() or path.is_file():
        path.unlink()
    elif path.exists():
        shutil.rmtree(path)


def _version(python: Path) -> str:
    """The version of the Python of an environment, such as 3.11; "" if it is of no use to us."""
    code = "import pip, sys; print(*sys.version_info[:2], sys.prefix != sys.base_prefix)"
    try:
        result = subprocess.run(
            [str(python), "-I", "-c", code], capture_output=True, text=True, check=False
        )
    except OSError:
        return ""
    if result.returncode:
        return ""
    major, minor, is_environment = result.stdout.split()[-3:]
    is_usable = is_environment == "True" and (int(major), int(minor)) >= MIN_PYTHON
    return f"{major}.{minor}" if is_usable else ""


def _make_environment(folder: Path) -> None:
    # In an environment, that is the Python which made it.
    executable = getattr(sys, "_base_executable", None) or sys.executable
    command = [executable, "-I", "-m", "venv", str(folder)]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    if result.returncode:
        said = f"{result.stdout}{result.stderr}".strip()
        _raise_if_full(said)
        told = [message("setup.not_made", folder=folder, said=said)]
        if "ensurepip" in said:
            told.append(message("setup.venv_package"))
        raise BootstrapError("\n".join(told))


def _install(lock: Path, python: Path) -> None:
    """Lets the Python of an environment fetch the packages of a lock file."""
    # With -I, Python and pip do not see the packages of others.
    options = ["--quiet", "--disable-pip-version-check", "--require-hashes"]
    variables = {k: v for k, v in os.environ.items() if k not in UNWANTED_VARIABLES}
    with _ProgressTimer():
        result = subprocess.run(
            [str(python), "-I", "-m", "pip", "install", *options, "-r", str(lock)],
            capture_output=True,
            text=True,
            check=False,
            env={**variables, "PIP_USER": "0"},
        )
    if result.returncode:
        _raise_if_full(result.stderr)
        raise BootstrapError(message("setup.not_fetched", said=result.stderr.strip()))
    check = [str(python), "-I", "-c", CHECK, str(Path(__file__).resolve().parents[2]), str(lock)]
    if subprocess.run(check, check=False).returncode:
        raise BootstrapError(message("setup.elsewhere", folder=lock.parents[1] / ".venv"))


def _raise_if_full(said: str) -> None:
    if os.strerror(errno.ENOSPC) in said:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def _explain(error: OSError, root: Path) -> str:
    """What to do where the packages cannot be written."""
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return message("setup.no_writing", folder=root)
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return message("setup.full", folder=root / ".venv")
    return message("setup.refused", folder=root / ".venv", error=error)


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
            passed = message("setup.seconds", n=round(time.monotonic() - start))
            print(f"\r  {passed} ", end="", file=sys.stderr, flush=True)
        done = message("setup.done", n=round(time.monotonic() - start))
        print(f"\r  {done}", file=sys.stderr)
