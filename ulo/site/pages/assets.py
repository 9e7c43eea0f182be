"""The files that every page uses and that are made, not written by hand."""

import hashlib
import re
from collections.abc import Iterator
from functools import partial

from ulo.catalogue import Catalogue
from ulo.core import format_day, format_message, urls
from ulo.site.icons import icons_file
from ulo.site.page import File

# What would end a text in a style sheet, or mean something in it.
CSS_SIGNS = re.compile(r'["\\\x00-\x1f\x7f]')


def build_pages(catalogue: Catalogue) -> Iterator[File]:
    yield File(urls.ICONS, icons_file)
    sentence = format_message(catalogue.messages["site"]["as_of"], day=format_day(catalogue.today))
    yield File(urls.DAY_STYLE, partial(day_style, sentence))
    yield File(urls.RECORDS_STATE, partial(records_state, catalogue))


def day_style(sentence: str) -> bytes:
    """The style sheet for paper that says in the foot of each page what day it is from.

    So no page has to change because a day has passed.
    """
    text = CSS_SIGNS.sub(lambda sign: f"\\{ord(sign[0]):x} ", sentence)
    return f'@charset "utf-8";\n.as-of::before {{ content: "{text} "; }}\n'.encode()


def records_state(catalogue: Catalogue) -> bytes:
    """A digest of all records: what a device keeps of the site is looked through when it differs.

    What the search keeps tells of the library, too, which may name a group that has left. It names
    no group, neither one that is there nor one that has left.
    """
    facts = repr((catalogue.organisations, catalogue.resources, catalogue.schema.redirects))
    return hashlib.blake2b(facts.encode("utf-8", "replace"), digest_size=8).hexdigest().encode()
