"""Random texts, as hostile as a stranger can write them, through the doors into records and out.

Past the checks, into a page and into files: whatever comes out is text, as `marker_detectors` reads
it. Through the doors, `check` and `fix`: no text is too odd for an answer, and `fix` has nothing to
do after itself. test_properties.py has the same for what the schema accepts.
"""

from collections.abc import Iterator
from typing import Any

from hypothesis import HealthCheck, given, settings, strategies as st

from drawing import Drawn
from generate import minimal_record
from marker_detectors import find_traces
from markers import SHAPES, Planter
from sites import ROOT, TODAY
from strategies import CHARACTERS, HOSTILE
from ulo import checks, pipeline, records, schema
from ulo.catalogue import Instance
from ulo.checks import CheckContext
from ulo.core import escape_invisible
from ulo.exports import DOWNLOADS
from ulo.records import Record, formatting
from ulo.site.pages import news, opportunities, organisation

SCHEMA = schema.load(ROOT)
INSTANCE = Instance("Led by Us", "https://example.org/", "https://example.org/led", "a@example.org")
FEW = settings(max_examples=8, derandomize=True, suppress_health_check=list(HealthCheck))
SOME = settings(max_examples=25, derandomize=True, suppress_health_check=list(HealthCheck))
PAGES = (organisation, news, opportunities)
FORMATS = (".csv", ".jsonl", ".geojson", ".sqlite", ".zip")
ANY_CHARACTER = st.characters(blacklist_categories=("Cs",))
SHAPE = st.sampled_from([shape for family in SHAPES.values() for shape in family.values()])
# Parts of hostile texts in any order, between signs of any kind.
TEXT = st.lists(
    st.one_of(SHAPE, HOSTILE, st.text(CHARACTERS, max_size=8), st.text(ANY_CHARACTER, max_size=8)),
    min_size=1,
    max_size=5,
).map("".join)


class RandomPlanter(Planter):
    """Puts the texts of an example into the fields, one after the other."""

    def __init__(self, texts: list[str]) -> None:
        super().__init__("random")
        self.texts = texts

    def text(self, place: str) -> str:
        number = self.places.setdefault(place, len(self.places))
        return self.texts[number % len(self.texts)]

    def address_text(self, place: str) -> str:
        # The library that writes calendars stops the build at a line end in an address.
        return "https://example.org/" + " ".join(self.text(place).splitlines())


def make_record(texts: list[str]) -> dict[str, Any]:
    data = RandomPlanter(texts).record(SCHEMA.json_schema, "organisation")
    return {name: value for name, value in data.items() if name != "closed"}


def write(data: dict[str, Any]) -> Iterator[tuple[str, bytes]]:
    """A few pages and files of a group with this record."""
    context = CheckContext(Record("example", "orgs/example.yml", data), SCHEMA, TODAY)
    catalogue = pipeline.build_catalogue(SCHEMA, [context], INSTANCE)
    drawn = Drawn(catalogue, *PAGES)
    yield from ((url, drawn.content(url)) for url in drawn.items)
    for download in DOWNLOADS:
        if download.name.endswith(FORMATS):
            yield download.name, download.make(catalogue)


@FEW
@given(texts=st.lists(TEXT, min_size=8, max_size=8))
def test_no_text_is_more_than_text(texts):
    for name, content in write(make_record(texts)):
        assert not list(find_traces(name, content)), name


@SOME
@given(texts=st.lists(TEXT, min_size=8, max_size=8))
def test_every_rule_has_an_answer(texts):
    context = CheckContext(Record("example", "orgs/example.yml", make_record(texts)), SCHEMA, TODAY)
    problems = list(checks.check_record(context))
    assert problems
    for problem in problems:
        assert problem.message == escape_invisible(problem.message) != ""


def mend_twice(text: str) -> None:
    """What `fix` makes of a file; one that it cannot read it leaves alone."""
    try:
        once, _ = formatting.mend(text, SCHEMA)
    except (ValueError, formatting.FormattingError):
        return
    assert formatting.mend(once, SCHEMA)[0] == once


@SOME
@given(texts=st.lists(TEXT, min_size=8, max_size=8))
def test_fix_has_nothing_to_do_after_itself(texts):
    mend_twice(formatting.dump(minimal_record() | make_record(texts), SCHEMA))


@SOME
@given(
    file=st.lists(st.one_of(TEXT, st.sampled_from(["\n", ": ", "- ", "  ", "name", "'", '"']))).map(
        "".join
    )
)
def test_any_file_is_read_or_refused(file):
    """What is no record at all, too: a problem is named, and nothing is raised."""
    written, problems = records.parse(file.encode(), "orgs/example.yml")
    assert written or problems
    mend_twice(file)
