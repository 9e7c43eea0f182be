"""Starts a command in .venv, and says so where there is no way.

Each run comes here, so what only a set-up needs is imported where it is needed.
"""

import os
import sys
from pathlib import Path

from ulo.bootstrap.locked_packages import has_locked_packages, lock_digest, lock_file
from ulo.bootstrap.sentences import say

MIN_PYTHON = (3, 11)
# A Python with this option (-X) was started by ours, so it has to be the one of .venv.
RESTARTED = "restarted"
# By these, the Python of .venv would have other packages than those that are in it.
UNWANTED_VARIABLES = (
    "PYTHONHOME", "PYTHONPATH", "PIP_DRY_RUN", "PIP_PREFIX", "PIP_ROOT", "PIP_TARGET", "PIP_USER",
)  # fmt: skip


class BootstrapError(Exception):
    """The environment cannot be made; the text says why and what to do."""


def check_python() -> None:
    """Raises BootstrapError where this Python is too old to read the rest of our code."""
    if sys.version_info < MIN_PYTHON:
        wanted = "{}.{}".format(*MIN_PYTHON)
        raise BootstrapError(say("old_python", wanted=wanted, found=sys.version.split()[0]))


def enter_environment(root: Path) -> None:
    """Starts the command again in .venv, if that has the packages of a build.

    Does nothing where it has not, or where another environment is active. Raises BootstrapError
    where the Python there does not know that it is in .venv.
    """
    if not is_environment_active() and is_ready(root, "build"):
        if RESTARTED in getattr(sys, "_xoptions", {}):
            raise BootstrapError(say("broken", folder=root / ".venv"))
        _restart(root)


def ensure_environment(root: Path, group: str) -> None:
    """Makes sure that this process runs with the packages of `requirements/<group>.txt`.

    An active environment that has them all, in the locked versions, is used as it is. Otherwise
    this makes .venv if need be and starts the command again in it.
    Raises BootstrapError where that fails.
    """
    ready = is_ready(root, group)
    if ready and _is_inside(root):
        return
    if is_environment_active() and has_locked_packages(lock_file(root, group)):
        return
    if not ready:
        from ulo.bootstrap.setting_up import set_up

        set_up(root, group)
    _restart(root)


def _is_inside(root: Path) -> bool:
    return Path(sys.prefix).resolve() == (root / ".venv").resolve()


def environment_python(root: Path) -> Path:
    return root / ".venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def is_ready(root: Path, group: str) -> bool:
    """Whether .venv has the packages of a group as they are locked now."""
    folder = root / ".venv"
    try:
        digest, version = (folder / f".ready-{group}").read_text("utf-8").split(" ")
    except (OSError, ValueError):
        return False
    if digest != lock_digest(root, group):
        return False
    # What .venv leads to may be another Python since then, which has none of the packages.
    if _is_inside(root) and version != "{}.{}".format(*sys.version_info):
        return False
    is_there = os.access(environment_python(root), os.X_OK)
    return is_there and os.access(folder / "pyvenv.cfg", os.R_OK)


def _restart(root: Path) -> None:
    """Runs this command again, by the Python of .venv."""
    command = [str(environment_python(root)), "-X", RESTARTED, *sys.argv]
    for name in UNWANTED_VARIABLES:
        os.environ.pop(name, None)
    if os.name == "nt":
        import signal
        import subprocess

        # Ctrl-C is for the command, which ends in its own way.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        sys.exit(subprocess.run(command, check=False).returncode)
    sys.stdout.flush()
    os.execv(command[0], command)


def is_environment_active() -> bool:
    """Whether this Python runs in a virtual environment, ours or another one."""
    return sys.prefix != sys.base_prefix or bool(os.environ.get("VIRTUAL_ENV"))
