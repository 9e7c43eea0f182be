"""What became of an import, and how it is told."""

import html
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field

from ulo.core import escape_invisible


@dataclass
class Account:
    """What became of an import. `had` counts the lines with a key, `placed` and `left_out` count values."""

    lines: int = 0
    made: int = 0
    had: Counter = field(default_factory=Counter)
    placed: Counter = field(default_factory=Counter)
    left_out: dict[str, Counter] = field(default_factory=lambda: defaultdict(Counter))
    said: list[tuple[int, str]] = field(default_factory=list)

    @property
    def messages(self) -> list[str]:
        """What there is to say, in the order of the lines."""
        return [text for _, text in sorted(self.said, key=lambda entry: entry[0])]

    def say(self, line: int, text: str) -> None:
        self.said.append((line, escape_invisible(f"line {line}{text}")))


def account_as_markdown(account: Account) -> str:
    """The account as a page for a person: the sum, a table of the keys, and each message."""
    rows = []
    for key in sorted({*account.had, *account.left_out}):
        reasons = account.left_out.get(key, Counter())
        why = "; ".join(f"{reason} ({count})" for reason, count in reasons.most_common())
        rows.append(
            f"| {_plain(key)} | {account.had[key]} | {account.placed[key]} | {reasons.total()} | {_plain(why)} |"
        )
    return "\n".join(
        [
            "# Account of the import",
            "",
            f"Lines read: {account.lines}. Records made: {account.made}.",
            "",
            "| key | lines with it | values placed | values left out | why they were left out |",
            "| --- | --- | --- | --- | --- |",
            *rows,
            "",
            "## Line by line",
            "",
            *(
                [f"- {_plain(message)}" for message in account.messages]
                or ["There is nothing to say."]
            ),
            "",
        ]
    )


def _plain(text: str) -> str:
    """The text with each sign that Markdown or HTML would take for its own made harmless."""
    return re.sub(r"([\\`*\[\]|])", r"\\\1", html.escape(text, quote=False))
