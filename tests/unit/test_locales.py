"""Every file of schema/locales/ says what the English one says, as far as it goes."""

import pytest

from locales import find_locale_faults
from sites import ROOT

FOLDER = ROOT / "schema" / "locales"


def test_locales_have_the_keys_and_placeholders_of_the_english_one():
    assert find_locale_faults(FOLDER) == []


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("one: Un\n", ""),
        ("one: Un\nthree: Tri\n", "cy.yml: three is not in en.yml"),
        ("one: {two: Dau}\n", "cy.yml: one.two is not in en.yml"),
        ("part: {two: Dau}\n", "cy.yml: part.two has other names in braces than en.yml"),
        ('part: {two: "{m} o bethau"}\n', "cy.yml: part.two has other names in braces than en.yml"),
        ('part: {two: "{n} o bethau"}\n', ""),
        ("one: 1\n", "cy.yml: one is no text"),
        ('one: ""\n', "cy.yml: one is no text"),
    ],
)
def test_faults_of_a_locale_are_found(tmp_path, text, fault):
    (tmp_path / "en.yml").write_text('one: One\npart: {two: "{n} things"}\n', "utf-8")
    (tmp_path / "cy.yml").write_text(text, "utf-8")
    assert find_locale_faults(tmp_path) == ([fault] if fault else [])
