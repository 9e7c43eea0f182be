"""Catalogue in, pages and files out."""

from ulo.site.hook import (
    BuildError,
    MkDocsHook,
    build,
    draw_shell,
    make_instance,
    serve,
    site_config,
)
from ulo.site.workers import worker_count
from ulo.site.workspace import Workspace

__all__ = [
    "BuildError",
    "MkDocsHook",
    "Workspace",
    "build",
    "draw_shell",
    "make_instance",
    "preview",
    "serve",
    "site_config",
    "worker_count",
]
