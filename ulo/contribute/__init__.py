"""What people send: the form, the interview, e-mails and issues, lists of groups.

`signed_codes` are what a maintainer sends first, so that a group can show that it is the group.
"""

__all__ = [
    "browser_rules",
    "form",
    "importer",
    "intake",
    "interview",
    "signed_codes",
    "spreadsheet",
]
