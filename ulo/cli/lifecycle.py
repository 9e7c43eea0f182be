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
from ulo.cli.traces import Traces
from ulo.core import escape_invisible, files, message, quote
from ulo.pipeline import READING_CACHE, check_organisations
from ulo.records import file_name, references, slug_from_path

MOVED_FILE = "schema/registers/moved.json"
WITHDRAWN_FILE = "schema/registers/withdrawn.json"

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
        _end_killed_changes(root)
        changes = _plan_rename(root, old, new)
        _require_committed(root, changes)
    except _ChangeRefusedError as refusal:
        return _refuse(refusal)
    files.apply_changes(changes)
    print(message("commands.rename.done", old=old, new=new))
    _report_changes(changes, f"{old}.yml", f"{new}.yml")
    return EXIT_OK


def _plan_rename(root: Path, old: str, new: str) -> Changes:
    contexts = _load_contexts(root)
    context = _find_context(root, contexts, old)
    faults = list(file_name(new, ""))
    if faults:
        raise _ChangeRefusedError(f"{faults[0].message} {faults[0].fix}")
    if os.path.lexists(root / "orgs" / f"{new}.yml"):
        raise _ChangeRefusedError(message("commands.rename.exists", name=new))
    register = cast(_MovedRegister, _read_json(root, MOVED_FILE))
    owner = register["moved"].get(new, old)
    if owner != old:
        raise _ChangeRefusedError(
            message("commands.rename.old_address", name=quote(new), owner=quote(owner))
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
        _end_killed_changes(root)
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
        return _refuse(refusal)
    files.apply_changes(changes)
    (root / READING_CACHE).unlink(missing_ok=True)
    if options.no_mark:
        print(message("commands.withdraw.done_no_mark"))
    else:
        print(message("commands.withdraw.done", path=WITHDRAWN_FILE))
    _report_changes(changes, f"{slug}.yml")
    _report_mentions(root, Traces(context, [slug, *old_slugs]))
    print(message("commands.withdraw.commit"))
    return EXIT_OK


def _end_killed_changes(root: Path) -> None:
    """Ends a rename or a withdrawal that was killed half-way, and says so."""
    # Ours are never in git: somebody else wrote these, to have files changed that we trust.
    if strangers := git.find_leftovers(root):
        raise _ChangeRefusedError(f"{strangers[0].path}: {strangers[0].message} {strangers[0].fix}")
    folders = [root / "orgs", (root / MOVED_FILE).parent]
    if files.finish_changes(folders):
        print(message("commands.rename.ended"))


def _report_mentions(root: Path, traces: Traces) -> None:
    """Says which files have something of a group in them that only a person can take out."""
    mentions, unsure = traces.find(root)
    for key, paths in (("mentions", mentions), ("initials", unsure)):
        if paths:
            print(message(f"commands.withdraw.{key}", names=", ".join(traces.initials)))
            for path in paths:
                print(f"  {escape_invisible(path)}")


def _refuse(refusal: _ChangeRefusedError) -> int:
    return fail(f"{refusal}\n{message('commands.shared.nothing_changed')}", EXIT_PROBLEMS)


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
        raise _ChangeRefusedError(message("commands.rename.unreadable", path=path))
    raise _ChangeRefusedError(message("commands.shared.no_record", path=path))


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
            raise _ChangeRefusedError(message("commands.rename.by_hand", path=context.record.path))
        changes[path] = text.encode()
    return changes


def _require_committed(root: Path, changes: Changes) -> None:
    """Refuses where a file has changes that are not committed: they would be mixed up, or lost."""
    paths = git.find_uncommitted(root, [path.relative_to(root).as_posix() for path in changes])
    if paths:
        shown = ", ".join(map(escape_invisible, paths))
        raise _ChangeRefusedError(message("commands.rename.uncommitted", paths=shown))


def _report_changes(changes: Changes, *own: str) -> None:
    others = sorted(path.name for path in changes if path.suffix == ".yml" and path.name not in own)
    if others:
        names = ", ".join(map(escape_invisible, others))
        print(message("commands.rename.changed_too", names=names))
    print(message("commands.shared.now_check"))


def _read_json(root: Path, path: str) -> object:
    return json.loads((root / path).read_text("utf-8"))


def _format_json(data: object) -> bytes:
    return (json.dumps(data, indent=2, ensure_ascii=False) + "\n").encode()
