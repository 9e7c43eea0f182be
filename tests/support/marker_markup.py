"""What became of hostile texts in HTML and XML, read as browsers read them."""

import re
from collections.abc import Iterator
from xml.etree import ElementTree

import html5lib

from marker_texts import SIGN, json_traces, text_traces

# Where a browser goes, or what it fetches or runs.
ADDRESSES = ("href", "src", "srcset", "action", "formaction", "data", "poster", "cite", "ping")
FETCHING = (
    "img",
    "script",
    "iframe",
    "link",
    "source",
    "object",
    "embed",
    "video",
    "audio",
    "base",
)
SCRIPT = re.compile(r"[\x00-\x20]*(?:javascript|vbscript|data):", re.IGNORECASE)


def html_traces(content: bytes) -> Iterator[str]:
    """Elements, attributes, comments, scripts, styles and addresses that came from a text."""
    text = content.decode()
    if SIGN not in text.casefold():
        return  # without the sign, there is no text of ours in it
    tree = parse_html(text)
    for element in tree.iter():
        yield from element_traces(element)
    # Words that are links of the glossary are elements of their own.
    yield from text_traces("".join(_texts(tree)))


def parse_html(text: str) -> ElementTree.Element:
    """The document with all of it, also comments before and behind the page."""
    builder = html5lib.getTreeBuilder("etree", fullTree=True)
    tree: ElementTree.Element = html5lib.HTMLParser(builder, namespaceHTMLElements=False).parse(
        text
    )
    return tree


def _texts(tree: ElementTree.Element) -> Iterator[str]:
    """The texts of a page with a mark between blocks, so that no two are read as one."""
    for element in tree.iter():
        if isinstance(element.tag, str) and element.tag not in ("script", "style"):
            yield element.text or ""
        yield element.tail or ""


def element_traces(element: ElementTree.Element) -> Iterator[str]:
    if not isinstance(element.tag, str):
        if SIGN in (element.text or ""):
            yield f"a comment: {element.text!r}"
        return
    if SIGN in element.tag:
        yield f"an element: {element.tag}"
    for name, value in element.attrib.items():
        if SIGN in name or name.startswith("on") or (name == "style" and SIGN in value):
            yield f"an attribute: {name}={value!r}"
        yield from text_traces(value)
    for name in ADDRESSES:
        address = element.get(name, "")
        if SCRIPT.match(address) and SIGN in address:
            yield f"an address that runs: {address!r}"
        if SIGN in address.casefold() and element.tag in FETCHING:
            yield f"an address that is fetched: {element.tag} {address!r}"
        if address.startswith("//") and SIGN in address:
            yield f"an address without a scheme: {address!r}"
    if element.tag == "script" and SIGN in (element.text or "").casefold():
        if element.get("type") not in ("application/ld+json", "application/json"):
            yield f"a script: {element.text!r}"
        else:
            yield from json_traces((element.text or "").encode())
            yield from (
                f"a sign in a script: {sign!r}"
                for sign in "<>&\u2028\u2029"
                if sign in str(element.text)
            )
    if element.tag == "style" and SIGN in (element.text or ""):
        yield f"a style: {element.text!r}"


def xml_traces(content: bytes) -> Iterator[str]:
    """The same of XML: feeds, drawings, sitemaps, and the parts of a workbook."""
    text = content.decode("utf-8-sig")
    if SIGN not in text.casefold():
        return
    if "<!ENTITY" in text or "<!DOCTYPE" in text:
        yield "a document type"
    try:
        tree = ElementTree.fromstring(text)
    except ElementTree.ParseError as error:
        yield f"no XML: {error}"
        return
    for element in tree.iter():
        local = str(element.tag).rpartition("}")[2]
        if local == "f" and SIGN in (element.text or ""):
            yield f"a formula: {element.text!r}"
        element.tag = local
        yield from (one for one in element_traces(element) if not one.startswith("a sign"))
        yield from text_traces(element.text or "")
    # `zq` in a name would have been found; what is left is an instruction or a comment.
    if re.search(r"<[?!](?!\?xml|\[CDATA)[^>]*zq", text):
        yield "an instruction or a comment"
