"""links, stale and confirm: keeping what is there true."""

import sys
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path

from ulo.cli.shared import (
    EXIT_INTERNAL,
    EXIT_OK,
    EXIT_PROBLEMS,
    EXIT_USAGE,
    read_own_pages,
    repository_path,
)
from ulo.catalogue import Instance
from ulo.core import ERROR, escape_invisible, files
from ulo.pipeline import check_library, check_organisations, compile_catalogue, today


def links(root: Path, options: Namespace) -> int:
    """Checks where the links in records and in our own pages lead, and says what to do."""
    from ulo import site
    from ulo.maintain import links as checking

    schema, contexts, _ = check_organisations(root)
    library, _ = check_library(root, schema)
    contexts += [context for found in library.values() for context in found]
    pages = read_own_pages(root)
    record_paths = {context.record.path for context in contexts}
    if options.records:
        wanted = _record_paths(root, options.records)
        if unknown := sorted(wanted - record_paths):
            return _report_missing(unknown)
    else:
        wanted = record_paths | {path for path, _ in pages}
    history = None
    if options.after:
        try:
            last_report = Path(options.after).read_text("utf-8", "replace")
            history = checking.parse_history(last_report, today())
        except FileNotFoundError:
            history = {}
    known = checking.collect_links(contexts, pages)
    chosen = [link for link in known if any(place.path in wanted for place in link.occurrences)]
    chosen = chosen[: options.limit]
    instance = site.make_instance(site.site_config(root, **_setting_overrides(options)))
    findings = checking.check_links(
        chosen, _user_agent(instance), on_finding=_progress(len(chosen))
    )
    required_runs = 1
    if history is not None:
        required_runs = checking.REQUIRED_RUNS
        urls = [link.url for link in known]
        history = checking.update_history(history, findings, urls, today())
    report = checking.Report(findings, today(), history, required_runs)
    if report.is_offline:
        print(
            "Most sites gave no answer, so the fault may be the line of this computer. "
            "Nothing follows from this run. Try again later.",
            file=sys.stderr,
        )
        return EXIT_INTERNAL
    print(checking.FORMATS[options.format](report))
    return EXIT_PROBLEMS if report.due else EXIT_OK


def _record_paths(root: Path, names: list[str]) -> set[str]:
    """The paths of records that were named by a slug or by a path."""
    return {
        repository_path(root, name) if name.endswith(".yml") else f"orgs/{name}.yml"
        for name in names
    }


def _user_agent(instance: Instance) -> str:
    """Who we are, for those whose sites we visit: ASCII, as HTTP wants it."""
    letters = [sign for sign in instance.name if sign.isascii() and sign.isalnum()]
    name = "".join(letters) or "Directory"
    where = instance.site_url or instance.repository
    contact = f"+{where}; " if where else ""
    return f"{name}-links/1.0 ({contact}looks once a day whether links still work)"


def _progress(total: int) -> Callable[[object], None]:
    """Counts the visits down, where a person looks on."""
    left = total

    def show(_: object) -> None:
        nonlocal left
        left -= 1
        if sys.stderr.isatty():
            end = "" if left else "\n"
            print(f"\r  {left} of {total} left ", end=end, file=sys.stderr, flush=True)

    return show


def _setting_overrides(options: Namespace) -> dict[str, str]:
    return {
        name: value
        for name in ("address", "repository", "contact")
        if (value := getattr(options, name)) is not None
    }


def _report_missing(names: list[str]) -> int:
    print(
        f"There is no record {', '.join(map(escape_invisible, names))}. Records are in orgs/, and their names end in .yml.",
        file=sys.stderr,
    )
    return EXIT_USAGE


def stale(root: Path, options: Namespace) -> int:
    """Lists whom to ask whether all is still right, and writes the e-mails that ask."""
    from ulo import site
    from ulo.maintain import reconfirmation as asking

    folder = Path(options.write) if options.write else None
    if folder and folder.exists() and not folder.is_dir():
        print(
            f"{escape_invisible(str(folder))} is not a folder. Name one for the e-mails.",
            file=sys.stderr,
        )
        return EXIT_USAGE
    schema, cases, problems = check_organisations(root)
    broken = {p.path for p in problems if p.level == ERROR}
    catalogue = compile_catalogue(
        schema,
        [case for case in cases if case.record.path not in broken],
        site.make_instance(site.site_config(root, **_setting_overrides(options))),
    )
    # An e-mail that is there has been sent, or soon will be: nobody is asked twice.
    written = {path.stem for path in folder.glob("*.eml")} if folder and folder.is_dir() else set()
    due = [ask for ask in asking.list_requests(catalogue) if ask.organisation.slug not in written]
    chosen = due[: options.limit]
    if chosen:
        print(asking.FORMATS[options.format](catalogue, chosen), end="\n\n")
    mailboxes = [ask.organisation for ask in chosen if ask.organisation.contact.email]
    print(f"{len(chosen):,} of {len(due):,} groups to ask, {len(mailboxes):,} of them by e-mail.")
    if broken:
        print(
            f"Left out, since there are problems in them: {len(broken):,} records. See them with: python3 build.py check"
        )
    if folder:
        folder.mkdir(parents=True, exist_ok=True)
        for organisation in mailboxes:
            files.write_atomically(
                folder / f"{organisation.slug}.eml", asking.build_email(catalogue, organisation)
            )
        print(
            f"E-mails written to {escape_invisible(str(folder))}: {len(mailboxes):,}. Open each in a mail program, read it, and send it. Keep the files: who has one is not asked again."
        )
    return EXIT_OK


def confirm(root: Path, options: Namespace) -> int:
    """Writes into records that their groups confirmed them. Either all are written, or none."""
    from ulo.records import formatting

    on, changed = options.on or today(), {}
    if on > today():
        print(f"{on} has not come yet. Write the day on which the group told you.", file=sys.stderr)
        return EXIT_USAGE
    paths = sorted(_record_paths(root, options.records))
    if strays := [
        path
        for path in paths
        if (root / path).parent != root / "orgs"
        or not (root / path).is_file()
        or (root / path).is_symlink()
    ]:
        return _report_missing(strays)
    for path in paths:
        try:
            changed[path] = formatting.mark_confirmed(
                (root / path).read_bytes().decode("utf-8"), on
            ).encode()
        except ValueError:
            print(
                f"{escape_invisible(path)} has a problem. Nothing was written. Mend it first: python3 build.py check {escape_invisible(path)}",
                file=sys.stderr,
            )
            return EXIT_PROBLEMS
    for path, content in changed.items():
        files.write_atomically(root / path, content)
        print(f"{escape_invisible(path)}: confirmed by the group on {on}")
    print("Look at the change with  git diff  and check it:  python3 build.py check")
    return EXIT_OK
