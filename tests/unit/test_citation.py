"""CITATION.cff says how to cite the data, and nothing that is not so."""

import re

import pytest
import yaml

from sites import ROOT
from ulo.core import Locale

CITATION = ROOT / "CITATION.cff"


@pytest.fixture(scope="module")
def citation():
    return yaml.safe_load(CITATION.read_text("utf-8"))


def test_it_has_what_the_format_needs(citation):
    assert citation["cff-version"] == "1.2.0" and citation["type"] == "dataset"
    assert all(citation[name] for name in ("message", "title", "authors", "abstract"))
    assert len(citation["keywords"]) == len(set(citation["keywords"])) > 3


def test_licence_and_authors_are_those_of_the_records(citation):
    licence = (ROOT / "LICENCE-DATA").read_text("utf-8")
    assert citation["license"] == "CC-BY-4.0" and "CC BY 4.0" in licence
    settings = yaml.safe_load((ROOT / "mkdocs.yml").read_text("utf-8").replace("!!", ""))
    [author] = citation["authors"]
    # A name alone is that of an entity: persons have given names.
    assert author == {"name": settings["extra"]["licence_holder"]}
    assert f'"{author["name"]}"' in licence
    assert citation["title"].startswith(settings["site_name"])


def test_all_that_speaks_of_licences_says_the_same():
    """The library is ours as far as we wrote it; the guides have the licence of the program."""
    data, program = ((ROOT / name).read_text("utf-8") for name in ("LICENCE-DATA", "LICENCE"))
    assert "records in orgs/ and library/" in data and "belong to their authors" in data
    assert "records in orgs/ and library/" in program and "guides" in program
    for name in ("README.md", "CONTRIBUTING.md", "docs/about/index.md", "docs/maintainers.md"):
        text = (ROOT / name).read_text("utf-8")
        assert "CC BY 4.0" in text and "library" in text, name
    messages = Locale(ROOT / "schema" / "locales" / "en").messages
    for text in (messages["resources"]["rights"], messages["open_data"]["licence_text"]):
        assert "CC BY 4.0" in text and "belong to their authors" in text


def test_it_is_right_for_every_release_and_invents_no_address(citation):
    """A version and a date would be those of one release; where there is a DOI, it has its form."""
    assert not {"version", "date-released", "commit"} & set(citation)
    settings = yaml.safe_load((ROOT / "mkdocs.yml").read_text("utf-8"))
    for name, setting in (("url", "site_url"), ("repository-code", "repo_url")):
        assert citation.get(name, "") in ("", settings[setting])
    assert re.fullmatch(r"10\.[0-9]{4,9}/\S+", citation.get("doi", "10.5281/zenodo.1"))
    values = [line for line in CITATION.read_text("utf-8").splitlines() if not line.startswith("#")]
    assert not re.search(r"https?:|\bexample\b", "\n".join(values))


def test_the_guide_to_releases_names_it():
    guide = (ROOT / "docs" / "maintainers.md").read_text("utf-8")
    assert "`CITATION.cff`" in guide and "cffconvert --validate" in guide
