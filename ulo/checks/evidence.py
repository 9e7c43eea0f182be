"""The rules about the evidence that a group is user-led, about its sources and their age.

All are questions, since only a person can judge. Whoever has looked into one writes its name under
`checked.answered` of the record, and nobody is asked it again.
"""

import re
from collections.abc import Iterator
from functools import cache

from ulo.checks.context import CheckContext, CrossRecordRule, RecordRule
from ulo.checks.own_site import is_own_site, may_be_own_site
from ulo.checks.web_addresses import is_front_page, url_host
from ulo.core import WARNING, Problem, fold, quote, rule
from ulo.schema import Term

# Sources that are all older than this many years say little about today.
MAX_EVIDENCE_AGE = 8
# Sites with copies of what others wrote. Nobody can tell there who wrote it, and copies vanish.
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
# Somebody leads, or a rule, a board or the members do.
LEADERSHIP_WORDS = re.compile(
    r"\b(led|leads?|leaders?|leadership|runs?|running|ran|in charge|controls?|controlled|direct|"
    r"directs|directed|manag\w+|chair\w*|govern\w*|decid\w+|decisions?|elect\w*|choose|chooses|"
    r"chosen|chose|owns?|owned|boards?|trustees?|committees?|directors?|steer\w*|members?|"
    r"membership|constitution|rules?|articles|votes?|by and for|for and by|of and for|organise\w*|"
    r"makes? (it )?up|made (it )?up|people['’]s (organisation|group|coalition)s?|\w+-led)\b",
    re.IGNORECASE,
)
# What an evidence sentence may call the people whom the group is for.
MEMBERSHIP_WORDS = re.compile(
    r"\b(members?|users?|people (it is|they are) (for|about)|peers?|lived experience|"
    r"own experience|user-led|peer-led)\b",
    re.IGNORECASE,
)
CLOSURE_WORDS = re.compile(
    r"\b(clos(es|ed|ing|ure|ures)|wound up|winding up|mergers?|merge[sd]?|merging|redundan\w*|"
    r"dissolved|ceased|ceases|collaps\w*|shuts?|shutting)\b",
    re.IGNORECASE,
)
# Fields whose facts nothing else in a record supports.
FIELDS_NEEDING_SOURCE = ("identifiers", "legal_form", "founded", "networks")
# Words that many communities share.
STOP_WORDS = frozenset("and experience long people person term terms with".split())
# Words are compared by their beginnings. Shorter ones than this are initials, and count whole.
STEM_LENGTH, MIN_WORD_LENGTH = 6, 4


@rule(WARNING)
def old_evidence(context: CheckContext) -> Iterator[Problem]:
    """The newest source of an open group is at most eight years old.

    Look for newer pages: its own, its council's, a network's, the local paper, a register. Add what
    you find as a source with its year. If the group has closed, say so under `closed`, with the
    page that shows it.
    """
    if context.newest_source and not _is_closed(context):
        year, position = context.newest_source
        if context.today.year - year > MAX_EVIDENCE_AGE:
            yield context.problem("old-evidence", ("sources", position, "year"), year=year)


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
    host = url_host(source)
    if host in COPY_HOSTS or host.endswith(tuple(f".{copies}" for copies in COPY_HOSTS)):
        yield context.problem("weak-source", ("user_led", "source"), site=host)
    elif is_front_page(source) and not may_be_own_site(context, source):
        yield context.problem("weak-source", ("user_led", "source"), variant="front", site=host)


@rule(WARNING)
def closing_words(context: CheckContext) -> Iterator[Problem]:
    """No source of an open group tells that it closed, merged or ran out of money.

    A title with "closure" or "redundancies" in it may be about fears that did not come true, or
    about a building.
    """
    if _is_closed(context):
        return
    for position, source in context.sources:
        title = source.get("title")
        if isinstance(title, str) and (word := CLOSURE_WORDS.search(title)):
            yield context.problem(
                "closing-words", ("sources", position, "title"), word=quote(word.group())
            )


@rule(WARNING)
def unspoken_community(context: CheckContext) -> Iterator[Problem]:
    """The evidence speaks of each community that is said to lead.

    If the group is for one community only, "its members" or "its users" are these people. Its name
    may say it, too.
    """
    led_by, text = context.texts("user_led", "led_by"), context.text("user_led", "evidence")
    is_for_these_only = len(led_by) == 1 and led_by[0] in context.texts("for")
    if not text or (is_for_these_only and MEMBERSHIP_WORDS.search(text)):
        return
    communities = context.schema.vocabularies["community"].terms
    spoken = f" {fold(' '.join((text, *context.names)))}"
    for position, community in enumerate(led_by):
        term = communities.get(community)
        if term and not any(stem in spoken for stem in _stems(term)):
            yield context.problem(
                "unspoken-community", ("user_led", "led_by", position), people=term.phrase
            )


@cache
def _stems(term: Term) -> frozenset[str]:
    """The beginnings of the words that a community is known by, after a space; initials whole."""
    words = {word for text in (term.title, *term.synonyms) for word in fold(text).split()}
    return frozenset(
        f" {word} " if len(word) < MIN_WORD_LENGTH else f" {word[:STEM_LENGTH]}"
        for word in words - STOP_WORDS
    )


@rule(WARNING)
def unsupported_fact(context: CheckContext) -> Iterator[Problem]:
    """A source shows the networks, the founding year, the legal form and the registered numbers of
    a group.

    The source says so under `supports`, with the name of the field. Groups leave networks, and
    years are easily mixed up. If no source says what it shows, or only who leads the group, nothing
    is asked.
    """
    supports = [source.get("supports") for _, source in context.sources]
    # The form asks for one source only, that of who leads, and writes it down.
    supported = [s for s in supports if isinstance(s, list) and s != ["user_led"]]
    for field in FIELDS_NEEDING_SOURCE if supported else ():
        if context.record.data.get(field) and not any(field in fields for fields in supported):
            yield context.problem("unsupported-fact", (field,), name=field)


@rule(WARNING)
def one_nation(context: CheckContext) -> Iterator[Problem]:
    """A group that reaches the whole United Kingdom does not name places of one nation only.

    `national` means one nation. For a group that is UK-wide, leave the places out.
    """
    if context.text("area", "reach") != "uk-wide":
        return
    areas = context.schema.areas
    served = [area for area in context.texts("area", "serves") if area in areas.terms]
    nations = {
        next((area.title for area in areas.chain(id) if area.kind == "nation"), "") for id in served
    }
    # An area without a nation is the United Kingdom itself.
    if len(nations) == 1 and (nation := nations.pop()):
        yield context.problem("one-nation", ("area", "reach"), nation=nation)


@rule(WARNING)
def closed_owner(contexts: list[CheckContext]) -> Iterator[Problem]:
    """No source of an open group stands on the site of a group that has closed.

    Such a site may be gone, or in other hands. Look for a page of the group itself, or of somebody
    who is still there.
    """
    owners: dict[str, CheckContext] = {}
    for context in filter(_is_closed, contexts):
        website = context.text("contact", "website")
        # A closed group whose website is one page of a site was a guest there.
        if is_front_page(website):
            owners.setdefault(url_host(website), context)
    is_open = [context for context in contexts if not _is_closed(context)] if owners else []
    for context in is_open:
        # A site that an open group has is not that of a closed one.
        owners.pop(url_host(context.text("contact", "website")), None)
    for context in is_open if owners else ():
        for position, source in context.sources:
            url = source.get("url")
            host = url_host(url) if isinstance(url, str) else ""
            if owner := owners.get(host):
                yield context.problem(
                    "closed-owner",
                    ("sources", position, "url"),
                    site=host,
                    other=owner.record.path,
                    others=[owner.record.path],
                )


def _is_closed(context: CheckContext) -> bool:
    return "closed" in context.record.data


RULES: list[RecordRule] = [
    old_evidence,
    nobody_leads,
    basis_and_source,
    weak_source,
    closing_words,
    unspoken_community,
    unsupported_fact,
    one_nation,
]
CROSS_RECORD_RULES: list[CrossRecordRule] = [closed_owner]
