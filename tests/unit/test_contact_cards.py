"""Cards for address books: they say what the page says, and other programs read them."""

from dataclasses import replace
from datetime import date

import pytest
import vobject

import sites
from ulo.catalogue import Catalogue, Instance
from ulo.exports import contact_card, has_contact_card
from ulo.model import Closure
from ulo.model.organisation import Contact, Location, Provenance

HOSTILE = 'Join; our, club\\ "now"\r\nEND:VCARD\nBEGIN:VCARD\rTEL:9\N{LINE SEPARATOR}<b>& x</b> ŵ😀'
FULL = Contact(
    website="https://www.example.org/a?b=c,d;e",
    email="hello@example.org",
    phone="0113 496 0000",
    sms="07700 900000",
    textphone="0113 496 0001",
    relay_uk=True,
    social=("https://social.example.org/us",),
)


@pytest.fixture(scope="module")
def fictional(schema):
    return sites.catalogue(schema, Instance("Led by <Us>, & more", "https://example.org/led/"))


@pytest.fixture
def group(fictional):
    """A group with all that a card can say."""
    return replace(
        fictional.by_slug["leeds-speak-up"],
        contact=FULL,
        based_in=Location("Leeds", "leeds", "1 High Street; Rear", "LS1 4AP"),
        activities=("peer-support", "information-and-advice", "other"),
        checked=Provenance(date(2026, 3, 4), "organisation"),
    )


def card(fictional, group):
    content = contact_card(fictional, group)
    found = [*vobject.readComponents(content.decode())]
    assert len(found) == 1
    return content, found[0]


def test_an_address_book_reads_what_the_page_says(fictional, group):
    _, read = card(fictional, group)
    assert read.version.value == "3.0"
    assert (read.fn.value, read.n.value.family, read.org.value) == (
        group.name,
        group.name,
        [group.name],
    )
    numbers = {tuple(line.params["TYPE"]): line.value for line in read.tel_list}
    assert numbers == {
        ("WORK", "VOICE"): "0113 496 0000",
        ("WORK", "TEXT"): "07700 900000",
        ("WORK", "TEXTPHONE"): "0113 496 0001",
    }
    assert read.email.value == "hello@example.org"
    website = "https://www.example.org/a?b=c%2Cd%3Be"
    assert [line.value for line in read.url_list] == [website, *FULL.social]
    address = read.adr.value
    assert (address.street, address.city, address.code) == (
        "1 High Street; Rear",
        "Leeds",
        "LS1 4AP",
    )
    assert address.country == "United Kingdom"
    note = read.note.value
    assert note.startswith(group.summary) and "Dial 18001" in note and "4 March 2026" in note
    assert read.categories.value == ["Peer support", "Information and advice"]
    assert read.rev.value == "2026-03-04T00:00:00Z"
    assert read.source.value == "https://example.org/led/orgs/leeds-speak-up/"


def test_the_version_comes_first_and_lines_are_folded_between_characters(fictional, group):
    content, read = card(fictional, replace(group, summary="ŵ😀é" * 60))
    assert content.startswith(b"BEGIN:VCARD\r\nVERSION:3.0\r\n")
    assert content.endswith(b"\r\nEND:VCARD\r\n")
    lines = content.split(b"\r\n")
    assert all(len(line) <= 75 and b"\n" not in line and b"\r" not in line for line in lines)
    # Each line is whole characters: no fold is inside of one.
    assert "ŵ😀é" * 60 in read.note.value and all(line.decode() is not None for line in lines)
    assert max(len(line) for line in lines) > 70


def test_the_text_of_a_record_adds_no_line(fictional, group):
    plain, _ = card(fictional, group)
    hostile = replace(
        group,
        name=HOSTILE,
        summary=HOSTILE,
        based_in=replace(group.based_in, address=HOSTILE, town=HOSTILE),
        contact=replace(
            FULL, email=HOSTILE, phone=HOSTILE, social=(f"https://a.example/{HOSTILE}",)
        ),
    )
    content, read = card(fictional, hostile)
    names = [name_of(line) for line in unfold(content)]
    assert names == [name_of(line) for line in unfold(plain)]
    expected = " ".join(HOSTILE.splitlines())
    assert read.fn.value == expected and read.org.value == [expected]
    assert read.n.value.family == expected and expected in read.note.value
    assert (read.adr.value.street, read.adr.value.city) == (expected, expected)


def unfold(content: bytes) -> list[str]:
    return content.decode().replace("\r\n ", "").removesuffix("\r\n").split("\r\n")


def name_of(line: str) -> str:
    return line.partition(":")[0].partition(";")[0]


def test_nothing_is_said_that_the_record_does_not_say(fictional, group):
    bare = replace(
        group,
        contact=Contact(phone="0113 496 0000"),
        # The postcode and the town are known, but where the door is was not made public.
        based_in=Location("Leeds", "leeds", "", "LS1 4AP"),
        activities=("other",),
    )
    content, read = card(fictional, bare)
    names = {name_of(line) for line in unfold(content)}
    assert names.isdisjoint({"ADR", "EMAIL", "URL", "CATEGORIES"})
    assert b"LS1" not in content and "18001" not in read.note.value
    unset = Catalogue([bare], fictional.schema, Instance("Led by Us"), fictional.today)
    assert b"SOURCE" not in contact_card(unset, bare)


def test_the_id_stays_when_a_group_is_renamed(fictional, group):
    ids = set()
    for slug, first in (("leeds-speak-up", {}), ("new-name", {"new-name": "leeds-speak-up"})):
        schema = replace(fictional.schema, first_slugs=first)
        renamed = replace(group, slug=slug)
        catalogue = Catalogue([renamed], schema, fictional.instance, fictional.today)
        ids.add(vobject.readOne(contact_card(catalogue, renamed).decode()).uid.value)
    (found,) = ids
    assert found.startswith("urn:uuid:")


def test_only_open_groups_with_a_contact_have_a_card(fictional, group):
    assert has_contact_card(group)
    assert not has_contact_card(replace(group, contact=Contact()))
    assert not has_contact_card(replace(group, closed=Closure("https://example.org/end")))


def test_every_card_of_the_fictional_groups_is_read_and_has_an_id_of_its_own(fictional):
    groups = [o for o in fictional.organisations if has_contact_card(o)]
    assert len(groups) > 50
    ids = {card(fictional, o)[1].uid.value for o in groups}
    assert len(ids) == len(groups)
