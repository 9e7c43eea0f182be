"""build: the site from the records."""

import time
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from ulo import pipeline
from ulo.cli.shared import (
    EXIT_OK,
    EXIT_PROBLEMS,
    EXIT_USAGE,
    fail,
    setting_overrides,
    timed_step,
)
from ulo.core import as_text, count, message, paused_garbage_collection, summarise

if TYPE_CHECKING:
    from ulo.catalogue import Catalogue
    from ulo.site import Workspace

# The folder of parts that several machines draw.
PARTS = "parts"


@paused_garbage_collection()
def build(root: Path, options: Namespace) -> int:
    """Checks every record and builds the site into site/, or a part of it into parts/."""
    start = time.monotonic()
    if (root / "site").is_symlink() or (root / "site").is_file():
        return fail(message("commands.build.no_site_folder"), EXIT_USAGE)
    from ulo import site

    workspace = site.Workspace(root)
    with workspace.open(when_waiting=lambda: print(message("commands.build.waiting"))):
        with timed_step(message("commands.build.checking")):
            checked = pipeline.check(root)
        if checked.errors:
            return fail(
                f"\n{as_text(checked.errors)}\n\n{summarise(checked.errors)}\n"
                f"{message('commands.build.not_changed')}",
                EXIT_PROBLEMS,
            )
        instance = site.make_instance(site.site_config(root, **setting_overrides(options)))
        catalogue = pipeline.build_catalogue(
            checked.schema, checked.organisations, instance, checked.library
        )
        question_count = len(checked.problems)
        # What the catalogue does not need is as large as the catalogue.
        del checked
        with timed_step(message("commands.build.drawing")):
            drawn = _draw(root, options, catalogue, workspace)
    groups = count("commands.build.groups", len(catalogue.organisations))
    seconds = f"{time.monotonic() - start:.1f}"
    told = message("commands.build.done", groups=groups, drawn=drawn, seconds=seconds)
    print(f"\n{told}")
    if question_count:
        print(count("commands.build.questions", question_count))
    print(f"\n{message('commands.build.look')}")
    return EXIT_OK


def _draw(root: Path, options: Namespace, catalogue: "Catalogue", workspace: "Workspace") -> str:
    """Draws the site, or a part of it, and says what was drawn."""
    from ulo import site

    config = site.site_config(root, **setting_overrides(options))
    workers = options.workers or site.worker_count()
    if options.shard:
        shard = site.Shard(*map(int, options.shard.split("/")))
        folder = root / PARTS / f"{shard.number}-of-{shard.total}"
        file_count = site.build_part(config, catalogue, workspace, workers, folder, shard)
        return count("commands.build.files", file_count, folder=folder)
    parts = site.read_parts(root / PARTS) if options.join else ()
    page_count = site.build(config, catalogue, workspace, workers, parts)
    return count("commands.build.pages", page_count, folder=root / "site")
