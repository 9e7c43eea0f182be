"""The rules about what shows that a group is user-led: the evidence, where it stands, and how old it is.

All are questions, since only a person can judge. Who has looked into one writes its name into the record, under
`checked.answered`, and nobody is asked it again.
"""

import re
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

from ulo.checks.context import Case
from ulo.core import QUESTION, Problem, fold, quote, rule
from ulo.schema import Term

# Sources that are all older than this many years say little about today.
OLD_YEARS = 8
# Sites with copies of what others wrote: nobody can tell there who wrote it, and copies go without notice.
COPY_HOSTS = (
    "docplayer.net", "docsbay.net", "docslib.org", "documents.pub", "dokumen.pub", "dokumen.tips", "fdocuments.net",
    "fliphtml5.com", "issuu.com", "pdfcoffee.com", "pdfslide.net", "readkong.com", "scribd.com", "silo.tips",
    "slideplayer.com", "slideshare.net", "studylib.net", "vdocument.in", "vdocuments.mx", "vdocuments.net",
    "vdocuments.site", "yumpu.com",
)
# Public bodies: their sites have the names of places in them, as groups have.
PUBLIC_BODIES = (".gov.uk", ".nhs.uk", ".ac.uk", ".gov.scot", ".gov.wales", ".police.uk")
# What stands behind the owner's part in the name of a site.
NOBODYS_LABELS = frozenset("ac co gov ltd me nhs org plc blogspot tumblr weebly wixsite wordpress".split())
# Somebody leads, or a rule, a board or the members do.
LEADS = re.compile(
    r"\b(led|leads?|leaders?|leadership|runs?|running|ran|in charge|controls?|controlled|direct|directs|directed|"
    r"manag\w+|chair\w*|govern\w*|decid\w+|decisions?|elect\w*|choose|chooses|chosen|chose|owns?|owned|boards?|"
    r"trustees?|committees?|directors?|steer\w*|members?|membership|constitution|rules?|articles|votes?|by and for|"
    r"for and by|of and for|organise\w*|makes? (it )?up|made (it )?up|people['’]s (organisation|group|coalition)s?|\w+-led)\b",
    re.IGNORECASE,
)
# What an evidence sentence may call the people whom the group is for.
PEOPLE_OF_THE_GROUP = re.compile(
    r"\b(members?|users?|people (it is|they are) (for|about)|peers?|lived experience|own experience|user-led|peer-led)\b",
    re.IGNORECASE,
)
CLOSING = re.compile(
    r"\b(clos(es|ed|ing|ure|ures)|wound up|winding up|mergers?|merge[sd]?|merging|redundan\w*|dissolved|ceased|"
    r"ceases|collaps\w*|shuts?|shutting)\b",
    re.IGNORECASE,
)
# Facts that no other part of a record vouches for.
NEEDS_SOURCE = ("identifiers", "legal_form", "founded", "networks")
# Words that many communities share.
SHARED_WORDS = frozenset("and experience long people person term terms with".split())
STEM = 6


def site(address: str) -> str:
    """The name of the site that an address is on, without `www.`; empty where it cannot be read."""
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def is_own(case: Case, address: str) -> bool:
    """Whether an address is on a site of the group: one of its pages is there, or it bears the group's name."""
    there, names = site(address), {fold(name).replace(" ", "") for name in case.names}
    own = filter(None, map(site, (case.text("contact", "website"), *case.list("contact", "social"))))
    return _label(there) in names or any(
        there == page or there.endswith(f".{page}") or page.endswith(f".{there}") for page in own
    )


def may_be_own(case: Case, address: str) -> bool:
    """Whether the name of a site and a name of the group have enough in common to be of one owner."""
    label, names = _label(site(address)), [fold(name).replace(" ", "") for name in case.names]
    return is_own(case, address) or len(label) > 3 and not site(address).endswith(PUBLIC_BODIES) and any(
        label in name or name in label for name in names if len(name) > 3
    )


def _label(name: str) -> str:
    """The part of a site's name that tells whose it is: `leedsvoices` of `blog.leeds-voices.org.uk`."""
    labels = name.split(".")[:-1]
    while len(labels) > 1 and labels[-1] in NOBODYS_LABELS:
        labels.pop()
    return labels[-1].replace("-", "") if labels else ""


@rule(QUESTION)
def old_evidence(case: Case) -> Iterator[Problem]:
    """The newest source of an open group is at most eight years old.

    Look for newer pages: its own, its council's, a network's, the local paper, a register. Add what you find as a
    source with its year. If the group has closed, say so under `closed`, with the page that shows it.
    """
    newest = case.newest_source
    if newest and not _closed(case) and case.today.year - newest[0] > OLD_YEARS:
        yield case.problem("old-evidence", ("sources", newest[1], "year"), year=newest[0])


@rule(QUESTION)
def nobody_leads(case: Case) -> Iterator[Problem]:
    """The evidence says who leads the group, or speaks of its rules, its board or its members.

    That somebody set it up, or that its staff have this experience, does not say who decides now.
    """
    text = case.text("user_led", "evidence")
    if text and not LEADS.search(text):
        yield case.problem("nobody-leads", ("user_led", "evidence"), value=quote(text))


@rule(QUESTION)
def basis_and_source(case: Case) -> Iterator[Problem]:
    """What a group says of itself stands on its own site, and what others say stands on theirs.

    The group's own page is the source of `self-described`; a network, a register, a funder or a newspaper is that of
    `listed-by-network`. Another site may quote the group: then it is the group's word all the same.
    """
    basis, source = case.text("user_led", "basis"), case.text("user_led", "source")
    if basis == "listed-by-network" and is_own(case, source):
        yield case.problem("basis-and-source", ("user_led", "basis"), site=site(source))
    elif basis == "self-described" and site(source) and not may_be_own(case, source):
        yield case.problem("basis-and-source", ("user_led", "basis"), variant="other", site=site(source))


@rule(QUESTION)
def weak_source(case: Case) -> Iterator[Problem]:
    """The source of the evidence is the page itself: no copy of it, and not the front page of somebody else's site.

    Copies go without notice, and a front page changes every week. Readers must be able to look it up.
    """
    source = case.text("user_led", "source")
    there = site(source)
    if there.endswith(tuple(f".{host}" for host in COPY_HOSTS)) or there in COPY_HOSTS:
        yield case.problem("weak-source", ("user_led", "source"), site=there)
    elif _is_front(source) and not may_be_own(case, source):
        yield case.problem("weak-source", ("user_led", "source"), variant="front", site=there)


@rule(QUESTION)
def closing_words(case: Case) -> Iterator[Problem]:
    """No source of an open group tells that it closed, merged or ran out of money.

    A title with "closure" or "redundancies" in it may be about fears that did not come true, or about a building.
    """
    for place, source in case.sources if not _closed(case) else []:
        title = source.get("title")
        if isinstance(title, str) and (word := CLOSING.search(title)):
            yield case.problem("closing-words", ("sources", place, "title"), word=quote(word.group()))


@rule(QUESTION)
def unspoken_community(case: Case) -> Iterator[Problem]:
    """The evidence speaks of each community that is said to lead.

    If the group is for one community only, "its members" or "its users" are these people. Its name may say it, too.
    """
    led_by, communities = case.list("user_led", "led_by"), case.schema.vocabularies["community"].terms
    text = case.text("user_led", "evidence")
    only = len(led_by) == 1 and led_by[0] in case.list("for") and PEOPLE_OF_THE_GROUP.search(text)
    spoken = f" {fold(' '.join((text, *case.names)))}"
    for place, community in enumerate(led_by if text and not only else []):
        term = communities.get(community)
        if term and not any(f" {stem}" in spoken for stem in _stems(term)):
            yield case.problem("unspoken-community", ("user_led", "led_by", place), people=term.phrase)


def _stems(term: Term) -> set[str]:
    """The beginnings of the words that a community is known by; initials whole."""
    words = {word for text in (term.title, *term.synonyms) for word in fold(text).split()} - SHARED_WORDS
    return {word[:STEM] if len(word) > STEM else f"{word} " if len(word) < 4 else word for word in words}


@rule(QUESTION)
def unsupported_fact(case: Case) -> Iterator[Problem]:
    """A source shows the networks, the founding year, the legal form and the registered numbers of a group.

    The source says so under `supports`, with the name of the field. Groups leave networks, and years are easily mixed
    up. If no source says what it shows, or only who leads the group, nothing is asked.
    """
    shown = [source["supports"] for _, source in case.sources if isinstance(source.get("supports"), list)]
    # The form asks for one source only, that of who leads, and writes it down.
    shown = [fields for fields in shown if fields != ["user_led"]]
    for field in NEEDS_SOURCE:
        if shown and case.record.data.get(field) and not any(field in fields for fields in shown):
            yield case.problem("unsupported-fact", (field,), name=field)


@rule(QUESTION)
def one_nation(case: Case) -> Iterator[Problem]:
    """A group that reaches the whole United Kingdom does not name places of one nation only.

    `national` means one nation. For a group that is UK-wide, leave the places out.
    """
    areas = case.schema.areas
    places = [place for place in case.list("area", "serves") if place in areas.terms]
    nations = {next((area.id for area in areas.chain(place) if area.kind == "nation"), None) for place in places}
    if case.text("area", "reach") == "uk-wide" and len(nations) == 1 and None not in nations:
        yield case.problem("one-nation", ("area", "reach"), nation=areas[nations.pop()].title)


@rule(QUESTION)
def closed_owner(cases: list[Case]) -> Iterator[Problem]:
    """No source of an open group stands on the site of a group that has closed.

    Such a site may be gone, or in other hands. Look for a page of the group itself, or of somebody who is still there.
    """
    owners: dict[str, Case] = {}
    for case in sorted(cases, key=_closed):
        website = case.text("contact", "website")
        # A group whose website is one page of a site was a guest there.
        if there := "" if _closed(case) and not _is_front(website) else site(website):
            owners.setdefault(there, case)
    for case in cases:
        for place, source in case.sources if not _closed(case) else []:
            url = source.get("url")
            owner = owners.get(site(url)) if isinstance(url, str) else None
            if owner and _closed(owner):
                yield case.problem("closed-owner", ("sources", place, "url"), site=site(url), other=owner.record.path,
                                   others=[owner.record.path])


def _is_front(address: str) -> bool:
    """Whether an address is the front page of a site."""
    return bool(site(address)) and urlsplit(address).path in ("", "/") and not urlsplit(address).query


def _closed(case: Case) -> bool:
    return "closed" in case.record.data


RULES: list[Callable[[Case], Iterator[Problem]]] = [
    old_evidence, nobody_leads, basis_and_source, weak_source, closing_words, unspoken_community,
    unsupported_fact, one_nation,
]
TOGETHER: list[Callable[[list[Case]], Iterator[Problem]]] = [closed_owner]
