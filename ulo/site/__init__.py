"""Catalogue in, pages and files out."""

from ulo.site.hook import BuildError, MkDocsHook, build, make_instance, serve, site_config

__all__ = ["BuildError", "MkDocsHook", "build", "make_instance", "preview", "serve", "site_config"]
