"""The report of `build.py words`: each collection beside its aim, and what to begin with."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from ulo.checks.readability.aims import EASY_READ, PLAIN, Aim, suggest_split
from ulo.checks.readability.grade import count_syllables, flesch_kincaid_grade, quantile
from ulo.checks.readability.sentences import Sentence, extract_sentences
from ulo.checks.readability.texts import Text
from ulo.core import MESSAGES, escape_invisible

# How many sentences a report names, and how many words a hint.
MAX_WORST, MAX_LONG_WORDS = 20, 3
# Words that people use for themselves and for their groups. No hint asks for shorter ones.
EXEMPT_WORDS = frozenset(
    "disability disabilities disabled autistic neurodivergent dementia recovery survivors "
    "minoritised partially experience self-advocacy self-advocates".split()
)
COLLECTIONS: dict[str, tuple[str, Aim]] = {
    "pages": ("Pages written by hand", PLAIN),
    "words": ("Words of the pages", PLAIN),
    "terms": ("Terms of the lists", PLAIN),
    "fields": ("Fields of a record", PLAIN),
    "rules": ("Rules and messages", PLAIN),
    "easy": ("Easy Read", EASY_READ),
    "summaries": ("Records: summary", PLAIN),
    "evidence": ("Records: evidence", PLAIN),
    "work": ("Records: what they did", PLAIN),
    "changes": ("Records: what changed", PLAIN),
    "access": ("Records: access", PLAIN),
    "visits": ("Records: first visits", PLAIN),
    "opportunities": ("Records: what people can join", PLAIN),
    "resources": ("Library: resources", PLAIN),
    "meanings": ("Library: meanings", PLAIN),
}
# What we wrote ourselves, and hold to the aims in the tests; records are written by anybody.
OWN_COLLECTIONS = ("pages", "words", "terms", "fields", "rules", "easy", "resources", "meanings")


@dataclass(frozen=True)
class MeasuredText:
    """A text with its sentences, each beside its place."""

    text: Text
    sentences: tuple[tuple[str, Sentence], ...]

    @property
    def title(self) -> str:
        """The title of its collection."""
        return COLLECTIONS[self.text.collection][0]

    @property
    def aim(self) -> Aim:
        return COLLECTIONS[self.text.collection][1]

    @cached_property
    def grade(self) -> float:
        return flesch_kincaid_grade([sentence for _, sentence in self.sentences])

    @property
    def longest(self) -> int:
        """The words of its longest sentence."""
        return max(len(sentence.words) for _, sentence in self.sentences)

    @property
    def misses_aim(self) -> bool:
        return self.grade > self.aim.p90 or self.longest > self.aim.longest


@dataclass(frozen=True)
class Collection:
    """The numbers of all texts of one kind."""

    title: str
    aim: Aim
    texts: list[MeasuredText]

    @property
    def median(self) -> float:
        return quantile(0.5, [text.grade for text in self.texts])

    @property
    def p90(self) -> float:
        return quantile(0.9, [text.grade for text in self.texts])

    @property
    def longest(self) -> int:
        return max(text.longest for text in self.texts)

    @property
    def miss_count(self) -> int:
        return sum(text.misses_aim for text in self.texts)

    @property
    def missed_aims(self) -> list[str]:
        """The names of the aims that it misses."""
        pairs = {
            "median": (self.median, self.aim.median),
            "9 in 10": (self.p90, self.aim.p90),
            "longest": (self.longest, self.aim.longest),
        }
        return [name for name, (value, aim) in pairs.items() if value > aim]


def measure(texts: Iterable[Text]) -> list[MeasuredText]:
    """Every text that has a sentence."""
    measured = []
    for text in texts:
        sentences = tuple(
            (passage.place, sentence)
            for passage in text.passages
            for sentence in extract_sentences(passage.text, text.names)
        )
        if sentences:
            measured.append(MeasuredText(text, sentences))
    return measured


def group_by_collection(measured: list[MeasuredText]) -> list[Collection]:
    """The collections that have texts, in their usual order."""
    by_name: dict[str, list[MeasuredText]] = defaultdict(list)
    for text in measured:
        by_name[text.text.collection].append(text)
    return [
        Collection(title, aim, by_name[name])
        for name, (title, aim) in COLLECTIONS.items()
        if name in by_name
    ]


def suggest_fix(sentence: Sentence, aim: Aim) -> str:
    """What would help most: a shorter sentence, or shorter words."""
    words = len(sentence.words)
    if words > aim.longest:
        return " ".join(MESSAGES["long-sentence"]).format(
            words=words, parts=suggest_split(words, aim.longest)
        )
    question = "Are there shorter words?"
    if long_words := _long_words(sentence):
        listed = ", ".join(escape_invisible(word) for word in long_words[:MAX_LONG_WORDS])
        question = f"Are there shorter words for {listed}?"
    if words > EASY_READ.longest:
        return f"This sentence has {words} words. A full stop would help. {question}"
    return question


def _long_words(sentence: Sentence) -> list[str]:
    """The words of three or more syllables, each once, the longest first."""
    by_length = sorted(sentence.words, key=count_syllables, reverse=True)
    return [
        word
        for word in dict.fromkeys(by_length)
        if count_syllables(word) > 2 and word.lower() not in EXEMPT_WORDS
    ]


def worst_sentences(
    measured: list[MeasuredText], most: int = MAX_WORST
) -> list[tuple[MeasuredText, str, Sentence]]:
    """The sentences to begin with, each with its text and its place.

    First come those that are too long, then the hardest of the texts that miss their aim.
    """
    found = [
        (text, place, sentence)
        for text in measured
        if text.misses_aim
        for place, sentence in text.sentences
        if _is_too_long_or_hard(sentence, text.aim)
    ]
    found.sort(key=_badness)
    return found[:most]


def _is_too_long_or_hard(sentence: Sentence, aim: Aim) -> bool:
    # One word or two, such as a heading inside of a line, can hardly be made shorter.
    is_hard = len(sentence.words) > 2 and flesch_kincaid_grade([sentence]) > aim.p90
    return len(sentence.words) > aim.longest or is_hard


def _badness(found: tuple[MeasuredText, str, Sentence]) -> tuple[int, float, str, str]:
    """The sort key of a sentence: words over the aim, grades over the aim, path and place."""
    text, place, sentence = found
    excess_words = max(0, len(sentence.words) - text.aim.longest)
    excess_grades = flesch_kincaid_grade([sentence]) - text.aim.p90
    return -excess_words, -excess_grades, text.text.path, place


def format_report(measured: list[MeasuredText], each: bool = False) -> str:
    """The report for a person. `each` adds a line for every text, for a few files."""
    if not measured:
        return "There is no sentence in these files.\n"
    lines = [*_format_table(group_by_collection(measured)), "", *_format_aims(), ""]
    if each:
        lines += [*_format_each(measured), ""]
    return "\n".join([*lines, *format_hints(measured)])


def _format_table(collections: list[Collection]) -> Iterator[str]:
    yield f"{'':26}{'texts':>6}{'median':>8}{'9 in 10':>9}{'longest':>9}{'over the aims':>15}"
    for c in collections:
        missed = f"   misses: {', '.join(c.missed_aims)}" if c.missed_aims else ""
        numbers = f"{len(c.texts):>6}{c.median:>8.1f}{c.p90:>9.1f}{c.longest:>9}"
        yield f"{c.title:26}{numbers}{c.miss_count / len(c.texts):>15.0%}{missed}"


def _format_aims() -> Iterator[str]:
    yield (
        "Median and nine in ten are grades: years at school, as Flesch and Kincaid count them. "
        "Longest counts words in a sentence."
    )
    yield (
        f"The aims: median {PLAIN.median}, nine in ten {PLAIN.p90}, "
        f"no sentence over {PLAIN.longest} words. "
        f"Easy Read: grade {EASY_READ.p90}, no sentence over {EASY_READ.longest} words."
    )
    yield "No grade can say whether a text is clear. Only readers can."


def _format_each(measured: list[MeasuredText]) -> Iterator[str]:
    for text in measured:
        place, _ = text.sentences[0]
        yield (
            f"{escape_invisible(text.text.path)}  {text.title} ({place}): "
            f"grade {text.grade:.1f}, longest sentence {text.longest} words"
        )


def format_hints(measured: list[MeasuredText]) -> Iterator[str]:
    """The sentences to begin with, each with its place and what would help."""
    found = worst_sentences(measured)
    yield f"The sentences to begin with ({len(found)}):" if found else "No sentence stands out."
    for text, place, sentence in found:
        yield (
            f"\n{escape_invisible(text.text.path)}:{place}  {text.title}"
            f"\n  {escape_invisible(sentence.text)}"
            f"\n  {suggest_fix(sentence, text.aim)}"
        )
