"""Catalogue in, pages and files out."""

from ulo.site.hook import (
    BuildError,
    MkDocsHook,
    build,
    build_part,
    draw_shell,
    make_instance,
    site_config,
)
from ulo.site.parts import Shard, read_parts
from ulo.site.workers import worker_count
from ulo.site.workspace import Workspace

__all__ = [
    "BuildError",
    "MkDocsHook",
    "Shard",
    "Workspace",
    "build",
    "build_part",
    "draw_shell",
    "make_instance",
    "preview",
    "read_parts",
    "serving",
    "site_config",
    "worker_count",
]
