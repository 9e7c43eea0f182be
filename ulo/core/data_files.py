"""Reads JSON and YAML files of schema/, and says where one has a mistake."""

import json
import re
from pathlib import Path
from typing import Any

from ulo.core import quick_yaml
from ulo.core.locale import message

# Lists and mappings inside one another; our files have a dozen. Far more of them overflow the stack
# of libyaml, which ends Python at once.
MAX_DEPTH = 1_000
BRACKET = re.compile(rb"[\[\]{}]")
BLOCK_START = re.compile(rb"^[ ?-]+", re.MULTILINE)


class InvalidFileError(Exception):
    """A file of schema/ that cannot be read; the text says which, where and what to look for."""

    def __init__(self, path: Path, fault: str, **facts: object) -> None:
        """`fault` is a key of the section core.files, and `facts` are those of its sentence."""
        super().__init__(path, fault)
        self.path, self.fault, self.facts = path, fault, facts

    def __str__(self) -> str:
        shown = _shown_path(self.path)
        try:
            return message(f"core.files.{self.fault}", path=shown, **self.facts)
        except (InvalidFileError, KeyError):
            # The sentences themselves are in such a file: then its path and its line must do.
            return f"{shown}:{self.facts.get('line', 1)}"


def _shown_path(path: Path) -> str:
    """The path as seen from the repository."""
    folders = path.parts[:-1]
    start = len(folders) - folders[::-1].index("schema") - 1 if "schema" in folders else 0
    return "/".join(path.parts[start:])


def read_json(path: Path, *names: str) -> dict[str, Any]:
    """The content of a JSON file. Raises InvalidFileError where it is none, or lacks a name."""
    try:
        content: dict[str, Any] = json.loads(path.read_bytes())
    except json.JSONDecodeError as error:
        raise InvalidFileError(path, "mistake", line=error.lineno, reason=error.msg) from error
    except UnicodeDecodeError as error:
        raise InvalidFileError(path, "not_utf8") from error
    except RecursionError as error:
        raise InvalidFileError(path, "too_deep") from error
    except ValueError as error:  # a number with thousands of digits
        raise InvalidFileError(path, "mistake", line=1, reason=error) from error
    for name in names:
        if name not in content:
            raise InvalidFileError(path, "lacks", name=name)
    return content


def read_yaml(path: Path, *, only_texts: bool = False) -> Any:
    """The content of a YAML file; with `only_texts`, each value is a text, as in a record.

    Raises InvalidFileError where it is none.
    """
    # To import it takes longer than all other reading for a check, which needs no YAML of schema/.
    import yaml

    loader: Any = yaml.BaseLoader if only_texts else yaml.SafeLoader
    if yaml.__with_libyaml__:
        loader = yaml.CBaseLoader if only_texts else yaml.CSafeLoader
    content = path.read_bytes()
    if b"\0" in content:
        raise InvalidFileError(path, "not_utf8")
    if _most_depth(content) > MAX_DEPTH:
        raise InvalidFileError(path, "too_deep")
    try:
        return yaml.load(content, loader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        reason = error.problem or "no YAML"
        raise InvalidFileError(path, "mistake", line=line, reason=reason) from error
    # A character that YAML forbids, or a number or a day that does not exist.
    except (yaml.YAMLError, ValueError) as error:
        reason = str(error).partition("\n")[0]
        raise InvalidFileError(path, "mistake", line=1, reason=reason) from error


def _most_depth(content: bytes) -> int:
    """No fewer than the lists and mappings inside one another, without reading the file as YAML."""
    level = deepest = 0
    for sign in BRACKET.finditer(content):
        level += 1 if sign.group() in b"[{" else -1
        deepest = max(deepest, level)
    starts = BLOCK_START.findall(content)
    return deepest + max(map(len, starts), default=0)


def read_plain_yaml(path: Path) -> Any:
    """The same of a file that is most likely plain, without PyYAML where it is."""
    try:
        return quick_yaml.read(path.read_text("utf-8"))
    except (quick_yaml.NotPlainError, UnicodeDecodeError):
        return read_yaml(path)
