"""The official pages of registered numbers: the right one for each form in which a number comes."""

import re

import pytest

from ulo.maintain.registers import CountryRegisters


@pytest.mark.parametrize(
    ("scheme", "numbers", "shown"),
    [
        ("GB-CHC", ("1098893", " 1098893 ", "109 8893"), "regid=1098893"),
        ("GB-CHC", ("208231", "0208231", "00208231"), "regid=208231"),
        ("GB-SC", ("SC012345", "sc012345", "SC 012345", "SC12345", "012345"), "number=SC012345"),
        ("GB-NIC", ("100001", "NIC100001", "nic 100001"), "regId=100001"),
        ("GB-COH", ("04627549", "4627549"), "/company/04627549"),
        ("GB-COH", ("SC243492", "sc243492"), "/company/SC243492"),
        ("GB-COH", ("NI612345", "NI-612345"), "/company/NI612345"),
    ],
)
def test_a_number_leads_to_one_page_however_it_is_written(scheme, numbers, shown, schema):
    (page,) = {schema.registers.page(scheme, number) for number in numbers}
    assert page.startswith("https://")
    assert re.search(rf"{re.escape(shown)}(&|$)", page), page


@pytest.mark.parametrize(
    ("scheme", "number"),
    [
        # The register of mutuals numbers its pages in a way of its own.
        ("GB-MPR", "31234R"),
        ("GB-EDU", "123456"),
        ("", ""),
        ("GB-CHC", ""),
        ("GB-CHC", "SC012345"),
        ("GB-SC", "SC12345678"),
        ("GB-NIC", "12"),
        ("GB-COH", "SC"),
        ("GB-CHC", "1&x=2"),
        ("GB-COH", "../../x"),
        ("GB-SC", "SC01234\N{ARABIC-INDIC DIGIT FIVE}"),
        ("GB-COH", '"><b>'),
    ],
)
def test_what_is_no_number_of_a_register_leads_nowhere(scheme, number, schema):
    assert schema.registers.page(scheme, number) == ""


def test_the_check_against_the_registers_leads_to_the_same_pages(schema):
    listed = CountryRegisters(schema).by_scheme
    assert listed
    for scheme, register in listed.items():
        number = {"GB-SC": "SC012345", "GB-NIC": "100001"}.get(scheme, "04627549")
        assert register.page_url(number) == schema.registers.page(scheme, number) != ""
