#!/usr/bin/env python3
"""Led by Us: one command for the directory. `python3 build.py --help` says what it can do.

This file needs nothing but Python: it makes the environment on first use and hands over to ulo.cli.
MkDocs reads it, too, as its hook.
"""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
sys.path.insert(0, str(ROOT))


def main(arguments: "list[str]") -> int:
    """Runs one command and returns its exit code."""
    from ulo import bootstrap

    try:
        bootstrap.enter_environment(ROOT)
        bootstrap.check_python()
        from ulo.cli import commands, parser

        options = parser.parse(arguments)
        bootstrap.ensure_environment(ROOT, commands.COMMANDS[options.command].packages)
    except bootstrap.BootstrapError as error:
        print(error, file=sys.stderr)
        return 3
    from ulo import cli

    return cli.run(ROOT, options)


if __name__ == "__main__":
    from ulo.bootstrap import run_to_end

    sys.exit(run_to_end(main, sys.argv[1:]))
else:
    # `mkdocs build` and `mkdocs serve` load this file as their hook, and then give the same site.
    from ulo.site import MkDocsHook

    _hook = MkDocsHook()
    on_startup, on_config, on_files = _hook.on_startup, _hook.on_config, _hook.on_files
    on_page_markdown, on_page_content = _hook.on_page_markdown, _hook.on_page_content
    on_env, on_post_page, on_post_build = _hook.on_env, _hook.on_post_page, _hook.on_post_build
