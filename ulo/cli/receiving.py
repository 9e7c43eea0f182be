"""intake: what somebody sent becomes a record, and an answer to them."""

import sys
from argparse import Namespace
from pathlib import Path

from ulo.cli.shared import EXIT_OK, EXIT_PROBLEMS, EXIT_USAGE
from ulo.core import files, urls
from ulo.pipeline import check_organisations, today
from ulo.records import slug_from_path


def intake(root: Path, options: Namespace) -> int:
    """Writes the record that is in an issue, an e-mail or a text, and shows the answer to the person who sent it."""
    from ulo import site
    from ulo.contribute.intake import NotAnIssueEventError, receive, reply

    try:
        raw = Path(options.file).read_bytes()
    except (FileNotFoundError, IsADirectoryError):
        print(f"There is no file {options.file}.", file=sys.stderr)
        return EXIT_USAGE
    schema, cases, _ = check_organisations(root)
    try:
        outcome = receive(
            raw,
            schema,
            cases,
            [slug_from_path(path.name) for path in (root / "orgs").glob("*.yml")],
            today(),
        )
    except NotAnIssueEventError:
        print(
            "This is JSON, but not of an issue on GitHub. Give the file of the event, an e-mail or a text.",
            file=sys.stderr,
        )
        return EXIT_USAGE
    changes = {
        name: value for name in ("address", "repository") if (value := getattr(options, name))
    }
    config = site.site_config(root, **changes)

    names = {case.record.slug: case.text("name") for case in cases}

    def link(slug: str) -> tuple[str, str]:
        """The name of a group, and its page on the site; where the site has no address yet, its file."""
        file = urls.record_file(config.repo_url, slug) if config.repo_url else ""
        return names.get(slug, slug), config.site_url + urls.organisation(
            slug
        ) if config.site_url else file

    if outcome.text:
        files.write_atomically(root / outcome.path, outcome.text.encode("utf-8"))
    answer = reply.build_comment(outcome, schema, link)
    if options.parcel:
        _write_parts(
            Path(options.parcel),
            {
                "state": outcome.state,
                "label": reply.LABELS.get(outcome.state, ""),
                "slug": outcome.slug if outcome.text else "",
                "record.yml": outcome.text,
                "comment.md": answer,
                "request.md": reply.build_pull_request(outcome, schema, link)
                if outcome.text
                else "",
            },
        )
    print(answer)
    print(
        f"Written: {outcome.path}\nNow run:  python3 build.py check {outcome.path}"
        if outcome.text
        else "No record was written.",
        f"  [{outcome.state}]",
        sep="",
    )
    return EXIT_OK if outcome.state in ("ready", "words", "nothing") else EXIT_PROBLEMS


def _write_parts(folder: Path, parts: dict[str, str]) -> None:
    """Puts each part into a file of its own, so that a workflow reads them as nothing but text."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in parts.items():
        (folder / name).write_bytes(text.encode("utf-8"))
