"""The report of `build.py words`: each collection beside its aim, and the sentences to begin with."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from ulo.checks.readability.grade import count_syllables, flesch_kincaid_grade, quantile
from ulo.checks.readability.sentences import Sentence, extract_sentences
from ulo.checks.readability.texts import Text
from ulo.core import MESSAGES, escape_invisible

MAX_WORST = 20
# Words that people use for themselves, and their groups. No hint asks for shorter ones.
EXEMPT_WORDS = frozenset(
    "disability disabilities disabled autistic neurodivergent dementia recovery survivors minoritised partially experience "
    "self-advocacy self-advocates".split()
)


@dataclass(frozen=True)
class Aim:
    """What a collection tries for: the grade of half of its texts, that of nine in ten, and the
    words of a sentence.
    """

    median: float = 6
    p90: float = 9
    longest: int = 25


PLAIN, EASY_READ = Aim(), Aim(median=3, p90=3, longest=15)
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
    def aim(self) -> Aim:
        return COLLECTIONS[self.text.collection][1]

    @cached_property
    def grade(self) -> float:
        return flesch_kincaid_grade([sentence for _, sentence in self.sentences])

    @property
    def longest(self) -> int:
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
    measured = (
        MeasuredText(
            text,
            tuple(
                (piece.place, s)
                for piece in text.passages
                for s in extract_sentences(piece.text, text.names)
            ),
        )
        for text in texts
    )
    return [text for text in measured if text.sentences]


def group_by_collection(measured: list[MeasuredText]) -> list[Collection]:
    """The collections that have texts, in their usual order."""
    return [
        Collection(title, aim, texts)
        for name, (title, aim) in COLLECTIONS.items()
        if (texts := [text for text in measured if text.text.collection == name])
    ]


def suggest_split(words: int, most: int = PLAIN.longest) -> str:
    """Into how many sentences one of so many words would go, as a word."""
    return {2: "two", 3: "three", 4: "four"}.get(-(-words // most), "several")


def suggest_fix(sentence: Sentence, aim: Aim) -> str:
    """What would help most: a shorter sentence, or shorter words."""
    words = len(sentence.words)
    if words > aim.longest:
        return " ".join(MESSAGES["long-sentence"]).format(
            words=words, parts=suggest_split(words, aim.longest)
        )
    long = dict.fromkeys(
        word
        for word in sorted(sentence.words, key=count_syllables, reverse=True)
        if count_syllables(word) > 2 and word.lower() not in EXEMPT_WORDS
    )
    told = (
        f"Are there shorter words for {', '.join(escape_invisible(word) for word in list(long)[:3])}?"
        if long
        else "Are there shorter words?"
    )
    return (
        told
        if words <= EASY_READ.longest
        else f"This sentence has {words} words. A full stop would help. {told}"
    )


def worst_sentences(
    measured: list[MeasuredText], most: int = MAX_WORST
) -> list[tuple[MeasuredText, str, Sentence]]:
    """The sentences to begin with: first those that are too long, then the hardest of texts that
    miss the aim.
    """
    found = [
        (text, place, sentence)
        for text in measured
        if text.misses_aim
        for place, sentence in text.sentences
    ]
    # One word or two, such as a heading inside of a line, can hardly be made shorter.
    found = [
        (text, place, s)
        for text, place, s in found
        if len(s.words) > text.aim.longest
        or flesch_kincaid_grade([s]) > text.aim.p90
        and len(s.words) > 2
    ]
    found.sort(
        key=lambda f: (
            -max(0, len(f[2].words) - f[0].aim.longest),
            f[0].aim.p90 - flesch_kincaid_grade([f[2]]),
            f[0].text.path,
            f[1],
        )
    )
    return found[:most]


def format_report(measured: list[MeasuredText], each: bool = False) -> str:
    """The report for a person. `each` adds a line for every text, for a few files."""
    if not measured:
        return "There is no sentence in these files.\n"
    return "\n".join(
        (
            *_format_table(group_by_collection(measured)),
            "",
            *_format_aims(),
            "",
            *(_format_each(measured) if each else ()),
            *format_hints(measured),
        )
    )


def _format_table(found: list[Collection]) -> Iterator[str]:
    yield f"{'':26}{'texts':>6}{'median':>8}{'9 in 10':>9}{'longest':>9}{'over the aims':>15}"
    for c in found:
        missed = f"   misses: {', '.join(c.missed_aims)}" if c.missed_aims else ""
        yield f"{c.title:26}{len(c.texts):>6}{c.median:>8.1f}{c.p90:>9.1f}{c.longest:>9}{c.miss_count / len(c.texts):>15.0%}{missed}"


def _format_aims() -> Iterator[str]:
    yield "Median and nine in ten are grades: years at school, as Flesch and Kincaid count them. Longest counts words in a sentence."
    yield f"The aims: median {PLAIN.median}, nine in ten {PLAIN.p90}, no sentence over {PLAIN.longest} words. Easy Read: grade {EASY_READ.p90}, no sentence over {EASY_READ.longest} words."
    yield "No grade can say whether a text is clear. Only readers can."


def _format_each(measured: list[MeasuredText]) -> Iterator[str]:
    for m in measured:
        yield f"{escape_invisible(m.text.path)}  {COLLECTIONS[m.text.collection][0]} ({m.sentences[0][0]}): grade {m.grade:.1f}, longest sentence {m.longest} words"
    yield ""


def format_hints(measured: list[MeasuredText]) -> Iterator[str]:
    """The sentences to begin with, each with where it stands and what would help."""
    found = worst_sentences(measured)
    yield f"The sentences to begin with ({len(found)}):" if found else "No sentence stands out."
    for m, place, sentence in found:
        yield f"\n{escape_invisible(m.text.path)}:{place}  {COLLECTIONS[m.text.collection][0]}\n  {escape_invisible(sentence.text)}\n  {suggest_fix(sentence, m.aim)}"
