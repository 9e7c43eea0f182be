"""What a page says, in Easy Read: short lines of easy words, each idea with a picture at its left.

Composed from the easy sentences of the vocabularies and of schema/locales/, never from a record's own sentences, which are
not written for this. A view says less than its page, and nothing that the page does not say: where a record has more to
say on a thing, the view tells people to ask.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ulo.catalogue import EASY_ENTRY, EASY_HEADING, Catalogue, PlacePage
from ulo.checks import NATIONWIDE_REACHES, split_sentences
from ulo.core import format_message, format_month, pluralise, urls
from ulo.model import AccessFeature, Freshness, Organisation
from ulo.schema import Term
from ulo.site.renderer import (
    closing_text,
    dial_number,
    display_url,
    format_distance,
    non_breaking,
    phrases,
)

# So many groups fit on two sheets of paper.
MAX_GROUPS = 10
# Pictures for what no vocabulary has a term for; those of terms stand beside the terms.
ICONS = {
    "closed": "material/door-closed",
    "successor": "material/arrow-right-circle",
    "unsure": "material/help-circle",
    "board": "material/table-chair",
    "based": "material/home-map-marker",
    "serves": "material/map-marker-radius",
    "phone": "material/phone",
    "relay": "material/phone-message",
    "email": "material/email",
    "website": "material/web",
    "sms": "material/cellphone-message",
    "textphone": "material/phone-classic",
    "bsl": "material/sign-language",
    "social": "material/account-group",
    "visit": "material/map-marker",
    "unreachable": "material/phone-off",
    "more": "material/file-document-outline",
    "told": "material/check-circle",
    "read": "material/book-open-variant",
    "wrong": "material/pencil",
    "groups": "material/account-group",
    "none": "material/account-question",
    "wider": "material/map",
    "near": "material/map-search",
    "tell": "material/message-plus",
    "ask": "material/chat-question",
}


@dataclass(frozen=True)
class Link:
    """A line that leads somewhere: to a page of ours, or (`out`) to another site, a phone or a mailbox."""

    text: str
    href: str
    external: bool = False


@dataclass(frozen=True)
class Idea:
    """One idea: the icon that shows it, and its lines."""

    icon: str
    lines: tuple[str | Link, ...]


@dataclass(frozen=True)
class Section:
    """A heading and the ideas under it."""

    heading: str
    ideas: list[Idea]


class EasyRead:
    """Composes the views of one catalogue; each method gives the parts of a page that hold an idea."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.messages = catalogue.messages["easy"]
        self.pages = catalogue.localities

    # --- An organisation ---------------------------------------------------------------------------------------------

    def organisation(self, o: Organisation) -> list[Section]:
        messages = self.messages | self.messages["past"] if o.closed else self.messages
        parts = {"about": [*self._status(o), *self._leaders(o.user_led.led_by, messages["lead"])]}
        if not o.closed:
            parts["contact"] = [*self._contact(o)]
        parts |= {
            "where": [*self._where(o, messages)],
            "does": [*self._activities(o)],
            "for": [*self._meant_for(o, messages)],
        }
        if not o.closed:
            parts["access"] = [*map(self._access, o.access)]
        return self._make_sections(parts | {"know": [*self._provenance(o)]}, messages["headings"])

    def _status(self, o: Organisation) -> Iterator[Idea]:
        if o.closed:
            yield self._make_idea(
                "closed", closing_text(o.closed, self.catalogue.messages["organisation"]["closing"])
            )
            if o.closed.successor:
                other = self.catalogue.by_slug[o.closed.successor]
                yield self._make_idea(
                    "successor", self.messages["successor"], self._group_link(other)
                )
        elif self.catalogue.freshness[o.slug] == Freshness.UNCONFIRMED:
            yield self._make_idea("unsure", *to_lines(self.messages["unsure"]))

    def _leaders(self, ids: Iterable[str], wording: str) -> Iterator[Idea]:
        """Who leads a group, with what the word for them means."""
        for id in ids:
            term = self.catalogue.communities[id]
            yield Idea(
                term.icon,
                (
                    format_message(wording, people=capitalise(term.phrase)),
                    *to_lines(term.easy_read),
                ),
            )

    def _contact(self, o: Organisation) -> Iterator[Idea]:
        contact, base = o.contact, o.based_in
        if contact.phone:
            yield self._make_idea(
                "phone",
                self.messages["phone"],
                Link(
                    non_breaking(contact.phone), f"tel:{dial_number(contact.phone)}", external=True
                ),
            )
            if contact.relay_uk:
                yield self._make_idea(
                    "relay",
                    *to_lines(
                        format_message(self.messages["relay"], number=non_breaking(contact.phone))
                    ),
                )
        if contact.sms:
            yield self._make_idea(
                "sms",
                self.messages["sms"],
                Link(non_breaking(contact.sms), f"sms:{dial_number(contact.sms)}", external=True),
            )
        if contact.textphone:
            yield self._make_idea(
                "textphone", self.messages["textphone"], non_breaking(contact.textphone)
            )
        if contact.email:
            yield self._make_idea(
                "email",
                self.messages["email"],
                Link(contact.email, f"mailto:{contact.email}", external=True),
            )
        if contact.website:
            yield self._make_idea(
                "website",
                self.messages["website"],
                Link(display_url(contact.website), contact.website, external=True),
            )
        if contact.bsl:
            yield self._make_idea(
                "bsl",
                self.messages["bsl"],
                Link(self.messages["bsl_link"], contact.bsl, external=True),
            )
        if base.address:
            town = "" if base.town in base.address else base.town
            yield self._make_idea(
                "visit",
                *to_lines(self.messages["visit"]),
                ", ".join(filter(None, (base.address, town, base.postcode))),
            )
        if not contact and not base.address:
            yield self._make_idea(
                "unreachable",
                self.messages["unreachable"],
                Link(self.messages["unreachable_link"], f"{urls.organisation(o.slug)}#contact"),
            )

    def _where(self, o: Organisation, messages: dict) -> Iterator[Idea]:
        serves = phrases(self.catalogue, (id for id in o.area.serves if id != "uk"), "areas")
        if len(serves) == 1:
            yield self._make_idea("serves", format_message(messages["serves"], place=serves[0]))
        elif serves:
            yield self._make_idea("serves", messages["serves_several"], *map(capitalise, serves))
        elif o.area.reach and not o.closed:
            reach = self.catalogue.term("reach", o.area.reach)
            yield Idea(reach.icon, to_lines(reach.easy_read))
        if o.based_in.town or o.based_in.area:
            place = o.based_in.town or phrases(self.catalogue, [o.based_in.area], "areas")[0]
            yield self._make_idea("based", format_message(messages["based"], place=place))

    def _activities(self, o: Organisation) -> Iterator[Idea]:
        for term in (self.catalogue.activities[id] for id in o.activities if id != "other"):
            # The easy sentences speak of today.
            yield Idea(
                term.icon,
                to_lines(term.easy_read) if not o.closed else (f"{capitalise(term.phrase)}.",),
            )

    def _meant_for(self, o: Organisation, messages: dict) -> Iterator[Idea]:
        if sorted(o.meant_for) == sorted(o.user_led.led_by):
            yield Idea(self.catalogue.communities[o.meant_for[0]].icon, (messages["for_same"],))
            return
        for id in o.meant_for:
            term = self.catalogue.communities[id]
            explained = () if id in o.user_led.led_by else to_lines(term.easy_read)
            yield Idea(term.icon, (f"{capitalise(term.phrase)}.", *explained))

    def _access(self, fact: AccessFeature) -> Idea:
        term = self.catalogue.term("access", fact.kind)
        return Idea(
            term.icon,
            (*to_lines(term.easy_read), *([self.messages["access_more"]] if fact.detail else [])),
        )

    def _provenance(self, o: Organisation) -> Iterator[Idea]:
        basis = self.catalogue.term("basis", o.user_led.basis)
        yield Idea(
            basis.icon,
            (
                *to_lines(basis.easy_read),
                *([self.messages["user_led"]] if "user-led" in basis.easy_read else []),
            ),
        )
        if o.checked.by == "organisation":
            yield self._make_idea(
                "told", format_message(self.messages["told"], month=format_month(o.checked.on))
            )
        else:
            newest = o.newest_evidence
            yield self._make_idea(
                "read",
                self.messages["read"],
                *([format_message(self.messages["newest"], year=newest)] if newest else []),
                self.messages["not_told"],
            )

    # --- Places, people, activities ----------------------------------------------------------------------------------

    def place(self, page: PlacePage) -> list[Section]:
        groups, near = self.pages.groups(page), page.kind in ("council", "town")
        here = [*groups.own, *groups.inside, *groups.wider]
        nearest = self.pages.nearest(page) if near and len(here) < MAX_GROUPS else []
        away = {other.organisation.slug: other.miles for other in nearest}
        number = (
            format_message(self.messages["here"], count=self._count_groups(here), place=page.phrase)
            if here
            else format_message(self.messages["here_none"], place=page.phrase)
        )
        return self._make_sections(
            {
                "groups": [
                    self._make_idea("groups" if here else "none", number),
                    *self._group_ideas(here[:MAX_GROUPS]),
                    *self._more(here, urls.place(page.id)),
                ],
                "nearest": [
                    self._make_idea("ask", *to_lines(self.messages["nearest_ask"])),
                    *self._group_ideas([other.organisation for other in nearest], away),
                ]
                if nearest
                else [],
                "wider": [*self._wider(page)],
                "missing": [self._tell_us()],
            }
        )

    def _wider(self, page: PlacePage) -> Iterator[Idea]:
        """Where the groups for the whole nation and the whole country are."""
        nation, groups = self.pages.nation(page), self.pages.groups(page)
        for area, organisations in (
            (nation, groups.nation),
            (self.catalogue.areas["uk"], groups.country),
        ):
            if area and area.id != page.area.id and organisations:
                text = format_message(
                    self.messages["for_all"],
                    count=self._count_groups(organisations),
                    place=area.phrase or area.title,
                )
                yield self._make_idea(
                    "wider",
                    text,
                    Link(
                        format_message(self.messages["see_place"], place=area.phrase or area.title),
                        urls.easy_read(urls.place(area.id)),
                    ),
                )

    def community(self, term: Term) -> list[Section]:
        led, meant = self.catalogue.led_by[term.id], self.catalogue.meant_for[term.id]
        ideas = (
            [
                self._make_idea(
                    "groups",
                    format_message(
                        self.messages["led_by"],
                        count=self._count_groups(led),
                        people=capitalise(term.phrase),
                    ),
                )
            ]
            if led
            else []
        )
        if meant:
            ideas.append(
                self._make_idea(
                    "groups",
                    format_message(
                        self.messages["meant_for"],
                        count=self._count_groups(meant),
                        people=term.phrase,
                    ),
                )
            )
        return self._term_sections(
            term, "who", ideas, led or meant, urls.community(term.id), "led" if led else "for"
        )

    def activity(self, term: Term) -> list[Section]:
        doing = self.catalogue.by_activity[term.id]
        ideas = (
            [
                self._make_idea(
                    "groups",
                    format_message(self.messages["doing"], count=self._count_groups(doing)),
                )
            ]
            if doing
            else []
        )
        return self._term_sections(term, "means", ideas, doing, urls.activity(term.id), "does")

    def _term_sections(
        self,
        term: Term,
        heading: str,
        numbers: list[Idea],
        groups: list[Organisation],
        page: str,
        facet: str,
    ) -> list[Section]:
        everywhere = [o for o in groups if o.area.reach in NATIONWIDE_REACHES]
        find = Link(self.messages["near_link"], f"{urls.FIND}?{facet}={term.id}")
        return self._make_sections(
            {
                heading: [Idea(term.icon, to_lines(term.easy_read))],
                "groups": [
                    *numbers,
                    self._make_idea("near", self.messages["near"], find),
                    self._make_idea(
                        "more", self.messages["all"], Link(self.messages["all_link"], page)
                    ),
                ]
                if groups
                else [self._make_idea("none", self.messages["none"])],
                "everywhere": [*self._group_ideas(everywhere[:MAX_GROUPS])],
                "missing": [self._tell_us()],
            }
        )

    # --- What several of them say ------------------------------------------------------------------------------------

    def _group_ideas(
        self, organisations: list[Organisation], away: dict[str, float] | None = None
    ) -> Iterator[Idea]:
        """Groups to choose from, each with who leads it, its phone number and how far it is."""
        for o in organisations:
            people = phrases(self.catalogue, o.user_led.led_by, "community")
            lines: list[str | Link] = [
                self._group_link(o),
                *(
                    format_message(self.messages["lead_short"], people=capitalise(who))
                    for who in people
                ),
            ]
            if o.contact.phone:
                lines.append(
                    format_message(
                        self.messages["phone_short"], number=non_breaking(o.contact.phone)
                    )
                )
            if away:
                lines.append(self._distance(away[o.slug]))
            yield Idea(self.catalogue.communities[o.user_led.led_by[0]].icon, tuple(lines))

    def _more(self, organisations: list[Organisation], page: str) -> Iterator[Idea]:
        if len(organisations) > MAX_GROUPS:
            yield self._make_idea(
                "more", self.messages["not_all"], Link(self.messages["all_link"], page)
            )

    def _tell_us(self) -> Idea:
        return self._make_idea(
            "tell", self.messages["tell"], Link(self.messages["tell_link"], urls.ADD)
        )

    def _group_link(self, o: Organisation) -> Link:
        return Link(self.catalogue.display_names[o.slug], urls.easy_read(urls.organisation(o.slug)))

    def _make_idea(self, picture: str, *lines: str | Link) -> Idea:
        return Idea(ICONS[picture], lines)

    def _make_sections(
        self, parts: dict[str, list[Idea]], headings: dict[str, str] | None = None
    ) -> list[Section]:
        messages = self.messages["headings"] | (headings or {})
        return [Section(messages[heading], ideas) for heading, ideas in parts.items() if ideas]

    def _count_groups(self, organisations: list[Organisation]) -> str:
        return pluralise(len(organisations), self.catalogue.messages["counts"]["groups"])

    def _distance(self, miles: float) -> str:
        return f"{capitalise(format_distance(miles, self.catalogue.messages['places']['far']))}."


def parse_easy_read(markdown: str) -> list[Section]:
    """The parts of a view that somebody wrote by hand, as `guides` says how."""
    parts: list[Section] = []
    for line in markdown.splitlines():
        if heading := EASY_HEADING.fullmatch(line):
            parts.append(Section(heading["text"], []))
        elif entry := EASY_ENTRY.fullmatch(line):
            parts[-1].ideas.append(Idea(entry["picture"], tuple(_parse_lines(entry["text"]))))
    return parts


def _parse_lines(text: str) -> Iterator[str | Link]:
    between, *links = re.split(r"\[([^\]]+)\]\(([^)]+)\)", text)
    yield from to_lines(between)
    for label, href, after in zip(*(iter(links),) * 3):
        yield Link(label, href, external=":" in href)
        yield from to_lines(after)


def to_lines(text: str) -> tuple[str, ...]:
    """The sentences of a text of our own, each of which becomes a line."""
    return tuple(split_sentences(text))


def capitalise(text: str) -> str:
    """The text with a capital letter at its start."""
    return text[:1].upper() + text[1:]
