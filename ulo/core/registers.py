"""The public registers: the official page of each registered number.

The addresses are those that the registers themselves give a number today. The register of mutuals
numbers its pages in its own way, apart from the numbers of the societies, so nothing leads there.
"""

import re
from collections.abc import Callable

_Normalise = Callable[[str], str]


def _charity(number: str) -> str:
    return number.lstrip("0") if re.fullmatch(r"[0-9]{5,8}", number) else ""


def _scottish_charity(number: str) -> str:
    digits = number.removeprefix("SC")
    return f"SC{digits:0>6}" if re.fullmatch(r"[0-9]{3,6}", digits) else ""


def _northern_irish_charity(number: str) -> str:
    digits = number.removeprefix("NIC")
    return digits if re.fullmatch(r"[0-9]{6}", digits) else ""


def _company(number: str) -> str:
    if re.fullmatch(r"[0-9]{5,8}", number):
        return f"{number:0>8}"
    return number if re.fullmatch(r"[A-Z]{2}[0-9]{6}", number) else ""


# By scheme of org-id.guide: the page of a number, and the form that the number has in it, which is
# empty for what is no such number.
_PAGES: dict[str, tuple[str, _Normalise]] = {
    "GB-CHC": (
        "https://register-of-charities.charitycommission.gov.uk/charity-details/?regid={}&subid=0",
        _charity,
    ),
    "GB-SC": (
        "https://www.oscr.org.uk/about-charities/search-the-register/charity-details?number={}",
        _scottish_charity,
    ),
    "GB-NIC": (
        "https://www.charitycommissionni.org.uk/charity-search/charity-details-page/"
        "?regId={}&subId=0",
        _northern_irish_charity,
    ),
    "GB-COH": (
        "https://find-and-update.company-information.service.gov.uk/company/{}",
        _company,
    ),
}


def register_page(scheme: str, number: str) -> str:
    """The public page of a number in the register of its scheme; empty where none is known.

    Spaces, small letters, missing and spare leading noughts, and `NIC` make no difference.
    """
    if scheme not in _PAGES:
        return ""
    template, normalise = _PAGES[scheme]
    normal = normalise(re.sub(r"[\s-]", "", number).upper())
    return template.format(normal) if normal else ""
