"""Every command in one place: how it is used, what it does, its options. Help is drawn from here.

This needs nothing but Python, so that `--help` answers before anything is set up.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ulo.cli import option_types


@dataclass(frozen=True)
class Option:
    """An option or an argument, as `ArgumentParser.add_argument` takes it."""

    name: str
    settings: Mapping[str, Any]


def option(name: str, **settings: Any) -> Option:
    return Option(name, settings)


@dataclass(frozen=True)
class Command:
    """One command of build.py.

    `examples` are pairs: what is written after `build.py`, and what that does. The first says what
    the command does at all. `function` is its place in `ulo.cli`, as module:function. `packages`
    is the group of packages that it needs (see `ulo.bootstrap`). `passes_on` names the program
    that gets all arguments that are not known here.
    """

    name: str
    function: str
    examples: tuple[tuple[str, str], ...]
    options: tuple[Option, ...] = ()
    packages: str = "build"
    passes_on: str = ""

    @property
    def summary(self) -> str:
        return self.examples[0][1]


SITE_OPTIONS = (
    option(
        "--address",
        metavar="URL",
        type=option_types.site_url,
        help="where this site will stand, for this run only",
    ),
    option(
        "--repository",
        metavar="URL",
        type=option_types.site_url,
        help="the public repository on GitHub",
    ),
    option(
        "--contact", metavar="E-MAIL", type=option_types.mailbox, help="a mailbox for the public"
    ),
)
TEXT_OR_MARKDOWN = option(
    "--format", choices=("text", "markdown"), default="text", help="how to show it (text)"
)

# The commands by task, in the order in which a newcomer meets them.
TASKS: dict[str, tuple[Command, ...]] = {
    "See the site": (
        Command(
            "build",
            "building:build",
            (("", "check every record and build the site into site/"),),
            SITE_OPTIONS,
        ),
        Command(
            "serve",
            "building:serve",
            (("serve", "look at the site in your browser; it follows what you save"),),
            (option("--port", type=int, default=8000, help="the port on this computer (8000)"),),
        ),
    ),
    "Write records": (
        Command("new", "editing:new", (("new", "answer questions, get a record"),)),
        Command(
            "check",
            "editing:check",
            (
                ("check", "check every record, and say what to mend"),
                ("check orgs/x.yml", "check one record"),
            ),
            (
                option(
                    "paths",
                    nargs="*",
                    metavar="PATH",
                    help="the records to check; without any, all of them",
                ),
                option(
                    "--format",
                    choices=("text", "json", "github"),
                    default="text",
                    help="how to show problems (text)",
                ),
                option(
                    "--since",
                    metavar="REVISION",
                    help="check only what differs from this revision, such as origin/main",
                ),
            ),
        ),
        Command(
            "fix",
            "editing:fix",
            (
                ("fix", "put records in their usual form, and renew generated files"),
                ("fix orgs/x.yml", "put one record in its usual form; comments stay"),
            ),
            (
                option(
                    "paths",
                    nargs="*",
                    metavar="PATH",
                    help="the records; without any, all of them, and the generated files "
                    "(the issue forms in .github/)",
                ),
            ),
        ),
        Command(
            "rename",
            "lifecycle:rename",
            (
                (
                    "rename OLD NEW",
                    "give a record another file name; its old address leads on",
                ),
            ),
            (
                option("old", metavar="OLD", help="the file name that it has, without .yml"),
                option("new", metavar="NEW", help="the file name that it gets, without .yml"),
            ),
        ),
        Command(
            "withdraw",
            "lifecycle:withdraw",
            (("withdraw NAME", "take a group off that asked for it"),),
            (
                option("slug", metavar="NAME", help="the file name of the record, without .yml"),
                option(
                    "--no-mark",
                    action="store_true",
                    help="keep nothing that would stop it from being added again",
                ),
            ),
        ),
        Command(
            "words",
            "readability:words",
            (("words", "say how plain the texts are, and where to begin"),),
            (
                option(
                    "paths",
                    nargs="*",
                    metavar="PATH",
                    help="records, pages or folders; without any, everything",
                ),
            ),
        ),
    ),
    "Many groups at once": (
        Command(
            "import",
            "import_export:import_records",
            (
                ("import FILE", "say what a list of groups would change (see docs/import.md)"),
                ("import FILE --write", "and change it"),
            ),
            (
                option(
                    "file",
                    metavar="FILE",
                    help="a spreadsheet (.xlsx or .csv) or JSON Lines (see docs/import.md)",
                ),
                option(
                    "--write",
                    action="store_true",
                    help="write the records; without it, nothing is written",
                ),
                option(
                    "--replace",
                    action="store_true",
                    help="change also the groups that were found without their id",
                ),
                option(
                    "--account",
                    metavar="FILE",
                    help="write the report of the import to this file",
                ),
            ),
        ),
        Command(
            "export",
            "import_export:export",
            (("export FILE", "write all groups into a spreadsheet (.xlsx or .csv)"),),
            (
                option(
                    "file", metavar="FILE", help="the spreadsheet: its name ends in .xlsx or .csv"
                ),
                option(
                    "slugs", nargs="*", metavar="ID", help="the groups; without any, all of them"
                ),
                option(
                    "--template",
                    action="store_true",
                    help="no groups, but an example and explanations",
                ),
            ),
        ),
    ),
    "Receive what others send": (
        Command(
            "review",
            "reviewing:review",
            (
                (
                    "review --since X",
                    "say in words what changed since X, and what to look at twice",
                ),
            ),
            (
                option(
                    "--since",
                    metavar="REVISION",
                    default="origin/main",
                    help="what the branch is compared with (origin/main)",
                ),
                TEXT_OR_MARKDOWN,
                option(
                    "--preview",
                    metavar="FOLDER",
                    help="draw the pages of the records that changed into this folder",
                ),
            ),
        ),
        Command(
            "intake",
            "receiving:intake",
            (("intake FILE", "make a record of what somebody sent, and an answer to them"),),
            (
                *SITE_OPTIONS,
                option(
                    "file",
                    metavar="FILE",
                    help="an e-mail, a text with a record in it, or the event of an issue on "
                    "GitHub",
                ),
                option(
                    "--parcel",
                    metavar="FOLDER",
                    help="also put the parts into this folder, for the workflow",
                ),
            ),
        ),
    ),
    "Keep records true": (
        Command(
            "stale",
            "upkeep:stale",
            (("stale", "list whom to ask if all is still right, and write e-mails"),),
            (
                *SITE_OPTIONS,
                option(
                    "--limit",
                    type=option_types.count,
                    metavar="N",
                    help="name at most this many groups",
                ),
                TEXT_OR_MARKDOWN,
                option(
                    "--write",
                    metavar="FOLDER",
                    help="write an e-mail to each group of the list that has a mailbox into this "
                    "folder",
                ),
            ),
        ),
        Command(
            "confirm",
            "upkeep:confirm",
            (("confirm NAME", "write down that a group has said: all is right"),),
            (
                option("records", nargs="+", metavar="RECORD", help="the records of the groups"),
                option(
                    "--on",
                    type=option_types.day,
                    metavar="DAY",
                    help="the day on which they said so, such as 2026-11-21; without it, today",
                ),
            ),
        ),
        Command(
            "links",
            "upkeep:links",
            (("links", "visit all web addresses that we name, and say which are dead"),),
            (
                *SITE_OPTIONS,
                option(
                    "records",
                    nargs="*",
                    metavar="RECORD",
                    help="the records; without any, all of them and our own pages",
                ),
                option(
                    "--limit",
                    type=option_types.count,
                    metavar="N",
                    help="visit at most this many addresses",
                ),
                option(
                    "--format",
                    choices=("text", "markdown", "json"),
                    default="text",
                    help="how to show what was found (text)",
                ),
                option(
                    "--after",
                    metavar="REPORT",
                    help="an earlier report in Markdown: then a fault counts only if it was there "
                    "in three runs",
                ),
            ),
            packages="links",
        ),
        Command(
            "registers",
            "registers:registers",
            (
                (
                    "registers FOLDER",
                    "compare registered numbers with the public registers",
                ),
            ),
            (
                option(
                    "folder",
                    metavar="FOLDER",
                    help="the folder with the extracts, as they were downloaded "
                    "(see docs/maintainers.md)",
                ),
                TEXT_OR_MARKDOWN,
                option(
                    "--write",
                    nargs="+",
                    metavar="NAME=SCHEME:NUMBER",
                    help="write these numbers into these records, such as x=GB-CHC:1098893",
                ),
            ),
        ),
    ),
    "Places and maps": (
        Command(
            "geocode",
            "geodata:geocode",
            (("geocode", "list the groups that have no place on the map, and why"),),
        ),
        Command(
            "geography",
            "geodata:geography",
            (("geography", "derive the tables of places and the maps anew"),),
            (
                option(
                    "--check",
                    action="store_true",
                    help="write nothing; say whether the files are as derived",
                ),
            ),
            packages="geography",
        ),
    ),
    "Change the code": (
        Command(
            "test",
            "development:test",
            (
                ("test", "run all tests"),
                ("test --fast", "run the unit tests: no browser, no whole site"),
            ),
            (
                option(
                    "--fast",
                    action="store_true",
                    help="only the unit tests: no browser, no whole site",
                ),
                option(
                    "--shard",
                    type=option_types.shard,
                    metavar="PART/PARTS",
                    help="one part of the tests, such as 2/4; all parts together are all tests",
                ),
            ),
            packages="test",
            passes_on="pytest, such as -x or --accept",
        ),
        Command(
            "lint",
            "development:lint",
            (
                ("lint", "check the style and the types of the code"),
                ("lint --fix", "and mend what can be mended without thinking"),
            ),
            (
                option(
                    "--fix",
                    action="store_true",
                    help="first mend what can be mended without thinking",
                ),
            ),
            packages="lint",
        ),
    ),
}
COMMANDS = {command.name: command for commands in TASKS.values() for command in commands}
