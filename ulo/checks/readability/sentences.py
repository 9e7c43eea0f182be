"""Where sentences end, and which of their words count. Names count as one plain word, figures and
addresses not at all.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

# What stands for a name in a sentence: one word of one syllable. It is no letter, so no text has it
# by chance.
NAME_TOKEN = "\x00"
# A text is looked at up to here. Ours are shorter; a stranger's may be anything.
MAX_TEXT_LENGTH = 100_000
# So many names are looked for.
MAX_NAMES = 100
# Addresses of sites and mailboxes; with a known ending also without https:// or www.
URL_OR_EMAIL = re.compile(
    r"(?:https?://|www\.)\S*[^\s.,;:!?)]|[\w.+-]{1,64}@[\w-]{1,64}(?:\.\w{1,64}){1,4}|\b[\w-]{1,64}(?:\.[\w-]{1,64}){0,4}\.(?:org|com|net|co|uk|gov|info)\b(?:/\S*[^\s.,;:!?)])?"
)
# A piece of code, and a gap of house words, such as {place}, are read as names.
PLACEHOLDER = re.compile(r"`[^`]*`|\{\w{1,64}\}")
# A stop, what may close behind it, a space, and then something that can begin a sentence. Nothing
# here is tried twice over (++), so that a page of full stops takes no longer than a page of words.
SENTENCE_END = re.compile(r"(?<![.!?…])[.!?…]++[\"'”’)\]]*+(?=\s++[\"'“‘(\[]*+[A-Z0-9`{À-ÞŴŶ])|\n+")
# Not the end of a sentence, whatever follows (Dr. Who, St. Helens, e.g. Leeds, J. Smith), or if a
# figure follows (No. 5).
ABBREVIATION = re.compile(
    r"(?:^|[\s(\"'“‘])(?:e\.g|i\.e|cf|vs|approx|ca|incl|st|ste|mt|dr|mr|mrs|ms|mx|prof|rev|hon|jr|sr|[A-Z]|(?:[A-Z]\.)+[A-Z])\.$",
    re.IGNORECASE,
)
NUMBER_ABBREVIATION = re.compile(r"(?:^|[\s(])(?:nos?|vol|pp?|art|para)\.$", re.IGNORECASE)
WORD = re.compile(r"\x00|[^\W_]+(?:['’‑-][^\W_]+)*")
# A word with a capital, and those that follow with only small words of names between them:
# Department of Health, People First.
CAPITALISED_WORD = re.compile(r"(?<![^\W\d_])[^\W\d_]*[A-ZÀ-ÞŴŶ](?:[\w'’&.-]*[\w’])?")
NAME_CONNECTOR = re.compile(r"\s+(?:(?:of|for|&|of the|for the)\s+)?")
# Words that begin a sentence with a capital and are no part of the name behind them: "In Leeds",
# "The People's Parliament".
SENTENCE_OPENERS = frozenset(
    "a all an and as at both but by each for from he her his if in it its many members more most no not on one or our over people she since "
    "some such that the their then there these they this those through to two under until we what when where while who with you your".split()
)


@dataclass(frozen=True)
class Sentence:
    """One sentence as it was written, and the words of it that count; a name is NAME."""

    text: str
    words: tuple[str, ...]


def extract_sentences(text: str, names: Iterable[str] = ()) -> Iterator[Sentence]:
    """The sentences of a text. `names` are names that it may hold, besides all words with a capital
    inside of a sentence.
    """
    known = _names_pattern(names)
    for written in split_sentences(text[:MAX_TEXT_LENGTH]):
        # Where all is in capitals, they do not tell what is a name.
        shown = URL_OR_EMAIL.sub(
            " ", PLACEHOLDER.sub(NAME_TOKEN, written if not written.isupper() else written.lower())
        )
        if known:
            shown = known.sub(NAME_TOKEN, shown)
        words = tuple(
            word
            for word in WORD.findall(_replace_names(shown))
            if not any(c.isdigit() for c in word)
        )
        if words:
            yield Sentence(written, words)


def split_sentences(text: str) -> Iterator[str]:
    """A text in sentences. A line of its own, such as an entry of a list, is one, too."""
    start = 0
    for stop in SENTENCE_END.finditer(text):
        # A short form is no longer than this.
        before = text[max(start, stop.start() - 12) : stop.start() + 1]
        if (
            ABBREVIATION.search(before)
            or NUMBER_ABBREVIATION.search(before)
            and text[stop.end() : stop.end() + 2].strip().isdigit()
        ):
            continue
        if sentence := text[start : stop.end()].strip():
            yield sentence
        start = stop.end()
    if sentence := text[start:].strip():
        yield sentence


def _names_pattern(names: Iterable[str]) -> re.Pattern | None:
    """A pattern that finds each of these names as whole words, the longest first."""
    parts = [
        re.escape(name.strip())
        for name in sorted(set(names), key=lambda n: (-len(n), n))[:MAX_NAMES]
        if len(name.strip()) > 1
    ]
    return re.compile(rf"(?<![\w-])(?:{'|'.join(parts)})(?![\w-])") if parts else None


def _replace_names(sentence: str) -> str:
    """The sentence with each run of words in capitals as one NAME. Its first word has a capital
    anyway, so it counts as a name only if another such word follows.
    """
    parts, end = [], 0
    first = True
    while found := CAPITALISED_WORD.search(sentence, end):
        start, last, run = found.start(), found.end(), 1
        # At the start, and behind a quotation mark, any word has a capital.
        opening = (first and not WORD.search(sentence, end, start)) or sentence[
            max(0, start - 1) : start
        ] in ('"', "“", "‘")
        first = False
        if opening and found.group().lower() in SENTENCE_OPENERS:
            parts.append(sentence[end:last])
            end = last
            continue
        while (gap := NAME_CONNECTOR.match(sentence, last)) and (
            more := CAPITALISED_WORD.match(sentence, gap.end())
        ):
            last, run = more.end(), run + 1
        alone = opening and run == 1 and not found.group()[1:].isupper()
        parts.append(sentence[end:last] if alone else sentence[end:start] + NAME_TOKEN)
        end = last
    return "".join(parts) + sentence[end:]
