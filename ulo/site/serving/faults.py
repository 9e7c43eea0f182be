"""What is wrong with the site at present, for a terminal and for a browser.

The words are those of `check`, and the section `serving` of the locale. A file of the locale may be
what is wrong, so `ulo.cli.serving` has that section read before anything is shown.
"""

import traceback
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from pathlib import Path

from ulo.catalogue import InvalidGuideError
from ulo.core import (
    NoLanguageError,
    Problem,
    as_text,
    count,
    current_locale,
    message,
    summarise,
)
from ulo.schema import InvalidFileError
from ulo.site.hook import BuildError

# A browser shows no more of them than this.
MAX_SHOWN = 20
# For a browser without scripts.
ASK_AGAIN = '<noscript><meta http-equiv="refresh" content="1"></noscript>\n'
PLAIN_ERRORS = (BuildError, InvalidFileError, InvalidGuideError, NoLanguageError, OSError)


@dataclass(frozen=True)
class Fault:
    """What keeps the site from being drawn: a summary, and a block of lines for each fault."""

    summary: str
    blocks: tuple[str, ...]

    def __str__(self) -> str:
        return "\n\n".join((*self.blocks, self.summary))


def fault_of_problems(problems: list[Problem]) -> Fault:
    """Errors in records, as `check` shows them."""
    return Fault(summarise(problems), tuple(as_text([problem]) for problem in problems))


def fault_of_error(error: BaseException, root: Path, changed: Iterable[str] = ()) -> Fault:
    """What stopped the drawing; `changed` are the paths that were saved before."""
    text = str(error)
    if not isinstance(error, PLAIN_ERRORS):
        text = "".join(traceback.format_exception_only(error)).rstrip()
        text = "\n  ".join((_place(error, root), *text.splitlines()))
    blocks = [text]
    if changed := sorted(changed):
        blocks.append("\n  ".join((message("serving.came_with"), *changed)))
    return Fault(message("serving.not_drawn"), tuple(blocks))


def _place(error: BaseException, root: Path) -> str:
    """The last line of our own code or templates that was reached."""
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        path = Path(frame.filename)
        if path.is_relative_to(root / "ulo"):
            return f"{path.relative_to(root).as_posix()}:{frame.lineno}"
    return "ulo"


def fault_panel(fault: Fault) -> str:
    """The HTML that stands above a page while there is a fault."""
    return _panel(fault, message("serving.last_good"))


def _panel(fault: Fault, note: str) -> str:
    hidden = len(fault.blocks) - MAX_SHOWN
    items = "".join(f"<li>{_format_block(block)}</li>\n" for block in fault.blocks[:MAX_SHOWN])
    more = f"<p>{escape(count('serving.more', hidden))}</p>\n" if hidden > 0 else ""
    return (
        '<link rel="stylesheet" href="/-/faults.css">\n'
        f'<section class="faults" lang="{_language()}" aria-labelledby="faults">\n'
        f'<h2 id="faults">{escape(fault.summary)}</h2>\n<p>{escape(note, quote=False)}</p>\n'
        f"<ul>\n{items}</ul>\n{more}</section>\n"
    )


def _format_block(block: str) -> str:
    place, *lines = block.splitlines()
    return "<br>\n".join([f"<strong>{escape(place)}</strong>", *(escape(x.strip()) for x in lines)])


def fault_page(fault: Fault) -> str:
    """The page instead of one that has never been drawn."""
    return _page(fault.summary, _panel(fault, message("serving.never_good")))


def waiting_page() -> str:
    """The page instead of one that is not drawn yet."""
    title, soon = message("serving.waiting"), message("serving.soon")
    title_html, soon_html = escape(title, quote=False), escape(soon, quote=False)
    return _page(title, f"<h1>{title_html}</h1>\n<p>{soon_html}</p>\n", ASK_AGAIN)


def _language() -> str:
    return escape(current_locale().language)


def _page(title: str, body: str, head: str = "") -> str:
    return (
        f'<!DOCTYPE html>\n<html lang="{_language()}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n{head}</head>\n<body>\n{body}</body>\n</html>\n"
    )
