"""intake: what somebody sent becomes a record, and an answer to them."""

from argparse import Namespace
from dataclasses import replace
from pathlib import Path

from ulo.cli.secret import SecretError, find_secret
from ulo.cli.shared import EXIT_OK, EXIT_PROBLEMS, EXIT_USAGE, fail, setting_overrides, used_slugs
from ulo.contribute.intake import Outcome, build_reply, build_report
from ulo.core import escape_invisible, files, message, urls
from ulo.pipeline import check_organisations, today
from ulo.records import formatting
from ulo.schema import Schema

# What came is in order, is meant for a person, or is not meant for us: nobody has to mend it.
GOOD_STATES = ("ready", "unproven", "suggestion", "words", "nothing")


def intake(root: Path, options: Namespace) -> int:
    """Writes the record that is in an issue, an e-mail or a text, and shows the answer to it."""
    from ulo import site
    from ulo.contribute.intake import MAX_BYTES, NotAnIssueEventError, receive, reply
    from ulo.maintain.review import list_questions

    if options.reply and (refusal := _refuse_reply(Path(options.reply), Path(options.file))):
        return fail(refusal, EXIT_USAGE)
    try:
        raw = files.read_start(Path(options.file), MAX_BYTES + 1)
    except (FileNotFoundError, IsADirectoryError):
        return fail(message("commands.shared.no_file", path=options.file), EXIT_USAGE)
    try:
        secret = find_secret(root) or b""
    except SecretError as error:
        return fail(str(error), EXIT_USAGE)
    schema, contexts, _ = check_organisations(root)
    try:
        outcome = receive(
            raw,
            schema,
            contexts,
            used_slugs(root),
            today(),
            file_text=lambda slug: (root / "orgs" / f"{slug}.yml").read_bytes().decode("utf-8"),
            secret=secret,
        )
    except NotAnIssueEventError:
        return fail(message("commands.intake.no_issue"), EXIT_USAGE)
    outcome = _keep_comments(outcome, root, schema)
    config = site.site_config(root, **setting_overrides(options))
    sender = (config.site_name, site.make_instance(config).contact)
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
    answer, language = reply.build_comment(outcome, schema, link), schema.locale.language
    if outcome.channel != "issue":
        answer, language = reply.build_letter(outcome, schema, link, config.site_name)
    report = build_report(outcome, schema, link, language)
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
                "comment.md": reply.build_comment(outcome, schema, link),
                "request.md": request,
            },
        )
    print(answer)
    if report:
        heading = message("commands.intake.for_you")
        print(heading, *(f"- {sentence}" for sentence in report), sep="\n", end="\n\n")
    if options.reply:
        print(_write_reply(Path(options.reply), outcome, answer, language, sender, schema))
    if outcome.text:
        print(message("commands.shared.written", paths=outcome.path))
        print(message("commands.shared.now_check_record", path=outcome.path))
        if outcome.may_harm:
            print(message("commands.intake.may_harm"))
    else:
        print(message("commands.intake.no_record"))
    print(message("commands.intake.result", state=outcome.state))
    return EXIT_OK if outcome.state in GOOD_STATES else EXIT_PROBLEMS


def _refuse_reply(path: Path, original: Path) -> str:
    """Why the reply cannot be written into this file; empty where it can be."""
    shown = escape_invisible(str(path))
    if path.is_dir():
        return message("commands.intake.reply_folder", path=shown)
    if path.exists() and original.exists() and path.samefile(original):
        return message("commands.intake.reply_original", path=shown)
    return ""


def _write_reply(
    path: Path,
    outcome: Outcome,
    answer: str,
    language: str,
    sender: tuple[str, str],
    schema: Schema,
) -> str:
    """Writes the reply as a draft, and says what to do with it."""
    if outcome.channel == "issue":
        return message("commands.intake.reply_issue")
    if outcome.head.is_automatic:
        return message("commands.intake.reply_automatic")
    to = outcome.head.sender
    try:
        draft = build_reply(outcome.head, answer, language, to, sender, schema)
    except ValueError:
        to = ""
        draft = build_reply(outcome.head, answer, language, to, sender, schema)
    files.write_atomically(path, draft)
    key = "commands.intake.reply_written" if to else "commands.intake.reply_nobody"
    return message(key, path=escape_invisible(str(path)))


def _keep_comments(outcome: Outcome, root: Path, schema: Schema) -> Outcome:
    """The outcome with the comments of the file that it changes: what people send has none."""
    if not outcome.text or outcome.before is None or outcome.data is None:
        return outcome
    if outcome.text != formatting.dump(outcome.data, schema):
        return outcome
    before = (root / outcome.path).read_bytes().decode("utf-8")
    return replace(outcome, text=formatting.update_text(before, outcome.data, schema))


def _write_parts(folder: Path, parts: dict[str, str]) -> None:
    """Puts each part into a file of its own, so that a workflow reads it as nothing but text."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in parts.items():
        files.write_atomically(folder / name, text.encode("utf-8"))
