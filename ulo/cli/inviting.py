"""invite: a link with which a group shows that it reads the mailbox on its page."""

from argparse import Namespace
from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path

from ulo.catalogue import Catalogue
from ulo.checks import CheckContext
from ulo.cli.secret import SecretError, read_secret
from ulo.cli.shared import (
    EXIT_OK,
    EXIT_PROBLEMS,
    EXIT_USAGE,
    fail,
    record_file,
    refuse_contact,
    setting_overrides,
)
from ulo.contribute.signed_codes import make_code
from ulo.core import ERROR, escape_invisible, files, is_mailbox, message, urls
from ulo.model import Organisation
from ulo.pipeline import build_catalogue, check_organisations, today
from ulo.records import slug_from_path

# How long a link works, in days: a small group may meet, and read its mail, once a month.
DAYS = 60


def invite(root: Path, options: Namespace) -> int:
    """Makes links with which groups confirm or correct their page, and the e-mails to send."""
    from ulo import site
    from ulo.maintain import confirmation_email

    try:
        secret = read_secret(root)
    except SecretError as error:
        return fail(str(error), EXIT_USAGE)
    instance = site.make_instance(site.site_config(root, **setting_overrides(options)))
    if not instance.site_url:
        return fail(message("commands.invite.no_address"), EXIT_USAGE)
    if instance.contact and not is_mailbox(instance.contact):
        return refuse_contact(instance.contact)
    folder = Path(options.write) if options.write else None
    if folder and folder.exists() and not folder.is_dir():
        shown = escape_invisible(str(folder))
        return fail(message("commands.shared.no_folder_for_emails", path=shown), EXIT_USAGE)
    schema, contexts, problems = check_organisations(root)
    broken = {problem.path for problem in problems if problem.level == ERROR}
    sound = [context for context in contexts if context.record.path not in broken]
    catalogue = build_catalogue(schema, sound, instance)
    paths = sorted({record_file(root, name) for name in options.records})
    refusals = [text for path in paths if (text := _refusal(path, broken, catalogue))]
    if refusals:
        return fail("\n".join([*refusals, message("commands.invite.no_link")]), EXIT_PROBLEMS)
    make_link = link_maker(catalogue, sound, secret, options.days or DAYS)
    invited = [catalogue.by_slug[slug_from_path(path)] for path in paths]
    links = {organisation.slug: make_link(organisation) for organisation in invited}
    if folder:
        # All are made before one is written, and all are written, or none.
        emails: dict[Path, bytes | None] = {
            folder / f"{o.slug}.eml": confirmation_email.build_email(catalogue, o, links[o.slug])
            for o in invited
        }
        folder.mkdir(parents=True, exist_ok=True)
        files.apply_changes(emails)
    for o in invited:
        mailbox = escape_invisible(o.contact.email)
        print(message("commands.invite.link", name=o.slug, mailbox=mailbox))
        print(f"  {links[o.slug]}")
    print(message("commands.invite.send"))
    return EXIT_OK


def link_maker(
    catalogue: Catalogue, contexts: Sequence[CheckContext], secret: bytes, days: int = DAYS
) -> Callable[[Organisation], str]:
    """Makes the link for a group: the code comes after the #, so no browser sends it to a server.

    `contexts` are the records of the catalogue, and the links work for so many days.
    """
    data = {context.record.slug: context.record.data for context in contexts}
    until = today() + timedelta(days)
    page = f"{catalogue.instance.site_url}{urls.CONFIRM}#"
    return lambda o: f"{page}{make_code(o.slug, data[o.slug], until, secret)}"


def _refusal(path: str, broken: set[str], catalogue: Catalogue) -> str:
    """Why there can be no link for a record; empty where there can be one."""
    shown = escape_invisible(path)
    if path in broken:
        return message("commands.invite.problem", path=shown)
    organisation = catalogue.by_slug.get(slug_from_path(path))
    if organisation is None:
        return message("commands.shared.no_record", path=shown)
    if organisation.closed:
        return message("commands.invite.closed", path=shown)
    if not organisation.contact.email:
        return message("commands.invite.no_mailbox", path=shown)
    if not is_mailbox(organisation.contact.email):
        mailbox = escape_invisible(organisation.contact.email)
        return message("commands.stale.refused", name=organisation.slug, mailbox=mailbox)
    return ""
