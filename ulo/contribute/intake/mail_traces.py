"""What mail programs and their owners leave in a text: signatures, notices, older messages, links.

A line is looked at from its start, and no further than MAX_LINE: no line takes long.
"""

import html
import re
from collections.abc import Iterator, Sequence

from ulo.contribute.intake.mail_words import MailWords
from ulo.core import letters

MAX_LINE = 400
# What stands right above a quotation, in any language: "Am 3.5.2026 um 10:02 schrieb A <a@b.org>:".
ATTRIBUTION = re.compile(r"(?=.{0,300}(?:@|[0-9]{2})).{5,300}:\s*$")
# How near the fields of one head are to each other.
HEAD_LINES = 6
# A field of a head, in any language: "Oddi wrth: Led by Us <hello@example.org>".
ANY_FIELD = re.compile(r"\W{0,4}[^\W\d_][\w -]{0,20}:\W{0,4}\s")
FIRST_FIELD = re.compile(rf"{ANY_FIELD.pattern}.{{0,200}}@")
QUOTED_LINE = re.compile(r"\s?>")
RULE_LINE = re.compile(r"\s*[-_=*]{2,}\s*$")
# A mailbox or a web address, and right after it the address that a program made a link to.
SHOWN = r"(?P<shown>(?:https?://)?[\w@.+%-]{1,200}\.[a-z]{2,20}(?:[/?#][^\s<>\[\]()]{0,800})?)"
TARGET = r"(?:https?://|mailto:|www\.|tel:)[^\s<>()]{0,2000}"
DOUBLED_LINK = re.compile(
    rf"(?<![\w@.:/+%-]){SHOWN}(?: ?<(?:{TARGET}|(?P=shown)/?)>)", re.IGNORECASE
)
MARKDOWN_LINK = re.compile(rf"\[{SHOWN}\]\({TARGET}\)", re.IGNORECASE)
DOUBLED_NUMBER = re.compile(r"(?<=[0-9])(\"?)<tel:[^\s<>]{0,100}>", re.IGNORECASE)
# Some guards of mailboxes write the site behind each address that they have changed.
NAMED_SITE = re.compile(
    r"(https?://[^\s<>]{1,2000}) \[[a-z0-9.-]{3,100}\](?=\s*$)", re.IGNORECASE | re.MULTILINE
)
BRACKETED = re.compile(
    r"<(?:mailto:)?((?:https?://|www\.)[^\s<>]{1,2000}|[\w.+%'-]{1,64}@[\w.-]{1,200})>",
    re.IGNORECASE,
)
ENTITY = re.compile(r"&(?:#[0-9]{1,6}|#x[0-9a-f]{1,5}|[a-z]{2,8}[0-9]?);", re.IGNORECASE)


def is_sign_off(line: str, words: MailWords) -> bool:
    """Whether what a person wrote ends before this line."""
    return bool(words.sign_off.match(line[:MAX_LINE]))


def starts_older_message(lines: Sequence[str], number: int, words: MailWords) -> bool:
    """Whether an older message starts with this line, as a reply or a forwarded one has it."""
    line = lines[number][:MAX_LINE]
    if words.older_message.match(line):
        return True
    if words.wrote_start.match(line) and number + 1 < len(lines):
        return bool(words.wrote_end.match(lines[number + 1][:MAX_LINE]))
    if _starts_our_letter(lines, number):
        return True
    first = words.head_field.match(line)
    if not first or first[1].lower() not in words.head_from:
        return False
    head = (words.head_field.match(line) for line in lines[number : number + HEAD_LINES])
    return len({field[1].lower() for field in head if field}) > 2


def _starts_our_letter(lines: Sequence[str], number: int) -> bool:
    """Whether the head of a letter of ours starts here, whatever language its fields are named in.

    A mailbox stands in its first field, and our reference in a later one, which is the subject.
    """
    if not FIRST_FIELD.match(lines[number][:MAX_LINE]):
        return False
    head = [line[:MAX_LINE] for line in lines[number : number + HEAD_LINES]]
    fields = [line for line in head if ANY_FIELD.match(line)]
    return len(fields) > 2 and any(map(letters.find_in_subject, head[1:]))


def own_words(
    text: str, words: MailWords, *, with_signature: bool = False, goes_on: bool = False
) -> list[str]:
    """The lines that the person wrote: none of an older message or a quotation.

    Without the signature, either, unless it is asked for: it has numbers that are no news. With
    `goes_on`, the text goes on after something else, so it may be nothing but a signature.
    """
    lines = text.split("\n")
    return list(_iterate_own(lines, words, with_signature, is_begun=goes_on))


def _iterate_own(
    lines: list[str], words: MailWords, with_signature: bool, is_begun: bool = False
) -> Iterator[str]:
    has_words = False
    skipped = 0
    for number, line in enumerate(lines):
        if number < skipped:
            continue
        if heading := _count_heading_lines(lines, number, words):
            # Who has written nothing yet writes below what is quoted, or between its lines.
            if has_words:
                return
            skipped = number + heading
            continue
        is_mark = line.rstrip() == "--"
        # "Many thanks." may open a letter: nothing is signed that says nothing yet.
        is_signature = is_mark or ((has_words or is_begun) and is_sign_off(line, words))
        if starts_older_message(lines, number, words) or (is_signature and not with_signature):
            return
        if not QUOTED_LINE.match(line) and (is_mark or not RULE_LINE.match(line)):
            has_words = has_words or bool(line.strip())
            yield line


def has_words_below(text: str, words: MailWords) -> bool:
    """Whether somebody who wrote above a quotation also wrote between its lines, or below it."""
    lines = text.split("\n")
    first = next((place for place, line in enumerate(lines) if QUOTED_LINE.match(line)), None)
    if first is None or not any(map(str.strip, _iterate_own(lines[: first + 1], words, True))):
        return False
    for line in lines[first + 1 :]:
        if line.rstrip() == "--" or is_sign_off(line, words):
            return False
        if not QUOTED_LINE.match(line) and any(map(str.isalnum, line)):
            return True
    return False


def _count_heading_lines(lines: Sequence[str], number: int, words: MailWords) -> int:
    """How many lines from this one on say whose words are quoted right below them; mostly none."""
    for count in (1, 2):
        heading = " ".join(lines[number : number + count])
        below = (line for line in lines[number + count : number + count + 3] if line.strip())
        if lines[number].strip() and QUOTED_LINE.match(next(below, "")):
            is_known = words.wrote_start.match(heading[:MAX_LINE]) and words.wrote_end.match(
                heading
            )
            if is_known or (count == 1 and ATTRIBUTION.fullmatch(heading[:MAX_LINE])):
                return count
    return 0


def remove_links(text: str) -> str:
    """The text without the links that programs write after addresses, and marks around these.

    What the person wrote stays, not where the program leads: that may be somebody else's address.
    """
    if "<" not in text and "](" not in text and " [" not in text:
        return text
    text = MARKDOWN_LINK.sub(r"\g<shown>", DOUBLED_LINK.sub(r"\g<shown>", text))
    text = NAMED_SITE.sub(r"\1", text)
    return BRACKETED.sub(r"\1", DOUBLED_NUMBER.sub(r"\1", text))


def replace_entities(text: str) -> str:
    """The text with the signs that HTML has names for, where a program left the names."""
    return ENTITY.sub(_read_entity, text) if "&" in text else text


def _read_entity(match: re.Match[str]) -> str:
    sign = html.unescape(match[0])
    # No record has these: whoever writes their names means the names.
    is_kept = sign in "<>" or not (sign.isprintable() or sign == "\xa0")
    return match[0] if is_kept else sign.replace("\xa0", " ")
