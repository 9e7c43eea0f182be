"""The words by which letters are read, of all languages at once: schema/mail_words.yml."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from ulo.core import NEVER, capitalise
from ulo.schema import Schema

Pattern = re.Pattern[str]
# What one language has in the file.
Source = Mapping[str, Any]


@dataclass(frozen=True)
class MeetingWords:
    """The words in a line about a meeting; `weeks` has the week of a month by each word for it."""

    weeks: Mapping[str, str]
    every: frozenset[str]
    every_second: frozenset[str]
    month: frozenset[str]
    joining: frozenset[str]
    online: frozenset[str]
    times: Pattern
    single_time: Pattern
    before_times: Pattern


@dataclass(frozen=True)
class MailWords:
    """What people and their mail programs write; the head of the file says what each is.

    `frequent` has the words of letters by language. `quoted_line` ends a signature, or starts what
    is quoted, in a reply. Patterns that are looked for at the start of a line allow signs there.
    """

    frequent: Mapping[str, frozenset[str]]
    sign_off: Pattern
    older_message: Pattern
    wrote_start: Pattern
    wrote_end: Pattern
    head_field: Pattern
    head_from: frozenset[str]
    quoted_line: Pattern
    only_html: Pattern
    greeting: Pattern
    agreement: Pattern
    signed: Pattern
    change: Pattern
    old_value: Pattern
    closed: Pattern
    remove: Pattern
    new_address: Pattern
    phone: Pattern
    email: Pattern
    website: Pattern
    other_numbers: Pattern
    meeting: MeetingWords


@lru_cache(maxsize=4)
def mail_words(schema: Schema) -> MailWords:
    """The words of all languages that the schema has."""
    languages: Mapping[str, Source] = schema.mail_words
    sources = tuple(languages.values())

    def any_of(name: str) -> str:
        return _any_of(sources, name)

    def compiled(pattern: str) -> Pattern:
        return re.compile(pattern, re.IGNORECASE)

    start, end = any_of("wrote_start"), any_of("wrote_end")
    marks = any_of("older_between_hyphens")
    head_from = frozenset(_texts(sources, "head_from"))
    senders = "|".join(re.escape(capitalise(word)) for word in sorted(head_from)) or NEVER
    return MailWords(
        frequent={
            language: frozenset(source.get("frequent", ()))
            for language, source in languages.items()
        },
        sign_off=compiled(rf"\s*{any_of('sign_offs')}"),
        older_message=compiled(
            rf"\W{{0,4}}(?:-{{2,}}\s{{0,3}}{marks}[\w ]{{0,30}}-{{2,}}|{any_of('older_line')}|"
            rf"{start} .{{5,200}}\b{end}:\s*$)"
        ),
        wrote_start=compiled(rf"\W{{0,4}}{start}\b.{{5,}}"),
        wrote_end=re.compile(rf".*\b{end}:\s*$"),
        head_field=compiled(rf"\W{{0,4}}({any_of('head_from')}|{any_of('head_fields')}):"),
        head_from=head_from,
        quoted_line=re.compile(
            rf"--[ ]?$|-{{3,}}[ ]?\w[\w ]{{0,40}}-{{3,}}$|(?:{senders}):[ ].{{1,200}}@"
        ),
        only_html=compiled(any_of("only_html")),
        greeting=re.compile(any_of("greetings")),
        agreement=re.compile(any_of("agreements")),
        signed=re.compile(
            r"[^\W\d_a-z][\w'’-]*"
            rf"(?:,? (?:{any_of('in_signatures')}|[^\W\d_a-z][\w'’-]*)){{0,6}}"
        ),
        change=compiled(any_of("changes")),
        old_value=compiled(rf"{any_of('old_values')}\s*+:?\s*+(?:\w++\s++){{0,2}}$"),
        closed=compiled(any_of("closed")),
        remove=compiled(any_of("remove")),
        new_address=compiled(any_of("new_address")),
        phone=compiled(any_of("phone")),
        email=compiled(any_of("email")),
        website=compiled(any_of("website")),
        other_numbers=compiled(any_of("other_numbers")),
        meeting=_meeting_words([source.get("meeting", {}) for source in sources]),
    )


def _meeting_words(sources: list[Source]) -> MeetingWords:
    def words(name: str) -> frozenset[str]:
        return frozenset(_texts(sources, name))

    start, end, times = (_any_of(sources, name) for name in ("start", "end", "times"))
    before = f"(?:{start}|{_any_of(sources, 'between')})"
    return MeetingWords(
        weeks={
            word: week
            for source in sources
            for week, listed in source.get("weeks", {}).items()
            for word in listed
        },
        every=words("every"),
        every_second=words("every_second"),
        month=words("month"),
        joining=words("joining"),
        online=words("online"),
        times=re.compile(rf"(?:{before} )?(.{{1,12}}?)(?: ?[-\u2013] ?| {end} )(.{{1,12}})"),
        single_time=re.compile(rf"{start} (.{{1,12}})"),
        before_times=re.compile(rf" (?=(?:{start} )?(?:[0-9]|{times}))"),
    )


def _texts(sources: list[Source] | tuple[Source, ...], name: str) -> Iterator[str]:
    """The entries of a list, in all languages; one in several pieces is put together."""
    for source in sources:
        for entry in source.get(name, ()):
            yield "".join(entry) if isinstance(entry, list) else entry


def _any_of(sources: list[Source] | tuple[Source, ...], name: str) -> str:
    """A pattern for any entry of a list."""
    return f"(?:{'|'.join(f'(?:{entry})' for entry in _texts(sources, name)) or NEVER})"
