"""What a lock file wants, and whether this Python has it."""

import hashlib
import operator
import os
import re
import sys
from pathlib import Path

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


def lock_file(root: Path, group: str) -> Path:
    """Where the packages of a group are pinned."""
    return root / "requirements" / f"{group}.txt"


def lock_digest(root: Path, group: str) -> str:
    """Tells the packages of a group, as they are locked now, from any others."""
    return hashlib.sha256(lock_file(root, group).read_bytes()).hexdigest()
