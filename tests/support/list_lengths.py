"""How long the lists of links on a page may be."""

import re

# A list of more links than this is paged by plain links. Not so an index, in which one looks a name
# up: the places of one letter stand under headings of two letters, with links that jump to them,
# and postcodes in their usual order. Cut into pages, nobody would know on which to look. None of
# them is heavier than any other page.
LONGEST, LONGEST_INDEX = 50, 200
INDEX = re.compile(r"places/(\w/|postcodes/)|data/coverage/|work/with/index")


def longest_list(text: str) -> int:
    """How many entries the longest list of links of a page has."""
    main = text.partition("<main")[2].partition("</main>")[0]
    lists = (part.partition("</ul>")[0] for part in main.split("<ul")[1:])
    return max((entries.count("<li") for entries in lists if "<a " in entries), default=0)
