#!/usr/bin/env python3
"""Led by Us: one command for the directory. `python3 build.py --help` says what it can do.

This file needs nothing but Python: it makes the environment on first use and hands over to ulo.cli.
MkDocs reads it, too, as its hook.
"""

import argparse
import re
import sys
from datetime import date, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent
sys.path.insert(0, str(ROOT))

from ulo import bootstrap

HELP = """\
Led by Us is a directory of user-led organisations. Each group is one file in orgs/.
This command checks those files and makes the website from them.

  python3 build.py                    check every record and build the site into site/
  python3 build.py serve              look at the site in your browser; it follows what you save
  python3 build.py check              check every record, and say what to mend
  python3 build.py check orgs/x.yml   check one record
  python3 build.py new                answer questions, get a record
  python3 build.py fix                put records in their usual form; comments stay
  python3 build.py import FILE        say what a list of groups would change (see docs/import.md)
  python3 build.py import FILE --write    and change it
  python3 build.py export FILE        write all groups into a spreadsheet (.xlsx or .csv)
  python3 build.py review --since X   say in words what changed since X, and what to look at twice
  python3 build.py rename OLD NEW     give a record another file name; its old address leads on
  python3 build.py withdraw NAME      take a group off that asked for it
  python3 build.py intake FILE        make a record of what somebody sent, and an answer to them
  python3 build.py links              visit all web addresses that we name, and say which are dead
  python3 build.py registers FOLDER   compare registered numbers with the public registers
  python3 build.py stale              list whom to ask if all is still right, and write the e-mails
  python3 build.py confirm NAME       write down that a group has said: all is right
  python3 build.py words              say how plain the texts are, and where to begin
  python3 build.py test               run all tests
  python3 build.py geocode            list the groups that have no place on the map, and why
  python3 build.py geography          derive the tables of places and the maps anew

The first run fetches what the project needs into .venv and takes about half a minute.
Nothing is lost when a run fails: the last good site stays in site/.

When it ends:  0 all is well   1 problems in records   2 wrong use of this command   3 our own fault
"""


def build_parser() -> argparse.ArgumentParser:
    """The words that the command understands."""
    top = argparse.ArgumentParser(
        prog="build.py",
        usage=argparse.SUPPRESS,
        description=HELP,
        add_help=False,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    top.add_argument("-h", "--help", action="help", help=argparse.SUPPRESS)
    commands = top.add_subparsers(
        dest="command", metavar="", title=argparse.SUPPRESS, help=argparse.SUPPRESS
    )
    settings = argparse.ArgumentParser(add_help=False)
    settings.add_argument(
        "--address",
        metavar="URL",
        type=_parse_url,
        help="where this site will stand, for this build only",
    )
    settings.add_argument(
        "--repository", metavar="URL", type=_parse_url, help="the public repository on GitHub"
    )
    settings.add_argument(
        "--contact", metavar="E-MAIL", type=_parse_email, help="a mailbox for the public"
    )
    top.set_defaults(command="build", address=None, repository=None, contact=None)

    commands.add_parser("build", parents=[settings], help="check every record and build the site")
    check = commands.add_parser("check", help="check records")
    check.add_argument(
        "paths", nargs="*", metavar="PATH", help="the records to check; without any, all of them"
    )
    check.add_argument(
        "--format", choices=("text", "json", "github"), default="text", help="how to show problems"
    )
    check.add_argument(
        "--since",
        metavar="REVISION",
        help="check only what differs from this revision, such as origin/main",
    )
    serve = commands.add_parser("serve", help="look at the site in your browser")
    serve.add_argument("--port", type=int, default=8000, help="the port on this computer (8000)")
    fix = commands.add_parser("fix", help="put records in their usual form")
    fix.add_argument(
        "paths", nargs="*", metavar="PATH", help="the records; without any, all of them"
    )
    commands.add_parser("new", help="answer questions, get a record")
    bring = commands.add_parser("import", help="bring in a list of groups")
    bring.add_argument(
        "file",
        metavar="FILE",
        help="a spreadsheet (.xlsx or .csv) or JSON Lines (see docs/import.md)",
    )
    bring.add_argument(
        "--write", action="store_true", help="write the records; without it, nothing is written"
    )
    bring.add_argument(
        "--replace",
        action="store_true",
        help="change also the groups that were found without their id",
    )
    bring.add_argument(
        "--account", metavar="FILE", help="write the account of the import to this file"
    )
    look = commands.add_parser("review", help="say what changed, and what to look at twice")
    look.add_argument(
        "--since",
        metavar="REVISION",
        default="origin/main",
        help="what the branch is compared with (origin/main)",
    )
    look.add_argument(
        "--format", choices=("text", "markdown"), default="text", help="how to say it"
    )
    look.add_argument(
        "--preview",
        metavar="FOLDER",
        help="draw the pages of the records that changed into this folder",
    )
    move = commands.add_parser("rename", help="give a record another file name")
    move.add_argument("old", metavar="OLD", help="the file name that it has, without .yml")
    move.add_argument("new", metavar="NEW", help="the file name that it gets, without .yml")
    leave = commands.add_parser("withdraw", help="take a group off that asked for it")
    leave.add_argument("slug", metavar="NAME", help="the file name of the record, without .yml")
    leave.add_argument(
        "--no-mark",
        action="store_true",
        help="keep nothing that would stop it from being brought in again",
    )
    receive = commands.add_parser(
        "intake", parents=[settings], help="make a record of what somebody sent"
    )
    receive.add_argument(
        "file",
        metavar="FILE",
        help="an e-mail, a text with a record in it, or the event of an issue on GitHub",
    )
    receive.add_argument(
        "--parcel", metavar="FOLDER", help="also put the parts into this folder, for the workflow"
    )
    links = commands.add_parser(
        "links", parents=[settings], help="visit the web addresses in records and our own pages"
    )
    links.add_argument(
        "records",
        nargs="*",
        metavar="RECORD",
        help="records to look at; without any, all of them and our own pages",
    )
    links.add_argument(
        "--limit", type=_parse_count, metavar="N", help="visit no more than so many addresses"
    )
    links.add_argument(
        "--format",
        choices=("text", "markdown", "json"),
        default="text",
        help="how to show what was found",
    )
    links.add_argument(
        "--after",
        metavar="REPORT",
        help="an earlier report in Markdown: then a fault counts only if it was there in three runs",
    )
    numbers = commands.add_parser(
        "registers", help="compare registered numbers with extracts of the public registers"
    )
    numbers.add_argument(
        "folder",
        metavar="FOLDER",
        help="the folder with the extracts, as they were downloaded (see docs/maintainers.md)",
    )
    numbers.add_argument(
        "--format", choices=("text", "markdown"), default="text", help="how to show what was found"
    )
    numbers.add_argument(
        "--write",
        nargs="+",
        metavar="NAME=SCHEME:NUMBER",
        help="write these numbers into these records, such as x=GB-CHC:1098893",
    )
    stale = commands.add_parser(
        "stale", parents=[settings], help="say whom to ask whether all is still right"
    )
    stale.add_argument(
        "--limit", type=_parse_count, metavar="N", help="name no more than so many groups"
    )
    stale.add_argument(
        "--format", choices=("text", "markdown"), default="text", help="how to show the list"
    )
    stale.add_argument(
        "--write",
        metavar="FOLDER",
        help="write an e-mail to each group of the list that has a mailbox into this folder",
    )
    confirm = commands.add_parser("confirm", help="write down that a group has said: all is right")
    confirm.add_argument("records", nargs="+", metavar="RECORD", help="the records of the groups")
    confirm.add_argument(
        "--on",
        type=_parse_date,
        metavar="DAY",
        help="the day on which they said so, such as 2026-11-21; without it, today",
    )
    export = commands.add_parser("export", help="write groups into a spreadsheet")
    export.add_argument(
        "file", metavar="FILE", help="the spreadsheet: its name ends in .xlsx or .csv"
    )
    export.add_argument(
        "slugs", nargs="*", metavar="ID", help="the groups; without any, all of them"
    )
    export.add_argument(
        "--template", action="store_true", help="no groups, but an example and explanations"
    )
    plain = commands.add_parser("words", help="say how plain the texts are")
    plain.add_argument(
        "paths",
        nargs="*",
        metavar="PATH",
        help="records, pages or folders; without any, everything",
    )
    commands.add_parser("geocode", help="list the groups that have no place on the map")
    geography = commands.add_parser("geography", help="derive schema/geography/ anew")
    geography.add_argument(
        "--check", action="store_true", help="write nothing; say whether the files are as derived"
    )
    test = commands.add_parser("test", help="run all tests")
    test.add_argument(
        "arguments", nargs=argparse.REMAINDER, help="passed on to pytest, such as -x or --accept"
    )
    return top


def _parse_url(text: str) -> str:
    """A web address as it is put before the addresses of pages."""
    if not re.fullmatch(r"https?://[A-Za-z0-9.-]+(:[0-9]+)?(/[A-Za-z0-9._~/-]*)?", text):
        raise argparse.ArgumentTypeError("write an address such as https://example.org/")
    return text.rstrip("/") + "/"


def _parse_count(text: str) -> int:
    """How many, at least one."""
    if not re.fullmatch(r"[1-9][0-9]{0,5}", text):
        raise argparse.ArgumentTypeError("write a number such as 20")
    return int(text)


def _parse_date(text: str) -> date:
    """A day as records write it."""
    try:
        return datetime.strptime(text, "%Y-%m-%d").date()
    except ValueError:
        raise argparse.ArgumentTypeError("write a day such as 2026-11-21") from None


def _parse_email(text: str) -> str:
    """A mailbox as it stands in a link."""
    if not re.fullmatch(r"[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+", text):
        raise argparse.ArgumentTypeError("write a mailbox such as hello@example.org")
    return text


def main(arguments: list[str]) -> int:
    """Runs one command and returns its exit code."""
    # The settings of a build may be given without the word `build`.
    if arguments[:1] and arguments[0].startswith("--") and arguments[0] != "--help":
        arguments = ["build", *arguments]
    options, unknown = build_parser().parse_known_args(arguments)
    if options.command == "test":
        # argparse would keep -x and --accept for itself.
        options.arguments = arguments[1:]
    elif unknown:
        build_parser().error(
            f"this is not understood: {' '.join(unknown)}. See: python3 build.py --help"
        )
    try:
        bootstrap.ensure_environment(
            ROOT, options.command if options.command in bootstrap.GROUP_INCLUDES else "build"
        )
    except bootstrap.BootstrapError as error:
        print(error, file=sys.stderr)
        return 3
    from ulo import cli

    return cli.run(ROOT, options)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
else:
    # `mkdocs build` and `mkdocs serve` load this file as their hook, and then give the same site.
    from ulo.site import MkDocsHook

    _hook = MkDocsHook()
    on_startup, on_config, on_files = _hook.on_startup, _hook.on_config, _hook.on_files
    on_env, on_post_page, on_post_build = _hook.on_env, _hook.on_post_page, _hook.on_post_build
