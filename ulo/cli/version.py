"""What somebody who reports a fault is asked for. It needs nothing but Python."""

import platform
import tomllib
from pathlib import Path

from ulo.cli.git import run_git
from ulo.core import message


def describe_version(root: Path) -> str:
    """The version of the program, of Python and of the system, a line each.

    The commit is there if git knows it, and "changed" if a file differs from it.
    """
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    key, facts = "program", {"version": project["version"]}
    if commit := run_git(root, "rev-parse", "--short", "HEAD"):
        key = "changed" if run_git(root, "status", "--porcelain") else "commit"
        facts["commit"] = commit.decode().strip()
    program = message(f"commands.version.{key}", **facts)
    return f"{program}\nPython {platform.python_version()}\n{platform.platform()}"
