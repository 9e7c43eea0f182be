"""Every regular expression in the scripts of the site, as Python writes it."""

import re
from collections.abc import Iterator

from sites import ROOT

# Comments, texts and words of a script; all else is a sign of its own.
TOKEN = re.compile(
    r"(?P<nothing>\s+|//[^\n]*|/\*.*?\*/)|\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|[\w$]+|.",
    re.DOTALL,
)
LITERAL = re.compile(r"/(?P<source>(?:[^/\\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+)/(?P<flags>[a-z]*)")
# The part of a template up to its end or to an expression in it.
TEMPLATE = re.compile(r"(?:[^`\\$]|\\.|\$(?!\{))*(?P<end>`|\$\{)", re.DOTALL)
# A slash behind a value divides; behind these words and signs, a pattern begins.
BEFORE_PATTERN = {"return", "typeof", "case", "of", "in", *"(,=:[!&|?{;~+-*%<>^"}

# What Python writes otherwise than JavaScript, and signs that stand for the kinds of Unicode.
SCRIPT_PART = re.compile(
    r"\\[pP]\{(?P<kind>\w+)\}|\\u\{(?P<code>[0-9a-f]+)\}|\\.|\(\?<(?=[a-z])|[\[\]]", re.DOTALL
)
UNICODE_KINDS = {
    "L": "a-zA-Z\u00c0-\u024f",
    "Ll": "a-z",
    "M": "\u0300-\u036f",
    "N": "0-9",
    "Nl": "\u2160-\u2188",
    "No": "\u00b2\u00b3\u2460-\u249b",
    "C": "\\x00-\\x1f",
    "Cc": "\\x00-\\x1f",
    "Cf": "\u00ad\u200b-\u200f",
    "Cs": "\\ud800-\\udfff",
    "Co": "\ue000-\uf8ff",
    "Cn": "\\uffff",
    "Z": " \u00a0\u2028\u2029",
    "Zl": "\u2028",
    "Zp": "\u2029",
}


def script_patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    """Each regular expression in the scripts of the site, as Python writes it, with its place."""
    for script in (*sorted((ROOT / "docs/assets/js").rglob("*.js")), ROOT / "docs/sw.js"):
        path, code = script.relative_to(ROOT).as_posix(), script.read_text("utf-8")
        for place, source, flags in find_literals(code):
            line = code.count("\n", 0, place) + 1
            given = re.ASCII
            for letter, flag in (("i", re.IGNORECASE), ("m", re.MULTILINE), ("s", re.DOTALL)):
                given |= flag if letter in flags else 0
            yield f"{path}:{line}", re.compile(_translate(source), given)


def find_literals(code: str) -> Iterator[tuple[int, str, str]]:
    """The place, the source and the flags of each regular expression in a script."""
    place, before = 0, "("
    # How many braces are open in each template's expression.
    depths: list[int] = []
    while place < len(code):
        if literal := LITERAL.match(code, place) if before in BEFORE_PATTERN else None:
            is_comment = code.startswith(("//", "/*"), place)
            if not is_comment:
                yield place, literal["source"], literal["flags"]
                place, before = literal.end(), ")"
                continue
        token = TOKEN.match(code, place)
        assert token
        place = token.end()
        if token["nothing"]:
            continue
        before = token[0]
        if depths and before in "{}":
            depths[-1] += 1 if before == "{" else -1
        if before == "`" or (depths and depths[-1] == 0):
            if before == "}":
                depths.pop()
            part = TEMPLATE.match(code, place)
            assert part
            place, before = part.end(), ")"
            if part["end"] == "${":
                depths.append(1)
                before = "("


def _translate(source: str) -> str:
    """A regular expression of JavaScript as one of Python."""
    is_in_class = False

    def replace(match: re.Match[str]) -> str:
        nonlocal is_in_class
        text = match[0]
        if text in "[]":
            is_in_class = text == "["
        if match["kind"]:
            listed = UNICODE_KINDS[match["kind"]]
            is_negated = text[1] == "P"
            return listed if is_in_class else f"[{'^' * is_negated}{listed}]"
        if match["code"]:
            return f"\\U{int(match['code'], 16):08x}"
        return {"\\0": "\\x00", "(?<": "(?P<", "\\/": "/"}.get(text, text)

    return SCRIPT_PART.sub(replace, source)
