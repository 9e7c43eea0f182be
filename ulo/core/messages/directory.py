"""What is wrong between records, and in the library."""

MESSAGES: dict[str, tuple[str, str]] = {
    # All records together
    "unknown-group": (
        "There is no record called {value}.",
        (
            "Write the file name of a record, without .yml. If the group has no record, write the "
            "full name of a network, but leave out a successor."
        ),
    ),
    "unknown-group.near": (
        "There is no record called {value}. Did you mean {near}?",
        (
            "Write the file name of a record, without .yml. If the group has no record, write the "
            "full name of a network, but leave out a successor."
        ),
    ),
    "unlinked-network": ("{value} is in the directory.", "Write its file name instead: {slug}"),
    "same-name": (
        "{other} has {evidence}: {value}.",
        (
            "If it is the same group, put everything into one file. If not, add to the name what "
            "tells the two apart."
        ),
    ),
    "same-name.library": (
        "{other} is called the same: {value}.",
        (
            "If it is the same, put everything into one file. If not, say in the title what is "
            "different."
        ),
    ),
    "shared-name": (
        "{other} has the same name: {value}. Is it the same group?",
        (
            "If it is, put everything into one file. If not, add the place to the file name of one "
            "of them, such as {better}."
        ),
    ),
    "shared-name.nowhere": (
        "{other} has the same name: {value}. Is it the same group?",
        "If it is, put everything into one file. If not, say in both records where the group is.",
    ),
    "similar-name": (
        "{other} has a very similar name: {value}.",
        "Is it the same group? Then put everything into one file.",
    ),
    "same-website": (
        "{other} has the same website.",
        "Is it the same group? Then put everything into one file.",
    ),
    "moved-record": (
        "The old address {old} leads to {new}, but there is no such record.",
        (
            "In schema/registers/moved.json, write the file name of a record that is there, or "
            "delete the line."
        ),
    ),
    "moved-record.again": (
        "The old address {old} leads to {new}, which is an old address, too.",
        "In schema/registers/moved.json, write where it leads in the end.",
    ),
    "moved-record.form": (
        "{old} or {new} in schema/registers/moved.json is no file name of a record.",
        "Write file names without .yml: small letters a to z, digits and hyphens.",
    ),
    "moved-record.taken": (
        (
            "This address was that of another record before. Links from elsewhere lead from it to "
            "{new}."
        ),
        (
            "Choose another file name. If it is the same group, take the line out of "
            "schema/registers/moved.json."
        ),
    ),
    "withdrawn": (
        (
            "Something in this record matches entry {number} of the list of groups that asked not "
            "to be in the directory."
        ),
        (
            "Please leave the record out. If the group itself wants to be listed, or if this is "
            "another group, tell the maintainers."
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
        "{value} is replaced by {newest} itself.",
        "Write instead: {newest}",
    ),
    "unknown-entry.ring": (
        "From {value}, each is replaced by the next, round in a ring. So there is no newest one.",
        "Find out which is the newest, and delete the field there.",
    ),
    "explained-twice": (
        "{other} explains the same word: {value}.",
        "Put both into one file, or take the word out of one.",
    ),
    "everyday-word": (
        "{value} is not one of the names of this word.",
        "Write it as it stands above, or add it there: {names}",
    ),
    "closed-opportunity": (
        "This way to take part closed on {date}, so pages show it no more.",
        "Delete it, or write the new day.",
    ),
    "same-identifier": (
        "{other} has the same number: {value}.",
        "A number belongs to one group. Check which, or put both into one file.",
    ),
}
