"""Catalogue in, pages and files out."""

from ulo.site.hook import BuildError, MkDocsHook, build, instance, serve, settings

__all__ = ["BuildError", "MkDocsHook", "build", "instance", "preview", "serve", "settings"]
