"""What is kept of broken links from night to night, and what a report says of them, whatever strangers wrote."""

import json
import re
from datetime import date, timedelta

import pytest
from hypothesis import given, strategies as st

from ulo import checks, records
from ulo.maintain.links import history
from ulo.maintain.links.collection import Link, Occurrence, collect_links
from ulo.maintain.links.findings import Finding, Kind
from ulo.maintain.links.history import REQUIRED_RUNS, FaultHistory, fingerprint
from ulo.maintain.links.report import (
    FORMATS,
    HEADINGS,
    ISSUE_MARKER,
    Report,
    archive_url,
    as_json,
    as_markdown,
    as_text,
)

from sites import DATA, copy, run
from strategies import HOSTILE

TODAY = date(2026, 11, 21)


def finding(address="https://example.org/a", kind=Kind.REMOVED, **facts) -> Finding:
    place = Occurrence(
        facts.pop("path", "orgs/example.yml"),
        3,
        "sources.1.url",
        "Web address of the source",
        "2019",
    )
    return Finding(Link(address, (place,)), kind, facts.pop("seen", "It is gone."), **facts)


def nights(*kinds, start=TODAY):
    """The memory after so many nights, each with one finding for one address."""
    kept, day = {}, start
    for kind in kinds:
        kept = history.update_history(
            history.parse_history(history.format_history(kept), day),
            [finding(kind=kind)],
            ["https://example.org/a"],
            day,
        )
        day += timedelta(1)
    return kept, day - timedelta(1)


@pytest.mark.parametrize(
    "kinds, runs",
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
def test_only_a_fault_of_several_nights_in_a_row_counts(kinds, runs):
    kept, day = nights(*kinds)
    assert kept.get(fingerprint("https://example.org/a"), FaultHistory(day, 0)).runs == runs
    report = Report([finding(kind=kinds[-1])], day, kept, REQUIRED_RUNS)
    assert bool(report.due) == (runs >= REQUIRED_RUNS)
    assert ("Since: `2026-11-21`" in as_markdown(report)) == (runs >= REQUIRED_RUNS)


def test_a_second_run_on_one_day_is_no_second_night():
    kept = {}
    for _ in range(5):
        kept = history.update_history(kept, [finding()], ["https://example.org/a"], TODAY)
    assert kept[fingerprint("https://example.org/a")] == FaultHistory(TODAY, 1)


def test_what_no_record_has_is_forgotten_and_what_was_not_looked_at_is_kept():
    before = {
        fingerprint("https://example.org/a"): FaultHistory(TODAY, 2),
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
def test_memory_survives_the_night(kept):
    assert history.parse_history(as_markdown(Report([], TODAY, kept)), TODAY) == kept
    assert (
        history.parse_history(as_markdown(Report([], TODAY, kept)).replace("\n", "\r\n"), TODAY)
        == kept
    )


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
                    "９",
                    ISSUE_MARKER,
                ]
            )
        ).map("".join),
    )
)
def test_memory_that_somebody_wrote_can_do_no_harm(text):
    for key, since in history.parse_history(text, TODAY).items():
        assert (
            re.fullmatch(r"[0-9a-f]{12}", key)
            and since.first_seen <= TODAY
            and 1 <= since.runs <= 999
        )


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
def test_lines_of_another_form_count_as_not_there(line):
    assert history.parse_history(f"{history.START}\n{line}\n{history.END}", TODAY) == {}


HOSTILE_TEXTS = [
    "`](javascript:alert(1)) @everyone #1 <img src=x onerror=alert(1)>",
    "a\nb\n<!-- since when\na1b2c3d4e5f6 2026-11-20 9\n-->",
    "\x1b[31mred",
    "‮evil",
    "``` ##[group] ::error::x",
    "\u2028## Heading",
    "![x](https://evil.example/)",
    "\x00",
]


@pytest.mark.parametrize("text", HOSTILE_TEXTS)
def test_what_strangers_wrote_can_do_nothing(text):
    hostile = finding(
        kind=Kind.DOMAIN_SOLD, quoted=text, new=f"https://x.example/{text}", path=f"orgs/{text}.yml"
    )
    report = Report(
        [hostile, finding(address=f"https://x.example/{text}", kind=Kind.MOVED, new=text)],
        TODAY,
        {},
        1,
    )
    markdown = as_markdown(report)
    outside = re.sub(r"`[^`\n]*`", "", markdown)
    for sign in ("@everyone", "<img", "](", "![", "##[", "::error"):
        assert sign not in outside
    assert history.parse_history(markdown, TODAY) == {} and markdown.count("\n## ") == 2
    for shown in (markdown, as_text(report), as_json(report)):
        assert not any(sign in shown for sign in "\x1b\x00\u202e\u2028") and "##[" not in shown
    assert all(
        line.startswith(("  ", "- ", "#", "<!--", "-->", "2 links", "0 "))
        or line in ("", *(advice for _, advice in HEADINGS.values()))
        for line in markdown.split("\n")
    )


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/a b>c",
        "https://example.org/(x)[y]`z`",
        "https://example.org/ä?b=c&d=%20#e",
        "https://example.org/\n<b>",
    ],
)
def test_the_address_of_a_copy_stays_one_address(address):
    assert re.fullmatch(
        r"https://web\.archive\.org/web/2019/https://example\.org/[^\s<>`\"]*",
        archive_url(finding(address)),
    )


def test_a_report_always_fits_into_an_issue():
    findings = [
        finding(
            f"https://example.org/{'x' * 450}{n}",
            Kind.MOVED,
            new="https://example.org/" + "y" * 8000,
            quoted="z" * 300,
        )
        for n in range(1500)
    ]
    kept = {fingerprint(f.link.url): FaultHistory(TODAY, 9) for f in findings}
    markdown = as_markdown(Report(findings, TODAY, kept, REQUIRED_RUNS))
    assert len(markdown) < 65_536 and "more. All of them:" in markdown
    assert len(history.parse_history(markdown, TODAY)) == history.MAX_ENTRIES


def test_all_kinds_are_explained_and_the_formats_agree():
    findings = [finding(f"https://example.org/{kind}", kind) for kind in Kind]
    report = Report(findings, TODAY)
    assert {f.kind for f in report.due} == set(HEADINGS) == set(Kind) - {Kind.OK, Kind.NOT_CHECKED}
    for shape in FORMATS.values():
        told = shape(report)
        assert all(f"https://example.org/{kind}" in told for kind in HEADINGS)
    assert [entry["kind"] for entry in json.loads(as_json(report))] == list(HEADINGS)


def test_when_most_sites_are_silent_the_line_is_at_fault():
    silent = lambda n: finding(f"https://s{n}.example.org/", Kind.UNREACHABLE, answered=False)
    gone = lambda n: finding(f"https://g{n}.example.org/", Kind.REMOVED)
    assert Report([*map(silent, range(6)), *map(gone, range(5))], TODAY).is_offline
    assert not Report([*map(silent, range(5)), *map(gone, range(6))], TODAY).is_offline
    assert (
        Report([silent(1), silent(2)], TODAY).is_offline
        and not Report([silent(1)], TODAY).is_offline
    )


def test_every_address_of_a_record_is_looked_at_once_with_all_its_places(schema):
    record, _ = records.parse(
        (DATA / "golden" / "orgs" / "northside-voices.yml").read_bytes(),
        "orgs/northside-voices.yml",
    )
    found = {link.url: link for link in collect_links([checks.CheckContext(record, schema, TODAY)])}
    about = found["https://northside.example.org/about"]
    assert [place.field for place in about.occurrences] == [
        "user_led.source",
        "work.2.source",
        "sources.1.url",
    ]
    assert [place.year for place in about.occurrences] == [
        "20260304",
        "20260304",
        "2025",
    ] and not about.is_own_website
    assert (
        found["https://northside.example.org"].is_own_website
        and "Northside Voices" in found["https://northside.example.org"].group_words
    )
    assert found["https://northside.example.org/board"].occurrences[0].year == "2024"


def test_links_of_our_own_pages_are_looked_at_too(schema):
    text = "---\nsources:\n  - title: A\n    url: https://a.example.org/x?y=1\n---\nSee [b](https://b.example.org/){rel=external}, [c](../c.md), `https://d.example.org`.\n[f](https://www.facebook.com/f)\n"
    record, _ = records.parse(
        (DATA / "golden" / "orgs" / "northside-voices.yml").read_bytes(),
        "orgs/northside-voices.yml",
    )
    found = {
        link.url: link
        for link in collect_links(
            [checks.CheckContext(record, schema, TODAY)],
            [("docs/a.md", text), ("docs/e.md", "[own](https://northside.example.org)")],
        )
    }
    lines = {
        address: (place.path, place.line)
        for address, link in found.items()
        for place in link.occurrences
        if place.field == "link"
    }
    assert lines == {
        "https://a.example.org/x?y=1": ("docs/a.md", 4),
        "https://b.example.org/": ("docs/a.md", 6),
        "https://northside.example.org": ("docs/e.md", 1),
    }
    # A page of ours beside the record takes nothing away from what is known of a website.
    assert (
        found["https://northside.example.org"].is_own_website
        and "Northside Voices" in found["https://northside.example.org"].group_words
    )


# --- The command -----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    return copy(tmp_path_factory.mktemp("links") / "project", DATA / "golden" / "orgs")


@pytest.mark.parametrize(
    "arguments, words",
    [
        (["nobody"], "There is no record orgs/nobody.yml"),
        (["../build.py"], "There is no record"),
        (["--limit", "none"], "write a number"),
        (["--format", "html"], ""),
    ],
)
def test_the_command_says_what_it_does_not_know(project, arguments, words):
    done = run(project, "links", *arguments)
    assert done.returncode == 2 and words in done.stderr


def test_an_address_inside_is_reported_and_never_asked(project):
    """Through the whole command: what is refused as text needs no network."""
    record = project / "orgs" / "odd-signs.yml"
    before = record.read_text("utf-8")
    record.write_text(
        before.replace("https://odd.example.org/?a=1&b='2'", "http://127.0.0.1:9/"), "utf-8"
    )
    try:
        done = run(project, "links", "odd-signs")
    finally:
        record.write_text(before, "utf-8")
    assert (
        done.returncode == 1
        and "Not a public address (1)" in done.stdout
        and "numbers in place of the name" in done.stdout
    ), done.stdout + done.stderr
