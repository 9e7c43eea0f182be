"""The two ways to the person who answers, and the words that are no answers."""

from collections.abc import Callable
from dataclasses import dataclass

from ulo.core import escape_invisible, message


def words(name: str) -> list[str]:
    """What a person may type for one thing, in small letters: that which we suggest comes first.

    `name` is a key of `interview` in the messages, such as `yes`.
    """
    return message(f"interview.{name}").split(", ")


def help_text() -> str:
    """What a person can type at each question."""
    facts = {name: words(name)[0] for name in ("back", "quit", "unknown")}
    return message("interview.help", **facts)


class BackError(Exception):
    """The person wants the question before this one."""


class StopError(Exception):
    """The person stops for today, or has gone."""


@dataclass
class Dialogue:
    """`read_line` waits for an answer, `show_lines` shows lines. `count` is how many were read."""

    read_line: Callable[[str], str]
    show_lines: Callable[[str], object]
    count: int = 0

    def show(self, text: str) -> None:
        """Shows lines, safe for a terminal."""
        self.show_lines("\n".join(map(escape_invisible, text.split("\n"))))

    def read(self) -> str:
        """The next answer, with single spaces. Raises BackError or StopError."""
        self.count += 1
        try:
            answer = " ".join(self.read_line("> ").split())
        except (EOFError, KeyboardInterrupt):
            raise StopError from None
        except UnicodeDecodeError:
            self.show(f"  {message('interview.unreadable')}")
            return self.read()
        if answer.lower() in ("<", *words("back")):
            raise BackError
        if answer.lower() in words("quit"):
            raise StopError
        return answer

    def confirm(self, question: str) -> bool:
        """The answer to a question of yes or no."""
        self.show(question)
        yes, no = words("yes"), words("no")
        while (answer := self.read().lower()) not in (*yes, *no):
            is_lost = answer == "?"
            self.show(help_text() if is_lost else f"  {message('interview.yes_or_no')}")
        return answer in yes
