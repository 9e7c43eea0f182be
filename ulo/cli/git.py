"""What git says of the repository. Where there is no git, it says nothing."""

import os
import shlex
import subprocess
from pathlib import Path

from ulo.core import Problem, escape_invisible, message
from ulo.records import find_committed_leftovers

# Where records and the registers are that commands write.
RECORD_FOLDERS = ("orgs", "library", "schema/registers")
# How git says that somebody else owns the folder.
FOREIGN = b"dubious ownership"


def run_git(root: Path, *arguments: str, given: bytes = b"") -> bytes | None:
    """What git prints; None where it refuses or is missing."""
    try:
        done = subprocess.run(
            ["git", *arguments], cwd=root, input=given, capture_output=True, check=False
        )
    except OSError:  # it is not there, or it cannot be run
        return None
    return None if done.returncode else done.stdout


def explain_silence(root: Path, revision: str) -> str:
    """Why git says nothing of a revision, and what to do."""
    try:
        done = subprocess.run(
            ["git", "rev-parse", "--git-dir"],
            cwd=root,
            capture_output=True,
            check=False,
            env=os.environ | {"LC_ALL": "C"},
        )
    except OSError:
        return message("commands.git.missing")
    if FOREIGN in done.stderr:
        command = f"git config --global --add safe.directory {shlex.quote(str(root))}"
        return message("commands.git.foreign", command=command)
    if done.returncode:
        return message("commands.git.no_repository", folder=escape_invisible(str(root)))
    return message("commands.git.no_revision", revision=escape_invisible(revision))


def split_paths(output: bytes) -> list[str]:
    """The paths in what git prints with -z."""
    return [os.fsdecode(name) for name in output.split(b"\0") if name]


def changed_paths(root: Path, revision: str) -> list[str] | None:
    """The paths of records that differ from where this branch left a revision; None if unknown.

    Deleted ones are among them, and those of which nothing is committed yet.
    """
    folders = ("--", "orgs", "library")
    options = ("--name-only", "-z", "--no-renames", "--merge-base", "--end-of-options")
    changed = run_git(root, "diff", *options, revision, *folders)
    if changed is None:
        return None
    new = run_git(root, "ls-files", "--others", "--exclude-standard", "-z", *folders)
    return split_paths(changed + (new or b""))


def find_uncommitted(root: Path, paths: list[str]) -> list[str]:
    """Which of these files have changes that are not committed, sorted."""
    output = run_git(root, "status", "--porcelain", "--untracked-files=no", "-z", "--", *paths)
    return sorted(entry[3:] for entry in split_paths(output or b""))


def tracked_paths(root: Path, *folders: str) -> list[str]:
    """The files that git keeps, or those in these folders only."""
    return split_paths(run_git(root, "ls-files", "-z", "--", *folders) or b"")


def find_leftovers(root: Path) -> list[Problem]:
    """What is wrong with files of git that no rule reads: they are public all the same.

    Git leaves them out unless somebody makes it take them. `rename` obeys some of them.
    """
    return list(find_committed_leftovers(tracked_paths(root, *RECORD_FOLDERS)))


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
