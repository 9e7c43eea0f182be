"""Clean texts, numbers and lists out of a line. What is none of these is left out and told."""

import re
import unicodedata
from collections.abc import Iterable

from ulo.contribute.importer.account import Account
from ulo.core import quote
from ulo.schema import Schema


def clean(value: object) -> str | None:
    """A text with single spaces, or None where the value is no text or holds signs that nobody can see."""
    if not isinstance(value, str):
        return None
    text = " ".join(value.split())
    return (
        None
        if any(unicodedata.category(c) in ("Cc", "Cf", "Cs", "Co", "Cn") for c in text)
        else text
    )


class Values:
    """The keys of one line, read with suspicion and counted."""

    def __init__(self, number: int, raw: dict, schema: Schema, account: Account) -> None:
        self.number, self.raw, self.schema, self.account = number, raw, schema, account
        self.name = clean(raw.get("name")) or ""

    def say(self, text: str) -> None:
        self.account.say(self.number, f", {self.name}: {text}")

    def place(self, key: str, count: int = 1) -> None:
        self.account.placed[key] += count

    def leave_out(self, key: str, reason: str, value: object = None) -> None:
        """Counts a value that finds no place, and tells of it, but for what is left out by design (without value)."""
        self.account.left_out[key][reason] += 1
        if value is not None:
            self.say(f"{key.replace('_', ' ')}: {quote(value)} {reason}")

    def refuse(self, reason: str, text: str) -> None:
        """Counts and tells that the whole group is left out."""
        self.account.left_out["name"][reason] += 1
        self.say(text)

    def text_of(self, key: str, value: object) -> str:
        """A text that stands somewhere under this key, or an empty one."""
        text = clean("" if value is None else value)
        if text is None:
            self.leave_out(key, "is not a text, or has signs that nobody can see", value)
        return text or ""

    def number_of(self, key: str, value: object) -> str:
        """A whole number of up to four digits, as text, or an empty text."""
        if value is None or value == "":
            return ""
        text = str(value) if type(value) is int and 0 <= value <= 9999 else value
        if isinstance(text, str) and re.fullmatch(r"[0-9]{1,4}", text):
            return text
        self.leave_out(key, "is not a number", value)
        return ""

    def texts_of(self, key: str, values: object) -> list[str]:
        """The texts of a list, each once."""
        if not isinstance(values, Iterable) or isinstance(values, (str, dict)):
            self.leave_out(key, "is not a list", values)
            return []
        return list(dict.fromkeys(text for value in values if (text := self.text_of(key, value))))

    def text(self, key: str) -> str:
        return self.text_of(key, self.raw.get(key))

    def placed_text(self, key: str) -> str:
        text = self.text(key)
        self.place(key, bool(text))
        return text

    def placed_number(self, key: str) -> str:
        number = self.number_of(key, self.raw.get(key))
        self.place(key, bool(number))
        return number

    def texts(self, key: str) -> list[str]:
        return self.texts_of(key, self.raw.get(key, []))

    def groups(self, key: str) -> list[dict]:
        """The groups of keys in a list, or the one that stands there by itself."""
        values = self.raw.get(key, [])
        groups = []
        for value in values if isinstance(values, list) else [values]:
            if isinstance(value, dict):
                groups.append(value)
            else:
                self.leave_out(key, "is not a group of keys in curly brackets", value)
        return groups

    def terms(self, key: str, vocabulary: str) -> list[str]:
        """The words of a list that stand in a vocabulary, as its ids."""
        found = self.terms_of(key, self.raw.get(key, []), vocabulary)
        self.place(key, len(found))
        return found

    def terms_of(self, key: str, values: object, vocabulary: str) -> list[str]:
        """The same for a list that stands somewhere under this key."""
        found: dict[str, None] = {}
        for text in self.texts_of(key, values):
            if term := self.schema.vocabularies[vocabulary].find(text):
                found[term] = None
            else:
                self.leave_out(key, "is not in the list", text)
        return list(found)
