"""The site does not need MkDocs: its shell is the same, byte for byte, without it.

What leaving MkDocs takes is in docs/decisions/0018-leaving-mkdocs.md.
"""

import ast
from pathlib import Path

import pytest

import plain_shell
from sites import DATA, GOLDEN, ROOT, catalogue as read_catalogue, copy
from ulo import schema as shape, site
from ulo.site import hook

# What only MkDocs writes; the site has a sitemap of its own.
OF_MKDOCS = {"sitemap.xml", "sitemap.xml.gz"}
SETTINGS = {
    "address": "https://example.org/led/",
    "repository": "https://github.com/example/led",
    "contact": "hello@example.org",
    "post": "Led by Us, 1 High Street",
    "paper": "We post paper copies.",
}


def both(root: Path, settings: dict[str, str], folder: Path) -> tuple[list, list[Path]]:
    """The plans and the folders of both shells: MkDocs' and the plain one."""
    config = site.site_config(root, **settings)
    catalogue = read_catalogue(shape.load(root), site.make_instance(config), DATA / "golden")
    folders = [folder / "mkdocs", folder / "plain"]
    plans = [
        hook.draw_shell(config, catalogue, folders[0]),
        plain_shell.draw_shell(root, catalogue, folders[1]),
    ]
    return plans, folders


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def compare(plans: list, folders: list[Path]) -> dict[str, bytes]:
    """Holds both to each other, and gives the files that both have written."""
    theirs, ours = map(contents, folders)
    assert theirs.keys() - ours.keys() == OF_MKDOCS and not ours.keys() - theirs.keys()
    assert [path for path in ours if ours[path] != theirs[path]] == []
    frames = [[plan.frame.text, *(frame.text for frame in plan.frames)] for plan in plans]
    assert frames[0] == frames[1]
    return ours


@pytest.fixture(scope="module")
def both_shells(tmp_path_factory) -> tuple[list, list[Path]]:
    return both(ROOT, SETTINGS, tmp_path_factory.mktemp("shells"))


def test_the_shell_is_the_same_without_mkdocs(both_shells):
    files = compare(*both_shells)
    pages = [path for path in files if path.endswith(".html")]
    assert len(pages) > 10 and "404.html" in pages and "assets/site.css" in files


def test_guides_which_generated_pages_show_are_the_same(both_shells):
    theirs, ours = (plan.catalogue.guides for plan in both_shells[0])
    assert len(ours) > 10 and [*map(repr, ours)] == [*map(repr, theirs)]


def test_so_is_that_of_a_site_in_two_languages_without_an_address(tmp_path):
    project = copy(tmp_path / "project", GOLDEN)
    settings = project / "mkdocs.yml"
    text = settings.read_text("utf-8")
    settings.write_text(text.replace("languages: [en]", "languages: [en, cy-draft]"), "utf-8")
    page = project / "docs" / "cy" / "help.md"
    page.parent.mkdir()
    page.write_text(
        "# Cymorth\n\n[Saesneg](../help.md#top) [Gosodiadau](site:settings/)\n", "utf-8"
    )
    plans, folders = both(project, {}, tmp_path)
    files = compare(plans, folders)
    assert len(plans[1].frames) == 1 and b'<html lang="cy"' in files["cy/help/index.html"]


def test_a_link_to_nothing_stops_it(tmp_path):
    project = copy(tmp_path / "project", GOLDEN)
    page = project / "docs" / "help.md"
    page.write_text(f"{page.read_text('utf-8')}\n[Gone](gone.md)\n", "utf-8")
    catalogue = read_catalogue(shape.load(project), folder=DATA / "golden")
    with pytest.raises(ValueError, match=r"help\.md: nothing is at gone\.md"):
        plain_shell.draw_shell(project, catalogue, tmp_path / "plain")


def test_it_imports_nothing_of_mkdocs():
    """Neither itself, nor by the one module that knows MkDocs."""
    tree = ast.parse(Path(plain_shell.__file__).read_text("utf-8"))
    names = {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    names |= {
        name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names
    }
    assert not {name for name in names if "mkdocs" in name or name in ("ulo.site", hook.__name__)}
