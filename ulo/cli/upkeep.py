"""links, stale and confirm: keeping true what is there."""

import sys
from argparse import Namespace
from collections.abc import Callable, Iterable
from pathlib import Path

from ulo.catalogue import Instance
from ulo.cli.inviting import link_maker
from ulo.cli.secret import SecretError, find_secret, read_secret
from ulo.cli.shared import (
    EXIT_INTERNAL,
    EXIT_OK,
    EXIT_PROBLEMS,
    EXIT_USAGE,
    fail,
    read_own_pages,
    record_file,
    setting_overrides,
)
from ulo.contribute.signed_codes import verify_code
from ulo.core import ERROR, escape_invisible, files
from ulo.pipeline import build_catalogue, check_library, check_organisations, today

# What a code that confirms nothing is worth, in words.
REFUSED_CODES = {
    "wrong": "This code isn't one of ours, or part of it is missing.",
    "other": "This code is for another group.",
    "expired": "This code is too old. Send the group a new link: python3 build.py invite NAME",
    "changed": "The record has changed since this code was made. "
    "Send the group a new link: python3 build.py invite NAME",
}


def links(root: Path, options: Namespace) -> int:
    """Visits the web addresses in the records and in our own pages, and says what to do."""
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

    schema, contexts, _ = check_organisations(root)
    library, _ = check_library(root, schema)
    for kind in library.values():
        contexts += kind
    pages = read_own_pages(root)
    record_paths = {context.record.path for context in contexts}
    if options.records:
        wanted = {record_file(root, name) for name in options.records}
        if not wanted <= record_paths:
            return _report_missing(sorted(wanted - record_paths))
    else:
        wanted = record_paths | {path for path, _ in pages}
    before = None
    if options.after:
        try:
            text = Path(options.after).read_text("utf-8", "replace")
            before = parse_history(text, today())
        except FileNotFoundError:
            before = {}
    known = collect_links(contexts, pages)
    chosen = [link for link in known if any(place.path in wanted for place in link.occurrences)]
    chosen = chosen[: options.limit]
    instance = site.make_instance(site.site_config(root, **setting_overrides(options)))
    findings = check_links(chosen, _user_agent(instance), on_finding=_progress(len(chosen)))
    after, required_runs = None, 1
    if before is not None:
        after = update_history(before, findings, (link.url for link in known), today())
        required_runs = REQUIRED_RUNS
    result = Report(findings, today(), after, required_runs)
    if result.is_offline:
        return fail(
            "Most sites didn't answer, so the fault may be this computer's connection. "
            "Ignore this run, and try again later.",
            EXIT_INTERNAL,
        )
    print(FORMATS[options.format](result))
    return EXIT_PROBLEMS if result.due else EXIT_OK


def _user_agent(instance: Instance) -> str:
    """Who we are, for those whose sites we visit: ASCII, as HTTP wants it."""
    letters = [letter for letter in instance.name if letter.isascii() and letter.isalnum()]
    name = "".join(letters) or "Directory"
    url = instance.site_url or instance.repository
    contact = f"+{url}; " if url else ""
    return f"{name}-links/1.0 ({contact}looks once a day whether links still work)"


def _progress(total: int) -> Callable[[object], None]:
    """Counts the visits down where a person looks on."""
    left = total

    def show(finding: object) -> None:
        nonlocal left
        left -= 1
        if sys.stderr.isatty():
            end = "" if left else "\n"
            print(f"\r  {left} of {total} left ", end=end, file=sys.stderr, flush=True)

    return show


def _report_missing(paths: Iterable[str]) -> int:
    return fail(
        f"There is no record {', '.join(map(escape_invisible, paths))}. "
        "Records are in orgs/, and their names end in .yml.",
        EXIT_USAGE,
    )


def stale(root: Path, options: Namespace) -> int:
    """Lists whom to ask whether all is still right, and writes the e-mails that ask."""
    from ulo import site
    from ulo.maintain import reconfirmation

    folder = Path(options.write) if options.write else None
    if folder and folder.exists() and not folder.is_dir():
        return fail(
            f"{escape_invisible(str(folder))} isn't a folder. Name one for the emails.",
            EXIT_USAGE,
        )
    try:
        secret = find_secret(root)
    except SecretError as error:
        return fail(str(error), EXIT_USAGE)
    schema, contexts, problems = check_organisations(root)
    broken = {problem.path for problem in problems if problem.level == ERROR}
    sound = [context for context in contexts if context.record.path not in broken]
    catalogue = build_catalogue(
        schema, sound, site.make_instance(site.site_config(root, **setting_overrides(options)))
    )
    print(reconfirmation.describe_progress(catalogue), end="\n\n")
    # An e-mail that is there has been sent, or soon will be: nobody is asked twice.
    written = {path.stem for path in folder.glob("*.eml")} if folder and folder.is_dir() else set()
    due = [
        request
        for request in reconfirmation.list_requests(catalogue)
        if request.organisation.slug not in written
    ]
    chosen = due[: options.limit]
    if chosen:
        print(reconfirmation.FORMATS[options.format](catalogue, chosen), end="\n\n")
    with_mailbox = [r.organisation for r in chosen if r.organisation.contact.email]
    print(f"{len(chosen):,} of {len(due):,} groups to ask, {len(with_mailbox):,} of them by email.")
    if broken:
        print(
            f"Left out, since there are problems in them: {len(broken):,} records. "
            "See them with: python3 build.py check"
        )
    if folder:
        folder.mkdir(parents=True, exist_ok=True)
        make_link = None
        if secret and catalogue.instance.site_url:
            make_link = link_maker(catalogue, sound, secret)
        for organisation in with_mailbox:
            link = make_link(organisation) if make_link else ""
            message = reconfirmation.build_email(catalogue, organisation, link)
            files.write_atomically(folder / f"{organisation.slug}.eml", message)
        print(
            f"Emails written to {escape_invisible(str(folder))}: {len(with_mailbox):,}. "
            "Open each in a mail program, read it, and send it. "
            "Keep the files: we don't ask a group again if it has one."
        )
        if not make_link:
            print(
                "There are no links in them with which a group confirms its page itself: that "
                "needs the address of the site and a secret. See docs/maintainers.md."
            )
    return EXIT_OK


def confirm(root: Path, options: Namespace) -> int:
    """Writes into records that their groups confirmed them. Either all are written, or none."""
    from ulo.records import formatting

    day = options.on or today()
    if day > today():
        return fail(f"{day} is in the future. Write the day the group told you.", EXIT_USAGE)
    paths = sorted({record_file(root, name) for name in options.records})
    missing = [path for path in paths if not _is_group(root, root / path)]
    if missing:
        return _report_missing(missing)
    if options.code is not None:
        refusal = _refuse_code(root, paths, options.code)
        if refusal is not None:
            return refusal
    changes = {}
    for path in paths:
        try:
            text = (root / path).read_bytes().decode("utf-8")
            changes[path] = formatting.mark_confirmed(text, day).encode()
        except ValueError:
            shown = escape_invisible(path)
            return fail(
                f"{shown} has a problem. Nothing was written. "
                f"Fix it first: python3 build.py check {shown}",
                EXIT_PROBLEMS,
            )
    for path, content in changes.items():
        files.write_atomically(root / path, content)
        print(f"{escape_invisible(path)}: confirmed by the group on {day}")
    print("Look at the change with  git diff  and check it:  python3 build.py check")
    return EXIT_OK


def _refuse_code(root: Path, paths: list[str], code: str) -> int | None:
    """Says why a code confirms nothing, and returns the exit code; None where it is right."""
    from ulo.records import parse, slug_from_path

    if len(paths) != 1:
        return fail("A code is for one group. Name one record with it.", EXIT_USAGE)
    try:
        secret = read_secret(root)
    except SecretError as error:
        return fail(str(error), EXIT_USAGE)
    record, _ = parse((root / paths[0]).read_bytes(), paths[0])
    data = record.data if record else {}
    verdict = verify_code(code.strip(), slug_from_path(paths[0]), data, today(), secret)
    if verdict == "valid":
        return None
    return fail(f"{REFUSED_CODES[verdict]}\nNothing was written.", EXIT_PROBLEMS)


def _is_group(root: Path, path: Path) -> bool:
    """Whether this is the file of a group, and no link to another file."""
    return path.parent == root / "orgs" and path.is_file() and not path.is_symlink()
