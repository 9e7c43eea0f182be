"""The sentences that people read, in one language: those of a folder of schema/locales/.

A command or a page says them in the current locale: that of the first language in mkdocs.yml, until
`use_locale` changes it. Nothing here needs a package until a sentence of a YAML file, a number or a
date is asked for: the set-up and the help speak before there are any, so theirs are JSON files. So
are those of each check, which is quicker without YAML, and those about a file that cannot be read.
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ulo.core.messages import Messages, covers, merge

if TYPE_CHECKING:
    from babel import Locale as Formats

PACKAGE_ROOT = Path(__file__).parents[2]
LOCALES = Path("schema", "locales")
# A translation that nobody who speaks the language has confirmed yet.
DRAFT = "-draft"
# The words of each language for the country, and a gap of a sentence for one of them.
COUNTRY = "country"
COUNTRY_GAP = re.compile(r"\{country\.(\w+)\}")
LANGUAGES = re.compile(r"^ +languages: *\[([^\]]*)\]", re.MULTILINE)
USUAL_LANGUAGES = ("en",)


class NoLanguageError(Exception):
    """There is no folder for a language; said in English, as there are no sentences to say it in.

    `name` is that of the folder.
    """

    def __init__(self, name: str) -> None:
        super().__init__(
            f"mkdocs.yml names the language {name}, but there is no folder schema/locales/{name}. "
            "Make that folder, or name another language."
        )


@dataclass(frozen=True, eq=False)
class Locale:
    """The sentences of one folder, such as schema/locales/cy-draft/.

    What it does not have is said in the language of `fallback`.
    """

    folder: Path
    fallback: "Locale | None" = None

    @property
    def language(self) -> str:
        """The BCP 47 tag of the language, such as `cy`."""
        return self.folder.name.removesuffix(DRAFT)

    @property
    def is_draft(self) -> bool:
        """Whether nobody who speaks the language has confirmed it yet."""
        return self.folder.name.endswith(DRAFT)

    @cached_property
    def own_messages(self) -> Messages:
        """What its own files say, by section and key."""
        messages: Messages = {}
        for content in self.own_files.values():
            messages |= content
        return messages

    @cached_property
    def own_files(self) -> dict[str, Messages]:
        """What each of its own files says, by the name of the file."""
        return {path.name: self._read(path) for path in sorted(self.folder.iterdir())}

    @cached_property
    def country(self) -> dict[str, str]:
        """The words for the country, such as "the whole country", which sentences have gaps for."""
        own: dict[str, str] = _read(self.folder / f"{COUNTRY}.yml").get(COUNTRY, {})
        return (self.fallback.country if self.fallback else {}) | own

    def _read(self, path: Path) -> Messages:
        """The sentences of one of its files, which name the country."""
        messages: Messages = self._name_country(_read(path))
        return messages

    def _name_country(self, node: Any) -> Any:
        """A part of the sentences; whatever country they are about, they are the same ones."""
        if isinstance(node, dict):
            return {key: self._name_country(part) for key, part in node.items()}
        if isinstance(node, list):
            return [self._name_country(part) for part in node]
        if not isinstance(node, str) or "{country." not in node:
            return node
        return COUNTRY_GAP.sub(lambda gap: self.country.get(gap[1], gap[0]), node)

    @cached_property
    def messages(self) -> Messages:
        """All sentences by section and key, those of the fallback where it has none of its own."""
        if not self.fallback:
            return self.own_messages
        return merge(self.fallback.messages, self.own_messages)

    def section(self, name: str) -> Messages:
        """The sentences of a section.

        Where a file is named for it, no other file is read. Raises KeyError where there is none.
        """
        if name not in self._sections:
            own: Messages = {}
            for ending in (".json", ".yml"):
                own = own or self._read(self.folder / f"{name}{ending}").get(name, {})
            if own and self.fallback:
                own = merge(self.fallback.section(name), own)
            self._sections[name] = own or self.messages[name]
        found: Messages = self._sections[name]
        return found

    @cached_property
    def _sections(self) -> dict[str, Messages]:
        return {}

    def has(self, section: str) -> bool:
        """Whether every sentence of a section is there in this language itself.

        A section that the main language has no sentence of lacks none.
        """
        if not self.fallback:
            return section in self.messages
        wanted = self.fallback.messages.get(section)
        return not wanted or covers(self.own_messages.get(section), wanted)

    @cached_property
    def formats(self) -> "Formats":
        """How its numbers, dates and plurals are formed, by the CLDR.

        Where the CLDR does not know the language in that country, it is that of the language alone.
        """
        from babel import Locale as BabelLocale
        from babel.core import UnknownLocaleError

        tag = self.section("locale")["formats"]
        try:
            return BabelLocale.parse(tag, sep="-")
        except UnknownLocaleError:
            return BabelLocale.parse(tag.partition("-")[0])

    def message(self, key: str, /, **facts: object) -> str:
        """The sentence under a key with dots, such as `site.menu.find`, with its gaps filled.

        Raises KeyError where there is none, or where a fact is missing: that is a bug of ours.
        """
        found = self._find(key)
        if not isinstance(found, str):
            raise KeyError(key)
        return found.format(**facts)

    def count(self, key: str, number: int, /, **facts: object) -> str:
        """The same of a sentence with a form for each kind of number; `n` is the number."""
        return self.pluralise(number, self._find(key), **facts)

    def _find(self, key: str) -> Any:
        section, *steps = key.split(".")
        found: Any = self.section(section)
        for step in steps:
            found = found[step]
        return found

    def pluralise(self, number: int, forms: Mapping[str, str], /, **facts: object) -> str:
        """The form that a number needs, of `zero`, `one`, `two`, `few`, `many` and `other`."""
        form = forms.get(self.formats.plural_form(number)) or forms["other"]
        return form.format(n=self.format_number(number), **facts)

    def language_name(self, tag: str) -> str:
        """What people call a language, by its BCP 47 tag; the tag itself where nobody knows."""
        return str(self.formats.languages.get(tag.replace("-", "_"), tag))

    def format_number(self, number: int) -> str:
        """A whole number as people write it: 1,234."""
        from babel.numbers import format_decimal

        return str(number) if 0 <= number < 1000 else format_decimal(number, locale=self.formats)

    def format_day(self, day: date) -> str:
        """A day as people write it: 7 March 2026."""
        return _format_date(self.formats, day, "long")

    def format_month(self, day: date) -> str:
        """The month of a day: March 2026."""
        return _format_date(self.formats, day, "MMMM y")


@lru_cache(4096)
def _format_date(formats: "Formats", day: date, pattern: str) -> str:
    from babel.dates import format_date

    return format_date(day, pattern, locale=formats)


def _read(path: Path) -> Messages:
    """The sentences of a file; none where there is no such file."""
    from ulo.core.data_files import read_json, read_yaml

    if not path.is_file():
        return {}
    if path.suffix == ".json":
        return read_json(path)
    return (read_yaml(path) or {}) if path.suffix == ".yml" else {}


def read_languages(root: Path) -> tuple[str, ...]:
    """The folders of the languages in mkdocs.yml, the main one first: `en`, `cy-draft`."""
    settings = root / "mkdocs.yml"
    found = LANGUAGES.search(settings.read_text("utf-8")) if settings.is_file() else None
    names = [name.strip(" \"'") for name in found[1].split(",")] if found else []
    return tuple(name for name in names if name) or USUAL_LANGUAGES


def read_locales(root: Path) -> list[Locale]:
    """The locales of the languages in mkdocs.yml, all falling back on the first.

    Raises NoLanguageError where there is no folder for one.
    """
    main, *others = (_find_folder(root, name) for name in read_languages(root))
    locale = Locale(main)
    return [locale, *(Locale(folder, locale) for folder in others)]


def _find_folder(root: Path, name: str) -> Path:
    folder = root / LOCALES / name
    if not folder.is_dir():
        raise NoLanguageError(name)
    return folder


def written_languages(root: Path) -> set[str]:
    """The tags of all languages in schema/locales/, those that are not built included."""
    return {Locale(path).language for path in (root / LOCALES).iterdir() if path.is_dir()}


class _Current:
    locale: Locale | None = None


def current_locale() -> Locale:
    """The locale that this process speaks now."""
    if not _Current.locale:
        _Current.locale = read_locales(PACKAGE_ROOT)[0]
    return _Current.locale


def set_locale(locale: Locale) -> None:
    """Speaks in another locale from now on."""
    _Current.locale = locale


@contextmanager
def use_locale(locale: Locale) -> Iterator[None]:
    """Speaks in another locale for a while."""
    before = _Current.locale
    _Current.locale = locale
    try:
        yield
    finally:
        _Current.locale = before


def message(key: str, /, **facts: object) -> str:
    """A sentence of the current locale, as `Locale.message` gives it."""
    return current_locale().message(key, **facts)


def listed_words(name: str) -> frozenset[str]:
    """The words of a list of text_words.yml in the current locale."""
    return _listed_words(current_locale(), name)


@lru_cache(64)
def _listed_words(locale: Locale, name: str) -> frozenset[str]:
    return frozenset(locale.section("text_words")[name].split())


def count(key: str, number: int, /, **facts: object) -> str:
    """A sentence of the current locale with a number in it, as `Locale.count` gives it."""
    return current_locale().count(key, number, **facts)
