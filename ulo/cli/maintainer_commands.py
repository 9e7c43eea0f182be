"""The commands for those who maintain the records, the places and the code, by task."""

from ulo.cli import option_types
from ulo.cli.command import SITE_OPTIONS, TEXT_OR_MARKDOWN, Command, option

MAINTAINER_TASKS: dict[str, tuple[Command, ...]] = {
    "keep": (
        Command(
            "stale",
            "upkeep:stale",
            (
                *SITE_OPTIONS,
                option("--limit", type=option_types.count),
                TEXT_OR_MARKDOWN,
                option("--write"),
            ),
        ),
        Command(
            "confirm",
            "upkeep:confirm",
            (
                option("records", nargs="+"),
                option("--on", type=option_types.day),
                option("--code"),
            ),
        ),
        Command(
            "invite",
            "inviting:invite",
            (
                *SITE_OPTIONS,
                option("records", nargs="+"),
                option("--days", type=option_types.days),
                option("--write"),
            ),
        ),
        Command(
            "links",
            "upkeep:links",
            (
                *SITE_OPTIONS,
                option("records", nargs="*"),
                option("--limit", type=option_types.count),
                option(
                    "--format", type=option_types.OneOf("text", "markdown", "json"), default="text"
                ),
                option("--after"),
            ),
            packages="links",
        ),
        Command(
            "registers",
            "registers:registers",
            (option("folder"), TEXT_OR_MARKDOWN, option("--write", nargs="+")),
        ),
    ),
    "places": (
        Command("geocode", "geodata:geocode"),
        Command(
            "geography",
            "geodata:geography",
            (option("--check", action="store_true"),),
            packages="geography",
        ),
    ),
    "instances": (
        Command(
            "instance",
            "instances:instance",
            (
                option("task", type=option_types.OneOf("new", "update")),
                option("place"),
                option("--name"),
                option("--country"),
                option("--language", default="en"),
                option("--same-country", action="store_true"),
                option("--dry-run", action="store_true"),
            ),
        ),
    ),
    "code": (
        Command(
            "test",
            "development:test",
            (
                option("--fast", action="store_true"),
                option("--shard", type=option_types.shard),
            ),
            packages="test",
            passes_on=True,
        ),
        Command(
            "lint",
            "development:lint",
            (option("--fix", action="store_true"),),
            packages="lint",
        ),
    ),
}
