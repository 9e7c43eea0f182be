"""Scripts are joined with what they import; node runs all other tests of scripts on that, too."""

import subprocess

import pytest

from node import node
from sites import ROOT
from ulo.site.scripts import ScriptError, Scripts, read_scripts

SHARED = """
/* A comment. */
const COUNT = 1;
export const LIMIT = COUNT + 1;
export function name(text) { return `${text}!`; }
export async function later() { return 3; }
export class Thing { get limit() { return LIMIT; } }
"""
MIDDLE = """
import { LIMIT, name as nameOf } from "../shared/one.js";
const COUNT = 40; // of its own
export function sum() { return nameOf(String(COUNT + LIMIT)); }
export function load() { return import("../late/other.js"); }
"""
ENTRY = """
import { sum } from "../middle/two.js";
import {
  LIMIT,
  Thing,
} from "../shared/one.js";
const COUNT = sum();
export const told = [COUNT, LIMIT, new Thing().limit];
"""
SOURCES = {"js/shared/one.js": SHARED, "js/middle/two.js": MIDDLE, "js/page/entry.js": ENTRY}


def test_a_script_stands_alone_and_each_module_keeps_its_own_names(tmp_path):
    joined = Scripts(SOURCES, "v1").join("js/page/entry.js")
    assert "/*" not in joined and "from" not in joined
    (tmp_path / "entry.mjs").write_text(joined, "utf-8")
    code = "import('./entry.mjs').then(({ told }) => console.log(JSON.stringify(told)))"
    done = subprocess.run(
        [node(), "-e", code], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == '["42!",2,2]'


def test_what_is_loaded_late_is_named_from_where_the_script_stands():
    scripts = Scripts(SOURCES, "v1")
    assert 'import("../late/other.js?v1")' in scripts.join("js/page/entry.js")
    sources = {"js/a/b.js": 'export const b = () => import("./c.js");'}
    assert 'import("./c.js?v1")' in Scripts(sources, "v1").join("js/a/b.js")
    sources["js/d/e.js"] = 'import { b } from "../a/b.js";\nb();'
    assert 'import("../a/c.js?v1")' in Scripts(sources, "v1").join("js/d/e.js")


def test_a_script_without_modules_is_only_minified():
    scripts = Scripts({"a.js": "(() => {\n  run(1);\n})();\n"}, "v")
    assert scripts.join("a.js") == "(()=>{run(1);})();"


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ('import all from "./b.js";', "cannot be joined"),
        ('import * as all from "./b.js";', "cannot be joined"),
        ('import "./b.js";', "cannot be joined"),
        ("const a = 1;\nexport { a };", "cannot be joined"),
        ("export default class {}", "cannot be joined"),
        ("export let a = 1;", "cannot be joined"),
        ('import { b } from "./none.js";', "There is no script none.js"),
        ('import { a } from "./a.js";', "imports itself"),
        ('import { deep } from "./one/deep.js";', "at another depth"),
    ],
)
def test_what_cannot_be_joined_is_an_error(code, message):
    deep = "export const deep = import.meta.url;"
    sources = {"a.js": code, "b.js": "export const b = 1;", "one/deep.js": deep}
    with pytest.raises(ScriptError, match=message):
        Scripts(sources, "v").join("a.js")


def test_each_of_our_scripts_can_be_joined():
    scripts = read_scripts(ROOT / "docs", "v")
    assert len(scripts.sources) > 30
    for path in scripts.sources:
        assert "import{" not in scripts.join(path), path
