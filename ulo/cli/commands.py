"""Every command in one place: how it is used, what it does, its options. Help is drawn from here.

This needs nothing but Python, so that `--help` answers before anything is set up.
"""

from ulo.cli import option_types
from ulo.cli.command import SITE_OPTIONS, TEXT_OR_MARKDOWN, Command, option
from ulo.cli.maintainer_commands import MAINTAINER_TASKS

# The commands by task, in the order in which a newcomer meets them.
TASKS: dict[str, tuple[Command, ...]] = {
    "See the site": (
        Command(
            "build",
            "building:build",
            (("", "check every record and build the site into site/"),),
            (
                *SITE_OPTIONS,
                option(
                    "--workers",
                    type=option_types.count,
                    metavar="N",
                    help="how many processes draw pages (one for each processor)",
                ),
                option(
                    "--shard",
                    type=option_types.shard,
                    metavar="PART",
                    help="draw one part of a very large site, such as 2/8, into parts/2-of-8/",
                ),
                option(
                    "--join",
                    action="store_true",
                    help="build the site, using the pages already in parts/",
                ),
            ),
        ),
        Command(
            "serve",
            "serving:serve",
            (("serve", "look at the site in your browser while you edit"),),
            (
                option(
                    "--port",
                    type=option_types.port,
                    default=8000,
                    help="the port on this computer, or the next one free (8000)",
                ),
            ),
        ),
    ),
    "Write records": (
        Command("new", "editing:new", (("new", "answer questions to make a record"),)),
        Command(
            "check",
            "editing:check",
            (
                ("check", "check every record, and say what to fix"),
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
                    help="only check what differs from this revision, such as origin/main",
                ),
            ),
        ),
        Command(
            "fix",
            "editing:fix",
            (
                ("fix", "put records in their usual form, and update generated files"),
                ("fix orgs/x.yml", "put one record in its usual form, keeping comments"),
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
                    "give a record a new file name, and redirect its old address",
                ),
            ),
            (
                option("old", metavar="OLD", help="its file name now, without .yml"),
                option("new", metavar="NEW", help="its new file name, without .yml"),
            ),
        ),
        Command(
            "withdraw",
            "lifecycle:withdraw",
            (("withdraw NAME", "remove a group that has asked us to"),),
            (
                option("slug", metavar="NAME", help="the file name of the record, without .yml"),
                option(
                    "--no-mark",
                    action="store_true",
                    help="keep nothing that would stop it being added again",
                ),
            ),
        ),
        Command(
            "words",
            "readability:words",
            (("words", "say how plain the text is, and where to start"),),
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
                    help="also change groups that were found without their id",
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
                    help="no groups, just an example and explanations",
                ),
            ),
        ),
        Command(
            "release",
            "releasing:release",
            (
                ("release --out FOLDER", "write all open data, as a release of this month"),
                ("release --out FOLDER --since X", "and what has changed since the release X"),
            ),
            (
                *SITE_OPTIONS,
                option(
                    "--out",
                    required=True,
                    metavar="FOLDER",
                    help="the folder to write, which must not be there yet",
                ),
                option(
                    "--since",
                    metavar="PREVIOUS",
                    help="the last release: its folder, its organisations.jsonl, or a revision of "
                    "git; if nothing has changed since, nothing is written",
                ),
                option(
                    "--version",
                    type=option_types.release_version,
                    metavar="YEAR.MONTH",
                    help="the version, such as 2026.12; without it, this month",
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
                    "say in words what changed since X, and what to double-check",
                ),
            ),
            (
                option(
                    "--since",
                    metavar="REVISION",
                    default="origin/main",
                    help="what to compare the branch with (origin/main)",
                ),
                TEXT_OR_MARKDOWN,
                option(
                    "--preview",
                    metavar="FOLDER",
                    help="draw the pages of changed records into this folder",
                ),
            ),
        ),
        Command(
            "intake",
            "receiving:intake",
            (("intake FILE", "make a record from what someone sent, and a reply to them"),),
            (
                *SITE_OPTIONS,
                option(
                    "file",
                    metavar="FILE",
                    help="an email, a text with a record in it, or the event of an issue on GitHub",
                ),
                option(
                    "--parcel",
                    metavar="FOLDER",
                    help="also put the parts into this folder, for the workflow",
                ),
            ),
        ),
    ),
    **MAINTAINER_TASKS,
}
COMMANDS = {command.name: command for commands in TASKS.values() for command in commands}
