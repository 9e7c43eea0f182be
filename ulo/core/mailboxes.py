"""What a mailbox is: one definition for records, settings, letters and the form.

It is narrower than RFC 5321: it allows what every mail program accepts, and nothing that a header,
a link or a server could read as several mailboxes. schema/organisation.json has the same pattern,
which the form reads.
"""

import re

# The longest that RFC 5321 allows.
MAX_MAILBOX = 254
# No dots at either end or side by side, no quotation marks, and no % by which mail was once
# forwarded and links hide what they say. The domain has labels as DNS has them.
MAILBOX = re.compile(
    r"(?=[^@]{1,64}@)[A-Za-z0-9_+'-]+(\.[A-Za-z0-9_+'-]+)*"
    r"@([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}"
)


def is_mailbox(text: str) -> bool:
    """Whether a text is one mailbox and nothing else."""
    return len(text) <= MAX_MAILBOX and MAILBOX.fullmatch(text) is not None
