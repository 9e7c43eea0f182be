"""Hand-written pages work where GitHub shows their files, and as pages of the site.

GitHub's own renderer draws each Markdown file of the repository here. What GitHub does after it is
done by its rules: ids are made from headings, and a link of a scheme that is not allowed is no more
than its words.
"""

import functools
import os
import re
from fnmatch import fnmatch
from pathlib import Path
from urllib.parse import unquote

import cmarkgfm
import html5lib
import pytest
from cmarkgfm.cmark import Options

from sites import ROOT
from ulo.exports import LICENCE_URL
from ulo.site.document_links import PAGES, finish_links, prepare_links

IGNORED = [*(ROOT / ".gitignore").read_text("utf-8").replace("/", "").split(), ".git"]
FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
SCHEME = re.compile(r"[a-z]+:")
# GitHub leaves out the address of a link of the last three, and shows its words.
SCHEMES = {"https:", "http:", "mailto:", "tel:", "sms:", "site:"}
REPOSITORY = "https://github.com/example/led"


def is_ignored(name: str) -> bool:
    return any(fnmatch(name, pattern) for pattern in IGNORED)


def documents() -> list[str]:
    found = []
    for folder, inner, files in os.walk(ROOT):
        inner[:] = [name for name in inner if not is_ignored(name)]
        paths = (Path(folder, name) for name in files if name.endswith(".md"))
        found += [path.relative_to(ROOT).as_posix() for path in paths]
    return sorted(path for path in found if not path.startswith("tests/data/"))


@functools.cache
def drawn(path: str):
    """The elements of a file as GitHub draws them; without its front matter, which is a table."""
    markdown = FRONT_MATTER.sub("", (ROOT / path).read_text("utf-8"))
    text = cmarkgfm.github_flavored_markdown_to_html(markdown, Options.CMARK_OPT_UNSAFE)
    return html5lib.parse(text, namespaceHTMLElements=False)


def github_ids(path: str) -> set[str]:
    """The ids to which a link on GitHub can lead: those of headings, and anchors with their own."""
    ids: set[str] = set()
    for element in drawn(path).iter():
        if re.fullmatch("h[1-6]", element.tag):
            words = "".join(element.itertext()).strip().lower()
            id = re.sub(r"[^\w\- ]", "", words).replace(" ", "-")
            ids.add(next(name for n in range(99) if (name := f"{id}-{n}" if n else id) not in ids))
        elif element.tag == "a" and element.get("id"):
            ids.add(element.get("id"))
    return ids


def broken_on_github(path: str) -> list[str]:
    """The links and pictures of a file that lead to no file or place in the repository."""
    broken = []
    # What another directory starts with stands in the same places there as ours here.
    place = path.removeprefix("ulo/instances/starter/")
    for element in drawn(path).iter():
        address = element.get({"a": "href", "img": "src"}.get(element.tag, ""))
        if address is None:
            continue
        if scheme := SCHEME.match(address):
            if scheme[0] not in SCHEMES or (scheme[0] == "site:" and place[:5] != "docs/"):
                broken.append(address)
            continue
        target, _, id = unquote(address).partition("#")
        found = (ROOT / place).parent.joinpath(target).resolve() if target else ROOT / path
        inside = found.relative_to(ROOT) if found.is_relative_to(ROOT) else None
        if (
            not inside
            or not found.exists()
            or (inside.parts[:1] and is_ignored(inside.parts[0]))
            or (id and not (found.suffix == ".md" and id in github_ids(inside.as_posix())))
        ):
            broken.append(address)
    return broken


@pytest.mark.parametrize("path", documents())
def test_every_link_works_on_github(path):
    assert not broken_on_github(path)


@pytest.mark.parametrize("path", documents())
def test_github_shows_no_marks_of_the_build(path):
    """Attributes in braces are words to GitHub."""
    for element in drawn(path).iter():
        if element.tag not in ("code", "pre"):
            words = (element.text or "") + "".join(child.tail or "" for child in element)
            assert not re.search(r"\{[:#. ]?[\w\"=-]+[^}]*\}", words), words


@pytest.mark.parametrize(
    "link",
    ["../data/", "no-such-file.md", "style.md#no-such-heading", "#nowhere", "../../etc", "x:y"],
)
def test_a_link_to_nowhere_is_found(link, tmp_path, monkeypatch):
    monkeypatch.setattr("test_document_links.ROOT", tmp_path)
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "style.md").write_text("## Style\n", "utf-8")
    text = f'[ok](style.md#style) [x]({link})\n\n## Own <a id="id"></a>\n\n[own](#id)\n'
    (tmp_path / "docs" / "links.md").write_text(text, "utf-8")
    drawn.cache_clear()
    assert broken_on_github("docs/links.md") == [link]
    drawn.cache_clear()


def test_files_with_a_page_of_their_own_are_there():
    assert all((ROOT / path).exists() for path in PAGES)


@pytest.mark.parametrize(
    ("written", "with_repository", "without"),
    [
        ("[a](../editing.md#b)", "[a](../editing.md#b)", "[a](../editing.md#b)"),
        ("[a](../../orgs/)", "[a](site:orgs/)", "[a](site:orgs/)"),
        ("[a `b`](../../LICENCE)", f"[a `b`]({REPOSITORY}/blob/main/LICENCE)", "a `b`"),
        ("[a](../scale.md#b)", f"[a]({REPOSITORY}/blob/main/docs/scale.md#b)", "a"),
        ("[a](no-such.md)", "[a](no-such.md)", "[a](no-such.md)"),
        ("[a](../../find/)", "[a](../../find/)", "[a](../../find/)"),
        ("[a](https://b.example/c)", "[a](https://b.example/c)", "[a](https://b.example/c)"),
        ("[a](#b) [c](site:d/)", "[a](#b) [c](site:d/)", "[a](#b) [c](site:d/)"),
        ("`[a](../../LICENCE)`", "`[a](../../LICENCE)`", "`[a](../../LICENCE)`"),
        ("```\n[a](../../b)\n```", "```\n[a](../../b)\n```", "```\n[a](../../b)\n```"),
        ('## A b <a id="c"></a>', "## A b {#c}", "## A b {#c}"),
    ],
)
def test_links_to_files_become_links_to_pages(written, with_repository, without):
    def prepare(repository: str) -> str:
        return prepare_links(written, "data/api.md", {"scale.md"}, ROOT, repository)

    assert prepare(REPOSITORY) == prepare(f"{REPOSITORY}/") == with_repository
    assert prepare("") == without


@pytest.mark.parametrize(
    ("drawn_by_markdown", "shown"),
    [
        ('<a href="site:find/">', '<a href="../../find/">'),
        ('<a class="b" href="site:find/#c">', '<a class="b" href="../../find/#c">'),
        ('<a href="site:data/api/#c">', '<a href="#c">'),
        ('<a href="https://a.example/">', '<a href="https://a.example/" rel="external">'),
        (f'<a href="{LICENCE_URL}">', f'<a href="{LICENCE_URL}" rel="external license">'),
        ('<a href="tel:999">', '<a href="tel:999">'),
        ("<p>site:find/", "<p>site:find/"),
    ],
)
def test_links_of_the_page_are_finished(drawn_by_markdown, shown):
    assert finish_links(drawn_by_markdown, "data/api/") == shown
