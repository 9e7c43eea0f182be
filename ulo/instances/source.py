"""A copy of the program that an instance is made from, or brought up to date from."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from ulo.instances.ownership import is_left_out, is_own

# Gives the content of a file at a commit; None where git does not know it.
ReadOld = Callable[[str, str], bytes | None]


@dataclass(frozen=True)
class Source:
    """The program in the folder `root`.

    `name` is what the manifest calls it: a folder or an address. `commit` is its version in git, if
    it has one, and `tracked` are the files that git knows there; without them, all files count.
    `read_old` reads files of earlier commits.
    """

    root: Path
    name: str
    commit: str = ""
    tracked: tuple[str, ...] = ()
    read_old: ReadOld = lambda commit, path: None

    @cached_property
    def files(self) -> tuple[str, ...]:
        """The paths of all its files."""
        listed = self.tracked or tuple(_walk(self.root))
        return tuple(sorted(path for path in listed if (self.root / path).is_file()))

    def shared_files(self, keeps_country: bool) -> list[str]:
        """The paths of the files that all instances share."""
        return [path for path in self.files if not is_own(path, keeps_country)]

    def read(self, path: str) -> bytes:
        """The content of a file."""
        return (self.root / path).read_bytes()

    def mode(self, path: str) -> int:
        """Who may read, write and run a file."""
        return (self.root / path).stat().st_mode & 0o777


def _walk(root: Path) -> list[str]:
    found = []
    for name, folders, files in os.walk(root):
        folder = Path(name).relative_to(root)
        # Links to folders are not followed.
        folders[:] = [inner for inner in folders if not is_left_out((folder / inner).as_posix())]
        found += [(folder / file).as_posix() for file in files]
    return [path for path in found if not is_left_out(path)]
