"""The Easy Read view of every organisation, place, community, activity and guide. Its URL is that
of the page with `easy/` behind it."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from ulo.catalogue import Catalogue
from ulo.core import format_message, urls
from ulo.site.easy_read import EasyRead, Section, parse_easy_read
from ulo.site.page import Context, Page
from ulo.site.quick_exit import HELP_EXIT, exit_context, group_exit_context

# Of most pages nobody has to leave quickly.
NO_EXIT: Context = {}


def build_pages(catalogue: Catalogue) -> Iterator[Page]:
    easy_read = EasyRead(catalogue)
    for o in catalogue.organisations:
        yield _easy_read_page(
            catalogue,
            urls.organisation(o.slug),
            catalogue.display_names[o.slug],
            partial(easy_read.organisation, o),
            urls.CLOSED if o.closed else urls.ORGANISATIONS,
            names=o.names,
            exit=group_exit_context(catalogue, o),
            can_be_confirmed=not o.closed,
        )
    for page in catalogue.place_pages.by_id.values():
        place = page.label if page.town else page.phrase
        yield _easy_read_page(
            catalogue,
            urls.place(page.id),
            format_message(catalogue.messages["places"]["page_title"], place=place),
            partial(easy_read.place, page),
            urls.PLACES,
            names=page.names,
        )
    for term in catalogue.communities.values():
        sections = partial(easy_read.community, term)
        url = urls.community(term.id)
        yield _easy_read_page(
            catalogue, url, term.title, sections, urls.PEOPLE, exit=exit_context([term])
        )
    for term in catalogue.activities.values():
        sections = partial(easy_read.activity, term)
        url = urls.activity(term.id)
        yield _easy_read_page(
            catalogue, url, term.title, sections, urls.ACTIVITIES, exit=exit_context([term])
        )
    guides_crumb = (catalogue.messages["guides"]["title"], urls.GUIDES)
    for guide in catalogue.guides:
        if guide.easy:
            yield _easy_read_page(
                catalogue,
                guide.url,
                guide.title,
                partial(parse_easy_read, guide.easy),
                urls.GUIDES if guide.part else guide.url,
                parent_crumbs=[guides_crumb] if guide.part else [],
                feedback_url=urls.TELL_US,
                exit={} if guide.part else HELP_EXIT,
            )


def _easy_read_page(
    catalogue: Catalogue,
    full_page_url: str,
    title: str,
    derive_sections: Callable[[], list[Section]],
    menu_section: str,
    names: tuple[tuple[str, str], ...] = (),
    parent_crumbs: Iterable[tuple[str, str]] = (),
    feedback_url: str = urls.ADD,
    exit: Context = NO_EXIT,
    can_be_confirmed: bool = False,
) -> Page:
    messages, url = catalogue.messages["easy"], urls.easy_read(full_page_url)
    return Page(
        url,
        format_message(messages["title"], title=title),
        format_message(messages["description"], title=title),
        "easy_read.html",
        lambda: {
            "full_page_url": full_page_url,
            "title": title,
            "names": names,
            "sections": derive_sections(),
            "feedback_url": feedback_url,
            "can_be_confirmed": can_be_confirmed,
            "crumbs": [*parent_crumbs, (title, full_page_url)],
            **exit,
        },
        section=menu_section,
        is_easy_read=True,
    )
