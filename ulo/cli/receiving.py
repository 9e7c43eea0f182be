"""intake: what somebody sent becomes a record, and an answer to them."""

from argparse import Namespace
from pathlib import Path

from ulo.cli.secret import SecretError, find_secret
from ulo.cli.shared import EXIT_OK, EXIT_PROBLEMS, EXIT_USAGE, fail, setting_overrides
from ulo.core import files, urls
from ulo.pipeline import check_organisations, today
from ulo.records import slug_from_path

MAY_HARM = "Wait for an answer before you push it: everyone can read a pull request, for good."
# What came is in order, is meant for a person, or is not meant for us: nobody has to mend it.
GOOD_STATES = ("ready", "unproven", "suggestion", "words", "nothing")


def intake(root: Path, options: Namespace) -> int:
    """Writes the record that is in an issue, an e-mail or a text, and shows the answer to it."""
    from ulo import site
    from ulo.contribute.intake import NotAnIssueEventError, receive, reply
    from ulo.maintain.review import list_questions

    try:
        raw = Path(options.file).read_bytes()
    except (FileNotFoundError, IsADirectoryError):
        return fail(f"There is no file {options.file}.", EXIT_USAGE)
    try:
        secret = find_secret(root) or b""
    except SecretError as error:
        return fail(str(error), EXIT_USAGE)
    schema, contexts, _ = check_organisations(root)
    used_slugs = [slug_from_path(path.name) for path in (root / "orgs").glob("*.yml")]
    try:
        outcome = receive(
            raw,
            schema,
            contexts,
            used_slugs,
            today(),
            file_text=lambda slug: (root / "orgs" / f"{slug}.yml").read_bytes().decode("utf-8"),
            secret=secret,
        )
    except NotAnIssueEventError:
        return fail(
            "This is JSON, but not of an issue on GitHub. "
            "Give the file of the event, an e-mail or a text.",
            EXIT_USAGE,
        )
    config = site.site_config(root, **setting_overrides(options, "address", "repository"))
    names = {context.record.slug: context.text("name") for context in contexts}

    def link(slug: str) -> tuple[str, str]:
        """The name of a group and its page; without an address of the site, its file."""
        if config.site_url:
            url = config.site_url + urls.organisation(slug)
        else:
            url = urls.record_file(config.repo_url, slug) if config.repo_url else ""
        return names.get(slug, slug), url

    if outcome.text:
        files.write_atomically(root / outcome.path, outcome.text.encode("utf-8"))
    answer = reply.build_comment(outcome, schema, link)
    if options.parcel:
        request = ""
        if outcome.text and outcome.data:
            questions = list_questions(outcome.data, outcome.before, schema, today())
            request = reply.build_pull_request(outcome, schema, link, questions)
        _write_parts(
            Path(options.parcel),
            {
                "state": outcome.state,
                "label": reply.choose_label(outcome),
                "slug": outcome.slug if outcome.text else "",
                "record.yml": outcome.text,
                "comment.md": answer,
                "request.md": request,
            },
        )
    print(answer)
    if outcome.text:
        written = f"Written: {outcome.path}\nNow run:  python3 build.py check {outcome.path}"
        if outcome.may_harm:
            written = f"{written}\n{MAY_HARM}"
    else:
        written = "No record was written."
    print(f"{written}  [{outcome.state}]")
    return EXIT_OK if outcome.state in GOOD_STATES else EXIT_PROBLEMS


def _write_parts(folder: Path, parts: dict[str, str]) -> None:
    """Puts each part into a file of its own, so that a workflow reads it as nothing but text."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in parts.items():
        (folder / name).write_bytes(text.encode("utf-8"))
