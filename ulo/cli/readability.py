"""words: how plain the texts are."""

import sys
from argparse import Namespace
from pathlib import Path

from ulo import records, schema
from ulo.cli.shared import EXIT_OK, EXIT_USAGE, read_own_pages, repository_path
from ulo.core import escape_invisible


def words(root: Path, options: Namespace) -> int:
    """Says how plain the texts are, all or those of some files, and which sentences to begin with. It never stops anybody."""
    from ulo.checks.readability import report, texts

    shape = schema.load(root)
    found, _ = records.read(root / "orgs", root)
    library, _ = records.read_library(root)
    # The account of the first import is as the command printed it.
    pages = (
        (path, text) for path, text in read_own_pages(root) if not path.endswith("/first-import.md")
    )
    all_texts = list(
        texts.all_texts(shape, [*found, *library["resource"], *library["word"]], pages)
    )
    only = {repository_path(root, path) for path in options.paths}
    belongs = lambda text, path: text.path == path or text.path.startswith(f"{path}/")
    if missing := sorted(
        path for path in only if not any(belongs(text, path) for text in all_texts)
    ):
        print(
            f"There is no text to measure in {', '.join(map(escape_invisible, missing))}. Name a record, a page in docs/, or a file in schema/.",
            file=sys.stderr,
        )
        return EXIT_USAGE
    chosen = [text for text in all_texts if not only or any(belongs(text, path) for path in only)]
    print(report.format_report(report.measure(chosen), each=bool(only)))
    return EXIT_OK
