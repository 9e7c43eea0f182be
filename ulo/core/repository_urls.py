"""The URLs of the public repository on GitHub, a part of `urls`."""

from urllib.parse import quote


def record_edit(repository: str, slug: str) -> str:
    """The page of a GitHub repository on which the file of a record can be changed."""
    return f"{repository.rstrip('/')}/edit/main/orgs/{slug}.yml"


def library_edit(repository: str, path: str) -> str:
    """The page of a GitHub repository on which a file of the library can be changed."""
    return f"{repository.rstrip('/')}/edit/main/{path}"


def record_file(repository: str, slug: str) -> str:
    """The page of a GitHub repository that shows the file of a record."""
    return f"{repository.rstrip('/')}/blob/main/orgs/{slug}.yml"


def repository_page(repository: str, path: str) -> str:
    """The page of a GitHub repository that shows a file or a folder of it."""
    # GitHub leads from here to a folder, too, which has "tree" in place of "blob".
    return f"{repository.rstrip('/')}/blob/main/{path}"


def page_edit(repository: str, path: str) -> str:
    """The page of a GitHub repository on which a page in docs/ can be changed.

    `path` is relative to docs/.
    """
    return f"{repository.rstrip('/')}/edit/main/docs/{path}"


def releases(repository: str) -> str:
    """The page of a GitHub repository with all that was released."""
    return f"{repository.rstrip('/')}/releases"


def new_issue(repository: str) -> str:
    """The page of a GitHub repository on which an issue can be written."""
    return f"{repository.rstrip('/')}/issues/new"


def issue_form(repository: str, name: str) -> str:
    """The page of a GitHub repository with one of the forms of .github/ISSUE_TEMPLATE/."""
    return f"{new_issue(repository)}?template={name}.yml"


def confirm_issue(repository: str, title: str, slug: str) -> str:
    """The form of a GitHub repository with which a group confirms its page, filled in."""
    form = issue_form(repository, "confirm")
    return f"{form}&title={quote(title, safe='')}&group={quote(slug, safe='')}"
