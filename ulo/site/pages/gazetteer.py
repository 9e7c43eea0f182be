"""The lists behind the boxes for a place, each in a file of its own."""

import json
from collections.abc import Callable, Iterator
from functools import partial

from ulo.catalogue import Catalogue
from ulo.core import message
from ulo.site.council_lists import CouncilLists
from ulo.site.page import File
from ulo.site.place_lists import PlaceLists, list_contents


def build_pages(catalogue: Catalogue) -> Iterator[File]:
    lists = list_contents(PlaceLists(catalogue)) | CouncilLists(catalogue).contents()
    for url, make_content in lists.items():
        yield File(url, partial(_to_json, make_content))


def _to_json(make_content: Callable[[], dict[str, object]]) -> bytes:
    content = {"about": message("private_files.places"), **make_content()}
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
