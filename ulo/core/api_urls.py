"""The URLs of the program interface, a part of `urls`."""

# A version is in the address of all that it promises.
API = "api/v1/"
API_INDEX = "api/v1/index.json"
API_DESCRIPTION = "api/v1/openapi.json"


def api_list(kind: str, number: int = 1) -> str:
    """One page of the list of all things of one kind in the program interface, counted from 1.

    The terms of one vocabulary are of the kind `terms/VOCABULARY`.
    """
    return f"{API}{kind}.json" if number == 1 else f"{API}{kind}/page/{number}.json"


def api_organisation(slug: str) -> str:
    """A group in the program interface."""
    return f"{API}organisations/{slug}.json"


def api_area(id: str) -> str:
    return f"{API}areas/{id}.json"


def api_term(vocabulary: str, id: str) -> str:
    return f"{API}terms/{vocabulary}/{id}.json"


def api_partner(id: str) -> str:
    return f"{API}partners/{id}.json"


def api_part(entry: str, part: str, number: int) -> str:
    """One page of a long list that an entry of the program interface begins, such as the groups
    for an area. The first page is in the entry itself."""
    return entry if number == 1 else f"{entry.removesuffix('.json')}/{part}/{number}.json"
