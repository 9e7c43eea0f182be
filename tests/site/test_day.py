"""No page says what day it was made: a style sheet for paper does."""

from datetime import timedelta

import pytest

from drawing import Drawn
from sites import TODAY, catalogue
from ulo.core import urls
from ulo.site.page import Page
from ulo.site.pages.assets import day_style


def test_the_style_sheet_says_the_day(drawn):
    assert drawn.files[urls.DAY_STYLE].decode() == (
        '@charset "utf-8";\n'
        '.as-of::before { content: "This is what we knew on 21 November 2026. "; }\n'
    )


@pytest.mark.parametrize(
    ("sentence", "written"),
    [
        ('We "knew" it', r"We \22 knew\22  it"),
        ("a\\b", r"a\5c b"),
        ("two\nlines", r"two\a lines"),
        ("Gwyddom hyn – ar y dydd", "Gwyddom hyn – ar y dydd"),
    ],
)
def test_no_sentence_ends_its_text(sentence, written):
    assert f'content: "{written} "; }}' in day_style(sentence).decode()


def test_a_page_is_the_same_the_next_day(drawn, schema):
    tomorrow = Drawn(catalogue(schema, today=TODAY + timedelta(days=1)))
    one_of_each = {
        item.template: url for url, item in drawn.items.items() if isinstance(item, Page)
    }
    assert len(one_of_each) > 30
    changed = [url for url in one_of_each.values() if drawn.pages[url] != tomorrow.pages[url]]
    assert not changed
