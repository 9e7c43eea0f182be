"""What is wrong between records, and in the library."""

MESSAGES: dict[str, tuple[str, str]] = {
    # All records together
    "unknown-group": (
        "There is no record called {value}.",
        (
            "Write the file name of a record, without .yml. If a network has no record, write "
            "its full name. If a successor has no record, leave it out."
        ),
    ),
    "unknown-group.near": (
        "There is no record called {value}. Did you mean {near}?",
        (
            "Write the file name of a record, without .yml. If a network has no record, write "
            "its full name. If a successor has no record, leave it out."
        ),
    ),
    "unlinked-network": ("{value} is in the directory.", "Use its file name instead: {slug}"),
    "same-name": (
        "{other} has {evidence}: {value}.",
        (
            "If it's the same group, put everything in one file. If not, add something to the "
            "name that tells the two apart."
        ),
    ),
    "same-name.library": (
        "{other} has the same title: {value}.",
        (
            "If they're the same thing, put everything in one file. If not, say in the title "
            "what is different."
        ),
    ),
    "shared-name": (
        "{other} has the same name: {value}. Is it the same group?",
        (
            "If it is, put everything in one file. If not, add the place to one of the file "
            "names, such as {better}."
        ),
    ),
    "shared-name.nowhere": (
        "{other} has the same name: {value}. Is it the same group?",
        "If it is, put everything in one file. If not, say in both records where the group is.",
    ),
    "similar-name": (
        "{other} has a very similar name: {value}.",
        "Is it the same group? If so, put everything in one file.",
    ),
    "same-website": (
        "{other} has the same website.",
        "Is it the same group? If so, put everything in one file.",
    ),
    "moved-record": (
        "The old address {old} leads to {new}, but there is no such record.",
        (
            "In schema/registers/moved.json, write the file name of a record that exists, or "
            "delete the line."
        ),
    ),
    "moved-record.again": (
        "The old address {old} leads to {new}, which is also an old address.",
        "In schema/registers/moved.json, write the address it leads to in the end.",
    ),
    "moved-record.form": (
        "{old} or {new} in schema/registers/moved.json isn't the file name of a record.",
        "Write file names without .yml: small letters a to z, digits and hyphens.",
    ),
    "moved-record.taken": (
        ("This address used to belong to another record. Links to it lead to {new}."),
        (
            "Choose another file name. If it's the same group, remove the line from "
            "schema/registers/moved.json."
        ),
    ),
    "withdrawn": (
        (
            "Something in this record matches entry {number} on the list of groups that asked "
            "not to be in the directory."
        ),
        (
            "Please leave the record out. If the group itself wants to be listed, or if this "
            "is a different group, tell the maintainers."
        ),
    ),
    # The library
    "unknown-entry": (
        "There is no such {kind} in the library: {value}.",
        "Write the file name of a {kind}, without .yml, or delete it.",
    ),
    "unknown-entry.near": (
        "There is no such {kind} in the library: {value}. Did you mean {near}?",
        "Write the file name of a {kind}, without .yml, or delete it.",
    ),
    "unknown-entry.own": ("The record names itself.", "Delete this."),
    "unknown-entry.replaced": (
        "{newest} has replaced {value}.",
        "Use this instead: {newest}",
    ),
    "unknown-entry.ring": (
        (
            "From {value} on, each one replaces the next, and it ends up back where it "
            "started. So there is no newest one."
        ),
        "Find out which is the newest, and delete the field there.",
    ),
    "explained-twice": (
        "{other} explains the same word: {value}.",
        "Put both in one file, or take the word out of one.",
    ),
    "everyday-word": (
        "{value} isn't one of this word's names.",
        "Write it the same as it is above, or add it there: {names}",
    ),
    "closed-opportunity": (
        "This way to take part closed on {date}, so we no longer show it.",
        "Delete it, or write the new date.",
    ),
    "same-identifier": (
        "{other} has the same number: {value}.",
        "A number belongs to one group. Check which one, or put both in one file.",
    ),
}
