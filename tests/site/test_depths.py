"""A part of several pages is drawn once, wherever they stand."""

import re

import pytest

from sites import catalogue
from ulo import records
from ulo.core import urls
from ulo.site.page import ROOT
from ulo.site.renderer import Renderer


def links_to_groups(text: str, root: str) -> set[str]:
    return set(re.findall(rf'href="{re.escape(root)}orgs/([a-z0-9-]{{2,}})/"', text))


@pytest.mark.parametrize("url", ["find/", "places/leeds/", "work/kind/training/", "closed/"])
def test_the_links_of_a_row_fit_the_page_that_it_is_on(drawn, url):
    text = drawn.pages[url]
    assert links_to_groups(text, urls.relative_root(url))
    assert ROOT not in text


def test_a_row_is_drawn_once_for_all_pages(schema, monkeypatch):
    groups = catalogue(schema)
    renderer, asked = Renderer(groups), []
    monkeypatch.setattr(
        "ulo.site.renderer.urls.organisation", lambda slug: asked.append(slug) or f"orgs/{slug}/"
    )
    links = groups.rows.links(groups.organisations) * 3
    assert len({renderer.organisation_link(link) for link in links}) == len(groups.organisations)
    assert len(asked) == len(groups.organisations)


@pytest.mark.parametrize("name", [f"A{ROOT}B", r'"A\x1AB"', r'"A\u001aB"'])
def test_no_record_can_have_the_sign_of_the_root(tmp_path, name):
    folder = tmp_path / "orgs"
    folder.mkdir()
    (folder / "a-b.yml").write_text(f"name: {name}\n", "utf-8")
    found, problems = records.read(folder, tmp_path)
    assert "control-character" in {problem.rule for problem in problems}
    assert not any(ROOT in str(record.data) for record in found)
