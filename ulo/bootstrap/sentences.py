"""What is said before it is known whether this Python can read the rest of our code.

`ulo.core.locale` reads the same files, and more of them, but needs a Python of today.
"""

import json
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LANGUAGES = re.compile(r"^ +languages: *\[ *[\"']?([^\],\"' ]+)", re.MULTILINE)
USUAL_LANGUAGE = "en"


def main_language(root: Path) -> str:
    """The folder of the first language in mkdocs.yml."""
    settings = root / "mkdocs.yml"
    found = LANGUAGES.search(settings.read_text("utf-8")) if settings.is_file() else None
    return found.group(1) if found else USUAL_LANGUAGE


def say(key: str, **facts: object) -> str:
    """A sentence of setup.json in the main language, with its gaps filled."""
    path = ROOT / "schema" / "locales" / main_language(ROOT) / "setup.json"
    sentence = json.loads(path.read_text("utf-8"))["setup"][key]
    return str(sentence).format(**facts)
