"""What people send: the form, the interview, e-mails and issues, spreadsheets."""

__all__ = [
    "form",
    "importer",
    "intake",
    "interview",
    "spreadsheet",
]
