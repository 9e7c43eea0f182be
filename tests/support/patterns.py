"""Every regular expression of the project, found in its code: where it stands, and how it is used.

A pattern that code makes of constants is read as it is. One that is made of words of the schema is
read where it is compiled, while `recording` does; and where it was not, as far as its form goes.
"""

import ast
import importlib
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from unittest import mock

ROOT = Path(__file__).resolve().parents[2]
FUNCTIONS = ("compile", "search", "match", "fullmatch", "sub", "subn", "split", "findall")
FUNCTIONS = (*FUNCTIONS, "finditer")
# What is put into a pattern where its code has words that are known only when it runs.
WORD, NUMBER = "(?:xy)", "3"
Place = tuple[str, int]


@dataclass(frozen=True)
class Found:
    """A call that has a pattern: its place, how the pattern is used, and the patterns themselves.

    `uses` are of `search`, `match`, `fullmatch`; each other function searches, too.
    """

    place: Place
    uses: frozenset[str]
    patterns: list[re.Pattern[Any]]

    def __str__(self) -> str:
        return f"{self.place[0]}:{self.place[1]}"


def sources() -> list[Path]:
    """The files of the program."""
    return [ROOT / "build.py", *sorted((ROOT / "ulo").rglob("*.py"))]


@cache
def _tree(path: Path) -> ast.Module:
    tree = ast.parse(path.read_text("utf-8"))
    for node in ast.walk(tree):
        for child in ast.iter_child_nodes(node):
            child.parent = node  # type: ignore[attr-defined]
    return tree


@cache
def _nodes(path: Path) -> list[ast.AST]:
    return list(ast.walk(_tree(path)))


@cache
def _uses() -> dict[tuple[Path | None, str], set[str]]:
    """The methods that are called of what has a name in a file, or is an attribute anywhere."""
    uses: dict[tuple[Path | None, str], set[str]] = defaultdict(set)
    for path in sources():
        for node in _nodes(path):
            if isinstance(node, ast.Attribute) and node.attr in FUNCTIONS[1:]:
                owner = node.value
                while isinstance(owner, ast.Subscript | ast.Call):
                    owner = owner.value if isinstance(owner, ast.Subscript) else owner.func
                if isinstance(owner, ast.Attribute):
                    uses[None, owner.attr].add(node.attr)
                elif isinstance(owner, ast.Name):
                    uses[path, owner.id].add(node.attr)
    return uses


@cache
def _importers() -> dict[str, set[Path]]:
    """The files that import something, by its name."""
    found: dict[str, set[Path]] = defaultdict(set)
    for path in sources():
        for node in _nodes(path):
            if isinstance(node, ast.ImportFrom):
                for alias in node.names:
                    found[alias.name].add(path)
    return found


@cache
def _loops(path: Path) -> list[tuple[str, set[str]]]:
    """The loops of a file: what each goes over, and the names in it."""
    return [
        (ast.unparse(node.iter), {n.id for n in ast.walk(node.target) if isinstance(n, ast.Name)})
        for node in _nodes(path)
        if isinstance(node, ast.For | ast.comprehension)
    ]


def _methods(path: Path, name: str) -> set[str]:
    """How whatever has this name in a file is used: by it, or by the names in loops over it."""
    looped = (names for iterated, names in _loops(path) if iterated == name)
    own = set().union(*(_uses()[path, one] for one in {name}.union(*looped)))
    others = (_uses()[other, name] for other in _importers().get(name, ()))
    return own.union(_uses()[None, name], *others)


def collect(recorded: dict[Place, list[re.Pattern[Any]]]) -> list[Found]:
    """Every call in the program that has a pattern."""
    found = []
    for path in sources():
        calls = [node for node in _nodes(path) if isinstance(node, ast.Call)]
        makers = {_maker(call) for call in calls if _is_call(call)} - {""}
        for call in calls:
            if _is_call(call) and not _maker(call):
                found.append(_read_call(path, call, recorded))
            elif getattr(call.func, "id", "") in makers:
                place = (path.relative_to(ROOT).as_posix(), call.lineno)
                found.append(Found(place, _named_uses(path, call), recorded.get(place, [])))
    return found


def _maker(call: Any) -> str:
    """The name of the function that only compiles what it gets: its callers have the patterns."""
    function = getattr(call.parent, "parent", None)
    if not (isinstance(call.parent, ast.Return) and isinstance(function, ast.FunctionDef)):
        return ""
    parameters = {argument.arg for argument in function.args.args}
    is_given = call.func.attr == "compile" and getattr(call.args[0], "id", "") in parameters
    return function.name if is_given else ""


def _is_call(node: ast.AST) -> bool:
    function = getattr(node, "func", None)
    return (
        isinstance(function, ast.Attribute)
        and isinstance(function.value, ast.Name)
        and function.value.id == "re"
        and function.attr in FUNCTIONS
    )


def _read_call(path: Path, call: Any, recorded: dict[Place, list[re.Pattern[Any]]]) -> Found:
    place = (path.relative_to(ROOT).as_posix(), call.lineno)
    scope = _module_names(path)
    found = list(recorded.get(place, ()))
    sources = list(_read_sources(call.args[0], scope))
    if not found and not sources and (statement := _module_statement(call)):
        with recording() as again:
            exec(compile(ast.Module([statement], []), str(path), "exec"), dict(scope))
        found = again.get(place, [])
    flags = _read_flags(call, scope)
    return Found(
        place, _call_uses(path, call), [*found, *(re.compile(one, flags) for one in sources)]
    )


def _module_names(path: Path) -> dict[str, Any]:
    name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
    return vars(importlib.import_module(name))


def _module_statement(node: Any) -> Any:
    """The statement of the module that has this call, where no function has it."""
    while not isinstance(node.parent, ast.Module):
        node = node.parent
        if isinstance(node, ast.FunctionDef | ast.Lambda):
            return None
    return node


def _evaluate(node: ast.expr, scope: dict[str, Any]) -> Any:
    return eval(compile(ast.Expression(node), "pattern", "eval"), scope)


def _read_flags(call: ast.Call, scope: dict[str, Any]) -> int:
    flags = 0
    for node in [*call.args[1:], *(word.value for word in call.keywords)]:
        if re.fullmatch(r"[re.A-Z| ]+", ast.unparse(node)):
            flags |= _evaluate(node, scope)
    return flags


def _read_sources(node: Any, scope: dict[str, Any]) -> Iterator[str | bytes]:
    """The patterns that an expression may be, with something in place of what is not known here."""
    try:
        yield _evaluate(node, scope)
    except NameError:
        if isinstance(node, ast.IfExp):
            yield from _read_sources(node.body, scope)
            yield from _read_sources(node.orelse, scope)
        elif isinstance(node, ast.Name):
            for value in _local_values(node):
                yield from _read_sources(value, scope)
        elif isinstance(node, ast.JoinedStr):
            yield _fill(node, scope)
        elif ast.unparse(node).endswith("['pattern']"):  # of a field in the JSON Schema
            yield from (pattern.pattern for _, pattern in schema_patterns())


def _local_values(name: Any) -> list[ast.expr]:
    """What a name is given in the function that has it."""
    function = name
    while not isinstance(function, ast.FunctionDef | ast.Module):
        function = function.parent
    if isinstance(function, ast.Module):
        return []
    return [
        node.value
        for node in ast.walk(function)
        if isinstance(node, ast.Assign) and [ast.unparse(to) for to in node.targets] == [name.id]
    ]


def _fill(node: ast.JoinedStr, scope: dict[str, Any]) -> str:
    """The form of a pattern: whatever is not known is a word, or a number in a repeat."""
    text = ""
    for part in node.values:
        if isinstance(part, ast.Constant):
            text += part.value
            continue
        try:
            text += str(_evaluate(part.value, scope))  # type: ignore[attr-defined]
        except NameError:
            text += NUMBER if text.endswith("{") else WORD
    return text


def _call_uses(path: Path, call: Any) -> frozenset[str]:
    """How the pattern is used: by the function itself, or by the names that it gets."""
    if call.func.attr != "compile":
        return _as_uses({call.func.attr})
    return _named_uses(path, call)


def _named_uses(path: Path, call: Any) -> frozenset[str]:
    names = set()
    node = call
    while (parent := getattr(node, "parent", None)) is not None:
        if isinstance(parent, ast.Attribute) and parent.attr in FUNCTIONS[1:]:
            return _as_uses({parent.attr})
        if isinstance(parent, ast.Assign | ast.AnnAssign):
            targets = parent.targets if isinstance(parent, ast.Assign) else [parent.target]
            names |= {getattr(name, "attr", getattr(name, "id", "")) for name in targets}
        if isinstance(parent, ast.keyword) and parent.arg:
            names.add(parent.arg)
        if isinstance(parent, ast.FunctionDef):
            names.add(parent.name)
            break
        node = parent
    return _as_uses(set().union(*(_methods(path, name) for name in names)))


def _as_uses(methods: set[str]) -> frozenset[str]:
    plain = methods & {"match", "fullmatch"}
    return frozenset(plain if plain == methods and plain else plain | {"search"})


@contextmanager
def recording() -> Iterator[dict[Place, list[re.Pattern[Any]]]]:
    """Keeps each pattern that the program compiles meanwhile, by the place in its code."""
    found: dict[Place, list[re.Pattern[Any]]] = {}
    original = re._compile  # type: ignore[attr-defined]

    def keep(pattern: Any, flags: int) -> re.Pattern[Any]:
        made: re.Pattern[Any] = original(pattern, flags)
        # The second is the caller of a function that only compiles what it gets.
        for frame in (sys._getframe(2), sys._getframe(3)):
            path = Path(frame.f_code.co_filename)
            if ROOT / "ulo" in path.parents:
                place = (path.relative_to(ROOT).as_posix(), frame.f_lineno)
                patterns = found.setdefault(place, [])
                if made not in patterns:
                    patterns.append(made)
        return made

    with mock.patch.object(re, "_compile", keep):
        yield found


def schema_patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    """Each `pattern` in the JSON files of schema/, with its file."""
    for path in sorted((ROOT / "schema").rglob("*.json")):
        for pattern in _patterns_in(json.loads(path.read_text("utf-8"))):
            yield path.relative_to(ROOT).as_posix(), re.compile(pattern)


def _patterns_in(node: object) -> Iterator[str]:
    children = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    for child in children:
        yield from _patterns_in(child)
    if isinstance(node, dict) and isinstance(node.get("pattern"), str):
        yield node["pattern"]
