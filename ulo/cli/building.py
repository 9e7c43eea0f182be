"""build: the site from the records."""

import time
from argparse import Namespace
from pathlib import Path

from ulo import pipeline
from ulo.cli.shared import (
    EXIT_OK,
    EXIT_PROBLEMS,
    EXIT_USAGE,
    fail,
    setting_overrides,
    timed_step,
)
from ulo.core import as_text, summarise

# The folder of parts that several machines draw.
PARTS = "parts"


def build(root: Path, options: Namespace) -> int:
    """Checks every record and builds the site into site/, or a part of it into parts/."""
    start = time.monotonic()
    if (root / "site").is_symlink() or (root / "site").is_file():
        return fail(
            "site is not an ordinary folder, so the new site cannot take its place. Move it away.",
            EXIT_USAGE,
        )
    from ulo import site

    workspace = site.Workspace(root)
    with workspace.open(when_waiting=lambda: print("Another build is at work here. Waiting ...")):
        with timed_step("Checking the records"):
            checked = pipeline.check(root)
        if checked.errors:
            return fail(
                f"\n{as_text(checked.errors)}\n\n{summarise(checked.errors)}\n"
                "The site was left as it was.",
                EXIT_PROBLEMS,
            )
        config = site.site_config(root, **setting_overrides(options))
        workers = options.workers or site.worker_count()
        with timed_step("Drawing the pages"):
            catalogue = pipeline.build_catalogue(
                checked.schema, checked.organisations, site.make_instance(config), checked.library
            )
            if options.shard:
                shard = site.Shard(*map(int, options.shard.split("/")))
                folder = root / PARTS / f"{shard.number}-of-{shard.total}"
                file_count = site.build_part(config, catalogue, workspace, workers, folder, shard)
            else:
                parts = site.read_parts(root / PARTS) if options.join else ()
                page_count = site.build(config, catalogue, workspace, workers, parts)
    duration = time.monotonic() - start
    if options.shard:
        print(f"\n{file_count:,} files of part {options.shard}, in {duration:.1f} s: {folder}")
        return EXIT_OK
    print(f"\n{len(checked.organisations):,} groups, {page_count:,} pages, in {duration:.1f} s.")
    if checked.problems:
        number = len(checked.problems)
        questions = "question" if number == 1 else "questions"
        print(f"{number} {questions} about records: see them with  python3 build.py check")
    print(f"\nThe site is in {root / 'site'}\nLook at it:  python3 build.py serve")
    return EXIT_OK
