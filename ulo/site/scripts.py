"""Scripts as they are sent: each joined with all that it imports, so that it is one request.

On a poor line each request costs its own wait, and one script that names the next costs them one
after the other. A script that is written here stands alone, whichever page or script asks for it.
What it loads late, by `import(...)`, stays a file of its own.
"""

import posixpath
import re
from collections.abc import Mapping
from pathlib import Path

from rjsmin import jsmin  # type: ignore[import-untyped] # it has no types

# What modules say once they are minified. Only these forms are used, and no other can be joined.
IMPORT = re.compile(r'\bimport\{([^{}]*)\}from"(\.[^"]+)";\n?')
EXPORT = re.compile(r"\bexport (?=(?:async )?(?:function|class|const) (\w+))")
LATE_IMPORT = re.compile(r'\bimport\(([`"])(\.[^`"$?]+\.js)("?)')
# The start of a statement that would have to be one of these.
OTHER_FORM = re.compile(r"(?:^|[;}\n])(?:import(?![(.\w])|export\b).{0,60}")


class ScriptError(Exception):
    """A script that cannot be joined; the message says which, and why."""


class Scripts:
    """The scripts of a site by their paths in it, as they are written by hand.

    `version` is what each asks for when it loads another one late.
    """

    def __init__(self, sources: Mapping[str, str], version: str) -> None:
        self.sources = sources
        self.version = version
        self._minified: dict[str, str] = {}

    def join(self, path: str) -> str:
        """A script without comments, behind all that it imports. Raises ScriptError."""
        names: dict[str, str] = {}
        self._collect(path, names, ())
        parts = [self._as_function(module, path, names) for module in names if module != path]
        return "".join([*parts, self._code(path, path, names)])

    def _collect(self, path: str, names: dict[str, str], above: tuple[str, ...]) -> None:
        """Gives each module a name, and each one after those that it imports."""
        if path in above:
            raise ScriptError(f"{path} imports itself, by way of {' and '.join(above)}")
        if path in names:
            return
        for _, other in IMPORT.findall(self._minify(path)):
            self._collect(_resolve(other, path), names, (*above, path))
        names[path] = f"${len(names)}"

    def _minify(self, path: str) -> str:
        if path not in self._minified:
            if path not in self.sources:
                raise ScriptError(f"There is no script {path}")
            self._minified[path] = jsmin(self.sources[path])
        return self._minified[path]

    def _as_function(self, path: str, entry: str, names: Mapping[str, str]) -> str:
        """A module as a value with what it exports: what is its own stays within."""
        if "import.meta" in self._minify(path) and path.count("/") != entry.count("/"):
            raise ScriptError(f"{path} asks where it stands, and {entry} stands at another depth")
        exported = ",".join(EXPORT.findall(self._minify(path)))
        code = EXPORT.sub("", self._code(path, entry, names))
        return f"const {names[path]}=(()=>{{{code}\nreturn{{{exported}}};}})();\n"

    def _code(self, path: str, entry: str, names: Mapping[str, str]) -> str:
        """The code of a module that takes what it imports from the values of other modules."""

        def take(match: re.Match[str]) -> str:
            wanted = match[1].replace(" as ", ":")
            return f"const{{{wanted}}}={names[_resolve(match[2], path)]};"

        def load_late(match: re.Match[str]) -> str:
            quote, other, end = match.groups()
            address = posixpath.relpath(_resolve(other, path), posixpath.dirname(entry))
            dotted = address if address.startswith(".") else f"./{address}"
            return f"import({quote}{dotted}{f'?{self.version}' if end else ''}{end}"

        code = IMPORT.sub(take, self._minify(path))
        if found := OTHER_FORM.search(EXPORT.sub("", code)):
            raise ScriptError(f"{path} cannot be joined with others: {found[0]}")
        return LATE_IMPORT.sub(load_late, code)


def read_scripts(folder: Path, version: str) -> Scripts:
    """All scripts in a folder and below."""
    sources = {
        path.relative_to(folder).as_posix(): path.read_text("utf-8")
        for path in sorted(folder.rglob("*.js"))
    }
    return Scripts(sources, version)


def _resolve(address: str, path: str) -> str:
    """The path of the script that another one names."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), address))
