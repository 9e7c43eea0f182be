"""The records of library/, resources and explained words, and the commands that treat them."""

import shutil
from collections import Counter
from datetime import date

import pytest

from invariants import assert_links_are_honest
from sites import CATALOGUE, DATA, TODAY, copy, run
from ulo import checks, model, records
from ulo.core import problems
from ulo.model.library import Publication
from ulo.records import formatting
from ulo.schema import LIBRARY_FOLDERS


@pytest.fixture(scope="module")
def found():
    return records.read_library(CATALOGUE)


@pytest.fixture(scope="module")
def resources(found, schema):
    return {
        record.slug: model.make_resource(record.slug, schema.library["resource"].cast(record.data))
        for record in found[0]["resource"]
    }


def test_every_record_passes_the_checks(found, schema):
    read, faults = found
    _, more = checks.run_library(read, schema, TODAY)
    assert all(read.values()) and not (problems_found := [*faults, *more]), problems.as_text(
        problems_found
    )


def test_every_record_is_in_canonical_form(schema):
    unformatted = [
        path.name
        for kind, folder in LIBRARY_FOLDERS.items()
        for path in (CATALOGUE / folder).iterdir()
        if formatting.canonicalise(path.read_text("utf-8"), schema.library[kind])
        != path.read_text("utf-8")
    ]
    assert not unformatted, "mend them with: python3 build.py fix"


def test_links_of_resources_are_honest(resources):
    assert_links_are_honest(resources)
    kinds = Counter(
        resource.link.link_type if resource.link else None for resource in resources.values()
    )
    assert kinds["copy"] and kinds["not-seen"] and kinds["about-it"] and kinds[None]


def test_every_term_is_used(resources, schema):
    """A list of words without use would make empty pages."""
    used = {
        "topic": {t for r in resources.values() for t in r.topics},
        "resource-kind": {r.kind for r in resources.values()},
        "format": {f for r in resources.values() for f in r.formats},
        "audience": {a for r in resources.values() for a in r.meant_for},
    }
    for vocabulary, ids in used.items():
        assert set(schema.vocabularies[vocabulary].terms) == ids


@pytest.mark.parametrize(
    ("kind", "year", "updated", "superseded_by", "history"),
    [
        ("guide", 2016, None, "", False),
        ("guide", 2015, None, "", True),
        ("guide", 2015, 2016, "", False),
        ("guide", 2026, None, "newer", True),
        ("guide", None, None, "", False),
        ("law", 1970, None, "", False),
        ("law", 1970, None, "newer", True),
        ("network", 1990, None, "", False),
    ],
)
def test_is_history_depends_on_kind_and_years(kind, year, updated, superseded_by, history):
    published = Publication(year, updated=updated) if year else None
    resource = model.Resource(
        "x",
        "X",
        kind,
        (),
        (),
        (),
        (),
        "",
        date(2026, 11, 21),
        (),
        published=published,
        superseded_by=superseded_by,
    )
    assert model.is_history(resource, date(2026, 11, 21)) == history


# --- Commands ---------------------------------------------------------------------------------


@pytest.fixture
def project(tmp_path, root):
    made = copy(tmp_path / "project", DATA / "golden" / "orgs")
    shutil.rmtree(made / "library", ignore_errors=True)
    shutil.copytree(DATA / "records" / "good" / "unknown-entry" / "library", made / "library")
    return made


def test_check_covers_the_library(project):
    done = run(project, "check")
    assert done.returncode == 0 and "in 9 records" in done.stdout, done.stdout
    (project / "library" / "words" / "advocacy.yml").write_text(
        "term: advocacy\nmeaning: Help to say what you want.\nadded: 2026-11-21\nsee: [xylophone]\n"
    )
    done = run(project, "check", "library/words/advocacy.yml")
    assert done.returncode == 1 and "There is no such word in the library" in done.stdout
    assert run(project, "check", "library/resources/old-guide.yml").returncode == 0
    done = run(project, "check", "library/words/nothing.yml")
    assert (
        done.returncode == 2
        and "Those of the library are in library/resources and library/words." in done.stderr
    )


def test_a_build_stops_at_an_error_in_the_library(project):
    (project / "library" / "words" / "advocacy.yml").write_text("term: advocacy\n")
    done = run(project)
    assert (
        done.returncode == 1
        and '"What it means" is missing.' in done.stderr
        and not (project / "site").exists()
    )


def test_fix_formats_the_library(project):
    path = project / "library" / "words" / "advocacy.yml"
    path.write_text(
        "added: 2026-11-21\n# a word on the meaning\n"
        "meaning: Help to say what you want.\nterm: advocacy\n"
    )
    done = run(project, "fix", "library/words/advocacy.yml")
    assert done.returncode == 0 and "1 put in order" in done.stdout, done.stdout + done.stderr
    assert path.read_text() == (
        "# yaml-language-server: $schema=../../schema/word.json\nterm: advocacy\n"
        "# a word on the meaning\n"
        "meaning: Help to say what you want.\nadded: 2026-11-21\n"
    )


def test_a_site_without_a_library_says_so(project):
    shutil.rmtree(project / "library")
    done = run(project)
    assert done.returncode == 0, done.stdout + done.stderr
    assert (
        "There&#39;s nothing in the library yet."
        in (project / "site" / "resources" / "index.html").read_text()
    )


def test_a_symlinked_library_is_refused(tmp_path):
    (tmp_path / "library").symlink_to(CATALOGUE / "library")
    found, faults = records.read_library(tmp_path)
    assert not any(found.values()) and [p.rule for p in faults] == ["symlink"]
