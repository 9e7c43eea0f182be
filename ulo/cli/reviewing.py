"""review: what a branch does to the records, for the maintainer who decides about it."""

import os
import subprocess
import sys
from argparse import Namespace
from dataclasses import replace
from pathlib import Path

from ulo import checks
from ulo.checks import CheckContext
from ulo.cli.shared import EXIT_OK, EXIT_USAGE, record_path
from ulo.core import ERROR, escape_invisible, files
from ulo.maintain import review as reviewing
from ulo.maintain.review.report import Message, as_markdown, as_text, make_message
from ulo.pipeline import check_organisations, build_catalogue, today
from ulo.schema import Schema

# So many files that are not records are named.
MAX_OTHER_FILES = 20


def review(root: Path, options: Namespace) -> int:
    """Says what changed since a revision, field by field, what may be listed twice, and what needs a second look."""
    if options.preview and Path(options.preview).exists():
        print(
            f"{escape_invisible(options.preview)} is there already. Name a folder that is not there yet.",
            file=sys.stderr,
        )
        return EXIT_USAGE
    base, notes = _merge_base(root, options.since)
    if base is None:
        print(
            f"Git knows no revision {escape_invisible(options.since)}. Try: --since origin/main",
            file=sys.stderr,
        )
        return EXIT_USAGE
    blobs = _changed_blobs(root, base)
    touched = {record_path(path) for path in blobs if path.startswith("orgs/")}
    schema, cases, problems = check_organisations(root, touched)
    before = _read_blobs(root, {path: blobs[path] for path in touched if blobs.get(path)})
    accounts = reviewing.review_records(before, cases, touched, problems, schema, today())
    if other_files := sorted(path for path in blobs if not path.startswith("orgs/")):
        more = " and more" if len(other_files) > MAX_OTHER_FILES else ""
        notes.append(
            make_message(
                f"Not only records change. Read these with care ({len(other_files)}): {{files}}{more}.",
                files=", ".join(other_files[:MAX_OTHER_FILES]),
            )
        )
    if options.preview:
        notes.append(
            _preview(
                root,
                Path(options.preview),
                {case.record.slug for case in cases if case.record.path in touched},
                cases,
                schema,
            )
        )
    print({"text": as_text, "markdown": as_markdown}[options.format](accounts, notes), end="")
    return EXIT_OK


def _preview(
    root: Path, folder: Path, slugs: set[str], cases: list[CheckContext], schema: Schema
) -> Message:
    """Draws the pages of some records into a folder, and says what to open."""
    from ulo import site
    from ulo.site import preview

    # A fault elsewhere, or in one record of many, keeps nobody from looking at the rest.
    schema, faulty = replace(schema, redirects={}), {None}
    while faulty:
        cases, problems = checks.run(
            [case.record for case in cases if case.record.path not in faulty], schema, today()
        )
        faulty = {problem.path for problem in problems if problem.level == ERROR}
    files_of = preview.file_names(sorted(slugs & {case.record.slug for case in cases}))
    if not files_of:
        return make_message("There is no preview: no record that changed can be drawn.")
    config = site.site_config(root)
    with files.staging_folder(root) as fresh:
        try:
            site.build(config, build_catalogue(schema, cases, site.make_instance(config)), fresh)
        except site.BuildError as error:
            return make_message(
                "There is no preview, because the site cannot be built: {error}", error=str(error)
            )
        for address, name in files_of.items():
            page = (fresh / address / "index.html").read_text("utf-8")
            _write_file(
                folder / name,
                preview.make_standalone(page, address, files_of, config.site_url or "").encode(),
            )
        for name in preview.ASSETS:
            _write_file(folder / name, (fresh / name).read_bytes())
    return make_message(
        "To see the pages as they will be, download {artifact} at the end of this page, unpack it, and open {first}. The Easy Read view of each page is beside it.",
        artifact=folder.name,
        first=next(iter(files_of.values())),
    )


def _write_file(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def _git(root: Path, *arguments: str, given: bytes = b"") -> bytes | None:
    """What git says; None where it refuses."""
    done = subprocess.run(["git", *arguments], cwd=root, input=given, capture_output=True)
    return None if done.returncode else done.stdout


def _merge_base(root: Path, revision: str) -> tuple[str | None, list[Message]]:
    """The commit where this branch left the revision, and what to say if it cannot be known."""
    named = _git(
        root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}"
    )
    if named is None:
        return None, []
    if common := _git(root, "merge-base", named.decode().strip(), "HEAD"):
        return common.decode().strip(), []
    return named.decode().strip(), [
        make_message(
            "The history here is too short to see where this branch began. What changed elsewhere since then is shown, too, and the wrong way round."
        )
    ]


def _changed_blobs(root: Path, base: str) -> dict[str, str]:
    """Each path that differs, with the name of its old content in git; empty where there was none."""
    told = (
        _git(root, "diff", "--raw", "-z", "--no-renames", "--no-abbrev", base, "HEAD") or b""
    ).split(b"\0")
    found = {}
    for about, path in zip(told[::2], told[1::2]):
        mode, _, old, _, _ = about.split(b" ")
        # A folder of another repository (160000) has no content here.
        found[os.fsdecode(path)] = (
            old.decode() if mode.strip(b":") not in (b"000000", b"160000") else ""
        )
    return found


def _read_blobs(root: Path, blobs: dict[str, str]) -> dict[str, bytes]:
    """The content of each path before, all in one question to git."""
    answer, found, at = (
        _git(
            root,
            "cat-file",
            "--batch",
            given="".join(f"{name}\n" for name in blobs.values()).encode(),
        )
        or b"",
        {},
        0,
    )
    for path in blobs:
        line, _, _ = answer[at : at + 200].partition(b"\n")
        at += len(line) + 1
        if line.endswith(b" missing"):
            found[path] = b""
            continue
        size = int(line.split()[-1])
        found[path] = answer[at : at + size]
        at += size + 1
    return found
