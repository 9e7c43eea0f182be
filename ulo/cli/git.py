"""What git says of the repository. Where there is no git, it says nothing."""

import os
import subprocess
from pathlib import Path


def run_git(root: Path, *arguments: str, given: bytes = b"") -> bytes | None:
    """What git prints; None where it refuses or is missing."""
    try:
        done = subprocess.run(
            ["git", *arguments], cwd=root, input=given, capture_output=True, check=False
        )
    except FileNotFoundError:
        return None
    return None if done.returncode else done.stdout


def split_paths(output: bytes) -> list[str]:
    """The paths in what git prints with -z."""
    return [os.fsdecode(name) for name in output.split(b"\0") if name]


def changed_paths(root: Path, revision: str) -> list[str] | None:
    """The paths of records that differ from a revision, deleted ones too; None if it is unknown."""
    output = run_git(
        root,
        "diff",
        "--name-only",
        "-z",
        "--no-renames",
        "--end-of-options",
        f"{revision}...HEAD",
        "--",
        "orgs",
        "library",
    )
    return None if output is None else split_paths(output)


def find_uncommitted(root: Path, paths: list[str]) -> list[str]:
    """Which of these files have changes that are not committed, sorted."""
    output = run_git(root, "status", "--porcelain", "--untracked-files=no", "-z", "--", *paths)
    return sorted(entry[3:] for entry in split_paths(output or b""))


def find_mentions(root: Path, texts: list[str]) -> list[str]:
    """The files under git that have one of these texts in them, in capitals or not."""
    if not texts:
        return []
    patterns = [part for text in texts for part in ("-e", text)]
    found = split_paths(run_git(root, "grep", "-liFz", *patterns) or b"")
    return [path for path in found if (root / path).exists()]


def find_commit(root: Path, revision: str) -> str | None:
    """The full name of a commit; None if git knows no such revision."""
    name = run_git(
        root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}"
    )
    return None if name is None else name.decode().strip()


def find_merge_base(root: Path, commit: str) -> str | None:
    """The commit at which this branch left another; None if the history here does not show it."""
    common = run_git(root, "merge-base", commit, "HEAD")
    return common.decode().strip() if common else None


def changed_blobs(root: Path, base: str) -> dict[str, str]:
    """Each path that differs from a commit, with git's name of its old content.

    The name is empty where there was none.
    """
    output = run_git(root, "diff", "--raw", "-z", "--no-renames", "--no-abbrev", base, "HEAD")
    parts = (output or b"").split(b"\0")
    blobs = {}
    for description, path in zip(parts[::2], parts[1::2], strict=False):
        mode, _, old, _, _ = description.split(b" ")
        # A new file, or the folder of another repository (160000): neither has content here.
        is_without_content = mode.strip(b":") in (b"000000", b"160000")
        blobs[os.fsdecode(path)] = "" if is_without_content else old.decode()
    return blobs


def list_blobs(root: Path, commit: str, folder: str) -> dict[str, str]:
    """Each path in a folder of a commit, with git's name of its content; links are left out."""
    output = run_git(root, "ls-tree", "-r", "-z", commit, "--", f"{folder}/")
    entries = (
        os.fsdecode(entry).partition("\t") for entry in (output or b"").split(b"\0") if entry
    )
    found = ((path, description.split()) for description, _, path in entries)
    return {path: name for path, (mode, _, name) in found if mode.startswith("100")}


def read_blobs(root: Path, blobs: dict[str, str]) -> dict[str, bytes]:
    """The content of each path, by git's names of it; all in one question to git."""
    names = "".join(f"{name}\n" for name in blobs.values())
    output = run_git(root, "cat-file", "--batch", given=names.encode()) or b""
    contents, position = {}, 0
    for path in blobs:
        header, _, _ = output[position : position + 200].partition(b"\n")
        position += len(header) + 1
        if header.endswith(b" missing"):
            contents[path] = b""
            continue
        size = int(header.split()[-1])
        contents[path] = output[position : position + size]
        position += size + 1
    return contents
