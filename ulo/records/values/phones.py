"""Phone numbers as people write them, in one form; and the links that dial them.

The spacing is that of the library `phonenumbers`, to which tests hold it. Whether a number is in
use is a matter of the rules. docs/assets/js/values/phones.js does the same.
"""

import re
import unicodedata

# People write little more than a number, and this keeps hostile texts short.
MAX_LENGTH = 80
LABEL = re.compile(
    r"(?:tel|telephone|phone|ph|call|ring|mobile|mob|[tmp])(?:[ .]+(?:no|number|num))?[ .:-]*"
    r"(?=[+(0-9])"
)
EXTENSION = re.compile(r"[ ,;(]*(?:extension|extn|ext|x)[ .:=]*([0-9]{1,6})\)?$")
DASHES = re.compile("[\u2010-\u2015\u2212]")
# A number without its label and extension.
WRITTEN = re.compile(r"\(?\+?[0-9 ().·/-]+")
# Helplines choose how theirs is said, so the spaces of these stay.
RHYTHM = re.compile(r"0[389][0-9]{1,3}(?: [0-9]{2,4}){1,4}")
# Where a program took the zero: ten digits in a row that can be no other number.
LOST_ZERO = re.compile(r"[12378][0-9]{9}")
# National numbers of so many digits, without their zero, are short.
SHORT = 7
# National numbers without their zero, and the lengths of their groups.
SPACINGS: tuple[tuple[re.Pattern[str], tuple[int, ...]], ...] = tuple(
    (re.compile(pattern), groups)
    for pattern, groups in (
        (r"8001111", (3, 4)),
        (r"845464[0-9]", (3, 2, 2)),
        (r"(?:800|500)[0-9]{6}", (3, 6)),
        (r"1(?![2-69]1)[2-9][0-9]{7}", (4, 5)),
        (r"1(?:3873|5242|539[4-6]|697[347]|768[347]|9467)[0-9]{5}", (5, 5)),
        (r"1697[347][0-9]{4}", (5, 4)),
        (r"1(?:1[0-9]|[2-69]1)[0-9]{7}", (3, 3, 4)),
        (r"1[2-9][0-9]{8}", (4, 6)),
        (r"(?:2[0-9]|5[56]|70)[0-9]{8}", (2, 4, 4)),
        (r"76(?!24)[0-9]{8}", (2, 4, 4)),
        (r"7[1-9][0-9]{8}", (4, 6)),
        (r"[389][0-9]{9}", (3, 3, 4)),
    )
)


def read_phone(text: str) -> str:
    """A phone number as people in the UK write it: `0113 496 0123`, `0113 496 0123 ext. 12`.

    One of another country begins with + and its code. What is no phone number, or says more than
    one, stays as it is.
    """
    number, extension = _split(text)
    national = _read_national(number)
    if national:
        plain = " ".join(number.split())
        is_said_so = RHYTHM.fullmatch(plain) and _digits(plain) == f"0{national}"
        written = plain if is_said_so else _space(national)
    elif abroad := _read_abroad(number):
        written = abroad
    else:
        return text
    return f"{written} ext. {extension}" if extension else written


def dial_number(text: str) -> str:
    """A phone number as a link dials it: `+441134960123`, `+441134960123;ext=12`.

    Of what is not understood, such as a short number, the digits alone.
    """
    number, extension = _split(text)
    if national := _read_national(number):
        # A number as short as Childline's is only known in the country.
        digits = f"+44{national}" if len(national) > SHORT else f"0{national}"
    else:
        abroad = _read_abroad(number)
        digits = f"+{_digits(abroad)}" if abroad else _digits(text)
        extension = extension if abroad else ""
    return f"{digits};ext={extension}" if extension else digits


def _split(text: str) -> tuple[str, str]:
    """The number without its label, and its extension; both in plain digits and signs."""
    if len(text) > MAX_LENGTH:
        return "", ""
    plain = DASHES.sub("-", unicodedata.normalize("NFKC", text)).lower().strip()
    if label := LABEL.match(plain):
        plain = plain[label.end() :]
    if extension := EXTENSION.search(plain):
        return plain[: extension.start()].strip(" ,;"), extension[1]
    return plain.strip(" .,;"), ""


def _digits(text: str) -> str:
    return re.sub("[^0-9]", "", text)


def _read_national(number: str) -> str:
    """The digits of a number of the UK, without the zero and the code; empty for any other."""
    if not WRITTEN.fullmatch(number) or number.count("/") > 1:
        return ""
    digits = _digits(number)
    is_international = "+" in number or digits.startswith("00")
    digits = digits.removeprefix("00") if is_international else digits
    if digits.startswith("44") and (is_international or len(digits) > 11):
        national = digits[2:].removeprefix("0")
    elif is_international:
        return ""
    elif LOST_ZERO.fullmatch(number):
        national = digits
    elif digits.startswith("0"):
        national = digits[1:]
    else:
        return ""
    return national if _find_spacing(national) else ""


def _find_spacing(national: str) -> tuple[int, ...]:
    for pattern, groups in SPACINGS:
        if pattern.fullmatch(national):
            return groups
    return ()


def _space(national: str) -> str:
    parts, start = [], 0
    for length in _find_spacing(national):
        parts.append(national[start : start + length])
        start += length
    return f"0{' '.join(parts)}"


def _read_abroad(number: str) -> str:
    """A number of another country with its code, its groups as they were; empty for any other."""
    plain = re.sub(r"^00 ?", "+", number)
    if not re.fullmatch(r"\+ ?[1-9][0-9 ().-]+", plain) or plain.startswith("+44"):
        return ""
    digits = " ".join(re.findall("[0-9]+", plain.replace("(0)", " ")))
    return f"+{digits}" if 7 <= len(_digits(digits)) <= 15 else ""
