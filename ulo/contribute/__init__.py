"""What people send: the form, the interview, e-mails and issues, lists of groups."""

__all__ = [
    "form",
    "importer",
    "intake",
    "interview",
    "spreadsheet",
]
