"""Small copies of the project that git keeps, for commands that change several files."""

import json
from pathlib import Path

from git_repository import git
from sites import GOLDEN, copy


def make_git_copy(folder: Path) -> Path:
    copy(folder, GOLDEN)
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", "orgs", "schema", "docs")
    git(folder, "commit", "-qm", "before")
    return folder


def files_of(folder: Path) -> dict[str, bytes]:
    """What is in each file that such a command may change."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for name in ("orgs", "schema")
        for path in (folder / name).rglob("*")
        if path.is_file()
    }


def read_json(folder: Path, path: str) -> dict:
    return json.loads((folder / path).read_text())
