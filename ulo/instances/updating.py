"""Brings newer shared files to an instance, and keeps what the instance has changed.

Three versions of each file count: the one that the instance got (its digest is in the manifest),
the one that it has now, and the new one. What only one side has changed is taken from that side;
what both have changed is merged line by line, where git has the first version and the changes are
apart. Otherwise the instance's own stays, and the new one is put beside it for a person to look at.
"""

import os
import subprocess
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from ulo.core import files
from ulo.instances.manifest import MANIFEST, Manifest, digest
from ulo.instances.source import Source
from ulo.instances.starting import starter_files

# What is put behind the name of a file that a person has to look at.
BESIDE = ".update"
# What happens to a file.
ADDED, REPLACED, DELETED, MERGED, CONFLICT, KEPT, STARTED = (
    "added",
    "replaced",
    "deleted",
    "merged",
    "conflict",
    "kept",
    "started",
)


@dataclass(frozen=True)
class Change:
    """What happens to one file; `content` is what is written, None where it is deleted or stays."""

    path: str
    kind: str
    content: bytes | None = None
    mode: int | None = None


@dataclass(frozen=True)
class Update:
    """All that changes, and the manifest of afterwards."""

    changes: tuple[Change, ...]
    manifest: Manifest

    def paths(self, kind: str) -> list[str]:
        """The files to which this happens."""
        return [change.path for change in self.changes if change.kind == kind]


def plan(root: Path, manifest: Manifest, source: Source) -> Update:
    """What an update of the instance below `root` from a newer program changes.

    Nothing is written. Where the instance gets more for a start than it did before, that is filled
    with what it answered then.
    """
    shared = {path: source.read(path) for path in source.shared_files(manifest.keeps_country)}

    def read_base(path: str) -> bytes | None:
        return source.read_old(manifest.commit, path) if manifest.commit else None

    changes: list[Change] = []
    for path in sorted({*shared, *manifest.files}):
        change = _compare(root, path, manifest.files.get(path), shared.get(path), read_base)
        if change:
            changes.append(replace(change, mode=source.mode(path)) if path in shared else change)
    starters = dict(manifest.starters)
    for path, content in starter_files(manifest.answers, manifest.keeps_country):
        if path not in starters and not (root / path).exists():
            starters[path] = digest(content)
            changes.append(Change(path, STARTED, content))
    digests = {path: digest(content) for path, content in shared.items()}
    return Update(
        tuple(changes),
        replace(
            manifest, source=source.name, commit=source.commit, files=digests, starters=starters
        ),
    )


def _compare(
    root: Path,
    path: str,
    base: str | None,
    new: bytes | None,
    read_base: Callable[[str], bytes | None],
) -> Change | None:
    """What happens to a file with the digest that the instance got, and its new content."""
    target = root / path
    current = target.read_bytes() if target.is_file() else None
    has, wanted = (None if content is None else digest(content) for content in (current, new))
    if has == wanted:
        return None
    if has == base:
        if new is None:
            return Change(path, DELETED)
        return Change(path, ADDED if current is None else REPLACED, new)
    if base == wanted or current is None or new is None:
        # The instance alone has changed it, or has deleted it for good, or still wants it.
        return Change(path, KEPT)
    first = read_base(path) if base else None
    if first is not None and digest(first) == base:
        merged = _merge(current, first, new)
        if merged is not None:
            return Change(path, MERGED, merged)
    return Change(path, CONFLICT, new)


def _merge(current: bytes, base: bytes, new: bytes) -> bytes | None:
    """The text with the changes of both sides; None where they touch, or where git is missing."""
    with tempfile.TemporaryDirectory() as folder:
        names = []
        for name, content in (("current", current), ("base", base), ("new", new)):
            names.append(os.path.join(folder, name))
            Path(names[-1]).write_bytes(content.replace(b"\r\n", b"\n"))
        try:
            done = subprocess.run(
                ["git", "merge-file", "-p", "-q", *names], capture_output=True, check=False
            )
        except FileNotFoundError:
            return None
    return done.stdout if done.returncode == 0 else None


def apply(root: Path, update: Update) -> None:
    """Writes an update: all of it, or nothing. Raises OSError where a file cannot be written."""
    writes: dict[Path, bytes | None] = {}
    modes: dict[Path, int] = {}
    for change in update.changes:
        if change.kind == KEPT:
            continue
        path = root / (f"{change.path}{BESIDE}" if change.kind == CONFLICT else change.path)
        path.parent.mkdir(parents=True, exist_ok=True)
        writes[path] = change.content
        if change.mode is not None:
            modes[path] = change.mode
    writes[root / MANIFEST] = update.manifest.as_json()
    files.apply_changes(writes)
    for path, mode in modes.items():
        path.chmod(mode)
