"""The real records: each passes the checks and is in its usual form."""

import pytest

from ulo import checks, formatting, problems, records


@pytest.fixture(scope="module")
def real(root):
    return records.read(root / "orgs", root)


def test_every_record_passes_the_checks(real, schema):
    from datetime import date
    found, faults = real
    _, more = checks.run(found, schema, date.today())
    errors = [p for p in [*faults, *more] if p.level == problems.ERROR]
    assert found and not errors, problems.as_text(errors)


def test_every_record_is_in_its_usual_form(root, schema):
    strays = [path.name for path in sorted((root / "orgs").iterdir()) if formatting.canonical(path.read_text("utf-8"), schema) != path.read_text("utf-8")]
    assert not strays, "mend them with: python3 build.py fix"


def test_every_record_opens_with_the_line_that_editors_need(root):
    for path in (root / "orgs").iterdir():
        assert path.read_text("utf-8").startswith("# yaml-language-server: $schema=../schema/organisation.json\n"), path.name


def test_no_group_that_was_left_out_has_a_record(real, schema):
    from ulo.schema import fold
    for record in real[0]:
        names = [record.data["name"], *record.data.get("also_known_as", [])]
        assert not [name for name in names if fold(name) in schema.left_out], record.path
