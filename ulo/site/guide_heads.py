"""What no reader sees in the head of a guide as it is: comments, and where its sources lead."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from ulo.catalogue import InvalidGuideError
from ulo.checks import find_url_fault
from ulo.core import message
from ulo.records import list_comments

HEAD = re.compile(r"---\n(.*?)\n(?:---|\.\.\.)[ ]*\n", re.DOTALL)


def refuse_hidden_texts(path: str, markdown: str, front_matter: Mapping[str, Any]) -> None:
    """Raises InvalidGuideError for comments in the head of a guide, and for unsafe addresses.

    `path` is that of its file in docs/, `front_matter` what the head says.
    """
    faults = [*_find_comments(markdown), *_find_unsafe_addresses(front_matter)]
    if faults:
        file = f"docs/{path}"
        lines = (message("building.guide.fault", path=file, fault=fault) for fault in faults)
        raise InvalidGuideError("\n".join(lines))


def _find_comments(markdown: str) -> Iterator[str]:
    head = HEAD.match(markdown.lstrip("\ufeff").replace("\r\n", "\n"))
    for number, _ in list_comments(head[1].encode()) if head else ():
        # The line of dashes comes first.
        yield message("building.guide.comment", line=number + 1)


def _find_unsafe_addresses(front_matter: Mapping[str, Any]) -> Iterator[str]:
    sources = front_matter.get("sources")
    for number, source in enumerate(sources if isinstance(sources, list) else (), 1):
        url = source.get("url") if isinstance(source, dict) else None
        # What is no web address at all is said elsewhere.
        if isinstance(url, str) and url.startswith("http") and (fault := find_url_fault(url)):
            yield message("building.guide.unsafe_url", number=number, reason=fault)
