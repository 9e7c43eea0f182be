"""Every command in one place: what it does, its options. Help is drawn from here.

This needs nothing but Python, so that `--help` answers before anything is set up.
"""

from ulo.cli import option_types
from ulo.cli.command import SITE_OPTIONS, TEXT_OR_MARKDOWN, Command, option
from ulo.cli.maintainer_commands import MAINTAINER_TASKS

# The commands by task, in the order in which a newcomer meets them.
TASKS: dict[str, tuple[Command, ...]] = {
    "site": (
        Command(
            "build",
            "building:build",
            (
                *SITE_OPTIONS,
                option("--workers", type=option_types.count),
                option("--shard", type=option_types.shard),
                option("--join", action="store_true"),
            ),
        ),
        Command(
            "serve",
            "serving:serve",
            (
                option("--port", type=option_types.port, default=8000),
                option("--open", action="store_true"),
            ),
        ),
    ),
    "records": (
        Command("new", "making:new"),
        Command(
            "check",
            "checking:check",
            (
                option("paths", nargs="*"),
                option(
                    "--format", type=option_types.OneOf("text", "json", "github"), default="text"
                ),
                option("--since"),
            ),
        ),
        Command("fix", "fixing:fix", (option("paths", nargs="*"),)),
        Command("rename", "lifecycle:rename", (option("old"), option("new"))),
        Command(
            "withdraw",
            "lifecycle:withdraw",
            (option("slug"), option("--no-mark", action="store_true")),
        ),
        Command("words", "readability:words", (option("paths", nargs="*"),)),
    ),
    "many": (
        Command(
            "import",
            "import_export:import_records",
            (
                option("file"),
                option("--write", action="store_true"),
                option("--replace", action="store_true"),
                option("--account"),
            ),
        ),
        Command(
            "export",
            "import_export:export",
            (
                option("file"),
                option("slugs", nargs="*"),
                option("--template", action="store_true"),
            ),
        ),
        Command(
            "release",
            "releasing:release",
            (
                *SITE_OPTIONS,
                option("--out", required=True),
                option("--since"),
                option("--version", type=option_types.release_version),
            ),
        ),
    ),
    "receive": (
        Command(
            "review",
            "reviewing:review",
            (
                option("--since", default="origin/main"),
                TEXT_OR_MARKDOWN,
                option("--preview"),
            ),
        ),
        Command(
            "intake",
            "receiving:intake",
            (*SITE_OPTIONS, option("file"), option("--parcel"), option("--reply")),
        ),
    ),
    **MAINTAINER_TASKS,
}
COMMANDS = {command.name: command for commands in TASKS.values() for command in commands}
