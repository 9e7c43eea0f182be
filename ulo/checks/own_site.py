"""Whether a web address is on a site of the group itself, as far as its host tells."""

from ulo.checks.context import CheckContext
from ulo.checks.web_addresses import url_host
from ulo.core import fold
from ulo.schema import Schema

# Sites on which others have theirs: these stand behind the name of the owner.
HOSTING_SITES = frozenset("blogspot tumblr weebly wixsite wordpress".split())
MIN_LABEL_LENGTH = 4


def is_own_site(context: CheckContext, address: str) -> bool:
    """Whether the site of an address is known to be the group's, or has exactly its name."""
    host = url_host(address)
    if _owner_label(host, context.schema) in _joined_names(context):
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
    label = _owner_label(host, context.schema)
    # The sites of public bodies have the names of places in their hosts, as groups have in theirs.
    bodies = context.schema.country_file("web").get("public_bodies", ())
    if len(label) < MIN_LABEL_LENGTH or any(host.endswith(f".{body}") for body in bodies):
        return False
    names = [name for name in _joined_names(context) if len(name) >= MIN_LABEL_LENGTH]
    return any(label in name or name in label for name in names)


def _joined_names(context: CheckContext) -> set[str]:
    """The names of the group, folded and without spaces, as hosts have them."""
    return {fold(name).replace(" ", "") for name in context.names}


def _owner_label(host: str, schema: Schema) -> str:
    """The part of a host that tells whose it is: `examplevoices` of `blog.example-voices.org`."""
    labels = host.split(".")[:-1]
    kinds = schema.country_file("web").get("second_levels", ())
    while len(labels) > 1 and (labels[-1] in HOSTING_SITES or labels[-1] in kinds):
        labels.pop()
    return labels[-1].replace("-", "") if labels else ""
