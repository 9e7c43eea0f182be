"""Times of the clock as people write them: 10.30am, 2 pm, noon, 14:30."""

import re

# docs/assets/js/values/clock_time.js reads the same; tests/data/clock_times.yml has the cases.
CLOCK_TIME = re.compile(r"([0-9]{1,2})(?:[:.]([0-9]{2})(?:[:.]00)?)? ?(?:([ap])\.?m\.?)?")
WORDS = {"noon": "12:00", "midday": "12:00", "12 noon": "12:00", "midnight": "00:00"}
MAX_LENGTH = 20


def read_time(text: str) -> str:
    """The time as HH:MM; what is none, or may be morning or evening, as it was written.

    A bare number such as 14 is left alone, and so is 7:30: it may be morning or evening.
    """
    plain = " ".join(text.lower().replace("\N{NO-BREAK SPACE}", " ").split())
    if plain in WORDS:
        return WORDS[plain]
    match = CLOCK_TIME.fullmatch(plain) if len(plain) <= MAX_LENGTH else None
    if not match:
        return text
    hour, minute, half = int(match[1]), int(match[2] or 0), match[3]
    if minute > 59:
        return text
    if half:
        if not 1 <= hour <= 12:
            return text
        hour = hour % 12 + (12 if half == "p" else 0)
    elif match[2] is None or hour > 23 or len(match[1]) == 1:
        return text
    return f"{hour:02}:{minute:02}"
