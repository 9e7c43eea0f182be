"""What the library `phonenumbers` knows of the numbers of all countries.

It takes a while to import, and is needed for few records.
"""

# The kinds of phone number that the rules tell apart: dear ones cost more than other calls.
MOBILE, DEAR, OTHER = "mobile", "dear", "other"


def find_kind(dialled: str, country: str) -> str | None:
    """The kind of a number as it is dialled; None for what nobody can ring.

    Short numbers are none that can be rung: no group has one.
    """
    import phonenumbers
    from phonenumbers import PhoneNumberType

    try:
        parsed = phonenumbers.parse(dialled, country or None)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(parsed):
        return None
    kinds = {
        PhoneNumberType.MOBILE: MOBILE,
        PhoneNumberType.PERSONAL_NUMBER: MOBILE,
        PhoneNumberType.PREMIUM_RATE: DEAR,
    }
    return kinds.get(phonenumbers.number_type(parsed), OTHER)


def find_codes(country: str) -> tuple[str, str]:
    """The calling code of a country, and what is dialled within it before most of its numbers.

    Both are empty for a country that is not known.
    """
    import phonenumbers

    example = phonenumbers.example_number(country) if country else None
    if not example:
        return "", ""
    usual = phonenumbers.format_number(example, phonenumbers.PhoneNumberFormat.NATIONAL)
    digits = "".join(filter(str.isdigit, usual))
    national = phonenumbers.national_significant_number(example)
    return str(example.country_code), digits.removesuffix(national)
