"""build and serve: the site from the records."""

import sys
import time
from argparse import Namespace
from pathlib import Path

from ulo import pipeline
from ulo.cli.shared import EXIT_OK, EXIT_PROBLEMS, EXIT_USAGE, timed_step
from ulo.core import as_text, files, summarise


def build(root: Path, options: Namespace) -> int:
    """Checks every record and builds the site into site/."""
    start = time.monotonic()
    if (root / "site").is_symlink() or (root / "site").is_file():
        print(
            "site is not an ordinary folder, so the new site cannot take its place. Move it away.",
            file=sys.stderr,
        )
        return EXIT_USAGE
    with timed_step("Checking the records"):
        checked = pipeline.check(root)
    if errors := checked.errors:
        print(
            f"\n{as_text(errors)}\n\n{summarise(errors)}\nThe site was left as it was.",
            file=sys.stderr,
        )
        return EXIT_PROBLEMS
    from ulo import site

    changes = {
        name: value
        for name in ("address", "repository", "contact")
        if (value := getattr(options, name)) is not None
    }
    config = site.site_config(root, **changes)
    with files.staging_folder(root) as fresh:
        with timed_step("Drawing the pages"):
            catalogue = pipeline.build_catalogue(
                checked.schema, checked.organisations, site.make_instance(config), checked.library
            )
            counts = site.build(config, catalogue, fresh)
        files.replace_folder(fresh, root / "site")
    questions = len(checked.problems)
    print(
        f"\n{len(checked.organisations):,} groups, {counts['pages']:,} pages, in {time.monotonic() - start:.1f} s."
        + (
            f"\n{questions} question{'s' * (questions != 1)} about records: see them with  python3 build.py check"
            if questions
            else ""
        )
    )
    print(f"\nThe site is in {root / 'site'}\nLook at it:  python3 build.py serve")
    return EXIT_OK


def serve(root: Path, options: Namespace) -> int:
    """Shows the site in your browser and builds it anew whenever you save."""
    from ulo import site

    print(f"Open http://127.0.0.1:{options.port}/ in your browser. Stop with Ctrl-C.")
    try:
        site.serve(root, options.port)
    except site.BuildError as error:
        print(error, file=sys.stderr)
        return EXIT_PROBLEMS
    return EXIT_OK
