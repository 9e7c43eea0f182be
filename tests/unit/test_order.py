"""The longest tests begin first."""

from types import SimpleNamespace

from order import FOLDER, LONGEST, longest_first


def test_each_file_that_is_named_is_there():
    assert [name for name in LONGEST if not (FOLDER / name).is_file()] == []


def test_the_longest_begin_first_and_all_others_keep_their_order(request):
    paths = [FOLDER / name for name in LONGEST]
    others = [FOLDER / name for name in ("unit/test_values.py", "browser/test_header.py")]
    mixed = [others[0], *reversed(paths), others[1]]
    tests = longest_first([SimpleNamespace(path=path) for path in mixed])
    assert [test.path for test in tests] == [*paths, *others]
    # pytest itself is told so.
    items = request.session.items
    assert items == longest_first(items)
