"""links, stale and confirm: keeping what is there true."""

import sys
from argparse import Namespace
from pathlib import Path

from ulo.cli.shared import (
    EXIT_INTERNAL,
    EXIT_OK,
    EXIT_PROBLEMS,
    EXIT_USAGE,
    read_own_pages,
    repository_path,
)
from ulo.core import ERROR, escape_invisible, files
from ulo.pipeline import check_library, check_organisations, build_catalogue, today


def links(root: Path, options: Namespace) -> int:
    """Looks whether the web addresses in the records and in our own pages still lead where they should, and says what to do."""
    from ulo import site
    from ulo.maintain.links import (
        FORMATS,
        REQUIRED_RUNS,
        Report,
        check_links,
        collect_links,
        parse_history,
        update_history,
    )

    schema, cases, _ = check_organisations(root)
    library, _ = check_library(root, schema)
    cases += [case for found in library.values() for case in found]
    pages = read_own_pages(root)
    if options.records:
        wanted = {
            repository_path(root, name) if name.endswith(".yml") else f"orgs/{name}.yml"
            for name in options.records
        }
        if strays := sorted(wanted - {case.record.path for case in cases}):
            return _report_missing(strays)
    else:
        wanted = {case.record.path for case in cases} | {path for path, _ in pages}
    before = None
    if options.after:
        try:
            before = parse_history(Path(options.after).read_text("utf-8", "replace"), today())
        except FileNotFoundError:
            before = {}
    known = collect_links(cases, pages)
    chosen = [link for link in known if any(place.path in wanted for place in link.occurrences)][
        : options.limit
    ]
    findings = check_links(
        chosen,
        _user_agent(site.make_instance(site.site_config(root, **_setting_overrides(options)))),
        on_finding=_progress(len(chosen)),
    )
    after = (
        None
        if before is None
        else update_history(before, findings, (link.url for link in known), today())
    )
    result = Report(findings, today(), after, 1 if before is None else REQUIRED_RUNS)
    if result.is_offline:
        print(
            "Most sites gave no answer, so the fault may be the line of this computer. Nothing follows from this run. Try again later.",
            file=sys.stderr,
        )
        return EXIT_INTERNAL
    print(FORMATS[options.format](result))
    return EXIT_PROBLEMS if result.due else EXIT_OK


def _user_agent(instance) -> str:
    """Who we are, for those whose sites we visit: ASCII, as the web wants it."""
    name = (
        "".join(sign for sign in instance.name if sign.isascii() and sign.isalnum()) or "Directory"
    )
    where = instance.site_url or instance.repository
    return f"{name}-links/1.0 ({f'+{where}; ' if where else ''}looks once a day whether links still work)"


def _progress(of: int):
    """Counts the visits where a person looks on."""
    left = iter(range(of - 1, -1, -1))
    return lambda finding: (
        print(
            f"\r  {(n := next(left))} of {of} left ",
            end="" if n else "\n",
            file=sys.stderr,
            flush=True,
        )
        if sys.stderr.isatty()
        else None
    )


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
    catalogue = build_catalogue(
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
    paths = sorted(
        {
            repository_path(root, name) if name.endswith(".yml") else f"orgs/{name}.yml"
            for name in options.records
        }
    )
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
