"""links, stale and confirm: keeping true what is there."""

import sys
from argparse import Namespace
from collections.abc import Callable, Iterable
from pathlib import Path

from ulo.catalogue import Instance
from ulo.cli.asking import list_groups, write_letters
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
    refuse_contact,
    setting_overrides,
)
from ulo.contribute.signed_codes import verify_code
from ulo.core import ERROR, current_locale, escape_invisible, files, is_mailbox, message
from ulo.pipeline import build_catalogue, check_library, check_organisations, today


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
        return fail(message("commands.links.offline"), EXIT_INTERNAL)
    print(FORMATS[options.format](result))
    return EXIT_PROBLEMS if result.due else EXIT_OK


def _user_agent(instance: Instance) -> str:
    """Who we are, for those whose sites we visit, in ASCII, as HTTP wants it."""
    letters = [letter for letter in instance.name if letter.isascii() and letter.isalnum()]
    name = "".join(letters) or "Directory"
    url = instance.site_url or instance.repository
    contact = f"+{url}; " if url else ""
    told = message("links.visitor").encode("ascii", "ignore").decode()
    return f"{name}-links/1.0 ({contact}{told})"


def _progress(total: int) -> Callable[[object], None]:
    """Counts the visits down where a person looks on."""
    left = total

    def show(finding: object) -> None:
        nonlocal left
        left -= 1
        if sys.stderr.isatty():
            end = "" if left else "\n"
            told = message("commands.links.left", left=left, total=total)
            print(f"\r  {told} ", end=end, file=sys.stderr, flush=True)

    return show


def _report_missing(paths: Iterable[str]) -> int:
    shown = ", ".join(map(escape_invisible, paths))
    return fail(message("commands.shared.no_records", paths=shown), EXIT_USAGE)


def stale(root: Path, options: Namespace) -> int:
    """Lists whom to ask whether all is still right, and writes the e-mails that ask."""
    from ulo import site
    from ulo.maintain import reconfirmation

    folder = Path(options.write) if options.write else None
    if folder and folder.exists() and not folder.is_dir():
        shown = escape_invisible(str(folder))
        return fail(message("commands.shared.no_folder_for_emails", path=shown), EXIT_USAGE)
    try:
        secret = find_secret(root)
    except SecretError as error:
        return fail(str(error), EXIT_USAGE)
    instance = site.make_instance(site.site_config(root, **setting_overrides(options)))
    if instance.contact and not is_mailbox(instance.contact):
        return refuse_contact(instance.contact)
    schema, contexts, problems = check_organisations(root)
    broken = {problem.path for problem in problems if problem.level == ERROR}
    sound = [context for context in contexts if context.record.path not in broken]
    catalogue = build_catalogue(schema, sound, instance)
    print(reconfirmation.describe_progress(catalogue), end="\n\n")
    if folder:
        make_link = None
        if secret and catalogue.instance.site_url:
            make_link = link_maker(catalogue, sound, secret)
        write_letters(catalogue, folder, options.limit, options.format, make_link)
    else:
        list_groups(catalogue, options.limit, options.format)
    if broken:
        number = current_locale().format_number(len(broken))
        print(message("commands.stale.left_out", n=number))
    return EXIT_OK


def confirm(root: Path, options: Namespace) -> int:
    """Writes into records that their groups confirmed them. Either all are written, or none."""
    from ulo.records import formatting

    day = options.on or today()
    if day > today():
        return fail(message("commands.confirm.future", day=day), EXIT_USAGE)
    paths = sorted({record_file(root, name) for name in options.records})
    missing = [path for path in paths if not _is_group(root, root / path)]
    if missing:
        return _report_missing(missing)
    if options.code is not None:
        refusal = _refuse_code(root, paths, options.code)
        if refusal is not None:
            return refusal
    changes: dict[Path, bytes | None] = {}
    for path in paths:
        try:
            text = (root / path).read_bytes().decode("utf-8")
            changes[root / path] = formatting.mark_confirmed(text, day).encode()
        except ValueError:
            shown = escape_invisible(path)
            return fail(message("commands.confirm.problem", path=shown), EXIT_PROBLEMS)
    files.apply_changes(changes)
    for path in paths:
        print(message("commands.confirm.done", path=escape_invisible(path), day=day))
    print(message("commands.shared.look_and_check"))
    return EXIT_OK


def _refuse_code(root: Path, paths: list[str], code: str) -> int | None:
    """Says why a code confirms nothing, and returns the exit code; None where it is right."""
    from ulo.records import parse, slug_from_path

    if len(paths) != 1:
        return fail(message("commands.confirm.one_group"), EXIT_USAGE)
    try:
        secret = read_secret(root)
    except SecretError as error:
        return fail(str(error), EXIT_USAGE)
    record, _ = parse((root / paths[0]).read_bytes(), paths[0])
    data = record.data if record else {}
    verdict = verify_code(code.strip(), slug_from_path(paths[0]), data, today(), secret)
    if verdict == "valid":
        return None
    refusal = message(f"commands.confirm.refused_{verdict}")
    return fail(f"{refusal}\n{message('commands.shared.nothing_written')}", EXIT_PROBLEMS)


def _is_group(root: Path, path: Path) -> bool:
    """Whether this is the file of a group, and no link to another file."""
    return path.parent == root / "orgs" and path.is_file() and not path.is_symlink()
