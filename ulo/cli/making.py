"""new: a record from the answers of a person."""

import re
import shutil
import sys
import textwrap
from argparse import Namespace
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from ulo.cli.shared import EXIT_OK, EXIT_PROBLEMS, fail, used_slugs
from ulo.contribute.interview import Draft, read_draft, run_interview, write_draft
from ulo.core import files, message
from ulo.pipeline import check_organisations, today
from ulo.records import formatting
from ulo.schema import Schema

# Git knows nothing of this folder.
DRAFT = Path(".cache") / "draft-of-a-record.json"


@dataclass(frozen=True)
class DraftFile:
    """The draft in a file that only its owner can read."""

    path: Path
    schema: Schema

    def load(self) -> Draft | None:
        """The draft of last time; None where there is none, or none that can be read."""
        try:
            return read_draft(self.path.read_bytes(), self.schema)
        except OSError:
            return None

    def save(self, draft: Draft) -> None:
        """Writes the draft whole, and removes it where nothing was answered.

        Where it cannot be written, the questions go on without it.
        """
        with suppress(OSError):
            if draft.data:
                files.write_private(self.path, write_draft(draft))
            else:
                self.delete()

    def delete(self) -> None:
        self.path.unlink(missing_ok=True)


def _show(text: str) -> None:
    """Prints lines; on a terminal it breaks the long ones between words, below their beginning."""
    if not sys.stdout.isatty():
        print(text)
        return
    width = shutil.get_terminal_size().columns - 1
    for line in text.split("\n"):
        start = re.match(r"\s*(?:\d+\. )?", line)
        indent = " " * (start.end() if start else 0)
        print(
            textwrap.fill(
                line,
                max(width, len(indent) + 20),
                subsequent_indent=indent,
                break_long_words=False,
                break_on_hyphens=False,
            )
        )


def new(root: Path, options: Namespace) -> int:
    """Asks questions and writes a record; where the person stops, keeps a draft for next time."""
    loaded, contexts, _ = check_organisations(root)
    draft = DraftFile(root / DRAFT, loaded)
    answer = run_interview(loaded, today(), contexts, used_slugs(root), input, _show, draft)
    if answer is None:
        kept = draft.path.is_file()
        print(f"\n{message('commands.shared.nothing_written')}")
        if kept:
            print(message("commands.new.kept"))
        return EXIT_OK
    slug, data = answer
    path = root / "orgs" / f"{slug}.yml"
    try:
        files.create(path, formatting.dump(data, loaded).encode())
    except FileExistsError:
        return fail(message("commands.new.exists", name=path.name), EXIT_PROBLEMS)
    draft.delete()
    written = f"orgs/{slug}.yml"
    print(f"\n{message('commands.shared.written', paths=written)}")
    print(message("commands.shared.now_check_record", path=written))
    return EXIT_OK
