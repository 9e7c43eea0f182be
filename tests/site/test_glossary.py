"""Words that are explained: where they become a link, and where they stay as they are."""

import re
from datetime import date

import pytest
from hypothesis import given, strategies as st

from effort import count_calls, cpu_seconds
from ulo.catalogue.glossary import MAX_LINKS, Glossary
from ulo.model import Word
from ulo.site.renderer import ROOT, Renderer

DAY = date(2026, 11, 21)


def word(slug: str, *names: str, everyday: tuple[str, ...] = ()) -> Word:
    return Word(slug, names[0], "What it means.", DAY, also=names[1:], everyday=everyday)


WORDS = Glossary(
    [
        word("peer-support", "peer support", "mutual support"),
        word("dpo", "DPO", "disabled people's organisation"),
        word("care-act", "Care Act"),
        word("board", "board", "trustee board", everyday=("board",)),
        word("support", "support"),
        word("ulo", "user-led organisation"),
    ]
)


def mark_words(text: str, glossary: Glossary = WORDS) -> str:
    """The text with each word that is found in brackets."""
    return "".join(
        f"[{piece}]" if slug else piece for piece, slug in glossary.split_text(text, set())
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They offer peer support to all.", "They offer [peer support] to all."),
        ("Peer support is there.", "[Peer support] is there."),
        ("It began. Peer support came.", "It began. [Peer support] came."),
        ("It is “Peer support for all”.", "It is “[Peer support] for all”."),
        # Once on a page, whatever it is called.
        (
            "Peer support, mutual support and peer support.",
            "[Peer support], mutual support and peer support.",
        ),
        ("A DPO and other DPOs.", "A [DPO] and other DPOs."),
        ("Many user-led organisations.", "Many [user-led organisations]."),
        # A part of a name is not the word.
        ("Leeds Peer Support meets.", "Leeds Peer Support meets."),
        ("The peer support Network meets.", "The peer support Network meets."),
        ("It asks DPO Leeds.", "It asks DPO Leeds."),
        ("Example DPO asks.", "Example DPO asks."),
        ("In Leeds peer support is free.", "In Leeds [peer support] is free."),
        ("The DPO asks.", "The [DPO] asks."),
        ("dpo and care act", "dpo and care act"),
        ("Under the Care Act they ask.", "Under the [Care Act] they ask."),
        # The longest wins, and a word that needs no link is left.
        ("The trustee board and the board.", "The [trustee board] and the board."),
        (
            "A peer support-like thing, and unsupported.",
            "A peer support-like thing, and unsupported.",
        ),
        ("A disabled people's organisation's work.", "A [disabled people's organisation]'s work."),
        ("peer\nsupport", "[peer\nsupport]"),
        ("", ""),
    ],
)
def test_words_are_found_where_they_are_meant(text, expected):
    assert mark_words(text) == expected


def test_a_page_has_a_limited_number_of_links():
    many = Glossary([word(f"w{n}", f"word{chr(97 + n)}") for n in range(MAX_LINKS + 4)])
    assert (
        mark_words(" and ".join(f"word{chr(97 + n)}" for n in range(MAX_LINKS + 4)), many).count(
            "["
        )
        == MAX_LINKS
    )
    linked_words = set()
    assert [
        slug
        for text in ("peer support", "peer support")
        for _, slug in WORDS.split_text(text, linked_words)
        if slug
    ] == ["peer-support"]


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("peer  support", "On peer support.", "On [peer support]."),
        (
            "peer\u00a0support",
            "On peer support and peer\u00a0support.",
            "On [peer support] and peer\u00a0support.",
        ),
        ("ßharp", "Sharp and ßharp.", "Sharp and [ßharp]."),
        ("ınner", "Inner and ınner.", "Inner and [ınner]."),
        ("ŵyn", "Ŵyn.", "[Ŵyn]."),
        ("C++ (.*)+$", "C++ (.*)+$ is odd.", "[C++ (.*)+$] is odd."),
        ("a\\b", "An a\\b.", "An [a\\b]."),
    ],
)
def test_names_with_special_characters_are_found(name, text, expected):
    assert mark_words(text, Glossary([word("w", name)])) == expected


def test_an_empty_glossary_finds_nothing():
    assert list(Glossary([]).split_text("peer support", set())) == [("peer support", "")]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>On peer support.</p>", "<p>On [peer support].</p>"),
        ("<h2>peer support</h2><p>x</p>", "<h2>peer support</h2><p>x</p>"),
        (
            '<p><a href="peer support">peer support</a> peer support</p>',
            '<p><a href="peer support">peer support</a> [peer support]</p>',
        ),
        (
            "<p><code>DPO</code> <a><em>DPO</em></a> <em>DPO</em></p>",
            "<p><code>DPO</code> <a><em>DPO</em></a> <em>[DPO]</em></p>",
        ),
        ("<th>DPO</th><td>DPO</td>", "<th>DPO</th><td>[DPO]</td>"),
        (
            "<p>peer<br>support &amp; <strong>Peer support</strong> is</p>",
            "<p>peer<br>[support] &amp; <strong>[Peer support]</strong> is</p>",
        ),
    ],
)
def test_headings_links_and_code_are_skipped(html, expected):
    assert (
        "".join(f"[{piece}]" if slug else piece for piece, slug in WORDS.split_html(html, set()))
        == expected
    )


@given(
    st.one_of(
        st.text(max_size=200),
        st.lists(
            st.sampled_from(
                ["peer", "support", " ", "DPO", "s", ".", "Care Act", "-", "board", "\n", "A"]
            ),
            max_size=60,
        ).map("".join),
    )
)
def test_splitting_loses_no_character(text):
    assert "".join(piece for piece, _ in WORDS.split_text(text, set())) == text
    assert "".join(
        piece for piece, _ in WORDS.split_html(text.replace("<", ""), set())
    ) == text.replace("<", "")


@pytest.mark.parametrize(
    "part", ["peer support ", "Peer ", "user-led-", "DPO", " ", "A ", "peer\n"]
)
def test_effort_grows_no_faster_than_the_text(part):
    # Four times the text takes a linear search four times as long, a quadratic one sixteen times.
    text, quarter = part * (100_000 // len(part)), part * (25_000 // len(part))
    assert count_calls(lambda: mark_words(text)) <= 8 * count_calls(lambda: mark_words(quarter))
    assert cpu_seconds(lambda: mark_words(text)) <= 8 * cpu_seconds(lambda: mark_words(quarter))


# --- On whole pages ---------------------------------------------------------------------------


def test_pages_link_a_word_once_and_outside_of_headings_and_links(fictional, drawn):
    slugs, linked = {word.slug for word in fictional.glossary_entries}, 0
    for address, content in drawn.pages.items():
        found = re.findall(r'<a class="word" href="[./]*words/#word-([^"]+)">', content)
        linked += len(found)
        assert len(found) == len(set(found)) <= MAX_LINKS and set(found) <= slugs, address
        assert not re.search(r'<h[1-6][^>]*>[^<]*<a class="word"', content), address
        assert not re.search(r'<a [^>]*>[^<]*<a class="word"', content), address
        # Easy Read says everything in its own words, and the page of words has its own links.
        assert not found or (not address.endswith("/easy/") and address != "words/"), address
    assert linked > 100


def test_text_is_escaped(fictional):
    template = Renderer(fictional).environment.from_string("{{ text|link_glossary }}")
    html = template.render(text='<b>bold</b> & advocacy "now"', linked=set())
    assert html.startswith(
        f'&lt;b&gt;bold&lt;/b&gt; &amp; <a class="word" href="{ROOT}words/#word-advocacy">advocacy<'
    ) and html.endswith("&#34;now&#34;")
