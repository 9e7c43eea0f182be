"""The rules about what shows that a group is user-led: the evidence, where it stands, and how old
it is.

All are questions, since only a person can judge. Who has looked into one writes its name into the
record, under `checked.answered`, and nobody is asked it again.
"""

import re
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

from ulo.checks.context import CheckContext
from ulo.core import WARNING, Problem, fold, quote, rule
from ulo.schema import Term

# Sources that are all older than this many years say little about today.
MAX_EVIDENCE_AGE = 8
# Sites with copies of what others wrote: nobody can tell there who wrote it, and copies go without
# notice.
COPY_HOSTS = (
    "docplayer.net",
    "docsbay.net",
    "docslib.org",
    "documents.pub",
    "dokumen.pub",
    "dokumen.tips",
    "fdocuments.net",
    "fliphtml5.com",
    "issuu.com",
    "pdfcoffee.com",
    "pdfslide.net",
    "readkong.com",
    "scribd.com",
    "silo.tips",
    "slideplayer.com",
    "slideshare.net",
    "studylib.net",
    "vdocument.in",
    "vdocuments.mx",
    "vdocuments.net",
    "vdocuments.site",
    "yumpu.com",
)
# Public bodies: their sites have the names of places in them, as groups have.
PUBLIC_BODY_SUFFIXES = (".gov.uk", ".nhs.uk", ".ac.uk", ".gov.scot", ".gov.wales", ".police.uk")
# What stands behind the owner's part in the name of a site.
GENERIC_DOMAIN_LABELS = frozenset(
    "ac co gov ltd me nhs org plc blogspot tumblr weebly wixsite wordpress".split()
)
# Somebody leads, or a rule, a board or the members do.
LEADERSHIP_WORDS = re.compile(
    r"\b(led|leads?|leaders?|leadership|runs?|running|ran|in charge|controls?|controlled|direct|directs|directed|"
    r"manag\w+|chair\w*|govern\w*|decid\w+|decisions?|elect\w*|choose|chooses|chosen|chose|owns?|owned|boards?|"
    r"trustees?|committees?|directors?|steer\w*|members?|membership|constitution|rules?|articles|votes?|by and for|"
    r"for and by|of and for|organise\w*|makes? (it )?up|made (it )?up|people['’]s (organisation|group|coalition)s?|\w+-led)\b",
    re.IGNORECASE,
)
# What an evidence sentence may call the people whom the group is for.
MEMBERSHIP_WORDS = re.compile(
    r"\b(members?|users?|people (it is|they are) (for|about)|peers?|lived experience|own experience|user-led|peer-led)\b",
    re.IGNORECASE,
)
CLOSURE_WORDS = re.compile(
    r"\b(clos(es|ed|ing|ure|ures)|wound up|winding up|mergers?|merge[sd]?|merging|redundan\w*|dissolved|ceased|"
    r"ceases|collaps\w*|shuts?|shutting)\b",
    re.IGNORECASE,
)
# Facts that no other part of a record vouches for.
FIELDS_NEEDING_SOURCE = ("identifiers", "legal_form", "founded", "networks")
# Words that many communities share.
STOP_WORDS = frozenset("and experience long people person term terms with".split())
STEM_LENGTH = 6


def url_host(address: str) -> str:
    """The name of the site that an address is on, without `www.`; empty where it cannot be read."""
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def is_own_site(context: CheckContext, address: str) -> bool:
    """Whether an address is on a site of the group: one of its pages is there, or it bears the
    group's name.
    """
    there, names = url_host(address), {fold(name).replace(" ", "") for name in context.names}
    own = filter(
        None,
        map(url_host, (context.text("contact", "website"), *context.texts("contact", "social"))),
    )
    return _owner_label(there) in names or any(
        there == page or there.endswith(f".{page}") or page.endswith(f".{there}") for page in own
    )


def may_be_own_site(context: CheckContext, address: str) -> bool:
    """Whether the name of a site and a name of the group have enough in common to be of one owner."""
    label, names = (
        _owner_label(url_host(address)),
        [fold(name).replace(" ", "") for name in context.names],
    )
    return (
        is_own_site(context, address)
        or len(label) > 3
        and not url_host(address).endswith(PUBLIC_BODY_SUFFIXES)
        and any(label in name or name in label for name in names if len(name) > 3)
    )


def _owner_label(name: str) -> str:
    """The part of a site's name that tells whose it is: `leedsvoices` of
    `blog.leeds-voices.org.uk`.
    """
    labels = name.split(".")[:-1]
    while len(labels) > 1 and labels[-1] in GENERIC_DOMAIN_LABELS:
        labels.pop()
    return labels[-1].replace("-", "") if labels else ""


@rule(WARNING)
def old_evidence(context: CheckContext) -> Iterator[Problem]:
    """The newest source of an open group is at most eight years old.

    Look for newer pages: its own, its council's, a network's, the local paper, a register. Add what
    you find as a source with its year. If the group has closed, say so under `closed`, with the
    page that shows it.
    """
    newest = context.newest_source
    if newest and not _is_closed(context) and context.today.year - newest[0] > MAX_EVIDENCE_AGE:
        yield context.problem("old-evidence", ("sources", newest[1], "year"), year=newest[0])


@rule(WARNING)
def nobody_leads(context: CheckContext) -> Iterator[Problem]:
    """The evidence says who leads the group, or speaks of its rules, its board or its members.

    That somebody set it up, or that its staff have this experience, does not say who decides now.
    """
    text = context.text("user_led", "evidence")
    if text and not LEADERSHIP_WORDS.search(text):
        yield context.problem("nobody-leads", ("user_led", "evidence"), value=quote(text))


@rule(WARNING)
def basis_and_source(context: CheckContext) -> Iterator[Problem]:
    """What a group says of itself stands on its own site, and what others say stands on theirs.

    The group's own page is the source of `self-described`; a network, a register, a funder or a
    newspaper is that of `listed-by-network`. Another site may quote the group: then it is the
    group's word all the same.
    """
    basis, source = context.text("user_led", "basis"), context.text("user_led", "source")
    if basis == "listed-by-network" and is_own_site(context, source):
        yield context.problem("basis-and-source", ("user_led", "basis"), site=url_host(source))
    elif basis == "self-described" and url_host(source) and not may_be_own_site(context, source):
        yield context.problem(
            "basis-and-source", ("user_led", "basis"), variant="other", site=url_host(source)
        )


@rule(WARNING)
def weak_source(context: CheckContext) -> Iterator[Problem]:
    """The source of the evidence is the page itself: no copy of it, and not the front page of
    somebody else's site.

    Copies go without notice, and a front page changes every week. Readers must be able to look it
    up.
    """
    source = context.text("user_led", "source")
    there = url_host(source)
    if there.endswith(tuple(f".{host}" for host in COPY_HOSTS)) or there in COPY_HOSTS:
        yield context.problem("weak-source", ("user_led", "source"), site=there)
    elif _is_front_page(source) and not may_be_own_site(context, source):
        yield context.problem("weak-source", ("user_led", "source"), variant="front", site=there)


@rule(WARNING)
def closing_words(context: CheckContext) -> Iterator[Problem]:
    """No source of an open group tells that it closed, merged or ran out of money.

    A title with "closure" or "redundancies" in it may be about fears that did not come true, or
    about a building.
    """
    for place, source in context.sources if not _is_closed(context) else []:
        title = source.get("title")
        if isinstance(title, str) and (word := CLOSURE_WORDS.search(title)):
            yield context.problem(
                "closing-words", ("sources", place, "title"), word=quote(word.group())
            )


@rule(WARNING)
def unspoken_community(context: CheckContext) -> Iterator[Problem]:
    """The evidence speaks of each community that is said to lead.

    If the group is for one community only, "its members" or "its users" are these people. Its name
    may say it, too.
    """
    led_by, communities = (
        context.texts("user_led", "led_by"),
        context.schema.vocabularies["community"].terms,
    )
    text = context.text("user_led", "evidence")
    only = len(led_by) == 1 and led_by[0] in context.texts("for") and MEMBERSHIP_WORDS.search(text)
    spoken = f" {fold(' '.join((text, *context.names)))}"
    for place, community in enumerate(led_by if text and not only else []):
        term = communities.get(community)
        if term and not any(f" {stem}" in spoken for stem in _stems(term)):
            yield context.problem(
                "unspoken-community", ("user_led", "led_by", place), people=term.phrase
            )


def _stems(term: Term) -> set[str]:
    """The beginnings of the words that a community is known by; initials whole."""
    words = {
        word for text in (term.title, *term.synonyms) for word in fold(text).split()
    } - STOP_WORDS
    return {
        word[:STEM_LENGTH] if len(word) > STEM_LENGTH else f"{word} " if len(word) < 4 else word
        for word in words
    }


@rule(WARNING)
def unsupported_fact(context: CheckContext) -> Iterator[Problem]:
    """A source shows the networks, the founding year, the legal form and the registered numbers of
    a group.

    The source says so under `supports`, with the name of the field. Groups leave networks, and
    years are easily mixed up. If no source says what it shows, or only who leads the group, nothing
    is asked.
    """
    shown = [
        source["supports"]
        for _, source in context.sources
        if isinstance(source.get("supports"), list)
    ]
    # The form asks for one source only, that of who leads, and writes it down.
    shown = [fields for fields in shown if fields != ["user_led"]]
    for field in FIELDS_NEEDING_SOURCE:
        if (
            shown
            and context.record.data.get(field)
            and not any(field in fields for fields in shown)
        ):
            yield context.problem("unsupported-fact", (field,), name=field)


@rule(WARNING)
def one_nation(context: CheckContext) -> Iterator[Problem]:
    """A group that reaches the whole United Kingdom does not name places of one nation only.

    `national` means one nation. For a group that is UK-wide, leave the places out.
    """
    areas = context.schema.areas
    places = [place for place in context.texts("area", "serves") if place in areas.terms]
    nations = {
        next((area.id for area in areas.chain(place) if area.kind == "nation"), None)
        for place in places
    }
    if context.text("area", "reach") == "uk-wide" and len(nations) == 1 and None not in nations:
        yield context.problem("one-nation", ("area", "reach"), nation=areas[nations.pop()].title)


@rule(WARNING)
def closed_owner(contexts: list[CheckContext]) -> Iterator[Problem]:
    """No source of an open group stands on the site of a group that has closed.

    Such a site may be gone, or in other hands. Look for a page of the group itself, or of somebody
    who is still there.
    """
    owners: dict[str, CheckContext] = {}
    for context in sorted(contexts, key=_is_closed):
        website = context.text("contact", "website")
        # A group whose website is one page of a site was a guest there.
        if (
            there := ""
            if _is_closed(context) and not _is_front_page(website)
            else url_host(website)
        ):
            owners.setdefault(there, context)
    for context in contexts:
        for place, source in context.sources if not _is_closed(context) else []:
            url = source.get("url")
            owner = owners.get(url_host(url)) if isinstance(url, str) else None
            if owner and _is_closed(owner):
                yield context.problem(
                    "closed-owner",
                    ("sources", place, "url"),
                    site=url_host(url),
                    other=owner.record.path,
                    others=[owner.record.path],
                )


def _is_front_page(address: str) -> bool:
    """Whether an address is the front page of a site."""
    return (
        bool(url_host(address))
        and urlsplit(address).path in ("", "/")
        and not urlsplit(address).query
    )


def _is_closed(context: CheckContext) -> bool:
    return "closed" in context.record.data


RULES: list[Callable[[CheckContext], Iterator[Problem]]] = [
    old_evidence,
    nobody_leads,
    basis_and_source,
    weak_source,
    closing_words,
    unspoken_community,
    unsupported_fact,
    one_nation,
]
CROSS_RECORD_RULES: list[Callable[[list[CheckContext]], Iterator[Problem]]] = [closed_owner]
