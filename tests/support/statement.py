"""What the accessibility statement says was tested, held to what the tests have just run.

Numbers in it stand as <b data-tested="NAME">NUMBER</b>, and each state of the browser has its line
with data-state.
"""

import re

from sites import ROOT

PATH = ROOT / "docs" / "about" / "accessibility.md"
MEND = "python3 build.py test tests/browser/test_axe.py --accept"


def agree(request, **ran: int) -> None:
    """Fails where the statement gives another number than what was run, or none.

    With --accept, it mends the statement instead.
    """
    text = PATH.read_text("utf-8")
    for name, number in ran.items():
        stated = re.search(rf'(?<=data-tested="{name}">)[\d,]+(?=</b>)', text)
        assert stated, (
            f"{PATH.name} does not say how many {name} were tested: "
            f'write <b data-tested="{name}">{number:,}</b> where it should'
        )
        if request.config.getoption("--accept"):
            text = text[: stated.start()] + f"{number:,}" + text[stated.end() :]
            PATH.write_text(text, "utf-8")
        else:
            assert stated.group() == f"{number:,}", (
                f"{PATH.name} says {stated.group()} {name}, and {number:,} were tested. "
                f"Mend it with  {MEND}"
            )


def states() -> list[str]:
    """The states of the browser in which the statement says that pages are tested."""
    return re.findall(r'data-state="([^"]+)"', PATH.read_text("utf-8"))
