"""The commands for those who maintain the records, the places and the code, by task."""

from ulo.cli import option_types
from ulo.cli.command import SITE_OPTIONS, TEXT_OR_MARKDOWN, Command, option

MAINTAINER_TASKS: dict[str, tuple[Command, ...]] = {
    "Keep records true": (
        Command(
            "stale",
            "upkeep:stale",
            (
                (
                    "stale",
                    "list groups to ask about their page, and write emails",
                ),
            ),
            (
                *SITE_OPTIONS,
                option(
                    "--limit",
                    type=option_types.count,
                    metavar="N",
                    help="list no more than this many groups",
                ),
                TEXT_OR_MARKDOWN,
                option(
                    "--write",
                    metavar="FOLDER",
                    help="write an email to each group on the list that has an email address, "
                    "into this folder",
                ),
            ),
        ),
        Command(
            "confirm",
            "upkeep:confirm",
            (
                ("confirm NAME", "record that a group has confirmed its page"),
                ("confirm NAME --code CODE", "the same, if the code that it sent is right"),
            ),
            (
                option("records", nargs="+", metavar="RECORD", help="the records of the groups"),
                option(
                    "--on",
                    type=option_types.day,
                    metavar="DAY",
                    help="the day they said so, such as 2026-11-21; without it, today",
                ),
                option(
                    "--code",
                    metavar="CODE",
                    help="the code from the link in our email, which they sent back",
                ),
            ),
        ),
        Command(
            "invite",
            "inviting:invite",
            (("invite NAME", "make a link with which a group confirms its page itself"),),
            (
                *SITE_OPTIONS,
                option("records", nargs="+", metavar="RECORD", help="the records of the groups"),
                option(
                    "--days",
                    type=option_types.days,
                    metavar="N",
                    help="for how many days the link works (60)",
                ),
                option(
                    "--write",
                    metavar="FOLDER",
                    help="also write an email to each group, with its link, into this folder",
                ),
            ),
        ),
        Command(
            "links",
            "upkeep:links",
            (("links", "visit every web address we link to, and say which are broken"),),
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
                    help="visit no more than this many addresses",
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
            (("geography", "rebuild the tables of places and the maps"),),
            (
                option(
                    "--check",
                    action="store_true",
                    help="write nothing, but say whether the files are up to date",
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
                ("lint --fix", "and fix what can be fixed automatically"),
            ),
            (
                option(
                    "--fix",
                    action="store_true",
                    help="first fix what can be fixed automatically",
                ),
            ),
            packages="lint",
        ),
    ),
}
