"""What mail programs and their owners leave in a text: signatures, notices, older messages, links.

A line is looked at from its start, and no further than MAX_LINE: no line takes long.
"""

import html
import re
from collections.abc import Iterator, Sequence

MAX_LINE = 400
# A line of a person or a program that ends what was written; nobody needs it, or what follows.
SIGN_OFF = re.compile(
    r"\s*(?:sent (?:from|via|using|with) (?:my |the |your |an? )?"
    r"(?:i?phone|ipad|mobile|android|samsung|galaxy|huawei|blackberry|outlook|yahoo|gmail|mail\b|"
    r"windows|proton|tablet|aol|e\.?e\b|o2\b|vodafone|device)|get outlook for |yahoo mail: |"
    r"(?:(?:with )?(?:very )?(?:kind|best|warm|warmest|kindest|many|all the|yours)\s+)?"
    r"(?:regards|wishes|best|sincerely|faithfully|truly|thanks|thank you|cheers|many thanks|thx)"
    r"(?: again| in advance| very much| so much)?[,.!]*\s*$|"
    r"(?-i:CONFIDENTIAL|DISCLAIMER|PRIVILEGED|NOTICE:|Confidentiality|Disclaimer|Legal notice)|"
    r"(?:this|the (?:information|contents?)(?: contained)? (?:in|of) this) "
    r"(?:e-?mail|message|communication|transmission)\b.{0,60}"
    r"(?:\bconfidential|\bintended|\bprivileged|attachments?|\bfiles?|\bsent\b|\bsender)|"
    r"if you (?:are not the intended|have received this)|"
    r"please consider the environment|virus[- ]free\b|scanned (?:by|for)|"
    r"(?:caution|warning|external)\W{0,3}:? ?this (?:e-?mail|message))",
    re.IGNORECASE,
)
# Where an older message starts.
OLDER_MESSAGE = re.compile(
    r"\W{0,4}(?:-{2,}\s{0,3}(?:original|forwarded|reply)[\w ]{0,30}-{2,}|"
    r"begin forwarded message:|on .{5,200}\bwrote:\s*$)",
    re.IGNORECASE,
)
OLDER_FIELD = re.compile(r"\W{0,4}(from|sent|date|to|subject|cc|reply-to):", re.IGNORECASE)
# A line "On ... wrote:" may be broken.
WROTE_START, WROTE_END = (
    re.compile(r"\W{0,4}on\b.{5,}", re.IGNORECASE),
    re.compile(r".*\bwrote:\s*$"),
)
# How near the fields of one head are to each other.
HEAD_LINES = 6
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


def is_sign_off(line: str) -> bool:
    """Whether what a person wrote ends before this line."""
    return bool(SIGN_OFF.match(line[:MAX_LINE]))


def starts_older_message(lines: Sequence[str], number: int) -> bool:
    """Whether an older message starts with this line, as a reply or a forwarded one has it."""
    line = lines[number][:MAX_LINE]
    if OLDER_MESSAGE.match(line):
        return True
    if WROTE_START.match(line) and number + 1 < len(lines):
        return bool(WROTE_END.match(lines[number + 1][:MAX_LINE]))
    first = OLDER_FIELD.match(line)
    if not first or first[1].lower() != "from":
        return False
    head = (OLDER_FIELD.match(line) for line in lines[number : number + HEAD_LINES])
    return len({field[1].lower() for field in head if field}) > 2


def own_words(text: str, *, with_signature: bool = False) -> list[str]:
    """The lines that the person wrote: none of an older message or a quotation.

    Without the signature, either, unless it is asked for: it has numbers that are no news.
    """
    return list(_iterate_own(text.split("\n"), with_signature))


def _iterate_own(lines: list[str], with_signature: bool) -> Iterator[str]:
    for number, line in enumerate(lines):
        is_signature = line.rstrip() == "--" or is_sign_off(line)
        if starts_older_message(lines, number) or (is_signature and not with_signature):
            return
        if not QUOTED_LINE.match(line) and not RULE_LINE.match(line):
            yield line


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
