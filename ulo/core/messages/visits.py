"""Messages about when groups meet and what a first visit is like."""

MESSAGES: dict[str, tuple[str, str]] = {
    "meeting-without-day": (
        "This meeting has no day of the week.",
        "Add the day, or say how often in another way, such as: once a month.",
    ),
    "times-out-of-order": (
        "The meeting starts at {start} and ends at {end}.",
        "Check both times. Write them like this: 14:30",
    ),
    "times-out-of-order.alone": (
        "The meeting ends at {end}, but we don't know when it starts.",
        "Add the time it starts, or leave this out.",
    ),
    "home-as-venue": (
        "{word} could mean that this is someone's home.",
        "If it is, leave the venue out. People can ask the group where to go.",
    ),
    "unsourced-visit": (
        "Nothing says where this is from.",
        "Add the public page that shows it.",
    ),
    "undated-visit": (
        "We can't tell how old this is.",
        "Add the day someone last knew it was right, or the year of the page under sources.",
    ),
}
