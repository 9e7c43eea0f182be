"""What a page says, in Easy Read: short lines of easy words, each idea with a picture at its left.

Composed from the easy sentences of the vocabularies and of schema/words, never from a record's own sentences, which are
not written for this. A view says less than its page, and nothing that the page does not say: where a record has more to
say on a thing, the view tells people to ask.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ulo.core import urls
from ulo.catalogue import Catalogue
from ulo.checks import EVERYWHERE
from ulo.catalogue import ENTRY, HEADING
from ulo.catalogue import Locality
from ulo.model import Access, Freshness, Organisation
from ulo.checks import split
from ulo.core import format_message, format_month, pluralise
from ulo.site.renderer import closing_words, far, host, phrases, tel, whole
from ulo.schema import Term

# So many groups fit on two sheets of paper.
SHOWN = 10
# Pictures for what no vocabulary has a term for; those of terms stand beside the terms.
PICTURES = {
    "closed": "material/door-closed", "successor": "material/arrow-right-circle", "unsure": "material/help-circle", "board": "material/table-chair",
    "based": "material/home-map-marker", "serves": "material/map-marker-radius", "phone": "material/phone", "relay": "material/phone-message",
    "email": "material/email", "website": "material/web", "sms": "material/cellphone-message", "textphone": "material/phone-classic",
    "bsl": "material/sign-language", "social": "material/account-group", "visit": "material/map-marker", "unreachable": "material/phone-off",
    "more": "material/file-document-outline", "told": "material/check-circle", "read": "material/book-open-variant", "wrong": "material/pencil",
    "groups": "material/account-group", "none": "material/account-question", "wider": "material/map", "near": "material/map-search",
    "tell": "material/message-plus", "ask": "material/chat-question",
}


@dataclass(frozen=True)
class Link:
    """A line that leads somewhere: to a page of ours, or (`out`) to another site, a phone or a mailbox."""

    text: str
    href: str
    out: bool = False


@dataclass(frozen=True)
class Idea:
    """One idea: the icon that shows it, and its lines."""

    picture: str
    lines: tuple[str | Link, ...]


@dataclass(frozen=True)
class Part:
    """A heading and the ideas under it."""

    heading: str
    ideas: list[Idea]


class EasyRead:
    """Composes the views of one catalogue; each method gives the parts of a page that hold an idea."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.words = catalogue.words["easy"]
        self.pages = catalogue.localities

    # --- An organisation ---------------------------------------------------------------------------------------------

    def organisation(self, o: Organisation) -> list[Part]:
        words = self.words | self.words["past"] if o.closed else self.words
        parts = {"about": [*self._still_there(o), *self._people(o.user_led.led_by, words["lead"])]}
        if not o.closed:
            parts["contact"] = [*self._ways(o)]
        parts |= {"where": [*self._where(o, words)], "does": [*self._does(o)], "for": [*self._meant_for(o, words)]}
        if not o.closed:
            parts["access"] = [*map(self._access, o.access)]
        return self._parts(parts | {"know": [*self._known(o)]}, words["headings"])

    def _still_there(self, o: Organisation) -> Iterator[Idea]:
        if o.closed:
            yield self._idea("closed", closing_words(o.closed, self.catalogue.words["organisation"]["closing"]))
            if o.closed.successor:
                other = self.catalogue.by_slug[o.closed.successor]
                yield self._idea("successor", self.words["successor"], self._group(other))
        elif self.catalogue.freshness[o.slug] == Freshness.UNCONFIRMED:
            yield self._idea("unsure", *sentences(self.words["unsure"]))

    def _people(self, ids: Iterable[str], wording: str) -> Iterator[Idea]:
        """Who leads a group, with what the word for them means."""
        for id in ids:
            term = self.catalogue.communities[id]
            yield Idea(term.icon, (format_message(wording, people=capital(term.phrase)), *sentences(term.easy_read)))

    def _ways(self, o: Organisation) -> Iterator[Idea]:
        contact, base = o.contact, o.based_in
        if contact.phone:
            yield self._idea("phone", self.words["phone"], Link(whole(contact.phone), f"tel:{tel(contact.phone)}", out=True))
            if contact.relay_uk:
                yield self._idea("relay", *sentences(format_message(self.words["relay"], number=whole(contact.phone))))
        if contact.sms:
            yield self._idea("sms", self.words["sms"], Link(whole(contact.sms), f"sms:{tel(contact.sms)}", out=True))
        if contact.textphone:
            yield self._idea("textphone", self.words["textphone"], whole(contact.textphone))
        if contact.email:
            yield self._idea("email", self.words["email"], Link(contact.email, f"mailto:{contact.email}", out=True))
        if contact.website:
            yield self._idea("website", self.words["website"], Link(host(contact.website), contact.website, out=True))
        if contact.bsl:
            yield self._idea("bsl", self.words["bsl"], Link(self.words["bsl_link"], contact.bsl, out=True))
        if base.address:
            town = "" if base.town in base.address else base.town
            yield self._idea("visit", *sentences(self.words["visit"]), ", ".join(filter(None, (base.address, town, base.postcode))))
        if not contact and not base.address:
            yield self._idea("unreachable", self.words["unreachable"], Link(self.words["unreachable_link"], f"{urls.organisation(o.slug)}#contact"))

    def _where(self, o: Organisation, words: dict) -> Iterator[Idea]:
        serves = phrases(self.catalogue, (id for id in o.area.serves if id != "uk"), "areas")
        if len(serves) == 1:
            yield self._idea("serves", format_message(words["serves"], place=serves[0]))
        elif serves:
            yield self._idea("serves", words["serves_several"], *map(capital, serves))
        elif o.area.reach and not o.closed:
            reach = self.catalogue.term("reach", o.area.reach)
            yield Idea(reach.icon, sentences(reach.easy_read))
        if o.based_in.town or o.based_in.area:
            place = o.based_in.town or phrases(self.catalogue, [o.based_in.area], "areas")[0]
            yield self._idea("based", format_message(words["based"], place=place))

    def _does(self, o: Organisation) -> Iterator[Idea]:
        for term in (self.catalogue.activities[id] for id in o.activities if id != "other"):
            # The easy sentences speak of today.
            yield Idea(term.icon, sentences(term.easy_read) if not o.closed else (f"{capital(term.phrase)}.",))

    def _meant_for(self, o: Organisation, words: dict) -> Iterator[Idea]:
        if sorted(o.meant_for) == sorted(o.user_led.led_by):
            yield Idea(self.catalogue.communities[o.meant_for[0]].icon, (words["for_same"],))
            return
        for id in o.meant_for:
            term = self.catalogue.communities[id]
            explained = () if id in o.user_led.led_by else sentences(term.easy_read)
            yield Idea(term.icon, (f"{capital(term.phrase)}.", *explained))

    def _access(self, fact: Access) -> Idea:
        term = self.catalogue.term("access", fact.kind)
        return Idea(term.icon, (*sentences(term.easy_read), *([self.words["access_more"]] if fact.detail else [])))

    def _known(self, o: Organisation) -> Iterator[Idea]:
        basis = self.catalogue.term("basis", o.user_led.basis)
        yield Idea(basis.icon, (*sentences(basis.easy_read), *([self.words["user_led"]] if "user-led" in basis.easy_read else [])))
        if o.checked.by == "organisation":
            yield self._idea("told", format_message(self.words["told"], month=format_month(o.checked.on)))
        else:
            newest = o.newest_evidence
            yield self._idea("read", self.words["read"], *([format_message(self.words["newest"], year=newest)] if newest else []), self.words["not_told"])

    # --- Places, people, activities ----------------------------------------------------------------------------------

    def place(self, page: Locality) -> list[Part]:
        groups, near = self.pages.groups(page), page.kind in ("council", "town")
        here = [*groups.own, *groups.inside, *groups.wider]
        nearest = self.pages.nearest(page) if near and len(here) < SHOWN else []
        away = {other.organisation.slug: other.miles for other in nearest}
        number = format_message(self.words["here"], count=self._count(here), place=page.phrase) if here else format_message(self.words["here_none"], place=page.phrase)
        return self._parts({
            "groups": [self._idea("groups" if here else "none", number), *self._groups(here[:SHOWN]), *self._more(here, urls.place(page.id))],
            "nearest": [self._idea("ask", *sentences(self.words["nearest_ask"])), *self._groups([other.organisation for other in nearest], away)] if nearest else [],
            "wider": [*self._wider(page)],
            "missing": [self._tell()],
        })

    def _wider(self, page: Locality) -> Iterator[Idea]:
        """Where the groups for the whole nation and the whole country are."""
        nation, groups = self.pages.nation(page), self.pages.groups(page)
        for area, organisations in ((nation, groups.nation), (self.catalogue.areas["uk"], groups.country)):
            if area and area.id != page.area.id and organisations:
                text = format_message(self.words["for_all"], count=self._count(organisations), place=area.phrase or area.title)
                yield self._idea("wider", text, Link(format_message(self.words["see_place"], place=area.phrase or area.title), urls.easy(urls.place(area.id))))

    def community(self, term: Term) -> list[Part]:
        led, meant = self.catalogue.led_by[term.id], self.catalogue.meant_for[term.id]
        ideas = [self._idea("groups", format_message(self.words["led_by"], count=self._count(led), people=capital(term.phrase)))] if led else []
        if meant:
            ideas.append(self._idea("groups", format_message(self.words["meant_for"], count=self._count(meant), people=term.phrase)))
        return self._term(term, "who", ideas, led or meant, urls.community(term.id), "led" if led else "for")

    def activity(self, term: Term) -> list[Part]:
        doing = self.catalogue.doing[term.id]
        ideas = [self._idea("groups", format_message(self.words["doing"], count=self._count(doing)))] if doing else []
        return self._term(term, "means", ideas, doing, urls.activity(term.id), "does")

    def _term(self, term: Term, heading: str, numbers: list[Idea], groups: list[Organisation], page: str, facet: str) -> list[Part]:
        everywhere = [o for o in groups if o.area.reach in EVERYWHERE]
        find = Link(self.words["near_link"], f"{urls.FIND}?{facet}={term.id}")
        return self._parts({
            heading: [Idea(term.icon, sentences(term.easy_read))],
            "groups": [*numbers, self._idea("near", self.words["near"], find), self._idea("more", self.words["all"], Link(self.words["all_link"], page))]
                      if groups else [self._idea("none", self.words["none"])],
            "everywhere": [*self._groups(everywhere[:SHOWN])],
            "missing": [self._tell()],
        })

    # --- What several of them say ------------------------------------------------------------------------------------

    def _groups(self, organisations: list[Organisation], away: dict[str, float] | None = None) -> Iterator[Idea]:
        """Groups to choose from, each with who leads it, its phone number and how far it is."""
        for o in organisations:
            people = phrases(self.catalogue, o.user_led.led_by, "community")
            lines: list[str | Link] = [self._group(o), *(format_message(self.words["lead_short"], people=capital(who)) for who in people)]
            if o.contact.phone:
                lines.append(format_message(self.words["phone_short"], number=whole(o.contact.phone)))
            if away:
                lines.append(self._far(away[o.slug]))
            yield Idea(self.catalogue.communities[o.user_led.led_by[0]].icon, tuple(lines))

    def _more(self, organisations: list[Organisation], page: str) -> Iterator[Idea]:
        if len(organisations) > SHOWN:
            yield self._idea("more", self.words["not_all"], Link(self.words["all_link"], page))

    def _tell(self) -> Idea:
        return self._idea("tell", self.words["tell"], Link(self.words["tell_link"], urls.ADD))

    def _group(self, o: Organisation) -> Link:
        return Link(self.catalogue.titles[o.slug], urls.easy(urls.organisation(o.slug)))

    def _idea(self, picture: str, *lines: str | Link) -> Idea:
        return Idea(PICTURES[picture], lines)

    def _parts(self, parts: dict[str, list[Idea]], headings: dict[str, str] | None = None) -> list[Part]:
        words = self.words["headings"] | (headings or {})
        return [Part(words[heading], ideas) for heading, ideas in parts.items() if ideas]

    def _count(self, organisations: list[Organisation]) -> str:
        return pluralise(len(organisations), self.catalogue.words["counts"]["groups"])

    def _far(self, miles: float) -> str:
        return f"{capital(far(miles, self.catalogue.words['places']['far']))}."


def written(markdown: str) -> list[Part]:
    """The parts of a view that somebody wrote by hand, as `guides` says how."""
    parts: list[Part] = []
    for line in markdown.splitlines():
        if heading := HEADING.fullmatch(line):
            parts.append(Part(heading["text"], []))
        elif entry := ENTRY.fullmatch(line):
            parts[-1].ideas.append(Idea(entry["picture"], tuple(_lines(entry["text"]))))
    return parts


def _lines(text: str) -> Iterator[str | Link]:
    between, *links = re.split(r"\[([^\]]+)\]\(([^)]+)\)", text)
    yield from split(between)
    for label, href, after in zip(*(iter(links),) * 3):
        yield Link(label, href, out=":" in href)
        yield from split(after)


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text of our own, each of which becomes a line."""
    return tuple(split(text))


def capital(text: str) -> str:
    """The text with a capital letter at its start."""
    return text[:1].upper() + text[1:]
