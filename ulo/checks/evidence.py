"""The rules about the evidence that a group is user-led, about its sources and their age.

All are questions, since only a person can judge. Whoever has looked into one writes its name under
`checked.answered` of the record, and nobody is asked it again.
"""

from collections.abc import Iterator
from functools import cache

from ulo.checks.context import CheckContext, CrossRecordRule, RecordRule
from ulo.checks.own_site import is_own_site, may_be_own_site
from ulo.checks.placement import LOCAL_REACHES
from ulo.checks.record_words import record_words
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
# Fields whose facts nothing else in a record supports.
FIELDS_NEEDING_SOURCE = ("identifiers", "legal_form", "founded", "networks")
# Words are compared by their beginnings. Shorter ones than this are initials, and count whole.
STEM_LENGTH, MIN_WORD_LENGTH = 6, 4


@rule(WARNING)
def old_evidence(context: CheckContext) -> Iterator[Problem]:
    if context.newest_source and not _is_closed(context):
        year, position = context.newest_source
        if context.today.year - year > MAX_EVIDENCE_AGE:
            yield context.problem("old-evidence", ("sources", position, "year"), year=year)


@rule(WARNING)
def nobody_leads(context: CheckContext) -> Iterator[Problem]:
    text = context.text("user_led", "evidence")
    words = record_words(context.schema).leadership
    if text and words and not words.search(text):
        yield context.problem("nobody-leads", ("user_led", "evidence"), value=quote(text))


@rule(WARNING)
def basis_and_source(context: CheckContext) -> Iterator[Problem]:
    basis, source = context.text("user_led", "basis"), context.text("user_led", "source")
    if basis == "listed-by-network" and is_own_site(context, source):
        yield context.problem("basis-and-source", ("user_led", "basis"), site=url_host(source))
    elif basis == "self-described" and url_host(source) and not may_be_own_site(context, source):
        yield context.problem(
            "basis-and-source", ("user_led", "basis"), variant="other", site=url_host(source)
        )


@rule(WARNING)
def weak_source(context: CheckContext) -> Iterator[Problem]:
    source = context.text("user_led", "source")
    host = url_host(source)
    if host in COPY_HOSTS or host.endswith(tuple(f".{copies}" for copies in COPY_HOSTS)):
        yield context.problem("weak-source", ("user_led", "source"), site=host)
    elif is_front_page(source) and not may_be_own_site(context, source):
        yield context.problem("weak-source", ("user_led", "source"), variant="front", site=host)


@rule(WARNING)
def closing_words(context: CheckContext) -> Iterator[Problem]:
    if _is_closed(context):
        return
    words = record_words(context.schema).closure
    for position, source in context.sources:
        title = source.get("title")
        if isinstance(title, str) and (word := words.search(title)):
            yield context.problem(
                "closing-words", ("sources", position, "title"), word=quote(word.group())
            )


@rule(WARNING)
def unspoken_community(context: CheckContext) -> Iterator[Problem]:
    led_by, text = context.texts("user_led", "led_by"), context.text("user_led", "evidence")
    is_for_these_only = len(led_by) == 1 and led_by[0] in context.texts("for")
    words = record_words(context.schema)
    if not text or (is_for_these_only and words.membership.search(text)):
        return
    communities = context.schema.vocabularies["community"].terms
    spoken = f" {fold(' '.join((text, *context.names)))}"
    for position, community in enumerate(led_by):
        term = communities.get(community)
        if term and not any(stem in spoken for stem in _stems(term, words.shared)):
            yield context.problem(
                "unspoken-community", ("user_led", "led_by", position), people=term.phrase
            )


@cache
def _stems(term: Term, shared: frozenset[str]) -> frozenset[str]:
    """The beginnings of the words that a community is known by, after a space; initials whole.

    `shared` are words that are left out, since many communities have them.
    """
    words = {word for text in (term.title, *term.synonyms) for word in fold(text).split()}
    return frozenset(
        f" {word} " if len(word) < MIN_WORD_LENGTH else f" {word[:STEM_LENGTH]}"
        for word in words - shared
    )


@rule(WARNING)
def unsupported_fact(context: CheckContext) -> Iterator[Problem]:
    supports = [source.get("supports") for _, source in context.sources]
    # The form asks for one source only, that of who leads, and writes it down.
    supported = [s for s in supports if isinstance(s, list) and s != ["user_led"]]
    for field in FIELDS_NEEDING_SOURCE if supported else ():
        if context.record.data.get(field) and not any(field in fields for fields in supported):
            yield context.problem("unsupported-fact", (field,), name=field)


@rule(WARNING)
def one_nation(context: CheckContext) -> Iterator[Problem]:
    reach = context.text("area", "reach")
    is_wide = bool(reach) and reach not in LOCAL_REACHES
    if not is_wide or reach != context.schema.reach_ids.country:
        return
    areas = context.schema.areas
    served = [area for area in context.texts("area", "serves") if area in areas.terms]
    nations = {
        next((area.title for area in areas.chain(id) if area.kind == "nation"), "") for id in served
    }
    # An area without a nation is the country itself.
    if len(nations) == 1 and (nation := nations.pop()):
        yield context.problem("one-nation", ("area", "reach"), reach=quote(reach), nation=nation)


@rule(WARNING)
def closed_owner(contexts: list[CheckContext]) -> Iterator[Problem]:
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
