"""Makes the folder of a new instance: what all share, and a start of what is its own."""

import json
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from string import Template

from ulo.core import slugify
from ulo.instances.manifest import MANIFEST, Manifest, digest
from ulo.instances.ownership import is_own
from ulo.instances.source import Source

# What programs read; all else is for people alone.
DATA_FORMATS = (".yml", ".json", ".cff")
STARTER = Path(__file__).parent / "starter"
# Folders that stay, though there is nothing in them yet: git keeps no empty ones.
EMPTY_FOLDERS = ("orgs", "library/resources", "library/words")
KEEP = ".gitkeep"
# In file names of the starter, so that no other program takes the files for its own.
HIDDEN = "dot-"
# In paths of the starter: the folder of the main language.
LANGUAGE = "LANGUAGE"


class FolderInUseError(Exception):
    """The folder for a new instance has something in it already."""


@dataclass(frozen=True)
class Answers:
    """What a new instance is asked.

    `name` is that of the directory. `country_code` is that of ISO 3166-1, `country` its name in
    `language`, a folder of schema/locales/, and `language_name` what that language calls itself.
    `time_zone` is of the IANA. With `keeps_country` the country stays that of this directory, and
    the other answers about it are not used.
    """

    name: str
    country_code: str = ""
    country: str = ""
    language: str = "en"
    language_name: str = "English"
    time_zone: str = ""
    keeps_country: bool = False
    today: date = date.min

    def gaps(self) -> dict[str, str]:
        """What is filled into the files of the starter."""
        return {
            "name": self.name,
            "code": self.country_code,
            "country": self.country,
            "country_id": slugify(self.country),
            "language": self.language,
            "language_name": self.language_name,
            "formats": f"{self.language}-{self.country_code}",
            "time_zone": self.time_zone,
            "today": self.today.isoformat(),
            "year": str(self.today.year),
        }


def start(source: Source, folder: Path, answers: Answers) -> list[str]:
    """Makes a new instance from this program; gives the paths of the files that are its own.

    It is made beside the folder first, so that a failure leaves nothing half done. Raises
    FolderInUseError where the folder is there and not empty, and OSError.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FolderInUseError(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    fresh = folder.with_name(f".{folder.name}.unfinished")
    shutil.rmtree(fresh, ignore_errors=True)
    try:
        manifest = _fill(source, fresh, answers)
        if folder.exists():
            folder.rmdir()
        fresh.rename(folder)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return sorted(manifest.starters)


def _fill(source: Source, folder: Path, answers: Answers) -> Manifest:
    files, starters, gaps = {}, {}, answers.gaps()
    for path in source.shared_files(answers.keeps_country):
        content = source.read(path)
        files[path] = digest(content)
        _write(folder / path, content)
        (folder / path).chmod(source.mode(path))
    for path, content in starter_files(gaps, answers.keeps_country):
        starters[path] = digest(content)
        _write(folder / path, content)
    for name in EMPTY_FOLDERS:
        _write(folder / name / KEEP, b"")
    manifest = Manifest(source.name, source.commit, answers.keeps_country, gaps, files, starters)
    _write(folder / MANIFEST, manifest.as_json())
    return manifest


def starter_files(gaps: Mapping[str, str], keeps_country: bool) -> Iterator[tuple[str, bytes]]:
    """The path and the content of each file that an instance gets for a start.

    `gaps` are what `Answers.gaps` gives.
    """
    for source in sorted(STARTER.rglob("*")):
        path = source.relative_to(STARTER).as_posix().replace(HIDDEN, ".")
        path = path.replace(LANGUAGE, gaps["language"])
        if source.is_dir() or (keeps_country and not is_own(path, keeps_country=True)):
            continue
        # In data, each gap stands between quotation marks; JSON and YAML escape alike there.
        filled = {key: json.dumps(value, ensure_ascii=False)[1:-1] for key, value in gaps.items()}
        is_data = source.suffix in DATA_FORMATS
        # Signs that no file of the starter has for another reason.
        text = Template(source.read_text("utf-8")).safe_substitute(filled if is_data else gaps)
        yield path, text.encode()


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
