"""The compiler behind Led by Us: records in, a static site out.

Read the modules in this order; each imports only those before it:

    environment   makes .venv on first use (standard library only)
    files         writes whole or not at all
    addresses     every URL of the site
    problems      what a contributor reads when something is wrong
    validator     JSON Schema, quick where a value is plainly right
    schema        the only reader of schema/: fields, vocabularies, areas, words, derived tables
    partners      the bodies that groups work with, found by the names that sources use
    model/        frozen dataclasses that echo the schema
    geography     places, postcode districts, distances; the offline geocoder
    records       the only reader of orgs/ and library/: strict YAML with line numbers
    readability   how plain the texts are, as far as counting can tell
    checks        the rules, one small function each; and what tells whether two records are about one group
    links         whether web addresses still lead where they should; a build never comes here
    derivation    derives schema/geography/ from public packages; a build never comes here
    formatting    the canonical text of a record
    form          the questions that a person is asked about a group
    references    changes what points to a record
    importer      flat JSON Lines to records
    spreadsheet   workbooks and CSV, out and in
    intake        what strangers send, made into records and answers
    interview     the questions of `build.py new`
    review        what a pull request does to the records, in words, and what to look at
    registers     compares registered numbers with the public registers; a build never comes here
    guides        pages that say how a thing is done, with their sources
    catalogue     everything derived from all records, once
    news          what happened to the records, and when
    library       shelves of resources
    opportunities what people can join now
    glossary      the words in a text that are explained
    localities    what a place page is about, and the groups that people find there
    participation who is doing what: every piece of work, in all the ways that people look for it
    coordination  what groups have in common, which networks they belong to, and where we know of nobody
    render        templates, with autoescape on
    search        the lists that the search in the browser answers from
    easy_read     what a page says, in short lines with pictures
    stale         whom to ask whether all is still right, and the letter that asks
    writers/      one file a feature: Catalogue in, pages out
    site          the only module that knows MkDocs
    preview       a few pages to be opened from a folder
    commands      what each word after build.py does
"""
