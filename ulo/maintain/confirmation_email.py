"""The e-mail that asks a group whether its page is still right."""

from collections.abc import Iterable, Iterator

from ulo.catalogue import Catalogue
from ulo.core import (
    capitalise,
    escape_invisible,
    format_message,
    format_month,
    join_list,
    letters,
    urls,
)
from ulo.model import Organisation
from ulo.schema import Pointer

# The ways to reach a group, those first that a short question suits best.
CHANNELS = ("email", "phone", "sms", "textphone", "website", "bsl")


def sharing_mailbox(catalogue: Catalogue, o: Organisation) -> list[Organisation]:
    """The other open groups whose pages have the same mailbox."""
    mailbox = o.contact.email.casefold()
    return [
        other
        for other in catalogue.open
        if mailbox and other.slug != o.slug and other.contact.email.casefold() == mailbox
    ]


def build_email(catalogue: Catalogue, o: Organisation, link: str = "") -> bytes:
    """The e-mail to a group, as a file that a mail program opens as a draft.

    With the `link`, whoever reads it can show that they do, and a reply that quotes it does so too.
    Each text of the record stays in its own line. Raises ValueError where the mailbox of the group
    is none.
    """
    instance = catalogue.instance
    fields = {}
    if instance.contact:
        fields["Message-ID"] = letters.make_message_id(o.slug, catalogue.today, instance.contact)
    return letters.build_draft(
        format_message(catalogue.messages["ask"]["subject"], name=o.name, slug=o.slug),
        "\n".join(_email_lines(catalogue, o, link)) + "\n",
        to=o.contact.email,
        sender=(instance.name, instance.contact),
        fields=fields,
    )


def _email_lines(catalogue: Catalogue, o: Organisation, link: str) -> Iterator[str]:
    messages, instance = catalogue.messages["ask"], catalogue.instance
    site_name = escape_invisible(instance.name)
    yield messages["hello"]
    yield ""
    yield format_message(messages["why"], name=escape_invisible(o.name), site=site_name)
    if o.checked.by == "organisation":
        yield format_message(messages["why_confirmed"], month=format_month(o.checked.on))
    else:
        yield messages["why_gathered"]
    yield messages["please"]
    sharing = [escape_invisible(other.name) for other in sharing_mailbox(catalogue, o)]
    if sharing:
        yield ""
        names = join_list(sharing, catalogue.messages["lists"])
        yield format_message(messages["shared"], names=names)
    yield ""
    yield f"- {messages['right']}"
    if link:
        yield f"  {messages['right_link']}"
        yield f"  {link}"
    yield f"- {messages['wrong']}"
    if instance.site_url:
        form = instance.site_url + urls.change_form(o.slug)
        yield f"  {format_message(messages['form'], address=form)}"
    yield f"- {messages['leave']}"
    yield f"- {messages['silent']}"
    yield ""
    yield messages["public"]
    if instance.site_url:
        page = instance.site_url + urls.organisation(o.slug)
        yield format_message(messages["page"], address=page)
    yield ""
    yield messages["thanks"]
    yield site_name
    yield ""
    yield f"--- {messages['says']} ---"
    for pointer, values in _record_lines(catalogue, o):
        yield ""
        yield f"{_field_title(catalogue, *pointer)}:"
        for value in values or [messages["unknown"]]:
            yield f"  {escape_invisible(value)}"


def _record_lines(catalogue: Catalogue, o: Organisation) -> Iterator[tuple[Pointer, list[str]]]:
    """What a group has to look at: a field, and what the record says in words.

    The list is empty where we know nothing.
    """
    yield ("name",), [o.name]
    if o.also_known_as or o.names:
        yield ("also_known_as",), [*o.also_known_as, *(name for _, name in o.names)]
    yield ("summary",), [o.summary]
    yield ("user_led", "led_by"), _term_lines(catalogue, "community", o.user_led.led_by)
    basis = catalogue.term("basis", o.user_led.basis).title
    yield ("user_led", "basis"), [basis, o.user_led.evidence]
    yield ("for",), _term_lines(catalogue, "community", o.meant_for)
    yield ("activities",), _term_lines(catalogue, "activity", o.activities)
    yield ("contact",), _contact_lines(catalogue, o)
    yield ("area",), _area_lines(catalogue, o)
    yield ("based_in",), _location_lines(catalogue, o)
    yield ("access",), _access_lines(catalogue, o)


def _term_lines(catalogue: Catalogue, vocabulary: str, ids: Iterable[str]) -> list[str]:
    return [capitalise(phrase) for phrase in catalogue.phrases(ids, vocabulary)]


def _contact_lines(catalogue: Catalogue, o: Organisation) -> list[str]:
    lines = []
    for name in (*CHANNELS, "relay_uk"):
        title, value = _field_title(catalogue, "contact", name), getattr(o.contact, name)
        if value is True:
            lines.append(title)
        elif value:
            lines.append(f"{title}: {value}")
    return [*lines, *o.contact.social]


def _area_lines(catalogue: Catalogue, o: Organisation) -> list[str]:
    lines = _term_lines(catalogue, "reach", [o.area.reach]) if o.area.reach else []
    if o.area.serves:
        areas = catalogue.phrases(o.area.serves, "areas")
        lines.append(join_list(areas, catalogue.messages["lists"]))
    return lines


def _location_lines(catalogue: Catalogue, o: Organisation) -> list[str]:
    base = o.based_in
    if not (base.address or base.town or base.area):
        return []
    areas = catalogue.phrases([base.area], "areas") if base.area else []
    return [format_address(o, *areas)]


def _access_lines(catalogue: Catalogue, o: Organisation) -> list[str]:
    lines = []
    for fact in o.access:
        detail = f" ({fact.detail})" if fact.detail else ""
        lines.append(f"{catalogue.term('access', fact.kind).title}{detail}")
    return lines


def _field_title(catalogue: Catalogue, *pointer: str | int) -> str:
    title: str = catalogue.schema.subschema(pointer)["title"]
    return title


def format_address(o: Organisation, *areas: str) -> str:
    """The address with each part once: a town may be an area of the same name."""
    base = o.based_in
    parts = (base.address, base.town, *areas, base.postcode or base.district)
    return ", ".join(dict.fromkeys(part for part in parts if part))
