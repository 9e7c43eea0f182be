"""Times of the clock as people write them: 10.30am, 2 pm, noon, 14:30.

docs/assets/js/values/clock_time.js does the same; tests/data/clock_times.yml has the cases.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from ulo.core import NEVER

MAX_LENGTH = 20


@dataclass(frozen=True, eq=False)
class ClockWords:
    """How people of a country write times, in any of its languages.

    `times` are words that are a time on their own; the others are what stands behind the hours of
    the first and of the second half of a day, with a line between one and the next. A full stop may
    stand behind each of their letters.
    """

    times: Mapping[str, str]
    before_noon: str = ""
    after_noon: str = ""

    @cached_property
    def time(self) -> re.Pattern[str]:
        """Hours, minutes, and the half of the day."""
        before, after = map(_dotted, (self.before_noon, self.after_noon))
        return re.compile(
            rf"([0-9]{{1,2}})(?:[:.]([0-9]{{2}})(?:[:.]00)?)? ?(?:({before})|({after}))?"
        )

    @cached_property
    def half(self) -> re.Pattern[str]:
        """The half of the day at the end of a time."""
        words = "|".join(map(_dotted, (self.before_noon, self.after_noon)))
        return re.compile(rf"(?<![^\W\d_]) ?(?:{words})$", re.IGNORECASE)

    def browser_data(self) -> dict[str, object]:
        """What the reader in the browser needs."""
        return {"words": dict(self.times), "pattern": self.time.pattern}


def _dotted(words: str) -> str:
    """The pattern of words, with or without full stops behind their letters."""
    listed = ["".join(rf"{re.escape(sign)}\.?" for sign in word) for word in words.split("|")]
    return "|".join(filter(None, listed)) or NEVER


def read_time(text: str, words: ClockWords) -> str:
    """The time as HH:MM; what is none, or may be morning or evening, as it was written.

    A bare number such as 14 is left alone, and so is 7:30: it may be morning or evening.
    """
    plain = " ".join(text.lower().replace("\N{NO-BREAK SPACE}", " ").split())
    if plain in words.times:
        return words.times[plain]
    match = words.time.fullmatch(plain) if len(plain) <= MAX_LENGTH else None
    if not match:
        return text
    hour, minute = int(match[1]), int(match[2] or 0)
    if minute > 59:
        return text
    if match[3] or match[4]:
        if not 1 <= hour <= 12:
            return text
        hour = hour % 12 + (12 if match[4] else 0)
    elif match[2] is None or hour > 23 or len(match[1]) == 1:
        return text
    return f"{hour:02}:{minute:02}"
