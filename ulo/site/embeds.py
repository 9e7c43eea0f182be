"""The lists of groups that other sites show: of which groups, under which heading, and in what
words.

They say nothing of where a group is but the areas that it is for, and no group is listed that has
closed.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

from ulo.catalogue import Catalogue, OrganisationRow
from ulo.core import format_message, urls
from ulo.exports import EMBED_POLICY
from ulo.model import Organisation
from ulo.schema import Term
from ulo.site.quick_exit import exit_context, group_exit_context

# The longest list; the page that it leads to has all.
MAX_ROWS = 50
# How high a frame can be, in pixels.
HEIGHTS = {"short": 400, "medium": 600, "tall": 900}
# Ways to get in touch that a list writes out; of the others it says only that they are there.
WRITTEN_OUT = ("phone", "email", "website")
# What somebody puts into their own page. HTML knows a width of 100 % in a style only, and the page
# that shows a frame is nothing that we have to know of.
FRAME = (
    '<iframe src="{address}" title="{title}" height="{height}" loading="lazy" '
    'referrerpolicy="no-referrer" '
    'style="box-sizing: border-box; width: 100%; border: 1px solid #767676"></iframe>'
)
LINK = '<a href="{address}">{title}</a>'
MARKDOWN = "[{title}]({address})"


@dataclass(frozen=True)
class Embed:
    """One list: `kind` is place, people or network, and `id` the area, community or slug.

    `name` is what to look it up by; `page` is the URL of the page with the whole list; `sections`
    have the groups by their heading, of which there is none (an empty text) where there is one
    section alone. Where `helps`, people may be in danger, and the list leads to help; `exit_kinds`
    are the kinds of crisis whose lines it names, with a quick way out.
    """

    kind: str
    id: str
    name: str
    title: str
    page: str
    sections: Mapping[str, Sequence[Organisation]]
    exit_kinds: tuple[str, ...] = ()
    helps: bool = False

    @property
    def url(self) -> str:
        return urls.embed(self.kind, self.id)

    @property
    def count(self) -> int:
        return sum(map(len, self.sections.values()))

    @property
    def changed_on(self) -> date:
        """The day of the newest change to any of its records."""
        groups = (o for groups in self.sections.values() for o in groups)
        return max(o.last_change for o in groups)


@dataclass(frozen=True)
class EmbedRow:
    """A group in such a list; `ways` are the names of the ways to get in touch that it does not
    write out."""

    row: OrganisationRow
    phone: str
    email: str
    website: str
    ways: tuple[str, ...]


def list_embeds(catalogue: Catalogue) -> Iterator[Embed]:
    """All lists that have a group: those of places, then of people, then of networks."""
    yield from _places(catalogue)
    yield from _people(catalogue)
    yield from _networks(catalogue)


def _places(catalogue: Catalogue) -> Iterator[Embed]:
    message = catalogue.messages["places"]["page_title"]
    for area in catalogue.areas.values():
        groups = catalogue.place_groups.reach.groups(area)
        if listed := [*groups.own, *groups.inside]:
            page = catalogue.place_pages.by_id[area.id]
            title = format_message(message, place=page.phrase)
            yield Embed("place", area.id, page.title, title, urls.place(area.id), {"": listed})


def _people(catalogue: Catalogue) -> Iterator[Embed]:
    headings, titles = catalogue.messages["terms"], catalogue.messages["embeds"]["people"]
    for term in catalogue.communities.values():
        lists = {"led_by": catalogue.led_by[term.id], "meant_for": catalogue.meant_for[term.id]}
        found = {key: groups for key, groups in lists.items() if groups}
        if not found:
            continue
        # One section needs no heading: the title says the same.
        only = next(iter(found)) if len(found) == 1 else ""
        title = format_message(titles[only or "both"], people=term.phrase)
        sections = {
            "" if only else format_message(headings[key], people=term.phrase): groups
            for key, groups in found.items()
        }
        url = urls.community(term.id)
        yield Embed(
            "people",
            term.id,
            term.title,
            title,
            url,
            sections,
            _exit_kinds(exit_context([term])),
            _are_at_risk([term]),
        )


def _networks(catalogue: Catalogue) -> Iterator[Embed]:
    message = catalogue.messages["embeds"]["network"]
    for slug, members in sorted(catalogue.members.items()):
        network = catalogue.by_slug[slug]
        if network.closed:
            continue
        name = catalogue.display_names[slug]
        people = dict.fromkeys([*network.user_led.led_by, *network.meant_for])
        yield Embed(
            "network",
            slug,
            name,
            format_message(message, name=name),
            urls.organisation(slug),
            {"": members},
            _exit_kinds(group_exit_context(catalogue, network)),
            _are_at_risk([catalogue.communities[id] for id in people]),
        )


def _exit_kinds(context: Mapping[str, object]) -> tuple[str, ...]:
    kinds = context.get("exit_kinds", [])
    assert isinstance(kinds, list)
    return tuple(kinds)


def _are_at_risk(terms: Sequence[Term]) -> bool:
    return any(term.at_risk or term.crisis for term in terms)


def embed_context(catalogue: Catalogue, embed: Embed) -> dict[str, object]:
    """What the templates of a list need, as plain values."""
    left = MAX_ROWS
    sections: dict[str, list[EmbedRow]] = {}
    for heading, groups in embed.sections.items():
        if shown := groups[:left]:
            sections[heading] = [_row(catalogue, o) for o in shown]
            left -= len(shown)
    return {
        "title": embed.title,
        "page": embed.page,
        "sections": sections,
        "count": embed.count,
        "is_cut": embed.count > MAX_ROWS,
        "changed_on": embed.changed_on,
        "exit_kinds": list(embed.exit_kinds),
        "helps": embed.helps,
        "policy": EMBED_POLICY,
    }


def _row(catalogue: Catalogue, o: Organisation) -> EmbedRow:
    row = catalogue.rows.organisation(o)
    names: Mapping[str, str] = catalogue.messages["lists"]["ways"]
    ways = tuple(names[way] for way in row.ways if way not in WRITTEN_OUT)
    return EmbedRow(row, o.contact.phone, o.contact.email, o.contact.website, ways)


def snippet_title(catalogue: Catalogue, embed: Embed) -> str:
    """What a frame is called in the page that shows it."""
    message = catalogue.messages["embeds"]["frame_title"]
    return format_message(message, title=embed.title, site=catalogue.instance.name)


def frame_snippet(catalogue: Catalogue, embed: Embed, height: int) -> str:
    """The HTML that shows a list in a frame."""
    address = f"{catalogue.instance.site_url}{embed.url}"
    title = snippet_title(catalogue, embed)
    return FRAME.format(address=escape(address), title=escape(title), height=height)


def link_snippet(catalogue: Catalogue, embed: Embed) -> str:
    """The HTML of a plain link to the page with the whole list."""
    address = f"{catalogue.instance.site_url}{embed.page}"
    return LINK.format(address=escape(address), title=escape(snippet_title(catalogue, embed)))
