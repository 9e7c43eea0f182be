"""The links between the pages of a long list."""

import pytest

from ulo.site.page import ListPage


def pages(count: int) -> dict[int, list[int | None]]:
    """The numbers that each page of a list links to."""
    return {
        number: ListPage((), number, count, "list/", "", "").linked_numbers
        for number in range(1, count + 1)
    }


@pytest.mark.parametrize("count", [1, 2, 3, 7, 8, 40, 200])
def test_each_page_links_itself_its_neighbours_and_the_ends(count):
    for number, linked in pages(count).items():
        assert {1, number, count} <= set(linked)
        assert {number - 1, number + 1} & set(range(1, count + 1)) <= set(linked)
        numbers = [n for n in linked if n]
        assert numbers == sorted(set(numbers)), "in order, each once"


def test_a_gap_stands_for_two_pages_or_more():
    for count in (2, 5, 9, 40):
        for linked in pages(count).values():
            for before, here, after in zip(linked, linked[1:], linked[2:], strict=False):
                if here is None:
                    assert after - before > 2
            assert None not in (linked[0], linked[-1])
    assert pages(40)[20] == [1, None, 10, None, 19, 20, 21, None, 30, None, 40]


def test_the_links_of_a_page_are_few_however_long_the_list_is():
    assert max(len(linked) for linked in pages(2000).values()) <= 11


@pytest.mark.parametrize(("count", "clicks"), [(40, 5), (200, 7), (2000, 10)])
def test_every_page_is_a_few_clicks_from_the_first(count, clicks):
    links, reached, depth = pages(count), {1}, 0
    while len(reached) < count:
        reached |= {n for number in reached for n in links[number] if n}
        depth += 1
    assert depth <= clicks
