"""The manifest of an instance: which shared files it got, and which version of each.

It is how an update tells what the instance has changed from what has changed here.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ulo.core import message

MANIFEST = "instance.json"


class InvalidManifestError(Exception):
    """There is no manifest in this folder, or it cannot be read."""


@dataclass(frozen=True)
class Manifest:
    """What an instance was made from.

    `source` is where the program came from, `commit` the version of it in git, if there is one.
    `answers` are what was filled into the files that it got for a start.
    `files` has the SHA-256 of each shared file by path; `starters` those of the files that the
    instance got for a start and owns. `keeps_country` says that it is of the same country.
    """

    source: str = ""
    commit: str = ""
    keeps_country: bool = False
    answers: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)
    starters: Mapping[str, str] = field(default_factory=dict)

    def as_json(self) -> bytes:
        """The content of the file."""
        content = {
            "note": message("instances.manifest"),
            "source": self.source,
            "commit": self.commit,
            "keeps_country": self.keeps_country,
            "answers": dict(self.answers),
            "files": dict(sorted(self.files.items())),
            "starters": dict(sorted(self.starters.items())),
        }
        return (json.dumps(content, indent=1, ensure_ascii=False) + "\n").encode()


def read_manifest(root: Path) -> Manifest:
    """The manifest below a root. Raises InvalidManifestError where there is none."""
    try:
        content = json.loads((root / MANIFEST).read_bytes())
        return Manifest(
            source=str(content["source"]),
            commit=str(content["commit"]),
            keeps_country=bool(content["keeps_country"]),
            answers=_texts(content["answers"]),
            files=_texts(content["files"]),
            starters=_texts(content["starters"]),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise InvalidManifestError(str(error)) from error


def _texts(found: Mapping[object, object]) -> dict[str, str]:
    return {str(key): str(value) for key, value in found.items()}


def digest(content: bytes) -> str:
    """The SHA-256 of a file, whichever line ends git gave it on this computer."""
    return hashlib.sha256(content.replace(b"\r\n", b"\n")).hexdigest()
