"""What came back for one URL."""

from dataclasses import dataclass

# Of the redirects, those that say: use the new URL from now on.
REDIRECT_STATUSES, PERMANENT_REDIRECTS = (301, 302, 303, 307, 308), (301, 308)
# What may be over in a moment.
RETRY_STATUSES = (408, 425, 429, 500, 502, 503, 504)
RETRY_FAULTS = ("timeout", "unreachable", "broken", "name-unknown")


@dataclass(frozen=True)
class Visit:
    """What came of requesting a page: a status or, where there was no answer, a `fault`.

    `fault` is a key of `findings.KIND_BY_FAULT`, and `detail` says more in a word or a sentence.
    `hops` are the URLs that were requested, each with the status of its answer; `body` is the start
    of the last page as text, `retry_after` the header of that name, and `seconds` how long the last
    page took.
    """

    url: str
    hops: tuple[tuple[str, int], ...] = ()
    status: int | None = None
    fault: str = ""
    detail: str = ""
    body: str = ""
    retry_after: str = ""
    seconds: float = 0

    @property
    def is_retryable(self) -> bool:
        """Whether another try may end differently."""
        return self.status in RETRY_STATUSES or self.fault in RETRY_FAULTS
