"""What it is like to come to a group: when it meets, and what the first visit is like.

Both are dated. What nobody has confirmed for a year is told as something that was.
"""

from dataclasses import dataclass, field
from datetime import date

# What was confirmed is told as true for so many days; then the group is asked again.
RECONFIRM_AFTER_DAYS = 365


@dataclass(frozen=True)
class Meeting:
    """A meeting that takes place again and again; `days` is `day` in the data.

    `starts` and `ends` are times of the clock in the country, as HH:MM.
    """

    what: str
    every: str
    days: tuple[str, ...] = field(default=(), metadata={"key": "day"})
    starts: str = ""
    ends: str = ""
    place: str = ""
    online: bool = False
    breaks: str = ""
    on: date | None = None
    source: str = ""


@dataclass(frozen=True)
class FirstVisit:
    """How people come for the first time, what it costs, and who may come with them."""

    join: str = ""
    cost: str = ""
    price: str = ""
    bring: tuple[str, ...] = ()
    first_time: str = ""
    on: date | None = None
    source: str = ""


@dataclass(frozen=True)
class LastKnown:
    """When a fact was last known to be true: on a day, or some time in a year.

    At least one of the two is known.
    """

    day: date | None = None
    year: int | None = None

    @property
    def earliest(self) -> date:
        """The day, or the first day that it may have been."""
        return self.day or date(self.year or date.min.year, 1, 1)

    def is_current(self, today: date) -> bool:
        """Whether it has been less than a year since, even if it was the earliest day."""
        return (today - self.earliest).days < RECONFIRM_AFTER_DAYS
