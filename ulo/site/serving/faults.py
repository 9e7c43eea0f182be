"""What is wrong with the site at present, for a terminal and for a browser.

The words are those of `check`. What else is said stands here, and not in schema/locales/, since
that may be what is wrong.
"""

import traceback
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from pathlib import Path

from ulo.catalogue import InvalidGuideError
from ulo.core import Problem, as_text, summarise
from ulo.site.hook import BuildError

# A browser shows no more of them than this.
MAX_SHOWN = 20
LAST_GOOD = "This page is as it was before. It will update as soon as this is fixed."
NEVER_GOOD = "You'll see the site as soon as this is fixed."
MORE = "There are {number} more. See them all with  python3 build.py check"
PLAIN_ERRORS = (BuildError, InvalidGuideError, OSError)


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
        blocks.append("\n  ".join(("It came with a change of:", *changed)))
    return Fault("We couldn't draw the site.", tuple(blocks))


def _place(error: BaseException, root: Path) -> str:
    """The last line of our own code or templates that was reached."""
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        path = Path(frame.filename)
        if path.is_relative_to(root / "ulo"):
            return f"{path.relative_to(root).as_posix()}:{frame.lineno}"
    return "ulo"


def fault_panel(fault: Fault, note: str = LAST_GOOD) -> str:
    """The HTML that stands above a page while there is a fault."""
    hidden = len(fault.blocks) - MAX_SHOWN
    items = "".join(f"<li>{_format_block(block)}</li>\n" for block in fault.blocks[:MAX_SHOWN])
    more = f"<p>{MORE.format(number=hidden)}</p>\n" if hidden > 0 else ""
    return (
        '<link rel="stylesheet" href="/-/faults.css">\n'
        '<section class="faults" lang="en" aria-labelledby="faults">\n'
        f'<h2 id="faults">{escape(fault.summary)}</h2>\n<p>{note}</p>\n'
        f"<ul>\n{items}</ul>\n{more}</section>\n"
    )


def _format_block(block: str) -> str:
    place, *lines = block.splitlines()
    return "<br>\n".join([f"<strong>{escape(place)}</strong>", *(escape(x.strip()) for x in lines)])


def fault_page(fault: Fault) -> str:
    """The page instead of one that has never been drawn."""
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(fault.summary)}</title>\n</head>\n"
        f"<body>\n{fault_panel(fault, NEVER_GOOD)}</body>\n</html>\n"
    )
