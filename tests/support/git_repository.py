"""Git for tests, in repositories of their own."""

import subprocess
from pathlib import Path


def git(folder: Path, *arguments: str) -> str:
    """What git prints; raises where it fails."""
    command = ["git", "-c", "user.name=x", "-c", "user.email=x@example.org", *arguments]
    return subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True).stdout
