"""The lists of what people type: each says what it means in words that we know, and once."""

import re
from collections import Counter
from itertools import chain

import pytest

from ulo.core import fold

# Words that these lists may say though no vocabulary has them; the records have.
PLAIN_WORDS = """
anyone birmingham charity liverpool london manchester medication near nottinghamshire
    southampton
""".split()
LONGEST_PHRASE = {"also": 4, "outdated": 5, "foreign": 5, "short": 5}


@pytest.fixture(scope="module")
def wording(schema):
    return schema.wording


@pytest.fixture(scope="module")
def known_words(schema, wording):
    names = [
        name
        for vocabulary in ("community", "activity", "access")
        for term in schema.vocabularies[vocabulary].terms.values()
        for name in (term.title, *term.synonyms)
    ]
    texts = [*names, *chain.from_iterable(wording.alike), *PLAIN_WORDS]
    return {word for text in texts for word in fold(text).split()}


def test_each_line_has_distinct_plain_words(wording):
    for line in wording.alike:
        assert len(line) > 1, line
        assert len(set(line)) == len(line), line
        assert all(re.fullmatch(r"[a-z0-9 ]+", word) for word in line), line


@pytest.mark.parametrize("part", ["also", "outdated", "foreign", "short"])
def test_what_people_type_is_put_into_words_that_we_know(wording, known_words, part):
    for meaning, phrases in getattr(wording, part).items():
        assert set(fold(meaning).split()) <= known_words, meaning
        assert phrases, meaning
        for phrase in phrases:
            assert phrase == phrase.lower().strip(), phrase
            assert 0 < len(fold(phrase).split()) <= LONGEST_PHRASE[part], phrase
            assert fold(phrase) != fold(meaning), phrase


@pytest.mark.parametrize("part", ["outdated", "foreign", "short"])
def test_what_stands_for_other_words_stands_for_one_thing(wording, part):
    phrases = [fold(p) for phrases in getattr(wording, part).values() for p in set(phrases)]
    assert [phrase for phrase, count in Counter(phrases).items() if count > 1] == []


def test_words_that_we_know_are_not_read_as_others(wording):
    """No outdated word is said by another line, so that reading once is enough."""
    outdated = {fold(phrase) for phrases in wording.outdated.values() for phrase in phrases}
    meanings = chain(wording.also, wording.foreign, wording.short)
    said = {fold(meaning) for meaning in meanings}
    assert outdated & (said | {fold(meaning) for meaning in wording.outdated}) == set()


def test_everyday_words_are_words(wording):
    words = wording.everyday.split()
    assert len(words) > 1000
    assert all(re.fullmatch("[a-z]{2,}", word) for word in words)
    assert len(set(words)) == len(words)
