"""What an Easy Read view is made of: sections of ideas, each a picture with its lines."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from ulo.catalogue import EASY_ENTRY, EASY_HEADING
from ulo.checks import split_sentences
from ulo.core import urls
from ulo.schema import Messages
from ulo.site.document_links import SITE_SCHEME

# A phone number stays on one line.
GAP_IN_NUMBER = re.compile(r"(?<=\d) (?=\d)")
MARKDOWN_LINK = re.compile(r"\[([^\[\]]+)\]\(([^()]+)\)")


class RecordText(str):
    """A line in the words of a record: a page in another language has to say which they are in."""

    of_record = True


@dataclass(frozen=True)
class Link:
    """A line that is a link: to a page of ours, or (`external`) to a site, a phone or a mailbox."""

    text: str
    href: str
    external: bool = False


@dataclass(frozen=True)
class Idea:
    """One idea: the picture that shows it, and its lines."""

    picture: str
    lines: tuple[str | Link, ...]


@dataclass(frozen=True)
class Section:
    """A heading and the ideas under it."""

    heading: str
    ideas: list[Idea]


def make_idea(picture: str, *lines: str | Link) -> Idea:
    return Idea(picture, lines)


def make_sections(parts: Mapping[str, Iterable[Idea]], headings: Messages) -> list[Section]:
    """A section for each part that has an idea; the keys are those of the headings."""
    sections = [Section(headings[key], list(ideas)) for key, ideas in parts.items()]
    return [section for section in sections if section.ideas]


def group_link(slug: str, name: str) -> Link:
    """A link to the Easy Read view of a group."""
    return Link(RecordText(name), urls.easy_read(urls.organisation(slug)))


@lru_cache(maxsize=1024)
def to_lines(text: str) -> tuple[str, ...]:
    """The sentences of a text of our own, each of which becomes a line."""
    return tuple(split_sentences(text))


def to_record_lines(text: str) -> tuple[RecordText, ...]:
    """The sentences of a text of a record, each of which becomes a line."""
    return tuple(map(RecordText, to_lines(text)))


def parse_easy_read(markdown: str) -> list[Section]:
    """The sections of a view that somebody wrote by hand, in the form of EASY_ENTRY."""
    sections: list[Section] = []
    for line in markdown.splitlines():
        if heading := EASY_HEADING.fullmatch(line):
            sections.append(Section(heading["text"], []))
        elif entry := EASY_ENTRY.fullmatch(line):
            sections[-1].ideas.append(Idea(entry["picture"], tuple(_parse_lines(entry["text"]))))
    return sections


def _parse_lines(text: str) -> Iterator[str | Link]:
    end = 0
    for match in MARKDOWN_LINK.finditer(text):
        yield from to_lines(text[end : match.start()])
        label = GAP_IN_NUMBER.sub("\N{NO-BREAK SPACE}", match[1])
        address = match[2].removeprefix(SITE_SCHEME)
        yield Link(label, address, external=address == match[2])
        end = match.end()
    yield from to_lines(text[end:])
