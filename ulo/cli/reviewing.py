"""review: what a branch does to the records, for the maintainer who decides about it."""

from argparse import Namespace
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from ulo import checks
from ulo.checks import CheckContext
from ulo.cli import git
from ulo.cli.shared import EXIT_OK, EXIT_USAGE, fail, record_path
from ulo.core import ERROR, escape_invisible, message
from ulo.maintain.review import FORMATS, Message, make_message, review_records
from ulo.pipeline import build_catalogue, check_organisations, today
from ulo.schema import Schema

# At most this many of the files that are no records are named.
MAX_OTHER_FILES = 20


def review(root: Path, options: Namespace) -> int:
    """Says what changed since a revision, field by field, and what needs a second look."""
    if options.preview and Path(options.preview).exists():
        return fail(
            message("commands.shared.exists", path=escape_invisible(options.preview)), EXIT_USAGE
        )
    commit = git.find_commit(root, options.since)
    if commit is None:
        return fail(git.explain_silence(root, options.since), EXIT_USAGE)
    notes = []
    base = git.find_merge_base(root, commit)
    if base is None:
        notes.append(make_message("review.notes.short_history"))
    blobs = git.changed_blobs(root, base or commit)
    touched = {record_path(path) for path in blobs if path.startswith("orgs/")}
    schema, contexts, problems = check_organisations(root, touched)
    before = git.read_blobs(root, {path: blobs[path] for path in touched if blobs.get(path)})
    reviews = review_records(before, contexts, touched, problems, schema, today())
    other_files = sorted(path for path in blobs if not path.startswith("orgs/"))
    if other_files:
        notes.append(_other_files_note(other_files))
    if options.preview:
        slugs = {context.record.slug for context in contexts if context.record.path in touched}
        notes.append(_write_preview(root, Path(options.preview), slugs, contexts, schema))
    print(FORMATS[options.format](reviews, notes), end="")
    return EXIT_OK


def _other_files_note(paths: Sequence[str]) -> Message:
    key = "many_other_files" if len(paths) > MAX_OTHER_FILES else "other_files"
    files = ", ".join(paths[:MAX_OTHER_FILES])
    return make_message(f"review.notes.{key}", {"n": len(paths)}, files=files)


def _write_preview(
    root: Path, folder: Path, slugs: set[str], contexts: list[CheckContext], schema: Schema
) -> Message:
    """Draws the pages of some records into a folder, and says what to open."""
    from ulo import site
    from ulo.site import preview

    # Another record may point to one that is left out here, and no page has to move.
    schema = replace(schema, redirects={})
    sound = _sound_contexts(contexts, schema)
    file_names = preview.file_names(sorted(slugs & {context.record.slug for context in sound}))
    if not file_names:
        return make_message("review.notes.nothing_drawn")
    config = site.site_config(root)
    catalogue = build_catalogue(schema, sound, site.make_instance(config))
    with TemporaryDirectory() as shell:
        try:
            plan = site.draw_shell(config, catalogue, Path(shell))
        except site.BuildError as error:
            return make_message("review.notes.not_built", error=str(error))
        for url, name in file_names.items():
            page = plan.draw_url(url).decode()
            page = preview.make_standalone(page, url, file_names, config.site_url or "")
            _write_file(folder / name, page.encode())
        for name in preview.ASSETS:
            _write_file(folder / name, (Path(shell) / name).read_bytes())
        for name in preview.MADE_ASSETS:
            _write_file(folder / name, plan.draw_url(name))
    return make_message(
        "review.notes.preview",
        artifact=folder.name,
        first=next(iter(file_names.values())),
    )


def _sound_contexts(contexts: list[CheckContext], schema: Schema) -> list[CheckContext]:
    """The records without errors: one bad record keeps nobody from looking at the others.

    Without a record, others that point to it may be in error, so this repeats until none is.
    """
    while True:
        contexts, problems = checks.run([context.record for context in contexts], schema, today())
        broken = {problem.path for problem in problems if problem.level == ERROR}
        if not broken:
            return contexts
        contexts = [context for context in contexts if context.record.path not in broken]


def _write_file(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
