"""What a page can say in another language than the main one.

A page is drawn in a language when that has every sentence of the page, so that no page is half in
one language and half in another. All others stand in the main language alone, and links lead there.
"""

from ulo.core import Locale

# The sections of messages that the frame around every page takes its words from.
FRAME_SECTIONS = ("site", "find", "easy", "shortlist", "news")
# Those of the pages of each module of ulo/site/pages/; a test draws them with no other section. A
# module that is not here is drawn in the main language alone: its files are data, or for people
# who work with data.
PAGE_SECTIONS: dict[str, tuple[str, ...]] = {
    "a_to_z": ("counts", "downloads", "freshness", "letters", "lists", "pager", "paper", "visit"),
    "closed": ("closed", "downloads", "freshness", "lists", "organisation", "pager", "paper"),
    "confirmation": ("form", "ownership", "ways"),
    "coordination": ("answers", "counts", "joining", "lists", "networks", "places", "work"),
    "coverage": ("coverage", "gaps", "work"),
    "easy_read": (
        *("answers", "counts", "crisis", "crisis_lines", "exit", "guides", "lists"),
        *("opportunities", "organisation", "ownership", "places", "visit"),
    ),
    "gaps": (
        *("answers", "counts", "downloads", "freshness", "gaps", "lists", "organisation", "pager"),
        *("paper", "places", "work"),
    ),
    "gazetteer": ("answers",),
    "glossary": ("downloads", "letters", "lists", "paper", "take_away", "words"),
    "guides": (
        *("counts", "crisis", "crisis_lines", "exit", "guides", "lists", "organisation"),
        *("take_away",),
    ),
    "home": (
        *("answers", "counts", "home", "lists", "organisation", "places", "resources", "words"),
        *("work",),
    ),
    "judging": ("guides", "judging"),
    "networks": ("downloads", "lists", "networks", "pager", "paper", "work"),
    "news": ("follow", "freshness", "lists", "organisation", "pager"),
    "opportunities": ("downloads", "follow", "lists", "opportunities", "organisation", "paper"),
    "organisation": (
        *("answers", "closed", "counts", "crisis", "crisis_lines", "exit", "freshness"),
        *("letters", "lists", "opportunities", "organisation", "ownership", "places"),
        *("register_labels", "take_away", "visit", "words", "work"),
    ),
    "place_index": ("answers", "lists", "places"),
    "places": (
        *("answers", "counts", "downloads", "embeds", "follow", "freshness", "lists"),
        *("opportunities", "organisation", "pager", "paper", "places", "visit", "where"),
    ),
    "record_form": ("fields", "form", "lists", "organisation", "safety", "ways"),
    "resources": ("downloads", "lists", "organisation", "pager", "paper", "resources", "words"),
    "search": (
        *("answers", "counts", "crisis", "crisis_lines", "downloads", "freshness", "lists"),
        *("organisation", "pager", "paper", "places", "work"),
    ),
    "settings": ("settings",),
    "shortlist": ("counts", "downloads", "freshness", "lists", "organisation", "paper"),
    "terms": (
        *("answers", "counts", "crisis", "crisis_lines", "downloads", "embeds", "exit"),
        *(
            "follow",
            "freshness",
            "lists",
            "opportunities",
            "organisation",
            "pager",
            "paper",
            "places",
            "terms",
            "visit",
        ),
        *("where", "words", "work"),
    ),
    "work": (
        *("answers", "counts", "downloads", "gaps", "joining", "lists", "networks", "organisation"),
        *("pager", "paper", "places", "work"),
    ),
}
# The modules to whose pages and files the scripts of a page lead. No script looks for them in two
# places: without them, the page is not drawn.
SCRIPTED: dict[str, tuple[str, ...]] = {
    "confirmation": ("organisation", "record_form"),
    "home": ("gazetteer", "places", "search"),
    "places": ("gazetteer",),
    "record_form": ("gazetteer", "organisation", "places"),
    "search": ("a_to_z", "gazetteer", "organisation", "places", "record_form", "terms"),
    "shortlist": ("organisation",),
}


def drawn_modules(locale: Locale) -> frozenset[str]:
    """The names of the modules whose pages are drawn in another language."""
    if not all(map(locale.has, FRAME_SECTIONS)):
        return frozenset()
    said = {name for name, sections in PAGE_SECTIONS.items() if all(map(locale.has, sections))}
    while incomplete := {name for name in said if not said.issuperset(SCRIPTED.get(name, ()))}:
        said -= incomplete
    return frozenset(said)
