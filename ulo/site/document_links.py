"""The links of the hand-written pages, which GitHub shows from their files and the site as pages.

A link leads to a file of the repository, so that it works on GitHub. Here it becomes a link to the
page that shows what is in that file. What only the site has is written as `site:` and its address,
such as `[Find a group](site:find/)`: GitHub shows the words of such a link and no more.

On GitHub, an id of a heading is an anchor in it, as in `## Proof <a id="proof"></a>`.
"""

import posixpath
import re
from collections.abc import Container
from pathlib import Path

from ulo.core import urls
from ulo.exports import LICENCE_URL

__all__ = ["SITE_SCHEME", "finish_links", "prepare_links"]

SITE_SCHEME = "site:"
# What a file or a folder of the repository holds, and the page that shows it.
PAGES = {
    ".github/ISSUE_TEMPLATE/confirm.yml": urls.CONFIRM,
    ".github/ISSUE_TEMPLATE/group.yml": urls.ADD,
    "docs/data": urls.DATA,
    "docs/guides": urls.GUIDES,
    "library/resources": urls.RESOURCES,
    "library/words": urls.WORDS,
    "orgs": urls.ORGANISATIONS,
    "schema/judging.yml": urls.JUDGING_SHEET,
    "schema/organisation.json": urls.FIELDS,
    "schema/vocabulary/activity.json": urls.ACTIVITIES,
    "schema/vocabulary/community.json": urls.PEOPLE,
    "ulo/checks": urls.RULES,
}
HEADING_ID = re.compile(r'^(#+ .*) <a id="([\w-]+)"></a>$', re.MULTILINE)
# Code comes first, as a link in it is none. A link has words, a path and perhaps an id.
CODE_OR_LINK = re.compile(
    r"(?:^```.*?^```$|`[^`\n]+`)|(?<!!)\[(?P<words>(?:`[^`\n]+`|[^\[\]`])*)\]"
    r"\((?P<path>[^()\s:#]+)(?P<id>#[^()\s]+)?\)",
    re.MULTILINE | re.DOTALL,
)
SITE_LINK = re.compile(rf'(?<= href="){SITE_SCHEME}([^"#]*)')
OUTSIDE_LINK = re.compile(r'(?<=<a href=")(https?://[^"]*)"(?=>)')


def prepare_links(
    markdown: str, path: str, unpublished: Container[str], root: Path, repository: str
) -> str:
    """The Markdown of a page as the shell reads it: with ids of headings, and links of the site.

    `path` is that of its file, and `unpublished` has the files of which there are no pages, both
    relative to docs/: links to all others there the shell follows. `root` is the folder of all
    files, and `repository` its address on GitHub: links to a file without a page lead there or, if
    it is empty, become plain words. What leads nowhere stays as it is, and stops the shell.
    """

    def replace(match: re.Match[str]) -> str:
        words, target, id = match["words"], match["path"], match["id"] or ""
        if target is None:
            return match[0]
        target = posixpath.normpath(posixpath.join("docs", posixpath.dirname(path), target))
        if target in PAGES:
            return f"[{words}]({SITE_SCHEME}{PAGES[target]}{id})"
        has_page = target.startswith("docs/") and target.removeprefix("docs/") not in unpublished
        if has_page or not (root / target).exists():
            return match[0]
        if not repository:
            return words
        return f"[{words}]({urls.repository_page(repository, target)}{id})"

    return CODE_OR_LINK.sub(replace, HEADING_ID.sub(r"\1 {#\2}", markdown))


def finish_links(html: str, url: str) -> str:
    """The HTML of the page at a URL, with its links to the site, and those to elsewhere marked."""

    def follow(match: re.Match[str]) -> str:
        return "" if match[1] == url else urls.relative_root(url) + match[1]

    def mark(match: re.Match[str]) -> str:
        relation = "external license" if match[1] == LICENCE_URL else "external"
        return f'{match[1]}" rel="{relation}"'

    return OUTSIDE_LINK.sub(mark, SITE_LINK.sub(follow, html))
