"""The comments in the text of a file. Nobody sees them on a page, but they are public for good."""

import re

from ulo.schema import LIBRARY_FOLDERS

# The line for editors, as `fix` writes it: the only comment that says nothing.
USUAL_MODELINE = re.compile(
    r"# yaml-language-server: \$schema=(?:\.\./){1,2}schema/"
    rf"(?:organisation|{'|'.join(LIBRARY_FOLDERS)})\.json"
)
FIRST_LINE = re.compile(USUAL_MODELINE.pattern.encode() + rb"\r?\n")
# What may begin a comment. Behind a quotation mark, a bracket or the head of a block (such as |2-)
# it needs no space before it; within a word, and above all within a web address, it is a sign like
# any other.
SIGN = re.compile(rb"(?<![A-Za-z0-9/=?&%._~+-])#|[|>][0-9+-]{1,2}#")

# The line of a comment, counted from 1, and its text with the sign before it.
CommentText = tuple[int, str]


def list_comments(content: bytes) -> tuple[CommentText, ...]:
    """All comments in the bytes of a file that is sound YAML, but for the usual first line."""
    head = FIRST_LINE.match(content)
    # Nearly all records have no other: only for the rest is the file read once more.
    if not SIGN.search(content, head.end() if head else 0):
        return ()
    text = content.decode("utf-8").lstrip("\ufeff").replace("\r\n", "\n")
    lines = enumerate(mask_scalars(text).split("\n"), 1)
    # The mask hides no comment, so what stands there is as it was written.
    found = [(number, line[line.index("#") :].rstrip()) for number, line in lines if "#" in line]
    return tuple(comment for comment in found if not USUAL_MODELINE.fullmatch(comment[1]))


def mask_scalars(text: str) -> str:
    """The file with each character of a name or a value made a dot.

    A # that is left begins a comment.
    """
    import yaml  # few records come here

    from ulo.records.strict_yaml import Loader

    characters = list(text)
    for token in yaml.scan(text, Loader=Loader):
        if isinstance(token, yaml.ScalarToken):
            start, end = token.start_mark.index, token.end_mark.index
            if token.style in ("|", ">"):
                # The line in which a block starts may end in a comment.
                start = text.index("\n", start) if "\n" in text[start:end] else end
            characters[start:end] = ["\n" if c == "\n" else "." for c in characters[start:end]]
    return "".join(characters)
