"""The rules about what one record says."""

import ipaddress
import re
import unicodedata
from collections.abc import Callable, Iterator
from datetime import date
from functools import lru_cache
from urllib.parse import urlsplit

import phonenumbers

from ulo.checks.case import Case
from ulo.problems import Problem, QUESTION, quote, rule
from ulo.schema import Area, fold, slugify

# Signs that show nothing, besides the format signs (category Cf): fillers that count as letters, and variation
# selectors, which can hide a whole message. U+FE0F stays: it belongs to emoji.
HIDDEN = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180d\u180f\u2800\u3164\ufe00-\ufe0e\uffa0\U000e0100-\U000e01ef]")
# Letters of Welsh, Gaelic and Irish, which the names of sites may have. Other letters could pass for a to z.
ACCENTED = frozenset("àáâäèéêëìíîïòóôöùúûüẁẃŵẅỳýŷÿ")
MARKUP = re.compile(r"<\s*[a-zA-Z!/?]|&(?:#\d+|#x[0-9a-fA-F]+|[a-zA-Z]{2,8});|\]\(|\*\*|`|\{\{|\{%|\{#")
PERSON = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Sir|Dame|Lord|Lady|Baroness|Rev)\.? [A-Z][\w'-]+")
MAILBOXES = frozenset(
    "access accounts action admin administration admissions advice advocacy advocate all arts ask askus bookings campaign campaigns "
    "carers centre chair charity coproduction comms communications community connect contact contactus coordinator "
    "directpayments editor education enquire enquiries enquiry equality events feedback finance forum friends fundraising general group "
    "groups hello help helpdesk helpline hi hub info information inclusion involvement join library mail mailbox main manager media meet "
    "members membership network news newsletter office outreach participation peer peersupport post press projects project reception "
    "referrals research secretary service services social speak staff support talk team training treasurer "
    "volunteer volunteering volunteers voice voices web webmaster welcome women young youth".split()
)
POSTCODE_AREAS = frozenset(
    "AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN EX FK FY G GL GU HA "
    "HD HG HP HR HS HU HX IG IP IV KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG NN NP NR NW OL OX PA PE PH PL PO PR RG "
    "RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC WD WF WN WR WS WV YO ZE".split()
)
PUBLIC_NETWORK_ENDINGS = ("local", "localhost", "internal", "lan", "home", "corp", "test", "invalid", "onion", "arpa")


def address_fault(address: str) -> str | None:
    """Why a web address can not be used, or None. Only public sites reached by http or https pass."""
    if " " in address or not address.isprintable():
        return "there is a space or an invisible sign in it"
    scheme, colon, _ = address.partition(":")
    if colon and re.fullmatch(r"[A-Za-z][A-Za-z0-9+-]*", scheme) and scheme.lower() not in ("http", "https"):
        return f"it starts with {scheme.lower()}:"
    if not re.match(r"https?://", address):
        return "https is not in small letters" if re.match(r"https?://", address, re.IGNORECASE) else "it does not start with https://"
    if bad := re.search(r"[<>\"\\^`{|}]", address):
        return f"there is a {bad.group()} in it"
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname or "", parts.port
        if "xn--" in host:
            host = host.encode("ascii").decode("idna")  # how browsers may show it
    except ValueError:
        return "the name of the site is not well formed"
    if "@" in parts.netloc:
        return "there is a name or password in it"
    if not all(c.isascii() or c in ACCENTED for c in host):
        return "the name of the site has letters that can be mistaken for others"
    try:
        ipaddress.ip_address(host)
        return "it has numbers in place of the name of a site"
    except ValueError:
        pass
    labels = host.rstrip(".").split(".")
    if re.fullmatch(r"\d+|0x[0-9a-f]*", labels[-1]):
        return "it has numbers in place of the name of a site"
    if len(labels) < 2 or len(labels[-1]) < 2 or labels[-1] in PUBLIC_NETWORK_ENDINGS:
        return "it does not lead to a public site"
    if not all(re.fullmatch(r"\w([\w-]*\w)?", label) for label in labels):
        return "the name of the site is not well formed"
    return None


def same_page(address: str) -> str:
    """What two addresses of one page have in common: without http or https, www., a last slash, a fragment."""
    rest = re.sub(r"^https?://(www\.)?", "", address.partition("#")[0], flags=re.IGNORECASE)
    host, slash, path = rest.partition("/")
    return (host.lower().removesuffix(":80").removesuffix(":443").rstrip(".") + slash + path).rstrip("/")


@rule()
def hidden_character(case: Case) -> Iterator[Problem]:
    """Every sign in a text can be seen.

    Signs of no width, and signs that turn the direction of reading, can make a text look like another one.
    """
    for pointer, text, _ in case.nodes:
        for c in "" if text.isascii() else text:  # control-character says it of ASCII
            if c > "~" and (unicodedata.category(c) in ("Cf", "Cs", "Co", "Cn") or HIDDEN.match(c)):
                name = unicodedata.name(c, "without a name").lower()
                yield case.problem("hidden-character", pointer, sign=f"U+{ord(c):04X}, {name}")
                break


@rule()
def markup(case: Case) -> Iterator[Problem]:
    """Texts are plain words, without HTML, Markdown or template signs.

    Pages show every sign as it is, so code would stand there as code.
    """
    for pointer, text, node in case.nodes:
        if node.get("type") == "string" and node.get("format") != "uri" and (code := MARKUP.search(text)):
            yield case.problem("markup", pointer, value=quote(text[max(0, code.start() - 10):code.end() + 15]))


@rule(QUESTION)
def person_title(case: Case) -> Iterator[Problem]:
    """No record names a person, apart from the authors of published works.

    A record is public and stays in the history for good. Instead of `Led by Dr Example` write `Led by its chair`.
    """
    for pointer, text, node in case.nodes:
        if node.get("type") == "string" and node.get("format") != "uri" and (name := PERSON.search(text)):
            yield case.problem("person-title", pointer, value=quote(name.group()))


@rule()
def unsafe_address(case: Case) -> Iterator[Problem]:
    """A web address leads to a public site over http or https.

    Addresses that run code, carry a password, or lead into a private network are refused, and so are bare
    numbers and names whose letters only look like others.
    """
    for pointer, text, node in case.nodes:
        if node.get("format") == "uri" and text and (reason := address_fault(text)):
            yield case.problem("unsafe-address", pointer, reason=reason)


@rule()
def date_in_future(case: Case) -> Iterator[Problem]:
    """Nothing in a record lies in the future.

    Dates say what was seen or done.
    """
    for pointer, text, node in case.nodes:
        shape = node.get("format")
        late = shape == "year" and text.isascii() and text.isdigit() and case.today.year < int(text[:9]) <= node["maximum"]
        if shape == "date":
            try:
                late = date.fromisoformat(text) > case.today
            except ValueError:
                late = False  # impossible-date or wrong-form says it
        if late:
            yield case.problem("date-in-future", pointer, value=quote(text), today=case.today.isoformat())


@rule()
def years_out_of_order(case: Case) -> Iterator[Problem]:
    """A group begins before it closes, and before the newest evidence of it.

    One of the two years is wrong.
    """
    founded = case.year("founded")
    for pointer in (("closed", "year"), ("checked", "newest_evidence")):
        year = case.year(*pointer)
        if founded and year and year < founded:
            yield case.problem("years-out-of-order", pointer, title_=case.schema.node(pointer)["title"], value=year, founded=founded)


@rule()
def postcode_unknown(case: Case) -> Iterator[Problem]:
    """A postcode starts with letters that Royal Mail uses.

    There is no postcode area XX.
    """
    for pointer in (("based_in", "postcode"), ("based_in", "district")):
        letters = re.match(r"[A-Z]*", case.text(*pointer)).group()
        if letters and letters not in POSTCODE_AREAS:
            yield case.problem("postcode-unknown", pointer, letters=letters)


@rule()
def postcode_without_address(case: Case) -> Iterator[Problem]:
    """A full postcode stands only beside the address of a public office.

    Fifteen homes share a postcode. Where a group has no public office, the first half says enough.
    """
    if (postcode := case.text("based_in", "postcode")) and not case.text("based_in", "address"):
        yield case.problem("postcode-without-address", ("based_in", "postcode"), district=postcode.partition(" ")[0])


@rule()
def ended_area(case: Case) -> Iterator[Problem]:
    """A place is a council that exists today.

    Councils merge and split. The message names what came after.
    """
    for pointer, text, node in case.nodes:
        area = case.schema.areas.terms.get(text) if node.get("vocabulary") == "areas" else None
        if area and area.until and area.until < case.today.isoformat():
            variant = "" if area.successors else "named" if area.successors_named else "wide"
            yield case.problem("ended-area", pointer, variant=variant, name=area.title, date=area.until,
                               successors=", ".join(area.successors or area.successors_named))


# How far a group with this reach can stretch: kinds of area that would be too wide for it, or too narrow.
ODD_PLACES = {"local": ("nation", "country"), "regional": ("nation", "country"), "national": ("council", "country")}


@rule(QUESTION)
def place_and_reach(case: Case) -> Iterator[Problem]:
    """Reach and places fit each other.

    A local group that serves all of Scotland, or a national one that serves one council, is a slip.
    """
    reach = case.text("area", "reach")
    for number, place in enumerate(case.list("area", "serves")):
        area = case.schema.areas.terms.get(place)
        if isinstance(area, Area) and area.kind in ODD_PLACES.get(reach, ()):
            article = "one council" if area.kind == "council" else f"a {area.kind}"
            yield case.problem("place-and-reach", ("area", "serves", number), reach=quote(reach), place=area.title, kind=article)


# Ofcom keeps these for fiction. Our own examples use them; the library does not know them.
FICTIONAL_MOBILE = re.compile(r"(\+44 ?|0)7700 ?900 ?\d{3}$")


@lru_cache(4096)
def _kind_of_number(number: str) -> int | None:
    """One of phonenumbers.PhoneNumberType, or None for what can not be rung from the United Kingdom."""
    if FICTIONAL_MOBILE.match(number):
        return phonenumbers.PhoneNumberType.MOBILE
    try:
        # Short numbers (119, 18001) are no numbers of a group; what is valid can be rung from the United Kingdom.
        parsed = phonenumbers.parse(number, "GB")
    except phonenumbers.NumberParseException:
        return None
    return phonenumbers.number_type(parsed) if phonenumbers.is_valid_number(parsed) else None


PHONE_FIELDS = ("phone", "sms", "textphone")
MOBILE = (phonenumbers.PhoneNumberType.MOBILE, phonenumbers.PhoneNumberType.PERSONAL_NUMBER)


@rule()
def phone_number(case: Case) -> Iterator[Problem]:
    """A phone number can be rung: it has the right number of digits and a known area code.

    Instead of `0113 496 000` write `0113 496 0000`.
    """
    for name in PHONE_FIELDS:
        number = case.text("contact", name)
        if number and (not re.fullmatch(r"\+?[0-9][0-9 ()-]{5,29}", number) or _kind_of_number(number) is None):
            yield case.problem("phone-number", ("contact", name), value=quote(number))


@rule(QUESTION)
def mobile_number(case: Case) -> Iterator[Problem]:
    """A mobile number is the group's own, not a member's.

    Many small groups have a mobile of their own. A person's number must not be published.
    """
    for name in PHONE_FIELDS:
        number = case.text("contact", name)
        if number and _kind_of_number(number) in MOBILE:
            yield case.problem("mobile-number", ("contact", name), value=quote(number))


@rule(QUESTION)
def personal_email(case: Case) -> Iterator[Problem]:
    """A mailbox is the group's own, not a person's.

    A mailbox counts as the group's if it has a word such as info or hello, or a word of the group's name.
    """
    email = case.text("contact", "email")
    if "@" not in email:
        return  # wrong-form says it
    local, _, domain = email.lower().partition("@")
    names = fold(" ".join([case.text("name"), *case.list("also_known_as")])).split()
    own = {word for word in names if len(word) > 2} | {"".join(word[0] for word in names if word)}
    own |= {label for label in domain.split(".")[:-1] if len(label) > 2}
    for word in re.split(r"[._+-]", local):
        if word in MAILBOXES or any(mailbox in word for mailbox in MAILBOXES if len(mailbox) > 4):
            return
        if len(word) > 2 and any(word in mine or (len(mine) > 2 and mine in word) for mine in own):
            return
    yield case.problem("personal-email", ("contact", "email"), value=quote(email))


@rule()
def listed_twice(case: Case) -> Iterator[Problem]:
    """Each page is listed once.

    The same address with http and https, or with and without www, is the same page.
    """
    for listed in (("sources",), ("contact", "social")):
        first: dict[str, str] = {}
        for pointer, text, node in case.nodes:
            if pointer[:len(listed)] == listed and node.get("format") == "uri":
                key = same_page(text)
                if key in first and not (listed == ("contact", "social") and first[key] == text):
                    yield case.problem("listed-twice", pointer, first=quote(first[key]), second=quote(text))
                first.setdefault(key, text)


@rule(QUESTION)
def file_name_differs(case: Case) -> Iterator[Problem]:
    """The name of the file has something of the name of the group.

    The file name is the address of the page. It may stay when a group changes its name: list the old one under
    other names.
    """

    slug = case.record.slug
    names = [case.text("name"), *case.list("also_known_as")]
    words = {word for name in names for word in slugify(name).split("-")} | {slugify(name) for name in names}
    # A name in another script gives no file name that could be compared.
    if slugify(case.text("name")) and not words.intersection([*slug.split("-"), slug]):
        yield case.problem("file-name-differs", (), name=quote(f"{slug}.yml"), better=f"{slugify(case.text('name'))}.yml")


@rule()
def own_network(case: Case) -> Iterator[Problem]:
    """A group is neither its own network nor its own successor.

    Name the other group, or delete the line.
    """
    for number, network in enumerate(case.list("networks")):
        if network in (case.record.slug, case.text("name")):
            yield case.problem("own-network", ("networks", number))
    if case.text("closed", "successor") == case.record.slug:
        yield case.problem("own-network", ("closed", "successor"))


RULES: list[Callable[[Case], Iterator[Problem]]] = [
    hidden_character, markup, person_title, unsafe_address, date_in_future, years_out_of_order, postcode_unknown,
    postcode_without_address, ended_area, place_and_reach, phone_number, mobile_number, personal_email, listed_twice,
    file_name_differs, own_network,
]
