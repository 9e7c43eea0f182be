"""What is suggested for a word that is not on a list helps, and hurts nobody."""

import random
from itertools import chain, combinations

import pytest
import yaml

from effort import count_calls
from sites import ROOT
from ulo.core import SpellingIndex, fold, nearest, spelling, text_slips
from ulo.schema.wording import read_wording

DATA = ROOT / "tests" / "data"
NEVER = yaml.safe_load((DATA / "never_suggested.yml").read_text("utf-8"))
SUGGESTED = yaml.safe_load((DATA / "suggested.yml").read_text("utf-8"))
LETTERS = "abcdefghijklmnopqrstuvwxyz"


@pytest.fixture(scope="module")
def communities(schema):
    return schema.vocabularies["community"]


@pytest.mark.parametrize("pair", NEVER, ids=lambda pair: pair["text"])
def test_a_hurtful_suggestion_is_never_made(pair, schema):
    people = schema.vocabularies["community"].terms
    never = set(people) if pair["never"] == "people" else set(pair["never"])
    assert pair["why"]
    for vocabulary in schema.vocabularies.values():
        for text in (pair["text"], pair["text"].upper(), pair["text"].replace(" ", "-")):
            assert never.isdisjoint(vocabulary.suggest(text)), (vocabulary.id, text)


@pytest.mark.parametrize(
    ("vocabulary", "text", "ids"),
    [(name, text, ids) for name, pairs in SUGGESTED.items() for text, ids in pairs.items()],
)
def test_a_word_that_people_use_leads_to_its_term(schema, vocabulary, text, ids):
    assert set(schema.vocabularies[vocabulary].suggest(text)) == set(ids)


def test_no_text_is_in_both_lists():
    never = {(pair["text"], term) for pair in NEVER for term in pair["never"]}
    wanted = {
        (text, term) for pairs in SUGGESTED.values() for text, ids in pairs.items() for term in ids
    }
    assert not never & wanted


def test_every_text_that_must_not_be_taken_for_a_term_names_terms_that_exist(schema):
    """But for places that may be added one day."""
    ids = set(chain.from_iterable(v.terms for v in schema.vocabularies.values()))
    places = {pair["text"] for pair in NEVER if pair["text"][0].isupper()}
    named = {
        term
        for pair in NEVER
        if pair["never"] != "people" and pair["text"] not in places
        for term in pair["never"]
    }
    assert named <= ids


def _slips(text, random_source):
    """The text with one letter dropped or wrong, at each place, and some with two."""
    once = []
    for at, letter in enumerate(text):
        if letter.isalpha():
            once.append(text[:at] + text[at + 1 :])
            once.append(text[:at] + random_source.choice(LETTERS) + text[at + 1 :])
    yield from once
    for one in random_source.sample(once, min(len(once), 6)):
        at = random_source.randrange(len(one))
        yield one[:at] + one[at + 1 :]
        yield one[:at] + random_source.choice(LETTERS) + one[at + 1 :]


def test_no_slip_makes_one_community_of_another(communities):
    """Of each id, title and synonym, with one or two letters dropped or wrong.

    A slip may make a whole other word of it, such as women of woman: that one is meant then.
    """
    source = random.Random(1)
    for term in communities.terms.values():
        for name in (term.id, term.title, *term.synonyms):
            meant = {*communities.suggest(name), term.id}
            for slip in _slips(fold(name), source):
                is_other_word = _is_name(communities, slip)
                if not is_other_word:
                    assert set(communities.suggest(slip)) <= meant, (name, slip)


def _is_name(vocabulary, text):
    """Whether a text is a word for a term, whatever the words around it and their order."""
    from ulo.schema import suggestions

    return any(
        one in vocabulary._ids_by_name or suggestions.word_key(one) in vocabulary._ids_by_words
        for one in suggestions.bare_texts(text)
    )


def test_no_title_is_a_slip_for_another(schema):
    for name in ("community", "activity", "access", "audience", "basis", "legal-form"):
        for one, other in combinations(schema.vocabularies[name].terms.values(), 2):
            assert text_slips(fold(one.title), fold(other.title)) is None


def test_a_hurtful_word_leads_to_the_people_it_hurts_or_nowhere(schema, communities):
    """Words that we would not say are read as what they mean, never as what looks like them."""
    outdated = read_wording(schema.folder).outdated
    for meaning, words in outdated.items():
        meant = set(communities.suggest(meaning))
        for word in words:
            for found in communities.suggest(word):
                is_known = communities.find(word) == found
                assert found in meant or is_known, (word, found)


@pytest.mark.parametrize("text", ["", " ", "people", "people with", "the", "and", "x" * 5000, "£"])
def test_nothing_is_suggested_for_a_text_that_says_nothing(schema, text):
    for vocabulary in schema.vocabularies.values():
        assert vocabulary.suggest(text) == ()


def test_a_word_for_two_terms_is_read_as_neither(communities):
    """Only a person can say which of them survivor means."""
    assert communities.find("survivor") is None
    assert communities.find("Deafblind") is None
    assert communities.find("Carers") == "carers"


@pytest.mark.parametrize(
    ("typed", "texts", "meant"),
    [
        ("advocasy", ["advocacy", "advice"], "advocacy"),
        ("near-voces", ["near-voices", "dear-voices"], "near-voices"),
        ("leeds-carers", ["leeds-women", "leeds-cares-too"], None),
        ("alpha-voices", ["alpha-voicess", "alpha-voicees"], None),
        ("organisations", ["organisation", "public-sources"], "organisation"),
        ("other-organisation", ["organisation", "public-sources"], None),
        ("contact", ["contact.sms", "contact.phone"], None),
        ("publicsources", ["organisation", "public-sources"], "public-sources"),
    ],
)
def test_the_nearest_is_a_slip_or_nothing(typed, texts, meant):
    assert nearest(typed, texts) == meant


def test_a_text_is_compared_with_those_alone_that_begin_alike():
    texts = [f"{first}{second}ord number" for first in LETTERS for second in LETTERS]
    index = SpellingIndex(texts)
    few = SpellingIndex([text for text in texts if text.startswith("w")])
    typed = "waord numbar"
    assert index.nearest(typed) == few.nearest(typed) == "waord number"
    work, least = (count_calls(lambda one=one: one.nearest(typed)) for one in (index, few))
    assert work == least


def test_slips_are_the_same_as_of_each_text_alone(schema):
    texts = [term.title for term in schema.areas.terms.values()]
    index = SpellingIndex(texts)
    for typed in ("leedz", "manchster", "m anchester", "stockton on tees", ""):
        slips = {text: text_slips(typed, fold(text)) for text in texts}
        alone = {(number, text) for text, number in slips.items() if number is not None}
        assert set(index.find_slips(typed)) == alone


def test_of_too_many_texts_that_begin_alike_none_is_guessed():
    texts = [f"number n{number}" for number in range(spelling.MAX_ALIKE)]
    assert nearest("numbar n7", texts) == "number n7"
    assert nearest("numbar n7", [*texts, "number n"]) is None
