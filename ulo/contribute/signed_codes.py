"""Codes that show that somebody reads the mailbox on the page of a group: signed, and not stored.

A maintainer sends one to that mailbox, in a link. Whoever has it can send it back once: it names
the group, what its record said, and the last day on which it counts. The signature is an HMAC
(RFC 2104) with a secret of the maintainers, so that nobody else can make one, and nothing has to be
kept to recognise it. Once the record has changed, as it does when the group confirms it, the code
fits no more.

docs/maintainers.md says what a code proves, and what it does not.
"""

import hashlib
import hmac
import json
import re
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from datetime import date
from typing import Literal

from ulo.schema import RecordData

__all__ = [
    "MIN_SECRET_LENGTH",
    "Verdict",
    "find_code",
    "find_codes",
    "make_code",
    "named_slug",
    "verify_code",
]

# What a code is worth for a group:
#   valid      made by us for this group and for what its record says today
#   expired    made by us for this group, but its last day is over
#   changed    made by us for this group, but its record has changed since
#   other      made by us for another group
#   wrong      not made by us: forged, cut off or mistyped
#   unchecked  nobody can tell, because the secret is missing here
Verdict = Literal["valid", "expired", "changed", "other", "wrong", "unchecked"]

# As many bytes as the hash gives: a shorter secret would be the weakest part.
MIN_SECRET_LENGTH = 32
# It keeps a signature of ours from meaning something else elsewhere.
PURPOSE = b"page confirmation, 1\n"
# Half of a SHA-256, which is 22 characters of a link.
DIGEST_BYTES = 16
# Slug, last day, digest of the record, signature. Only ASCII, and every part has an end.
CODE = re.compile(
    r"(?<![\w.-])([a-z0-9-]{1,80})\.([0-9]{8})\.([A-Za-z0-9_-]{22})\.([A-Za-z0-9_-]{22})(?![\w-])"
)
# Mail programs break long lines, and put a mark before each that they quote.
LINE_BREAK = re.compile(r"=?\r?\n(?:[ ]?>)*[ ]?")
BREAK = "\0"
# A broken code is looked for only so far: this takes longer.
MAX_BROKEN = 50_000
BROKEN_CODE = re.compile(
    r"(?<![\w.-])(?:[a-z0-9-]\0?){1,80}\.\0?(?:[0-9]\0?){8}(?:\.\0?(?:[A-Za-z0-9_-]\0?){22}){2}"
)


def make_code(slug: str, data: RecordData, until: date, secret: bytes) -> str:
    """The code for a group whose record says `data`; it counts up to and including `until`."""
    signed = f"{slug}.{until:%Y%m%d}.{_record_digest(data)}"
    return f"{signed}.{_sign(signed, secret)}"


def verify_code(
    code: str,
    slug: str,
    data: RecordData,
    today: date,
    secret: bytes | None,
    redirects: Mapping[str, str] | None = None,
) -> Verdict:
    """What a code is worth for the group `slug` whose record says `data`.

    `redirects` has the slug of today for former ones: a code may be older than the name of a file.
    """
    found = CODE.fullmatch(code)
    if not found:
        return "wrong"
    if not secret:
        return "unchecked"
    signed, _, signature = code.rpartition(".")
    # In constant time: how long it takes says nothing of the right signature.
    if not hmac.compare_digest(_sign(signed, secret), signature):
        return "wrong"
    if slug not in (found[1], (redirects or {}).get(found[1])):
        return "other"
    if found[2] < f"{today:%Y%m%d}":
        return "expired"
    return "valid" if found[3] == _record_digest(data) else "changed"


def find_code(text: str) -> str:
    """The first code in a text, though it may be broken over lines; empty where there is none."""
    found = CODE.search(text) or BROKEN_CODE.search(LINE_BREAK.sub(BREAK, text[:MAX_BROKEN]))
    return found[0].replace(BREAK, "") if found else ""


def find_codes(text: str) -> list[str]:
    """Each code in a text once; of those broken over lines, no more than the first."""
    found = [match[0] for match in CODE.finditer(text)]
    return list(dict.fromkeys(found)) or [code for code in [find_code(text)] if code]


def named_slug(code: str) -> str:
    """The slug of the group that a code names, whether or not it is genuine."""
    return code.partition(".")[0]


def _record_digest(data: RecordData) -> str:
    """A mark of what a record says. The order of fields, comments and style make no difference."""
    text = json.dumps(data, sort_keys=True, separators=(",", ":"))
    return _encode(hashlib.sha256(text.encode("ascii")).digest())


def _sign(text: str, secret: bytes) -> str:
    return _encode(hmac.digest(secret, PURPOSE + text.encode("ascii"), "sha256"))


def _encode(digest: bytes) -> str:
    return urlsafe_b64encode(digest[:DIGEST_BYTES]).rstrip(b"=").decode("ascii")
