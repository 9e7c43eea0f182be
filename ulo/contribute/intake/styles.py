"""The two forms of an answer: Markdown for GitHub, and plain text for an e-mail."""

from collections.abc import Sequence
from typing import Protocol

from ulo.contribute.intake.markdown import escape_markdown, shorten


class Style(Protocol):
    """How an answer is written."""

    def words(self, text: str) -> str:
        """The words of a stranger, in one line, so that they are nothing but words."""

    def group(self, name: str, url: str, path: str, text: str = "") -> str:
        """A group with its page, or with its file where it has no URL, and what is said of it."""

    def section(self, title: str, lines: Sequence[str]) -> list[str]:
        """The blocks of a title and a list. An entry may have more than one line."""


class MarkdownStyle:
    """For issues and pull requests on GitHub."""

    def words(self, text: str) -> str:
        return escape_markdown(text)

    def group(self, name: str, url: str, path: str, text: str = "") -> str:
        shown = f"[{self.words(name)}]({url})" if url else f"{self.words(name)} (`{path}`)"
        return f"{shown}: {text}" if text else shown

    def section(self, title: str, lines: Sequence[str]) -> list[str]:
        return [f"**{title}**", "\n".join(f"- {line}" for line in lines)]


class PlainStyle:
    """For an e-mail: no markup, and each web address in a line of its own, where it can be used."""

    def words(self, text: str) -> str:
        return shorten(text)

    def group(self, name: str, url: str, path: str, text: str = "") -> str:
        shown = self.words(name) if url else f"{self.words(name)} ({path})"
        return "\n".join(filter(None, (f"{shown}: {text}" if text else shown, url)))

    def section(self, title: str, lines: Sequence[str]) -> list[str]:
        colon = ":" if title[-1:].isalnum() else ""
        entries = ("- " + line.replace("\n", "\n  ") for line in lines)
        return ["\n".join((f"{title}{colon}", *entries))]


MARKDOWN, PLAIN = MarkdownStyle(), PlainStyle()
