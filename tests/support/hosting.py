"""What hosts make of the file `_headers`, written anew from their documentation:
https://developers.cloudflare.com/pages/configuration/headers/ and
https://docs.netlify.com/manage/routing/headers/.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from sites import served

# Rules are paths with a star or without; each header is there with its value.
HeaderRules = dict[str, dict[str, str]]


def read_header_rules(text: str) -> HeaderRules:
    rules: HeaderRules = {}
    for line in text.splitlines():
        if line.startswith("/"):
            assert line not in rules
            rules[line] = {}
        else:
            assert line.startswith("  ")
            name, value = line.strip().split(": ", 1)
            assert name not in rules[[*rules][-1]]
            rules[[*rules][-1]][name] = value
    return rules


@cache
def path_pattern(path: str) -> str:
    """A star stands for anything, a name after a colon for a part between slashes."""
    return re.sub(r":([a-z]+)", r"(?P<\1>[^/]+)", re.escape(path).replace(r"\*", "(?P<splat>.*)"))


def headers_for(rules: HeaderRules, path: str) -> dict[str, str]:
    """The headers that a file gets. Where two rules set one, hosts join the values."""
    found: dict[str, str] = {}
    for rule, headers in rules.items():
        if re.fullmatch(path_pattern(rule), path):
            for name, value in headers.items():
                found[name] = f"{found[name]}, {value}" if name in found else value
    return found


@contextmanager
def hosted(folder: Path, below: str) -> Iterator[str]:
    """The address of a server that shows a built site as such hosts do, with its headers."""
    rules = read_header_rules((folder / "_headers").read_text("utf-8"))
    with served(folder, below, lambda path: headers_for(rules, path.partition("?")[0])) as address:
        yield address
