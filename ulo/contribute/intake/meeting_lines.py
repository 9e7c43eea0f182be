"""A meeting in one line, as people write it: Drop-in, every Tuesday, 10am to noon, the library."""

import re
from collections.abc import Iterator

from ulo.contribute.intake.mail_words import mail_words
from ulo.records.values import country_forms, read_time
from ulo.schema import RecordData, Schema

# What stands between the parts of a line. A longer line is no meeting.
PART = re.compile("[,;]")
MAX_LINE_LENGTH, MAX_PARTS = 400, 12
WORD = re.compile(r"[a-z0-9-]+")


def read_meeting(line: str, schema: Schema) -> RecordData:
    """The meeting: its name is the first part, its venue whatever is no day and no time.

    Without a day or another word for how often, it has no `every`, and the rules ask for that.
    """
    meeting: RecordData = {}
    places: list[str] = []
    what, *parts = map(str.strip, PART.split(line[:MAX_LINE_LENGTH])[:MAX_PARTS])
    for part in filter(None, parts):
        facts = _read_part(part, schema)
        if facts.keys() == {"every"}:
            # On Mondays, fortnightly: the day alone was taken for every week.
            if meeting.get("every", "week") == "week":
                meeting |= facts
        elif facts and not facts.keys() & (meeting.keys() - {"every"}):
            meeting = facts | meeting
        elif part.lower() in mail_words(schema).meeting.online:
            meeting["online"] = "true"
        else:
            places.append(part)
    place = {"place": ", ".join(places)} if places else {}
    return {"what": what, **meeting, **place}


def _read_part(part: str, schema: Schema) -> RecordData:
    """Days, times, or days with times behind them; empty where a part says something else."""
    if facts := _read_days(part, schema) or _read_times(part, schema):
        return facts
    for gap in mail_words(schema).meeting.before_times.finditer(part):
        days = _read_days(part[: gap.start()], schema)
        times = _read_times(part[gap.end() :], schema)
        if days and times:
            return days | times
    return {}


def _read_days(part: str, schema: Schema) -> RecordData:
    """How often and on which days; empty where a part says something else."""
    frequencies, days = (schema.vocabularies[name] for name in ("frequency", "day"))
    if frequency := frequencies.find(part):
        named = list(_find_days(part, schema))
        return {"every": frequency, **({"day": named} if named else {})}
    words = mail_words(schema).meeting
    named = list(_find_days(part, schema))
    others = [word for word in WORD.findall(part.lower()) if not days.find(word)]
    known = words.joining | words.every | words.month | words.every_second
    if not named or any(word not in known and word not in words.weeks for word in others):
        return {}
    is_monthly = not words.month.isdisjoint(others)
    week = next((words.weeks[word] for word in others if word in words.weeks), "")
    if week and not (week == "second" and not words.every.isdisjoint(others) and not is_monthly):
        return {"every": week, "day": named}
    if is_monthly:
        return {"every": "month", "day": named}
    is_every_second = not words.every_second.isdisjoint(others)
    return {"every": "two-weeks" if is_every_second else "week", "day": named}


def _find_days(part: str, schema: Schema) -> Iterator[str]:
    days = (schema.vocabularies["day"].find(word) for word in WORD.findall(part.lower()))
    yield from dict.fromkeys(filter(None, days))


def _read_times(part: str, schema: Schema) -> RecordData:
    """The start and the end; a start without am or pm has that of the end."""
    words, clock = mail_words(schema).meeting, country_forms(schema).clock
    if match := words.times.fullmatch(part):
        end = read_time(match[2], clock)
        start = read_time(match[1], clock)
        half = clock.half.search(match[2])
        if start == match[1] and half:
            start = read_time(match[1] + half.group(), clock)
            if start >= end:
                # 11 to 1pm
                start = read_time(match[1] + clock.before_noon.partition("|")[0], clock)
        if _is_time(start) and _is_time(end):
            return {"starts": start, "ends": end}
    match = words.single_time.fullmatch(part)
    start = read_time(match[1] if match else part, clock)
    return {"starts": start} if _is_time(start) else {}


def _is_time(text: str) -> bool:
    return re.fullmatch(r"[0-9]{2}:[0-9]{2}", text) is not None
