"""rename and withdraw: a record gets another URL, or leaves because its group asked for that."""

import json
import os
import secrets
from argparse import Namespace
from pathlib import Path
from typing import NotRequired, TypedDict, cast

from ulo.checks import CheckContext, make_marks
from ulo.cli import git
from ulo.cli.shared import EXIT_OK, EXIT_PROBLEMS, fail
from ulo.core import escape_invisible, files, quote
from ulo.pipeline import check_organisations
from ulo.records import file_name, references, slug_from_path

MOVED_FILE = "schema/registers/moved.json"
WITHDRAWN_FILE = "schema/registers/withdrawn.json"
# Shorter names are found in too many texts that are about something else.
MIN_MENTION_LENGTH = 5

# The new content of each file; None for a file that goes.
Changes = dict[Path, bytes | None]


class _MovedRegister(TypedDict):
    """schema/registers/moved.json: the slug of today for each that a record had before.

    `first` has the first slug of each record that was renamed, by that of today.
    """

    description: str
    moved: dict[str, str]
    first: NotRequired[dict[str, str]]


class _WithdrawnRegister(TypedDict):
    """schema/registers/withdrawn.json: the marks of groups that asked to be taken off."""

    description: str
    salt: str
    groups: list[list[str]]


class _ChangeRefusedError(Exception):
    """Nothing may be written; the text says why and what to do."""


def rename(root: Path, options: Namespace) -> int:
    """Gives a record another file name.

    The old URL of its page is redirected to the new one, and references in other records follow.
    """
    old, new = slug_from_path(options.old), slug_from_path(options.new)
    try:
        changes = _plan_rename(root, old, new)
        _require_committed(root, changes)
    except _ChangeRefusedError as refusal:
        return fail(f"{refusal}\nNothing was changed.", EXIT_PROBLEMS)
    files.apply_changes(changes)
    print(
        f"orgs/{old}.yml is now orgs/{new}.yml. "
        "The old address of its page now leads to the new one."
    )
    _report_changes(changes, f"{old}.yml", f"{new}.yml")
    return EXIT_OK


def _plan_rename(root: Path, old: str, new: str) -> Changes:
    contexts = _load_contexts(root)
    context = _find_context(root, contexts, old)
    faults = list(file_name(new, ""))
    if faults:
        raise _ChangeRefusedError(f"{faults[0].message} {faults[0].fix}")
    if os.path.lexists(root / "orgs" / f"{new}.yml"):
        raise _ChangeRefusedError(
            f"orgs/{new}.yml already exists. "
            "If both are the same group, put everything in one file."
        )
    register = cast(_MovedRegister, _read_json(root, MOVED_FILE))
    owner = register["moved"].get(new, old)
    if owner != old:
        raise _ChangeRefusedError(
            f"{quote(new)} is an old address of {quote(owner)}. Choose another file name."
        )
    # Older slugs are redirected to the newest at once, so that no redirect leads to another.
    moved = {
        former: new if target == old else target
        for former, target in register["moved"].items()
        if former != new
    }
    moved[old] = new
    first = dict(register.get("first", {}))
    origin = first.pop(old, old)
    if origin != new:
        first[new] = origin
    changed = {
        **register,
        "moved": dict(sorted(moved.items())),
        "first": dict(sorted(first.items())),
    }
    path = root / context.record.path
    return {
        path: None,
        root / "orgs" / f"{new}.yml": path.read_bytes(),
        root / MOVED_FILE: _format_json(changed),
        **_update_references(root, contexts, old, new),
    }


def withdraw(root: Path, options: Namespace) -> int:
    """Takes a record out because its group asked for it.

    Marks of the group are kept, so that nobody adds it again by mistake.
    """
    slug = slug_from_path(options.slug)
    try:
        contexts = _load_contexts(root)
        context = _find_context(root, contexts, slug)
        register = cast(_MovedRegister, _read_json(root, MOVED_FILE))
        old_slugs = sorted(old for old, new in register["moved"].items() if new == slug)
        others = [other for other in contexts if other is not context]
        changes: Changes = {root / context.record.path: None}
        changes |= _update_references(root, others, slug, None)
        if old_slugs:
            # An old slug has the name of the group in it, too.
            moved = {old: new for old, new in register["moved"].items() if new != slug}
            first = {now: one for now, one in register.get("first", {}).items() if now != slug}
            changes[root / MOVED_FILE] = _format_json({**register, "moved": moved, "first": first})
        if not options.no_mark:
            changes[root / WITHDRAWN_FILE] = _add_marks(root, context, others)
        _require_committed(root, changes)
    except _ChangeRefusedError as refusal:
        return fail(f"{refusal}\nNothing was changed.", EXIT_PROBLEMS)
    files.apply_changes(changes)
    if options.no_mark:
        print("The record has been removed. No mark of it is kept, so it can be added again.")
    else:
        print(
            f"The record has been removed. Marks of it, without its name, are in {WITHDRAWN_FILE}."
        )
    _report_changes(changes, f"{slug}.yml")
    names = [slug, *old_slugs, context.text("name"), *context.texts("also_known_as")]
    mentions = git.find_mentions(root, [name for name in names if len(name) >= MIN_MENTION_LENGTH])
    if mentions:
        print("These files still mention it. Look at each one:")
        for path in mentions:
            print(f"  {escape_invisible(path)}")
    print(
        "Commit this without the name in the message, and publish. "
        "The history still has the record: docs/reviewing.md says what to do."
    )
    return EXIT_OK


def _add_marks(root: Path, context: CheckContext, others: list[CheckContext]) -> bytes:
    """The register of withdrawn groups with one more in it."""
    register = cast(_WithdrawnRegister, _read_json(root, WITHDRAWN_FILE))
    salt = register["salt"] or secrets.token_hex(16)
    groups = [*register["groups"], make_marks(context, salt, others)]
    return _format_json({**register, "salt": salt, "groups": groups})


def _load_contexts(root: Path) -> list[CheckContext]:
    _, contexts, _ = check_organisations(root, set())
    return contexts


def _find_context(root: Path, contexts: list[CheckContext], slug: str) -> CheckContext:
    for context in contexts:
        if context.record.slug == slug:
            return context
    path = escape_invisible(f"orgs/{slug}.yml")
    if os.path.lexists(root / "orgs" / f"{slug}.yml"):
        raise _ChangeRefusedError(
            f"{path} can't be read. Fix it first: python3 build.py check {path}"
        )
    raise _ChangeRefusedError(f"There is no record {path}.")


def _update_references(
    root: Path, contexts: list[CheckContext], old: str, new: str | None
) -> Changes:
    """The files of the records that refer to one, changed."""
    changes: Changes = {}
    for context in contexts:
        if not any(references.find_references(context.record.data, old)):
            continue
        path = root / context.record.path
        text = references.replace_reference(
            path.read_bytes().decode("utf-8"), context.record.path, old, new
        )
        if text is None:
            raise _ChangeRefusedError(
                f"{context.record.path} mentions it in a way that this command can't change. "
                "Change it by hand first."
            )
        changes[path] = text.encode()
    return changes


def _require_committed(root: Path, changes: Changes) -> None:
    """Refuses where a file has changes that are not committed: they would be mixed up, or lost."""
    paths = git.find_uncommitted(root, [path.relative_to(root).as_posix() for path in changes])
    if paths:
        raise _ChangeRefusedError(
            "There are changes that are not committed in "
            f"{', '.join(map(escape_invisible, paths))}. Commit them or undo them first."
        )


def _report_changes(changes: Changes, *own: str) -> None:
    others = sorted(path.name for path in changes if path.suffix == ".yml" and path.name not in own)
    if others:
        print("Changed, too:", ", ".join(map(escape_invisible, others)))
    print("Now run:  python3 build.py check")


def _read_json(root: Path, path: str) -> object:
    return json.loads((root / path).read_text("utf-8"))


def _format_json(data: object) -> bytes:
    return (json.dumps(data, indent=2, ensure_ascii=False) + "\n").encode()
