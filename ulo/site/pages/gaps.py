"""Where the directory knows of nobody: places, people, closed groups without a successor, and
groups that nobody has confirmed for a long time. An invitation to add what is missing."""

from collections.abc import Iterator
from functools import partial

from ulo.catalogue import MAX_FEW, Catalogue
from ulo.core import urls
from ulo.exports import group_table
from ulo.model import OLD_YEARS, Organisation
from ulo.site.page import File, Item, ListPage, Page, paginate


def build_pages(catalogue: Catalogue) -> Iterator[Item]:
    messages, gaps = catalogue.messages["gaps"], catalogue.coordination
    yield Page(
        urls.GAPS,
        messages["title"],
        messages["description"],
        "gaps.html",
        {
            "gaps": gaps,
            "max_few": MAX_FEW,
            "old_years": OLD_YEARS,
            "council_count": len(catalogue.councils),
            "empty_council_count": len(catalogue.councils_without_group),
            "crumbs": [(catalogue.messages["work"]["title"], urls.WORK)],
        },
        section=urls.WORK,
    )
    content = partial(group_table(catalogue).csv, gaps.outdated)
    if gaps.outdated:
        yield File(urls.download(urls.GAPS_OLD), content)
    for list_page in paginate(
        gaps.outdated, urls.GAPS_OLD, messages["old_title"], catalogue.messages
    ):
        yield Page(
            list_page.url,
            list_page.title,
            messages["description"],
            "outdated_groups.html",
            partial(_outdated_context, catalogue, list_page),
            section=urls.WORK,
        )


def _outdated_context(catalogue: Catalogue, list_page: ListPage[Organisation]) -> dict[str, object]:
    messages = catalogue.messages
    return {
        "list_page": list_page.map(catalogue.rows.organisation),
        "total": len(catalogue.coordination.outdated),
        "crumbs": [
            (messages["work"]["title"], urls.WORK),
            (messages["gaps"]["title"], urls.GAPS),
        ],
    }
