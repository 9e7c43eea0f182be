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
    setting_overrides,
)
from ulo.contribute.signed_codes import make_code
from ulo.core import ERROR, escape_invisible, files, urls
from ulo.model import Organisation
from ulo.pipeline import build_catalogue, check_organisations, today
from ulo.records import slug_from_path

# How long a link works, in days: a small group may meet, and read its mail, once a month.
DAYS = 60


def invite(root: Path, options: Namespace) -> int:
    """Makes links with which groups confirm or correct their page, and the e-mails to send."""
    from ulo import site
    from ulo.maintain import reconfirmation

    try:
        secret = read_secret(root)
    except SecretError as error:
        return fail(str(error), EXIT_USAGE)
    instance = site.make_instance(site.site_config(root, **setting_overrides(options)))
    if not instance.site_url:
        return fail(
            "A link needs the address of the site. Set site_url in mkdocs.yml, "
            "or add: --address https://example.org/",
            EXIT_USAGE,
        )
    folder = Path(options.write) if options.write else None
    if folder and folder.exists() and not folder.is_dir():
        return fail(
            f"{escape_invisible(str(folder))} isn't a folder. Name one for the emails.", EXIT_USAGE
        )
    schema, contexts, problems = check_organisations(root)
    broken = {problem.path for problem in problems if problem.level == ERROR}
    sound = [context for context in contexts if context.record.path not in broken]
    catalogue = build_catalogue(schema, sound, instance)
    paths = sorted({record_file(root, name) for name in options.records})
    refusals = [text for path in paths if (text := _refusal(path, broken, catalogue))]
    if refusals:
        return fail("\n".join([*refusals, "No link was made."]), EXIT_PROBLEMS)
    make_link = link_maker(catalogue, sound, secret, options.days or DAYS)
    if folder:
        folder.mkdir(parents=True, exist_ok=True)
    for path in paths:
        organisation = catalogue.by_slug[slug_from_path(path)]
        link = make_link(organisation)
        print(f"{organisation.slug}, to {escape_invisible(organisation.contact.email)}\n  {link}")
        if folder:
            message = reconfirmation.build_email(catalogue, organisation, link)
            files.write_atomically(folder / f"{organisation.slug}.eml", message)
    print(
        "Send each link to this email address and to no other: it shows that whoever uses it can "
        "read what arrives there."
    )
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
        return f"{shown} has a problem. Fix it first: python3 build.py check {shown}"
    organisation = catalogue.by_slug.get(slug_from_path(path))
    if organisation is None:
        return f"There is no record {shown}."
    if organisation.closed:
        return f"{shown} is about a group that has closed."
    if not organisation.contact.email:
        return (
            f"{shown} has no email address. A link only shows something if it's sent to an "
            "address that the group itself has made public."
        )
    return ""
