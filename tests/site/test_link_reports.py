"""The history of broken links, and what a report says of them, whatever strangers wrote."""

import json
import re
from datetime import date, timedelta

import pytest
from hypothesis import given, strategies as st

from sites import DATA, copy, run_alone
from strategies import HOSTILE
from ulo import checks, records
from ulo.core import message
from ulo.maintain.links import history
from ulo.maintain.links.collection import Link, Occurrence, collect_links
from ulo.maintain.links.findings import Finding, Kind
from ulo.maintain.links.history import REQUIRED_RUNS, FaultHistory, fingerprint
from ulo.maintain.links.report import (
    DUE_KINDS,
    FORMATS,
    ISSUE_MARKER,
    Report,
    archive_url,
    as_json,
    as_markdown,
    as_text,
)

TODAY = date(2026, 11, 21)


URL = "https://example.org/a"


def make_finding(url=URL, kind=Kind.REMOVED, path="orgs/example.yml", **facts) -> Finding:
    place = Occurrence(path, 3, "sources.1.url", "Web address of the source", "2019")
    return Finding(Link(url, (place,)), kind, "It is gone.", **facts)


def run_nights(*kinds):
    """The history after so many nights, each with one finding for one URL; and the last day."""
    kept, day = {}, TODAY
    for kind in kinds:
        before = history.parse_history(history.format_history(kept), day)
        kept = history.update_history(before, [make_finding(kind=kind)], [URL], day)
        day += timedelta(1)
    return kept, day - timedelta(1)


@pytest.mark.parametrize(
    ("kinds", "runs"),
    [
        ([Kind.REMOVED], 1),
        ([Kind.REMOVED] * 3, 3),
        ([Kind.REMOVED, Kind.UNREACHABLE, Kind.CERTIFICATE], 3),
        ([Kind.REMOVED, Kind.OK, Kind.REMOVED], 1),
        ([Kind.REMOVED, Kind.NOT_CHECKED, Kind.REMOVED], 2),
        ([Kind.OK], 0),
        ([Kind.NOT_CHECKED], 0),
        ([Kind.REMOVED, Kind.REMOVED, Kind.OK], 0),
    ],
)
def test_a_fault_is_due_after_several_nights_in_a_row(kinds, runs):
    kept, day = run_nights(*kinds)
    assert kept.get(fingerprint(URL), FaultHistory(day, 0)).runs == runs
    report = Report([make_finding(kind=kinds[-1])], day, kept, REQUIRED_RUNS)
    assert bool(report.due) == (runs >= REQUIRED_RUNS)
    assert ("Since: `2026-11-21`" in as_markdown(report)) == (runs >= REQUIRED_RUNS)


def test_a_second_run_on_one_day_does_not_count():
    kept = {}
    for _ in range(5):
        kept = history.update_history(kept, [make_finding()], [URL], TODAY)
    assert kept[fingerprint(URL)] == FaultHistory(TODAY, 1)


def test_history_keeps_unvisited_links_and_drops_unknown_ones():
    before = {
        fingerprint(URL): FaultHistory(TODAY, 2),
        fingerprint("https://example.org/b"): FaultHistory(TODAY, 2),
    }
    assert history.update_history(before, [], ["https://example.org/b"], TODAY) == {
        fingerprint("https://example.org/b"): FaultHistory(TODAY, 2)
    }


@given(
    st.dictionaries(
        st.from_regex(r"[0-9a-f]{12}", fullmatch=True),
        st.builds(FaultHistory, st.dates(max_value=TODAY), st.integers(1, 999)),
        max_size=20,
    )
)
def test_history_survives_the_report(kept):
    report = as_markdown(Report([], TODAY, kept))
    assert history.parse_history(report, TODAY) == kept
    assert history.parse_history(report.replace("\n", "\r\n"), TODAY) == kept


@given(
    st.one_of(
        st.text(max_size=300),
        HOSTILE,
        st.lists(
            st.sampled_from(
                [
                    history.START,
                    history.END,
                    "\n",
                    "a1b2c3d4e5f6 ",
                    "2026-11-20 ",
                    "2026-02-30 ",
                    "2099-01-01 ",
                    "3",
                    "0",
                    "-1",
                    "\uff19",
                    ISSUE_MARKER,
                ]
            )
        ).map("".join),
    )
)
def test_forged_history_can_do_no_harm(text):
    for key, faults in history.parse_history(text, TODAY).items():
        assert re.fullmatch(r"[0-9a-f]{12}", key)
        assert faults.first_seen <= TODAY
        assert 1 <= faults.runs <= 999


@pytest.mark.parametrize(
    "line",
    [
        "a1b2c3d4e5f6 2099-01-01 3",
        "a1b2c3d4e5f6 2026-02-30 3",
        "a1b2c3d4e5f6 2026-11-20 0",
        "a1b2c3d4e5f6 2026-11-20 3 x",
        "A1B2C3D4E5F6 2026-11-20 3",
        "a1b2c3d4e5f6  2026-11-20 3",
    ],
)
def test_malformed_history_lines_are_ignored(line):
    assert history.parse_history(f"{history.START}\n{line}\n{history.END}", TODAY) == {}


HOSTILE_TEXTS = [
    "`](javascript:alert(1)) @everyone #1 <img src=x onerror=alert(1)>",
    "a\nb\n<!-- since when\na1b2c3d4e5f6 2026-11-20 9\n-->",
    "\x1b[31mred",
    "\u202eevil",
    "``` ##[group] ::error::x",
    "\u2028## Heading",
    "![x](https://evil.example/)",
    "\x00",
]


@pytest.mark.parametrize("text", HOSTILE_TEXTS)
def test_hostile_texts_can_do_nothing_in_a_report(text):
    url = f"https://x.example/{text}"
    findings = [
        make_finding(kind=Kind.DOMAIN_SOLD, page_title=text, new_url=url, path=f"orgs/{text}.yml"),
        make_finding(url, Kind.MOVED, new_url=text),
    ]
    report = Report(findings, TODAY, {}, 1)
    markdown = as_markdown(report)
    outside = re.sub(r"`[^`\n]*`", "", markdown)
    for sign in ("@everyone", "<img", "](", "![", "##[", "::error"):
        assert sign not in outside
    assert history.parse_history(markdown, TODAY) == {}
    assert markdown.count("\n## ") == 2
    for shown in (markdown, as_text(report), as_json(report)):
        assert not any(sign in shown for sign in "\x1b\x00\u202e\u2028")
        assert "##[" not in shown
    starts = ("  ", "- ", "#", "<!--", "-->", "2 links", "0 ")
    advice = [message(f"links.headings.{kind}.advice") for kind in DUE_KINDS]
    for line in markdown.split("\n"):
        assert line.startswith(starts) or line in ("", *advice)


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/a b>c",
        "https://example.org/(x)[y]`z`",
        "https://example.org/ä?b=c&d=%20#e",
        "https://example.org/\n<b>",
    ],
)
def test_the_url_of_an_archived_copy_is_one_url(url):
    assert re.fullmatch(
        r"https://web\.archive\.org/web/2019/https://example\.org/[^\s<>`\"]*",
        archive_url(make_finding(url)),
    )


def test_a_report_always_fits_into_an_issue():
    findings = [
        make_finding(
            f"https://example.org/{'x' * 450}{n}",
            Kind.MOVED,
            new_url="https://example.org/" + "y" * 8000,
            page_title="z" * 300,
        )
        for n in range(1500)
    ]
    kept = {fingerprint(f.link.url): FaultHistory(TODAY, 9) for f in findings}
    markdown = as_markdown(Report(findings, TODAY, kept, REQUIRED_RUNS))
    assert len(markdown) < 65_536
    assert "more. All of them:" in markdown
    assert len(history.parse_history(markdown, TODAY)) == history.MAX_ENTRIES


def test_all_kinds_are_explained_and_the_formats_agree():
    findings = [make_finding(f"https://example.org/{kind}", kind) for kind in Kind]
    report = Report(findings, TODAY)
    assert {f.kind for f in report.due} == set(DUE_KINDS) == set(Kind) - {Kind.OK, Kind.NOT_CHECKED}
    for format_report in FORMATS.values():
        text = format_report(report)
        assert all(f"https://example.org/{kind}" in text for kind in DUE_KINDS)
    assert [entry["kind"] for entry in json.loads(as_json(report))] == list(DUE_KINDS)


def test_a_run_without_answers_from_most_sites_is_offline():
    def silent(n: int) -> Finding:
        return make_finding(f"https://s{n}.example.org/", Kind.UNREACHABLE, answered=False)

    def removed(n: int) -> Finding:
        return make_finding(f"https://g{n}.example.org/", Kind.REMOVED)

    assert Report([*map(silent, range(6)), *map(removed, range(5))], TODAY).is_offline
    assert not Report([*map(silent, range(5)), *map(removed, range(6))], TODAY).is_offline
    assert Report([silent(1), silent(2)], TODAY).is_offline
    assert not Report([silent(1)], TODAY).is_offline


@pytest.fixture(scope="module")
def context(schema):
    path = "orgs/northside-voices.yml"
    record, _ = records.parse((DATA / "golden" / path).read_bytes(), path)
    return checks.CheckContext(record, schema, TODAY)


def test_each_url_of_a_record_is_collected_once_with_all_its_places(context):
    found = {link.url: link for link in collect_links([context])}
    about = found["https://northside.example.org/about"]
    assert [(place.field, place.as_of) for place in about.occurrences] == [
        ("user_led.source", "20260304"),
        ("work.2.source", "20260304"),
        ("sources.1.url", "2025"),
    ]
    assert not about.is_own_website
    website = found["https://northside.example.org"]
    assert website.is_own_website
    assert "Northside Voices" in website.group_words
    assert found["https://northside.example.org/board"].occurrences[0].as_of == "2024"


def test_links_of_our_own_pages_are_collected_too(context):
    text = (
        "---\nsources:\n  - title: A\n    url: https://a.example.org/x?y=1\n---\n"
        "See [b](https://b.example.org/){rel=external}, [c](../c.md), `https://d.example.org`.\n"
        "[f](https://www.facebook.com/f)\n"
    )
    pages = [("docs/a.md", text), ("docs/e.md", "[own](https://northside.example.org)")]
    found = {link.url: link for link in collect_links([context], pages)}
    lines = {
        url: (place.path, place.line)
        for url, link in found.items()
        for place in link.occurrences
        if place.field == "link"
    }
    assert lines == {
        "https://a.example.org/x?y=1": ("docs/a.md", 4),
        "https://b.example.org/": ("docs/a.md", 6),
        "https://northside.example.org": ("docs/e.md", 1),
    }
    # A page of ours beside the record takes nothing away from what is known of a website.
    website = found["https://northside.example.org"]
    assert website.is_own_website
    assert "Northside Voices" in website.group_words


# --- The command ----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    return copy(tmp_path_factory.mktemp("links") / "project", DATA / "golden" / "orgs")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["nobody"], "There is no record orgs/nobody.yml"),
        (["../build.py"], "There is no record"),
        (["--limit", "none"], "write a number"),
        (["--format", "html"], ""),
    ],
)
def test_unknown_arguments_are_usage_errors(project, arguments, words):
    done = run_alone(project, "links", *arguments)
    assert done.returncode == 2
    assert words in done.stderr


def test_a_private_address_is_reported_and_never_requested(project):
    """Through the whole command: what is blocked as text needs no network."""
    record = project / "orgs" / "odd-signs.yml"
    before = record.read_text("utf-8")
    private = before.replace("https://odd.example.org/?a=1&b='2'", "http://127.0.0.1:9/")
    record.write_text(private, "utf-8")
    try:
        done = run_alone(project, "links", "odd-signs")
    finally:
        record.write_text(before, "utf-8")
    assert done.returncode == 1, done.stdout + done.stderr
    assert "Not a public address (1)" in done.stdout
    assert "numbers instead of the name" in done.stdout
