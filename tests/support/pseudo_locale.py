"""A language that nobody speaks: English with accents on its letters, and 40 % longer.

What stays plain English on a page of it does not come from schema/locales/, and what has no room
in it would have none in another language.
"""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from ulo import schema as shape
from ulo.core.locale import Locale

NAME = "en-XA"
LETTERS = str.maketrans("ACEGIJKLNORSTUWYZacegijklnorsuwyz", "ÀÇÉĞÎĴĶĻÑÖŘŠŢÛŴÝŽàçéğîĵķļñöřšûŵýž")
LONGER = 0.4
# What is added, in words, so that it breaks where a sentence does.
FILLING = "ôñé ţŵö ţĥřéé ƒöûř ƒîṽé šîẋ šéṽéñ éîğĥţ ñîñé ţéñ"
# What programs read inside of a sentence: gaps, tags and entities of HTML, links of Markdown, code,
# addresses, and what commands are called.
KEPT = re.compile(
    r"\{[^{}]*\}|<[^<>]*>|&\w+;|(?<=\])\([^()\s]*\)|`[^`]*`|https?://\S+|[\w.-]+@[\w.-]+\w"
    r"|%\w|--[\w-]+|\b[\w/-]+\.(?:py|yml|json|csv|xlsx|html|md|ics|xml|txt|vcf)\b"
)
# What the files of schema/ say to people, and those about the fields of records.
TEXTS = ("title", "phrase", "description", "note", "easy_read")
RECORD_SCHEMAS = ("organisation.json", "country/fields.json", "resource.json", "word.json")
# What is no sentence, by the end of its key.
NO_SENTENCES = re.compile(r"^locale\.|\.separator$|^judging\.say\.file$|\.icon$|\[\]\.id$")


def accent(text: str) -> str:
    """The text with accents, and longer; what programs read in it stays as it is."""
    if not re.search("[A-Za-z]", KEPT.sub("", text)):
        return text
    parts, at = [], 0
    for kept in KEPT.finditer(text):
        parts += [text[at : kept.start()].translate(LETTERS), kept[0]]
        at = kept.end()
    parts.append(text[at:].translate(LETTERS))
    accented = "".join(parts)
    return f"{accented}{_filling(len(KEPT.sub('', text)))}"


def _filling(length: int) -> str:
    """What makes a text of this length 40 % longer."""
    wanted = round(length * LONGER)
    return f" {(FILLING + ' ') * (wanted // len(FILLING) + 1)}"[:wanted].rstrip()


def accent_all(value: Any, key: str = "") -> Any:
    """All texts in a section, with the same keys."""
    if isinstance(value, Mapping):
        return {name: accent_all(part, f"{key}.{name}") for name, part in value.items()}
    if isinstance(value, list):
        return [accent_all(part, f"{key}[]") for part in value]
    if isinstance(value, str) and not NO_SENTENCES.search(key.lstrip(".")):
        return "\n".join(accent(line) for line in value.split("\n"))
    return value


def make_pseudo_locale(root: Path, name: str = NAME) -> Path:
    """Writes the language beside the English one, and gives its folder.

    Whatever file there is comes along, and with it the words of the vocabularies, of the fields and
    of the sheet for judging.
    """
    english = root / "schema" / "locales" / "en"
    folder = english.parent / name
    folder.mkdir()
    for path in sorted(english.iterdir()):
        if path.suffix == ".json":
            content = accent_all(json.loads(path.read_text("utf-8")))
            _write_json(folder / path.name, content)
        elif path.suffix == ".yml":
            _write_yaml(folder / path.name, accent_all(yaml.safe_load(path.read_text("utf-8"))))
    _write_yaml(folder / "locale.yml", {"locale": {"name": accent("English"), "formats": "en-GB"}})
    loaded = shape.load(root)
    _write_yaml(folder / "vocabularies.yml", {"vocabularies": _vocabularies(loaded)})
    _write_yaml(folder / "schema_fields.yml", {"schema_fields": _fields(loaded)})
    _write_yaml(folder / "judging.yml", {"judging_sheet": accent_all(loaded.judging)})
    return folder


def _vocabularies(loaded: shape.Schema) -> dict[str, Any]:
    return {
        id: {
            term.id: {text: accent(getattr(term, text)) for text in TEXTS if getattr(term, text)}
            for term in vocabulary.terms.values()
        }
        for id, vocabulary in loaded.vocabularies.items()
        if id != "areas"
    }


def _fields(loaded: shape.Schema) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}

    def collect(node: Mapping[str, Any], key: str, path: str) -> None:
        texts = {name: accent(node[name]) for name in ("title", "description") if name in node}
        if key and texts:
            found.setdefault(key, texts)
        for name, part in node.get("properties", {}).items():
            collect(part, *[f"{path}.{name}".lstrip(".")] * 2)
        if "items" in node:
            collect(node["items"], f"{path}[]", path)

    for json_schema in (loaded.json_schema, *loaded.library_json_schemas.values()):
        collect(json_schema, "", "")
    return found


def _write_yaml(path: Path, content: Any) -> None:
    path.write_text(
        yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=100), "utf-8"
    )


def _write_json(path: Path, content: Any) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", "utf-8")


def _accent_schema(node: Any) -> Any:
    """A JSON Schema or a vocabulary with its titles and sentences accented."""
    if isinstance(node, list):
        return [_accent_schema(part) for part in node]
    if not isinstance(node, dict):
        return node
    return {
        name: accent(part) if name in TEXTS and isinstance(part, str) else _accent_schema(part)
        for name, part in node.items()
    }


def is_accented(text: str) -> bool:
    """Whether a text comes from this language: any of its signs would not be in English."""
    return any(letter in text for letter in "ÀÇÉĞÎĴĶĻÑÖŘŠŢÛŴÝŽàçéğîĵķļñöřšûŵýžţĥƒṽẋ")


def use_as_main(root: Path) -> Locale:
    """Lets a copy of the project speak this language, and no other.

    What stands in the files of schema/ themselves, in the main language, is then said in it, too.
    """
    folder = make_pseudo_locale(root)
    # Terms and fields of the main language stand in the files of schema/.
    for name in ("vocabularies.yml", "schema_fields.yml", "judging.yml"):
        (folder / name).unlink()
    schema = root / "schema"
    for path in (*schema.glob("vocabulary/*.json"), *map(schema.joinpath, RECORD_SCHEMAS)):
        _write_json(path, _accent_schema(json.loads(path.read_text("utf-8"))))
    areas = json.loads((schema / "areas.json").read_text("utf-8"))
    heading = {name: accent(areas[name]) for name in ("title", "description")}
    _write_json(schema / "areas.json", areas | heading)
    judging = yaml.safe_load((schema / "judging.yml").read_text("utf-8"))
    _write_yaml(schema / "judging.yml", accent_all(judging))
    set_languages(root, NAME)
    return Locale(folder)


def use_as_draft(root: Path) -> None:
    """Lets a copy of the project speak it besides English, as a draft."""
    make_pseudo_locale(root, f"{NAME}-draft")
    set_languages(root, "en", f"{NAME}-draft")


def set_languages(root: Path, *names: str) -> None:
    """Sets the languages of a copy of the project, the main one first."""
    settings = root / "mkdocs.yml"
    text = settings.read_text("utf-8")
    changed = re.sub(r"languages: \[[^\]]*\]", f"languages: [{', '.join(names)}]", text)
    assert changed != text
    settings.write_text(changed, "utf-8")
