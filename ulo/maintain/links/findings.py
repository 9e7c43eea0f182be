"""What a visit means for the record.

Signs that a domain was sold are only ever a question for a person.
"""

import html
import re
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from urllib.parse import urlsplit

from ulo.core import current_locale, fold, message
from ulo.maintain.links.collection import Link, is_on_site
from ulo.maintain.links.visit import PERMANENT_REDIRECTS, Visit


class Kind(StrEnum):
    """What there is to do, the most pressing first.

    OK: nothing. NOT_CHECKED: we could not look at the page, which says nothing about it.
    """

    REMOVED = "gone"
    DOMAIN_SOLD = "sold"
    FRONT_PAGE = "front"
    CERTIFICATE = "certificate"
    UNREACHABLE = "silent"
    BLOCKED = "refused"
    MOVED = "moved"
    SLOW = "slow"
    NOT_CHECKED = "unseen"
    OK = "fine"


@dataclass(frozen=True)
class Finding:
    """What was found behind one link.

    `observation` says it in our words, `page_title` is in those of the site, and `new_url` is where
    a permanent redirect leads. `answered` says whether there was a server at all.
    """

    link: Link
    kind: Kind
    observation: str = ""
    page_title: str = ""
    new_url: str = ""
    answered: bool = True


# A page that takes so many seconds is hard on readers with a slow line.
SLOW_SECONDS = 10
# Where domains are sold or parked.
DOMAIN_MARKETS = (
    "above.com",
    "afternic.com",
    "atom.com",
    "bodis.com",
    "brandbucket.com",
    "buydomains.com",
    "dan.com",
    "domainmarket.com",
    "efty.com",
    "hugedomains.com",
    "namebright.com",
    "parkingcrew.net",
    "parklogic.com",
    "sav.com",
    "sedo.com",
    "sedoparking.com",
    "squadhelp.com",
    "uniregistry.com",
)
KIND_BY_FAULT = {
    "timeout": Kind.UNREACHABLE,
    "unreachable": Kind.UNREACHABLE,
    "broken": Kind.UNREACHABLE,
    "name-unknown": Kind.REMOVED,
    "loop": Kind.NOT_CHECKED,
    "too-many-redirects": Kind.NOT_CHECKED,
    "unwelcome": Kind.NOT_CHECKED,
    "certificate": Kind.CERTIFICATE,
    "refused": Kind.BLOCKED,
}


def classify_visit(link: Link, visit: Visit) -> Finding:
    """What one visit says about its link."""
    return _classify_fault(link, visit) if visit.fault else _classify_answer(link, visit)


def _classify_fault(link: Link, visit: Visit) -> Finding:
    if visit.fault == "refused":
        key = "refused_later" if visit.hops else "refused"
        return Finding(link, Kind.BLOCKED, _say(key, reason=visit.detail))
    return Finding(
        link,
        KIND_BY_FAULT[visit.fault],
        _say(visit.detail if visit.fault == "certificate" else visit.fault),
        answered=visit.fault not in ("timeout", "unreachable", "name-unknown"),
    )


def _classify_answer(link: Link, visit: Visit) -> Finding:
    status, (last_url, _) = visit.status, visit.hops[-1]
    assert status is not None, "a visit without a fault has a status"
    if status in (404, 410):
        return Finding(link, Kind.REMOVED, _say("gone", status=status))
    if status >= 500:
        return Finding(link, Kind.UNREACHABLE, _say("fault", status=status))
    if not 200 <= status < 300:
        return Finding(link, Kind.NOT_CHECKED, _say("hidden", status=status))
    title = _page_title(visit.body)
    if reason := _domain_sold_reason(link, last_url, title, visit.body):
        return Finding(link, Kind.DOMAIN_SOLD, reason, title)
    if _is_front_page(last_url) and urlsplit(link.url).path not in ("", "/"):
        return Finding(link, Kind.FRONT_PAGE, _say("front", address=last_url), title)
    if (new_url := _permanent_target(visit)) != link.url:
        return Finding(
            link,
            Kind.MOVED,
            _say("moved"),
            new_url=new_url,
        )
    if visit.seconds > SLOW_SECONDS:
        return Finding(link, Kind.SLOW, _say("slow", n=round(visit.seconds)))
    return Finding(link, Kind.OK)


def _say(key: str, **facts: object) -> str:
    """What was seen, in a sentence."""
    return message(f"links.seen.{key}", **facts)


def _is_front_page(url: str) -> bool:
    parts = urlsplit(url)
    return parts.path in ("", "/") and not parts.query


def _permanent_target(visit: Visit) -> str:
    """The URL to write: as far as only permanent redirects lead."""
    target = visit.url
    for (_, status), (next_url, _) in pairwise(visit.hops):
        if status not in PERMANENT_REDIRECTS:
            break
        target = next_url
    return target


def _domain_sold_reason(link: Link, last_url: str, title: str, body: str) -> str:
    """Why a person should look whether the site is still the group's; empty if nothing is odd."""
    if is_on_site(last_url, DOMAIN_MARKETS):
        return _say("market")
    # The pattern of a tag cannot backtrack, whatever the page holds.
    start = re.sub(r"<[^<>]*>", " ", body[:20_000])
    words = current_locale().messages.get("link_words", {})
    page = fold(f"{title} {start}")
    if any(re.search(pattern, page) for pattern in words.get("for_sale", ())):
        return _say("for_sale")
    own_words = set(fold(" ".join(link.group_words)).split())
    for word in fold(title).split():
        if word in words.get("spam", ()) and word not in own_words:
            return _say("spam", word=word)
    host = _host(last_url)
    leads_elsewhere = link.is_own_website and title and host != _host(link.url)
    if leads_elsewhere and not own_words & _long_words(f"{title} {host}"):
        return _say("elsewhere", host=host)
    return ""


def _long_words(text: str) -> set[str]:
    return {word for word in fold(text.replace(".", " ")).split() if len(word) > 3}


def _page_title(body: str) -> str:
    # The pattern cannot backtrack, whatever the page holds.
    found = re.search(r"<title[^<>]*>([^<]{0,300})", body, re.IGNORECASE)
    return " ".join(html.unescape(found[1]).split()) if found else ""


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")
