"""Every locale of schema/locales/ says what the English one says, as far as it goes."""

import pytest

from locales import find_locale_faults
from sites import ROOT
from ulo.core import Locale, has_plural_forms

FOLDER = ROOT / "schema" / "locales"


def test_locales_have_the_keys_and_placeholders_of_the_english_one():
    assert find_locale_faults(FOLDER) == []


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("one: Un\n", ""),
        ("one: Un\nthree: Tri\n", "cy: three is not in en"),
        ("one: {two: Dau}\n", "cy: one.two is not in en"),
        ("part: {two: Dau}\n", "cy: part.two has other names in braces than en"),
        ('part: {two: "{m} o bethau"}\n', "cy: part.two has other names in braces than en"),
        ('part: {two: "{n} o bethau"}\n', ""),
        ("one: 1\n", "cy: one is no text"),
        ('one: ""\n', "cy: one is no text"),
    ],
)
def test_faults_of_a_locale_are_found(tmp_path, text, fault):
    for language, messages in {"en": 'one: One\npart: {two: "{n} things"}\n', "cy": text}.items():
        (tmp_path / language).mkdir()
        (tmp_path / language / "words.yml").write_text(messages, "utf-8")
    assert find_locale_faults(tmp_path) == ([fault] if fault else [])


@pytest.mark.parametrize(
    ("section", "expected"),
    [
        ({"other": "{n} things"}, True),
        ({"one": "1 thing", "other": "{n} things"}, True),
        ({"none": "Nothing", "two": "Dau beth", "other": "{n} peth"}, True),
        ({"one": "1 thing"}, False),
        ({"other": "Another group's code", "wrong": "No code of ours"}, False),
        ({}, False),
    ],
)
def test_forms_of_a_number_are_told_from_other_sections(section, expected):
    assert has_plural_forms(section) is expected


def test_a_section_with_an_entry_called_other_is_completed_from_the_main_language(tmp_path):
    texts = {
        "en": "part: {other: Another, wrong: Wrong}\nthings: {one: A thing, other: Things}\n",
        "cy": "part: {other: Arall}\nthings: {other: Pethau}\n",
    }
    for language, text in texts.items():
        (tmp_path / language).mkdir()
        (tmp_path / language / "words.yml").write_text(text, "utf-8")
    locale = Locale(tmp_path / "cy", Locale(tmp_path / "en"))
    assert locale.messages == {
        "part": {"other": "Arall", "wrong": "Wrong"},
        "things": {"other": "Pethau"},
    }
    assert not locale.has("part") and locale.has("things")
