"""The lists behind the search: a main index of names, words and facets, deeper words, and what a result shows, in shards.

They are private to docs/assets/js/find/ and carry the sum of their content in their names, so that no two versions
meet. Numbers of groups stand packed, as the steps from one to the next. Ranking is explained in docs/about/search.md.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from ulo.core import urls
from ulo.catalogue import Catalogue
from ulo.geography import Ambiguous
from ulo.geography import name_key
from ulo.catalogue import Guide
from ulo.model import Organisation, Resource
from ulo.core import format_message
from ulo.site.renderer import File, freshness_text, contact_text, where_text
from ulo.core import fold
from ulo.schema import Area

ABOUT = "For assets/js/find/ alone; it may change. The records are in orgs/ of the repository."
# How many groups share one file of what results show.
SHARD_SIZE = 20
# The 64 signs of packed numbers: the first 32 end a number, the others carry five bits of one that goes on.
POSTING_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_"
# Words that stand in so many records that they tell nothing apart.
STOP_WORDS = frozenset(fold("a an and are as at be been by for from has have in is it its more not of on or other others own run runs so such that the "
                        "their them they this to up was were which who with").split())
# How people can reach a group without a phone call, and with one: the key of its words, and the fields that show it.
CONTACT_WAYS: dict[str, Callable[[Organisation], object]] = {
    "email": lambda o: o.contact.email,
    "text": lambda o: o.contact.sms,
    "bsl": lambda o: o.contact.bsl,
    "post": lambda o: o.based_in.address,
    "website": lambda o: o.contact.website,
    "social": lambda o: o.contact.social,
    "phone": lambda o: o.contact.phone,
    "relay": lambda o: o.contact.relay_uk or o.contact.textphone,
}


@lru_cache(maxsize=1)
def facet_numbers(catalogue: Catalogue) -> dict[str, dict[str, list[int]]]:
    """For each filter and each of its choices the numbers of the groups; a group is numbered by the order of names."""
    of: dict[str, Callable[[Organisation], Iterable[str]]] = {
        "led": lambda o: o.user_led.led_by, "for": lambda o: o.meant_for, "does": lambda o: o.activities,
        "reach": lambda o: [o.area.reach] if o.area.reach else [], "way": lambda o: [way for way, has in CONTACT_WAYS.items() if has(o)],
        "access": lambda o: {fact.kind: None for fact in o.access}, "fresh": lambda o: [catalogue.freshness[o.slug].value],
        "area": catalogue.areas_of,
    }
    found: dict[str, dict[str, list[int]]] = {facet: defaultdict(list) for facet in of}
    for number, o in enumerate(catalogue.organisations):
        for facet, choices in of.items():
            for choice in choices(o):
                found[facet][choice].append(number)
    return found


def encode_postings(numbers: Iterable[int]) -> str:
    """Rising numbers as the steps between them, in SIGNS, the low bits first: small steps take one sign."""
    before, found = 0, []
    for number in numbers:
        step, before = number - before, number
        while step > 31:
            found.append(POSTING_DIGITS[32 + (step & 31)])
            step >>= 5
        found.append(POSTING_DIGITS[step])
    return "".join(found)


def word_postings(texts: Iterable[tuple[Iterable[str], str]]) -> dict[str, str]:
    """For each word of these texts the numbers of the groups that use it, packed; words in the order of the alphabet.

    Each text comes as its parts and what is known of the group in any case, whose words count more and are left out.
    """
    found: dict[str, list[int]] = defaultdict(list)
    for number, (parts, known) in enumerate(texts):
        for word in sorted({word for part in parts for word in fold(part).split() if len(word) > 1} - STOP_WORDS - set(fold(known).split())):
            found[word].append(number)
    return {word: encode_postings(found[word]) for word in sorted(found)}


@lru_cache(maxsize=1)
def index_files(catalogue: Catalogue) -> tuple[File, ...]:
    """The files of the index: the main one first."""
    groups = catalogue.organisations
    parts = [groups[start:start + SHARD_SIZE] for start in range(0, len(groups), SHARD_SIZE)]
    shards = _shard_files([[[o.summary, catalogue.freshness[o.slug].value, freshness_text(catalogue, o), where_text(catalogue, o), contact_text(catalogue, o)] for o in part] for part in parts])
    deeper = _index_file("deeper", {"about": ABOUT, "words": word_postings((_record_texts(o), f"{o.name} {o.summary}") for o in groups)})
    works = _index_file("works", {"about": ABOUT, "works": list(_work_entries(catalogue))})
    concepts = [[facet, term.id, [term.title, *term.synonyms]] for facet, name in (("led", "community"), ("does", "activity"), ("access", "access"))
                for term in catalogue.schema.vocabularies[name].terms.values() if term.id != "other"]
    known, guides = facet_numbers(catalogue), {guide.url for guide in catalogue.guides}
    library = _index_file("library", {"about": ABOUT, "guides": [[guide.url, guide.title, _guide_words(guide)] for guide in catalogue.guides],
                                "words": [[word.slug, word.term, [*word.also, *word.older]] for word in catalogue.glossary_entries],
                                "resources": [[r.slug, r.title, _resource_words(catalogue, r)] for r in catalogue.resources]})
    main = _index_file("index", {
        "about": ABOUT, "shard": SHARD_SIZE, "rows": shards[0].url.removesuffix("0.json") if shards else "", "deeper": deeper.url, "works": works.url, "library": library.url,
        "slugs": {number: o.slug for number, o in enumerate(groups) if o.slug != _browser_slug(o.name)}, "names": [o.name for o in groups],
        "titles": {number: title for number, o in enumerate(groups) if (title := catalogue.display_names[o.slug]) != o.name},
        "also": {number: also for number, o in enumerate(groups) if (also := [*o.also_known_as, *(name for _, name in o.names)])},
        "towns": {number: o.based_in.town for number, o in enumerate(groups) if o.based_in.town},
        "points": {number: [round(axis * 100) for axis in catalogue.locations[o.slug].point]
                   for number, o in enumerate(groups) if o.slug in catalogue.locations and not o.closed},
        "facets": {facet: {choice: encode_postings(numbers) for choice, numbers in choices.items()} for facet, choices in known.items() if facet != "area"},
        "words": word_postings(((o.summary,), f"{o.name} {o.based_in.town}") for o in groups),
        "concepts": concepts, "alike": catalogue.schema.synonyms,
        "areas": [[area.id if area.id != _browser_slug(area.title) else "", area.title, area.kind, area.parent, [*area.names][1:], area.covers, _centre(catalogue, area), encode_postings(known["area"][area.id])] for area in catalogue.areas.values()],
        "several": sorted({name_key(name) for area in catalogue.areas.values() for name in area.names if isinstance(catalogue.geocoder.lookup(name), Ambiguous)}),
        "pages": [[address, catalogue.messages["site"][menu][name]] for menu, entries in urls.MENUS.items() for name, address in entries.items() if address not in guides],
        "say": catalogue.messages["find"]["say"], "groups": catalogue.messages["counts"]["groups"], "far": catalogue.messages["places"]["far"],
    })
    return main, deeper, works, library, *shards


def _work_entries(catalogue: Catalogue) -> Iterator[list[str]]:
    """The pages about kinds of work and about partners: address, title, and what people may type to come there."""
    work, messages = catalogue.participation, catalogue.messages["work"]
    for term in catalogue.schema.vocabularies["kind"].terms.values():
        yield [urls.work("kind", term.id), term.title, *dict.fromkeys(map(fold, (term.title, *term.synonyms)))]
    for id in sorted(work.bodies_with_page):
        body = work.body(id)
        texts = [piece.work.partner for piece in work.by_body[id] if len(piece.partners.bodies) == 1 and not piece.partners.unmatched]
        yield [urls.work("with", id), format_message(messages["with_title"], name=body.title), *dict.fromkeys(map(fold, (body.title, *body.other_names, *texts)))]


def _centre(catalogue: Catalogue, area: Area) -> list[float]:
    return [] if area.kind == "country" else list(catalogue.geocoder.gazetteer.area_match(area).point)


def _guide_words(guide: Guide) -> str:
    """What a guide is found by besides its title: what it says of itself, and its headings."""
    return _extra_words(guide.title, (guide.description, *guide.in_short, *(heading for _, heading in guide.headings)))


def _record_texts(o: Organisation) -> Iterator[str]:
    """What a record says besides its name and summary."""
    yield from (o.user_led.evidence, o.based_in.town, *(fact.detail for fact in o.access))
    for piece in o.work:
        yield from (piece.what, piece.partner, piece.changed)


def _resource_words(catalogue: Catalogue, resource: Resource) -> str:
    """What a resource is found by besides its title."""
    lists = [("topic", resource.topics), ("resource-kind", (resource.kind,)), ("format", resource.formats)]
    terms = [catalogue.term(vocabulary, id) for vocabulary, ids in lists for id in ids]
    texts = [resource.description, resource.publisher, *resource.authors, *(text for term in terms for text in (term.title, *term.synonyms))]
    return _extra_words(resource.title, texts)


def _extra_words(title: str, texts: Iterable[str]) -> str:
    """The words of these texts that are not in the title, each once."""
    known = STOP_WORDS | {*fold(title).split()}
    return " ".join(dict.fromkeys(word for text in texts for word in fold(text).split() if word not in known))


def _browser_slug(name: str) -> str:
    """What the script makes of a name; ids that differ from it are in the index."""
    return fold(name.replace("&", " and ")).replace(" ", "-")


def _index_file(name: str, data: dict) -> File:
    content = _to_json(data)
    return File(f"{urls.FIND}{name}-{_checksum(content)}.json", content)


def _shard_files(parts: list[list]) -> list[File]:
    """Files of which only the number differs, so that the main index can name all at once: they share the sum of all."""
    contents = [_to_json({"about": ABOUT, "rows": part}) for part in parts]
    total = _checksum(b"".join(contents))
    return [File(f"{urls.FIND}rows-{total}/{number}.json", content) for number, content in enumerate(contents)]


def _to_json(data: dict) -> bytes:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()


def _checksum(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:10]
