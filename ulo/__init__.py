"""The compiler behind Led by Us: records in, a static site out.

Read the rooms in this order. Each imports only those before it, and only what their fronts
offer in `__all__`:

    core          problems, files, addresses, texts
    bootstrap     makes .venv on first use (standard library only)
    schema        the only reader of schema/: fields, vocabularies, areas, messages, derived tables
    model         frozen dataclasses that echo the schema
    records       the only reader of orgs/ and library/: strict YAML in, the canonical form out
    geography     places, outcodes, distances; the offline geocoder
    checks        the rules, one small function each; readability; which records are about one group
    catalogue     everything that is derived from all records, once
    pipeline      read, check, derive: from files to a catalogue
    contribute    what strangers send: form, interview, e-mails and issues, spreadsheets
    instances     other directories made from this one: starts them, and keeps them up to date
    exports       open data: lists as files for spreadsheets
    site          catalogue in, pages and files out
    maintain      review, links, registers, reconfirmation, geodata: a build never comes here
    cli           what each word after build.py does
"""
