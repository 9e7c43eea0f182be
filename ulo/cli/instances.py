"""instance new and instance update: directories of other countries and networks."""

import re
import subprocess
import sys
import tempfile
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ulo import instances, schema
from ulo.cli.fixing import write_generated_files
from ulo.cli.git import find_commit, find_uncommitted, read_blobs, run_git, split_paths
from ulo.cli.shared import EXIT_OK, EXIT_PROBLEMS
from ulo.core import count, message, read_locales, use_locale
from ulo.instances import Answers, Source
from ulo.pipeline import today

# What tells a copy of the program from any other folder.
PROGRAM_FILE = "build.py"
# An address of a repository, maybe with the name of a version behind it.
ADDRESS_STARTS = ("https://", "ssh://", "git@", "file://")
# What the CLDR calls a country that it does not know.
UNKNOWN = "ZZ"
# The kinds of change in the order in which people hear of them.
KINDS = ("added", "replaced", "deleted", "merged", "started", "kept", "conflict")


def instance(root: Path, options: Namespace) -> int:
    """Makes a new instance of this directory, or brings this instance up to date."""
    return new(root, options) if options.task == "new" else update(root, options)


def new(root: Path, options: Namespace) -> int:
    """Makes the folder of a new instance."""
    folder = Path(options.place).resolve()
    if folder.is_relative_to(root):
        return _refuse("inside", folder=folder)
    answers = _answers(options)
    if isinstance(answers, str):
        return _refuse(answers, code=options.country or "")
    try:
        own = instances.start(_here(root), folder, answers)
    except instances.FolderInUseError:
        return _refuse("in_use", folder=folder)
    with use_locale(read_locales(folder)[0]):
        write_generated_files(folder, schema.load(folder))
    print(
        message(f"instances.made{'_same_country' if answers.keeps_country else ''}", folder=folder)
    )
    print(message("instances.try"))
    print(f"\n{message('instances.own')}\n")
    print("".join(f"  {path}\n" for path in own))
    print(message("instances.next"))
    return EXIT_OK


def _answers(options: Namespace) -> Answers | str:
    """What the options say of a new instance; or the key of the message that says what is wrong."""
    if not options.name:
        return "no_name"
    if options.same_country:
        return Answers(options.name, keeps_country=True, today=today())
    if not options.country:
        return "no_country"
    from babel.core import Locale, get_global

    code, language = options.country.upper(), options.language
    spoken = Locale.parse(language)
    if not re.fullmatch("[A-Z]{2}", code) or code == UNKNOWN or code not in spoken.territories:
        return "unknown_country"
    zones = get_global("territory_zones").get(code, [""])
    return Answers(
        name=options.name,
        country_code=code,
        country=spoken.territories[code],
        language=language,
        language_name=spoken.get_display_name(language) or language,
        time_zone=zones[0],
        today=today(),
    )


def update(root: Path, options: Namespace) -> int:
    """Brings the shared files of this instance up to date."""
    try:
        manifest = instances.read_manifest(root)
    except instances.InvalidManifestError:
        return _refuse("update.no_manifest")
    with _fetch(options.place) as source:
        if isinstance(source, str):
            return _refuse(source, source=options.place)
        planned = instances.plan(root, manifest, source)
        changed = [change.path for change in planned.changes if change.kind != "kept"]
        if not options.dry_run and (uncommitted := find_uncommitted(root, changed)):
            _refuse("update.uncommitted")
            print("".join(f"  {path}\n" for path in uncommitted), end="")
            return EXIT_PROBLEMS
        if not changed:
            print(message("instances.update.same"))
            return EXIT_OK
        if not options.dry_run:
            instances.apply(root, planned)
    if options.dry_run:
        print(message("instances.update.dry_run"))
    for kind in KINDS:
        if paths := planned.paths(kind):
            print(f"\n{count(f'instances.update.kinds.{kind}', len(paths))}:")
            print("".join(f"  {path}\n" for path in paths), end="")
    if options.dry_run:
        return EXIT_OK
    if planned.paths("conflict"):
        print(f"\n{message('instances.update.conflict_text')}")
    print(f"\n{message('instances.update.done')} {message('instances.update.then')}")
    return EXIT_OK


def _refuse(key: str, **facts: object) -> int:
    print(message(f"instances.{key}", **facts), file=sys.stderr)
    return EXIT_PROBLEMS


def _here(root: Path, name: str = "") -> Source:
    """The program in a folder, with what git knows of it; `name` is where it came from."""
    tracked = run_git(root, "ls-files", "-z")

    def read_old(commit: str, path: str) -> bytes | None:
        blob = run_git(root, "rev-parse", "--verify", "--quiet", f"{commit}:{path}")
        return read_blobs(root, {path: blob.decode().strip()})[path] if blob else None

    return Source(
        root,
        name or str(root),
        find_commit(root, "HEAD") or "",
        tuple(split_paths(tracked or b"")),
        read_old,
    )


@contextmanager
def _fetch(place: str) -> Iterator[Source | str]:
    """The program in a folder or a repository; or the key of the message that says what is wrong.

    An address may end in # and the name of a version.
    """
    if not place.startswith(ADDRESS_STARTS):
        folder = Path(place).resolve()
        yield _here(folder) if (folder / PROGRAM_FILE).is_file() else "update.not_found"
        return
    address, _, version = place.partition("#")
    with tempfile.TemporaryDirectory() as name:
        command = ["git", "clone", "--quiet", "--", address, name]
        if version:
            command[2:2] = ["--branch", version]
        try:
            done = subprocess.run(command, check=False)
        except FileNotFoundError:
            yield "update.no_git"
            return
        yield _here(Path(name), place) if done.returncode == 0 else "update.not_fetched"
