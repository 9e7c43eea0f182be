"""The letters of `stale`: who is asked by email, and who can only be asked in another way."""

from collections.abc import Callable, Sequence
from itertools import takewhile
from pathlib import Path

from ulo.catalogue import Catalogue
from ulo.core import count, current_locale, escape_invisible, files, message
from ulo.maintain import confirmation_email, reconfirmation
from ulo.model import Organisation

Request = reconfirmation.ConfirmationRequest
MakeLink = Callable[[Organisation], str]


def list_groups(catalogue: Catalogue, limit: int | None, layout: str) -> None:
    """Shows the groups to ask, the most urgent first, and how each can be asked."""
    due = reconfirmation.list_requests(catalogue)
    chosen = due[:limit]
    if not due:
        print(message("commands.stale.none"))
        return
    if layout == "markdown":
        print(message("reconfirmation.introduction"), end="\n\n")
    print(reconfirmation.FORMATS[layout](catalogue, chosen), end="\n\n")
    ways = reconfirmation.describe_ways(chosen)
    if len(chosen) == len(due):
        print(count("commands.stale.to_ask", len(due), ways=ways))
    else:
        shown = current_locale().format_number(len(chosen))
        print(count("commands.stale.shown", len(due), shown=shown, ways=ways))


def write_letters(
    catalogue: Catalogue,
    folder: Path,
    limit: int | None,
    layout: str,
    make_link: MakeLink | None,
) -> None:
    """Writes an email to each of the first `limit` groups that have a mailbox and no email yet.

    All emails are written, or none. Raises OSError where the folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    # An email that is there has been sent, or soon will be: nobody is asked twice. A group that got
    # another file name since is still the same group.
    moved = catalogue.schema.redirects
    asked = {moved.get(path.stem, path.stem) for path in folder.glob("*.eml")}
    due = [r for r in reconfirmation.list_requests(catalogue) if r.organisation.slug not in asked]
    letters, refused = _build_letters(catalogue, due, limit, make_link)
    chosen = [request for request in due if request.organisation.slug in letters]
    files.apply_changes({folder / f"{slug}.eml": letter for slug, letter in letters.items()})
    if chosen:
        print(reconfirmation.FORMATS[layout](catalogue, chosen), end="\n\n")
    _describe_letters(catalogue, folder, chosen, bool(make_link))
    for request in refused:
        mailbox = escape_invisible(request.organisation.contact.email)
        print(message("commands.stale.refused", name=request.organisation.slug, mailbox=mailbox))
    _list_others(catalogue, due, chosen, limit, layout)


def _build_letters(
    catalogue: Catalogue,
    due: Sequence[Request],
    limit: int | None,
    make_link: MakeLink | None,
) -> tuple[dict[str, bytes], list[Request]]:
    """The letters by slug, as many as `limit` says, and whose mailbox is none."""
    letters: dict[str, bytes] = {}
    refused = []
    for request in due:
        o = request.organisation
        if len(letters) == limit:
            break
        if o.contact.email:
            try:
                letters[o.slug] = confirmation_email.build_email(
                    catalogue, o, make_link(o) if make_link else ""
                )
            except ValueError:
                refused.append(request)
    return letters, refused


def _describe_letters(
    catalogue: Catalogue, folder: Path, chosen: Sequence[Request], has_links: bool
) -> None:
    """Says what is in the folder now, and what to do with it."""
    shown = escape_invisible(str(folder))
    if not chosen:
        print(message("commands.stale.no_emails", folder=shown))
        return
    number = current_locale().format_number(len(chosen))
    print(message("commands.stale.emails", folder=shown, n=number))
    if not has_links:
        print(message("commands.stale.no_links"))
    for request in chosen:
        if sharing := confirmation_email.sharing_mailbox(catalogue, request.organisation):
            names = ", ".join(other.slug for other in sharing)
            slug = request.organisation.slug
            print(message("commands.stale.shared_mailbox", name=slug, others=names))


def _list_others(
    catalogue: Catalogue,
    due: Sequence[Request],
    chosen: Sequence[Request],
    limit: int | None,
    layout: str,
) -> None:
    """Lists the groups that are more urgent than the last one with a letter, and have no mailbox.

    With no letter, that is every group without one.
    """
    last = chosen[-1] if chosen else None
    before = takewhile(lambda request: request is not last, due)
    others = [request for request in before if not request.organisation.contact.email]
    if not others:
        return
    shown = others[:limit]
    key = "commands.stale.others_urgent" if chosen else "commands.stale.others"
    told = count(key, len(others), ways=reconfirmation.describe_ways(others))
    print(f"\n{told}")
    if len(shown) < len(others):
        print(count("commands.stale.first_of_others", len(shown)))
    print(f"\n{reconfirmation.FORMATS[layout](catalogue, shown)}")
