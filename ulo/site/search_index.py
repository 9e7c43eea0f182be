"""The lists behind the search: a main index of names, words and facets, deeper words, and what a result shows, in shards.

They are private to docs/assets/search.js and carry the sum of their content in their names, so that no two versions
meet. Numbers of groups stand packed, as the steps from one to the next. Ranking is explained in docs/about/search.md.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from ulo.core import urls
from ulo.catalogue import Catalogue
from ulo.geography import Choices
from ulo.geography import key
from ulo.catalogue import Guide
from ulo.model import Organisation, Resource
from ulo.core import format_message
from ulo.site.renderer import File, freshness_words, ways_words, where_words
from ulo.core import fold
from ulo.schema import Area

ABOUT = "For assets/search.js alone; it may change. The records are in orgs/ of the repository."
# How many groups share one file of what results show.
SHARD = 20
# The 64 signs of packed numbers: the first 32 end a number, the others carry five bits of one that goes on.
SIGNS = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_"
# Words that stand in so many records that they tell nothing apart.
SILENT = frozenset(fold("a an and are as at be been by for from has have in is it its more not of on or other others own run runs so such that the "
                        "their them they this to up was were which who with").split())
# How people can reach a group without a phone call, and with one: the key of its words, and the fields that show it.
WAYS: dict[str, Callable[[Organisation], object]] = {
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
def facets(catalogue: Catalogue) -> dict[str, dict[str, list[int]]]:
    """For each filter and each of its choices the numbers of the groups; a group is numbered by the order of names."""
    of: dict[str, Callable[[Organisation], Iterable[str]]] = {
        "led": lambda o: o.user_led.led_by, "for": lambda o: o.meant_for, "does": lambda o: o.activities,
        "reach": lambda o: [o.area.reach] if o.area.reach else [], "way": lambda o: [way for way, has in WAYS.items() if has(o)],
        "access": lambda o: {fact.kind: None for fact in o.access}, "fresh": lambda o: [catalogue.freshness[o.slug].value],
        "area": catalogue.places,
    }
    found: dict[str, dict[str, list[int]]] = {facet: defaultdict(list) for facet in of}
    for number, o in enumerate(catalogue.organisations):
        for facet, choices in of.items():
            for choice in choices(o):
                found[facet][choice].append(number)
    return found


def packed(numbers: Iterable[int]) -> str:
    """Rising numbers as the steps between them, in SIGNS, the low bits first: small steps take one sign."""
    before, found = 0, []
    for number in numbers:
        step, before = number - before, number
        while step > 31:
            found.append(SIGNS[32 + (step & 31)])
            step >>= 5
        found.append(SIGNS[step])
    return "".join(found)


def words(texts: Iterable[tuple[Iterable[str], str]]) -> dict[str, str]:
    """For each word of these texts the numbers of the groups that use it, packed; words in the order of the alphabet.

    Each text comes as its parts and what is known of the group in any case, whose words count more and are left out.
    """
    found: dict[str, list[int]] = defaultdict(list)
    for number, (parts, known) in enumerate(texts):
        for word in sorted({word for part in parts for word in fold(part).split() if len(word) > 1} - SILENT - set(fold(known).split())):
            found[word].append(number)
    return {word: packed(found[word]) for word in sorted(found)}


@lru_cache(maxsize=1)
def files(catalogue: Catalogue) -> tuple[File, ...]:
    """The files of the index: the main one first."""
    groups = catalogue.organisations
    parts = [groups[start:start + SHARD] for start in range(0, len(groups), SHARD)]
    shards = _shards([[[o.summary, catalogue.freshness[o.slug].value, freshness_words(catalogue, o), where_words(catalogue, o), ways_words(catalogue, o)] for o in part] for part in parts])
    deeper = _file("deeper", {"about": ABOUT, "words": words((_deep(o), f"{o.name} {o.summary}") for o in groups)})
    works = _file("works", {"about": ABOUT, "works": list(_works(catalogue))})
    concepts = [[facet, term.id, [term.title, *term.synonyms]] for facet, name in (("led", "community"), ("does", "activity"), ("access", "access"))
                for term in catalogue.schema.vocabularies[name].terms.values() if term.id != "other"]
    known, guides = facets(catalogue), {guide.address for guide in catalogue.guides}
    library = _file("library", {"about": ABOUT, "guides": [[guide.address, guide.title, _said_in(guide)] for guide in catalogue.guides],
                                "words": [[word.slug, word.term, [*word.also, *word.older]] for word in catalogue.explained],
                                "resources": [[r.slug, r.title, _said_of(catalogue, r)] for r in catalogue.resources]})
    main = _file("index", {
        "about": ABOUT, "shard": SHARD, "rows": shards[0].address.removesuffix("0.json") if shards else "", "deeper": deeper.address, "works": works.address, "library": library.address,
        "slugs": {number: o.slug for number, o in enumerate(groups) if o.slug != _slug(o.name)}, "names": [o.name for o in groups],
        "titles": {number: title for number, o in enumerate(groups) if (title := catalogue.titles[o.slug]) != o.name},
        "also": {number: also for number, o in enumerate(groups) if (also := [*o.also_known_as, *(name for _, name in o.names)])},
        "towns": {number: o.based_in.town for number, o in enumerate(groups) if o.based_in.town},
        "points": {number: [round(axis * 100) for axis in catalogue.located[o.slug].point]
                   for number, o in enumerate(groups) if o.slug in catalogue.located and not o.closed},
        "facets": {facet: {choice: packed(numbers) for choice, numbers in choices.items()} for facet, choices in known.items() if facet != "area"},
        "words": words(((o.summary,), f"{o.name} {o.based_in.town}") for o in groups),
        "concepts": concepts, "alike": catalogue.schema.alike,
        "areas": [[area.id if area.id != _slug(area.title) else "", area.title, area.kind, area.parent, [*area.names][1:], area.covers, _middle(catalogue, area), packed(known["area"][area.id])] for area in catalogue.areas.values()],
        "several": sorted({key(name) for area in catalogue.areas.values() for name in area.names if isinstance(catalogue.geocoder.answer(name), Choices)}),
        "pages": [[address, catalogue.words["site"][menu][name]] for menu, entries in urls.MENUS.items() for name, address in entries.items() if address not in guides],
        "say": catalogue.words["find"]["say"], "groups": catalogue.words["counts"]["groups"], "far": catalogue.words["places"]["far"],
    })
    return main, deeper, works, library, *shards


def _works(catalogue: Catalogue) -> Iterator[list[str]]:
    """The pages about kinds of work and about partners: address, title, and what people may type to come there."""
    work, words = catalogue.participation, catalogue.words["work"]
    for term in catalogue.schema.vocabularies["kind"].terms.values():
        yield [urls.work("kind", term.id), term.title, *dict.fromkeys(map(fold, (term.title, *term.synonyms)))]
    for id in sorted(work.paged):
        body = work.body(id)
        texts = [piece.work.partner for piece in work.by_body[id] if len(piece.found.bodies) == 1 and not piece.found.rest]
        yield [urls.work("with", id), format_message(words["with_title"], name=body.title), *dict.fromkeys(map(fold, (body.title, *body.other_names, *texts)))]


def _middle(catalogue: Catalogue, area: Area) -> list[float]:
    return [] if area.kind == "country" else list(catalogue.geocoder.gazetteer.middle(area).point)


def _said_in(guide: Guide) -> str:
    """What a guide is found by besides its title: what it says of itself, and its headings."""
    return _besides(guide.title, (guide.description, *guide.in_short, *(heading for _, heading in guide.headings)))


def _deep(o: Organisation) -> Iterator[str]:
    """What a record says besides its name and summary."""
    yield from (o.user_led.evidence, o.based_in.town, *(fact.detail for fact in o.access))
    for piece in o.work:
        yield from (piece.what, piece.partner, piece.changed)


def _said_of(catalogue: Catalogue, resource: Resource) -> str:
    """What a resource is found by besides its title."""
    lists = [("topic", resource.topics), ("resource-kind", (resource.kind,)), ("format", resource.formats)]
    terms = [catalogue.term(vocabulary, id) for vocabulary, ids in lists for id in ids]
    texts = [resource.description, resource.publisher, *resource.authors, *(text for term in terms for text in (term.title, *term.synonyms))]
    return _besides(resource.title, texts)


def _besides(title: str, texts: Iterable[str]) -> str:
    """The words of these texts that are not in the title, each once."""
    known = SILENT | {*fold(title).split()}
    return " ".join(dict.fromkeys(word for text in texts for word in fold(text).split() if word not in known))


def _slug(name: str) -> str:
    """What the script makes of a name; ids that differ from it are in the index."""
    return fold(name.replace("&", " and ")).replace(" ", "-")


def _file(name: str, data: dict) -> File:
    content = _json(data)
    return File(f"{urls.FIND}{name}-{_sum(content)}.json", content)


def _shards(parts: list[list]) -> list[File]:
    """Files of which only the number differs, so that the main index can name all at once: they share the sum of all."""
    contents = [_json({"about": ABOUT, "rows": part}) for part in parts]
    total = _sum(b"".join(contents))
    return [File(f"{urls.FIND}rows-{total}/{number}.json", content) for number, content in enumerate(contents)]


def _json(data: dict) -> bytes:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()


def _sum(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:10]
