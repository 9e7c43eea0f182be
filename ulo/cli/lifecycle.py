"""rename and withdraw: a record gets another address, or leaves the directory because its group asked for that."""

import json
import os
import secrets
import subprocess
import sys
from argparse import Namespace
from pathlib import Path

from ulo import checks
from ulo.checks import make_marks
from ulo.cli.shared import EXIT_OK, EXIT_PROBLEMS
from ulo.core import escape_invisible, files, quote
from ulo.pipeline import check_organisations
from ulo.records import file_name, references, slug_from_path

MOVED_FILE, WITHDRAWN_FILE = "schema/registers/moved.json", "schema/registers/withdrawn.json"


class _ChangeRefused(Exception):
    """Nothing may be written; the text says why and what to do."""


def rename(root: Path, options: Namespace) -> int:
    """Gives a record another file name. The old address of its page leads to the new one, and other records follow."""
    old, new = slug_from_path(options.outdated), slug_from_path(options.new)
    try:
        cases = _load_cases(root)
        case = _find_case(root, cases, old)
        if faults := list(file_name(new, "")):
            raise _ChangeRefused(f"{faults[0].message} {faults[0].fix}")
        if os.path.lexists(root / "orgs" / f"{new}.yml"):
            raise _ChangeRefused(
                f"orgs/{new}.yml is there already. If both are one group, put everything into one file."
            )
        kept = _read_json(root, MOVED_FILE)
        if kept["moved"].get(new, old) != old:
            raise _ChangeRefused(
                f"{quote(new)} is an old address of {quote(kept['moved'][new])}. Choose another file name."
            )
        # Older addresses lead to the newest at once, so that there is never a way of two steps.
        moved = {before: new if now == old else now for before, now in kept["moved"].items()} | {
            old: new
        }
        moved.pop(new, None)
        changes = {
            root / case.record.path: None,
            root / "orgs" / f"{new}.yml": (root / case.record.path).read_bytes(),
            root / MOVED_FILE: _format_json({**kept, "moved": dict(sorted(moved.items()))}),
            **_update_references(root, cases, old, new),
        }
        _require_committed(root, changes)
    except _ChangeRefused as refusal:
        print(f"{refusal}\nNothing was changed.", file=sys.stderr)
        return EXIT_PROBLEMS
    files.apply_changes(changes)
    print(
        f"orgs/{old}.yml is now orgs/{new}.yml. The old address of its page leads to the new one."
    )
    _report_changes(changes, case.record.path, f"orgs/{new}.yml")
    return EXIT_OK


def withdraw(root: Path, options: Namespace) -> int:
    """Takes a record out because its group asked for it, and keeps marks of it, so that nobody brings it back by mistake."""
    slug = slug_from_path(options.slug)
    try:
        cases = _load_cases(root)
        case = _find_case(root, cases, slug)
        others = [other for other in cases if other is not case]
        moved, kept = _read_json(root, MOVED_FILE), _read_json(root, WITHDRAWN_FILE)
        before = sorted(old for old, new in moved["moved"].items() if new == slug)
        changes = {root / case.record.path: None, **_update_references(root, others, slug, None)}
        if before:
            # An old address has the name in it, too.
            changes[root / MOVED_FILE] = _format_json(
                {**moved, "moved": {old: new for old, new in moved["moved"].items() if new != slug}}
            )
        if not options.no_mark:
            salt = kept["salt"] or secrets.token_hex(16)
            changes[root / WITHDRAWN_FILE] = _format_json(
                {**kept, "salt": salt, "groups": [*kept["groups"], make_marks(case, salt, others)]}
            )
        _require_committed(root, changes)
    except _ChangeRefused as refusal:
        print(f"{refusal}\nNothing was changed.", file=sys.stderr)
        return EXIT_PROBLEMS
    files.apply_changes(changes)
    print(
        "The record is taken out."
        + (
            " No mark of it is kept: it can be brought in again."
            if options.no_mark
            else f" Marks of it, without its name, are in {WITHDRAWN_FILE}."
        )
    )
    _report_changes(changes, case.record.path)
    if places := _find_mentions(
        root, [slug, *before, case.text("name"), *case.texts("also_known_as")]
    ):
        print(
            "These files still name it. Look at each:",
            *(f"  {escape_invisible(place)}" for place in places),
            sep="\n",
        )
    print(
        "Commit this without the name in the message, and publish. The history still has the record: docs/reviewing.md says what to do."
    )
    return EXIT_OK


def _load_cases(root: Path) -> list[checks.CheckContext]:
    return check_organisations(root, set())[1]


def _find_case(root: Path, cases: list[checks.CheckContext], slug: str) -> checks.CheckContext:
    case = next((case for case in cases if case.record.slug == slug), None)
    if case is None and os.path.lexists(root / "orgs" / f"{slug}.yml"):
        raise _ChangeRefused(
            f"orgs/{escape_invisible(slug)}.yml cannot be read. Mend it first: python3 build.py check orgs/{escape_invisible(slug)}.yml"
        )
    if case is None:
        raise _ChangeRefused(f"There is no record orgs/{escape_invisible(slug)}.yml.")
    return case


def _update_references(
    root: Path, cases: list[checks.CheckContext], old: str, new: str | None
) -> dict[Path, bytes]:
    """The files of the records that point to one, changed."""
    found = {}
    for case in cases:
        if any(references.find_references(case.record.data, old)):
            path = root / case.record.path
            text = references.replace_reference(
                path.read_bytes().decode("utf-8"), case.record.path, old, new
            )
            if text is None:
                raise _ChangeRefused(
                    f"{case.record.path} names it in a way that this command cannot change. Change it by hand first."
                )
            found[path] = text.encode()
    return found


def _require_committed(root: Path, changes: dict[Path, bytes | None]) -> None:
    """Refuses where a file has changes that git does not keep yet: they would be mixed with these, or be lost."""
    paths = [path.relative_to(root).as_posix() for path in changes]
    try:
        told = subprocess.run(
            ["git", "status", "--porcelain", "--untracked-files=no", "-z", "--", *paths],
            cwd=root,
            capture_output=True,
        )
    except FileNotFoundError:
        return
    if told.stdout:
        names = sorted(os.fsdecode(entry[3:]) for entry in told.stdout.split(b"\0") if entry)
        raise _ChangeRefused(
            f"There are changes that are not committed in {', '.join(map(escape_invisible, names))}. Commit them or undo them first."
        )


def _find_mentions(root: Path, names: list[str]) -> list[str]:
    """The files under git that have one of these names in them, however it is written."""
    wanted = [part for name in names if len(name) > 4 for part in ("-e", name)]
    try:
        told = subprocess.run(["git", "grep", "-liFz", *wanted], cwd=root, capture_output=True)
    except FileNotFoundError:
        return []
    return (
        [
            os.fsdecode(name)
            for name in told.stdout.split(b"\0")
            if name and (root / os.fsdecode(name)).exists()
        ]
        if wanted
        else []
    )


def _report_changes(changes: dict[Path, bytes | None], *own: str) -> None:
    if others := sorted(
        path.name
        for path in changes
        if path.suffix == ".yml" and path.name not in map(os.path.basename, own)
    ):
        print("Changed, too:", ", ".join(map(escape_invisible, others)))
    print("Now run:  python3 build.py check")


def _read_json(root: Path, path: str) -> dict:
    return json.loads((root / path).read_text("utf-8"))


def _format_json(data: dict) -> bytes:
    return (json.dumps(data, indent=2, ensure_ascii=False) + "\n").encode()
