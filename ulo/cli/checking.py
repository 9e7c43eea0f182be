"""check: what is wrong with records."""

from argparse import Namespace
from pathlib import Path

from ulo import pipeline
from ulo.cli.shared import (
    EXIT_OK,
    EXIT_PROBLEMS,
    EXIT_USAGE,
    changed_since,
    fail,
    is_record,
    report_missing,
    repository_path,
)
from ulo.core import ERROR, FORMATS, as_text, summarise


def check(root: Path, options: Namespace) -> int:
    """Checks all records, or those that are named, and shows every problem."""
    only = None
    if options.paths:
        only = {repository_path(root, path) for path in options.paths}
        missing = sorted(path for path in only if not is_record(root, path))
        if missing:
            return report_missing(missing)
    elif options.since:
        only = changed_since(root, options.since)
        if only is None:
            from ulo.cli.git import explain_silence

            return fail(explain_silence(root, options.since), EXIT_USAGE)
    checked = pipeline.check(root, only)
    problems = checked.problems
    if not options.paths:
        from ulo.cli.git import find_leftovers

        problems = [*problems, *find_leftovers(root)]
    if options.format == "text":
        if problems:
            print(as_text(problems), end="\n\n")
        print(summarise(problems, checked.record_count if only is None else len(only)))
    elif problems or options.format == "json":
        print(FORMATS[options.format](problems))
    return EXIT_PROBLEMS if any(problem.level == ERROR for problem in problems) else EXIT_OK
