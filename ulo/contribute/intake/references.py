"""Which group a reply to our letter is about, by what our letter left in it.

Nothing of it shows who wrote: anybody can copy or guess it. Only a signed code that is right shows
something (docs/maintainers.md), and that is asked elsewhere.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from ulo.contribute.intake.submission import Submission
from ulo.contribute.signed_codes import find_codes, named_slug
from ulo.core import letters

# Where a reply has the reference, the strongest first: the code of our link, the subject, the
# Message-IDs of what it answers, or a link to the page of the group.
Kind = Literal["code", "subject", "thread", "page"]
PAGE = re.compile(r"\borgs/([a-z0-9-]{1,80})\b|/add/\?org=([a-z0-9-]{1,80})\b")
# No letter of ours is longer.
MAX_TEXT = 20_000


@dataclass(frozen=True)
class Reference:
    """One group that a reply names, and where."""

    slug: str
    kinds: tuple[Kind, ...]

    @property
    def is_ours(self) -> bool:
        """Whether our letter left it there. A link to a page may have any other reason."""
        return self.kinds != ("page",)


def find_references(
    submission: Submission, slugs: Iterable[str], redirects: Mapping[str, str]
) -> tuple[Reference, ...]:
    """The groups among `slugs` that a submission refers to; `redirects` has old slugs."""
    known = set(slugs)
    found: dict[str, list[Kind]] = {}
    for kind, named in _iterate_named(submission):
        slug = redirects.get(named, named)
        if slug in known and kind not in found.setdefault(slug, []):
            found[slug].append(kind)
    return tuple(Reference(slug, tuple(kinds)) for slug, kinds in found.items() if kinds)


def choose_group(references: Iterable[Reference]) -> str:
    """The slug of the one group that is meant; empty where there is none, or more than one.

    Links to pages only count where our letter left nothing else.
    """
    references = list(references)
    ours = [reference.slug for reference in references if reference.is_ours]
    named = ours or [reference.slug for reference in references]
    return named[0] if len(named) == 1 else ""


def find_conflict(references: Iterable[Reference]) -> tuple[str, ...]:
    """The slugs where references of our letters name more than one group, else nothing."""
    slugs = tuple(reference.slug for reference in references if reference.is_ours)
    return slugs if len(slugs) > 1 else ()


def _iterate_named(submission: Submission) -> Iterator[tuple[Kind, str]]:
    text = submission.text
    for code in find_codes(text):
        yield "code", named_slug(code)
    for slug in letters.find_in_subject(submission.subject):
        yield "subject", slug
    for slug in letters.find_in_message_ids(submission.head.references):
        yield "thread", slug
    for match in PAGE.finditer(text[:MAX_TEXT]):
        yield "page", match[1] or match[2]
