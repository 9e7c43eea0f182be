"""Which groups a text is about: by what it refers to, by a name, by a website or mailbox.

Who sent it plays no part: anybody can write any sender into an e-mail.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from ulo.checks import MIN_NAME_LENGTH, CheckContext, normalise_url, url_host
from ulo.contribute.intake.references import Reference, find_conflict
from ulo.core import fold

# Parts of web addresses and mailboxes, with what stands before the host.
ADDRESS = re.compile(
    r"(?P<before>https?://(?:www\.)?|www\.|[\w.+%'-]{1,64}@|)"
    r"(?P<host>\b(?:[a-z0-9-]{1,63}\.){1,5}[a-z]{2,20})(?P<path>/[^\s<>\"']{0,500})?",
    re.IGNORECASE,
)
# No request is longer.
MAX_TEXT = 20_000


def find_groups(
    words: str, references: Sequence[Reference], contexts: Iterable[CheckContext]
) -> tuple[str, ...]:
    """The slugs of the groups that are named.

    `words` are those of the person, and `references` what is left of a letter that they answer. If
    two kinds of evidence agree on a group, it is that one; but nobody guesses which of two letters
    is answered.
    """
    if conflict := find_conflict(references):
        return tuple(sorted(conflict))
    contexts = list(contexts)
    evidence = (
        {reference.slug for reference in references if reference.is_ours},
        {reference.slug for reference in references if "page" in reference.kinds},
        set(_find_by_name(words[:MAX_TEXT], contexts)),
        set(_find_by_address(words[:MAX_TEXT], contexts)),
    )
    given = [slugs for slugs in evidence if slugs]
    if not given:
        return ()
    return tuple(sorted(set.intersection(*given) or set.union(*given)))


def _find_by_name(words: str, contexts: list[CheckContext]) -> Iterator[str]:
    """The groups with a name in the text; a name that is part of a longer one there is none."""
    by_name: dict[str, set[str]] = {}
    for context in contexts:
        for name in context.names:
            folded = fold(name)
            # A name of one word may be any word, unless it is written as the name is.
            if len(folded) >= MIN_NAME_LENGTH and (" " in folded or name in words):
                by_name.setdefault(folded, set()).add(context.record.slug)
    text = f" {fold(words)} "
    for name in sorted(by_name, key=len, reverse=True):
        if f" {name} " in text:
            yield from by_name[name]
            text = text.replace(f" {name} ", " | ")


def _find_by_address(words: str, contexts: list[CheckContext]) -> Iterator[str]:
    """The groups whose website or mailbox is in the text."""
    addresses = [match.groupdict("") for match in ADDRESS.finditer(words)]
    hosts = {match["host"].lower().removeprefix("www.") for match in addresses}
    pages = {normalise_url(match["host"] + match["path"].rstrip(".,;:)")) for match in addresses}
    mailboxes = {f"{match['before']}{match['host']}".lower() for match in addresses}
    on_host: dict[str, list[CheckContext]] = {}
    for context in contexts:
        if context.text("contact", "email").lower() in mailboxes:
            yield context.record.slug
        if (host := url_host(context.text("contact", "website"))) in hosts:
            on_host.setdefault(host, []).append(context)
    for sharing in on_host.values():
        for context in sharing:
            # Where several groups have pages on one site, the page has to be there.
            if len(sharing) == 1 or normalise_url(context.text("contact", "website")) in pages:
                yield context.record.slug
