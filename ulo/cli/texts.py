"""words: how plain the texts are."""

import sys
from argparse import Namespace
from pathlib import Path

from ulo import records, schema
from ulo.cli.shared import FINE, USAGE, inside, our_pages
from ulo.core import visible


def words(root: Path, options: Namespace) -> int:
    """Says how plain the texts are, all or those of some files, and which sentences to begin with. It never stops anybody."""
    from ulo.checks.readability import report, texts
    shape = schema.load(root)
    found, _ = records.read(root / "orgs", root)
    library, _ = records.read_library(root)
    # The account of the first import is as the command printed it.
    pages = ((path, text) for path, text in our_pages(root) if not path.endswith("/first-import.md"))
    all_texts = list(texts.all_of(shape, [*found, *library["resource"], *library["word"]], pages))
    only = {inside(root, path) for path in options.paths}
    belongs = lambda text, path: text.path == path or text.path.startswith(f"{path}/")
    if strays := sorted(path for path in only if not any(belongs(text, path) for text in all_texts)):
        print(f"There is no text to measure in {', '.join(map(visible, strays))}. Name a record, a page in docs/, or a file in schema/.", file=sys.stderr)
        return USAGE
    chosen = [text for text in all_texts if not only or any(belongs(text, path) for path in only)]
    print(report.as_text(report.measure(chosen), each=bool(only)))
    return FINE
