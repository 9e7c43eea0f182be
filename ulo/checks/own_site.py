"""Whether a web address is on a site of the group itself, as far as its host tells."""

from ulo.checks.context import CheckContext
from ulo.checks.web_addresses import url_host
from ulo.core import fold

# The sites of public bodies have the names of places in their hosts, as groups have in theirs.
PUBLIC_BODY_SUFFIXES = (".gov.uk", ".nhs.uk", ".ac.uk", ".gov.scot", ".gov.wales", ".police.uk")
# Parts of a host that stand behind the name of the owner.
GENERIC_DOMAIN_LABELS = frozenset(
    "ac co gov ltd me nhs org plc blogspot tumblr weebly wixsite wordpress".split()
)
MIN_LABEL_LENGTH = 4


def is_own_site(context: CheckContext, address: str) -> bool:
    """Whether the site of an address is known to be the group's, or has exactly its name."""
    host = url_host(address)
    if _owner_label(host) in _joined_names(context):
        return True
    pages = (context.text("contact", "website"), *context.texts("contact", "social"))
    own_hosts = [own for own in map(url_host, pages) if own]
    return any(
        host == own or host.endswith(f".{own}") or own.endswith(f".{host}") for own in own_hosts
    )


def may_be_own_site(context: CheckContext, address: str) -> bool:
    """Whether the host of an address and a name of the group have enough in common."""
    if is_own_site(context, address):
        return True
    host = url_host(address)
    label = _owner_label(host)
    if len(label) < MIN_LABEL_LENGTH or host.endswith(PUBLIC_BODY_SUFFIXES):
        return False
    names = [name for name in _joined_names(context) if len(name) >= MIN_LABEL_LENGTH]
    return any(label in name or name in label for name in names)


def _joined_names(context: CheckContext) -> set[str]:
    """The names of the group, folded and without spaces, as hosts have them."""
    return {fold(name).replace(" ", "") for name in context.names}


def _owner_label(host: str) -> str:
    """The part of a host that tells whose it is: `leedsvoices` of `blog.leeds-voices.org.uk`."""
    labels = host.split(".")[:-1]
    while len(labels) > 1 and labels[-1] in GENERIC_DOMAIN_LABELS:
        labels.pop()
    return labels[-1].replace("-", "") if labels else ""
