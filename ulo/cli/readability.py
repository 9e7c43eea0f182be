"""words: how plain the texts are."""

from argparse import Namespace
from pathlib import Path

from ulo import records, schema
from ulo.cli.shared import EXIT_OK, EXIT_USAGE, fail, read_own_pages, repository_path
from ulo.core import escape_invisible, message

# The report of the first import is as the command printed it: nobody should edit it.
UNEDITED_PAGE = "/first-import.md"


def words(root: Path, options: Namespace) -> int:
    """Says how plain the texts are, and which sentences to begin with. It never blocks anything."""
    from ulo.checks.readability import report, texts

    groups, _ = records.read(root / "orgs", root)
    library, _ = records.read_library(root)
    pages = [page for page in read_own_pages(root) if not page[0].endswith(UNEDITED_PAGE)]
    all_texts = list(
        texts.all_texts(schema.load(root), [*groups, *library["resource"], *library["word"]], pages)
    )
    only = {repository_path(root, path) for path in options.paths}
    missing = sorted(
        path for path in only if not any(_is_in(text.path, path) for text in all_texts)
    )
    if missing:
        shown = ", ".join(map(escape_invisible, missing))
        return fail(message("commands.words.nothing", paths=shown), EXIT_USAGE)
    chosen = [
        text for text in all_texts if not only or any(_is_in(text.path, path) for path in only)
    ]
    print(report.format_report(report.measure(chosen), each=bool(only)))
    return EXIT_OK


def _is_in(path: str, place: str) -> bool:
    """Whether a path is this place, or within it."""
    return path == place or path.startswith(f"{place}/")
