"""The lists of groups that other sites show, and the page that tells how to show one."""

import json
from collections.abc import Iterator, Sequence
from functools import partial

from ulo.catalogue import Catalogue
from ulo.core import format_message, letter, sort_key, urls
from ulo.site.embeds import (
    FRAME,
    HEIGHTS,
    MARKDOWN,
    MAX_ROWS,
    Embed,
    embed_context,
    frame_snippet,
    link_snippet,
    list_embeds,
)
from ulo.site.page import Page, TemplateFile


def build_pages(catalogue: Catalogue) -> Iterator[Page | TemplateFile]:
    embeds = list(list_embeds(catalogue))
    for embed in embeds:
        context = partial(embed_context, catalogue, embed)
        yield TemplateFile(embed.url, "embed.html", context)
        # Who pastes it into another site needs addresses in full.
        if catalogue.instance.site_url:
            url = urls.embed_fragment(embed.kind, embed.id)
            yield TemplateFile(url, "_embed_fragment.html", context)
    yield _builder(catalogue, embeds)


def _builder(catalogue: Catalogue, embeds: Sequence[Embed]) -> Page:
    messages = catalogue.messages["embeds"]
    kinds = {kind: _by_letter(embeds, kind) for kind in messages["kinds"]}
    return Page(
        urls.EMBED_HELP,
        messages["title"],
        messages["description"],
        "embeds.html",
        {
            "example": _example(catalogue, embeds),
            "kinds": {kind: by_letter for kind, by_letter in kinds.items() if by_letter},
            "heights": HEIGHTS,
            "max_rows": MAX_ROWS,
            "script_data": json.dumps(_script_data(catalogue), ensure_ascii=False),
            "crumbs": [(catalogue.messages["site"]["foot"]["data"], urls.DATA)],
        },
        section=urls.DATA,
        has_frames=True,
    )


def _by_letter(embeds: Sequence[Embed], kind: str) -> dict[str, list[dict[str, object]]]:
    """The lists of one kind by the first letter of their names."""
    by_letter: dict[str, list[dict[str, object]]] = {}
    of_kind = (embed for embed in embeds if embed.kind == kind)
    for embed in sorted(of_kind, key=lambda embed: (sort_key(embed.name), embed.id)):
        entry = {
            "name": embed.name,
            "title": embed.title,
            "list": f"{embed.kind}/{embed.id}",
            "url": embed.url,
            "count": embed.count,
        }
        by_letter.setdefault(letter(embed.name), []).append(entry)
    return by_letter


def _example(catalogue: Catalogue, embeds: Sequence[Embed]) -> dict[str, str] | None:
    """The code for the council with most groups, else for whatever is there."""

    def rank(embed: Embed) -> tuple[bool, int, str]:
        is_council = embed.kind == "place" and catalogue.areas[embed.id].kind == "council"
        return not is_council, -embed.count, embed.id

    if not embeds:
        return None
    embed = min(embeds, key=rank)
    return {
        "title": embed.title,
        "list": f"{embed.kind}/{embed.id}",
        "frame": frame_snippet(catalogue, embed, HEIGHTS["medium"]),
        "link": link_snippet(catalogue, embed),
    }


def _script_data(catalogue: Catalogue) -> dict[str, object]:
    """What the script writes, with gaps: the code, and sentences."""
    messages = catalogue.messages["embeds"]
    title = format_message(messages["frame_title"], title="{title}", site=catalogue.instance.name)
    return {
        "site": catalogue.instance.site_url,
        "frame": FRAME,
        "markdown": MARKDOWN,
        "title": title,
        "heights": HEIGHTS,
        "pages": {
            "place": urls.place("{id}"),
            "people": urls.community("{id}"),
            "network": urls.organisation("{id}"),
        },
        "copied": messages["code_copied"],
        "failed": catalogue.messages["take_away"]["not_copied"],
        "changed": messages["chosen"],
        "preview": messages["preview_of"],
        "broken": messages["broken"],
    }
