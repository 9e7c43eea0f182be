"""The report of `build.py words`: each collection beside its aim, and what to begin with."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from ulo.checks.readability.aims import EASY_READ, PLAIN, Aim, suggest_split
from ulo.checks.readability.grade import count_syllables, flesch_kincaid_grade, quantile
from ulo.checks.readability.sentences import Sentence, extract_sentences
from ulo.checks.readability.texts import Text
from ulo.core import current_locale, escape_invisible, listed_words, message, rule_messages

# How many sentences a report names, and how many words a hint.
MAX_WORST, MAX_LONG_WORDS = 20, 3
# Their titles are in schema/locales/ (readability).
COLLECTIONS: dict[str, Aim] = {
    "pages": PLAIN,
    "words": PLAIN,
    "terms": PLAIN,
    "fields": PLAIN,
    "rules": PLAIN,
    "easy": EASY_READ,
    "upkeep": PLAIN,
    "summaries": PLAIN,
    "evidence": PLAIN,
    "work": PLAIN,
    "changes": PLAIN,
    "access": PLAIN,
    "visits": PLAIN,
    "opportunities": PLAIN,
    "resources": PLAIN,
    "meanings": PLAIN,
}
# What we wrote for everybody, and hold to the aims in the tests; records are written by anybody.
OWN_COLLECTIONS = ("pages", "words", "terms", "fields", "rules", "easy", "resources", "meanings")


@dataclass(frozen=True)
class MeasuredText:
    """A text with its sentences, each beside its place."""

    text: Text
    sentences: tuple[tuple[str, Sentence], ...]

    @property
    def title(self) -> str:
        """The title of its collection."""
        return _title(self.text.collection)

    @property
    def aim(self) -> Aim:
        return COLLECTIONS[self.text.collection]

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
        """The names of the aims that it misses, keys of readability.columns."""
        pairs = {
            "median": (self.median, self.aim.median),
            "p90": (self.p90, self.aim.p90),
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
        Collection(_title(name), aim, by_name[name])
        for name, aim in COLLECTIONS.items()
        if name in by_name
    ]


def _title(collection: str) -> str:
    return message(f"readability.collections.{collection}")


def suggest_fix(sentence: Sentence, aim: Aim) -> str:
    """What would help most: a shorter sentence, or shorter words."""
    words = len(sentence.words)
    if words > aim.longest:
        return " ".join(rule_messages("long-sentence")).format(
            words=words, parts=suggest_split(words, aim.longest)
        )
    question = message("readability.shorter_words")
    if long_words := _long_words(sentence):
        listed = ", ".join(escape_invisible(word) for word in long_words[:MAX_LONG_WORDS])
        question = message("readability.shorter_words_for", words=listed)
    if words > EASY_READ.longest:
        return message("readability.full_stop", words=words, question=question)
    return question


def _long_words(sentence: Sentence) -> list[str]:
    """The words of three or more syllables, each once, the longest first."""
    by_length = sorted(sentence.words, key=count_syllables, reverse=True)
    return [
        word
        for word in dict.fromkeys(by_length)
        if count_syllables(word) > 2 and word.lower() not in listed_words("exempt")
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
        return f"{message('readability.none')}\n"
    lines = [*_format_table(group_by_collection(measured)), "", *_format_aims(), ""]
    if each:
        lines += [*_format_each(measured), ""]
    return "\n".join([*lines, *format_hints(measured)])


def _format_table(collections: list[Collection]) -> Iterator[str]:
    heads = current_locale().section("readability")["columns"]
    yield (
        f"{'':26}{heads['texts']:>6}{heads['median']:>8}{heads['p90']:>9}{heads['longest']:>9}"
        f"{heads['over']:>15}"
    )
    for c in collections:
        names = ", ".join(heads[name] for name in c.missed_aims)
        missed = f"   {message('readability.misses', aims=names)}" if names else ""
        numbers = f"{len(c.texts):>6}{c.median:>8.1f}{c.p90:>9.1f}{c.longest:>9}"
        yield f"{c.title:26}{numbers}{c.miss_count / len(c.texts):>15.0%}{missed}"


def _format_aims() -> Iterator[str]:
    yield message("readability.grades")
    yield message(
        "readability.aims",
        median=PLAIN.median,
        p90=PLAIN.p90,
        longest=PLAIN.longest,
        easy=EASY_READ.p90,
        easy_longest=EASY_READ.longest,
    )
    yield message("readability.only_readers")


def _format_each(measured: list[MeasuredText]) -> Iterator[str]:
    for text in measured:
        yield message(
            "readability.each",
            path=escape_invisible(text.text.path),
            title=text.title,
            place=text.sentences[0][0],
            grade=f"{text.grade:.1f}",
            longest=text.longest,
        )


def format_hints(measured: list[MeasuredText]) -> Iterator[str]:
    """The sentences to begin with, each with its place and what would help."""
    found = worst_sentences(measured)
    yield message("readability.worst", n=len(found)) if found else message("readability.no_worst")
    for text, place, sentence in found:
        yield (
            f"\n{escape_invisible(text.text.path)}:{place}  {text.title}"
            f"\n  {escape_invisible(sentence.text)}"
            f"\n  {suggest_fix(sentence, text.aim)}"
        )
