"""The Easy Read view of one organisation."""

from collections.abc import Iterator
from functools import partial

from ulo.catalogue import Catalogue, closing_text
from ulo.core import capitalise, display_url, format_message, format_month, join_list, urls
from ulo.model import Freshness, Organisation
from ulo.records.values import country_forms
from ulo.site.easy_read.elements import (
    Idea,
    Link,
    Section,
    group_link,
    make_idea,
    make_sections,
    to_lines,
    to_record_lines,
)
from ulo.site.easy_read.visit import visit_ideas
from ulo.site.pictures import area_picture, term_picture
from ulo.site.text import call_link, non_breaking, text_link


class OrganisationView:
    """Composes the view; each of its methods gives the ideas of one section."""

    def __init__(self, catalogue: Catalogue, organisation: Organisation) -> None:
        self.catalogue = catalogue
        self.organisation = organisation
        self.messages = catalogue.messages["easy"]
        self.headings = self.messages["headings"]
        if organisation.closed:
            past = self.messages["past"]
            self.headings = self.headings | past["headings"]
            self.messages = self.messages | past

    def sections(self) -> list[Section]:
        is_open = not self.organisation.closed
        parts = {
            "about": [*self._status(), self._about()],
            "leaders": self._leaders(),
            "contact": self._contact() if is_open else [],
            "where": self._where(),
            "visit": visit_ideas(self.catalogue, self.organisation),
            "does": self._activities(),
            "for": self._meant_for(),
            "access": self._access() if is_open else [],
            "know": self._provenance(),
        }
        return make_sections(parts, self.headings)

    def _status(self) -> Iterator[Idea]:
        """That the group has closed, or that nobody knows whether it is still there."""
        o = self.organisation
        if o.closed:
            messages = self.catalogue.messages["organisation"]["closing"]
            yield make_idea("door-closed", closing_text(o.closed, messages))
            if successor := o.closed.successor:
                link = group_link(successor, self.catalogue.display_names[successor])
                yield make_idea("next-group", self.messages["successor"], link)
        elif self.catalogue.freshness[o.slug] == Freshness.UNCONFIRMED:
            yield make_idea("ask-first", *to_lines(self.messages["unsure"]))

    def _about(self) -> Idea:
        """What the group is about: what it says of that itself, or else whom it is for."""
        o = self.organisation
        activities = (self.catalogue.activities[id] for id in o.activities if id != "other")
        first = next(activities, None)
        picture = term_picture(self.catalogue.schema, "activity", first) if first else "groups"
        if o.easy_read:
            return make_idea(picture, *to_record_lines(o.easy_read))
        names = self.catalogue.phrases(o.meant_for, "community")
        people = join_list(names, self.catalogue.messages["lists"])
        return make_idea(picture, *to_lines(format_message(self.messages["about"], people=people)))

    def _leaders(self) -> Iterator[Idea]:
        """Who leads the group, with what the word for them means."""
        for id in self.organisation.user_led.led_by:
            term = self.catalogue.communities[id]
            leaders = format_message(self.messages["lead"], people=capitalise(term.phrase))
            yield make_idea(
                term_picture(self.catalogue.schema, "community", term),
                leaders,
                *to_lines(term.easy_read),
            )

    def _contact(self) -> Iterator[Idea]:
        contact, base = self.organisation.contact, self.organisation.based_in
        plan = country_forms(self.catalogue.schema).phones
        shown = partial(non_breaking, plan=plan)
        if contact.phone:
            yield self._channel("phone", shown(contact.phone), call_link(contact.phone, plan))
            if contact.relay_uk:
                relay = format_message(
                    self.messages["relay"], prefix=plan.relay, number=shown(contact.phone)
                )
                yield make_idea("relay", *to_lines(relay))
        if contact.sms:
            yield self._channel("sms", shown(contact.sms), text_link(contact.sms, plan))
        if contact.textphone:
            number = shown(contact.textphone)
            yield make_idea("textphone", self.messages["textphone"], number)
        if contact.email:
            yield self._channel("email", contact.email, f"mailto:{contact.email}")
        if contact.website:
            yield self._channel("website", display_url(contact.website), contact.website)
        if contact.bsl:
            yield self._channel("bsl", self.messages["bsl_link"], contact.bsl)
        if base.address:
            address = ", ".join(filter(None, (base.address_with_town, base.postcode)))
            yield make_idea("visit", *to_lines(self.messages["visit"]), address)
        if not contact and not base.address:
            page = urls.organisation(self.organisation.slug)
            link = Link(self.messages["unreachable_link"], f"{page}#contact")
            yield make_idea("no-contact", self.messages["unreachable"], link)

    def _channel(self, name: str, text: str, href: str) -> Idea:
        """A way to reach the group by a link; its picture and its message have the same name."""
        return make_idea(name, self.messages[name], Link(text, href, external=True))

    def _where(self) -> Iterator[Idea]:
        o = self.organisation
        country = self.catalogue.country.id
        served = self.catalogue.phrases((id for id in o.area.serves if id != country), "areas")
        if len(served) == 1:
            picture = area_picture(self.catalogue.schema, o.area.serves[0])
            yield make_idea(picture, format_message(self.messages["serves"], place=served[0]))
        elif served:
            yield make_idea("place", self.messages["serves_several"], *map(capitalise, served))
        elif o.area.reach and not o.closed:
            reach = self.catalogue.term("reach", o.area.reach)
            yield make_idea(
                term_picture(self.catalogue.schema, "reach", reach), *to_lines(reach.easy_read)
            )
        if o.based_in.town or o.based_in.area:
            place = o.based_in.town or self.catalogue.phrases([o.based_in.area], "areas")[0]
            yield make_idea("based-in", format_message(self.messages["based"], place=place))

    def _activities(self) -> Iterator[Idea]:
        for id in self.organisation.activities:
            if id == "other":
                continue
            term = self.catalogue.activities[id]
            # The easy sentences speak of today.
            past = f"{capitalise(term.phrase)}." if self.organisation.closed else ""
            yield make_idea(
                term_picture(self.catalogue.schema, "activity", term),
                *to_lines(past or term.easy_read),
            )

    def _meant_for(self) -> Iterator[Idea]:
        meant_for, led_by = self.organisation.meant_for, self.organisation.user_led.led_by
        terms = [self.catalogue.communities[id] for id in meant_for]
        names = [f"{capitalise(term.phrase)}." for term in terms]
        if sorted(meant_for) == sorted(led_by):
            # Their pictures are above, with what the words for them mean.
            yield make_idea("groups", *names)
            return
        for term, name in zip(terms, names, strict=True):
            explained = () if term.id in led_by else to_lines(term.easy_read)
            yield make_idea(
                term_picture(self.catalogue.schema, "community", term), name, *explained
            )

    def _access(self) -> Iterator[Idea]:
        for feature in self.organisation.access:
            term = self.catalogue.term("access", feature.kind)
            lines = to_lines(term.easy_read)
            if feature.detail:
                lines += (self.messages["access_more"],)
            yield make_idea(term_picture(self.catalogue.schema, "access", term), *lines)

    def _provenance(self) -> Iterator[Idea]:
        """How we know that the group is user-led, and who told us all of this, and when."""
        o = self.organisation
        basis = self.catalogue.term("basis", o.user_led.basis)
        lines = to_lines(basis.easy_read)
        if "user-led" in basis.easy_read:
            lines += (self.messages["user_led"],)
        yield make_idea(term_picture(self.catalogue.schema, "basis", basis), *lines)
        if o.checked.by == "organisation":
            month = format_month(o.checked.on)
            yield make_idea("said-yes", format_message(self.messages["told"], month=month))
            return
        read = [self.messages["read"]]
        if year := o.newest_evidence:
            read.append(format_message(self.messages["newest"], year=year))
        yield make_idea("look-up", *read, self.messages["not_told"])
