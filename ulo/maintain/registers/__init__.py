"""What the public registers say of the groups in the directory. Nothing here is part of a build.

    entries    what a register says of an organisation, whichever register it is
    rows       what a row of each extract tells
    sources    the registers, their public extracts, and the columns by which those are known
    reading    one row after the other, of JSON or CSV, zipped or not
    folder     which files of a folder are extracts
    gathering  one way through all files, which keeps only what concerns our groups
    comparing  what differs, and likely numbers for groups without one
    report     what to do, as text or Markdown
    assigning  numbers that a maintainer names, put into records

The files are large (Companies House has five million rows) and come from elsewhere, so nothing is
ever read as a whole, and what they say is only shown. They hold names, homes, phones and mailboxes
of persons, too. None of those is ever kept.
"""
